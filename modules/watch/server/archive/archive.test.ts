/** From the queue into segments: real files, a real database, and processes that are killed. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { folderStore, readRows, type SegmentStore } from '#platform/archive/index.ts'
import { systemClock } from '#platform/clock.ts'
import { Refusal } from '#platform/contract/index.ts'
import { createLog } from '#platform/log/index.ts'
import { cleared, compileSigma, RECORD, testWatch, type TestWatch } from '../testing.ts'
import { createArchiver } from './archiver.ts'

const DAY = 86_400_000
let s: TestWatch
let a: { id: string; token: string }
let b: { id: string; token: string }
let store: SegmentStore
beforeAll(async () => {
  s = await testWatch()
  a = await s.source()
  b = await s.source(s.party.B, { ...RECORD, retentionDays: 10 })
  store = folderStore(s.centre.watch.archiveFolder)
  await s.loop()
}, 120_000)
afterAll(() => s?.close())

type Row = { id: number; party_id: string; source_id: string; name: string; rows: number; sha256: string; day: string; until: Date }
const segments = () => s.t.sql<Row>(`select id, party_id, source_id, name, rows, encode(sha256, 'hex') as sha256, day::text as day, until from watch.segment order by id`)
const archive = () => s.centre.watch.periodic.find((one) => one.name === 'watch.archive')!.run(undefined as never)
const files = () => store.list()
const spooled = () => readdirSync(s.centre.watch.spoolFolder).flatMap((name) => readdirSync(join(s.centre.watch.spoolFolder, name)).filter((one) => one.endsWith('.seg')))
async function linesOf(names: readonly string[]): Promise<string[]> {
  const lines: string[] = []
  for (const name of names) {
    const blob = (await store.get(name))!
    for await (const row of readRows(blob)) lines.push(Buffer.from(row.line).toString())
    await blob.close()
  }
  return lines
}
const context = () => ({ ground: { db: s.t.db, clock: systemClock, log: createLog('silent', systemClock.now), publicUrl: '', dataFolder: join(s.centre.watch.spoolFolder, '../..') }, needs: { cases: {} as never, territory: {} as never, compile: compileSigma, process: '', spoolBytes: 80_000 } })

test('after some minutes lines of each source lie in a file of their own, with their hash and their term, and leave the queue', async () => {
  await s.bulk(a.token, [cleared('one'), 'not json', cleared('two')])
  await s.bulk(b.token, [cleared('other')])
  await s.loop()
  await archive()
  expect(await segments()).toEqual([])
  s.advance(6 * 60_000)
  await s.bulk(a.token, [cleared('three')])
  await archive()
  const rows = await segments()
  expect(rows.map((row) => [row.party_id, row.source_id, row.rows, row.day, row.until])).toEqual([
    [s.party.A, a.id, 4, '2026-11-25', new Date('2026-12-26T00:00:00Z')], [s.party.B, b.id, 1, '2026-11-25', new Date('2026-12-06T00:00:00Z')],
  ])
  expect(rows[0]!.name).toMatch(new RegExp(`^live/${s.party.A}/${a.id}/2026-11-25/[0-9a-f-]+\\.parquet$`))
  for (const row of rows) expect(createHash('sha256').update(readFileSync(join(s.centre.watch.archiveFolder, row.name))).digest('hex')).toBe(row.sha256)
  expect(await linesOf([rows[0]!.name])).toEqual([JSON.stringify(cleared('one')), 'not json', JSON.stringify(cleared('two')), JSON.stringify(cleared('three'))])
  expect(await linesOf([rows[1]!.name])).toEqual([JSON.stringify(cleared('other'))])
  expect(await files()).toEqual(rows.map((row) => row.name).toSorted())
})

test('killed with -9 in the middle, over and over: each line that was acknowledged is in the archive once, and no file is left over', { timeout: 120_000 }, async () => {
  const child = fileURLToPath(new URL('killed.child.ts', import.meta.url))
  const before = await segments()
  const given: string[] = []
  for (let i = 0; i < 60; i++) {
    const lines = Array.from({ length: 40 }, (_, n) => JSON.stringify(cleared(`host-${i}-${n}`)))
    expect((await s.bulk(i % 3 ? a.token : b.token, lines)).statusCode).toBe(200)
    given.push(...lines)
  }
  const seen: number[] = []
  for (let round = 0; round < 6; round++) {
    const running = spawn(process.execPath, [child, 'archive', JSON.stringify(s.t.connect.app), s.centre.watch.spoolFolder], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(running.stdout, 'data')
    const until = performance.now() + 10_000
    const [rows, there] = [(await segments()).length, (await files()).length]
    // Between file and row where it can be met: as soon as a file is there; else a little later each time.
    while (performance.now() < until && (round % 2 ? (await files()).length <= there : (await segments()).length <= rows)) await sleep(1)
    await sleep(3 * round)
    running.kill('SIGKILL')
    await once(running, 'close')
    seen.push((await segments()).length - before.length)
  }
  expect(seen.at(-1), seen.join()).toBeGreaterThan(2)
  const rest = createArchiver(context(), { wanted: async () => true, ready: async () => {}, busy: async () => true })
  await rest.run()
  const rows = (await segments()).slice(before.length)
  expect((await linesOf(rows.map((row) => row.name))).toSorted()).toEqual(given.toSorted())
  expect(await files()).toEqual((await segments()).map((row) => row.name).toSorted())
  // Bodies do not meet: each file has the lines of its own source.
  for (const row of rows) {
    const blob = (await store.get(row.name))!
    for await (const one of readRows(blob)) expect(one.source).toBe(row.source_id)
    await blob.close()
  }
  await s.loop()
  expect(spooled()).toHaveLength(1)
})

test('while the disk is full nothing leaves the queue; with room again all is kept, once', async () => {
  const before = (await segments()).length
  await s.bulk(a.token, [cleared('full-1'), cleared('full-2')])
  let full = true
  const narrow: SegmentStore = { ...store, put: (key, bytes) => (full ? Promise.reject(new Refusal('no_space')) : store.put(key, bytes)) }
  const archiver = createArchiver(context(), { wanted: async () => true, ready: async () => {}, busy: async () => true }, narrow)
  for (let i = 0; i < 2; i++) await expect(archiver.run()).rejects.toMatchObject({ code: 'no_space' })
  await s.loop()
  expect((await segments()).length).toBe(before)
  await s.bulk(a.token, [cleared('full-3')])
  full = false
  await archiver.run()
  const rows = (await segments()).slice(before)
  expect(await linesOf(rows.map((row) => row.name))).toEqual(['full-1', 'full-2', 'full-3'].map((host) => JSON.stringify(cleared(host))))
})

test('when the day is over its small files become one, with the same lines; the old ones go', async () => {
  const before = await segments()
  const lines = (await linesOf(before.filter((row) => row.source_id === a.id).map((row) => row.name)))
  expect(before.length).toBeGreaterThan(4)
  s.advance(DAY)
  await archive()
  const after = await segments()
  expect(after.map((row) => row.source_id).toSorted()).toEqual([a.id, b.id].toSorted())
  const [one] = after.filter((row) => row.source_id === a.id)
  expect(await linesOf([one!.name])).toEqual(lines)
  expect([one!.rows, one!.until]).toEqual([lines.length, before.find((row) => row.source_id === a.id)!.until])
  s.advance(60_000)
  await archive()
  expect(await files()).toEqual(after.map((row) => row.name).toSorted())
  expect(await s.t.sql('select 1 from watch.deletion')).toEqual([])
})

test('lines go when the days of their source are over, with a proof that the body reads; a shorter term holds for what is there', async () => {
  const [ofA, ofB] = [(await segments()).find((row) => row.source_id === a.id)!, (await segments()).find((row) => row.source_id === b.id)!]
  s.advance(8 * DAY)
  await s.centre.retention.service.purge('command')
  expect(await segments()).toHaveLength(2)
  // The session went with the rest.
  const coordinator = await s.signIn('coordinator@prova.example')
  const version = (await coordinator('GET', `/api/watch/sources/${a.id}`)).json.version
  expect((await coordinator('PUT', `/api/watch/sources/${a.id}/record`, { ...RECORD, retentionDays: 7, version })).status).toBe(200)
  await s.centre.retention.service.purge('command')
  expect((await segments()).map((row) => row.source_id)).toEqual([b.id])
  expect(existsSync(join(s.centre.watch.archiveFolder, ofA.name))).toBe(true)
  await archive()
  expect(existsSync(join(s.centre.watch.archiveFolder, ofA.name))).toBe(false)
  await s.person('Ada', 'admin', s.party.A)
  const own = (await (await s.signIn('ada@prova.example'))('GET', `/api/watch/bodies/${s.party.A}`)).json
  expect(own.deletions).toEqual([{ name: ofA.name, source: 'Server del protocollo', day: '2026-11-25', lines: ofA.rows, sha256: ofA.sha256, why: 'term', until: '2026-12-03T00:00:00.000Z', at: expect.any(String), goneAt: expect.any(String) }])
  expect(own.sources[0].kept).toBeNull()
  expect((await (await s.signIn('coordinator@prova.example'))('GET', `/api/watch/bodies/${s.party.B}`)).json).toMatchObject({ deletions: [], sources: [{ kept: { lines: ofB.rows, from: '2026-11-25', until: '2026-12-06T00:00:00.000Z' } }] })
  expect(await s.t.sql(`select party_id, detail->>'sha256' as sha256 from audit.entry where action = 'watch.segment_deleted'`)).toEqual([{ party_id: s.party.A, sha256: ofA.sha256 }])
})

test('a source that is ended: what is kept goes now, with proofs that say why; only while it is paused', async () => {
  const coordinator = await s.signIn('coordinator@prova.example')
  const before = (await segments()).filter((row) => row.source_id === b.id)
  expect(before.length).toBeGreaterThan(0)
  const end = () => coordinator('POST', `/api/watch/sources/${b.id}/end`, { reason: 'Il contratto è finito' })
  expect((await end()).status).toBe(409)
  await coordinator('PATCH', `/api/watch/sources/${b.id}`, { active: false })
  expect([(await end()).json, (await end()).json]).toEqual([{ segments: before.length }, { segments: 0 }])
  await archive()
  expect((await files()).filter((name) => name.includes(b.id))).toEqual([])
  await s.person('Bea', 'admin', s.party.B)
  const own = (await (await s.signIn('bea@prova.example'))('GET', `/api/watch/bodies/${s.party.B}`)).json
  expect(own.deletions).toMatchObject(before.map((row) => ({ name: row.name, why: 'ended', sha256: row.sha256, goneAt: expect.any(String) })))
  expect(await s.t.sql(`select detail->>'reason' as reason from audit.entry where action = 'watch.end_kept' order by id`)).toEqual([1, 2].map(() => ({ reason: 'Il contratto è finito' })))
})
