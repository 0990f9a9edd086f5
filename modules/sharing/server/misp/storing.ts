/** An event of MISP into a collection: its objects, in the transaction of whoever brings it. */
import { levelOf, toStix, definitions, type MispEvent } from '#engines/misp/index.ts'
import { levels, tlpMarking } from '#engines/stix/index.ts'
import { stricter, type Tlp } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { OURS, sameContent, type Origin } from '../../core/decide.ts'
import { momentOf, type Facts } from '../../core/facts.ts'
import { reachOf, withoutTimes } from '../../core/misp.ts'
import { valuesOf } from '../../core/values.ts'
import { readTexts } from '../reading.ts'
import { hashOfValue, saveObjects } from '../saving.ts'
import type { CollectionRow } from '../store.ts'
import { standing, type Standing } from '../store/misp-store.ts'
import { definitionsIn, lockCollection } from '../store/objects-store.ts'
import { deleteVersions } from '../store/taxii-store.ts'

export type Into = { readonly collection: Pick<CollectionRow, 'no' | 'group_no'>; readonly origin: Origin; readonly groupNo: number | null; /** Nothing of it is served more widely. */ readonly floor: Tlp | null; readonly now: Date }
export type StoredEvent = { readonly read: number; readonly stored: number; readonly same: number; readonly conflicts: number; readonly refused: readonly { readonly id: string; readonly problem: string }[]; /** A newer version of the event is here. */ readonly older: boolean }

const BATCH_OBJECTS = 8000
const SECOND = 1_000_000
/** What the standard itself and our extension define is known to everybody, whatever event it came with. */
const everybodys = new Set([...definitions, ...levels.map(tlpMarking)].map((one) => JSON.stringify(one)))

export async function storeEvent(tx: Tx, event: MispEvent, { collection: { no, group_no }, origin, groupNo, floor, now }: Into): Promise<StoredEvent> {
  const given = toStix(event).map((object) => ({ object, text: JSON.stringify(object) }))
  const { good, bad } = await readTexts(given, { find: (ids) => definitionsIn(tx, no, ids), whole: origin !== null })
  const result = { read: given.length, stored: 0, same: 0, conflicts: 0, refused: bad.map(({ id, problem }) => ({ id, problem })) }
  await lockCollection(tx, no)
  const here = await standing(tx, no, good.map((one) => one.id))
  const report = good.findLast((one) => one.type === 'report'), before = report && here.get(report.id)
  // MISP counts in seconds; what is finer are versions that were made here.
  if (report && before && Math.floor(before.stamp / SECOND) > Math.floor(report.stamp / SECOND)) return { ...result, same: good.length, older: true }

  const said = levelOf(event), strict = said !== null && floor !== null ? stricter(said, floor) : said ?? floor
  const into = { collectionNo: no, origin, now }
  const [open, rest]: [Facts[], Facts[]] = [[], []]
  for (const facts of good) {
    if (everybodys.has(facts.body)) { open.push(facts); continue }
    const known = here.get(facts.id)
    const taken = known ? await over(known, facts) : facts
    if (taken) rest.push(taken)
    else result.same += 1
  }
  for (let at = 0; at < rest.length; at += BATCH_OBJECTS) await save(rest.slice(at, at + BATCH_OBJECTS), groupNo ?? group_no, strict ?? undefined)
  await save(open, group_no, undefined)
  return { ...result, older: false }

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
    const instead = async () => { await deleteVersions(tx, no, facts, [known.added], valuesOf(JSON.parse(known.body) as Record<string, unknown>).map(hashOfValue)); return facts }
    // Shared between events. The real object wins; among words for it, the first, or the one that more may read.
    if (facts.stamp === 0) return known.stamp > 0 || known.origin === OURS || reach <= was ? undefined : instead()
    // The same again, of an event that has become stricter, is as strict as the event.
    if (sameContent(withoutTimes(known.body), withoutTimes(facts.body))) return theirs && reach < was && facts.stamp === known.stamp ? instead() : undefined
    // Sightings, tags and levels of the event change a part without moving its time: the newer event makes a newer version.
    if (facts.stamp > known.stamp || !theirs) return facts
    const stamp = Math.max(known.stamp + 1000, report?.stamp ?? 0)
    return { ...facts, stamp, body: JSON.stringify({ ...(JSON.parse(facts.body) as object), modified: momentOf(stamp) }) }
  }
}
