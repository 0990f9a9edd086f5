/** An event of MISP into a collection: its objects, a piece at a time, in the transaction of whoever brings it. */
import { definitions } from '#engines/misp/index.ts'
import { levels, tlpMarking } from '#engines/stix/index.ts'
import { stricter, type Tlp } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { OURS, type Origin } from '../../core/decide.ts'
import type { Facts } from '../../core/facts.ts'
import { reachOf } from '../../core/misp.ts'
import { readTexts, type Definition } from '../reading.ts'
import { hashOfValue, saveObjects } from '../saving.ts'
import type { CollectionRow } from '../store.ts'
import { standing, type Standing } from '../store/misp-store.ts'
import { definitionsIn, lockCollection } from '../store/objects-store.ts'
import { deleteVersions } from '../store/taxii-store.ts'
import type { Taken } from './taking.ts'

export type Into = { readonly collection: Pick<CollectionRow, 'no' | 'group_no'>; readonly origin: Origin; readonly groupNo: number | null; /** Nothing of it is served more widely. */ readonly floor: Tlp | null; readonly now: Date }
export type StoredEvent = { readonly read: number; readonly stored: number; readonly same: number; readonly conflicts: number; readonly refused: readonly { readonly id: string; readonly problem: string }[]; /** A newer version of the event is here. */ readonly older: boolean }

const SECOND = 1_000_000
/** What the standard itself and our extension define is known to everybody, whatever event it came with. */
const everybodys = new Set([...definitions, ...levels.map(tlpMarking)].map((one) => JSON.stringify(one)))

export async function storeEvent(tx: Tx, taken: Taken, { collection: { no, group_no }, origin, groupNo, floor, now }: Into): Promise<StoredEvent> {
  const { head } = taken, { report } = head
  const result = { read: head.count, stored: 0, same: 0, conflicts: 0, refused: [] as { id: string; problem: string }[] }
  await lockCollection(tx, no)
  const before = report && (await standing(tx, no, [report.id])).get(report.id)
  // MISP counts in seconds; what is finer are versions that were made here.
  if (report && before && Math.floor(before.stamp / SECOND) > Math.floor(report.stamp / SECOND)) return { ...result, same: head.count, older: true }

  const said = head.tlp, strict = said !== null && floor !== null ? stricter(said, floor) : said ?? floor
  const into = { collectionNo: no, origin, now }
  const known = new Map(head.definitions.map((text) => { const one = JSON.parse(text) as Definition; return [String(one['id']), one] as const }))
  const open: Facts[] = []
  for await (const piece of taken.pieces()) {
    result.refused.push(...piece.bad)
    const good = await readUp(piece.good)
    const here = await standing(tx, no, good.map((one) => one.id))
    const rest: Facts[] = []
    for (const facts of good) {
      if (everybodys.has(facts.body)) { open.push(facts); continue }
      const one = here.get(facts.id)
      const stored = one ? await over(one, facts) : facts
      if (stored) rest.push(stored)
      else result.same += 1
    }
    await save(rest, groupNo ?? group_no, strict ?? undefined)
  }
  await save(open, group_no, undefined)
  return { ...result, older: false }

  /** Markings that the event does not explain may be known here. */
  async function readUp(good: readonly Facts[]): Promise<readonly Facts[]> {
    const unknown = good.filter((one) => one.unknown.length > 0)
    if (unknown.length === 0) return good
    const again = await readTexts(unknown.map(({ body }) => ({ object: JSON.parse(body) as unknown, text: body })), { known, find: (ids) => definitionsIn(tx, no, ids), whole: false, asKept: true })
    const by = new Map(again.good.map((one, at) => [unknown[again.places[at]!]!, one]))
    return good.map((one) => by.get(one) ?? one)
  }
  async function save(some: readonly Facts[], group: number | null, tlp: Tlp | undefined): Promise<void> {
    const saved = await saveObjects(tx, some, { ...into, groupNo: group, tlp })
    result.stored += saved.stored
    result.same += saved.same
    result.conflicts += saved.conflicts
    result.refused.push(...saved.refused.map(({ id, problem }) => ({ id, problem })))
  }
  /** @returns what is to be stored over what stands here; undefined: nothing. */
  async function over(known: Standing, facts: Facts): Promise<Facts | undefined> {
    const reach = reachOf({ tlp: strict ? stricter(strict, facts.tlp) : facts.tlp, groupNo: groupNo ?? group_no }), was = reachOf(known)
    const theirs = known.origin !== OURS && (origin === null || known.origin === origin)
    const instead = async () => { await deleteVersions(tx, no, facts, [known.added], (await taken.valuesOf(known.body)).map(hashOfValue)); return facts }
    // Shared between events. The real object wins; among words for it, the first, or the one that more may read.
    if (facts.stamp === 0) return known.stamp > 0 || known.origin === OURS || reach <= was ? undefined : instead()
    // The same again, of an event that has become stricter, is as strict as the event.
    if (await taken.alike(known.body, facts.body)) return theirs && reach < was && facts.stamp === known.stamp ? instead() : undefined
    // Sightings, tags and levels of the event change a part without moving its time: the newer event makes a newer version.
    if (facts.stamp > known.stamp || !theirs) return facts
    const stamp = Math.max(known.stamp + 1000, report?.stamp ?? 0)
    return { ...facts, stamp, body: await taken.restamp(facts.body, stamp) }
  }
}
