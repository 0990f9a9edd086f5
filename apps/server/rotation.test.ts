/** A new key reaches everything that the modules have sealed: no sealed text in any column of any table is left out, nor a file of evidence, nor an exercise. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { armor, Decrypter } from 'age-encryption'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock.ts'
import type { Actor } from '#platform/contract/index.ts'
import { createDayKeys } from '#platform/keys/day.ts'
import { readKeyFile } from '#platform/keys/file.ts'
import { openKeys, type Keys } from '#platform/keys/index.ts'
import { rotateKeys, rotationStatus } from '#platform/keys/rotate.ts'
import { createLog } from '#platform/log/index.ts'
import { createMailer } from '#platform/mail/index.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/database.ts'
import { rememberRecipient } from '#platform/db/keys.ts'
import { compose, type Composed } from './compose.ts'

const clock = fixedClock(new Date('2026-11-27T09:00:00Z'))
const coordinator: Actor = { kind: 'person', id: randomUUID(), name: 'Cora', roles: ['coordinator'], scope: 'all', parties: [], realm: 'live' }
let t: TestDatabase
let centre: Composed
let keys: Keys
let folder: string
beforeAll(async () => {
  t = await testDatabase()
  folder = mkdtempSync(join(tmpdir(), 'bastida-newkey-'))
  keys = await openKeys(folder, { known: [], now: clock.now() })
  await t.db.as(coordinator, (tx) => rememberRecipient(tx, keys.recipient!, clock.now()))
  const ground = { db: t.db, clock, log: createLog('silent', clock.now), mailer: createMailer({ smtpUrl: undefined, from: 'c@prova.example', folder }), publicUrl: 'http://localhost', dataFolder: folder }
  centre = compose({ ground, ready: { connect: t.connect, serverVersion: '', migrations: { applied: 0, latest: '' } }, database: 'external', authPool: t.authPool, workerPool: t.workerPool, secret: 'a secret of the tests, longer than thirty-two characters', keys, close: async () => {} }, 'test', { render: () => '', assets: { css: '', fonts: [] } })
})
afterAll(async () => { await t.close(); rmSync(folder, { recursive: true, force: true }) })

test('everything sealed is under the new key, in every table, realm and folder', { timeout: 60_000 }, async () => {
  const exercise = `ex:${randomUUID()}`
  await t.sql(`insert into exercise.run (id, realm, name, state, zero_at, started_at, by) values (gen_random_uuid(), $1, 'westpole', 'done', now(), now(), 'x')`, [exercise])
  for (const realm of ['live', exercise]) {
    await t.sql(`insert into notices.webhook (id, realm, url, secret, active, created_by, created_at) values (gen_random_uuid(), $1, 'https://a.example', $2, true, 'x', now())`, [realm, await keys.seal(`whsec ${realm}`)])
    await t.sql(`insert into intake.source (id, realm, name, secret, made_at, made_by) values (gen_random_uuid(), $1, 'p', $2, now(), 'x')`, [realm, await keys.seal('source')])
    await t.sql(`insert into observatory.feed (id, realm, name, url, tlp, sure, daily, auth, secret, by_id, by_name, added_at) values (gen_random_uuid(), $1, 'p', 'https://a.example/', 'amber', true, false, 'key', $2, 'x', 'x', now())`, [realm, await keys.seal('feed')])
  }
  await centre.retention.requests.add(coordinator, { sought: { name: 'Ada', emails: [], phones: [], accounts: [], reports: [], lang: 'it' }, kinds: ['access'], verified: 'not_yet', receivedOn: '2026-11-27' })
  const sealedOfDay = await createDayKeys(t.db, keys).seal(clock.now(), 'x', Buffer.from('originale'))
  const plain = Buffer.from('una prova')
  const hash = createHash('sha256').update(plain).digest('hex')
  const paths = [join(folder, 'evidence', hash.slice(0, 2), `${hash}.age`), join(folder, 'evidence', 'unknown', `${'a'.repeat(64)}.age`)]
  for (const path of paths) { mkdirSync(join(path, '..'), { recursive: true }); writeFileSync(path, await buffer(await keys.sealStream(Readable.toWeb(Readable.from([plain])) as never))) }

  const needs = { db: t.db, clock, dataFolder: folder, things: centre.sealed, realms: () => centre.exercise.service.realms() }
  expect(await rotationStatus(needs)).toMatchObject({ state: 'none' })
  const report = await rotateKeys(needs)
  expect(report).toMatchObject({ state: 'done', counts: { 'platform.day_keys': { renewed: 1 }, 'notices.secrets': { renewed: 2 }, 'intake.secrets': { renewed: 2 }, 'observatory.feeds': { renewed: 2 }, 'retention.requests': { renewed: 1 }, 'cases.evidence': { renewed: 2 } } })
  rmSync(join(folder, report.retiredFile!))

  const opener = () => { const made = new Decrypter(); made.addIdentity(readKeyFile(folder)[0]!); return made }
  const columns = await t.sql<{ s: string; t: string; c: string }>(`select table_schema as s, table_name as t, column_name as c from information_schema.columns join pg_tables on schemaname = table_schema and tablename = table_name where data_type = 'text' and table_schema not in ('pg_catalog', 'information_schema')`)
  let found = 0
  for (const { s, t: table, c } of columns) {
    for (const { sealed } of await t.sql<{ sealed: string }>(`select "${c}" as sealed from "${s}"."${table}" where "${c}" like '-----BEGIN AGE%'`)) {
      found += 1
      await opener().decrypt(armor.decode(sealed), 'text')
    }
  }
  expect(found).toBe(8)
  for (const path of paths) expect(Buffer.from(await opener().decrypt(readFileSync(path))).equals(plain)).toBe(true)
  expect((await createDayKeys(t.db, await openKeys(folder, { known: [], now: clock.now() })).open('x', sealedOfDay)).toString()).toBe('originale')
  // The centre that ran meanwhile goes on, and the page says since when.
  expect((await centre.retention.requests.list(coordinator, { limit: 10, offset: 0 })).items).toMatchObject([{ name: 'Ada' }])
  expect((await centre.retention.service.prove('x'))).toEqual([])
  expect(await rotationStatus(needs)).toMatchObject({ state: 'done', counts: { 'retention.requests': { proven: 1, left: [] }, 'cases.evidence': { proven: 2, left: [] } } })
})
