/** Archives the queue of a centre in small stretches, or a stream, or goes on with its hunt, until somebody kills it. For tests. */
import { dirname } from 'node:path'
import { systemClock } from '#platform/clock.ts'
import { createDatabase, createPool, type Connection } from '#platform/db/index.ts'
import { createLog } from '#platform/log/index.ts'
import { openStream } from '#platform/stream/index.ts'
import type { Context } from '../context.ts'
import { createHunter } from '../hunts/hunter.ts'
import { STREAM_READERS } from '../queue.ts'
import { compileSigma } from '../sigma.ts'
import { createArchiver } from './archiver.ts'

const [, , what = '', connection = '{}', spool = '', nats = ''] = process.argv
const db = createDatabase(createPool(JSON.parse(connection) as Connection, 3, 'killed'))
const log = createLog('error', systemClock.now)
const stream = nats === '' ? undefined : openStream({ name: 'bastida', maxBytes: 2048 * 1_048_576, readers: STREAM_READERS, servers: { urls: nats.split(',') }, log })
const context: Context = { ground: { db, clock: systemClock, log, publicUrl: '', dataFolder: dirname(dirname(spool)) }, needs: { cases: {} as never, territory: {} as never, compile: compileSigma, process: '', spoolBytes: 80_000, stream } }
const archiver = createArchiver(context, { wanted: async () => true, ready: async () => {}, busy: async () => true })
process.stdout.write('begins\n')
while (stream?.state() === 'away') await new Promise((resolve) => setTimeout(resolve, 20))
if (what === 'archive') await archiver.run()
else await createHunter(context, archiver.store).run()
// It has come to the end before it was killed: that is a run as well.
await new Promise((resolve) => setTimeout(resolve, 10_000))
