/** What is told of lists and campaigns, and with whom it is shared. */
import { sql, type Selectable } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { WatchCampaign } from '#db/types.ts'
import type { Tlp } from '#platform/contract/index.ts'
import type { ToldKind } from '../../contract-told.ts'
import type { ListRow } from './lists-store.ts'

const q = (tx: Tx) => own<'watch'>(tx)
const here = sql<boolean>`realm = (select current_setting('app.realm', true))`

export type TellingRow = ListRow & { readonly at: Date; readonly bytes: number; readonly values: number }
/** With the text in force. A list that is off, or has no text, tells nothing. */
const telling = sql`select l.*, v.at, v.bytes, v."values" from watch.list l join watch.list_version v on v.list_id = l.id and v.number = l.current where l.kind = 'indicators' and l.state <> 'off' and l.resharing <> 'no'`
export const tellingList = async (tx: Tx, id: string): Promise<TellingRow | undefined> => (await sql<TellingRow>`${telling} and l.id = ${id}`.execute(q(tx))).rows[0]
export const tellingLists = async (tx: Tx): Promise<TellingRow[]> => (await sql<TellingRow>`${telling} order by l.name, l.id`.execute(q(tx))).rows
export async function setResharing(tx: Tx, id: string, version: number, resharing: string): Promise<boolean> {
  return (await q(tx).updateTable('watch.list').set({ resharing, version: version + 1 }).where('id', '=', id).where('version', '=', version).executeTakeFirst()).numUpdatedRows === 1n
}

export type SeenRow = { readonly kind: string; readonly value: string; readonly tlps: Tlp[]; readonly count: number; readonly first: Date; readonly last: Date; readonly parties: string[] }
/** By value, of alerts that a person took up or made a case of, and did not find to be nothing. */
export async function confirmedOf(tx: Tx, listId: string): Promise<SeenRow[]> {
  return (await sql<SeenRow>`select i.kind, i.value, array_agg(distinct i.tlp) as tlps, sum(a.count)::bigint as count, min(a.first_at) as first, max(a.last_at) as last, array_agg(distinct a.party_id) as parties
    from watch.alert_indicator i join watch.alert a on a.id = i.alert_id where i.list_id = ${listId} and a.${here} and (a.state = 'taken' or a.case_id is not null) and coalesce(a.close_reason, '') not in ('false_positive', 'benign')
    group by i.kind, i.value order by i.kind, i.value limit 20000`.execute(q(tx))).rows
}

export async function setShared(tx: Tx, kind: ToldKind, id: string, places: readonly string[]): Promise<void> {
  if (places.length === 0) await q(tx).deleteFrom('watch.shared').where('kind', '=', kind).where('object_id', '=', id).execute()
  else await sql`insert into watch.shared (kind, object_id, places) values (${kind}, ${id}, ${[...places]}::text[]) on conflict (kind, object_id) do update set places = excluded.places`.execute(q(tx))
}
export async function sharedOf(tx: Tx, kind: ToldKind, ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ id: string; places: string[] }>`select object_id as id, places from watch.shared where kind = ${kind} and object_id = any (${`{${ids.join(',')}}`}::uuid[])`.execute(q(tx))
  return new Map(rows.map((row) => [row.id, row.places]))
}

/** Days come as text: as dates they would be moments of this machine's zone. */
export type CampaignRow = Omit<Selectable<WatchCampaign>, 'first_day' | 'last_day'> & { readonly first_day: string | null; readonly last_day: string | null }
const campaigns = sql`select c.id, c.realm, c.name, c.description, c.aliases, c.first_day::text, c.last_day::text, c.tlp, c.actor, c.techniques, c.targets, c.lists, c.retired_at, c.version, c.made_at, c.made_by, c.made_by_name from watch.campaign c where c.${here}`
export const campaignById = async (tx: Tx, id: string, lock = false): Promise<CampaignRow | undefined> => (await sql<CampaignRow>`${campaigns} and c.id = ${id} ${lock ? sql`for update` : sql``}`.execute(q(tx))).rows[0]
export async function listCampaigns(tx: Tx, { limit, offset }: { limit: number; offset: number }): Promise<{ total: number; rows: CampaignRow[] }> {
  const { rows } = await sql<CampaignRow>`${campaigns} order by c.retired_at is not null, c.made_at desc, c.id limit ${limit} offset ${offset}`.execute(q(tx))
  return { rows, total: (await sql<{ n: number }>`select count(*)::int as n from watch.campaign where ${here}`.execute(q(tx))).rows[0]!.n }
}
export const standingCampaigns = async (tx: Tx): Promise<CampaignRow[]> => (await sql<CampaignRow>`${campaigns} and c.retired_at is null order by c.name, c.id`.execute(q(tx))).rows
export const campaignsWith = async (tx: Tx, listId: string): Promise<string[]> => (await sql<{ id: string }>`select id from watch.campaign where ${here} and ${listId} = any (lists) order by id`.execute(q(tx))).rows.map((row) => row.id)
export type NewCampaign = Omit<CampaignRow, 'version' | 'retired_at'>
/** @returns false when there is one of this name. */
export async function insertCampaign(tx: Tx, row: NewCampaign): Promise<boolean> {
  return (await q(tx).insertInto('watch.campaign').values(row as never).onConflict((on) => on.doNothing()).executeTakeFirst()).numInsertedOrUpdatedRows === 1n
}
export async function campaignNamed(tx: Tx, name: string): Promise<string | undefined> {
  return (await sql<{ id: string }>`select id from watch.campaign where ${here} and lower(name) = lower(${name})`.execute(q(tx))).rows[0]?.id
}
export async function updateCampaign(tx: Tx, id: string, version: number, to: Partial<NewCampaign> & { retired_at: Date | null }): Promise<boolean> {
  return (await q(tx).updateTable('watch.campaign').set({ ...(to as object), version: version + 1 }).where('id', '=', id).where('version', '=', version).executeTakeFirst()).numUpdatedRows === 1n
}
