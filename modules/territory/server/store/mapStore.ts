import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'

export type PlaceRead = { id: string; name: string; population: number | null; lat: number | null; lon: number | null; geometry: unknown }
export const readPlaces = async (tx: Tx): Promise<PlaceRead[]> => (await sql<PlaceRead>`select p.id, p.name, p.population, p.lat, p.lon, b.geometry from territory.party p
  left join territory.boundary b on b.party_id = p.id where p.kind = 'municipality' and p.realm = 'live' and (b.geometry is not null or p.lat is not null) order by p.id`.execute(own<'territory'>(tx))).rows

/** The region's own outline: boundary of the centre or of the region. */
export const readOutline = async (tx: Tx): Promise<unknown> => (await sql<{ geometry: unknown }>`select b.geometry from territory.boundary b join territory.party p on p.id = b.party_id
  where p.kind in ('centre', 'region') order by p.kind limit 1`.execute(own<'territory'>(tx))).rows[0]?.geometry

export const readPlaceCodes = async (tx: Tx): Promise<Map<string, string>> => {
  const { rows } = await sql<{ id: string; code: string; codes: Record<string, string> }>`select id, code, codes from territory.party where kind in ('municipality', 'union', 'province', 'region', 'centre')`.execute(own<'territory'>(tx))
  const found = new Map<string, string>()
  for (const row of rows) for (const code of [row.codes['istat'], row.codes['insee'], row.code]) if (code && !found.has(code)) found.set(code, row.id)
  return found
}
