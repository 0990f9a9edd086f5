/** Messages queued in the transaction that made them due, and the job that sends them. */
import { sql } from 'kysely'
import type pg from 'pg'
import type { Clock } from '../clock.ts'
import { LIVE, type Actor } from '../contract/access.ts'
import type { Channel } from '../contract/channel.ts'
import { TOKEN_IN_LINK } from '../contract/links.ts'
import { own, type Tx } from '../db/index.ts'
import { untilTaken } from '../db/trouble.ts'
import type { Log } from '../log/index.ts'
import type { Mailer } from './index.ts'
import { isNotEncrypted } from './pgp.ts'
import { PGP_EXPIRED, PGP_FAILED } from '../contract/mailProblems.ts'
import type { Texter } from './texts.ts'

/** What leaves by itself. Without a certified mailbox or a gateway such a message is a text for a person to copy, like a call. */
export type Senders = { readonly mailer: Mailer; readonly certified?: Mailer | undefined; readonly texter?: Texter | undefined }

export const isByHand = (channel: Channel, senders: Senders): boolean =>
  channel === 'phone' || (channel === 'pec' && !senders.certified) || (channel === 'sms' && !senders.texter)

export type Outgoing = {
  /** Unique for ever: `cases.question:<case>:<contact>`. The same key twice is one message. */
  readonly key: string
  readonly partyId: string | null
  readonly channel: Channel
  /** A person calls, or copies the text: nothing sends it. */
  readonly byHand?: boolean
  /** Address or number. */
  readonly to: string
  readonly subject: string
  readonly text: string
  /** Object it is about, `case:<id>`, to list deliveries beside it. */
  readonly about: string
  /** Of a mail that somebody subscribed to: where one click ends it. */
  readonly unsubscribeUrl?: string
}

export type DeliveryState = 'queued' | 'sending' | 'sent' | 'failed' | 'uncertain' | 'held' | 'done'
export type Delivery = { readonly id: number; readonly partyId: string | null; readonly channel: string; readonly to: string; readonly subject: string; readonly state: DeliveryState; readonly problem: string; readonly createdAt: Date; readonly sentAt: Date | null }

/** In an exercise the message is written and held: nothing leaves. */
export async function queue(tx: Tx, actor: Actor, at: Date, messages: readonly Outgoing[]): Promise<void> {
  if (messages.length === 0) return
  const state = actor.realm === LIVE ? 'queued' : 'held'
  await sql`insert into platform.delivery (key, realm, party_id, channel, by_hand, recipient, subject, body, about, unsubscribe_url, state, created_at)
    select m.key, ${actor.realm}, m."partyId", m.channel, coalesce(m."byHand", m.channel = 'phone'), m."to", m.subject, m.text, m.about, coalesce(m."unsubscribeUrl", ''), ${state}, ${at}
    from jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) as m(key text, "partyId" uuid, channel text, "byHand" boolean, "to" text, subject text, text text, about text, "unsubscribeUrl" text)
    on conflict (key) do nothing`.execute(own<'platform'>(tx))
}

export async function deliveriesAbout(tx: Tx, about: string, limit = 500): Promise<Delivery[]> {
  const rows = await own<'platform'>(tx).selectFrom('platform.delivery').selectAll().where('about', '=', about).orderBy('id', 'desc').limit(limit).execute()
  return rows.map((row) => ({ id: row.id, partyId: row.party_id, channel: row.channel, to: row.recipient, subject: row.subject, state: row.state as DeliveryState, problem: row.problem, createdAt: row.created_at, sentAt: row.sent_at }))
}

/** Of a message that its server puts off itself: 21 minutes, however long the server was away before. */
const ATTEMPTS = 8
const LONGEST_PAUSE_S = 900
/** Of one about which no server has said anything, because it is away or does not let us in: 21 minutes, then a day of quarters of an hour. */
const ATTEMPTS_UNHEARD = ATTEMPTS + Math.ceil(86_400 / LONGEST_PAUSE_S)
/** For so long a person may take back that a message was done. */
export const TAKE_BACK_MS = 600_000
/** Of a mail, looked up at the moment it leaves. */
const keyOf = `platform.mail_key k where delivery.channel = 'mail' and k.realm = delivery.realm and k.address = lower(delivery.recipient)`
const withoutLinks = `regexp_replace(body, '${TOKEN_IN_LINK}', '\\1…', 'g')`

/**
 * Sends what waits, one message at a time per claim. Runs under the worker role on connections of its own: the claim must be
 * committed before the server is spoken to, else a crash would hide that it was. `going`: asked before each, so that a stop
 * need not wait for all.
 */
export async function deliver(pool: pg.Pool, senders: Senders, clock: Clock, log: Log, { limit = 100, going = () => true }: { limit?: number; going?: () => boolean } = {}): Promise<number> {
  const ways = waysOf(senders)
  let sent = 0
  for (; sent < limit && going(); sent++) {
    const { rows } = await pool.query<{ id: number; key: string; channel: Channel; recipient: string; subject: string; body: string; unsubscribe_url: string; attempts: number; put_off: number; key_armored: string | null; key_ends: Date | null }>(
      `update platform.delivery set state = 'sending', attempts = attempts + 1, tried_at = $1
       where id = (select id from platform.delivery where state = 'queued' and not by_hand and channel = any($2) and (tried_at is null or tried_at < $1::timestamptz - make_interval(secs => least(${LONGEST_PAUSE_S}, 5 * 2 ^ attempts)))
         order by id limit 1 for update skip locked)
       returning id, key, channel, recipient, subject, body, unsubscribe_url, attempts, put_off, (select k.armored from ${keyOf}) as key_armored, (select k.expires_at from ${keyOf}) as key_ends`, [clock.now(), [...ways.keys()]])
    const message = rows[0]
    if (!message) return sent
    // The mail server's word is kept while the database is away.
    const settle = (change: string, ...values: unknown[]) => untilTaken(() => pool.query(`update platform.delivery set ${change} where id = $1`, [message.id, ...values]))
    const encryptTo = message.key_armored ?? undefined
    // Promised encrypted: without a key that holds it waits for a person, and never leaves in plain.
    if (encryptTo !== undefined && message.key_ends !== null && message.key_ends <= clock.now()) {
      await settle(`state = 'failed', problem = $2`, PGP_EXPIRED)
      continue
    }
    const refused = await ways.get(message.channel)!.send({ key: message.key, to: message.recipient, subject: message.subject, text: message.body, ...(message.unsubscribe_url ? { unsubscribeUrl: message.unsubscribe_url } : {}), ...(encryptTo === undefined ? {} : { encryptTo }) }).then(
      // Only a failure to send may send again: one to write down that it was sent must not. Its links open something without a
      // password; they have left, and nobody needs them here any more.
      async ({ messageId }) => { await settle(`state = 'sent', sent_at = $2, message_id = $3, problem = '', unsubscribe_url = '', body = ${withoutLinks}`, clock.now(), messageId) },
      (error: Error) => error)
    if (!refused) continue
    if (isNotEncrypted(refused)) {
      log.warn('a message could not be encrypted', { delivery: message.id, error: refused.message })
      await settle(`state = 'failed', problem = $2`, PGP_FAILED)
      continue
    }
    const putOff = message.put_off + (isOfMessage(refused) ? 1 : 0)
    const final = isPermanent(refused) || putOff >= ATTEMPTS || message.attempts - putOff >= ATTEMPTS_UNHEARD
    log.warn('a message was not taken', { delivery: message.id, channel: message.channel, final, error: refused.message })
    await settle('state = $2, problem = $3, put_off = $4', final ? 'failed' : 'queued', refused.message.slice(0, 500), putOff)
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

/**
 * A centre may lose its certified mailbox or its gateway: what waits for it is then a text for a person, who finds it beside the
 * calls. Ordinary mail always has a way, if only the folder.
 */
export async function handOver(pool: pg.Pool, senders: Senders): Promise<number> {
  const { rowCount } = await pool.query(`update platform.delivery set by_hand = true where state = 'queued' and not by_hand and channel <> all($1)`, [[...waysOf(senders).keys()]])
  return rowCount ?? 0
}

/** What a person sent, or settled, has left like the rest: its links go when nobody can reopen it any more. */
export async function forgetLinks(pool: pg.Pool, now: Date): Promise<number> {
  const { rowCount } = await pool.query(
    `update platform.delivery set unsubscribe_url = '', body = ${withoutLinks} where state = 'done' and sent_at <= $1 and (unsubscribe_url <> '' or body ~ '${TOKEN_IN_LINK}')`,
    [new Date(now.getTime() - TAKE_BACK_MS)])
  return rowCount ?? 0
}

/** At the start, and then every minute. */
export async function tidy(pool: pg.Pool, senders: Senders, now: Date): Promise<void> {
  await markUncertain(pool, now)
  await handOver(pool, senders)
  await forgetLinks(pool, now)
}

const waysOf = ({ mailer, certified, texter }: Senders) =>
  new Map<Channel, Pick<Mailer, 'send'> | Texter>([['mail', mailer], ...(certified ? [['pec', certified] as const] : []), ...(texter ? [['sms', texter] as const] : [])])

/** A reply to one of these concerns the message; to any other (greeting, AUTH) the session, which would fail every message alike. */
const ofMessage: readonly unknown[] = ['MAIL FROM', 'RCPT TO', 'DATA']
type Fault = Error & { readonly responseCode?: number; readonly command?: string; readonly permanent?: boolean }
const isOfMessage = ({ responseCode, command }: Fault) => responseCode !== undefined && ofMessage.includes(command)

/** RFC 5321: 5yz is a permanent refusal; a gateway's error says so itself. Beside a reply, `permanent` is nodemailer's word, for the session as well. */
const isPermanent = (error: Fault) =>
  error.responseCode === undefined ? error.permanent === true : isOfMessage(error) && error.responseCode >= 500
