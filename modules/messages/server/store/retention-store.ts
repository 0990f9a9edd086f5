/** What goes when its term is over. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { Ask, Due } from '#platform/retention.ts'

const q = (tx: Tx) => own<'messages'>(tx)
const ids = (due: readonly Due[]) => due.map((one) => one.id.slice(one.id.indexOf(':') + 1))
const locked = (ask: Ask) => (ask.lock ? sql.raw('for update of x skip locked') : sql``)

export const dueItems = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'line:' || x.id as id, x.settled_at as at from messages.item x
  where x.realm = ${ask.realm} and x.state <> 'waiting' and x.settled_at <= ${ask.before} order by 2, x.id limit ${ask.limit} ${locked(ask)}`.execute(q(tx))).rows
export const deleteItems = async (tx: Tx, due: readonly Due[]): Promise<void> => { await sql`delete from messages.item where id = any (${ids(due)}::bigint[])`.execute(q(tx)) }

/** Those about one case stay as long as the case says. */
export const dueMails = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'delivery:' || x.id as id, coalesce(x.sent_at, x.tried_at, x.created_at) as at from platform.delivery x
  where x.realm = ${ask.realm} and x.about = 'messages' and x.state not in ('queued', 'sending') and coalesce(x.sent_at, x.tried_at, x.created_at) <= ${ask.before} order by 2, x.id limit ${ask.limit} ${locked(ask)}`.execute(own<'platform'>(tx))).rows
export const deleteMails = async (tx: Tx, due: readonly Due[]): Promise<void> => { await sql`delete from platform.delivery where id = any (${ids(due)}::bigint[])`.execute(own<'platform'>(tx)) }

export const dueRecipients = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'recipient:' || x.id as id, x.seen_at as at from messages.recipient x
  where x.realm = ${ask.realm} and x.seen_at <= ${ask.before} and not exists (select 1 from messages.mute m where m.recipient_id = x.id) and not exists (select 1 from messages.item i where i.recipient_id = x.id and i.state = 'waiting')
  order by 2, x.id limit ${ask.limit} ${locked(ask)}`.execute(q(tx))).rows
export const deleteRecipients = async (tx: Tx, due: readonly Due[]): Promise<void> => { await sql`delete from messages.recipient where id = any (${ids(due)}::uuid[])`.execute(q(tx)) }

/** An exercise tells nobody, yet what is of its realm goes with it. */
export async function forgetRealm(tx: Tx, realm: string): Promise<void> {
  for (const table of ['item', 'mute', 'recipient']) await sql`delete from ${sql.table(`messages.${table}`)} where realm = ${realm}`.execute(q(tx))
  await sql`delete from platform.mail_key where realm = ${realm}`.execute(own<'platform'>(tx))
}
