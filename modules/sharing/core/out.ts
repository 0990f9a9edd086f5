/** What of the objects that this centre makes may stand in a collection, and as which version. */
import { deterministicId, tlpMarking, type Level, type StixObject } from '#engines/stix/index.ts'
import type { Json } from '#engines/stix/index.ts'
import { stricter, tlps, type Tlp } from '#platform/contract/tlp.ts'
import { OURS } from './decide.ts'

type Audience = 'public' | 'partners' | 'group'
const widest: Readonly<Record<Audience, readonly Tlp[]>> = { public: ['clear'], partners: ['clear', 'green'], group: ['clear', 'green', 'amber', 'amber+strict'] }
/** RED in none. The database decides again at the exit, by itself (migration 0270). */
export const mayStand = (tlp: Tlp, audience: Audience): boolean => widest[audience].includes(tlp)

/** Objects of this centre carry one of the definitions of TLP 2.0. One without is for whoever the collection is for. */
export function levelOf(object: StixObject): Tlp {
  const refs = object['object_marking_refs']
  return tlps.find((tlp) => Array.isArray(refs) && refs.includes(tlpMarking(tlp as Level).id)) ?? 'clear'
}

/** An object as it is here: under which level it came, from whom (0: it is ours), for which group. */
export type Copy = { readonly tlp: Tlp; readonly peerNo: number | null; readonly groupNo: number | null }
export type Place = { readonly audience: Audience; readonly groupNo: number | null; /** Of the group. */ readonly members: readonly number[] }
/**
 * The widest level under which something about an object may stand in a place: where the object itself may be read, so may that it was seen. Undefined: nowhere there.
 * What came for a group stays in it. AMBER that came without one goes back to whoever gave it, and to nobody else.
 */
export function levelAbout(copies: readonly Copy[], { audience, groupNo, members }: Place): Tlp | undefined {
  const isFor = (copy: Copy): boolean => {
    if (!mayStand(copy.tlp, audience) || (copy.groupNo !== null && copy.groupNo !== groupNo)) return false
    if (mayStand(copy.tlp, 'partners') || copy.groupNo !== null || copy.peerNo === OURS) return true
    return members.length > 0 && members.every((one) => one === copy.peerNo)
  }
  const may = copies.filter(isFor).map((copy) => copy.tlp)
  return may.toSorted((a, b) => (a === b ? 0 : stricter(a, b) === a ? 1 : -1))[0]
}
/** What is told under a level, or a stricter one. */
export function under(objects: readonly StixObject[], tlp: Tlp): StixObject[] { return tightened(objects, (one) => one.type === 'sighting', tlp) }

/** Those that may stand, without whatever then refers to nothing. `elsewhere`: what whoever reads has from somebody else. */
export function fitting(objects: readonly StixObject[], audience: Audience, elsewhere: readonly string[] = []): StixObject[] {
  let kept = objects.filter((one) => mayStand(levelOf(one), audience))
  for (;;) {
    const there = new Set(kept.map((one) => one.id))
    const left = kept.filter((one) => [...refsOf(one)].every((ref) => elsewhere.includes(ref) || there.has(ref)))
    if (left.length === kept.length) return left
    kept = left
  }
}
/** All that an object names by `_ref` and `_refs`, the marks too. */
export function* refsOf(value: Json): Generator<string> {
  if (Array.isArray(value)) { for (const one of value) yield* refsOf(one as Json); return }
  if (typeof value !== 'object' || value === null) return
  for (const [name, one] of Object.entries(value as Readonly<Record<string, Json>>)) {
    if (name.endsWith('_ref') && typeof one === 'string') yield one
    else if (name.endsWith('_refs') && Array.isArray(one)) { for (const ref of one as readonly Json[]) if (typeof ref === 'string') yield ref } else yield* refsOf(one)
  }
}

/** Times that say when something was told, and not what. */
const told = ['created', 'modified', 'valid_from']
const withoutTimes = (one: StixObject) => JSON.stringify(Object.entries(one).filter(([name]) => !told.includes(name)).toSorted(([a], [b]) => (a < b ? -1 : 1)))
const text = (one: StixObject, name: string): string => String(one[name] ?? '')
/** The next version of what stands there; undefined: nothing has changed. An indicator holds since it was told first. */
export function nextVersion(before: StixObject | undefined, one: StixObject, now: Date): StixObject | undefined {
  if (one['modified'] === undefined) return before ? undefined : one
  if (!before) return one.type === 'marking-definition' ? one : { ...one, modified: later(text(one, 'modified'), text(one, 'created')) }
  if (withoutTimes(before) === withoutTimes(one)) return undefined
  const sooner = one['valid_from'] !== undefined && text(before, 'valid_from') !== '' && text(before, 'valid_from') < text(one, 'valid_from')
  return { ...one, ...(sooner ? { valid_from: before['valid_from']! } as Record<string, Json> : {}), created: before['created']!, modified: after(before, now) }
}
export const revoked = (before: StixObject, now: Date): StixObject => ({ ...before, revoked: true, modified: after(before, now) })
const later = (a: string, b: string): string => (a > b ? a : b)
/** Later than the version before, whatever the clock says. */
function after(before: StixObject, now: Date): string {
  const was = Date.parse(text(before, 'modified'))
  return new Date(Math.max(now.getTime(), Number.isNaN(was) ? 0 : was + 1)).toISOString()
}

/** What is ours of these, under a level that has become stricter since; never under a wider one. */
export function tightened(objects: readonly StixObject[], ours: (one: StixObject) => boolean, tlp: Tlp): StixObject[] {
  const mark = tlpMarking(tlp)
  return [mark, ...objects.map((one) => (ours(one) && stricter(tlp, levelOf(one)) !== levelOf(one) ? { ...one, object_marking_refs: [mark.id] } : one))]
}

/** Revoked is final: what is told again is another object, and all that refers to it says so. */
export const againId = (id: string): string => deterministicId(id.slice(0, id.indexOf('--')), id, 'again')
export function renamed(objects: readonly StixObject[], to: ReadonlyMap<string, string>): StixObject[] {
  if (to.size === 0) return [...objects]
  const change = (value: Json): Json => {
    if (typeof value === 'string') return to.get(value) ?? value
    if (Array.isArray(value)) return value.map((one: Json) => change(one))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value as Readonly<Record<string, Json>>).map(([name, one]) => [name, name === 'id' || name.endsWith('_ref') || name.endsWith('_refs') ? change(one) : one]))
  }
  return objects.map((one) => change(one) as StixObject)
}
