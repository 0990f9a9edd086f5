/** What is due by itself: mails to reporters, promises that nobody kept. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'

const q = (tx: Tx) => own<'intake'>(tx)

export type ToTell = { id: string; ref: string; lang: string; party_id: string | null; told_up_to: number; email: string }
/** Whose hour has come, locked; others leave them alone. An exercise writes to nobody outside. */
export async function takeToTell(tx: Tx, now: Date, limit: number): Promise<ToTell[]> {
  const { rows } = await sql<ToTell>`with due as (select id from intake.report where tell_at <= ${now} and realm = (select current_setting('app.realm', true)) order by tell_at limit ${limit} for update skip locked)
    update intake.report r set tell_at = null, told_up_to = coalesce((select max(e.id) from intake.entry e where e.report_id = r.id), r.told_up_to) from due, intake.report b left join intake.contact c on c.report_id = b.id
    where r.id = due.id and b.id = due.id returning r.id, r.ref, r.lang, r.party_id, b.told_up_to, coalesce(c.email, '') as email`.execute(q(tx))
  return rows
}
export async function untoldEntries(tx: Tx, reports: readonly { id: string; told_up_to: number }[]) {
  if (reports.length === 0) return []
  const { rows } = await sql<{ report_id: string; id: number; kind: string; params: Record<string, unknown>; text: string }>`select e.report_id, e.id, e.kind, e.params, e.text
    from jsonb_to_recordset(${JSON.stringify(reports)}::jsonb) as t(id uuid, told_up_to bigint) join intake.entry e on e.report_id = t.id and e.id > t.told_up_to where e.told and e.by_kind <> 'reporter' order by e.id`.execute(q(tx))
  return rows
}

/** Its receipt was written by the road itself: what stands in it is told. */
export async function markTold(tx: Tx, reportId: string): Promise<void> {
  await sql`update intake.report set told_up_to = coalesce((select max(id) from intake.entry where report_id = ${reportId}), 0) where id = ${reportId}`.execute(q(tx))
}

export type Missed = { id: string; ref: string; party_id: string | null; urgency: number; promises_missed: number; assigned_name: string; lang: string }
/** After the third a person has to act: nobody is apologised to for ever. */
export const MOST_APOLOGIES = 3
export async function takeMissed(tx: Tx, now: Date, limit: number): Promise<Missed[]> {
  const { rows } = await sql<Missed>`select id, ref, party_id, urgency, promises_missed, assigned_name, lang from intake.report where state in ('new', 'open', 'waiting') and promise_at < ${now} and promises_missed < ${MOST_APOLOGIES}
    and realm = (select current_setting('app.realm', true)) order by promise_at limit ${limit} for update skip locked`.execute(q(tx))
  return rows
}
export async function escalate(tx: Tx, id: string, change: { urgency: number; promiseAt: Date; now: Date }): Promise<void> {
  await q(tx).updateTable('intake.report').set((eb) => ({ urgency: change.urgency, promise_at: change.promiseAt, promises_missed: eb('promises_missed', '+', 1), moved_at: change.now, tell_at: change.now, version: eb('version', '+', 1) })).where('id', '=', id).execute()
}
