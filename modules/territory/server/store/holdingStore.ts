/** Data and assets of parties: read with the names of who holds them, written by a person's word. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'

export type Said = { source: string; sourceDate: string | null; confidence: number }
export type DatasetRead = {
  id: string; party_id: string; realm: string; service_id: string | null; name: string; classes: string[]; place: string; country: string; held_by_id: string | null; held_on_id: string | null; people: number | null
  source: string; source_date: string | null; confidence: number; state: 'declared' | 'confirmed'; version: number
}
export type AssetRead = {
  id: string; party_id: string; realm: string; service_id: string | null; kind: 'domain' | 'address_range' | 'product'; value: string; product_version: string
  source: string; source_date: string | null; confidence: number; state: 'declared' | 'confirmed'; version: number
}

const saidColumns = sql.raw('source, source_date::text as source_date, confidence, state, version')
/** `only`: one row by its id. What was denied is gone. */
export async function loadDatasets(tx: Tx, partyId: string, only: string | null = null): Promise<DatasetRead[]> {
  return (await sql<DatasetRead>`select id, party_id, realm, service_id, name, classes, place, country, held_by_id, held_on_id, people, ${saidColumns} from territory.dataset
    where party_id = ${partyId} and state <> 'denied' and (${only}::uuid is null or id = ${only}) order by name, id limit 500`.execute(own<'territory'>(tx))).rows
}
export async function loadAssets(tx: Tx, partyId: string, only: string | null = null): Promise<AssetRead[]> {
  return (await sql<AssetRead>`select id, party_id, realm, service_id, kind, value, product_version, ${saidColumns} from territory.asset
    where party_id = ${partyId} and state <> 'denied' and (${only}::uuid is null or id = ${only}) order by kind, value, id limit 500`.execute(own<'territory'>(tx))).rows
}

/** What was denied counts too: whoever adds and takes away again fills the table like anybody else. */
export async function countHoldings(tx: Tx, partyId: string): Promise<{ datasets: number; assets: number }> {
  return (await sql<{ datasets: number; assets: number }>`select (select count(*)::int from territory.dataset where party_id = ${partyId}) as datasets,
    (select count(*)::int from territory.asset where party_id = ${partyId}) as assets`.execute(own<'territory'>(tx))).rows[0]!
}

export type DatasetWord = { serviceId: string | null; name: string; classes: readonly string[]; place: string; country: string; heldById: string | null; heldOnId: string | null; people: number | null } & Said
/** A new row, or a change of the version that was read. False when somebody was quicker, or it is not the asker's. */
export async function writeDataset(tx: Tx, key: { id: string; realm: string; partyId: string; version: number | undefined; now: Date }, word: DatasetWord): Promise<boolean> {
  const { serviceId, name, classes, place, country, heldById, heldOnId, people, source, sourceDate, confidence } = word
  const result = key.version === undefined
    ? await sql`insert into territory.dataset (id, realm, party_id, service_id, name, classes, place, country, held_by_id, held_on_id, people, source, source_date, confidence, state, updated_at)
      values (${key.id}, ${key.realm}, ${key.partyId}, ${serviceId}, ${name}, ${classes as string[]}::text[], ${place}, ${country}, ${heldById}, ${heldOnId}, ${people}, ${source}, ${sourceDate}, ${confidence}, 'confirmed', ${key.now})`.execute(own<'territory'>(tx))
    : await sql`update territory.dataset set service_id = ${serviceId}, name = ${name}, classes = ${classes as string[]}::text[], place = ${place}, country = ${country}, held_by_id = ${heldById}, held_on_id = ${heldOnId},
      people = ${people}, source = ${source}, source_date = ${sourceDate}, confidence = ${confidence}, state = 'confirmed', version = version + 1, updated_at = ${key.now}
      where id = ${key.id} and party_id = ${key.partyId} and version = ${key.version} and state <> 'denied' and realm = ${key.realm}`.execute(own<'territory'>(tx))
  return result.numAffectedRows === 1n
}

export type AssetWord = { serviceId: string | null; kind: string; value: string; productVersion: string } & Said
/** As for data; what was denied and is said anew comes back, and makes room for a row that is changed into it. */
export async function writeAsset(tx: Tx, key: { id: string; realm: string; partyId: string; version: number | undefined; now: Date }, word: AssetWord): Promise<string | undefined> {
  const { serviceId, kind, value, productVersion, source, sourceDate, confidence } = word
  if (key.version !== undefined) await sql`delete from territory.asset where realm = ${key.realm} and party_id = ${key.partyId} and kind = ${kind} and value = ${value} and product_version = ${productVersion}
    and state = 'denied' and id <> ${key.id}`.execute(own<'territory'>(tx))
  const { rows } = key.version === undefined
    ? await sql<{ id: string }>`insert into territory.asset as a (id, realm, party_id, service_id, kind, value, product_version, source, source_date, confidence, state, updated_at)
      values (${key.id}, ${key.realm}, ${key.partyId}, ${serviceId}, ${kind}, ${value}, ${productVersion}, ${source}, ${sourceDate}, ${confidence}, 'confirmed', ${key.now})
      on conflict (realm, party_id, kind, value, product_version) do update set service_id = excluded.service_id, source = excluded.source, source_date = excluded.source_date, confidence = excluded.confidence,
        state = 'confirmed', version = a.version + 1, updated_at = excluded.updated_at where a.state = 'denied' returning id`.execute(own<'territory'>(tx))
    : await sql<{ id: string }>`update territory.asset set service_id = ${serviceId}, kind = ${kind}, value = ${value}, product_version = ${productVersion}, source = ${source}, source_date = ${sourceDate},
      confidence = ${confidence}, state = 'confirmed', version = version + 1, updated_at = ${key.now}
      where id = ${key.id} and party_id = ${key.partyId} and version = ${key.version} and state <> 'denied' and realm = ${key.realm} returning id`.execute(own<'territory'>(tx))
  return rows[0]?.id
}

export async function decideHolding(tx: Tx, kind: 'dataset' | 'asset', key: { id: string; realm: string; partyId: string; version: number; now: Date }, state: 'confirmed' | 'denied'): Promise<boolean> {
  const result = await sql`update ${sql.table(`territory.${kind}`)} set state = ${state}, confidence = case when ${state} = 'confirmed' then 1 else confidence end, version = version + 1, updated_at = ${key.now}
    where id = ${key.id} and party_id = ${key.partyId} and version = ${key.version} and state <> 'denied' and realm = ${key.realm}`.execute(own<'territory'>(tx))
  return result.numAffectedRows === 1n
}

/** Two who claim one domain at once come one after the other: the lock lasts until the first has committed. */
export async function domainTaken(tx: Tx, domain: string, partyId: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`domain ${domain}`}, 0))`.execute(own<'territory'>(tx))
  return (await sql<{ taken: boolean }>`select territory.domain_taken(${domain}, ${partyId}) as taken`.execute(own<'territory'>(tx))).rows[0]!.taken
}
