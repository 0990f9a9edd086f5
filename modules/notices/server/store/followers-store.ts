/** People who follow a body by mail. Read and written by the centre's own jobs only. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { Lang } from '#platform/contract/index.ts'

const q = own<'notices'>

export type Follower = { id: string; email: string; lang: Lang; unsubscribeToken: string }

/**
 * Keeps or renews a request to follow; returns its id when a mail must ask for confirmation. Undefined: already confirmed,
 * asked in the last ten minutes, or the address was asked five times today (somebody types another's address).
 */
export async function askToFollow(tx: Tx, request: { id: string; partyId: string; email: string; lang: Lang; confirmHash: string; expiresAt: Date; unsubscribeToken: string; now: Date }): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`insert into notices.subscription as s (id, realm, party_id, email, lang, confirm_hash, confirm_expires_at, unsubscribe_token, created_at, asked_at)
    select ${request.id}::uuid, 'live', ${request.partyId}::uuid, ${request.email}, ${request.lang}, ${request.confirmHash}, ${request.expiresAt}::timestamptz, ${request.unsubscribeToken}, ${request.now}::timestamptz, ${request.now}::timestamptz
    where (select count(*) from notices.subscription o where o.email = ${request.email} and o.confirmed_at is null and o.asked_at > ${request.now}::timestamptz - interval '1 day') < 5
    on conflict (party_id, email) do update set confirm_hash = excluded.confirm_hash, confirm_expires_at = excluded.confirm_expires_at, lang = excluded.lang, asked_at = excluded.asked_at
      where s.confirmed_at is null and s.asked_at < excluded.asked_at - interval '10 minutes'
    returning id`.execute(q(tx))
  return rows[0]?.id
}

/** Whose news a link is about, while it still does something. Reads only. */
export async function partyOfToken(tx: Tx, token: { confirmHash: string } | { unsubscribeToken: string }, now: Date): Promise<string | undefined> {
  const found = q(tx).selectFrom('notices.subscription').select('party_id')
  const row = await ('confirmHash' in token ? found.where('confirm_hash', '=', token.confirmHash).where('confirm_expires_at', '>', now) : found.where('unsubscribe_token', '=', token.unsubscribeToken)).executeTakeFirst()
  return row?.party_id
}

/** The party followed, once: the token is spent. */
export async function confirmFollow(tx: Tx, confirmHash: string, now: Date): Promise<string | undefined> {
  const row = await q(tx).updateTable('notices.subscription').set({ confirmed_at: now, confirm_hash: null, confirm_expires_at: null })
    .where('confirm_hash', '=', confirmHash).where('confirm_expires_at', '>', now).returning('party_id').executeTakeFirst()
  return row?.party_id
}

/** The address is deleted, not marked. */
export async function endFollow(tx: Tx, unsubscribeToken: string): Promise<string | undefined> {
  const row = await q(tx).deleteFrom('notices.subscription').where('unsubscribe_token', '=', unsubscribeToken).returning('party_id').executeTakeFirst()
  return row?.party_id
}

export async function countFollowers(tx: Tx, partyId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select notices.count_subscribers(${partyId}::uuid) as n`.execute(q(tx))
  return rows[0]!.n
}

/** A page of those to write to. */
export async function followersOf(tx: Tx, partyId: string): Promise<Follower[]> {
  const rows = await q(tx).selectFrom('notices.subscription').select(['id', 'email', 'lang', 'unsubscribe_token']).where('party_id', '=', partyId).where('confirmed_at', 'is not', null).orderBy('id').execute()
  return rows.map((row) => ({ id: row.id, email: row.email, lang: row.lang as Lang, unsubscribeToken: row.unsubscribe_token }))
}

/** Takes one body whose mail is due; the row stays locked until the transaction that queues the messages ends. */
export async function takeDueMail(tx: Tx, now: Date): Promise<{ partyId: string; slug: string; name: string; since: Date | null } | undefined> {
  const { rows } = await sql<{ party_id: string; slug: string; name: string; mailed_at: Date | null }>`select party_id, slug, name, mailed_at from notices.body_page
    where mail_due_at <= ${now} and appeared_at is not null order by mail_due_at limit 1 for update skip locked`.execute(q(tx))
  const row = rows[0]
  if (!row) return undefined
  await q(tx).updateTable('notices.body_page').set({ mail_due_at: null, mailed_at: now }).where('party_id', '=', row.party_id).execute()
  return { partyId: row.party_id, slug: row.slug, name: row.name, since: row.mailed_at }
}
