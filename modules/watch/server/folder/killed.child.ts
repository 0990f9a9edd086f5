/** Reads the folders of a centre into a queue of its own, until somebody kills it. For a test. */
import { systemClock } from '#platform/clock.ts'
import { createDatabase, createPool, type Connection } from '#platform/db/index.ts'
import { createLog } from '#platform/log/index.ts'
import { openSpoolWriter } from '#platform/spool/index.ts'
import { appending } from '../append.ts'
import type { Context } from '../context.ts'
import { createFolder, QUIET_MS } from './folder.ts'

const [, , connection = '{}', folder = '', spool = ''] = process.argv
const db = createDatabase(createPool(JSON.parse(connection) as Connection, 3, 'killed'))
const writer = await openSpoolWriter(spool, { maxBytes: 1e9 })
// As long as a file must be quiet passes between one look and the next.
const passed = { ms: 0 }
const clock = { now: systemClock.now, elapsedMs: () => systemClock.elapsedMs() / 1000 + passed.ms }
const territory = { parties: async (_: unknown, ids: readonly string[]) => ids.map((id) => ({ id, name: '', country: 'IT' as const })) }
const context: Context = { ground: { db, clock, log: createLog('error', systemClock.now), publicUrl: '', dataFolder: '', logs: { folder, keep: false } }, needs: { cases: {} as never, territory: territory as never, compile: {} as never, process: '' } }
const watched = createFolder(context, appending(systemClock, async () => writer))
await watched.run()
passed.ms = QUIET_MS
process.stdout.write('begins\n')
await watched.run()
// It has come to the end before it was killed: that is a run as well.
await new Promise((resolve) => setTimeout(resolve, 10_000))
