/** Everything the cascade engine needs, read in pages by key so that a territory of millions needs no cursor and no huge answer. */
import { sql } from 'kysely'
import { LIVE } from '#platform/contract/index.ts'
import { own, type Tx } from '#platform/db/index.ts'
import type { PartyKind } from '../../contract.ts'

export type ServiceLine = { readonly id: string; readonly party_id: string; readonly name: string; readonly category: string; readonly people_served: number }
export type ClassLine = { readonly id: string; readonly service_id: string; readonly classes: string[] }
export type EdgeLine = {
  readonly id: string; readonly dependent_id: string; readonly on_id: string; readonly availability: 'none' | 'degraded' | 'hard' | 'group'; readonly group_key: string
  readonly group_k: number | null; readonly confidentiality: boolean; readonly integrity: boolean; readonly autonomy_minutes: number; readonly confidence: number
}
export type OwnerLine = { readonly id: string; readonly name: string; readonly kind: PartyKind; readonly population: number | null }

const PAGE = 50_000
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Sum of the counters of `live` and of the realm; see `TerritoryGraph.version`. */
export async function readVersion(tx: Tx, realm: string): Promise<number> {
  const { rows } = await sql<{ version: number | null }>`select sum(version)::bigint as version from territory.version where realm in (${LIVE}, ${realm})`.execute(own<'territory'>(tx))
  return rows[0]!.version ?? 0
}

/**
 * For the rest of the transaction. The planner prices a read of everything as dear and compiles it; on rows this small
 * the compiler costs more than the query (300 ms against 30).
 */
export async function withoutCompiler(tx: Tx): Promise<void> {
  await sql`select set_config('jit', 'off', true)`.execute(own<'territory'>(tx))
}

export const readServices = (tx: Tx) => pages<ServiceLine>((after) => sql<ServiceLine>`
  select id, party_id, name, category, people_served from territory.service where id > ${after} order by id limit ${PAGE}`.execute(own<'territory'>(tx)))

export const readClasses = (tx: Tx) => pages<ClassLine>((after) => sql<ClassLine>`
  select id, service_id, classes from territory.dataset where id > ${after} and service_id is not null and classes <> '{}' and state <> 'denied' order by id limit ${PAGE}`.execute(own<'territory'>(tx)))

/** Denied edges are out; proposed ones are in, with their lower confidence. */
export const readEdges = (tx: Tx) => pages<EdgeLine>((after) => sql<EdgeLine>`
  select id, dependent_id, on_id, availability, group_key, group_k, confidentiality, integrity, autonomy_minutes, confidence
  from territory.dependency where id > ${after} and state <> 'denied' order by id limit ${PAGE}`.execute(own<'territory'>(tx)))

/** Where data lie is an edge too: whoever reads, or changes, the service that holds them reads the service whose data they are. */
export const readHeld = (tx: Tx) => pages<EdgeLine>((after) => sql<EdgeLine>`
  select id, service_id as dependent_id, held_on_id as on_id, 'none' as availability, '' as group_key, null::int as group_k, true as confidentiality, true as integrity, 0 as autonomy_minutes, confidence
  from territory.dataset where id > ${after} and held_on_id is not null and service_id is not null and service_id <> held_on_id and state <> 'denied' order by id limit ${PAGE}`.execute(own<'territory'>(tx)))

/** By id: a join would be planned without statistics right after an import, and take longer than all the rest. */
export async function readOwners(tx: Tx, services: readonly ServiceLine[]): Promise<OwnerLine[]> {
  const ids = [...new Set(services.map((service) => service.party_id))]
  const { rows } = await sql<OwnerLine>`select id, name, kind, population from territory.party where id = any (${ids}::uuid[])`.execute(own<'territory'>(tx))
  return rows
}

async function pages<Line extends { id: string }>(read: (after: string) => Promise<{ rows: Line[] }>): Promise<Line[]> {
  const all: Line[][] = []
  for (let after = FIRST; ;) {
    const { rows } = await read(after)
    all.push(rows)
    if (rows.length < PAGE) return all.length === 1 ? rows : all.flat()
    after = rows.at(-1)!.id
  }
}
