/** Rows of sign-in whose day is over. Under the role of sign-in: the application's cannot see them. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { Ask, Due } from '#platform/retention.ts'

const of = (tx: Tx) => own<'identity'>(tx)
const ids = (due: readonly Due[]) => due.map((one) => one.id)
const locked = ({ lock }: Ask) => (lock ? sql`for update skip locked` : sql``)

export async function endedSessions(tx: Tx, ask: Ask): Promise<Due[]> {
  return (await sql<Due>`select id::text, "expiresAt" as at from identity.session where "expiresAt" <= ${ask.before} order by "expiresAt", id limit ${ask.limit} ${locked(ask)}`.execute(of(tx))).rows
}
export async function deleteSessions(tx: Tx, due: readonly Due[]): Promise<void> {
  await sql`delete from identity.session where id = any (${ids(due)}::uuid[])`.execute(of(tx))
}

/** Used ones too: that they were used stands in the audit log. */
export async function endedInvitations(tx: Tx, ask: Ask): Promise<Due[]> {
  return (await sql<Due>`select id::text, expires_at as at from identity.invitation where expires_at <= ${ask.before} order by expires_at, id limit ${ask.limit} ${locked(ask)}`.execute(of(tx))).rows
}
export async function deleteInvitations(tx: Tx, due: readonly Due[]): Promise<void> {
  await sql`delete from identity.invitation where id = any (${ids(due)}::uuid[])`.execute(of(tx))
}

export async function endedTokens(tx: Tx, ask: Ask): Promise<Due[]> {
  const end = sql`least(coalesce(revoked_at, expires_at), expires_at)`
  return (await sql<Due>`select id::text, ${end} as at from identity.api_token where ${end} <= ${ask.before} order by ${end}, id limit ${ask.limit} ${locked(ask)}`.execute(of(tx))).rows
}
export async function deleteTokens(tx: Tx, due: readonly Due[]): Promise<void> {
  await sql`delete from identity.api_token where id = any (${ids(due)}::uuid[])`.execute(of(tx))
}
