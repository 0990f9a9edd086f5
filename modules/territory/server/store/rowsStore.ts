/** Bulk writing: each function takes one batch as JSON and tells how many rows it wrote; rows whose content is the same are not touched. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'

export type Stamp = { readonly realm: string; readonly now: Date; /** Format or seed the rows come from: key of the content hash. */ readonly source: string }

export type PartyRecord = {
  id: string; registry: string; code: string; name: string; folded: string; kind: string; country: string; region_code?: string; region?: string
  province_code?: string; province?: string; population?: number; population_year?: number; area_km2?: number; lat?: number; lon?: number
  website?: string; valid_from?: string; codes: Record<string, string>; hash: string
}

/**
 * A source that does not know a value does not erase another's. Unchanged rows are left out before the upsert, which would
 * still lock and dirty each of them. `lateral … limit 1` looks each row up by its key: as an anti-join the planner, without
 * statistics inside the transaction that fills the table, scans all of it once a batch.
 */
export async function saveParties(tx: Tx, stamp: Stamp, records: readonly PartyRecord[]): Promise<number> {
  const { source, realm, now } = stamp
  const result = await sql`
    insert into territory.party as p (id, realm, registry, code, name, folded, kind, country, region_code, region, province_code, province, population, population_year,
      area_km2, lat, lon, website, valid_from, codes, hashes, source, updated_at)
    select r.id, ${realm}, r.registry, r.code, r.name, r.folded, r.kind, r.country, coalesce(r.region_code, ''), coalesce(r.region, ''), coalesce(r.province_code, ''),
      coalesce(r.province, ''), r.population, r.population_year, r.area_km2, r.lat, r.lon, coalesce(r.website, ''), r.valid_from, r.codes,
      jsonb_build_object(${source}::text, r.hash), ${source}, ${now}
    from json_to_recordset(${JSON.stringify(records)}::json) as r(id uuid, registry text, code text, name text, folded text, kind text, country text, region_code text,
      region text, province_code text, province text, population int, population_year int, area_km2 real, lat float8, lon float8, website text, valid_from date, codes jsonb, hash text)
    left join lateral (select hashes ->> ${source} as hash from territory.party where realm = ${realm} and registry = r.registry and code = r.code limit 1) old on true
    where old.hash is distinct from r.hash
    on conflict (realm, registry, code) do update set name = excluded.name, folded = excluded.folded, kind = excluded.kind, country = excluded.country,
      region_code = coalesce(nullif(excluded.region_code, ''), p.region_code), region = coalesce(nullif(excluded.region, ''), p.region),
      province_code = coalesce(nullif(excluded.province_code, ''), p.province_code), province = coalesce(nullif(excluded.province, ''), p.province),
      population = coalesce(excluded.population, p.population), population_year = coalesce(excluded.population_year, p.population_year),
      area_km2 = coalesce(excluded.area_km2, p.area_km2), lat = coalesce(excluded.lat, p.lat), lon = coalesce(excluded.lon, p.lon),
      website = coalesce(nullif(excluded.website, ''), p.website), valid_from = coalesce(excluded.valid_from, p.valid_from),
      codes = p.codes || excluded.codes, hashes = p.hashes || excluded.hashes, source = excluded.source, version = p.version + 1, updated_at = excluded.updated_at
  `.execute(own<'territory'>(tx))
  return Number(result.numAffectedRows ?? 0n)
}

/** Rows of another registry about parties stored already: they add codes and fill gaps, and rename nobody. */
export async function fillParties(tx: Tx, stamp: Stamp, records: readonly (Pick<PartyRecord, 'id' | 'codes' | 'website' | 'population' | 'hash'>)[]): Promise<number> {
  if (records.length === 0) return 0
  const result = await sql`
    update territory.party p set codes = p.codes || r.codes, website = coalesce(nullif(p.website, ''), r.website, ''), population = coalesce(p.population, r.population),
      hashes = p.hashes || jsonb_build_object(${stamp.source}::text, r.hash), version = p.version + 1, updated_at = ${stamp.now}
    from json_to_recordset(${JSON.stringify(records)}::json) as r(id uuid, codes jsonb, website text, population int, hash text)
    where p.id = r.id and p.hashes ->> ${stamp.source} is distinct from r.hash`.execute(own<'territory'>(tx))
  return Number(result.numAffectedRows ?? 0n)
}

export async function saveAliases(tx: Tx, stamp: Stamp, aliases: readonly { registry: string; code: string; party_id: string }[]): Promise<void> {
  if (aliases.length === 0) return
  await sql`insert into territory.alias (realm, registry, code, party_id)
    select ${stamp.realm}, r.registry, r.code, r.party_id from json_to_recordset(${JSON.stringify(aliases)}::json) as r(registry text, code text, party_id uuid)
    on conflict do nothing`.execute(own<'territory'>(tx))
}

export type ContactRecord = { party_id: string; role: string; email: string; phone?: string; language: string }
export async function saveContacts(tx: Tx, stamp: Stamp, contacts: readonly ContactRecord[]): Promise<void> {
  if (contacts.length === 0) return
  await sql`insert into territory.contact (realm, party_id, role, email, phone, language, source, updated_at)
    select ${stamp.realm}, r.party_id, r.role, r.email, coalesce(r.phone, ''), r.language, ${stamp.source}, ${stamp.now}
    from json_to_recordset(${JSON.stringify(contacts)}::json) as r(party_id uuid, role text, email text, phone text, language text)
    on conflict do nothing`.execute(own<'territory'>(tx))
}

export async function saveMemberships(tx: Tx, stamp: Stamp, memberships: readonly { member_id: string; of_id: string }[]): Promise<number> {
  if (memberships.length === 0) return 0
  const result = await sql`insert into territory.membership (realm, member_id, of_id, source, updated_at)
    select ${stamp.realm}, r.member_id, r.of_id, ${stamp.source}, ${stamp.now} from json_to_recordset(${JSON.stringify(memberships)}::json) as r(member_id uuid, of_id uuid)
    on conflict do nothing`.execute(own<'territory'>(tx))
  return Number(result.numAffectedRows ?? 0n)
}

export type ServiceRecord = { id: string; party_id: string; registry: string; code: string; name: string; category: string; public: boolean; people_served: number; hash: string }
export async function saveServices(tx: Tx, stamp: Stamp, records: readonly ServiceRecord[]): Promise<number> {
  const { source, realm, now } = stamp
  const result = await sql`
    insert into territory.service as s (id, realm, party_id, registry, code, name, category, public, people_served, hash, source, updated_at)
    select r.id, ${realm}, r.party_id, r.registry, r.code, r.name, r.category, r.public, r.people_served, r.hash, ${source}, ${now}
    from json_to_recordset(${JSON.stringify(records)}::json) as r(id uuid, party_id uuid, registry text, code text, name text, category text, public boolean, people_served int, hash text)
    left join lateral (select hash from territory.service where realm = ${realm} and registry = r.registry and code = r.code limit 1) old on true
    where old.hash is distinct from r.hash
    on conflict (realm, registry, code) do update set party_id = excluded.party_id, name = excluded.name, category = excluded.category, public = excluded.public,
      people_served = excluded.people_served, hash = excluded.hash, source = excluded.source, version = s.version + 1, updated_at = excluded.updated_at
  `.execute(own<'territory'>(tx))
  return Number(result.numAffectedRows ?? 0n)
}

/** The edges of a service whose owner changed follow it: visibility hangs on these two columns. */
export async function realignOwners(tx: Tx): Promise<void> {
  await sql`update territory.dependency d set party_id = s.party_id, provider_id = o.party_id from territory.service s, territory.service o
    where s.id = d.dependent_id and o.id = d.on_id and (d.party_id <> s.party_id or d.provider_id <> o.party_id)`.execute(own<'territory'>(tx))
}

export type DatasetRecord = { id: string; party_id: string; service_id: string; name: string; classes: readonly string[]; place?: string; held_by_id?: string; people?: number }
/** As with edges, a person's word stays: a file changes only what a file said. */
export async function saveDatasets(tx: Tx, stamp: Stamp, records: readonly DatasetRecord[]): Promise<number> {
  if (records.length === 0) return 0
  const result = await sql`
    insert into territory.dataset as d (id, realm, party_id, service_id, name, classes, place, held_by_id, people, source, updated_at)
    select r.id, ${stamp.realm}, r.party_id, r.service_id, r.name, array(select json_array_elements_text(r.classes)), coalesce(r.place, ''), r.held_by_id, r.people, ${stamp.source}, ${stamp.now}
    from json_to_recordset(${JSON.stringify(records)}::json) as r(id uuid, party_id uuid, service_id uuid, name text, classes json, place text, held_by_id uuid, people int)
    on conflict (id) do update set party_id = excluded.party_id, name = excluded.name, classes = excluded.classes, place = excluded.place, held_by_id = excluded.held_by_id,
      people = excluded.people, updated_at = excluded.updated_at
    where d.state = 'declared' and (d.party_id, d.name, d.classes, d.place, d.held_by_id, d.people) is distinct from
      (excluded.party_id, excluded.name, excluded.classes, excluded.place, excluded.held_by_id, excluded.people)`.execute(own<'territory'>(tx))
  return Number(result.numAffectedRows ?? 0n)
}

export type DependencyRecord = {
  id: string; party_id: string; provider_id: string; dependent_id: string; on_id: string; kind: string; availability: string; group_key: string; group_k: number | null
  confidentiality: boolean; integrity: boolean; autonomy_minutes: number; confidence: number; source: string; source_date: string | null; state: string; evidence?: readonly unknown[]; hash: string
}

/** A body's word stays: a row that was confirmed or denied is not changed by a file or a proposal. */
export async function saveDependencies(tx: Tx, stamp: Stamp, records: readonly DependencyRecord[], replace: 'undecided' | 'proposed' = 'undecided'): Promise<number> {
  if (records.length === 0) return 0
  const kept = replace === 'undecided' ? ['confirmed', 'denied'] : ['declared', 'confirmed', 'denied']
  const result = await sql`
    insert into territory.dependency as d (id, realm, party_id, provider_id, dependent_id, on_id, kind, availability, group_key, group_k, confidentiality, integrity, autonomy_minutes,
      confidence, source, source_date, state, evidence, hash, updated_at)
    select r.id, ${stamp.realm}, r.party_id, r.provider_id, r.dependent_id, r.on_id, r.kind, r.availability, r.group_key, r.group_k, r.confidentiality, r.integrity,
      r.autonomy_minutes, r.confidence, r.source, r.source_date, r.state, coalesce(r.evidence, '[]'), r.hash, ${stamp.now}
    from json_to_recordset(${JSON.stringify(records)}::json) as r(id uuid, party_id uuid, provider_id uuid, dependent_id uuid, on_id uuid, kind text, availability text, group_key text,
      group_k int, confidentiality boolean, integrity boolean, autonomy_minutes int, confidence real, source text, source_date date, state text, evidence jsonb, hash text)
    left join lateral (select hash, state from territory.dependency where realm = ${stamp.realm} and dependent_id = r.dependent_id and on_id = r.on_id and kind = r.kind
      and group_key = r.group_key limit 1) old on true
    where old.hash is distinct from r.hash and (old.state is null or old.state <> all (${kept}))
    on conflict (realm, dependent_id, on_id, kind, group_key) do update set availability = excluded.availability, group_k = excluded.group_k, confidentiality = excluded.confidentiality,
      integrity = excluded.integrity, autonomy_minutes = excluded.autonomy_minutes, confidence = excluded.confidence, source = excluded.source, source_date = excluded.source_date,
      state = excluded.state, evidence = excluded.evidence, hash = excluded.hash, version = d.version + 1, updated_at = excluded.updated_at
    where d.state <> all (${kept})`.execute(own<'territory'>(tx))
  return Number(result.numAffectedRows ?? 0n)
}

export async function saveFacts(tx: Tx, stamp: Stamp, facts: readonly { id: string; facts: Record<string, unknown> }[]): Promise<void> {
  if (facts.length === 0) return
  await sql`update territory.party p set facts = r.facts, updated_at = ${stamp.now} from json_to_recordset(${JSON.stringify(facts)}::json) as r(id uuid, facts jsonb)
    where p.id = r.id and p.realm = ${stamp.realm} and p.facts <> r.facts`.execute(own<'territory'>(tx))
}

export async function saveBoundaries(tx: Tx, stamp: Stamp, records: readonly { party_id: string; geometry: unknown }[]): Promise<number> {
  if (records.length === 0) return 0
  const result = await sql`insert into territory.boundary as b (realm, party_id, geometry, source, updated_at)
    select ${stamp.realm}, r.party_id, r.geometry, ${stamp.source}, ${stamp.now} from json_to_recordset(${JSON.stringify(records)}::json) as r(party_id uuid, geometry jsonb)
    on conflict (realm, party_id) do update set geometry = excluded.geometry, source = excluded.source, updated_at = excluded.updated_at
    where b.geometry <> excluded.geometry`.execute(own<'territory'>(tx))
  return Number(result.numAffectedRows ?? 0n)
}

/** Moves the version of the realm: every process then knows that its graph in memory is stale. Last in its transaction, since it locks the counter. */
export async function bumpVersion(tx: Tx, stamp: Pick<Stamp, 'realm' | 'now'>): Promise<number> {
  const { rows } = await sql<{ version: number }>`insert into territory.version as v (realm, version, changed_at) values (${stamp.realm}, 1, ${stamp.now})
    on conflict (realm) do update set version = v.version + 1, changed_at = excluded.changed_at returning version`.execute(own<'territory'>(tx))
  return rows[0]!.version
}
