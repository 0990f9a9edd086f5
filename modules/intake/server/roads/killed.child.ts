/** Child of tables.test.ts: imports one file, saying how far it has come, until it is done or killed. */
import { readFile } from 'node:fs/promises'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { systemClock } from '#platform/clock.ts'
import { system } from '#platform/contract/index.ts'
import { createDatabase, createPool, type Connection } from '#platform/db/index.ts'
import { createDayKeys } from '#platform/keys/day.ts'
import { openKeys } from '#platform/keys/index.ts'
import { createLog } from '#platform/log/index.ts'
import type { Context, IntakeNeeds } from '../context.ts'
import { centre, PIEVE } from '../testing-data.ts'
import { createCsv } from './csv.ts'

const { connection, path } = JSON.parse(process.argv[2]!) as { connection: Connection; path: string }
const db = createDatabase(createPool(connection, 4, 'test child'))
// Its own key and another day: what it sealed it alone could open, and nobody asks.
const clock = { ...systemClock, now: () => new Date('2026-11-23T08:00:00Z') }
const keys = await openKeys(mkdtempSync(join(tmpdir(), 'bastida-child-')), { known: [], now: clock.now() })
const needs = { centre: async () => centre, dayKeys: createDayKeys(db, keys), keys, partyIds: (_: string, code: string) => (code === 'pieve' ? [PIEVE] : []), territory: { parties: async (_: unknown, ids: readonly string[]) => ids.map((id) => ({ id })) } } as unknown as IntakeNeeds
const context = { ground: { db, clock, log: createLog('silent', clock.now) }, needs } as unknown as Context
await createCsv(context).run(system('test.child'), { bytes: await readFile(path), fileName: 'r.csv' }, (read) => { process.stdout.write(`${read}\n`) })
await pause(1)
