/** Child of mailbox.test.ts: makes a report of one mail, says so, and waits to be killed before the mail is marked. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fetchMail } from '#modules/intake/server/roads/imap.ts'
import { createMail } from '#modules/intake/server/roads/mail.ts'
import type { Context, IntakeNeeds } from '#modules/intake/server/context.ts'
import { centre } from '#modules/intake/server/testing-data.ts'
import { systemClock } from '#platform/clock.ts'
import { system } from '#platform/contract/index.ts'
import { createDatabase, createPool, type Connection } from '#platform/db/index.ts'
import { createDayKeys } from '#platform/keys/day.ts'
import { openKeys } from '#platform/keys/index.ts'
import { createLog } from '#platform/log/index.ts'

const { connection, url } = JSON.parse(process.argv[2]!) as { connection: Connection; url: string }
const db = createDatabase(createPool(connection, 2, 'test child'))
const clock = { ...systemClock, now: () => new Date('2026-11-23T08:00:00Z') }
const log = createLog('silent', clock.now)
const keys = await openKeys(mkdtempSync(join(tmpdir(), 'bastida-child-')), { known: [], now: clock.now() })
const needs = { centre: async () => centre, dayKeys: createDayKeys(db, keys), keys } as unknown as IntakeNeeds
const mail = createMail({ ground: { db, clock, log, publicUrl: '' }, needs } as unknown as Context)
await fetchMail({ url, done: undefined }, async (actor, given) => {
  const receipt = await mail.file(actor, given)
  process.stdout.write('stored\n')
  await new Promise(() => { setInterval(() => {}, 1000) })
  return receipt
}, system('test.child'), log)
