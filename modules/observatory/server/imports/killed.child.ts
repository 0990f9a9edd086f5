/** Child of imports.test.ts: imports one file until it is done or killed. */
import { createDatabase, createPool, type Connection } from '#platform/db/index.ts'
import { systemClock } from '#platform/clock.ts'
import { system } from '#platform/contract/index.ts'
import type { Context } from '../context.ts'
import { runImport } from './run.ts'

const { connection, path } = JSON.parse(process.argv[2]!) as { connection: Connection; path: string }
const pool = createPool(connection, 4, 'test child')
const context = { ground: { db: createDatabase(pool), clock: systemClock } } as unknown as Context
await runImport(context, system('test.child'), { path, fileName: 'attacchi.ndjson', tlp: 'amber' }, ({ read }) => { process.stdout.write(`${read}\n`) })
await pool.end()
