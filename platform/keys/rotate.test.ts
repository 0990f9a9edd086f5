/** A key is replaced while everything stays readable; killed with -9 in the middle, it goes on; the old key leaves only when the new one opens all. */
import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identityToRecipient } from 'age-encryption'
import { fixedClock } from '../clock.ts'
import { system } from '../contract/index.ts'
import { sealedDayKeys } from '../db/dayKeys.ts'
import { knownRecipients, rememberRecipient } from '../db/keys.ts'
import { testDatabase, type TestDatabase } from '../testing/database.ts'
import { createDayKeys, type DaySealed } from './day.ts'
import { readKeyFile, readRetired } from './file.ts'
import { openKeys, type Keys } from './index.ts'
import { rotateKeys, rotationStatus, type RotateNeeds } from './rotate.ts'
import { folderOf } from './rotate.testing.ts'

const clock = fixedClock(new Date('2026-11-27T09:00:00Z'))
const actor = system('test')
let t: TestDatabase
beforeAll(async () => { t = await testDatabase() })
afterAll(() => t.close())

type Life = { data: string; keys: Keys; files: { path: string; plain: Buffer }[]; day: DaySealed[]; needs: RotateNeeds; old: string }
/** A centre with evidence and with days, all under its first key. */
async function life(files: number, days: number): Promise<Life> {
  await t.sql('delete from platform.key_rotation'); await t.sql('delete from platform.day_key'); await t.sql('delete from platform.key')
  const data = mkdtempSync(join(tmpdir(), 'bastida-rotate-'))
  const keys = await openKeys(data, { known: [], now: clock.now() })
  await t.db.as(actor, (tx) => rememberRecipient(tx, keys.recipient!, clock.now()))
  const made: Life['files'] = []
  for (let i = 0; i < files; i += 1) {
    const plain = randomBytes(70_000)
    const path = join(data, 'evidence', `${createHash('sha256').update(plain).digest('hex')}.age`)
    mkdirSync(join(data, 'evidence'), { recursive: true })
    writeFileSync(path, await buffer(await keys.sealStream(Readable.toWeb(Readable.from([plain])) as never)))
    made.push({ path, plain })
  }
  const dayKeys = createDayKeys(t.db, keys)
  const day: DaySealed[] = []
  for (let i = 0; i < days; i += 1) day.push(await dayKeys.seal(new Date(clock.now().getTime() + i * 86_400_000), 'x', Buffer.from(`giorno ${i}`)))
  return { data, keys, files: made, day, old: keys.recipient!, needs: { db: t.db, clock, dataFolder: data, things: [sealedDayKeys, folderOf(data)] } }
}
/** Everything, with what lies in the folder and nothing else in memory. */
async function readable({ data, files, day }: Life, keys?: Keys): Promise<void> {
  const opened = keys ?? await openKeys(data, { known: await t.db.as(actor, knownRecipients), now: clock.now() })
  expect(opened.missing).toEqual([])
  for (const { path, plain } of files) expect((await buffer(await opened.openStream(Readable.toWeb(Readable.from([readFileSync(path)])) as never))).equals(plain)).toBe(true)
  const days = createDayKeys(t.db, opened)
  for (const [i, one] of day.entries()) expect((await days.open('x', one)).toString()).toBe(`giorno ${i}`)
}

test('all is sealed anew and proven; the old key stands apart; a server that runs follows', { timeout: 60_000 }, async () => {
  const one = await life(4, 3)
  const report = await rotateKeys(one.needs)
  expect(report).toMatchObject({ state: 'done', replaced: [one.old], counts: { 'platform.day_keys': { renewed: 3, proven: 3, left: [], unreadable: [] }, 'test.files': { renewed: 4, proven: 4, left: [], unreadable: [] } } })
  expect(readKeyFile(one.data)).toHaveLength(1)
  expect(await identityToRecipient(readKeyFile(one.data)[0]!)).toBe(report.recipient)
  expect(await Promise.all(readRetired(one.data).map((identity) => identityToRecipient(identity)))).toEqual([one.old])
  // Without the old key nothing is missing, neither for a new start nor in the words of the database.
  renameSync(join(one.data, report.retiredFile!), join(one.data, 'safe'))
  await readable(one)
  // The one that was open before seals to the new key, and reads what is under it.
  const text = await one.keys.seal('dopo')
  expect(one.keys.recipient).toBe(report.recipient)
  await readable(one, one.keys)
  expect(await (await openKeys(one.data, { known: [], now: clock.now() })).open(text)).toBe('dopo')
  expect(await rotationStatus(one.needs)).toMatchObject({ state: 'done', counts: { 'test.files': { proven: 4, renewed: 0, left: [] } } })
  expect((await t.sql<{ action: string }>(`select action from audit.entry where action like 'keys.%' order by id`)).map((row) => row.action)).toEqual(['keys.rotate', 'keys.rotated'])
})

test('killed with -9 at any point it goes on: nothing is lost, nothing unreadable, one new key', { timeout: 240_000 }, async () => {
  const one = await life(24, 5)
  const child = fileURLToPath(new URL('./rotate.child.ts', import.meta.url))
  for (const after of [1, 4, 12, 20]) {
    const killed = await new Promise<boolean>((resolve, reject) => {
      const run = spawn(process.execPath, [child, JSON.stringify({ connection: t.connect.app, data: one.data })], { stdio: ['ignore', 'pipe', 'inherit'] })
      run.stdout.on('data', (text: Buffer) => { if (text.toString().split('\n').some((line) => Number(line) >= after)) run.kill('SIGKILL') })
      run.on('close', (_code, signal) => resolve(signal === 'SIGKILL')); run.on('error', reject)
    })
    expect(killed, `after ${after}`).toBe(true)
    // Between two tries everything opens, and the old key is still in its place.
    await readable(one)
  }
  const report = await rotateKeys(one.needs)
  expect(report).toMatchObject({ state: 'done', replaced: [one.old], counts: { 'platform.day_keys': { proven: 5 }, 'test.files': { proven: 24, left: [] } } })
  expect(report.counts['test.files']!.renewed).toBeLessThan(24)
  expect(readKeyFile(one.data)).toHaveLength(1)
  expect(await t.sql('select count(*)::int as n from platform.key')).toEqual([{ n: 2 }])
  rmSync(join(one.data, report.retiredFile!))
  await readable(one)
})

test('what no key opens is said; what cannot take its place leaves the old key where it is', { timeout: 60_000 }, async () => {
  const one = await life(2, 0)
  const lost = await openKeys(mkdtempSync(join(tmpdir(), 'bastida-lost-')), { known: [], now: clock.now() })
  const strange = join(one.data, 'evidence', `${'0'.repeat(64)}.age`)
  writeFileSync(strange, await buffer(await lost.sealStream(Readable.toWeb(Readable.from([Buffer.from('x')])) as never)))
  let busy = true
  const files = folderOf(one.data)
  const stuck = { ...files, replace: async (path: string, fresh: string) => (busy && path === one.files[0]!.path ? Promise.reject(new Error('no space')) : (files as Extract<typeof files, { kind: 'files' }>).replace(path, fresh)) } as typeof files
  const first = await rotateKeys({ ...one.needs, things: [sealedDayKeys, stuck] })
  expect(first).toMatchObject({ state: 'going', retiredFile: null, counts: { 'test.files': { renewed: 1, left: [expect.stringMatching(/\.age$/)], unreadable: [`${'0'.repeat(64)}.age`] } } })
  expect(readKeyFile(one.data)).toHaveLength(2)
  expect(existsSync(strange)).toBe(true)
  await readable(one)
  busy = false
  expect(await rotateKeys({ ...one.needs, things: [sealedDayKeys, stuck] })).toMatchObject({ state: 'done', recipient: first.recipient })
  await readable(one)
})
