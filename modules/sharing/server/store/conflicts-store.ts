import { sql } from 'kysely'
import type { Tlp } from '#platform/contract/index.ts'
import { own, type Tx } from '#platform/db/index.ts'
import type { Origin } from '../../core/decide.ts'
import type { Facts } from '../../core/facts.ts'

const q = own<'sharing'>

/** The same content again is the same conflict. */
export async function insertConflict(tx: Tx, { id, collectionNo, facts, kind, origin, groupNo, sha256, at }: { id: string; collectionNo: number; facts: Facts; kind: 'content' | 'ours'; origin: Origin; groupNo: number | null; sha256: Buffer; at: Date }): Promise<void> {
  await q(tx).insertInto('sharing.conflict').values({ id, collection_no: collectionNo, uuid: facts.uuid, type: facts.type, stamp: facts.stamp, kind, peer_no: origin, group_no: groupNo, tlp: facts.tlp, sha256, body: facts.body, at })
    .onConflict((on) => on.columns(['collection_no', 'uuid', 'type', 'stamp', 'sha256']).doNothing()).execute()
}

export type ConflictRow = { id: string; collection_no: number; type: string; uuid: string; stamp: number; kind: string; peer_no: number | null; group_no: number | null; tlp: Tlp; body: string; at: Date; ours: string | null; outcome: string | null }
const rowsOf = (tx: Tx, where: ReturnType<typeof sql>) => sql<ConflictRow>`select c.id, c.collection_no, c.type, c.uuid, c.stamp, c.kind, c.peer_no, c.group_no, c.tlp, c.body, c.at, c.outcome,
    (select o.body from sharing.object o where o.collection_no = c.collection_no and o.uuid = c.uuid and o.type = c.type and o.newest) as ours
    from sharing.conflict c ${where}`.execute(q(tx)).then((found) => found.rows)
export async function openConflicts(tx: Tx, { limit, offset }: { limit: number; offset: number }): Promise<{ total: number; rows: ConflictRow[] }> {
  const { total } = await q(tx).selectFrom('sharing.conflict').select((eb) => eb.fn.countAll<number>().as('total')).where('settled_at', 'is', null).executeTakeFirstOrThrow()
  return { total: Number(total), rows: await rowsOf(tx, sql`where c.settled_at is null order by c.at desc, c.id limit ${limit} offset ${offset}`) }
}
export const conflictById = async (tx: Tx, id: string): Promise<ConflictRow | undefined> => (await rowsOf(tx, sql`where c.id = ${id} for update`))[0]
export async function settleConflict(tx: Tx, id: string, outcome: 'kept' | 'taken', by: string, at: Date): Promise<void> {
  await q(tx).updateTable('sharing.conflict').set({ settled_at: at, settled_by: by, outcome }).where('id', '=', id).where('settled_at', 'is', null).execute()
}
