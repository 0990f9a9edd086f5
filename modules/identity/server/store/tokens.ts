/** SQL of the keys for programs. */
import { sql } from 'kysely'
import type pg from 'pg'
import { own, type Tx } from '#platform/db/index.ts'
import type { Membership } from '../../contract.ts'
import { heldBy } from './held.ts'

const of = (tx: Tx) => own<'identity'>(tx)

export type Carried = {
  readonly tokenId: string; readonly scopes: readonly string[]; readonly calls: number
  readonly id: string; readonly name: string; readonly memberships: readonly Membership[]; readonly required: boolean; readonly enrolled: boolean; readonly code: boolean; readonly proven: boolean
}
/**
 * Who stands behind a key that still holds, and how often it was used this minute: one round trip, which counts and reads. A lost count is
 * no harm, so the call does not wait for the disk.
 */
export async function personByToken(pool: pg.Pool, tokenHash: string, now: Date): Promise<Carried | undefined> {
  const { rows } = await pool.query<Carried>({
    name: 'identity.token',
    text: `with light as (select set_config('synchronous_commit', 'off', true)),
      used as (update identity.api_token t set last_used_at = $2, minute = date_trunc('minute', $2::timestamptz),
          calls = case when t.minute = date_trunc('minute', $2::timestamptz) then t.calls + 1 else 1 end
        from light where t.token_hash = $1 and t.revoked_at is null and t.expires_at > $2 returning t.id, t.user_id, t.scopes, t.strong, t.vouched, t.calls)
      select k.id as "tokenId", k.scopes, k.calls, u.id, u.name, k.strong as proven,
        ${heldBy('$2')} as memberships,
        coalesce((select p.second_factor from identity.policy p), true) as required, coalesce(u."twoFactorEnabled", false) as code,
        coalesce(u."twoFactorEnabled", false) or exists (select 1 from identity.passkey p where p."userId" = u.id) or k.vouched as enrolled
      from used k join identity."user" u on u.id = k.user_id`,
    values: [tokenHash, now],
  })
  return rows[0]
}

export type KeptToken = { readonly id: string; readonly name: string; readonly scopes: readonly string[]; readonly madeAt: Date; readonly expiresAt: Date; readonly revokedAt: Date | null; readonly lastUsedAt: Date | null }
export async function tokensOf(tx: Tx, userId: string): Promise<readonly KeptToken[]> {
  return (await sql<KeptToken>`select id, name, scopes, made_at as "madeAt", expires_at as "expiresAt", revoked_at as "revokedAt", last_used_at as "lastUsedAt"
    from identity.api_token where user_id = ${userId} order by revoked_at is not null, made_at desc, id`.execute(of(tx))).rows
}

export async function liveTokens(tx: Tx, userId: string, now: Date): Promise<number> {
  await sql`select 1 from identity."user" where id = ${userId} for update`.execute(of(tx)) // two made at once must not both be the last
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from identity.api_token where user_id = ${userId} and revoked_at is null and expires_at > ${now}`.execute(of(tx))
  return rows[0]!.n
}

export async function saveToken(tx: Tx, token: { userId: string; name: string; tokenHash: string; scopes: readonly string[]; strong: boolean; vouched: boolean; at: Date; expiresAt: Date }): Promise<string> {
  const { id } = await of(tx).insertInto('identity.api_token').values({
    user_id: token.userId, name: token.name, token_hash: token.tokenHash, scopes: [...token.scopes], strong: token.strong, vouched: token.vouched, made_at: token.at, expires_at: token.expiresAt,
  }).returning('id').executeTakeFirstOrThrow()
  return id
}

/** False when it is another's, was never, or has ended already. */
export async function endToken(tx: Tx, id: string, userId: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await of(tx).updateTable('identity.api_token').set({ revoked_at: at }).where('id', '=', id).where('user_id', '=', userId).where('revoked_at', 'is', null).executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Ids of those that were still good. */
export async function endTokens(tx: Tx, userId: string, at: Date): Promise<string[]> {
  const rows = await of(tx).updateTable('identity.api_token').set({ revoked_at: at }).where('user_id', '=', userId).where('revoked_at', 'is', null).where('expires_at', '>', at).returning('id').execute()
  return rows.map(({ id }) => id)
}
