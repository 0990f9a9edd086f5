/** What leaves: where a kind goes by itself, what was given to a group, and which objects stand for which thing. */
import { sql } from 'kysely'
import type { Tlp } from '#platform/contract/index.ts'
import { own, type Tx } from '#platform/db/index.ts'
import type { OutKind } from '../../contract-out.ts'
import type { Copy } from '../../core/out.ts'

const q = own<'sharing'>
const texts = (all: readonly string[]) => sql`${[...all]}::text[]`
const split = (ids: readonly string[]) => ({ types: ids.map((id) => id.slice(0, id.indexOf('--'))), uuids: ids.map((id) => id.slice(id.indexOf('--') + 2)) })
const keys = (ids: readonly string[]) => { const { types, uuids } = split(ids); return sql`unnest(${texts(types)}, ${uuids}::uuid[]) as k(type, uuid)` }

/** One decides at a time what stands where: events come together, and twice. */
export async function holdOut(tx: Tx): Promise<void> { await sql`select pg_advisory_xact_lock(hashtextextended('sharing.out', 0))`.execute(q(tx)) }

export type ChoiceRow = { readonly kind: string; readonly collection_no: number; readonly chosen_at: Date; readonly chosen_by_name: string }
export const choices = (tx: Tx): Promise<ChoiceRow[]> => q(tx).selectFrom('sharing.choice').select(['kind', 'collection_no', 'chosen_at', 'chosen_by_name']).execute()
export async function setChoice(tx: Tx, kind: string, row: { collection_no: number; chosen_at: Date; chosen_by: string; chosen_by_name: string } | null): Promise<void> {
  await q(tx).deleteFrom('sharing.choice').where('kind', '=', kind).execute()
  if (row) await q(tx).insertInto('sharing.choice').values({ kind, ...row }).execute()
}

export type GiftRow = { readonly id: string; readonly kind: OutKind; readonly object_id: string; readonly group_no: number; readonly title: string; readonly given_at: Date; readonly given_by_name: string; readonly objects: readonly Readonly<Record<string, unknown>>[] | null }
const giftRows = async (tx: Tx, where: ReturnType<typeof sql>, withObjects: boolean): Promise<GiftRow[]> => (await sql<GiftRow>`select id, kind, object_id, group_no, title, given_at, given_by_name, ${withObjects ? sql`objects` : sql`null::jsonb as objects`} from sharing.gift ${where}`.execute(q(tx))).rows
export const giftsOf = (tx: Tx, kind: OutKind, objectId: string): Promise<GiftRow[]> => giftRows(tx, sql`where kind = ${kind} and object_id = ${objectId} order by given_at, id`, true)
export const newestGifts = (tx: Tx, limit: number): Promise<GiftRow[]> => giftRows(tx, sql`order by given_at desc, id limit ${limit}`, false)
export const giftById = async (tx: Tx, id: string): Promise<GiftRow | undefined> => (await giftRows(tx, sql`where id = ${id} for update`, false))[0]
export async function countGifts(tx: Tx): Promise<number> { return (await sql<{ n: number }>`select count(*)::int as n from sharing.gift`.execute(q(tx))).rows[0]!.n }
/** The same again is told as it is now. */
export async function putGift(tx: Tx, row: { id: string; kind: string; object_id: string; group_no: number; objects: string | null; title: string; given_at: Date; given_by: string; given_by_name: string }): Promise<void> {
  const { id: _, kind: _kind, object_id: _of, group_no: _group, ...again } = row
  await q(tx).insertInto('sharing.gift').values(row).onConflict((on) => on.columns(['kind', 'object_id', 'group_no']).doUpdateSet(again)).execute()
}
export async function deleteGift(tx: Tx, id: string): Promise<void> { await q(tx).deleteFrom('sharing.gift').where('id', '=', id).execute() }
export async function deleteGifts(tx: Tx, kind: OutKind, objectId: string): Promise<void> { await q(tx).deleteFrom('sharing.gift').where('kind', '=', kind).where('object_id', '=', objectId).execute() }

/** By collection. */
export async function standingOf(tx: Tx, kind: OutKind, objectId: string): Promise<Map<number, string[]>> {
  const { rows } = await sql<{ no: number; ids: string[] }>`select collection_no as no, array_agg(type || '--' || uuid) as ids from sharing.standing where kind = ${kind} and object_id = ${objectId} group by 1`.execute(q(tx))
  return new Map(rows.map((row) => [row.no, row.ids]))
}
export async function thingsStanding(tx: Tx, kind: OutKind): Promise<string[]> {
  return (await sql<{ id: string }>`select distinct object_id as id from sharing.standing where kind = ${kind}`.execute(q(tx))).rows.map((row) => row.id)
}
/** Things and objects, by kind and collection. */
export async function countStanding(tx: Tx): Promise<{ kind: OutKind; collection_no: number; things: number; objects: number }[]> {
  return (await sql<{ kind: OutKind; collection_no: number; things: number; objects: number }>`select kind, collection_no, count(distinct object_id)::int as things, count(*)::int as objects from sharing.standing group by 1, 2`.execute(q(tx))).rows
}
export async function replaceStanding(tx: Tx, no: number, kind: OutKind, objectId: string, ids: readonly string[]): Promise<void> {
  await sql`delete from sharing.standing where collection_no = ${no} and kind = ${kind} and object_id = ${objectId}`.execute(q(tx))
  if (ids.length > 0) await sql`insert into sharing.standing (kind, object_id, collection_no, type, uuid) select ${kind}, ${objectId}, ${no}, type, uuid from ${keys(ids)}`.execute(q(tx))
}
const idRows = async (tx: Tx, query: ReturnType<typeof sql>): Promise<Set<string>> => new Set((await sql<{ id: string }>`${query}`.execute(q(tx))).rows.map((row) => row.id))
/** Of these, those that stand in the collection for another thing too. */
export const standingElsewise = (tx: Tx, no: number, ids: readonly string[], kind: OutKind, objectId: string): Promise<Set<string>> =>
  idRows(tx, sql`select distinct k.type || '--' || k.uuid as id from ${keys(ids)} join sharing.standing s on s.collection_no = ${no} and s.uuid = k.uuid and s.type = k.type where (s.kind, s.object_id) <> (${kind}, ${objectId}::uuid)`)
/** Of these, those that more people may read in another collection. */
export const standingOpenly = (tx: Tx, no: number, ids: readonly string[]): Promise<Set<string>> =>
  idRows(tx, sql`select distinct k.type || '--' || k.uuid as id from ${keys(ids)} join sharing.collection c on c.no <> ${no} and c.audience <> 'group' join sharing.object o on o.collection_no = c.no and o.uuid = k.uuid and o.type = k.type where o.newest and not o.revoked and o.peer_no = 0 and o.group_no is null`)
/** Of these, those that this centre has revoked, wherever. */
export const revokedOurs = (tx: Tx, ids: readonly string[]): Promise<Set<string>> =>
  idRows(tx, sql`select distinct k.type || '--' || k.uuid as id from ${keys(ids)} cross join sharing.collection c join sharing.object o on o.collection_no = c.no and o.uuid = k.uuid and o.type = k.type where o.newest and o.revoked and o.peer_no = 0`)
/** Of one object, in every collection: what stands there now. */
export async function copiesOf(tx: Tx, id: string): Promise<Copy[]> {
  return (await sql<Copy>`select o.tlp, o.peer_no as "peerNo", coalesce(o.group_no, c.group_no) as "groupNo" from ${keys([id])} cross join sharing.collection c join sharing.object o on o.collection_no = c.no and o.uuid = k.uuid and o.type = k.type where o.newest and not o.revoked`.execute(q(tx))).rows
}
/** The newest text of each that is there. */
export async function newestBodies(tx: Tx, no: number, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; body: string }>`select k.type || '--' || k.uuid as id, o.body from ${keys(ids)} join sharing.object o on o.collection_no = ${no} and o.uuid = k.uuid and o.type = k.type where o.newest`.execute(q(tx))
  return new Map(rows.map((row) => [row.id, row.body]))
}

export type SeenRow = { readonly id: string; readonly collection_no: number; readonly peer_no: number | null; readonly tlp: Tlp; readonly body: string }
/** Sightings by the hashes of what they are of, the latest to come first. */
export async function sightingsBy(tx: Tx, hashes: readonly number[], limit: number): Promise<SeenRow[]> {
  return (await sql<SeenRow>`select o.type || '--' || o.uuid as id, o.collection_no, o.peer_no, o.tlp, o.body from (select distinct v.added, v.collection_no from sharing.value v where v.hash = any (${[...hashes]}::bigint[])) v
    join sharing.object o on o.collection_no = v.collection_no and o.added = v.added where o.type = 'sighting' and o.newest and not o.revoked order by o.added desc limit ${limit}`.execute(q(tx))).rows
}
/** What these are called, where their name is here. */
export async function namesOf(tx: Tx, all: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; body: string }>`select distinct on (o.uuid) o.type || '--' || o.uuid as id, o.body from ${keys(all)} cross join sharing.collection c join sharing.object o on o.collection_no = c.no and o.uuid = k.uuid and o.type = k.type where o.newest order by o.uuid, o.added desc`.execute(q(tx))
  return new Map(rows.flatMap((row) => { const { name } = JSON.parse(row.body) as { name?: unknown }; return typeof name === 'string' ? [[row.id, name] as const] : [] }))
}
