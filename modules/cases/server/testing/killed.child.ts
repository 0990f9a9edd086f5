/** A purge that says that it has come to a moment, and waits there until it is killed. */
import { createRetention } from '#modules/retention/server/index.ts'
import { fixedClock } from '#platform/clock.ts'
import { createDatabase, createPool, type Connection } from '#platform/db/index.ts'
import { openKeys } from '#platform/keys/index.ts'
import { createLog } from '#platform/log/index.ts'
import { createCases } from '../index.ts'
import { smallTerritory } from '../testing.ts'

const { connection, dataFolder, now, moment } = JSON.parse(process.argv[2]!) as { connection: Connection; dataFolder: string; now: string; moment: 'remove' | 'sweep' }
const clock = fixedClock(new Date(now))
const log = createLog('error', clock.now)
const ground = { db: createDatabase(createPool(connection, 2, 'killed purge')), clock, log, mailer: { kind: 'folder' as const, send: () => Promise.reject(new Error('none')), close: () => {} }, publicUrl: 'http://localhost', dataFolder }
const { retention } = createCases(ground, { territory: smallTerritory().territory, keys: await openKeys(dataFolder, { known: [], now: clock.now() }) })
const wait = async () => { process.stdout.write('here\n'); await new Promise(() => setInterval(() => {}, 1000)); return 0 }
const rule = retention!.find((one) => one.id === 'cases.evidence')!
const purge = rule.purge!
await createRetention(ground, {
  places: [], keys: undefined as never,
  rules: [{ ...rule, purge: { ...purge, ...(moment === 'sweep' ? { sweep: wait } : { remove: async (tx, due, ask) => { await purge.remove(tx, due, ask); await wait() } }) } }],
}).service.purge('job')
