/** An account and all that hangs on it, under the role of sign-in. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import { keysOf, matchOf, type Found, type Subject, type SubjectAsk } from '#platform/db/subject.ts'
import { lockCoordinators } from '../store.ts'

const of = (tx: Tx) => own<'identity'>(tx)

export async function findAccounts(tx: Tx, subject: Subject, { now }: SubjectAsk): Promise<Found[]> {
  const { rows } = await sql<Omit<Found, 'stays'> & { coordinator: string[] }>`select 'person:' || u.id as id, u."createdAt" as at, ${matchOf(subject, { ids: 'u.id', emails: ['u.email'], names: ['u.name'] })} as by, u.email as label,
      array(select m.id::text from identity.membership m where m.user_id = u.id and m.role = 'coordinator' and m.emergency_id is null and (m.valid_until is null or m.valid_until > ${now})) as coordinator,
      jsonb_build_object('name', u.name, 'email', u.email, 'since', u."createdAt", 'secondStep', coalesce(u."twoFactorEnabled", false),
        'roles', (select coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'party', m.party_id, 'from', m.granted_at, 'until', m.valid_until) order by m.granted_at), '[]') from identity.membership m where m.user_id = u.id),
        'sessions', (select coalesce(jsonb_agg(jsonb_build_object('from', s."createdAt", 'until', s."expiresAt", 'address', s."ipAddress", 'browser', s."userAgent") order by s."createdAt"), '[]') from identity.session s where s."userId" = u.id),
        'passkeys', (select coalesce(jsonb_agg(jsonb_build_object('name', k.name, 'since', k."createdAt") order by k."createdAt"), '[]') from identity.passkey k where k."userId" = u.id),
        'keysForPrograms', (select coalesce(jsonb_agg(jsonb_build_object('name', k.name, 'scopes', k.scopes, 'since', k.made_at, 'until', k.expires_at, 'lastUsed', k.last_used_at) order by k.made_at), '[]') from identity.api_token k where k.user_id = u.id),
        'signInBy', (select coalesce(jsonb_agg(a."providerId" order by a."providerId"), '[]') from identity.account a where a."userId" = u.id),
        'invitations', (select coalesce(jsonb_agg(jsonb_build_object('from', i.created_at, 'until', i.expires_at, 'used', i.used_at) order by i.created_at), '[]') from identity.invitation i where i.user_id = u.id),
        'emergencyAccess', (select coalesce(jsonb_agg(jsonb_build_object('role', e.role, 'from', e.given_at, 'until', e.until) order by e.given_at), '[]') from identity.emergency e where e.user_id = u.id)) as data
    from identity."user" u where ${matchOf(subject, { ids: 'u.id', emails: ['u.email'], names: ['u.name'] })} is not null order by u.id`.execute(of(tx))
  if (rows.every((one) => one.coordinator.length === 0)) return rows.map(plain)
  // Locked, so that two coordinators whose accounts go at once do not both go.
  const all = await lockCoordinators(tx, now)
  return rows.map((one) => ({ ...plain(one), ...(one.coordinator.length > 0 && all.every((id) => one.coordinator.includes(id)) ? { stays: 'last_coordinator' as const } : {}) }))
}
const plain = ({ id, at, by, label, data }: Found): Found => ({ id, at, by, label, data })

/** Sessions, keys, passkeys, roles and what was lent in this person's name end with the row: the database sees to it. */
export async function deleteAccounts(tx: Tx, found: readonly Found[]): Promise<void> {
  const ids = keysOf(found)
  await sql`delete from identity.verification where value = any (${ids}::text[]) or identifier = any (${found.map((one) => one.label)}::text[])`.execute(of(tx))
  await sql`delete from identity."user" where id = any (${ids}::uuid[])`.execute(of(tx))
}
