/** Reads the queue of a centre in small steps until somebody kills it. For a test. */
import { dirname } from 'node:path'
import { systemClock } from '#platform/clock.ts'
import { createDatabase, createPool, type Connection } from '#platform/db/index.ts'
import { createLog } from '#platform/log/index.ts'
import { createLoop } from './loop.ts'
import { spooled } from './queue/spooled.ts'
import { compileSigma } from './sigma.ts'

const [, , connection = '{}', spool = ''] = process.argv
const db = createDatabase(createPool(JSON.parse(connection) as Connection, 3, 'killed'))
const nowhere = { parties: async () => [], graph: async () => ({ servicesOfParty: () => [], dataClassesOfService: [] }) } as never
const ground = { db, clock: systemClock, log: createLog('error', systemClock.now), publicUrl: '', dataFolder: dirname(dirname(spool)) }
const loop = createLoop({ ground, needs: { cases: {} as never, territory: nowhere, compile: compileSigma, process: '', stepBytes: 20_000 } }, spooled({ ground }))
process.stdout.write('reads\n')
await loop.run()
// It has come to the end before it was killed: that is a run as well.
await new Promise((resolve) => setTimeout(resolve, 10_000))
