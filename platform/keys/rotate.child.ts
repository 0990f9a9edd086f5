/** Child of rotate.test.ts: puts a new key in place of the old one, saying how far it has come, until it is killed. */
import { setTimeout as pause } from 'node:timers/promises'
import { systemClock } from '../clock.ts'
import { sealedDayKeys } from '../db/dayKeys.ts'
import { createDatabase, createPool, type Connection } from '../db/index.ts'
import { folderOf } from './rotate.testing.ts'
import { rotateKeys } from './rotate.ts'

const { connection, data } = JSON.parse(process.argv[2]!) as { connection: Connection; data: string }
const things = [sealedDayKeys, folderOf(data)].map((one) => (one.kind === 'files' ? { ...one, replace: async (path: string, fresh: string) => { await pause(15); return one.replace(path, fresh) } } : one))
await rotateKeys({ db: createDatabase(createPool(connection, 2, 'test child')), clock: systemClock, dataFolder: data, things, say: (done) => { process.stdout.write(`${done}\n`) } })
process.exit(0)
