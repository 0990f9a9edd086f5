/** Archives the queue of a centre in small stretches, or goes on with its hunt, until somebody kills it. For tests. */
import { dirname } from 'node:path'
import { systemClock } from '#platform/clock.ts'
import { createDatabase, createPool, type Connection } from '#platform/db/index.ts'
import { createLog } from '#platform/log/index.ts'
import type { Context } from '../context.ts'
import { createHunter } from '../hunts/hunter.ts'
import { compileSigma } from '../sigma.ts'
import { createArchiver } from './archiver.ts'

const [, , what = '', connection = '{}', spool = ''] = process.argv
const db = createDatabase(createPool(JSON.parse(connection) as Connection, 3, 'killed'))
const context: Context = { ground: { db, clock: systemClock, log: createLog('error', systemClock.now), publicUrl: '', dataFolder: dirname(dirname(spool)) }, needs: { cases: {} as never, territory: {} as never, compile: compileSigma, process: '', spoolBytes: 80_000 } }
const archiver = createArchiver(context, { wanted: async () => true, ready: async () => {}, busy: async () => true })
process.stdout.write('begins\n')
if (what === 'archive') await archiver.run()
else await createHunter(context, archiver.store).run()
// It has come to the end before it was killed: that is a run as well.
await new Promise((resolve) => setTimeout(resolve, 10_000))
