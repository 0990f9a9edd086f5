/** What becomes events of MISP, and what was read of feeds. Who asks was said before (`askAs`): the policies of the exit hold here too. RED leaves by no collection. */
import { sql, type RawBuilder } from 'kysely'
import type { Tlp } from '#platform/contract/index.ts'
import { own, type Tx } from '#platform/db/index.ts'
import type { Origin } from '../../core/decide.ts'
import type { Loose } from '../../core/misp.ts'

const q = own<'sharing'>

/** A collection as one reads it; what came from `peer` is not told to it again. */
export type Reading = { readonly no: number; readonly peer: number | null }
const visible = ({ no, peer }: Reading): RawBuilder<unknown> => sql`o.collection_no = ${no} and o.newest and o.tlp <> 'red' ${peer === null ? sql`` : sql`and o.peer_no is distinct from ${peer}::int`}`

/** Changes whenever something comes or goes (each gives the collection another last moment), and with what whoever asks may read. */
export async function stateOf(tx: Tx, { no }: Reading): Promise<string> {
  const { rows: [row] } = await sql<{ state: string }>`select concat_ws(' ', c.last_added, sharing.asking_groups(), sharing.asking_tlps()) as state from sharing.collection c where c.no = ${no}`.execute(q(tx))
  return row?.state ?? ''
}

export type OutRow = { readonly id: string; readonly type: string; readonly added: number; readonly stamp: number; readonly tlp: Tlp; readonly revoked: boolean; readonly body: string }
const rows = (tx: Tx, rest: RawBuilder<unknown>) => sql<OutRow>`select o.type || '--' || o.uuid as id, o.type, o.added, o.stamp, o.tlp, o.revoked, o.body from sharing.object o where ${rest}`.execute(q(tx)).then((found) => found.rows)
/** The latest to come first. */
export const reportsBefore = (tx: Tx, reading: Reading, before: number, limit: number): Promise<OutRow[]> => rows(tx, sql`${visible(reading)} and o.type in ('report', 'grouping') and not o.revoked and o.added < ${before}::bigint order by o.added desc limit ${limit}`)
export const byAdded = (tx: Tx, reading: Reading, added: readonly number[]): Promise<OutRow[]> => rows(tx, sql`${visible(reading)} and o.added = any (${`{${added.join(',')}}`}::bigint[]) order by o.added`)
const uuids = (ids: readonly string[]): string => `{${ids.flatMap((id) => /--([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(id)?.[1] ?? []).join(',')}}`
export async function byIds(tx: Tx, reading: Reading, ids: readonly string[]): Promise<OutRow[]> {
  const wanted = new Set(ids)
  return (await rows(tx, sql`${visible(reading)} and o.uuid = any (${uuids(ids)}::uuid[]) order by o.added`)).filter((one) => wanted.has(one.id))
}
export type Stamped = { readonly id: string; readonly stamp: number; readonly added: number }
export const stampsOf = async (tx: Tx, reading: Reading, ids: readonly string[]): Promise<Stamped[]> => (await sql<Stamped>`select o.type || '--' || o.uuid as id, o.stamp, o.added from sharing.object o where ${visible(reading)} and o.uuid = any (${uuids(ids)}::uuid[])`.execute(q(tx))).rows
/** Not those that are a part of an event: where its report is not, or names them no more, they are not told as if they stood alone. */
export const indicatorsBefore = async (tx: Tx, reading: Reading, before: number, limit: number): Promise<Loose[]> => (await sql<{ added: number; uuid: string; tlp: Tlp; group_no: number | null }>`select o.added, o.uuid, o.tlp, o.group_no from sharing.object o where ${visible(reading)} and o.type = 'indicator' and position('"misp_attribute":' in o.body) = 0 and position('"misp_object":' in o.body) = 0 and o.added < ${before}::bigint order by o.added desc limit ${limit}`.execute(q(tx))).rows.map((one) => ({ added: one.added, uuid: one.uuid, tlp: one.tlp, groupNo: one.group_no }))

export type Standing = { readonly stamp: number; readonly added: number; readonly origin: Origin; readonly tlp: Tlp; readonly groupNo: number | null; readonly body: string }
/** By identifier: the newest version that is here, whoever may see it. */
export async function standing(tx: Tx, no: number, ids: readonly string[]): Promise<Map<string, Standing>> {
  const found = (await sql<{ id: string; stamp: number; added: number; peer_no: number | null; tlp: Tlp; group_no: number | null; body: string }>`select o.type || '--' || o.uuid as id, o.stamp, o.added, o.peer_no, o.tlp, o.group_no, o.body from sharing.object o where o.collection_no = ${no} and o.newest and o.uuid = any (${uuids(ids)}::uuid[])`.execute(q(tx))).rows
  return new Map(found.map((one) => [one.id, { stamp: one.stamp, added: one.added, origin: one.peer_no, tlp: one.tlp, groupNo: one.group_no, body: one.body }]))
}
/** Whether this centre made it, in any collection. */
export const isOurs = async (tx: Tx, uuid: string): Promise<boolean> => (await sql`select from sharing.collection c join sharing.object o on o.collection_no = c.no and o.uuid = ${uuid}::uuid and o.type in ('report', 'grouping') and o.peer_no = 0 limit 1`.execute(q(tx))).rows.length > 0

export async function marksOf(tx: Tx, pullId: string): Promise<Map<string, string>> {
  return new Map((await q(tx).selectFrom('sharing.feed_event').select(['uuid', 'mark']).where('pull_id', '=', pullId).execute()).map((one) => [one.uuid, one.mark.toString('hex')]))
}
/** In the transaction that stored the events. */
export async function saveMarks(tx: Tx, pullId: string, marks: readonly (readonly [uuid: string, mark: string])[]): Promise<void> {
  await sql`insert into sharing.feed_event (pull_id, uuid, mark) select ${pullId}::uuid, n.uuid, decode(n.mark, 'hex') from unnest(${marks.map(([uuid]) => uuid)}::uuid[], ${marks.map(([, mark]) => mark)}::text[]) as n(uuid, mark) on conflict (pull_id, uuid) do update set mark = excluded.mark`.execute(q(tx))
}
