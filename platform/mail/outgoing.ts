/** Messages queued in the transaction that made them due, and the job that sends them. */
import { sql } from 'kysely'
import type pg from 'pg'
import type { Clock } from '../clock.ts'
import { LIVE, type Actor } from '../contract/access.ts'
import { own, type Tx } from '../db/index.ts'
import { untilTaken } from '../db/trouble.ts'
import type { Log } from '../log/index.ts'
import type { Mailer } from './index.ts'

export type Outgoing = {
  /** Unique for ever: `cases.question:<case>:<contact>`. The same key twice is one message. */
  readonly key: string
  readonly partyId: string | null
  readonly channel: 'mail' | 'phone'
  /** Address or number. */
  readonly to: string
  readonly subject: string
  readonly text: string
  /** Object it is about, `case:<id>`, to list deliveries beside it. */
  readonly about: string
}

export type DeliveryState = 'queued' | 'sending' | 'sent' | 'failed' | 'uncertain' | 'held' | 'done'
export type Delivery = { readonly id: number; readonly partyId: string | null; readonly channel: string; readonly to: string; readonly subject: string; readonly state: DeliveryState; readonly problem: string; readonly createdAt: Date; readonly sentAt: Date | null }

/** In an exercise the message is written and held: nothing leaves. */
export async function queue(tx: Tx, actor: Actor, at: Date, messages: readonly Outgoing[]): Promise<void> {
  if (messages.length === 0) return
  const state = actor.realm === LIVE ? 'queued' : 'held'
  await sql`insert into platform.delivery (key, realm, party_id, channel, recipient, subject, body, about, state, created_at)
    select m.key, ${actor.realm}, m."partyId", m.channel, m."to", m.subject, m.text, m.about, ${state}, ${at}
    from jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) as m(key text, "partyId" uuid, channel text, "to" text, subject text, text text, about text)
    on conflict (key) do nothing`.execute(own<'platform'>(tx))
}

export async function deliveriesAbout(tx: Tx, about: string, limit = 500): Promise<Delivery[]> {
  const rows = await own<'platform'>(tx).selectFrom('platform.delivery').selectAll().where('about', '=', about).orderBy('id', 'desc').limit(limit).execute()
  return rows.map((row) => ({ id: row.id, partyId: row.party_id, channel: row.channel, to: row.recipient, subject: row.subject, state: row.state as DeliveryState, problem: row.problem, createdAt: row.created_at, sentAt: row.sent_at }))
}

const ATTEMPTS = 8

/**
 * Sends what waits, one message at a time per claim. Runs under the worker role on connections of its own: the claim must be
 * committed before the server is spoken to, else a crash would hide that it was.
 */
export async function deliver(pool: pg.Pool, mailer: Mailer, clock: Clock, log: Log, limit = 100): Promise<number> {
  let sent = 0
  for (; sent < limit; sent++) {
    const { rows } = await pool.query<{ id: number; key: string; recipient: string; subject: string; body: string; attempts: number }>(
      `update platform.delivery set state = 'sending', attempts = attempts + 1, tried_at = $1
       where id = (select id from platform.delivery where state = 'queued' and channel = 'mail' and (tried_at is null or tried_at < $1::timestamptz - make_interval(secs => least(3600, 5 * 2 ^ attempts)))
         order by id limit 1 for update skip locked)
       returning id, key, recipient, subject, body, attempts`, [clock.now()])
    const mail = rows[0]
    if (!mail) return sent
    // The mail server's word is kept while the database is away.
    const settle = (change: string, ...values: unknown[]) => untilTaken(() => pool.query(`update platform.delivery set ${change} where id = $1`, [mail.id, ...values]))
    const refused = await mailer.send({ key: mail.key, to: mail.recipient, subject: mail.subject, text: mail.body }).then(
      // Only a failure to send may send again: one to write down that it was sent must not.
      async ({ messageId }) => { await settle(`state = 'sent', sent_at = $2, message_id = $3, problem = ''`, clock.now(), messageId) },
      (error: Error) => error)
    if (!refused) continue
    const final = mail.attempts >= ATTEMPTS || isPermanent(refused)
    log.warn('a mail was not taken', { delivery: mail.id, final, error: refused.message })
    await settle('state = $2, problem = $3', final ? 'failed' : 'queued', refused.message.slice(0, 500))
  }
  return sent
}

/**
 * What is still "sending" after every time-out of the transport has passed was left by a process that died: it may or may
 * not have gone. It is never repeated by itself; a person sees it and decides. With one process, `olderThanMs` 0 at its start.
 */
export async function markUncertain(pool: pg.Pool, now: Date, olderThanMs = 180_000): Promise<number> {
  const { rowCount } = await pool.query(
    `update platform.delivery set state = 'uncertain', problem = 'the process stopped while this was being sent' where state = 'sending' and tried_at <= $1`,
    [new Date(now.getTime() - olderThanMs)])
  return rowCount ?? 0
}

/** RFC 5321: 5yz is a permanent refusal. */
const isPermanent = (error: unknown) => Number((error as { responseCode?: number }).responseCode) >= 500
