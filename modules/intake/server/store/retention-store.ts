/** What of reports goes when its term is over. What belongs to a case that somebody holds stays. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { Ask, Due } from '#platform/retention.ts'

const q = (tx: Tx) => own<'intake'>(tx)
const ids = (due: readonly Due[]) => `{${due.map((one) => one.id.slice(one.id.indexOf(':') + 1)).join(',')}}`
const locked = (ask: Ask, of: string) => (ask.lock ? sql.raw(`for update of ${of} skip locked`) : sql``)
const unheld = (ask: Ask) => sql`not exists (select from cases.on_hold h where h.case_id = r.case_id and (h.hold_until is null or h.hold_until > ${ask.now}))`

export const dueOriginals = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'signal:' || s.id as id, s.received_at as at from intake.signal s join intake.report r on r.id = s.report_id
  where s.realm = ${ask.realm} and s.sealed is not null and s.received_at <= ${ask.before} and ${unheld(ask)} order by s.received_at, s.id limit ${ask.limit} ${locked(ask, 's')}`.execute(q(tx))).rows
export async function emptyOriginals(tx: Tx, due: readonly Due[], ask: Ask): Promise<void> {
  await sql`update intake.signal set sealed = null, gone_at = ${ask.now}, provenance = '{}' where id = any (${ids(due)}::uuid[])`.execute(q(tx))
}

export const dueContacts = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'contact:' || r.id as id, r.closed_at as at from intake.report r
  where r.realm = ${ask.realm} and r.state = 'closed' and r.closed_at <= ${ask.before} and r.contact_gone_at is null and ${unheld(ask)} order by r.closed_at, r.id limit ${ask.limit} ${locked(ask, 'r')}`.execute(q(tx))).rows
export async function deleteContacts(tx: Tx, due: readonly Due[], ask: Ask): Promise<void> {
  const of = ids(due)
  await sql`delete from intake.contact where report_id = any (${of}::uuid[])`.execute(q(tx))
  await sql`delete from intake.code where report_id = any (${of}::uuid[])`.execute(q(tx))
  await sql`delete from intake.sign where report_id = any (${of}::uuid[]) and kind = 'sender'`.execute(q(tx))
  await sql`update intake.report set contact_gone_at = ${ask.now} where id = any (${of}::uuid[])`.execute(q(tx))
}

export const dueReports = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'report:' || r.id as id, r.closed_at as at from intake.report r
  where r.realm = ${ask.realm} and r.state = 'closed' and r.closed_at <= ${ask.before} and ${unheld(ask)} order by r.closed_at, r.id limit ${ask.limit} ${locked(ask, 'r')}`.execute(q(tx))).rows
const hanging = ['contact', 'signal', 'attachment', 'entry', 'sign', 'code', 'merged'] as const
export async function deleteReports(tx: Tx, due: readonly Due[]): Promise<void> {
  const of = ids(due)
  for (const table of hanging) await sql`delete from intake.${sql.raw(table)} where report_id = any (${of}::uuid[])`.execute(q(tx))
  await sql`delete from intake.report where id = any (${of}::uuid[])`.execute(q(tx))
}

export const dueMails = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'delivery:' || id as id, coalesce(sent_at, tried_at, created_at) as at from platform.delivery
  where realm = ${ask.realm} and (about like 'report:%' or about = 'intake') and state not in ('queued', 'sending') and coalesce(sent_at, tried_at, created_at) <= ${ask.before}
  order by 2, delivery.id limit ${ask.limit} ${locked(ask, 'delivery')}`.execute(own<'platform'>(tx))).rows
export async function deleteMails(tx: Tx, due: readonly Due[]): Promise<void> {
  await sql`delete from platform.delivery where id = any (${due.map((one) => Number(one.id.slice(9)))})`.execute(own<'platform'>(tx))
}

export async function forgetRealm(tx: Tx, realm: string): Promise<void> {
  for (const table of [...hanging, 'merge', 'import', 'source', 'report'] as const) await sql`delete from intake.${sql.raw(table)} where realm = ${realm} and realm like 'ex:%'`.execute(q(tx))
}
