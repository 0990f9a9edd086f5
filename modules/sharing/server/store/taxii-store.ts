/** What a TAXII client reads. Who it is was said to the database before (`askAs`): the policies of the exit hold whatever is asked here. */
import { sql, type RawBuilder } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { Asked } from '../../core/asked.ts'

const q = own<'sharing'>

/** From here on, in this transaction, a peer asks; 0: anybody. */
export async function askAs(tx: Tx, peerNo: number): Promise<void> {
  await sql`select set_config('app.peer', ${peerNo === 0 ? '' : String(peerNo)}, true)`.execute(q(tx))
}

export type PeerAsking = { id: string; no: number; name: string }
export async function peerByToken(tx: Tx, hash: Buffer): Promise<PeerAsking | undefined> {
  return q(tx).selectFrom('sharing.peer').select(['id', 'no', 'name']).where('token_hash', '=', hash).where('active', '=', true).executeTakeFirst()
}

/** RED leaves by no collection, whoever asks. */
const where = (no: number, { after, ids, versions, none }: Asked): RawBuilder<unknown> => sql.join([
  sql`o.collection_no = ${no} and o.tlp <> 'red' and o.added > ${after}::bigint`,
  ...(none ? [sql`false`] : []),
  ...(ids ? [sql`o.uuid = any (${ids.flatMap((id) => /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.exec(id)?.[0] ?? [])}::uuid[]) and o.type || '--' || o.uuid::text = any (${ids}::text[])`] : []),
  ...(versions.includes('all') ? [] : [sql`(${sql.join(versions.map(ofVersion), sql` or `)})`]),
], sql` and `)
const ofVersion = (version: Asked['versions'][number]): RawBuilder<unknown> => version === 'last' ? sql`o.newest`
  : version === 'first' ? sql`not exists (select from sharing.object p where p.collection_no = o.collection_no and p.uuid = o.uuid and p.type = o.type and p.stamp < o.stamp)`
    : sql`o.stamp = ${version}::bigint or (o.stamp = 0 and o.added = ${version}::bigint)`

/** The first of those that are asked for. Of each type that is named the first ones through its own index, whatever the planner thinks of how common it is. */
function firstOf(no: number, asked: Asked, columns: RawBuilder<unknown>): RawBuilder<unknown> {
  const limit = asked.limit + 1
  if (!asked.types) return sql`select ${columns} from sharing.object o where ${where(no, asked)} order by o.added limit ${limit}`
  return sql`select o.* from (select distinct unnest(${asked.types}::text[]) as type) t
    cross join lateral (select ${columns} from sharing.object o where ${where(no, asked)} and o.type = t.type order by o.added limit ${limit}) o order by o.added limit ${limit}`
}

export type Served = { readonly count: number; readonly more: boolean; readonly first: number | null; readonly last: number | null }
/** The objects as one text, joined by commas in the database; no page is longer than `mostBytes` and one object. */
export async function readObjects(tx: Tx, no: number, asked: Asked, mostBytes: number): Promise<Served & { readonly text: string }> {
  const { rows: [row] } = await sql<{ text: string | null; first: number | null; last: number | null; count: number; found: number }>`
    select string_agg(body, ',') filter (where fits) as text, min(added) filter (where fits) as first, max(added) filter (where fits) as last, (count(*) filter (where fits))::int as count, count(*)::int as found
    from (select added, body, row_number() over turn <= ${asked.limit} and sum(bytes) over turn - bytes < ${mostBytes} as fits
      from (${firstOf(no, asked, sql`o.added, o.bytes, o.body`)}) page window turn as (order by added)) counted`.execute(q(tx))
  return { text: row!.text ?? '', first: row!.first, last: row!.last, count: row!.count, more: row!.found > row!.count }
}

export type Entry = { readonly id: string; readonly added: number; readonly stamp: number }
export async function readEntries(tx: Tx, no: number, asked: Asked): Promise<{ readonly entries: readonly Entry[]; readonly more: boolean }> {
  const { rows } = await sql<{ type: string; uuid: string; added: number; stamp: number }>`${firstOf(no, asked, sql`o.type, o.uuid, o.added, o.stamp`)}`.execute(q(tx))
  return { entries: rows.slice(0, asked.limit).map((row) => ({ id: `${row.type}--${row.uuid}`, added: row.added, stamp: row.stamp })), more: rows.length > asked.limit }
}

export type Held = { readonly added: number; readonly stamp: number; readonly peer_no: number | null; readonly body: string }
/** The versions of one object, locked. */
export async function heldVersions(tx: Tx, no: number, id: { type: string; uuid: string }): Promise<Held[]> {
  return (await sql<Held>`select added, stamp, peer_no, body from sharing.object where collection_no = ${no} and uuid = ${id.uuid} and type = ${id.type} order by stamp for update`.execute(q(tx))).rows
}
/** Takes versions away; of what remains the latest is the newest. The collection, whose row is locked already, has another last moment: who keeps what was made of it sees that. */
export async function deleteVersions(tx: Tx, no: number, id: { type: string; uuid: string }, added: readonly number[], hashes: readonly number[]): Promise<void> {
  await sql`delete from sharing.value where hash = any (${hashes}::bigint[]) and collection_no = ${no} and added = any (${added}::bigint[])`.execute(q(tx))
  await sql`delete from sharing.object where collection_no = ${no} and added = any (${added}::bigint[])`.execute(q(tx))
  await sql`update sharing.object set newest = true where collection_no = ${no} and uuid = ${id.uuid} and type = ${id.type} and stamp = (select max(stamp) from sharing.object where collection_no = ${no} and uuid = ${id.uuid} and type = ${id.type}) and not newest`.execute(q(tx))
  await sql`update sharing.collection set last_added = last_added + 1 where no = ${no}`.execute(q(tx))
}
export async function bury(tx: Tx, no: number, id: { type: string; uuid: string }, at: Date, by: string): Promise<void> {
  await q(tx).insertInto('sharing.tombstone').values({ collection_no: no, ...id, at, by_id: by }).onConflict((on) => on.doNothing()).execute()
}

export async function insertStatus(tx: Tx, row: { id: string; collection_no: number; peer_no: number | null; at: Date; body: string }): Promise<void> {
  await q(tx).insertInto('sharing.status').values(row).execute()
}
export async function readStatus(tx: Tx, id: string): Promise<{ peer_no: number | null; body: string } | undefined> {
  return q(tx).selectFrom('sharing.status').select(['peer_no', 'body']).where('id', '=', id).executeTakeFirst()
}
