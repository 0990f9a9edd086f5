/** What the store needs to know of an object: read once when it comes in, kept in columns beside its text. */
import type { Tlp } from '#platform/contract/tlp.ts'
import { valuesOf, type Value } from './values.ts'

export type Facts = {
  readonly id: string
  readonly type: string
  readonly uuid: string
  /** Microseconds since 1970; 0 for an object that has no moment of its own. */
  readonly stamp: number
  readonly tlp: Tlp
  readonly revoked: boolean
  readonly values: readonly Value[]
  /** The text that is kept and served. */
  readonly body: string
}
export type Unread = { readonly id: string; readonly problem: string }

/** Deeper than any object that somebody would write. */
const DEPTH_MOST = 60
const identifier = /^([a-z0-9][a-z0-9-]{1,249})--([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/

/** @param text as it came, where it is written without white space; else the object is written anew. */
export function factsOf(object: unknown, text?: string): Facts | Unread {
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return { id: '', problem: 'it is no object' }
  const one = object as Readonly<Record<string, unknown>>
  const id = typeof one['id'] === 'string' ? one['id'].slice(0, 300) : ''
  const parts = identifier.exec(id)
  if (!parts || parts[1] !== one['type']) return { id, problem: 'its id is not its type, two dashes and a UUID' }
  if (isDeeper(object, DEPTH_MOST)) return { id, problem: `it is nested deeper than ${DEPTH_MOST}` }
  const written = one['modified'] ?? one['created']
  const stamp = written === undefined ? 0 : stampOf(written)
  if (stamp === undefined) return { id, problem: 'its time cannot be read' }
  return { id, type: parts[1]!, uuid: parts[2]!, stamp, tlp: tlpOf(one), revoked: one['revoked'] === true, values: valuesOf(one), body: text ?? JSON.stringify(object) }
}

/** An RFC 3339 moment in UTC, in microseconds; what is finer is cut off. */
export function stampOf(written: unknown): number | undefined {
  const parts = typeof written === 'string' ? /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,12}))?Z$/.exec(written) : null
  if (!parts) return undefined
  const seconds = Date.parse(`${parts[1]}Z`)
  return Number.isNaN(seconds) || seconds < 0 ? undefined : seconds * 1000 + Number((parts[2] ?? '').padEnd(6, '0').slice(0, 6))
}
/** With three digits of a second, or six where it has them. */
export function momentOf(stamp: number): string {
  const [ms, us] = [Math.floor(stamp / 1000), stamp % 1000]
  const written = new Date(ms).toISOString()
  return us === 0 ? written : `${written.slice(0, -1)}${String(us).padStart(3, '0')}Z`
}

const levels: Readonly<Record<string, Tlp>> = {
  'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487': 'clear', 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb': 'green', 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421': 'amber',
  'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003': 'amber+strict', 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1': 'red',
  'marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9': 'clear', 'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da': 'green', 'marking-definition--f88d31f6-486f-44da-b317-01333bde0b82': 'amber', 'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed': 'red',
}
const strictness: readonly Tlp[] = ['red', 'amber+strict', 'amber', 'green', 'clear']
function tlpOf(object: Readonly<Record<string, unknown>>): Tlp {
  const refs = [...list(object['object_marking_refs']), ...list(object['granular_markings']).map((one) => (one as { marking_ref?: unknown } | null)?.marking_ref)]
  const found = refs.flatMap((ref) => (typeof ref === 'string' && levels[ref] ? [levels[ref]] : []))
  return strictness.find((tlp) => found.includes(tlp)) ?? 'clear'
}
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function isDeeper(value: unknown, most: number): boolean {
  const open: [unknown, number][] = [[value, 0]]
  for (let next = open.pop(); next; next = open.pop()) {
    const [part, depth] = next
    if (typeof part !== 'object' || part === null) continue
    if (depth >= most) return true
    for (const one of Array.isArray(part) ? part : Object.values(part)) if (typeof one === 'object' && one !== null) open.push([one, depth + 1])
  }
  return false
}
