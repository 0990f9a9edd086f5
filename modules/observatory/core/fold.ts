/**
 * What several sources say of one attack → what we hold to be so, and whose word each field is.
 * A person's choice decides; else who is surer of the field; else who stands nearer to the attack; else who spoke last; else the smaller id:
 * the same statements give the same record in any order, so a merge that is taken back leaves no trace.
 */
import { fields, sourceKinds, type Facts, type Field, type Statement } from '../contract-facts.ts'

export type Said = Pick<Statement, 'facts' | 'confidence' | 'confidences'> & {
  readonly id: string
  readonly kind: Statement['source']['kind']
  readonly recordedAt: Date
}
export type Origin = { readonly statement: string; readonly confidence: number; /** Statements that say something else of this field. */ readonly others: number }
export type Folded = { readonly facts: Facts; readonly provenance: { readonly [field in Field]?: Origin } }

/** Lists in which one source completes another. */
const united = ['techniques', 'claims', 'assets', 'services'] as const satisfies readonly Field[]

export function fold(said: readonly Said[], chosen: { readonly [field in Field]?: string } = {}): Folded {
  const facts: Record<string, unknown> = {}
  const provenance: { [field in Field]?: Origin } = {}
  for (const field of fields) {
    const sayers = said.filter((one) => one.facts[field] !== undefined).sort((a, b) => before(a, b, field))
    if (sayers.length === 0) continue
    const best = sayers.find((one) => one.id === chosen[field]) ?? sayers[0]!
    const value = best.facts[field]
    facts[field] = (united as readonly Field[]).includes(field) && chosen[field] === undefined ? unite(sayers.map((one) => one.facts[field] as readonly unknown[])) : value
    provenance[field] = { statement: best.id, confidence: best.confidences[field] ?? best.confidence, others: sayers.filter((one) => one !== best && !same(one.facts[field], value)).length }
  }
  return { facts: facts as Facts, provenance }
}

function before(a: Said, b: Said, field: Field): number {
  return sure(b, field) - sure(a, field)
    || sourceKinds.indexOf(a.kind) - sourceKinds.indexOf(b.kind)
    || b.recordedAt.getTime() - a.recordedAt.getTime()
    || (a.id < b.id ? -1 : 1)
}
const sure = (one: Said, field: Field): number => one.confidences[field] ?? one.confidence

const MOST = 200
/** In the order of who is surer; the surer one's words where two say the same. */
function unite(lists: readonly (readonly unknown[])[]): unknown[] {
  const seen = new Map<string, unknown>()
  for (const one of lists.flat()) { const key = canonical(one); if (!seen.has(key)) seen.set(key, one) }
  return [...seen.values()].slice(0, MOST)
}

const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b)
/** JSON with its keys in order: PostgreSQL gives them back in an order of its own. */
export const canonical = (value: unknown): string => JSON.stringify(value, (_, one: unknown) =>
  one !== null && typeof one === 'object' && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) : one)
