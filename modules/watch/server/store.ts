/** Sources and their days. The other tables of the watch have their own file in store/. */
import { sql, type Selectable } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { WatchSource } from '#db/types.ts'
import type { DayTally, SourceRecord } from '../contract-shapes.ts'

const q = (tx: Tx) => own<'watch'>(tx)
const here = sql<boolean>`realm = (select current_setting('app.realm', true))`
/** Days come as text: as dates they would be moments of this machine's zone. */
export type SourceRow = Omit<Selectable<WatchSource>, 'contract_on' | 'impact_on' | 'labour_on'> & { readonly contract_on: string | null; readonly impact_on: string | null; readonly labour_on: string | null }
const columns = sql`id, realm, party_id, kind, label, shows, token_hash, token_made_at, active, contract_on::text, contract_ref, impact, impact_on::text, impact_why, retention_days, labour, labour_on::text, labour_ref, version, made_at, made_by, made_by_name, last_at, certificate_sha256, certificate_of, certificate_until, certificate_at`

export async function insertSource(tx: Tx, row: { id: string; realm: string; partyId: string; kind: string; label: string; shows: readonly string[]; at: Date; byId: string; byName: string }): Promise<void> {
  await q(tx).insertInto('watch.source').values({ id: row.id, realm: row.realm, party_id: row.partyId, kind: row.kind, label: row.label, shows: [...row.shows], made_at: row.at, made_by: row.byId, made_by_name: row.byName }).execute()
}
export async function sourceById(tx: Tx, id: string, lock = false): Promise<SourceRow | undefined> {
  return (await sql<SourceRow>`select ${columns} from watch.source where id = ${id} and ${here} ${lock ? sql`for update` : sql``}`.execute(q(tx))).rows[0]
}
export async function sourceByToken(tx: Tx, hash: Buffer): Promise<SourceRow | undefined> {
  return (await sql<SourceRow>`select ${columns} from watch.source where token_hash = ${hash}`.execute(q(tx))).rows[0]
}
export async function sourceByCertificate(tx: Tx, sha256: Buffer): Promise<SourceRow | undefined> {
  return (await sql<SourceRow>`select ${columns} from watch.source where certificate_sha256 = ${sha256}`.execute(q(tx))).rows[0]
}
export async function sourcesByIds(tx: Tx, ids: readonly string[]): Promise<SourceRow[]> {
  return (await sql<SourceRow>`select ${columns} from watch.source where id = any (${`{${ids.join(',')}}`}::uuid[])`.execute(q(tx))).rows
}
export async function listSources(tx: Tx, { partyId, limit, offset }: { partyId?: string | undefined; limit: number; offset: number }): Promise<{ total: number; rows: SourceRow[] }> {
  const where = sql`where ${here} ${partyId === undefined ? sql`` : sql`and party_id = ${partyId}`}`
  const { rows } = await sql<SourceRow>`select ${columns} from watch.source ${where} order by made_at desc, id limit ${limit} offset ${offset}`.execute(q(tx))
  const total = (await sql<{ n: number }>`select count(*)::int as n from watch.source ${where}`.execute(q(tx))).rows[0]!.n
  return { total, rows }
}
/** @returns false when another version is stored. */
export async function updateRecord(tx: Tx, id: string, version: number, record: SourceRecord): Promise<boolean> {
  const result = await sql`update watch.source set contract_on = ${record.contractOn}::date, contract_ref = ${record.contractRef}, impact = ${record.impact}, impact_on = ${record.impactOn}::date, impact_why = ${record.impactWhy},
    retention_days = ${record.retentionDays}, labour = ${record.labour}, labour_on = ${record.labourOn}::date, labour_ref = ${record.labourRef}, version = version + 1 where id = ${id} and version = ${version}`.execute(q(tx))
  return result.numAffectedRows === 1n
}
export async function setToken(tx: Tx, id: string, hash: Buffer | null, at: Date | null): Promise<void> {
  await sql`update watch.source set token_hash = ${hash}, token_made_at = ${at} where id = ${id}`.execute(q(tx))
}
/** @returns false when another source has this certificate. */
export async function setCertificate(tx: Tx, id: string, one: { readonly sha256: Buffer; readonly of: string; readonly until: Date; readonly at: Date } | null): Promise<boolean> {
  const { numAffectedRows } = await sql`update watch.source set certificate_sha256 = ${one?.sha256 ?? null}, certificate_of = ${one?.of ?? ''}, certificate_until = ${one?.until ?? null}, certificate_at = ${one?.at ?? null}
    where id = ${id} and not exists (select 1 from watch.source where certificate_sha256 = ${one?.sha256 ?? null} and id <> ${id})`.execute(q(tx))
  return numAffectedRows === 1n
}
export async function setActive(tx: Tx, id: string, active: boolean): Promise<void> {
  await sql`update watch.source set active = ${active} where id = ${id}`.execute(q(tx))
}

export type Tally = { readonly sourceId: string; readonly partyId: string; readonly realm: string; readonly day: string; readonly last: Date } & Omit<DayTally, 'day'>
export async function addTallies(tx: Tx, tallies: readonly Tally[]): Promise<void> {
  if (tallies.length === 0) return
  await sql`insert into watch.day as d (source_id, day, realm, party_id, received, bytes, broken, no_zone, duplicates, too_large, empty)
    select "sourceId", day, realm, "partyId", received, bytes, broken, "noZone", duplicates, "tooLarge", empty from jsonb_to_recordset(${JSON.stringify(tallies)}::jsonb)
      as t("sourceId" uuid, day date, realm text, "partyId" uuid, received bigint, bytes bigint, broken bigint, "noZone" bigint, duplicates bigint, "tooLarge" bigint, empty bigint)
    order by 1, 2 on conflict (source_id, day) do update set received = d.received + excluded.received, bytes = d.bytes + excluded.bytes, broken = d.broken + excluded.broken, no_zone = d.no_zone + excluded.no_zone,
      duplicates = d.duplicates + excluded.duplicates, too_large = d.too_large + excluded.too_large, empty = d.empty + excluded.empty`.execute(q(tx))
  await sql`update watch.source s set last_at = greatest(coalesce(s.last_at, t.last), t.last) from jsonb_to_recordset(${JSON.stringify(tallies)}::jsonb) as t("sourceId" uuid, last timestamptz) where s.id = t."sourceId"`.execute(q(tx))
}
export async function daysOf(tx: Tx, sourceIds: readonly string[], since: Date): Promise<Map<string, DayTally[]>> {
  const { rows } = await sql<DayTally & { source_id: string }>`select source_id, day::text, received, bytes, broken, no_zone as "noZone", duplicates, too_large as "tooLarge", empty from watch.day
    where source_id = any (${`{${sourceIds.join(',')}}`}::uuid[]) and day >= ${since}::date order by day desc`.execute(q(tx))
  return Map.groupBy(rows, (row) => row.source_id)
}
