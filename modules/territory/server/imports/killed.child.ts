/** Child of killed.test.ts: imports one file until it is done or killed. */
import { system } from '#platform/contract/index.ts'
import { systemClock } from '#platform/clock.ts'
import { createDatabase, createPool, type Connection } from '#platform/db/index.ts'
import { createLog } from '#platform/log/index.ts'
import { createTerritory } from '../index.ts'

const { connection, dataFolder, path } = JSON.parse(process.argv[2]!) as { connection: Connection; dataFolder: string; path: string }
const pool = createPool(connection, 4, 'test child')
const log = createLog('silent', () => systemClock.now())
const territory = createTerritory({ db: createDatabase(pool), clock: systemClock, log, mailer: { kind: 'folder', send: () => Promise.reject(new Error('none')), close: () => {} }, publicUrl: 'http://localhost', dataFolder })
process.stdout.write('started\n')
const report = await territory.service.importRegistry(system('test.child'), { path, fileName: 'parties.csv' })
process.stdout.write(`${JSON.stringify({ stored: report.stored, unchanged: report.unchanged })}\n`)
await pool.end()
