/** What is read from a peer and what is sent to it, and how far. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'

const q = own<'sharing'>

export type PullRow = { id: string; peer_no: number; remote: string; collection_no: number; group_no: number | null; cursor: string; next: string; seen: string; read: number; refused: number }
export type PushRow = { id: string; peer_no: number; collection_no: number; remote: string; position: number; sent: number; refused: number; waiting: number }

export const pullsOf = async (tx: Tx, peerNo: number): Promise<PullRow[]> => (await sql<PullRow>`select id, peer_no, remote, collection_no, group_no, cursor, next, seen, read, refused from sharing.pull where peer_no = ${peerNo} order by remote, id`.execute(q(tx))).rows
/** `waiting`: what has come since, whether or not it may leave. */
export const pushesOf = async (tx: Tx, peerNo: number | null): Promise<PushRow[]> => (await sql<PushRow>`select p.id, p.peer_no, p.collection_no, p.remote, p.position, p.sent, p.refused,
  (select count(*)::int from (select from sharing.object o where o.collection_no = p.collection_no and o.added > p.position and o.newest limit 10000) ahead) as waiting
  from sharing.push p where (${peerNo}::int is null or p.peer_no = ${peerNo}) order by p.remote, p.id`.execute(q(tx))).rows

/** Those that stay keep how far they have come. */
export async function setPulls(tx: Tx, peerNo: number, pulls: readonly { id: string; remote: string; collectionNo: number; groupNo: number | null }[]): Promise<void> {
  await sql`delete from sharing.pull where peer_no = ${peerNo} and not exists (select from unnest(${pulls.map((one) => one.remote)}::text[], ${pulls.map((one) => one.collectionNo)}::int[]) as k(r, c) where k.r = remote and k.c = collection_no)`.execute(q(tx))
  for (const { id, remote, collectionNo, groupNo } of pulls) {
    await q(tx).insertInto('sharing.pull').values({ id, peer_no: peerNo, remote, collection_no: collectionNo, group_no: groupNo }).onConflict((on) => on.columns(['peer_no', 'remote', 'collection_no']).doUpdateSet({ group_no: groupNo })).execute()
  }
}
export async function setPushes(tx: Tx, peerNo: number, pushes: readonly { id: string; remote: string; collectionNo: number }[]): Promise<void> {
  await sql`delete from sharing.push where peer_no = ${peerNo} and not exists (select from unnest(${pushes.map((one) => one.remote)}::text[], ${pushes.map((one) => one.collectionNo)}::int[]) as k(r, c) where k.r = remote and k.c = collection_no)`.execute(q(tx))
  for (const { id, remote, collectionNo } of pushes) await q(tx).insertInto('sharing.push').values({ id, peer_no: peerNo, remote, collection_no: collectionNo }).onConflict((on) => on.doNothing()).execute()
}

/** In the transaction that stored the page. */
export async function savePage(tx: Tx, id: string, to: { cursor: string; next: string; seen: string; read: number; refused: number }): Promise<void> {
  await q(tx).updateTable('sharing.pull').set((eb) => ({ cursor: to.cursor, next: to.next, seen: to.seen, read: eb('read', '+', to.read), refused: eb('refused', '+', to.refused) })).where('id', '=', id).execute()
}
export async function saveSent(tx: Tx, id: string, position: number, sent: number, refused: number): Promise<void> {
  await q(tx).updateTable('sharing.push').set((eb) => ({ position, sent: eb('sent', '+', sent), refused: eb('refused', '+', refused) })).where('id', '=', id).execute()
}

/** What may leave to the peer that was named by `askAs`, and did not come from it. At most so many bytes, and one object. */
export async function envelopeFor(tx: Tx, no: number, peerNo: number, after: number, limit: number, mostBytes: number): Promise<{ text: string; count: number; last: number } | undefined> {
  const { rows: [row] } = await sql<{ text: string | null; count: number; last: number }>`
    select string_agg(body, ',') as text, count(*)::int as count, max(added) as last
    from (select added, body, sum(bytes + 1) over (order by added) as upto, row_number() over (order by added) as turn
      from (select o.added, o.bytes, o.body from sharing.object o where o.collection_no = ${no} and o.added > ${after}::bigint and o.newest and o.tlp <> 'red' and o.peer_no is distinct from ${peerNo}::int order by o.added limit ${limit}) ahead) counted
    where upto <= ${mostBytes} or turn = 1`.execute(q(tx))
  return row && row.count > 0 ? { text: row.text ?? '', count: row.count, last: row.last } : undefined
}
/** The last moment of a collection: how far a peer has come that was sent everything. */
export async function lastAdded(tx: Tx, no: number): Promise<number> {
  const row = await q(tx).selectFrom('sharing.collection').select('last_added').where('no', '=', no).executeTakeFirst()
  return Number(row?.last_added ?? 0)
}
