/** Correlates in small turns until somebody kills it. For a test. */
import { fixedClock } from '#platform/clock.ts'
import { createDatabase, createPool, type Connection } from '#platform/db/index.ts'
import { createLog } from '#platform/log/index.ts'
import { createCorrelating } from './correlating.ts'

const [, , connection = '{}', now = ''] = process.argv
const clock = fixedClock(new Date(now))
const nowhere = { parties: async () => [], graph: async () => ({ servicesOfParty: () => [], dataClassesOfService: [] }) } as never
const correlating = createCorrelating({ ground: { db: createDatabase(createPool(JSON.parse(connection) as Connection, 3, 'killed')), clock, log: createLog('error', clock.now), publicUrl: '', dataFolder: '' }, needs: { territory: nowhere } as never }, { stepsMost: 4 })
process.stdout.write('reads\n')
await correlating.run()
// It has come to the end before it was killed: that is a run as well.
await new Promise((resolve) => setTimeout(resolve, 10_000))
