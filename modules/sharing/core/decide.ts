/** What becomes of objects that come in, over what is there: stored, the same, held against what is there, or refused. */
import type { Facts } from './facts.ts'

/** From whom an object came: a peer's number, 0 for this centre itself, null for a file that a person brought. */
export type Origin = number | null
export const OURS = 0

export type Known = { readonly stamp: number; readonly newest: boolean; readonly revoked: boolean; readonly origin: Origin; /** Of the version that is asked about. */ readonly body: string | null }
export type Before = { readonly versions: readonly Known[]; readonly deleted: boolean }
export type Verdict =
  | { readonly as: 'stored'; /** Whether it is the newest from now on; an older one is history. */ readonly newest: boolean }
  | { readonly as: 'same' }
  | { readonly as: 'conflict'; readonly kind: 'content' | 'ours' }
  | { readonly as: 'refused'; readonly problem: string }

export function decide(facts: Facts, origin: Origin, { versions, deleted }: Before): Verdict {
  const fromPeer = origin !== null && origin !== OURS
  if (deleted && fromPeer) return { as: 'refused', problem: 'it was deleted here' }
  const [newest, twin] = [versions.find((one) => one.newest), versions.find((one) => one.stamp === facts.stamp)]
  if (twin) return twin.body !== null && sameContent(twin.body, facts.body) ? { as: 'same' } : { as: 'conflict', kind: 'content' }
  if (!newest) return { as: 'stored', newest: true }
  const isNewer = facts.stamp > newest.stamp
  if (isNewer && newest.revoked && !facts.revoked) return { as: 'refused', problem: 'it was revoked, which is final' }
  // Only who made an object makes versions of it (STIX 2.1, 3.6.2).
  if (isNewer && fromPeer && newest.origin === OURS) return { as: 'conflict', kind: 'ours' }
  return { as: 'stored', newest: isNewer }
}

/** Two texts of one JSON value: the order of names says nothing. */
export function sameContent(a: string, b: string): boolean {
  return a === b || (Math.abs(a.length - b.length) < SLACK && same(JSON.parse(a), JSON.parse(b)))
}
/** Texts of one value differ by white space and escapes at most. */
const SLACK = 1_000_000
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false
  const [names, others] = [Object.keys(a), Object.keys(b)]
  return names.length === others.length && names.every((name) => Object.hasOwn(b, name) && same((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]))
}
