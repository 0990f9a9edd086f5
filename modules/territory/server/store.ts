import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { Contact, Party, PartyKind } from '../contract.ts'

export type PartyRecordRead = {
  id: string; realm: string; registry: string; code: string; name: string; kind: PartyKind; country: string; region: string; province: string; population: number | null; district_id: string | null
  /** What counts: the centre's and the registries', with the party's own word on top. `own_facts`: without that. */
  facts: Record<string, unknown>; own_facts: Record<string, unknown>; codes: Record<string, string>; lat: number | null; lon: number | null; website: string; source: string; version: number; updated_at: Date
}

export async function loadParties(tx: Tx, ids: readonly string[]): Promise<PartyRecordRead[]> {
  if (ids.length === 0) return []
  const wanted = sql`${ids as string[]}::uuid[]`
  // What was stated is gathered once and not once a party: an opening asks for thirteen hundred.
  const { rows } = await sql<PartyRecordRead>`select id, realm, registry, code, name, kind, country, region, province, population, district_id, facts as own_facts, codes, lat, lon, website, source, version, updated_at,
    case when s.said is null then facts else facts || s.said end as facts
    from territory.party left join (select party_id, jsonb_object_agg(fact, value) as said from territory.statement
      where party_id = any (${wanted}) and state = 'stated' group by party_id) s on s.party_id = party.id
    where id = any (${wanted})`.execute(own<'territory'>(tx))
  return rows
}

export const toParty = (row: PartyRecordRead): Party => ({
  id: row.id, realm: row.realm, registry: row.registry, code: row.code, name: row.name, kind: row.kind, country: row.country === 'FR' ? 'FR' : 'IT', established: row.country,
  region: row.region, province: row.province, population: row.population, districtId: row.district_id, facts: row.facts,
})

export async function loadContacts(tx: Tx, partyIds: readonly string[]): Promise<(Contact & { name: string })[]> {
  const { rows } = await sql<Contact & { name: string }>`select party_id as "partyId", role, name, email, phone, language from territory.contact
    where party_id = any (${partyIds as string[]}::uuid[]) order by party_id, role, email`.execute(own<'territory'>(tx))
  return rows
}

export type Search = { readonly q: string; readonly kinds: readonly string[] | null; readonly province: string; readonly district: string | null; readonly limit: number; readonly offset: number }
/** `q` is folded; its wildcards are taken as letters. */
export async function searchParties(tx: Tx, { q, kinds, province, district, limit, offset }: Search): Promise<{ total: number; ids: string[] }> {
  const wanted = q.replace(/[\\%_]/g, (sign) => `\\${sign}`)
  const { rows } = await sql<{ id: string; total: number }>`select id, total from territory.search_parties(${wanted}, ${kinds as string[] | null}::text[], ${province}, ${district}::uuid, ${limit}, ${offset})`.execute(own<'territory'>(tx))
  if (rows.length > 0 || offset === 0) return { total: rows[0]?.total ?? 0, ids: rows.map((row) => row.id) }
  // Beyond the last page there is no row to carry the total.
  const first = await searchParties(tx, { q, kinds, province, district, limit: 1, offset: 0 })
  return { total: first.total, ids: [] }
}

export type Counts = { services: number; dependencies: number; proposed: number }
export async function countOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Counts>> {
  const { rows } = await sql<{ id: string } & Counts>`
    select p.id, (select count(*)::int from territory.service s where s.party_id = p.id) as services, d.dependencies, d.proposed
    from unnest(${ids as string[]}::uuid[]) as p(id),
    lateral (select count(*) filter (where state <> 'denied')::int as dependencies, count(*) filter (where state = 'proposed')::int as proposed
      from territory.dependency where party_id = p.id) d`.execute(own<'territory'>(tx))
  return new Map(rows.map(({ id, ...counts }) => [id, counts]))
}

export type Label = { readonly id: string; readonly name: string; readonly kind: PartyKind }
/** Names of parties the asker may know of; see territory.party_labels. */
export async function partyLabels(tx: Tx, ids: Iterable<string>): Promise<Map<string, Label>> {
  const { rows } = await sql<Label>`select id, name, kind from territory.party_labels(${[...new Set(ids)]}::uuid[])`.execute(own<'territory'>(tx))
  return new Map(rows.map((row) => [row.id, row]))
}

export type ServiceLabel = { readonly id: string; readonly name: string; readonly category: string; readonly party_id: string }
export async function serviceLabels(tx: Tx, ids: Iterable<string>): Promise<Map<string, ServiceLabel>> {
  const { rows } = await sql<ServiceLabel>`select id, name, category, party_id from territory.service_labels(${[...new Set(ids)]}::uuid[])`.execute(own<'territory'>(tx))
  return new Map(rows.map((row) => [row.id, row]))
}

export async function loadBeside(tx: Tx, partyId: string) {
  const db = own<'territory'>(tx)
  const services = await db.selectFrom('territory.service').select(['id', 'name', 'category', 'public', 'people_served', 'source', 'realm']).where('party_id', '=', partyId).orderBy('name').limit(500).execute()
  const memberOf = await db.selectFrom('territory.membership').select(['of_id', 'acts_for']).where('member_id', '=', partyId).limit(100).execute()
  return { services, memberOf }
}

/** False when the version moved, the party is not the asker's or is of another realm. */
export async function updateParty(tx: Tx, id: string, change: { version: number; population?: number | null | undefined; districtId?: string | null | undefined; facts?: Record<string, unknown> | undefined; now: Date }): Promise<boolean> {
  const result = await own<'territory'>(tx).updateTable('territory.party').set((eb) => ({
    ...(change.population === undefined ? {} : { population: change.population }), ...(change.districtId === undefined ? {} : { district_id: change.districtId }),
    ...(change.facts === undefined ? {} : { facts: JSON.stringify(change.facts) }), version: eb('version', '+', 1), updated_at: change.now,
  })).where('id', '=', id).where('version', '=', change.version).executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function insertDistrict(tx: Tx, district: { id: string; realm: string; code: string; name: string; folded: string; now: Date }): Promise<void> {
  await sql`insert into territory.party (id, realm, registry, code, name, folded, kind, updated_at) values (${district.id}, ${district.realm}, 'own', ${district.code}, ${district.name}, ${district.folded}, 'district', ${district.now})
    on conflict (realm, registry, code) do update set name = excluded.name, folded = excluded.folded, updated_at = excluded.updated_at`.execute(own<'territory'>(tx))
}

/** The district of every body of these provinces (by name or sign). Returns how many belong to it. */
export async function saveDistrict(tx: Tx, district: { id: string; provinces: readonly string[]; now: Date }): Promise<number> {
  const provinces = district.provinces as string[]
  await sql`update territory.party set district_id = ${district.id}, updated_at = ${district.now}
    where kind not in ('district', 'centre', 'provider', 'authority', 'responder') and (province = any (${provinces}) or province_code = any (${provinces})) and district_id is distinct from ${district.id}`.execute(own<'territory'>(tx))
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from territory.party where district_id = ${district.id}`.execute(own<'territory'>(tx))
  return rows[0]!.n
}

/** A delegation is the centre's to give; a union that is not yet a member's union becomes one by it. */
export async function saveActsFor(tx: Tx, membership: { realm: string; memberId: string; ofId: string; actsFor: boolean; now: Date }): Promise<void> {
  await sql`insert into territory.membership (realm, member_id, of_id, acts_for, source, updated_at) values (${membership.realm}, ${membership.memberId}, ${membership.ofId}, ${membership.actsFor}, 'centre', ${membership.now})
    on conflict (realm, member_id, of_id) do update set acts_for = excluded.acts_for, updated_at = excluded.updated_at`.execute(own<'territory'>(tx))
}

export async function reachOf(tx: Tx, bodies: readonly string[], districts: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct r as id from territory.reach(${bodies as string[]}::uuid[], ${districts as string[]}::uuid[]) r`.execute(own<'territory'>(tx))
  return rows.map((row) => row.id)
}

type Counted = { readonly kind: string; readonly region: string; readonly province: string; readonly size: 'pop_5k' | 'pop_20k' | 'pop_100k' | 'pop_more' | null; readonly count: number }
/** Bodies by their code or whole name, as a person writes them. */
export async function partiesCalled(tx: Tx, texts: readonly string[]): Promise<{ id: string; kind: PartyKind }[]> {
  return (await sql<{ id: string; kind: PartyKind }>`select id, kind from territory.party where realm = current_setting('app.realm') and (code = any (${[...texts]}::text[]) or lower(name) = any (${texts.map((one) => one.toLowerCase())}::text[])) order by id limit 5000`.execute(own<'territory'>(tx))).rows
}
export async function namesOfKind(tx: Tx, kind: PartyKind): Promise<string[]> {
  return (await sql<{ name: string }>`select distinct name from territory.party where realm = 'live' and kind = ${kind} order by name limit 500`.execute(own<'territory'>(tx))).rows.map((one) => one.name)
}
/**
 * Of the asker's realm, as it sees them: kinds that registers hold whole. Firms stand in the territory because somebody works with them, so their
 * number says nothing of how many there are. The band is one of municipalities: elsewhere inhabitants say nothing of size.
 */
export async function census(tx: Tx): Promise<readonly Counted[]> {
  return (await sql<Counted>`select kind, region, province, case when kind <> 'municipality' or population is null then null when population < 5000 then 'pop_5k' when population < 20000 then 'pop_20k' when population < 100000 then 'pop_100k' else 'pop_more' end as size,
    count(*)::int as count from territory.party where realm = 'live' and kind not in ('firm', 'provider', 'other_body') group by 1, 2, 3, 4 order by 1, 2, 3, 4`.execute(own<'territory'>(tx))).rows
}
