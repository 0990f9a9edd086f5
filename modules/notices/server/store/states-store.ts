/** Public states of services, what waits to become public, and the page of a body. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { SaidState } from '../../contract.ts'

const q = own<'notices'>
const HOUR_MS = 3_600_000

export type PublicRow = { partyId: string; name: string; serviceId: string | null; noticeId: string | null; state: SaidState; since: Date | null; confirmedAt: Date; nextUpdateAt: Date | null; staleAt: Date; updatedAt: Date }
export type Claim = { name: string; serviceId: string | null; state: SaidState; since: Date | null; nextUpdateAt: Date | null; source: 'case' | 'person'; proposedAt: Date; saidBy: string | null; saidName: string; saidAt: Date | null }
export type NewState = { name: string; serviceId: string | null; noticeId: string | null; state: SaidState; since: Date | null; confirmedAt: Date; nextUpdateAt: Date | null; staleAt: Date }

/** @param partyId of one body; all that are public when absent. */
export const publicStates = (tx: Tx, partyId?: string): Promise<PublicRow[]> => publicStatesOf(tx, partyId === undefined ? undefined : [partyId])

export async function publicStatesOf(tx: Tx, partyIds?: readonly string[]): Promise<PublicRow[]> {
  const query = q(tx).selectFrom('notices.service_state').selectAll().orderBy('party_id').orderBy('name')
  const rows = await (partyIds ? query.where('party_id', '=', sql<string>`any(${[...partyIds]}::uuid[])`) : query).execute()
  return rows.map((row) => ({ partyId: row.party_id, name: row.name, serviceId: row.service_id, noticeId: row.notice_id, state: row.state as SaidState, since: row.since, confirmedAt: row.confirmed_at, nextUpdateAt: row.next_update_at, staleAt: row.stale_at, updatedAt: row.updated_at }))
}

/** Writes public states and their periods: the last period of a service is drawn longer while its state is the same, else ends now. */
export async function putStates(tx: Tx, partyId: string, now: Date, states: readonly NewState[]): Promise<void> {
  if (states.length === 0) return
  const rows = JSON.stringify(states)
  const columns = sql`as s(name text, "serviceId" uuid, "noticeId" uuid, state text, since timestamptz, "confirmedAt" timestamptz, "nextUpdateAt" timestamptz, "staleAt" timestamptz)`
  await sql`update notices.service_period p set until_at = case when p.state = s.state then greatest(p.until_at, s."staleAt") else least(p.until_at, greatest(p.from_at, coalesce(s.since, ${now}))) end
    from jsonb_to_recordset(${rows}::jsonb) ${columns} where p.party_id = ${partyId} and p.name = s.name and p.until_at > ${now}`.execute(q(tx))
  await sql`insert into notices.service_period (realm, party_id, name, state, from_at, until_at)
    select 'live', ${partyId}, s.name, s.state, least(coalesce(s.since, s."confirmedAt"), s."confirmedAt"), s."staleAt" from jsonb_to_recordset(${rows}::jsonb) ${columns}
    where not exists (select 1 from notices.service_period p where p.party_id = ${partyId} and p.name = s.name and p.state = s.state and p.until_at > ${now})`.execute(q(tx))
  await sql`insert into notices.service_state (party_id, name, realm, service_id, notice_id, state, since, confirmed_at, next_update_at, stale_at, updated_at)
    select ${partyId}, s.name, 'live', s."serviceId", s."noticeId", s.state, s.since, s."confirmedAt", s."nextUpdateAt", s."staleAt", ${now} from jsonb_to_recordset(${rows}::jsonb) ${columns}
    on conflict (party_id, name) do update set service_id = excluded.service_id, notice_id = coalesce(excluded.notice_id, notices.service_state.notice_id), state = excluded.state, since = excluded.since,
      confirmed_at = excluded.confirmed_at, next_update_at = excluded.next_update_at, stale_at = excluded.stale_at, stale_told = false, updated_at = excluded.updated_at`.execute(q(tx))
}

/** "Still so": the state stands, the word is fresh. */
export async function dropStatesOfNotice(tx: Tx, noticeId: string, now: Date, keep: readonly string[] = []): Promise<void> {
  const { rows } = await sql<{ party_id: string; name: string }>`delete from notices.service_state where notice_id = ${noticeId} and not (name = any(${[...keep]}::text[])) returning party_id, name`.execute(q(tx))
  for (const row of rows) {
    await q(tx).updateTable('notices.service_period').set({ until_at: now }).where('party_id', '=', row.party_id).where('name', '=', row.name).where('until_at', '>', now).execute()
  }
}

export async function claimsOf(tx: Tx, partyId: string, lock = false): Promise<Claim[]> {
  const query = q(tx).selectFrom('notices.service_claim').selectAll().where('party_id', '=', partyId).orderBy('name')
  const rows = await (lock ? query.forUpdate() : query).execute()
  return rows.map((row) => ({ name: row.name, serviceId: row.service_id, state: row.state as SaidState, since: row.since, nextUpdateAt: row.next_update_at, source: row.source as Claim['source'], proposedAt: row.proposed_at, saidBy: row.said_by, saidName: row.said_name, saidAt: row.said_at }))
}

export type NewClaim = Pick<Claim, 'name' | 'serviceId' | 'state' | 'since' | 'nextUpdateAt'>
/** A proposal never replaces what a person has said. */
export async function propose(tx: Tx, realm: string, partyId: string, now: Date, claims: readonly NewClaim[]): Promise<void> {
  if (claims.length === 0) return
  await sql`insert into notices.service_claim as c (realm, party_id, name, service_id, state, since, next_update_at, source, proposed_at)
    select ${realm}, ${partyId}, s.name, s."serviceId", s.state, s.since, s."nextUpdateAt", 'case', ${now}
    from jsonb_to_recordset(${JSON.stringify(claims)}::jsonb) as s(name text, "serviceId" uuid, state text, since timestamptz, "nextUpdateAt" timestamptz)
    on conflict (realm, party_id, name) do update set state = excluded.state, since = excluded.since, next_update_at = excluded.next_update_at, proposed_at = excluded.proposed_at
    where c.source = 'case'`.execute(q(tx))
}

export async function say(tx: Tx, realm: string, partyId: string, now: Date, by: { id: string; name: string }, claims: readonly NewClaim[]): Promise<void> {
  if (claims.length === 0) return
  await sql`insert into notices.service_claim (realm, party_id, name, service_id, state, since, next_update_at, source, proposed_at, said_by, said_name, said_at)
    select ${realm}, ${partyId}, s.name, s."serviceId", s.state, s.since, s."nextUpdateAt", 'person', ${now}, ${by.id}, ${by.name}, ${now}
    from jsonb_to_recordset(${JSON.stringify(claims)}::jsonb) as s(name text, "serviceId" uuid, state text, since timestamptz, "nextUpdateAt" timestamptz)
    on conflict (realm, party_id, name) do update set service_id = excluded.service_id, state = excluded.state, since = excluded.since, next_update_at = excluded.next_update_at, source = 'person',
      proposed_at = excluded.proposed_at, said_by = excluded.said_by, said_name = excluded.said_name, said_at = excluded.said_at`.execute(q(tx))
}

export async function dropClaims(tx: Tx, realm: string, partyId: string, names?: readonly string[]): Promise<void> {
  const query = q(tx).deleteFrom('notices.service_claim').where('realm', '=', realm).where('party_id', '=', partyId)
  await (names ? query.where('name', '=', sql<string>`any(${[...names]}::text[])`) : query.where('source', '=', 'case')).execute()
}

export type BodyPage = { partyId: string; slug: string; name: string; contact: string[]; site: string | null; appearedAt: Date | null; updatedAt: Date; mailedAt: Date | null }
export async function bodyPage(tx: Tx, by: { partyId: string } | { slug: string }, lock = false): Promise<BodyPage | undefined> {
  const query = q(tx).selectFrom('notices.body_page').selectAll()
  const asked = 'slug' in by ? query.where('slug', '=', by.slug) : query.where('party_id', '=', by.partyId)
  const row = await (lock ? asked.forUpdate() : asked).executeTakeFirst()
  return row && bodyOf(row)
}
export async function bodyPages(tx: Tx): Promise<BodyPage[]> {
  return (await q(tx).selectFrom('notices.body_page').selectAll().where('appeared_at', 'is not', null).orderBy('name').execute()).map(bodyOf)
}
export async function bodyPagesOf(tx: Tx, partyIds: readonly string[]): Promise<BodyPage[]> {
  return (await q(tx).selectFrom('notices.body_page').selectAll().where('party_id', '=', sql<string>`any(${[...partyIds]}::uuid[])`).execute()).map(bodyOf)
}
type BodyRow = { party_id: string; slug: string; name: string; contact: string[]; site: string | null; appeared_at: Date | null; updated_at: Date; mailed_at: Date | null }
const bodyOf = (row: BodyRow): BodyPage => ({ partyId: row.party_id, slug: row.slug, name: row.name, contact: row.contact, site: row.site, appearedAt: row.appeared_at, updatedAt: row.updated_at, mailedAt: row.mailed_at })

/** The body is public from now; who follows it is written to now, or when the hour since the last mail is over. */
export async function touchBody(tx: Tx, page: { partyId: string; slug: string; name: string }, now: Date): Promise<void> {
  await sql`insert into notices.body_page as b (party_id, realm, slug, name, appeared_at, updated_at, mail_due_at) values (${page.partyId}, 'live', ${page.slug}, ${page.name}, ${now}, ${now}, ${now})
    on conflict (party_id) do update set name = excluded.name, appeared_at = coalesce(b.appeared_at, excluded.appeared_at), updated_at = excluded.updated_at,
      mail_due_at = coalesce(b.mail_due_at, greatest(excluded.updated_at, b.mailed_at + ${HOUR_MS / 1000} * interval '1 second'))`.execute(q(tx))
}

export async function changeBody(tx: Tx, partyId: string, change: { contact: readonly string[]; site: string | null }, now: Date): Promise<boolean> {
  const done = await q(tx).updateTable('notices.body_page').set({ contact: [...change.contact], site: change.site, updated_at: now }).where('party_id', '=', partyId).returning('party_id').executeTakeFirst()
  return done !== undefined
}

/** A body of which nothing is public any more is not in public. */
export async function hideIfEmpty(tx: Tx, partyId: string): Promise<void> {
  await sql`update notices.body_page b set appeared_at = null, mail_due_at = null where b.party_id = ${partyId}
    and not exists (select 1 from notices.service_state s where s.party_id = b.party_id)
    and not exists (select 1 from notices.publication p where p.party_id = b.party_id and p.withdrawn_at is null)`.execute(q(tx))
}

/** Words that have just gone stale, and notices that have just expired: their pages say something else from now on. */
export async function tellSilence(tx: Tx, now: Date): Promise<string[]> {
  const { rows } = await sql<{ party_id: string }>`with stale as (update notices.service_state set stale_told = true where stale_at <= ${now} and not stale_told returning party_id),
    expired as (update notices.publication set expiry_told = true where expires_at <= ${now} and not expiry_told and withdrawn_at is null returning party_id)
    select party_id from stale union select party_id from expired`.execute(q(tx))
  return rows.map((row) => row.party_id)
}

export async function periodsOf(tx: Tx, partyId: string, from: Date) {
  const rows = await q(tx).selectFrom('notices.service_period').select(['name', 'state', 'from_at', 'until_at']).where('party_id', '=', partyId).where('until_at', '>', from).orderBy('from_at').limit(5000).execute()
  return rows.map((row) => ({ name: row.name, state: row.state as SaidState, from: row.from_at, until: row.until_at }))
}
