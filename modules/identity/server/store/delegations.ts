/** SQL of roles that are lent. */
import { sql } from 'kysely'
import type { Role } from '#platform/contract/index.ts'
import { own, type Tx } from '#platform/db/index.ts'
import type { Membership } from '../../contract.ts'
import { asMembership, holds } from './held.ts'

const of = (tx: Tx) => own<'identity'>(tx)

export type Own = { readonly role: Role; readonly partyId: string | null; readonly validUntil: Date | null }
/** What a person holds outright, locked: a role that is being taken away is not lent in the same moment. */
export async function ownRoles(tx: Tx, userId: string, now: Date): Promise<readonly Own[]> {
  return (await sql<Own>`select role, party_id as "partyId", valid_until as "validUntil" from identity.membership
    where user_id = ${userId} and delegated_by is null and emergency_id is null and (valid_until is null or valid_until > ${now}) order by role, party_id for update`.execute(of(tx))).rows
}

export type Colleague = { readonly id: string; readonly name: string; readonly memberships: readonly Membership[] }
/** People who hold something at one of these parties or on the centre's side, with all that they hold; `except` is who asks. */
export async function possibleColleagues(tx: Tx, parties: readonly string[], centre: boolean, except: string, now: Date): Promise<readonly Colleague[]> {
  const at = `{${parties.join(',')}}`
  return (await sql<Colleague>`select u.id, u.name, jsonb_agg(${sql.raw(asMembership)}) as memberships from identity."user" u join identity.membership m on m.user_id = u.id
    where u.id <> ${except} and (m.valid_until is null or m.valid_until > ${now})
      and exists (select 1 from identity.membership h where h.user_id = u.id and h.delegated_by is null and (h.valid_until is null or h.valid_until > ${now}) and (h.party_id = any (${at}::uuid[]) or (${centre} and h.role in ('coordinator', 'analyst', 'researcher', 'liaison'))))
    group by u.id, u.name order by lower(u.name), u.id limit 500`.execute(of(tx))).rows
}

export type Lent = { readonly id: string; readonly role: Role; readonly partyId: string | null; readonly until: Date; readonly from: string; readonly fromName: string; readonly to: string; readonly toName: string; readonly counts: boolean }
/** What this person lends and is lent, and is not over. */
export async function lentBy(tx: Tx, userId: string, now: Date): Promise<readonly Lent[]> {
  return (await sql<Lent>`select m.id, m.role, m.party_id as "partyId", m.valid_until as until, m.delegated_by as "from", g.name as "fromName", m.user_id as "to", r.name as "toName", (${sql.raw(holds(`'${now.toISOString()}'::timestamptz`))}) as counts
    from identity.membership m join identity."user" g on g.id = m.delegated_by join identity."user" r on r.id = m.user_id
    where m.delegated_by is not null and ${userId}::uuid in (m.delegated_by, m.user_id) and m.valid_until > ${now} order by m.valid_until, m.id`.execute(of(tx))).rows
}

/** Undefined when this person holds the role already, of their own or lent by somebody else; what is over makes room. */
export async function lend(tx: Tx, lent: { from: string; to: string; role: Role; partyId: string | null; until: Date; at: Date }): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`insert into identity.membership as m (user_id, role, party_id, valid_until, granted_by, granted_at, delegated_by)
    values (${lent.to}, ${lent.role}, ${lent.partyId}, ${lent.until}, ${lent.from}, ${lent.at}, ${lent.from})
    on conflict (user_id, role, party_id) do update set valid_until = excluded.valid_until, granted_by = excluded.granted_by, granted_at = excluded.granted_at, delegated_by = excluded.delegated_by
      where m.valid_until <= ${lent.at} or m.delegated_by = excluded.delegated_by
    returning id`.execute(of(tx))
  return rows[0]?.id
}

export async function takeBack(tx: Tx, id: string, from: string): Promise<{ to: string; role: Role; partyId: string | null } | undefined> {
  const { rows } = await sql<{ to: string; role: Role; partyId: string | null }>`delete from identity.membership where id = ${id} and delegated_by = ${from} returning user_id as "to", role, party_id as "partyId"`.execute(of(tx))
  return rows[0]
}
