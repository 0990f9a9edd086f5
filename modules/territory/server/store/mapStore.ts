import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { PartyKind } from '../../contract.ts'

export type PlaceRead = { id: string; name: string; population: number | null; lat: number | null; lon: number | null; geometry: unknown }
export const readPlaces = async (tx: Tx): Promise<PlaceRead[]> => (await sql<PlaceRead>`select p.id, p.name, p.population, p.lat, p.lon, b.geometry from territory.party p
  left join territory.boundary b on b.party_id = p.id where p.kind = 'municipality' and p.realm = 'live' and (b.geometry is not null or p.lat is not null) order by p.id`.execute(own<'territory'>(tx))).rows

/** The region's own outline: boundary of the centre or of the region. */
export const readOutline = async (tx: Tx): Promise<unknown> => (await sql<{ geometry: unknown }>`select b.geometry from territory.boundary b join territory.party p on p.id = b.party_id
  where p.kind in ('centre', 'region') order by p.kind limit 1`.execute(own<'territory'>(tx))).rows[0]?.geometry

/** The boundary of a party as it is stored by now. */
export const readBoundary = async (tx: Tx, partyId: string): Promise<unknown> => (await sql<{ geometry: unknown }>`select geometry from territory.boundary where party_id = ${partyId} and realm = current_setting('app.realm', true)`.execute(own<'territory'>(tx))).rows[0]?.geometry

/** `by`: which of our codes it is. */
export type PlaceCode = { readonly id: string; readonly name: string; readonly kind: PartyKind; readonly by: 'istat' | 'insee' | 'own' }
export const readPlaceCodes = async (tx: Tx): Promise<Map<string, PlaceCode>> => {
  const { rows } = await sql<{ id: string; name: string; kind: PartyKind; code: string; codes: Record<string, string> }>`select id, name, kind, code, codes from territory.party where kind in ('municipality', 'union', 'province', 'region', 'centre')`.execute(own<'territory'>(tx))
  const found = new Map<string, PlaceCode>()
  for (const { code, codes, ...place } of rows) {
    for (const [by, one] of [['istat', codes['istat']], ['insee', codes['insee']], ['own', code]] as const) if (one && !found.has(one)) found.set(one, { ...place, by })
  }
  return found
}

/** Municipalities that would still be a cell and no shape of their own. */
export async function readWithoutBorder(tx: Tx, limit: number): Promise<{ total: number; items: { id: string; name: string }[] }> {
  const { rows } = await sql<{ id: string; name: string; total: number }>`select p.id, p.name, count(*) over ()::int as total from territory.party p
    where p.kind = 'municipality' and p.realm = 'live' and not exists (select from territory.boundary b where b.party_id = p.id) order by p.name, p.id limit ${limit}`.execute(own<'territory'>(tx))
  return { total: rows[0]?.total ?? 0, items: rows.map(({ id, name }) => ({ id, name })) }
}
