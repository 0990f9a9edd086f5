/** Objects: one row for each version, the body as the text that is served. */
import { sql } from 'kysely'
import type { Tlp } from '#platform/contract/index.ts'
import { own, type Tx } from '#platform/db/index.ts'
import type { Known, Origin } from '../../core/decide.ts'
import type { Facts } from '../../core/facts.ts'

const q = own<'sharing'>

/** Between objects in one parameter: no JSON holds it outside of an escape. */
const BETWEEN = '\u001e'

/** An array as PostgreSQL writes it, of numbers, UUIDs and names of types, which hold neither quotes nor backslashes: escaping each of a million is what takes the time. */
const list = (values: readonly (string | number | boolean | null)[]): string => `{${values.map((one) => (typeof one === 'string' ? `"${one}"` : one ?? 'null')).join(',')}}`

export type Key = Pick<Facts, 'uuid' | 'type' | 'stamp'>
export type NewRow = { readonly facts: Facts; readonly added: number; readonly newest: boolean; readonly origin: Origin; readonly groupNo: number | null; readonly tlp: Tlp }

/** Locks the collection until the commit: what is stored in it is stored one after another. @returns the last moment given. */
export async function lockCollection(tx: Tx, no: number): Promise<number | undefined> {
  const row = await q(tx).selectFrom('sharing.collection').select('last_added').where('no', '=', no).forUpdate().executeTakeFirst()
  return row && Number(row.last_added)
}
export async function saveLastAdded(tx: Tx, no: number, added: number): Promise<void> {
  await q(tx).updateTable('sharing.collection').set({ last_added: added }).where('no', '=', no).execute()
}

/** Of each key, by its place: the newest version that is there and the one of the same stamp, whose body comes with it. `offset 0`: key by key through the index, never a join with the whole table. `|| ''`: the index of types is none of this, which a planner whose statistics are of before a large import would not know. */
export async function knownOf(tx: Tx, no: number, keys: readonly Key[]): Promise<Map<number, Known[]>> {
  const { rows } = await sql<{ i: number; stamp: number; newest: boolean; revoked: boolean; peer_no: number | null; body: string | null }>`
    select k.i::int as i, o.stamp, o.newest, o.revoked, o.peer_no, o.body
    from unnest(${list(keys.map((one) => one.uuid))}::uuid[], ${list(keys.map((one) => one.type))}::text[], ${list(keys.map((one) => one.stamp))}::bigint[]) with ordinality as k(uuid, type, stamp, i)
    cross join lateral (select s.stamp, s.newest, s.revoked, s.peer_no, case when s.stamp = k.stamp then s.body end as body from sharing.object s where s.collection_no = ${no} and s.uuid = k.uuid and s.type || '' = k.type and (s.newest or s.stamp = k.stamp) offset 0) o`.execute(q(tx))
  const found = new Map<number, Known[]>()
  for (const row of rows) {
    const one: Known = { stamp: row.stamp, newest: row.newest, revoked: row.revoked, origin: row.peer_no, body: row.body }
    const list = found.get(row.i - 1)
    if (list) list.push(one)
    else found.set(row.i - 1, [one])
  }
  return found
}
export async function deletedOf(tx: Tx, no: number, keys: readonly Key[]): Promise<Set<string>> {
  const rows = await q(tx).selectFrom('sharing.tombstone').select(['uuid', 'type']).where('collection_no', '=', no).where('uuid', '=', sql<string>`any (${list(keys.map((one) => one.uuid))}::uuid[])`).execute()
  return new Set(rows.map((one) => `${one.type}--${one.uuid}`))
}
export async function unbury(tx: Tx, no: number, ids: readonly { uuid: string; type: string }[]): Promise<void> {
  for (const { uuid, type } of ids) await q(tx).deleteFrom('sharing.tombstone').where('collection_no', '=', no).where('uuid', '=', uuid).where('type', '=', type).execute()
}

export async function insertObjects(tx: Tx, no: number, rows: readonly NewRow[]): Promise<void> {
  const of = (read: (row: NewRow) => string | number | boolean | null): string => list(rows.map(read))
  // One text for all bodies: an array of texts would be escaped and read back sign by sign.
  await sql`insert into sharing.object (collection_no, group_no, added, stamp, uuid, peer_no, bytes, newest, revoked, type, tlp, body)
    select ${no}, n.group_no, n.added, n.stamp, n.uuid, n.peer_no, octet_length(n.body), n.newest, n.revoked, n.type, n.tlp, n.body
    from rows from (unnest(${of((one) => one.groupNo)}::int[], ${of((one) => one.added)}::bigint[], ${of((one) => one.facts.stamp)}::bigint[], ${of((one) => one.facts.uuid)}::uuid[], ${of((one) => one.origin)}::int[],
      ${of((one) => one.newest)}::boolean[], ${of((one) => one.facts.revoked)}::boolean[], ${of((one) => one.facts.type)}::text[], ${of((one) => one.tlp)}::text[]), string_to_table(${rows.map((one) => one.facts.body).join(BETWEEN)}, ${BETWEEN}))
      as n(group_no, added, stamp, uuid, peer_no, newest, revoked, type, tlp, body)`.execute(q(tx))
}
/** Of those that a newer version has come for. */
export async function supersede(tx: Tx, no: number, rows: readonly NewRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`update sharing.object o set newest = false from unnest(${rows.map((one) => one.facts.uuid)}::uuid[], ${rows.map((one) => one.facts.type)}::text[], ${rows.map((one) => one.added)}::bigint[]) as n(uuid, type, added)
    where o.collection_no = ${no} and o.uuid = n.uuid and o.type || '' = n.type and o.newest and o.added <> n.added`.execute(q(tx))
}

export async function insertValues(tx: Tx, no: number, links: readonly { readonly hash: number; readonly added: number }[]): Promise<void> {
  if (links.length === 0) return
  await sql`insert into sharing.value (hash, added, collection_no) select hash, added, ${no} from unnest(${list(links.map((one) => one.hash))}::bigint[], ${list(links.map((one) => one.added))}::bigint[]) as n(hash, added)`.execute(q(tx))
}
export type Linked = { readonly id: string; readonly collectionNo: number; readonly added: number; readonly stamp: number; readonly tlp: Tlp; readonly body: string }
/** The newest versions that have one of these hashes, the latest to come first. */
export async function linkedTo(tx: Tx, hashes: readonly number[], limit: number): Promise<Linked[]> {
  const { rows } = await sql<{ type: string; uuid: string; collection_no: number; added: number; stamp: number; tlp: Tlp; body: string }>`
    select o.type, o.uuid, o.collection_no, o.added, o.stamp, o.tlp, o.body
    from (select distinct v.added, v.collection_no from sharing.value v where v.hash = any (${hashes}::bigint[]) order by v.added desc limit ${limit}) v
    join sharing.object o on o.collection_no = v.collection_no and o.added = v.added where o.newest order by o.added desc`.execute(q(tx))
  return rows.map((row) => ({ id: `${row.type}--${row.uuid}`, collectionNo: row.collection_no, added: row.added, stamp: row.stamp, tlp: row.tlp, body: row.body }))
}

/** The newest texts of marking definitions. */
export async function definitionsIn(tx: Tx, no: number, ids: readonly string[]): Promise<string[]> {
  const uuids = ids.flatMap((id) => /^marking-definition--([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(id)?.[1] ?? [])
  return (await q(tx).selectFrom('sharing.object').select('body').where('collection_no', '=', no).where('uuid', '=', sql<string>`any (${uuids}::uuid[])`).where('type', '=', 'marking-definition').where('newest', '=', true).execute()).map((one) => one.body)
}
/** What was kept inside for want of a definition that has come now. What this centre made stays as it was offered. */
export async function keptInside(tx: Tx, no: number, definitions: readonly string[]): Promise<{ added: number; body: string }[]> {
  return (await sql<{ added: number; body: string }>`select added, body from sharing.object where collection_no = ${no} and tlp = 'red' and peer_no is distinct from 0 and exists (select from unnest(${definitions}::text[]) d where position(d in body) > 0) order by added limit 100000`.execute(q(tx))).rows
}
export async function letOut(tx: Tx, no: number, moved: readonly { readonly from: number; readonly to: number; readonly tlp: Tlp }[]): Promise<void> {
  const given = sql`unnest(${moved.map((one) => one.from)}::bigint[], ${moved.map((one) => one.to)}::bigint[], ${moved.map((one) => one.tlp)}::text[]) as n(was, now, tlp)`
  await sql`update sharing.value v set added = n.now from ${given} where v.collection_no = ${no} and v.added = n.was`.execute(q(tx))
  await sql`update sharing.object o set added = n.now, tlp = n.tlp from ${given} where o.collection_no = ${no} and o.added = n.was`.execute(q(tx))
}
/** The text of the newest version. @param id `type--uuid`. */
export async function newestBody(tx: Tx, no: number, id: string): Promise<string | undefined> {
  const [type, uuid] = id.split('--') as [string, string]
  return (await q(tx).selectFrom('sharing.object').select('body').where('collection_no', '=', no).where('uuid', '=', uuid).where('type', '=', type).where('newest', '=', true).executeTakeFirst())?.body
}
