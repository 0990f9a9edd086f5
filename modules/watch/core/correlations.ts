/** Correlations of the catalogue made ready: references are ids, and each rule knows what is asked of its hits. */
import { readDocuments, type CorrelationDocument } from '#engines/sigma/index.ts'
import { AHEAD_MS } from './moment.ts'

/** The longest window: hits are kept for two of them, and no body keeps its lines for less than a week. */
export const WINDOW_DAYS = 7
export const WINDOW_MS = WINDOW_DAYS * 86_400_000

/** Of a rule: the fields of its events that correlations read, and for how long a window may reach back to a hit. */
export type Watched = { readonly fields: readonly string[]; readonly keepMs: number }
export type Standing = { readonly docs: readonly CorrelationDocument[]; readonly watched: ReadonlyMap<string, Watched> }
export type Written = { readonly id: string; readonly yaml: string; /** What it refers to, by id, in the order of its text. */ readonly parts: readonly string[] }

/** @param written those in force */
export function standingOf(written: readonly Written[]): Standing {
  const docs = new Map<string, CorrelationDocument>()
  for (const { id, yaml, parts } of written) {
    const [doc] = readDocuments([{ path: id, text: yaml }]).documents
    if (doc?.kind === 'correlation' && doc.timespanMs <= WINDOW_MS && parts.length === doc.rules.length) docs.set(id, pinned(doc, id, parts))
  }
  const watched = new Map<string, { fields: Set<string>; keepMs: number }>()
  for (const doc of docs.values()) {
    const fields = fieldsOf(doc)
    // What a correlation below says together is complete only after its own window.
    const walk = (one: CorrelationDocument, reach: number, above: readonly CorrelationDocument[]) => {
      for (const part of one.rules) {
        const below = docs.get(part)
        if (below) {
          if (!above.includes(below)) walk(below, reach + below.timespanMs, [...above, below])
          continue
        }
        const before = watched.get(part) ?? { fields: new Set<string>(), keepMs: 0 }
        for (const field of fields) before.fields.add(field)
        watched.set(part, { fields: before.fields, keepMs: Math.max(before.keepMs, 2 * reach + AHEAD_MS) })
      }
    }
    walk(doc, doc.timespanMs, [doc])
  }
  return { docs: [...docs.values()], watched: new Map([...watched].map(([id, { fields, keepMs }]) => [id, { fields: [...fields].toSorted(), keepMs }])) }
}

/** A name may become another rule's; an id does not. */
export function pinned(doc: CorrelationDocument, id: string, parts: readonly string[]): CorrelationDocument {
  const idOf = new Map(doc.rules.map((reference, i) => [reference, parts[i]!]))
  const { name: _name, ...rest } = doc
  const { expression } = doc.condition
  return {
    ...rest, id, rules: parts, condition: { ...doc.condition, ...(expression === undefined ? {} : { expression: expression.replaceAll(/[^\s()]+/g, (word) => idOf.get(word) ?? word) }) },
    aliases: Object.fromEntries(Object.entries(doc.aliases).map(([alias, byRule]) => [alias, Object.fromEntries(Object.entries(byRule).map(([reference, field]) => [idOf.get(reference) ?? reference, field]))])),
  }
}

const fieldsOf = ({ groupBy, condition, aliases }: CorrelationDocument): string[] => [...groupBy, ...(condition.field === undefined ? [] : [condition.field]), ...Object.values(aliases).flatMap((byRule) => Object.values(byRule))]
