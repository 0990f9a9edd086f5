import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { DependencyItem, PartyKind } from '../../contract.ts'
import { partyLabels, serviceLabels } from '../store.ts'

type Read = {
  id: string; realm: string; version: number; party_id: string; provider_id: string; dependent_id: string; on_id: string; kind: DependencyItem['kind']; availability: DependencyItem['availability']
  group_key: string; group_k: number | null; confidentiality: boolean; integrity: boolean; autonomy_minutes: number; confidence: number; source: string; source_date: string | null
  evidence: unknown[]; state: DependencyItem['state']; decided_at: Date | null; reason: string; updated_at: Date
}
const columns = sql.raw('id, realm, version, party_id, provider_id, dependent_id, on_id, kind, availability, group_key, group_k, confidentiality, integrity, autonomy_minutes, confidence, source, source_date::text as source_date, evidence, state, decided_at, reason, updated_at')

export type Filter = { readonly partyId?: string; readonly providerId?: string; readonly state?: string; readonly id?: string; readonly limit: number; readonly offset: number }

/** Edges with the names of both ends, as far as the asker may know them. The surest first. */
export async function loadDependencies(tx: Tx, filter: Filter): Promise<{ total: number; items: DependencyItem[] }> {
  const conditions = sql.join([
    sql`true`, ...(filter.partyId ? [sql`party_id = ${filter.partyId}`] : []), ...(filter.providerId ? [sql`provider_id = ${filter.providerId}`] : []),
    ...(filter.state ? [sql`state = ${filter.state}`] : []), ...(filter.id ? [sql`id = ${filter.id}`] : []),
  ], sql` and `)
  const { rows } = await sql<Read>`select ${columns} from territory.dependency where ${conditions} order by confidence desc, id limit ${filter.limit} offset ${filter.offset}`.execute(own<'territory'>(tx))
  const counted = rows.length < filter.limit && filter.offset === 0 ? rows.length
    : (await sql<{ n: number }>`select count(*)::int as n from territory.dependency where ${conditions}`.execute(own<'territory'>(tx))).rows[0]!.n
  return { total: counted, items: await toItems(tx, rows) }
}

async function toItems(tx: Tx, rows: readonly Read[]): Promise<DependencyItem[]> {
  if (rows.length === 0) return []
  const services = await serviceLabels(tx, rows.flatMap((row) => [row.dependent_id, row.on_id]))
  const parties = await partyLabels(tx, rows.flatMap((row) => [row.party_id, row.provider_id]))
  const end = (serviceId: string, partyId: string) => {
    const service = services.get(serviceId)
    return { id: serviceId, name: service?.name ?? '', category: service?.category ?? '', party: parties.get(partyId) ?? null }
  }
  return rows.map((row) => ({
    id: row.id, version: row.version, partyId: row.party_id, dependent: end(row.dependent_id, row.party_id), on: end(row.on_id, row.provider_id), kind: row.kind, availability: row.availability,
    groupKey: row.group_key, groupK: row.group_k, confidentiality: row.confidentiality, integrity: row.integrity, autonomyMinutes: row.autonomy_minutes,
    confidence: Math.round(row.confidence * 1000) / 1000, source: row.source, sourceDate: row.source_date, evidence: row.evidence, state: row.state,
    decidedAt: row.decided_at?.toISOString() ?? null, reason: row.reason, updatedAt: row.updated_at.toISOString(), exercise: row.realm !== 'live',
  }))
}

/** Who of these needs whom of these: one row a pair, in an order that says nothing. */
export const ties = async (tx: Tx, ids: readonly string[]): Promise<{ partyId: string; onId: string; sure: boolean }[]> => (await sql<{ partyId: string; onId: string; sure: boolean }>`
  select party_id as "partyId", provider_id as "onId", bool_or(state <> 'proposed') as sure from territory.dependency
  where state <> 'denied' and party_id <> provider_id and party_id = any (${ids as string[]}::uuid[]) and provider_id = any (${ids as string[]}::uuid[]) group by 1, 2 order by 1, 2`.execute(own<'territory'>(tx))).rows

/** Bodies that said, or confirmed, that they need a service of this one. */
export const usersOf = async (tx: Tx, providerId: string): Promise<{ id: string; kind: PartyKind }[]> => (await sql<{ id: string; kind: PartyKind }>`select id, kind from territory.party
  where id in (select party_id from territory.dependency where provider_id = ${providerId} and party_id <> provider_id and state in ('declared', 'confirmed')) order by id`.execute(own<'territory'>(tx))).rows

/** The body's word: a confirmed edge is certain, a denied one leaves the graph. False when somebody was quicker, or it is not the asker's. */
export async function decide(tx: Tx, id: string, decision: { state: 'confirmed' | 'denied'; version: number; reason: string; by: string; now: Date }): Promise<boolean> {
  const result = await sql`update territory.dependency set state = ${decision.state}, confidence = case when ${decision.state} = 'confirmed' then 1 else confidence end, reason = ${decision.reason},
    decided_by = ${decision.by}, decided_at = ${decision.now}, version = version + 1, updated_at = ${decision.now}
    where id = ${id} and version = ${decision.version} and realm = current_setting('app.realm', true)`.execute(own<'territory'>(tx))
  return result.numAffectedRows === 1n
}

export async function ownService(tx: Tx, id: string, partyId: string): Promise<boolean> {
  const { rows } = await sql`select from territory.service where id = ${id} and party_id = ${partyId}`.execute(own<'territory'>(tx))
  return rows.length === 1
}

export type Offered = { id: string; name: string; category: string; party_id: string; party_name: string; total: number }
export async function offeredServices(tx: Tx, wanted: string, ids: readonly string[] | null, limit: number, offset: number): Promise<Offered[]> {
  const escaped = wanted.replace(/[\\%_]/g, (sign) => `\\${sign}`)
  return (await sql<Offered>`select * from territory.offered_services(${escaped}, ${ids as string[] | null}::uuid[], ${limit}, ${offset})`.execute(own<'territory'>(tx))).rows
}

export async function countComplete(tx: Tx) {
  const { rows } = await sql<Record<'bodies' | 'bodies_with_services' | 'bodies_with_dependencies' | 'bodies_that_confirmed' | 'dependencies' | 'proposed' | 'declared' | 'confirmed' | 'denied' | 'people' | 'people_covered', number>>`
    with body as (select id, coalesce(population, 0) as people from territory.party where kind not in ('provider', 'firm', 'responder', 'authority', 'centre', 'district')),
    served as (select distinct party_id from territory.service),
    edge as (select party_id, count(*) filter (where state = 'confirmed') as confirmed, count(*) filter (where state in ('declared', 'confirmed')) as said, count(*) filter (where state <> 'denied') as live
      from territory.dependency group by party_id),
    state as (select count(*)::int as dependencies, count(*) filter (where state = 'proposed')::int as proposed, count(*) filter (where state = 'declared')::int as declared,
      count(*) filter (where state = 'confirmed')::int as confirmed, count(*) filter (where state = 'denied')::int as denied from territory.dependency)
    select state.*, b.* from state, (select count(*)::int as bodies, count(s.party_id)::int as bodies_with_services, count(*) filter (where e.live > 0)::int as bodies_with_dependencies,
      count(*) filter (where e.confirmed > 0)::int as bodies_that_confirmed, sum(body.people)::float8 as people, coalesce(sum(body.people) filter (where e.said > 0), 0)::float8 as people_covered
      from body left join served s on s.party_id = body.id left join edge e on e.party_id = body.id) b`.execute(own<'territory'>(tx))
  return rows[0]!
}
