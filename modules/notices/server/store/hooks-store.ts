import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import { SEALED } from '#platform/keys/index.ts'
import type { SealedThings } from '#platform/keys/renew.ts'

const q = own<'notices'>

export type Hook = { id: string; partyId: string | null; url: string; active: boolean; failures: number; createdAt: Date; last: { at: Date; state: string; status: number | null; problem: string } | null; waiting: number }

export async function listHooks(tx: Tx, page: { limit: number; offset: number }): Promise<{ total: number; items: Hook[] }> {
  const { rows } = await sql<{ id: string; party_id: string | null; url: string; active: boolean; failures: number; created_at: Date; tried_at: Date | null; state: string | null; status: number | null; problem: string | null; waiting: number; total: number }>`
    select w.id, w.party_id, w.url, w.active, w.failures, w.created_at, d.tried_at, d.state, d.status, d.problem,
      (select count(*)::int from notices.webhook_delivery x where x.webhook_id = w.id and x.state in ('queued', 'sending')) as waiting, count(*) over ()::int as total
    from notices.webhook w left join lateral (select tried_at, state, status, problem from notices.webhook_delivery x where x.webhook_id = w.id and x.tried_at is not null order by x.tried_at desc limit 1) d on true
    order by w.created_at, w.id limit ${page.limit} offset ${page.offset}`.execute(q(tx))
  return {
    total: rows[0]?.total ?? 0,
    items: rows.map((row) => ({ id: row.id, partyId: row.party_id, url: row.url, active: row.active, failures: row.failures, createdAt: row.created_at, waiting: row.waiting, last: row.tried_at ? { at: row.tried_at, state: row.state!, status: row.status, problem: row.problem ?? '' } : null })),
  }
}

export async function insertHook(tx: Tx, hook: { id: string; realm: string; partyId: string | null; url: string; secret: string; by: string; now: Date }): Promise<void> {
  await q(tx).insertInto('notices.webhook').values({ id: hook.id, realm: hook.realm, party_id: hook.partyId, url: hook.url, secret: hook.secret, created_by: hook.by, created_at: hook.now }).execute()
}
/** Secrets that do not begin as what the centre's key has sealed: an earlier version stored them in plain. */
export async function plainSecrets(tx: Tx, sealedPrefix: string): Promise<{ id: string; secret: string }[]> {
  return q(tx).selectFrom('notices.webhook').select(['id', 'secret']).where((eb) => eb.not(eb.fn<boolean>('starts_with', ['secret', eb.val(sealedPrefix)]))).execute()
}
/** Unless it was changed meanwhile. */
export async function replaceSecret(tx: Tx, id: string, plain: string, sealed: string): Promise<void> {
  await q(tx).updateTable('notices.webhook').set({ secret: sealed }).where('id', '=', id).where('secret', '=', plain).execute()
}
export async function countHooks(tx: Tx, partyId: string | null): Promise<number> {
  const row = await q(tx).selectFrom('notices.webhook').select((eb) => eb.fn.countAll<number>().as('n')).where('party_id', 'is not distinct from', partyId).executeTakeFirstOrThrow()
  return Number(row.n)
}
export async function changeHook(tx: Tx, id: string, active: boolean): Promise<{ partyId: string | null } | undefined> {
  const row = await q(tx).updateTable('notices.webhook').set({ active, ...(active ? { failures: 0 } : {}) }).where('id', '=', id).returning('party_id').executeTakeFirst()
  return row && { partyId: row.party_id }
}
export async function removeHook(tx: Tx, id: string): Promise<{ partyId: string | null } | undefined> {
  const row = await q(tx).deleteFrom('notices.webhook').where('id', '=', id).returning('party_id').executeTakeFirst()
  return row && { partyId: row.party_id }
}

/** One message for each webhook of the body and of the centre; the same message again makes none. */
export async function queueHooks(tx: Tx, partyId: string, messageId: string, payload: string, now: Date): Promise<void> {
  await sql`select notices.queue_hooks(${partyId}::uuid, ${messageId}, ${payload}, ${now})`.execute(q(tx))
}

export type DueHook = { id: number; webhookId: string; url: string; secret: string; messageId: string; payload: string; attempts: number }
/** Claims one delivery. What a dead process left "sending" is taken again after two minutes: the receiver knows the message by its id. */
export async function claimHook(tx: Tx, now: Date): Promise<DueHook | undefined> {
  const { rows } = await sql<{ id: number; webhook_id: string; url: string; secret: string; message_id: string; payload: string; attempts: number }>`
    update notices.webhook_delivery d set state = 'sending', attempts = d.attempts + 1, tried_at = ${now}, next_at = ${now}::timestamptz + interval '2 minutes'
    from notices.webhook w where w.id = d.webhook_id and d.id = (select x.id from notices.webhook_delivery x join notices.webhook v on v.id = x.webhook_id and v.active
      where x.state in ('queued', 'sending') and x.next_at <= ${now} order by x.next_at, x.id limit 1 for update of x skip locked)
    returning d.id, d.webhook_id, w.url, w.secret, d.message_id, d.payload, d.attempts`.execute(q(tx))
  const row = rows[0]
  return row && { id: row.id, webhookId: row.webhook_id, url: row.url, secret: row.secret, messageId: row.message_id, payload: row.payload, attempts: row.attempts }
}

/** `uncounted`: it was no attempt. @param failuresToPause messages given up in a row after which nobody is there. */
export async function settleHook(tx: Tx, due: DueHook, result: { state: 'sent' | 'queued' | 'failed'; status: number | null; problem: string; nextAt: Date; uncounted?: boolean }, failuresToPause: number): Promise<void> {
  await q(tx).updateTable('notices.webhook_delivery').set({ state: result.state, status: result.status, problem: result.problem, next_at: result.nextAt, attempts: due.attempts - (result.uncounted ? 1 : 0) }).where('id', '=', due.id).execute()
  if (result.state === 'queued') return
  await sql`update notices.webhook set failures = ${result.state === 'sent' ? sql`0` : sql`failures + 1`}, active = active and (${result.state === 'sent'} or failures + 1 < ${failuresToPause}) where id = ${due.webhookId}`.execute(q(tx))
}

/** For a new key of the centre. */
export const sealedSecrets: readonly SealedThings[] = [{
  kind: 'texts', id: 'notices.secrets', byRealm: true,
  list: async (tx) => (await sql<{ name: string; sealed: string }>`select id::text as name, secret as sealed from notices.webhook where starts_with(secret, ${SEALED}) order by id`.execute(q(tx))).rows,
  replace: (tx, { name, sealed }, fresh) => replaceSecret(tx, name, sealed, fresh),
}]
