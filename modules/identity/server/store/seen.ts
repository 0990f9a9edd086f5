/** People behind entries of the audit log. */
import type { Pool } from 'pg'
import type { Membership } from '../../contract.ts'

/** Ids of those who hold, or held until a day that is past, a role for this body. */
export async function ownPeople(pool: Pool, partyId: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>('select distinct user_id::text as id from identity.membership where party_id = $1', [partyId])
  return rows.map(({ id }) => id)
}

export async function whoAre(pool: Pool, ids: readonly string[]): Promise<ReadonlyMap<string, { name: string; memberships: readonly Membership[] }>> {
  const { rows } = await pool.query<{ id: string; name: string; memberships: Membership[] }>(
    `select u.id::text, u.name, coalesce((select jsonb_agg(jsonb_build_object('role', m.role, 'partyId', m.party_id)) from identity.membership m where m.user_id = u.id), '[]') as memberships
     from identity."user" u where u.id::text = any ($1)`, [[...new Set(ids)]])
  return new Map(rows.map(({ id, ...rest }) => [id, rest]))
}
