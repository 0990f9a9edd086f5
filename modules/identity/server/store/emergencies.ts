/** SQL of emergency accesses. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'

const of = (tx: Tx) => own<'identity'>(tx)
type Role = 'coordinator' | 'analyst'

export type Kept = {
  readonly id: string; readonly personId: string; readonly person: string; readonly role: Role; readonly reason: string; readonly givenById: string | null; readonly givenBy: string | null; readonly givenAt: Date; readonly until: Date
  readonly running: boolean; readonly closedBy: string | null; readonly closedAt: Date | null; readonly remark: string
}
const columns = (now: Date) => sql`e.id, e.user_id as "personId", u.name as person, e.role, e.reason, e.given_by as "givenById", g.name as "givenBy", e.given_at as "givenAt", e.until, c.name as "closedBy", e.closed_at as "closedAt", e.remark,
  exists (select 1 from identity.membership m where m.emergency_id = e.id and m.valid_until > ${now}) as running
  from identity.emergency e join identity."user" u on u.id = e.user_id left join identity."user" g on g.id = e.given_by left join identity."user" c on c.id = e.closed_by`

export async function listEmergencies(tx: Tx, now: Date): Promise<readonly Kept[]> {
  return (await sql<Kept>`(select ${columns(now)} where e.closed_at is null order by e.given_at desc limit 200) union all (select ${columns(now)} where e.closed_at is not null order by e.closed_at desc limit 20)`.execute(of(tx))).rows
}
export async function findEmergency(tx: Tx, id: string, now: Date, lock = false): Promise<Kept | undefined> {
  return (await sql<Kept>`select ${columns(now)} where e.id = ${id} ${lock ? sql`for update of e` : sql``}`.execute(of(tx))).rows[0]
}

/** Undefined when this person holds the role already. */
export async function saveEmergency(tx: Tx, one: { personId: string; role: Role; reason: string; givenBy: string | null; at: Date; until: Date }): Promise<string | undefined> {
  const { id } = await of(tx).insertInto('identity.emergency').values({ user_id: one.personId, role: one.role, reason: one.reason, given_by: one.givenBy, given_at: one.at, until: one.until }).returning('id').executeTakeFirstOrThrow()
  const { rows } = await sql`insert into identity.membership as m (user_id, role, party_id, valid_until, granted_by, granted_at, emergency_id) values (${one.personId}, ${one.role}, null, ${one.until}, ${one.givenBy ?? 'server'}, ${one.at}, ${id})
    on conflict (user_id, role, party_id) do update set valid_until = excluded.valid_until, granted_by = excluded.granted_by, granted_at = excluded.granted_at, emergency_id = excluded.emergency_id, delegated_by = null where m.valid_until <= ${one.at}
    returning 1`.execute(of(tx))
  if (rows.length > 0) return id
  await of(tx).deleteFrom('identity.emergency').where('id', '=', id).execute()
  return undefined
}

export async function closeEmergency(tx: Tx, id: string, by: string, remark: string, at: Date): Promise<void> {
  await of(tx).deleteFrom('identity.membership').where('emergency_id', '=', id).execute()
  await of(tx).updateTable('identity.emergency').set({ closed_by: by, closed_at: at, remark }).where('id', '=', id).execute()
}

export type Untold = { readonly id: string; readonly person: string; readonly role: Role; readonly reason: string; readonly givenBy: string | null; readonly until: Date; readonly to: readonly string[] }
/** Those of which the coordinators have not been told, with the addresses of everybody who holds that role outright. */
export async function untold(tx: Tx, now: Date): Promise<readonly Untold[]> {
  return (await sql<Untold>`select e.id, u.name as person, e.role, e.reason, g.name as "givenBy", e.until,
      (select coalesce(array_agg(distinct k.email order by k.email), '{}') from identity.membership m join identity."user" k on k.id = m.user_id where m.role = 'coordinator' and m.emergency_id is null and (m.valid_until is null or m.valid_until > ${now})) as "to"
    from identity.emergency e join identity."user" u on u.id = e.user_id left join identity."user" g on g.id = e.given_by where e.told_at is null order by e.given_at limit 50`.execute(of(tx))).rows
}
export async function markTold(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length > 0) await of(tx).updateTable('identity.emergency').set({ told_at: at }).where('id', 'in', [...ids]).execute()
}
