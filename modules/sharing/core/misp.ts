/** What of a collection is one event of a feed, and which files of STIX or MISP are which. */
import { deterministicId } from '#engines/stix/objects/index.ts'
import type { Tlp } from '#platform/contract/tlp.ts'

/** An event, a list of them or the answer of a search; not a bundle, whose objects may tell of MISP in their texts. */
export function isMisp(head: string): boolean {
  const text = head.replace(/^\uFEFF/, '').trimStart()
  if (!/^[[{]/.test(text) || /"type"\s*:\s*"bundle"|"objects"\s*:\s*\[/.test(text)) return false
  return /^(?:\[\s*)?\{\s*"(?:Event|response)"\s*:/.test(text) || /"threat_level_id"\s*:|"Attribute"\s*:\s*\[|"Orgc"\s*:\s*\{/.test(text) || (/"info"\s*:/.test(text) && /"uuid"\s*:/.test(text))
}

export type Loose = { readonly added: number; readonly uuid: string; readonly tlp: Tlp; readonly groupNo: number | null }
export type LooseGroup = { readonly uuid: string; readonly day: string; readonly tlp: Tlp; readonly groupNo: number | null; /** First digits of the identifiers of its members; empty: all of the day. */ readonly prefix: string; readonly added: readonly number[]; readonly seconds: number }

/** Of one event. */
export const LOOSE_MOST = 2000
const dayOf = (added: number): string => new Date(added / 1000).toISOString().slice(0, 10)

/**
 * Indicators that no report names, by the day on which they came, their level and group. A day with more than an event holds is parted by
 * the first digits of identifiers, not by order: what leaves one part moves no other. The same day has the same UUID whenever it is asked for.
 */
export function looseGroups(collectionId: string, all: readonly Loose[]): LooseGroup[] {
  const days = new Map<string, Loose[]>()
  for (const one of all) {
    const key = `${dayOf(one.added)} ${one.tlp} ${one.groupNo ?? ''}`, of = days.get(key)
    if (of) of.push(one)
    else days.set(key, [one])
  }
  return [...days.values()].flatMap((of) => parted(of, '')).map(([prefix, members]) => {
    const [{ added, tlp, groupNo }] = members as [Loose], day = dayOf(added)
    return { uuid: deterministicId('x', 'misp-day', collectionId, day, tlp, groupNo ?? 0, prefix).slice(3), day, tlp, groupNo, prefix, added: members.map((one) => one.added), seconds: Math.floor(members.reduce((most, one) => Math.max(most, one.added), 0) / 1_000_000) }
  })
}
function parted(members: readonly Loose[], prefix: string): [string, readonly Loose[]][] {
  if (members.length <= LOOSE_MOST || prefix.length === 8) return [[prefix, members]]
  const parts = new Map<string, Loose[]>()
  for (const one of members) { const at = one.uuid.slice(0, prefix.length + 1), of = parts.get(at); if (of) of.push(one); else parts.set(at, [one]) }
  return [...parts].flatMap(([at, of]) => parted(of, at))
}

/** To whom an object is open, from nobody to everybody. */
export const reachOf = ({ tlp, groupNo }: { readonly tlp: Tlp; readonly groupNo: number | null }): number => (tlp === 'red' ? 0 : groupNo !== null ? 1 : tlp === 'clear' ? 3 : tlp === 'green' ? 2 : 0)

/** Two texts of an object, whenever each was written. */
export const withoutTimes = (text: string): string => JSON.stringify({ ...JSON.parse(text), created: 0, modified: 0 })
