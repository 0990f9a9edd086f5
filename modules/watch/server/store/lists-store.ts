/** Lists of indicators: their texts by version, what does not count in them, and how often each was met. */
import { sql, type Selectable } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { WatchList, WatchListVersion, WatchWithdrawn } from '#db/types.ts'
import type { Arrival } from '../../core/lists/arrival.ts'

const q = (tx: Tx) => own<'watch'>(tx)
const uuids = (ids: readonly string[]) => sql`${`{${ids.join(',')}}`}::uuid[]`
export type ListRow = Selectable<WatchList>
export type VersionRow = Omit<Selectable<WatchListVersion>, 'problems' | 'kinds' | 'ends'> & Pick<Arrival, 'problems' | 'kinds' | 'ends'>
export type Figures = { readonly at: Date | null; readonly values: number; readonly refused: number; readonly expired: number; readonly hits: number; readonly weak: number; readonly held: number; readonly bodies: number }

/** Changes with every text and every word that touches what is asked; whether a list observes or alerts does not. */
export async function listsMark(tx: Tx): Promise<string> {
  return (await sql<{ mark: string }>`select count(*) || ' ' || coalesce(hashtextextended(string_agg(concat_ws(' ', id, current, confidence, tlp, days, state = 'off', (select count(*) || ' ' || max(at) from watch.withdrawn w where w.list_id = l.id)), ',' order by id), 0), 0) as mark from watch.list l where current > 0`.execute(q(tx))).rows[0]!.mark
}
export const workingLists = (tx: Tx): Promise<(ListRow & { readonly at: Date })[]> => sql<ListRow & { at: Date }>`select l.*, v.at from watch.list l join watch.list_version v on v.list_id = l.id and v.number = l.current where l.state <> 'off' order by l.id`.execute(q(tx)).then(({ rows }) => rows)
export async function partsOf(tx: Tx, listId: string, number: number): Promise<Buffer[]> {
  return (await sql<{ bytes: Buffer }>`select bytes from watch.list_part where list_id = ${listId} and number = ${number} order by part`.execute(q(tx))).rows.map((row) => row.bytes)
}

const figures = (since: Date, today: string) => sql`left join watch.list_version v on v.list_id = l.id and v.number = l.current
  left join lateral (select sum(s.count)::bigint as hits, sum(s.weak)::bigint as weak, sum(s.guarded)::bigint as held, count(distinct s.party_id)::int as bodies from watch.list_seen s where s.list_id = l.id and s.day >= ${since}::date) m on true
  left join lateral (select sum(e.value::int)::int as gone from jsonb_each_text(v.ends) e where e.key < ${today}) x on true`
const columns = sql`l.*, v.at, coalesce(v."values", 0) as "values", coalesce(v.refused, 0) as refused, coalesce(x.gone, 0) as expired, coalesce(m.hits, 0) as hits, coalesce(m.weak, 0) as weak, coalesce(m.held, 0) as held, coalesce(m.bodies, 0) as bodies`
type Asked = { readonly since: Date; readonly today: string }
export async function listLists(tx: Tx, { since, today, limit, offset }: Asked & { limit: number; offset: number }): Promise<{ total: number; values: number; rows: (ListRow & Figures)[] }> {
  const { rows } = await sql<ListRow & Figures>`select ${columns} from watch.list l ${figures(since, today)} order by l.kind, m.hits desc nulls last, l.name limit ${limit} offset ${offset}`.execute(q(tx))
  return { rows, ...(await sql<{ total: number; values: number }>`select count(*)::int as total, coalesce(sum(v."values") filter (where l.kind = 'indicators'), 0)::int as "values" from watch.list l left join watch.list_version v on v.list_id = l.id and v.number = l.current`.execute(q(tx))).rows[0]! }
}
export async function listWithFigures(tx: Tx, id: string, { since, today }: Asked): Promise<(ListRow & Figures) | undefined> {
  return (await sql<ListRow & Figures>`select ${columns} from watch.list l ${figures(since, today)} where l.id = ${id}`.execute(q(tx))).rows[0]
}
export const listById = async (tx: Tx, id: string, lock = false): Promise<ListRow | undefined> => (await sql<ListRow>`select * from watch.list where id = ${id} ${lock ? sql`for update` : sql``}`.execute(q(tx))).rows[0]
export const listByName = async (tx: Tx, name: string): Promise<ListRow | undefined> => (await sql<ListRow>`select * from watch.list where name = ${name}`.execute(q(tx))).rows[0]
export const listsById = async (tx: Tx, ids: readonly string[]): Promise<ListRow[]> => (await sql<ListRow>`select * from watch.list where id = any (${uuids(ids)})`.execute(q(tx))).rows

export type NewList = Omit<ListRow, 'current' | 'version'>
/** @returns false when there is one of this name. */
export async function insertList(tx: Tx, row: NewList): Promise<boolean> {
  return (await q(tx).insertInto('watch.list').values(row).onConflict((oc) => oc.column('name').doNothing()).executeTakeFirst()).numInsertedOrUpdatedRows === 1n
}
export async function updateList(tx: Tx, id: string, version: number, to: Pick<ListRow, 'name' | 'source' | 'licence' | 'confidence' | 'tlp' | 'days' | 'state'>): Promise<boolean> {
  return (await q(tx).updateTable('watch.list').set({ ...to, version: version + 1 }).where('id', '=', id).where('version', '=', version).executeTakeFirst()).numUpdatedRows === 1n
}
/** @param from the levels that become `to`. */
export async function narrowAlerts(tx: Tx, listId: string, from: readonly string[], to: string): Promise<void> {
  await sql`update watch.alert_indicator set tlp = ${to} where list_id = ${listId} and tlp = any (${[...from]}::text[])`.execute(q(tx))
}
export async function deleteList(tx: Tx, id: string): Promise<void> { await sql`delete from watch.list where id = ${id}`.execute(q(tx)) }

/** What is in force in all other lists; held until the transaction ends, so that two texts together do not pass the bound. */
export async function inForce(tx: Tx, exceptId: string): Promise<{ values: number; bytes: number }> {
  await sql`select id from watch.list order by id for update`.execute(q(tx))
  return (await sql<{ values: number; bytes: number }>`select coalesce(sum(v."values"), 0)::int as "values", coalesce(sum(v.bytes), 0)::bigint as bytes from watch.list l join watch.list_version v on v.list_id = l.id and v.number = l.current where l.id <> ${exceptId}`.execute(q(tx))).rows[0]!
}
export type NewVersion = { readonly listId: string; readonly number: number; readonly at: Date; readonly by: { readonly id: string; readonly name: string }; readonly origin: string; readonly bytes: number; readonly sha256: Buffer; readonly arrival: Arrival; readonly parts: readonly Uint8Array[] }
/** It is in force from here on; of the texts, the one before is kept too. */
export async function insertVersion(tx: Tx, { listId, number, at, by, origin, bytes, sha256, arrival: a, parts }: NewVersion): Promise<void> {
  await sql`insert into watch.list_version (list_id, number, at, by_id, by_name, origin, bytes, sha256, "values", came, went, refused, problems, kinds, ends, fresh)
    values (${listId}, ${number}, ${at}, ${by.id}, ${by.name}, ${origin}, ${bytes}, ${sha256}, ${a.values}, ${a.came}, ${a.went}, ${a.refused}, ${JSON.stringify(a.problems)}::jsonb, ${JSON.stringify(a.kinds)}::jsonb, ${JSON.stringify(a.ends)}::jsonb, ${a.fresh})`.execute(q(tx))
  for (const [part, one] of parts.entries()) await sql`insert into watch.list_part (list_id, number, part, bytes) values (${listId}, ${number}, ${part}, ${Buffer.from(one.buffer, one.byteOffset, one.length)})`.execute(q(tx))
  await sql`update watch.list set current = ${number}, version = version + 1 where id = ${listId}`.execute(q(tx))
  await sql`delete from watch.list_part where list_id = ${listId} and number < ${number - 1}`.execute(q(tx))
  await sql`update watch.list_version set fresh = null where list_id = ${listId} and number < ${number}`.execute(q(tx))
}
export async function versionsOf(tx: Tx, listId: string): Promise<VersionRow[]> {
  return (await sql<VersionRow>`select * from watch.list_version where list_id = ${listId} order by number desc limit 30`.execute(q(tx))).rows
}

export type WithdrawnRow = Selectable<WatchWithdrawn>
export async function insertWithdrawn(tx: Tx, row: WithdrawnRow): Promise<boolean> {
  return (await q(tx).insertInto('watch.withdrawn').values(row).onConflict((oc) => oc.columns(['list_id', 'value']).doNothing()).executeTakeFirst()).numInsertedOrUpdatedRows === 1n
}
export const withdrawnOf = async (tx: Tx, listId: string): Promise<WithdrawnRow[]> => (await sql<WithdrawnRow>`select * from watch.withdrawn where list_id = ${listId} order by at desc, id limit 10000`.execute(q(tx))).rows
export const deleteWithdrawn = async (tx: Tx, id: string): Promise<WithdrawnRow | undefined> => (await sql<WithdrawnRow>`delete from watch.withdrawn where id = ${id} returning *`.execute(q(tx))).rows[0]

export type ListSeen = { readonly listId: string; readonly partyId: string; readonly realm: string; readonly day: string; readonly hits: number; readonly weak: number; readonly held: number }
/** Of lists that are still there. */
export async function addListSeen(tx: Tx, seen: readonly ListSeen[]): Promise<void> {
  if (seen.length === 0) return
  await sql`insert into watch.list_seen as s (list_id, party_id, day, realm, count, weak, guarded) select t."listId", t."partyId", t.day, t.realm, t.hits, t.weak, t.held
    from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) as t("listId" uuid, "partyId" uuid, day date, realm text, hits bigint, weak bigint, held bigint) join watch.list l on l.id = t."listId" order by 1, 2, 3
    on conflict (list_id, party_id, day) do update set count = s.count + excluded.count, weak = s.weak + excluded.weak, guarded = s.guarded + excluded.guarded`.execute(q(tx))
}
export async function listSeenOf(tx: Tx, listId: string, since: Date): Promise<{ party_id: string; hits: number; weak: number; held: number }[]> {
  return (await sql<{ party_id: string; hits: number; weak: number; held: number }>`select party_id, sum(count)::bigint as hits, sum(weak)::bigint as weak, sum(guarded)::bigint as held from watch.list_seen where list_id = ${listId} and day >= ${since}::date group by party_id order by 2 desc, 4 desc, 1 limit 100`.execute(q(tx))).rows
}
