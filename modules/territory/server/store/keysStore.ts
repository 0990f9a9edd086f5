/** The way from a registry's keys to rows, read once an import. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'

/** `registry:code` → id of the party. The asker's own realm hides a live party of the same key. */
export async function partyKeys(tx: Tx): Promise<Map<string, string>> {
  const { rows } = await sql<{ key: string; id: string }>`select registry || ':' || code as key, id from territory.party order by realm = 'live' desc`.execute(own<'territory'>(tx))
  return new Map(rows.map((row) => [row.key, row.id]))
}

/** Keys of other registries → party. */
export async function aliasKeys(tx: Tx): Promise<Map<string, string>> {
  const { rows } = await sql<{ key: string; id: string }>`select registry || ':' || code as key, party_id as id from territory.alias order by realm = 'live' desc`.execute(own<'territory'>(tx))
  return new Map(rows.map((row) => [row.key, row.id]))
}

export type ServiceKey = { readonly id: string; readonly partyId: string }
export async function serviceKeys(tx: Tx): Promise<Map<string, ServiceKey>> {
  const { rows } = await sql<{ key: string; id: string; party: string }>`select registry || ':' || code as key, id, party_id as party from territory.service order by realm = 'live' desc`.execute(own<'territory'>(tx))
  return new Map(rows.map((row) => [row.key, { id: row.id, partyId: row.party }]))
}

const providerKinds = ['provider', 'firm', 'responder', 'authority', 'centre', 'district']

/** Keys of the territory's own bodies, the largest first; exercises hang their edges on them. */
export async function bodyKeys(tx: Tx, limit: number): Promise<{ registry: string; code: string }[]> {
  const { rows } = await sql<{ registry: string; code: string }>`select registry, code from territory.party
    where realm = 'live' and kind <> all (${providerKinds}) order by population desc nulls last, id limit ${limit}`.execute(own<'territory'>(tx))
  return rows
}
