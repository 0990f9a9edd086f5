/** SQL about people, reached through the auth role's transactions; the centre's row and sign-in have files of their own in store/. */
import { sql } from 'kysely'
import type pg from 'pg'
import type { Role } from '#platform/contract/index.ts'
import { own, type Tx } from '#platform/db/index.ts'
import type { Membership, Person } from '../contract.ts'
import { heldBy, holds } from './store/held.ts'

const of = (tx: Tx) => own<'identity'>(tx)

/** A session nobody used for this long is over, whatever its cookie says; the library ends it for good a day after it began. */
export const IDLE_HOURS = 4
/** How often a session's use is written down: idle time is measured this coarsely. */
const TOUCH_MINUTES = 5

/**
 * One round trip for each request of a signed-in person, prepared once a connection. The session's end is compared with the
 * server's time, because the library wrote it by the machine's; a membership's end with the centre's clock.
 */
export async function personBySession(pool: pg.Pool, token: string, now: Date): Promise<Person | undefined> {
  const { rows } = await pool.query<{ id: string; name: string; memberships: Membership[]; required: boolean; enrolled: boolean; code: boolean; proven: boolean; vouched: boolean; stale: boolean }>({
    name: 'identity.person',
    text: `select u.id, u.name, ${heldBy('$2')} as memberships,
        coalesce((select p.second_factor from identity.policy p), true) as required, coalesce(s.strong, false) as proven,
        coalesce(u."twoFactorEnabled", false) as code, coalesce(u."twoFactorEnabled", false) or exists (select 1 from identity.passkey k where k."userId" = u.id) or coalesce(s.vouched, false) as enrolled, coalesce(s.vouched, false) as vouched,
        s."updatedAt" < now() - make_interval(mins => ${TOUCH_MINUTES}) as stale
      from identity.session s join identity."user" u on u.id = s."userId"
      where s.token = $1 and s."expiresAt" > now() and s."updatedAt" > now() - make_interval(hours => ${IDLE_HOURS})`,
    values: [token, now],
  })
  if (!rows[0]) {
    // Gone for the library as well, which knows nothing of idleness.
    await pool.query('delete from identity.session where token = $1 and "updatedAt" <= now() - make_interval(hours => $2)', [token, IDLE_HOURS])
    return undefined
  }
  const { id, name, memberships, required, enrolled, code, proven, vouched, stale } = rows[0]
  if (stale) await pool.query('update identity.session set "updatedAt" = now() where token = $1', [token])
  return { id, name, memberships, secondFactor: { required, enrolled, code, proven, vouched } }
}

export async function namesOf(pool: pg.Pool, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ id: string; name: string }>('select id::text, name from identity."user" where id = any($1::uuid[])', [ids])
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Who has accepted an invitation, or came by single sign-on: an address that nobody has answered for is not written to. */
export async function peopleOf(pool: pg.Pool, partyIds: readonly string[], now: Date): Promise<{ id: string; name: string; email: string; partyId: string; role: Role }[]> {
  const { rows } = await pool.query<{ id: string; name: string; email: string; partyId: string; role: Role }>(
    `select u.id::text as id, u.name, u.email, m.party_id as "partyId", m.role from identity.membership m join identity."user" u on u.id = m.user_id
     where m.party_id = any($1::uuid[]) and ${holds('$2')}
       and (exists (select 1 from identity.account a where a."userId" = u.id and (a.password is not null or a."providerId" = 'sso')) or exists (select 1 from identity.passkey k where k."userId" = u.id))
     order by u.email, m.role`, [partyIds, now])
  return rows
}

export type Profile = { readonly name: string; readonly email: string; readonly twoFactor: boolean; readonly passkeys: number }
export async function profile(pool: pg.Pool, id: string): Promise<Profile | undefined> {
  const { rows } = await pool.query<Profile>(
    `select name, email, coalesce("twoFactorEnabled", false) as "twoFactor", (select count(*)::int from identity.passkey p where p."userId" = u.id) as passkeys from identity."user" u where id = $1`, [id])
  return rows[0]
}

export async function personIdByEmail(pool: pg.Pool, email: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ id: string }>('select id from identity."user" where email = $1', [email])
  return rows[0]?.id
}

/** Adds the person, or with `replace` renames the one who has the address. Undefined when the address is taken. */
export async function savePerson(tx: Tx, person: { name: string; email: string }, at: Date, replace = false): Promise<string | undefined> {
  const row = await of(tx).insertInto('identity.user').values({ name: person.name, email: person.email, emailVerified: false, createdAt: at, updatedAt: at })
    .onConflict((conflict) => replace ? conflict.column('email').doUpdateSet({ name: person.name, updatedAt: at }) : conflict.column('email').doNothing())
    .returning('id').executeTakeFirst()
  return row?.id
}

export async function findByEmail(tx: Tx, email: string): Promise<{ id: string; name: string } | undefined> {
  return of(tx).selectFrom('identity.user').select(['id', 'name']).where('email', '=', email).executeTakeFirst()
}

export async function exists(tx: Tx, id: string): Promise<boolean> {
  return (await of(tx).selectFrom('identity.user').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}

/** Sets or replaces the password and ends the sessions that the old one had opened. */
export async function savePassword(tx: Tx, userId: string, hash: string, at: Date): Promise<void> {
  await sql`insert into identity.account ("accountId", "providerId", "userId", password, "createdAt", "updatedAt") values (${userId}, 'credential', ${userId}, ${hash}, ${at}, ${at})
    on conflict ("userId") where "providerId" = 'credential' do update set password = excluded.password, "updatedAt" = excluded."updatedAt"`.execute(of(tx))
  await endSessions(tx, userId)
}

export async function endSessions(tx: Tx, userId: string): Promise<void> {
  await of(tx).deleteFrom('identity.session').where('userId', '=', userId).execute()
}

export async function rename(tx: Tx, userId: string, name: string, at: Date): Promise<void> {
  await of(tx).updateTable('identity.user').set({ name, updatedAt: at }).where('id', '=', userId).execute()
}

export type Grant = Membership & { readonly validUntil?: Date | null }
/** A role given again keeps its row and takes the new end. Ids in the order given. */
export async function saveMemberships(tx: Tx, userId: string, grants: readonly Grant[], grantedBy: string, at: Date): Promise<string[]> {
  const rows = grants.map(({ role, partyId, validUntil }) => ({ role, party_id: partyId, valid_until: validUntil ?? null }))
  const saved = await sql<{ id: string; role: Role; party_id: string | null }>`insert into identity.membership (user_id, role, party_id, valid_until, granted_by, granted_at)
    select ${userId}, g.role, g.party_id, max(g.valid_until), ${grantedBy}, ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(role text, party_id uuid, valid_until timestamptz) group by g.role, g.party_id
    on conflict (user_id, role, party_id) do update set valid_until = excluded.valid_until, granted_by = excluded.granted_by, granted_at = excluded.granted_at, delegated_by = null, emergency_id = null
    returning id, role, party_id`.execute(of(tx))
  return grants.map(({ role, partyId }) => saved.rows.find((row) => row.role === role && row.party_id === partyId)!.id)
}

export type Held = Membership & { readonly id: string; readonly userId: string }
export async function lockMembership(tx: Tx, id: string): Promise<Held | undefined> {
  const row = await of(tx).selectFrom('identity.membership').select(['id', 'user_id', 'role', 'party_id']).where('id', '=', id).forUpdate().executeTakeFirst()
  return row && { id: row.id, userId: row.user_id, role: row.role as Role, partyId: row.party_id }
}

/** Every coordinator whose role still holds and is not one of some hours, locked: two coordinators who revoke each other at once must not both succeed. */
export async function lockCoordinators(tx: Tx, now: Date): Promise<string[]> {
  const rows = await of(tx).selectFrom('identity.membership').select('id').where('role', '=', 'coordinator').where('emergency_id', 'is', null)
    .where((where) => where.or([where('valid_until', 'is', null), where('valid_until', '>', now)])).orderBy('id').forUpdate().execute()
  return rows.map((row) => row.id)
}

export async function deleteMembership(tx: Tx, id: string): Promise<void> {
  await of(tx).deleteFrom('identity.membership').where('id', '=', id).execute()
}

/** Codes and passkeys: what was lost may be either, and one that stays would keep its owner out under the rule of the second step. */
export async function forgetSecondFactor(tx: Tx, userId: string, at: Date): Promise<void> {
  await of(tx).deleteFrom('identity.twoFactor').where('userId', '=', userId).execute()
  await of(tx).deleteFrom('identity.passkey').where('userId', '=', userId).execute()
  // Devices that were trusted in place of a code: a lost one would go on counting as its own second step.
  await sql`delete from identity.verification where value = ${userId} and identifier like 'trust-device-%'`.execute(of(tx))
  await of(tx).updateTable('identity.user').set({ twoFactorEnabled: false, updatedAt: at }).where('id', '=', userId).execute()
}

export type Listed = {
  readonly id: string; readonly name: string; readonly email: string; readonly twoFactor: boolean; readonly passkeys: number; readonly hasPassword: boolean; readonly linkUntil: Date | null
  readonly memberships: readonly { id: string; role: Role; partyId: string | null; validUntil: string | null; grantedAt: string; lentBy: string | null }[]
}
/** `parties` undefined: everyone. Otherwise the people of those parties, and of their memberships only those there. */
export async function listPeople(tx: Tx, filter: { text: string; parties: readonly string[] | undefined; limit: number; offset: number }): Promise<{ total: number; people: Listed[] }> {
  const parties = filter.parties ? `{${filter.parties.join(',')}}` : null
  const text = `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`
  const people = sql`from identity."user" u where (${filter.text} = '' or u.name ilike ${text} or u.email ilike ${text})
    and (${parties}::uuid[] is null or exists (select 1 from identity.membership m where m.user_id = u.id and m.party_id = any (${parties}::uuid[])))`
  const [count, page] = [
    await sql<{ total: number }>`select count(*)::int as total ${people}`.execute(of(tx)),
    await sql<Listed>`select u.id, u.name, u.email, coalesce(u."twoFactorEnabled", false) as "twoFactor",
        (select count(*)::int from identity.passkey p where p."userId" = u.id) as passkeys,
        exists (select 1 from identity.account a where a."userId" = u.id and (a.password is not null or a."providerId" = 'sso')) as "hasPassword",
        (select max(i.expires_at) from identity.invitation i where i.user_id = u.id and i.used_at is null) as "linkUntil",
        coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'role', m.role, 'partyId', m.party_id, 'validUntil', m.valid_until, 'grantedAt', m.granted_at, 'lentBy', (select l.name from identity."user" l where l.id = m.delegated_by)) order by m.role, m.granted_at)
          from identity.membership m where m.user_id = u.id and (${parties}::uuid[] is null or m.party_id = any (${parties}::uuid[]))), '[]') as memberships
      ${people} order by lower(u.name), u.id limit ${filter.limit} offset ${filter.offset}`.execute(of(tx)),
  ]
  return { total: count.rows[0]!.total, people: page.rows }
}

/** The earlier links of this person stop working. */
export async function saveInvitation(tx: Tx, invitation: { userId: string; tokenHash: string; by: string; at: Date; expiresAt: Date }): Promise<void> {
  await of(tx).deleteFrom('identity.invitation').where('user_id', '=', invitation.userId).where('used_at', 'is', null).execute()
  await of(tx).insertInto('identity.invitation').values({
    user_id: invitation.userId, token_hash: invitation.tokenHash, created_by: invitation.by, created_at: invitation.at, expires_at: invitation.expiresAt,
  }).execute()
}

export type Invitation = { readonly id: string; readonly userId: string; readonly name: string; readonly email: string; readonly expiresAt: Date }
/** The unused invitation behind a token, locked until the transaction ends. */
export async function lockInvitation(tx: Tx, tokenHash: string, now: Date): Promise<Invitation | undefined> {
  const { rows } = await sql<Invitation>`select i.id, i.user_id as "userId", u.name, u.email, i.expires_at as "expiresAt"
    from identity.invitation i join identity."user" u on u.id = i.user_id where i.token_hash = ${tokenHash} and i.used_at is null and i.expires_at > ${now} for update of i`.execute(of(tx))
  return rows[0]
}

export async function useInvitation(tx: Tx, id: string, at: Date): Promise<void> {
  await of(tx).updateTable('identity.invitation').set({ used_at: at }).where('id', '=', id).execute()
}

export async function holdsOneOf(tx: Tx, userId: string, parties: readonly string[]): Promise<boolean> {
  const { rows } = await sql`select 1 from identity.membership where user_id = ${userId} and party_id = any (${`{${parties.join(',')}}`}::uuid[]) limit 1`.execute(of(tx))
  return rows.length > 0
}

/** Whether this person could sign in today. */
export async function canSignIn(tx: Tx, userId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from identity.account where "userId" = ${userId} and (password is not null or "providerId" = 'sso') union all select 1 from identity.passkey where "userId" = ${userId} limit 1`.execute(of(tx))
  return rows.length > 0
}
