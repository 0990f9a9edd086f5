/** Weeks of bodies, and the numbers that they are made of. */
import { sql, type Selectable } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { WatchWeek } from '#db/types.ts'
import type { WeekFacts } from '../../contract-catalogue.ts'

const q = (tx: Tx) => own<'watch'>(tx)
const here = sql<boolean>`realm = (select current_setting('app.realm', true))`
export type WeekRow = Omit<Selectable<WatchWeek>, 'facts'> & { readonly facts: WeekFacts }

/** @returns false when it was written before. */
export async function insertWeek(tx: Tx, row: WeekRow): Promise<boolean> {
  return (await q(tx).insertInto('watch.week').values({ ...row, facts: JSON.stringify(row.facts) }).onConflict((oc) => oc.doNothing()).executeTakeFirst()).numInsertedOrUpdatedRows === 1n
}
export const weekOf = async (tx: Tx, partyId: string, week: string): Promise<WeekRow | undefined> => (await sql<WeekRow>`select * from watch.week where party_id = ${partyId} and week = ${week} and ${here}`.execute(q(tx))).rows[0]
export const weeksOf = async (tx: Tx, partyId: string): Promise<{ readonly week: string; readonly made_at: Date }[]> => (await sql<{ week: string; made_at: Date }>`select week, made_at from watch.week where party_id = ${partyId} and ${here} order by week desc limit 120`.execute(q(tx))).rows

/** Bodies that had a source before the week ended, and have no report of it. */
export async function bodiesWithout(tx: Tx, week: string, end: Date, limit: number): Promise<string[]> {
  return (await sql<{ party_id: string }>`select distinct s.party_id from watch.source s where s.realm = (select current_setting('app.realm', true)) and s.made_at < ${end} and not exists (select from watch.week w where w.party_id = s.party_id and w.week = ${week}) order by 1 limit ${limit}`.execute(q(tx))).rows.map((row) => row.party_id)
}
export type DayRow = { readonly source_id: string; readonly day: string; readonly lines: number; readonly broken: number }
export async function daysBetween(tx: Tx, partyId: string, from: string, to: string): Promise<DayRow[]> {
  return (await sql<DayRow>`select source_id, day::text, received as lines, broken + no_zone as broken from watch.day where party_id = ${partyId} and day between ${from}::date and ${to}::date and ${here}`.execute(q(tx))).rows
}
/** Sources with the first day on which they ever sent. */
export async function firstDays(tx: Tx, partyId: string): Promise<Map<string, string>> {
  return new Map((await sql<{ source_id: string; day: string }>`select source_id, min(day)::text as day from watch.day where party_id = ${partyId} and received > 0 and ${here} group by source_id`.execute(q(tx))).rows.map((row) => [row.source_id, row.day]))
}
export type AlertOfWeek = { readonly state: string; readonly severity: string; readonly case_ref: string }
/** A case that began with an indicator of restricted sharing is not named to the body. */
export async function alertsBetween(tx: Tx, partyId: string, from: Date, to: Date): Promise<AlertOfWeek[]> {
  return (await sql<AlertOfWeek>`select state, severity, case when exists (select from watch.alert_indicator i where i.alert_id = a.id and i.tlp in ('red', 'amber+strict')) then '' else case_ref end as case_ref from watch.alert a where party_id = ${partyId} and first_at >= ${from} and first_at < ${to} and ${here}`.execute(q(tx))).rows
}
