/** What of the watch goes when its term is over. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { Ask, Due } from '#platform/retention.ts'

const q = (tx: Tx) => own<'watch'>(tx)
const ids = (due: readonly Due[]) => `{${due.map((one) => one.id.slice(one.id.indexOf(':') + 1)).join(',')}}`
const locked = (ask: Ask, of: string) => (ask.lock ? sql.raw(`for update of ${of} skip locked`) : sql``)
const unheld = (ask: Ask) => sql`not exists (select from cases.on_hold h where h.case_id = a.case_id and (h.hold_until is null or h.hold_until > ${ask.now}))`

/** Each line has the term of its source; `before` is now. */
export const dueSamples = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'sample:' || s.id as id, s.until as at from watch.sample s join watch.alert a on a.id = s.alert_id
  where s.realm = ${ask.realm} and s.until <= ${ask.now} and ${unheld(ask)} order by s.until, s.id limit ${ask.limit} ${locked(ask, 's')}`.execute(q(tx))).rows
export async function deleteSamples(tx: Tx, due: readonly Due[]): Promise<void> {
  await sql`delete from watch.sample where id = any (${ids(due)}::bigint[])`.execute(q(tx))
}
export const dueAlerts = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'alert:' || a.id as id, a.closed_at as at from watch.alert a
  where a.realm = ${ask.realm} and a.state = 'closed' and a.closed_at <= ${ask.before} and ${unheld(ask)} order by a.closed_at, a.id limit ${ask.limit} ${locked(ask, 'a')}`.execute(q(tx))).rows
export async function deleteAlerts(tx: Tx, due: readonly Due[]): Promise<void> {
  await sql`delete from watch.alert where id = any (${ids(due)}::uuid[])`.execute(q(tx))
}
export const dueSuppressions = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'suppression:' || s.id as id, s.until as at from watch.suppression s
  where s.realm = ${ask.realm} and s.until <= ${ask.before} order by s.until, s.id limit ${ask.limit} ${locked(ask, 's')}`.execute(q(tx))).rows
export async function deleteSuppressions(tx: Tx, due: readonly Due[]): Promise<void> {
  await sql`delete from watch.suppression where id = any (${ids(due)}::uuid[])`.execute(q(tx))
}
const dayId = (of: string) => sql.raw(of === 'day' ? `'day:' || t.source_id || ' ' || t.day` : `'seen:' || t.rule_id || ' ' || t.party_id || ' ' || t.day`)
const dueCounts = (of: 'day' | 'seen') => async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select ${dayId(of)} as id, t.day::timestamptz as at from watch.${sql.raw(of)} t
  where t.realm = ${ask.realm} and t.day <= ${ask.before}::date order by t.day, 1 limit ${ask.limit} ${locked(ask, 't')}`.execute(q(tx))).rows
const deleteCounts = (of: 'day' | 'seen') => async (tx: Tx, due: readonly Due[]): Promise<void> => {
  await sql`delete from watch.${sql.raw(of)} t where ${dayId(of)} = any (${due.map((one) => one.id)}::text[])`.execute(q(tx))
}
export const [dueDays, deleteDays, dueSeen, deleteSeen] = [dueCounts('day'), deleteCounts('day'), dueCounts('seen'), deleteCounts('seen')]

export const dueWeeks = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'week:' || t.party_id || ' ' || t.week as id, t.made_at as at from watch.week t where t.realm = ${ask.realm} and t.made_at <= ${ask.before} order by t.made_at, 1 limit ${ask.limit} ${locked(ask, 't')}`.execute(q(tx))).rows
export async function deleteWeeks(tx: Tx, due: readonly Due[]): Promise<void> {
  await sql`delete from watch.week t where 'week:' || t.party_id || ' ' || t.week = any (${due.map((one) => one.id)}::text[])`.execute(q(tx))
}
/** Of the centre and of no realm: they go with what is real. */
export const dueImports = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'import:' || t.id as id, t.made_at as at from watch.import t where ${ask.realm} = 'live' and t.made_at <= ${ask.before} order by t.made_at, 1 limit ${ask.limit} ${locked(ask, 't')}`.execute(q(tx))).rows
export async function deleteImports(tx: Tx, due: readonly Due[]): Promise<void> {
  await sql`delete from watch.import where id = any (${ids(due)}::uuid[])`.execute(q(tx))
}

export async function forgetRealm(tx: Tx, realm: string): Promise<void> {
  for (const table of ['sample', 'alert', 'suppression', 'seen', 'tuning', 'beginning', 'week', 'day', 'source'] as const) await sql`delete from watch.${sql.raw(table)} where realm = ${realm} and realm like 'ex:%'`.execute(q(tx))
}
