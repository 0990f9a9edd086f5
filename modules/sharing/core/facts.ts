/** What the store needs to know of an object: read once when it comes in, kept in columns beside its text. */
import { checkObject, markingsOf, MOST_DEEP, type LookUp, type ObjectProblem } from '#engines/stix/objects/index.ts'
import type { Json } from '#engines/stix/index.ts'
import type { Tlp } from '#platform/contract/tlp.ts'
import { valuesOf, type Value } from './values.ts'

export type Facts = {
  readonly id: string
  readonly type: string
  readonly uuid: string
  /** Microseconds since 1970; 0 for an object that has no moment of its own. */
  readonly stamp: number
  readonly tlp: Tlp
  /** Markings that could not be read: with one, `tlp` is red. */
  readonly unknown: readonly string[]
  readonly revoked: boolean
  readonly values: readonly Value[]
  /** The text that is kept and served. */
  readonly body: string
}
export type Unread = { readonly id: string; readonly problem: string }

const identifier = /^([a-z0-9][a-z0-9-]{1,249})--([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/

/**
 * @param text as it came, where it is written without white space; else the object is written anew.
 * @param whole all that the standard asks is looked at; else what the store stands on: identifier, times, depth.
 */
export function factsOf(object: unknown, text: string | undefined, lookUp: LookUp, whole: boolean): Facts | Unread {
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return { id: '', problem: 'it is no object' }
  const one = object as Readonly<Record<string, Json>>
  const id = typeof one['id'] === 'string' ? one['id'].slice(0, 300) : ''
  const parts = identifier.exec(id)
  if (!parts || parts[1] !== one['type']) return { id, problem: 'its id is not its type, two dashes and a UUID' }
  const wrong = whole ? checkObject(object).problems.find((problem) => problem.severity === 'error') : undefined
  if (wrong) return { id, problem: sayProblem(wrong) }
  if (!whole && isDeeper(object, MOST_DEEP)) return { id, problem: 'too-deep' }
  const written = one['modified'] ?? one['created']
  const stamp = written === undefined ? 0 : stampOf(written)
  if (stamp === undefined) return { id, problem: 'its time cannot be read' }
  return { id, type: parts[1]!, uuid: parts[2]!, stamp, ...levelOf(one, lookUp), revoked: one['revoked'] === true, values: valuesOf(one), body: text ?? JSON.stringify(object) }
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

/** Unmarked is for everybody whom the collection is for. A marking that nobody here can read keeps the object inside, like RED. */
function levelOf(object: Readonly<Record<string, Json>>, lookUp: LookUp): { readonly tlp: Tlp; readonly unknown: readonly string[] } {
  const { tlp, unknown } = markingsOf(object, lookUp)
  return { tlp: unknown.length > 0 ? 'red' : tlp ?? 'clear', unknown }
}

/** Where, and which code of the engine (engines/stix/objects): for whoever sent it. */
const sayProblem = ({ path, code, text }: ObjectProblem): string => [path, code, text].filter(Boolean).join(': ').slice(0, 300)

function isDeeper(value: unknown, most: number): boolean {
  const open: [unknown, number][] = [[value, 0]]
  for (let next = open.pop(); next; next = open.pop()) {
    const [part, depth] = next
    if (typeof part !== 'object' || part === null) continue
    if (depth > most) return true
    for (const one of Array.isArray(part) ? part : Object.values(part)) if (typeof one === 'object' && one !== null) open.push([one, depth + 1])
  }
  return false
}
