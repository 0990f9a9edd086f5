/** Conflicts: both contents are kept, the one that is here is served, a person decides. */
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type ResponseOf } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type * as door from '../contract.ts'
import { momentOf } from '../core/facts.ts'
import { valuesOf } from '../core/values.ts'
import type { Context } from './context.ts'
import { fromWhom } from './looking.ts'
import { readTexts } from './reading.ts'
import { hashOfValue, saveObjects } from './saving.ts'
import * as store from './store.ts'
import { conflictById, openConflicts, settleConflict, type ConflictRow } from './store/conflicts-store.ts'
import { definitionsIn, lockCollection } from './store/objects-store.ts'
import { deleteVersions, heldVersions } from './store/taxii-store.ts'

export function createSettling({ ground: { db, clock } }: Context) {
  const list = (actor: Actor, page: { limit: number; offset: number }): Promise<ResponseOf<typeof door.listConflicts>> => db.as(actor, async (tx) => {
    const [{ total, rows }, collections, peers] = [await openConflicts(tx, page), await store.listCollections(tx), await store.listPeers(tx)]
    return {
      total,
      items: rows.map((row) => {
        const collection = collections.find((one) => one.no === row.collection_no)!
        return { id: row.id, objectId: `${row.type}--${row.uuid}`, collection: { id: collection.id, name: collection.title }, kind: row.kind as 'content' | 'ours', from: fromWhom(row.peer_no, peers), at: row.at.toISOString(), version: momentOf(Number(row.stamp)), tlp: row.tlp, theirs: row.body, ours: row.ours }
      }),
    }
  })

  const settle = (actor: Actor, id: string, outcome: 'kept' | 'taken') => db.as(actor, async (tx) => {
    const row = await conflictById(tx, id)
    if (!row) throw new Refusal('not_found')
    if (row.outcome !== null) throw new Refusal('conflict')
    if (outcome === 'taken') await take(tx, row)
    await settleConflict(tx, id, outcome, actor.id, clock.now())
    await record(tx, actor, clock.now(), { action: 'sharing.settle', object: `conflict:${id}`, detail: { outcome, id: `${row.type}--${row.uuid}` } })
  })

  /** What came takes the place of the version of the same stamp, or becomes the newest one. */
  async function take(tx: Tx, row: ConflictRow): Promise<void> {
    const { good: [facts] } = await readTexts([{ object: JSON.parse(row.body) as unknown, text: row.body }], { find: (ids) => definitionsIn(tx, row.collection_no, ids), whole: false, asKept: true })
    if (!facts) throw new Refusal('conflict')
    await lockCollection(tx, row.collection_no)
    const twin = (await heldVersions(tx, row.collection_no, row)).find((one) => Number(one.stamp) === Number(row.stamp))
    if (twin) await deleteVersions(tx, row.collection_no, row, [twin.added], valuesOf(JSON.parse(twin.body) as Record<string, unknown>).map(hashOfValue))
    // A person has decided: it is no peer's word any more.
    const saved = await saveObjects(tx, [facts], { collectionNo: row.collection_no, origin: null, groupNo: row.group_no, now: clock.now() })
    if (saved.stored !== 1) throw new Refusal('conflict')
  }
  return { list, settle }
}
export type Settling = ReturnType<typeof createSettling>
