/** What of the watch goes when its term is over. */
import { sql } from 'kysely'
import { recordMany } from '#platform/audit/index.ts'
import { system } from '#platform/contract/index.ts'
import { own, type Tx } from '#platform/db/index.ts'
import type { Ask, Due } from '#platform/retention.ts'
import { addDeletions, type Going } from './archive-store.ts'

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
type Counts = 'day' | 'seen' | 'missed' | 'list_seen'
const dayId = (of: Counts) => sql.raw(of === 'list_seen' ? `'list_seen:' || t.list_id || ' ' || t.party_id || ' ' || t.day` : of === 'day' ? `'day:' || t.source_id || ' ' || t.day` : `'${of}:' || t.rule_id || ' ' || t.party_id || ' ' || t.day`)
const dueCounts = (of: Counts) => async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select ${dayId(of)} as id, t.day::timestamptz as at from watch.${sql.raw(of)} t
  where t.realm = ${ask.realm} and t.day <= ${ask.before}::date order by t.day, 1 limit ${ask.limit} ${locked(ask, 't')}`.execute(q(tx))).rows
const deleteCounts = (of: Counts) => async (tx: Tx, due: readonly Due[]): Promise<void> => {
  await sql`delete from watch.${sql.raw(of)} t where ${dayId(of)} = any (${due.map((one) => one.id)}::text[])`.execute(q(tx))
}
export const [dueDays, deleteDays, dueSeen, deleteSeen, dueListSeen, deleteListSeen, dueMissed, deleteMissed] = [dueCounts('day'), deleteCounts('day'), dueCounts('seen'), deleteCounts('seen'), dueCounts('list_seen'), deleteCounts('list_seen'), dueCounts('missed'), deleteCounts('missed')]
/** Each has its own moment. */
export const dueSteps = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'step:' || s.id as id, s.until as at from watch.step s
  where s.realm = ${ask.realm} and s.until <= ${ask.now} order by s.until, s.id limit ${ask.limit} ${locked(ask, 's')}`.execute(q(tx))).rows
export async function deleteSteps(tx: Tx, due: readonly Due[]): Promise<void> {
  await sql`delete from watch.step where id = any (${ids(due)}::bigint[])`.execute(q(tx))
}

export const dueFiles = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'file:' || t.id as id, t.at from watch.file t where t.realm = ${ask.realm} and t.at <= ${ask.before} order by t.at, t.id limit ${ask.limit} ${locked(ask, 't')}`.execute(q(tx))).rows
export async function deleteFiles(tx: Tx, due: readonly Due[]): Promise<void> {
  await sql`delete from watch.file where id = any (${ids(due)}::bigint[])`.execute(q(tx))
}
export const dueWeeks = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'week:' || t.party_id || ' ' || t.week as id, t.made_at as at from watch.week t where t.realm = ${ask.realm} and t.made_at <= ${ask.before} order by t.made_at, 1 limit ${ask.limit} ${locked(ask, 't')}`.execute(q(tx))).rows
export async function deleteWeeks(tx: Tx, due: readonly Due[]): Promise<void> {
  await sql`delete from watch.week t where 'week:' || t.party_id || ' ' || t.week = any (${due.map((one) => one.id)}::text[])`.execute(q(tx))
}
/** Of the centre and of no realm: they go with what is real. */
export const dueImports = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'import:' || t.id as id, t.made_at as at from watch.import t where ${ask.realm} = 'live' and t.made_at <= ${ask.before} order by t.made_at, 1 limit ${ask.limit} ${locked(ask, 't')}`.execute(q(tx))).rows
export async function deleteImports(tx: Tx, due: readonly Due[]): Promise<void> {
  await sql`delete from watch.import where id = any (${ids(due)}::uuid[])`.execute(q(tx))
}

/** Each segment has the term of its source and day. */
export const dueSegments = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'segment:' || s.id as id, s.until as at from watch.segment s
  where s.realm = ${ask.realm} and s.until <= ${ask.now} order by s.until, s.id limit ${ask.limit} ${locked(ask, 's')}`.execute(q(tx))).rows
/** The row goes, and its proof stands; the file follows at once (`archive/archiver.ts`), and the proof says when it was gone. */
export async function deleteSegments(tx: Tx, due: readonly Due[], { now, realm }: Ask): Promise<void> {
  const { rows } = await sql<Going>`delete from watch.segment where id = any (${ids(due)}::bigint[]) returning name, realm, party_id as "partyId", source_id as "sourceId", day::text as day, rows, encode(sha256, 'hex') as sha256, until`.execute(q(tx))
  await addDeletions(tx, rows, 'term', now)
  await recordMany(tx, system('retention', realm), now, rows.map((row) => ({ action: 'watch.segment_deleted', partyId: row.partyId, object: `segment:${row.name}`, detail: { sha256: row.sha256, lines: row.rows, day: row.day, until: row.until } })))
}
/** Of what is not there any more. */
export const dueDeletions = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'deletion:' || d.name as id, d.gone_at as at from watch.deletion d
  where d.realm = ${ask.realm} and d.gone_at <= ${ask.before} order by d.gone_at, d.name limit ${ask.limit} ${locked(ask, 'd')}`.execute(q(tx))).rows
export async function deleteDeletions(tx: Tx, due: readonly Due[]): Promise<void> {
  await sql`delete from watch.deletion where name = any (${due.map((one) => one.id.slice(one.id.indexOf(':') + 1))}::text[])`.execute(q(tx))
}
export const dueHuntSamples = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'hunt_sample:' || s.id as id, s.until as at from watch.hunt_sample s
  where s.realm = ${ask.realm} and s.until <= ${ask.now} and not exists (select from watch.hunt_case c join cases.on_hold h on h.case_id = c.case_id where c.hunt_id = s.hunt_id and c.party_id = s.party_id and (h.hold_until is null or h.hold_until > ${ask.now}))
  order by s.until, s.id limit ${ask.limit} ${locked(ask, 's')}`.execute(q(tx))).rows
export async function deleteHuntSamples(tx: Tx, due: readonly Due[]): Promise<void> {
  await sql`delete from watch.hunt_sample where id = any (${ids(due)}::bigint[])`.execute(q(tx))
}
export const dueHunts = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'hunt:' || h.id as id, h.ended_at as at from watch.hunt h
  where h.realm = ${ask.realm} and h.ended_at <= ${ask.before} and not exists (select from watch.hunt_sample s where s.hunt_id = h.id) order by h.ended_at, h.id limit ${ask.limit} ${locked(ask, 'h')}`.execute(q(tx))).rows
export async function deleteHunts(tx: Tx, due: readonly Due[]): Promise<void> {
  await sql`delete from watch.hunt where id = any (${ids(due)}::uuid[])`.execute(q(tx))
}

export async function forgetRealm(tx: Tx, realm: string): Promise<void> {
  for (const table of ['campaign', 'hunt_verdict', 'hunt_case', 'hunt_sample', 'hunt_part', 'hunt_hit', 'hunt', 'segment', 'deletion', 'step', 'missed', 'sample', 'alert_indicator', 'alert', 'suppression', 'seen', 'list_seen', 'tuning', 'beginning', 'week', 'day', 'file', 'source'] as const) await sql`delete from watch.${sql.raw(table)} where realm = ${realm} and realm like 'ex:%'`.execute(q(tx))
}
