/** The same edges in PostgreSQL, walked by a recursive query: what a model in rows would cost. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Connection } from '#platform/db/index.ts'
import type { GeneratedTerritory } from './cascade-territories.ts'
import { copyRows } from './cascade.ts'

/** Reachability only, without moments or paths, so the comparison favours the database. Milliseconds, one run after loading. */
export async function postgresCascade(connection: Connection, territory: GeneratedTerritory): Promise<{ postgres_ms: number; postgres_reached: number }> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    await client.query('create temp table edge (on_service int not null, dependent int not null, effects int not null, autonomy int not null)')
    await pipeline(Readable.from(copyRows(territory)), client.query(copyFrom('copy edge from stdin')))
    await client.query(`create index on edge (on_service) include (dependent, effects); analyze edge; set work_mem = '512MB'`)
    const started = performance.now()
    const { rows } = await client.query<{ n: number }>(
      `with recursive hit(service) as (
         select unnest($1::int[]) union select e.dependent from edge e join hit h on e.on_service = h.service where e.effects & 3 = 2)
       select count(*)::int as n from hit`, [[...territory.sources]])
    return { postgres_ms: Math.round(performance.now() - started), postgres_reached: rows[0]!.n }
  } finally { await client.end() }
}
