/** What a reader gives: a statement or a reason, each with its number in the file. Content never throws. */
import { createHash } from 'node:crypto'
import type { Tlp } from '#platform/contract/index.ts'
import { statement, type Facts, type Statement, type Victim } from '../../contract-facts.ts'
import { canonical } from '../fold.ts'

export const problemCodes = ['not_json', 'not_object', 'too_long', 'quote_not_closed', 'too_many_cells', 'empty', 'no_id', 'bad_date', 'bad_value', 'invalid_veris', 'unknown_term', 'not_an_incident', 'said_no_attack', 'not_said_attack', 'not_there', 'other_event', 'ours', 'too_many_rows', 'out_of_bounds'] as const
export type ProblemCode = (typeof problemCodes)[number]
export type Problem = { readonly code: ProblemCode; readonly params: Readonly<Record<string, string>> }
/** `number`: of the line, or of the object, from 1; `raw`: as it came, to hand back; `own`: what it says of itself as a whole; `tlp`: that, or the level of a stricter part of it. */
export type Read = { readonly number: number; readonly raw: string; readonly own?: Tlp | undefined; readonly tlp?: Tlp | undefined } & ({ readonly statement: Statement } | { readonly problem: Problem })

export const problem = (code: ProblemCode, params: Record<string, string> = {}): Problem => ({ code, params })

type Draft = { readonly source: Statement['source']; readonly key?: string | undefined; readonly facts: object; readonly confidence?: number }
/**
 * A draft as a statement within its bounds, or why it is none. No file says for us that a body spoke itself, nor which of our parties it is:
 * both are decided by people who looked.
 * @param prefix of the key where the source has no id of its own: the content is the id.
 */
export function accept(draft: Draft, prefix: string): Statement | Problem {
  const facts = { ...draft.facts } as { -readonly [key in keyof Facts]: unknown }
  if (Array.isArray(facts.victims)) facts.victims = (facts.victims as Partial<Victim>[]).map((one) => ({ ...without(one, 'partyId', 'namingUrl'), naming: one.name === undefined ? 'no' : 'inside' }))
  if (Array.isArray(facts.providers)) facts.providers = (facts.providers as object[]).map((one) => without(one, 'partyId'))
  if (Object.keys(facts).every((key) => key === 'rest')) return problem('empty')
  const parsed = statement.safeParse({ ...draft, facts, key: (draft.key ?? `${prefix}:${digest(facts)}`).slice(0, 300) })
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]!
  return problem('out_of_bounds', { field: issue.path.join('.').slice(0, 120), why: issue.message.slice(0, 200) })
}
const without = (one: object, ...names: readonly string[]) => Object.fromEntries(Object.entries(one).filter(([name]) => !names.includes(name)))
export const digest = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex').slice(0, 40)

const MOST_RAW = 20_000
export const toRead = (number: number, raw: string, of: Statement | Problem, { own, tlp }: { readonly own?: Tlp | null; readonly tlp?: Tlp | null } = {}): Read => ({ number, raw: raw.slice(0, MOST_RAW), ...(own ? { own } : {}), ...(tlp ? { tlp } : {}), ...('facts' in of ? { statement: of } : { problem: of }) })

/** Without the keys of which nothing is known. */
export const known = <T extends object>(all: T): { [key in keyof T]?: Exclude<T[key], undefined> } =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0))) as never
