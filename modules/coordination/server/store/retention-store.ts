/** What goes when its term is over. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { Ask, Due } from '#platform/retention.ts'

const q = (tx: Tx) => own<'coordination'>(tx)
const ids = (due: readonly Due[]) => due.map((one) => one.id.slice(one.id.indexOf(':') + 1))
const locked = (ask: Ask) => (ask.lock ? sql.raw('for update of x skip locked') : sql``)

export const dueClaims = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'claim:' || x.id as id, x.decided_at as at from coordination.claim x
  where x.realm = ${ask.realm} and x.state in ('refused', 'released') and x.decided_at <= ${ask.before} order by 2, 1 limit ${ask.limit} ${locked(ask)}`.execute(q(tx))).rows
export const deleteClaims = async (tx: Tx, due: readonly Due[]): Promise<void> => { await sql`delete from coordination.claim where id = any (${ids(due)}::uuid[])`.execute(q(tx)) }

export const dueConsents = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'consent:' || x.id as id, least(x.until_at, x.withdrawn_at) as at from coordination.consent x
  where x.realm = ${ask.realm} and least(x.until_at, x.withdrawn_at) <= ${ask.before} order by 2, 1 limit ${ask.limit} ${locked(ask)}`.execute(q(tx))).rows
export const deleteConsents = async (tx: Tx, due: readonly Due[]): Promise<void> => { await sql`delete from coordination.consent where id = any (${ids(due)}::uuid[])`.execute(q(tx)) }

export const dueShifts = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'shift:' || x.id as id, x.ends_at as at from coordination.on_call x
  where x.realm = ${ask.realm} and x.ends_at <= ${ask.before} order by 2, 1 limit ${ask.limit} ${locked(ask)}`.execute(q(tx))).rows
export const deleteShifts = async (tx: Tx, due: readonly Due[]): Promise<void> => { await sql`delete from coordination.on_call where id = any (${ids(due)}::uuid[])`.execute(q(tx)) }

export const dueCards = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'card:' || x.id as id, least(x.until_at, x.revoked_at) as at from coordination.card x
  where x.realm = ${ask.realm} and least(x.until_at, x.revoked_at) <= ${ask.before} order by 2, 1 limit ${ask.limit} ${locked(ask)}`.execute(q(tx))).rows
export const deleteCards = async (tx: Tx, due: readonly Due[]): Promise<void> => { await sql`delete from coordination.card where id = any (${ids(due)}::uuid[])`.execute(q(tx)) }

export const dueMisses = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'miss:' || x.id as id, x.at from coordination.card_miss x
  where x.realm = ${ask.realm} and x.at <= ${ask.before} order by 2, 1 limit ${ask.limit} ${locked(ask)}`.execute(q(tx))).rows
export const deleteMisses = async (tx: Tx, due: readonly Due[]): Promise<void> => { await sql`delete from coordination.card_miss where id = any (${ids(due)}::bigint[])`.execute(q(tx)) }

export const dueReferrals = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'referral:' || x.id as id, x.asked_at as at from coordination.referral x
  where x.realm = ${ask.realm} and x.asked_at <= ${ask.before}
    and not exists (select 1 from cases.on_hold h where h.case_id = x.case_id and (h.hold_until is null or h.hold_until > ${ask.now})) order by 2, 1 limit ${ask.limit} ${locked(ask)}`.execute(q(tx))).rows
/** Its names and what was weighed go with it. */
export const deleteReferrals = async (tx: Tx, due: readonly Due[]): Promise<void> => { await sql`delete from coordination.referral where id = any (${ids(due)}::uuid[])`.execute(q(tx)) }

export const dueFeeds = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'feed:' || x.token_hash as id, x.revoked_at as at from coordination.roster_feed x
  where x.realm = ${ask.realm} and x.revoked_at <= ${ask.before} order by 2, 1 limit ${ask.limit} ${locked(ask)}`.execute(q(tx))).rows
export const deleteFeeds = async (tx: Tx, due: readonly Due[]): Promise<void> => { await sql`delete from coordination.roster_feed where token_hash = any (${ids(due)}::text[])`.execute(q(tx)) }

export async function forgetRealm(tx: Tx, realm: string): Promise<void> {
  for (const table of ['claim', 'consent', 'on_call', 'reach', 'card', 'card_miss', 'profile', 'referral', 'responder', 'roster_feed']) await sql`delete from ${sql.table(`coordination.${table}`)} where realm = ${realm}`.execute(q(tx))
}
