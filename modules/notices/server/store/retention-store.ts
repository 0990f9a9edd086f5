/** What of notices, their followers and their webhooks goes when its term is over. */
import { sql, type RawBuilder } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { Ask, Due } from '#platform/retention.ts'

const q = (tx: Tx) => own<'notices'>(tx)
const ids = (due: readonly Due[]) => due.map((one) => one.id)
const numbers = (due: readonly Due[]) => due.map((one) => Number(one.id.slice(one.id.indexOf(':') + 1)))
const locked = (ask: Ask, of = '') => (ask.lock ? sql.raw(`for update ${of} skip locked`) : sql``)

/** Past their term, and past their link: who confirms at the last minute is not thrown out meanwhile. */
export async function unconfirmed(tx: Tx, ask: Ask): Promise<Due[]> {
  return (await sql<Due>`select id::text, asked_at as at from notices.subscription where realm = ${ask.realm} and confirmed_at is null and asked_at <= ${ask.before} and confirm_expires_at <= ${ask.now}
    order by asked_at, id limit ${ask.limit} ${locked(ask)}`.execute(q(tx))).rows
}
export async function deleteSubscriptions(tx: Tx, due: readonly Due[]): Promise<void> {
  await sql`delete from notices.subscription where id = any (${ids(due)}::uuid[])`.execute(q(tx))
}

const hooks = (ask: Ask, which: RawBuilder<unknown>) => sql<Due>`select 'hook:' || id as id, coalesce(tried_at, created_at) as at from notices.webhook_delivery
  where realm = ${ask.realm} and ${which} and coalesce(tried_at, created_at) <= ${ask.before} order by 2, webhook_delivery.id limit ${ask.limit} ${locked(ask)}`
export const sentHooks = async (tx: Tx, ask: Ask): Promise<Due[]> => (await hooks(ask, sql`state = 'sent'`).execute(q(tx))).rows
/** Given up, or waiting all that time for a webhook that is paused. */
export const failedHooks = async (tx: Tx, ask: Ask): Promise<Due[]> => (await hooks(ask, sql`state <> 'sent'`).execute(q(tx))).rows
export async function deleteHooks(tx: Tx, due: readonly Due[]): Promise<void> {
  await sql`delete from notices.webhook_delivery where id = any (${numbers(due)})`.execute(q(tx))
}

/** Mails to citizens: what was asked of them, and the news they asked for. */
export async function oldMails(tx: Tx, ask: Ask): Promise<Due[]> {
  return (await sql<Due>`select 'delivery:' || id as id, coalesce(sent_at, tried_at, created_at) as at from platform.delivery
    where realm = ${ask.realm} and (about like 'follow:%' or about like 'body:%') and state not in ('queued', 'sending') and coalesce(sent_at, tried_at, created_at) <= ${ask.before}
    order by 2, delivery.id limit ${ask.limit} ${locked(ask)}`.execute(own<'platform'>(tx))).rows
}
export async function deleteMails(tx: Tx, due: readonly Due[]): Promise<void> {
  await sql`delete from platform.delivery where id = any (${numbers(due)})`.execute(own<'platform'>(tx))
}

/** Taken back, and of a case that nobody holds. */
export async function withdrawn(tx: Tx, ask: Ask): Promise<Due[]> {
  return (await sql<Due>`select n.id, coalesce(p.withdrawn_at, n.updated_at) as at from notices.notice n left join notices.publication p on p.notice_id = n.id
    where n.realm = ${ask.realm} and n.state = 'withdrawn' and (p.notice_id is null or p.withdrawn_at is not null) and coalesce(p.withdrawn_at, n.updated_at) <= ${ask.before}
      and not exists (select 1 from cases.on_hold h where h.case_id = n.case_id and (h.hold_until is null or h.hold_until > ${ask.now}))
    order by 2, n.id limit ${ask.limit} ${locked(ask, 'of n')}`.execute(q(tx))).rows
}
export async function deleteNotices(tx: Tx, due: readonly Due[]): Promise<void> {
  for (const table of ['publication', 'notice_version']) await sql`delete from ${sql.table(`notices.${table}`)} where notice_id = any (${ids(due)}::uuid[])`.execute(q(tx))
  await sql`delete from notices.notice where id = any (${ids(due)}::uuid[])`.execute(q(tx))
}

/** Every row of an exercise; what the public reads never holds one. */
export async function forgetRealm(tx: Tx, realm: string): Promise<void> {
  for (const table of ['notice_version', 'notice', 'service_claim', 'webhook_delivery', 'webhook'])
    await sql`delete from ${sql.table(`notices.${table}`)} where realm = ${realm}`.execute(q(tx))
}
