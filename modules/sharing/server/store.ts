/** The SQL of sharing: who takes part, and what collections there are. Objects, conflicts and exchanges have stores of their own beside it. */
import { sql, type RawBuilder } from 'kysely'
import type { Tlp } from '#platform/contract/index.ts'
import type { ProofWay } from '#platform/contract/proof.ts'
import { own, type Tx } from '#platform/db/index.ts'
import { SEALED } from '#platform/keys/index.ts'
import type { SealedThings } from '#platform/keys/renew.ts'

const q = own<'sharing'>

export type CollectionRow = { id: string; no: number; alias: string; title: string; description: string; audience: 'public' | 'partners' | 'group'; group_no: number | null; open: boolean; last_added: number; version: number }
const columns = ['id', 'no', 'alias', 'title', 'description', 'audience', 'group_no', 'open', 'last_added', 'version'] as const
const collection = (row: unknown): CollectionRow => row as CollectionRow

export async function listCollections(tx: Tx): Promise<CollectionRow[]> {
  return (await q(tx).selectFrom('sharing.collection').select(columns).orderBy('title').orderBy('id').execute()).map(collection)
}
/** By id or alias; one that whoever asks may not see is not there. */
export async function findCollection(tx: Tx, name: string): Promise<CollectionRow | undefined> {
  const isId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(name)
  const row = await q(tx).selectFrom('sharing.collection').select(columns).where(isId ? 'id' : 'alias', '=', name).executeTakeFirst()
  return row && collection(row)
}
export async function insertCollection(tx: Tx, row: { id: string; alias: string; title: string; description: string; audience: string; group_no: number | null; open: boolean; made_at: Date; made_by: string }): Promise<boolean> {
  const made = await q(tx).insertInto('sharing.collection').values(row).onConflict((on) => on.column('alias').doNothing()).returning('id').executeTakeFirst()
  return made !== undefined
}
export async function updateCollection(tx: Tx, id: string, version: number, to: { title: string; description: string; audience: string; group_no: number | null; open: boolean }): Promise<boolean> {
  return (await q(tx).updateTable('sharing.collection').set((eb) => ({ ...to, version: eb('version', '+', 1) })).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()) !== undefined
}
/** By collection and level, of the newest versions. */
export async function countObjects(tx: Tx): Promise<{ collection_no: number; tlp: Tlp; n: number }[]> {
  return (await sql<{ collection_no: number; tlp: Tlp; n: number }>`select collection_no, tlp, count(*)::int as n from sharing.object where newest group by 1, 2`.execute(q(tx))).rows
}

export type GroupRow = { id: string; no: number; name: string; description: string; version: number; members: number[] }
export async function listGroups(tx: Tx): Promise<GroupRow[]> {
  return (await sql<GroupRow>`select g.id, g.no, g.name, g.description, g.version, array(select m.peer_no from sharing.member m where m.group_no = g.no order by 1) as members from sharing.sharing_group g order by g.name`.execute(q(tx))).rows
}
export async function insertGroup(tx: Tx, row: { id: string; name: string; description: string; made_at: Date; made_by: string }): Promise<number | undefined> {
  return (await q(tx).insertInto('sharing.sharing_group').values(row).onConflict((on) => on.column('name').doNothing()).returning('no').executeTakeFirst())?.no
}
export async function updateGroup(tx: Tx, id: string, version: number, to: { name: string; description: string }): Promise<number | undefined> {
  return (await q(tx).updateTable('sharing.sharing_group').set((eb) => ({ ...to, version: eb('version', '+', 1) })).where('id', '=', id).where('version', '=', version).returning('no').executeTakeFirst())?.no
}
/** Whoever comes in is told what was given to the group before: its turns begin anew, and the same again is no change. */
export async function setMembers(tx: Tx, groupNo: number, peers: readonly number[]): Promise<void> {
  await sql`delete from sharing.member where group_no = ${groupNo} and not (peer_no = any (${peers}::int[]))`.execute(q(tx))
  const { rows } = await sql<{ peer_no: number }>`insert into sharing.member (group_no, peer_no) select ${groupNo}, p from unnest(${peers}::int[]) p on conflict do nothing returning peer_no`.execute(q(tx))
  await sql`update sharing.push set position = 0 where peer_no = any (${rows.map((one) => one.peer_no)}::int[])`.execute(q(tx))
}

export type PeerRow = { id: string; no: number; name: string; kind: 'taxii' | 'misp'; tlp: Tlp | null; url: string; auth: ProofWay; secret: string; comes: boolean; active: boolean; version: number; tried_at: Date | null; succeeded_at: Date | null; problem: string | null; problem_detail: string; asked_at: Date | null }
const peers = (tx: Tx, where: RawBuilder<unknown>) => sql<PeerRow>`select id, no, name, kind, tlp, url, auth, secret, token_hash is not null as comes, active, version, tried_at, succeeded_at, problem, problem_detail, asked_at from sharing.peer ${where}`.execute(q(tx)).then((found) => found.rows)
export const listPeers = (tx: Tx): Promise<PeerRow[]> => peers(tx, sql`order by name`)
export const peerById = async (tx: Tx, id: string, lock = false): Promise<PeerRow | undefined> => (await peers(tx, lock ? sql`where id = ${id} for update` : sql`where id = ${id}`))[0]
/** Those with an address whose turn it is: the last try is so long ago, or somebody asked since. */
export const duePeers = (tx: Tx, before: Date): Promise<PeerRow[]> => peers(tx, sql`where active and url <> '' and (tried_at is null or tried_at < ${before} or asked_at > tried_at) order by tried_at nulls first`)
export async function insertPeer(tx: Tx, row: { id: string; name: string; kind: string; tlp: string | null; url: string; auth: string; secret: string; made_at: Date; made_by: string }): Promise<number | undefined> {
  return (await q(tx).insertInto('sharing.peer').values(row).onConflict((on) => on.column('name').doNothing()).returning('no').executeTakeFirst())?.no
}
export async function updatePeer(tx: Tx, id: string, version: number, to: { name: string; tlp?: string | null; url: string; auth: string; secret?: string; active: boolean }): Promise<number | undefined> {
  return (await q(tx).updateTable('sharing.peer').set((eb) => ({ ...to, version: eb('version', '+', 1) })).where('id', '=', id).where('version', '=', version).returning('no').executeTakeFirst())?.no
}
export async function setToken(tx: Tx, id: string, hash: Buffer | null): Promise<boolean> {
  return (await q(tx).updateTable('sharing.peer').set({ token_hash: hash }).where('id', '=', id).returning('id').executeTakeFirst()) !== undefined
}
export async function askPeer(tx: Tx, id: string, at: Date): Promise<boolean> {
  return (await q(tx).updateTable('sharing.peer').set({ asked_at: at }).where('id', '=', id).returning('id').executeTakeFirst()) !== undefined
}
export async function beginTurn(tx: Tx, no: number, at: Date): Promise<void> {
  await q(tx).updateTable('sharing.peer').set({ tried_at: at }).where('no', '=', no).execute()
}
export async function endTurn(tx: Tx, no: number, at: Date, problem: { code: string; detail: string } | null): Promise<void> {
  await q(tx).updateTable('sharing.peer').set({ problem: problem?.code ?? null, problem_detail: problem?.detail.slice(0, 1000) ?? '', ...(problem ? {} : { succeeded_at: at }) }).where('no', '=', no).execute()
}
export const sealedSecrets: readonly SealedThings[] = [{
  kind: 'texts', id: 'sharing.peers',
  list: async (tx) => (await sql<{ name: string; sealed: string }>`select id::text as name, secret as sealed from sharing.peer where starts_with(secret, ${SEALED}) order by id`.execute(q(tx))).rows,
  replace: async (tx, { name, sealed }, fresh) => { await q(tx).updateTable('sharing.peer').set({ secret: fresh }).where('id', '=', name).where('secret', '=', sealed).execute() },
}]
