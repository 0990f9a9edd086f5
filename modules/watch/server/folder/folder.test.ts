/** Files that are dropped into folders: real ones, also while they are written, broken, linked, and read by somebody who is killed. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '#platform/config.ts'
import { openSpoolReader } from '#platform/spool/index.ts'
import { readFrame } from '../frame.ts'
import { RECORD, testWatch, type TestWatch } from '../testing.ts'
import { QUIET_MS } from './folder.ts'

let s: TestWatch
let root: string
let keeps: { folder: string; keep: boolean }
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'bastida-drops-'))
  s = await testWatch({ given: { logs: keeps = { folder: root, keep: false } } })
}, 120_000)
afterAll(async () => { await s?.close(); rmSync(root, { recursive: true, force: true }) })

async function source(record: object | null = RECORD, partyId = s.party.A) {
  const { json: { id } } = await s.coordinator('POST', '/api/watch/sources', { partyId, kind: 'folder', label: 'Gestionale', shows: ['servers'] })
  if (record) await s.coordinator('PUT', `/api/watch/sources/${id}/record`, { ...record, version: 1 })
  const folder = join(root, id)
  mkdirSync(folder)
  return { id: id as string, folder, put: (name: string, bytes: string | Buffer) => writeFileSync(join(folder, name), bytes), left: () => readdirSync(folder).toSorted() }
}
const look = () => s.centre.watch.periodic.find((one) => one.name === 'watch.folder')!.run(undefined as never)
const through = async () => { await look(); s.advance(QUIET_MS); await look() }
const days = (id: string) => s.t.sql<{ received: number; empty: number; tooLarge: number }>('select received::int as received, empty::int as empty, too_large::int as "tooLarge" from watch.day where source_id = $1', [id])
const page = async (id: string) => (await s.coordinator('GET', `/api/watch/sources/${id}`)).json
async function linesIn(spool: string): Promise<string[]> {
  const reader = await openSpoolReader(spool, { name: 'of-the-test', all: ['of-the-test'] })
  const { payloads } = await reader.read(Infinity)
  return payloads.flatMap((one) => String(readFrame(one).lines).split('\n').filter(Boolean))
}

test('whole files of every kind are read once they are quiet, and then taken away; what is not whole stays', async () => {
  const one = await source()
  one.put('a.ndjson', '{"a":1}\n\n{"a":2}\n')
  one.put('b.json', '[{"b":1},{"b":2},{"b":3}]')
  one.put('c.log', '<86>Nov 25 08:59:00 web01 sshd[77]: x\nplain words\n')
  one.put('d.txt.gz', gzipSync(`{"d":1}\n${'z'.repeat(1_048_577)}\nlast without an end`))
  const ignored = ['.hidden.log', 'e.log.part', 'f.tmp', 'g.csv']
  for (const name of ignored) one.put(name, '{"x":1}\n')
  mkdirSync(join(one.folder, 'h.log'))
  await look()
  expect(one.left()).toContain('a.ndjson')
  s.advance(QUIET_MS / 2)
  appendFileSync(join(one.folder, 'a.ndjson'), '{"a":3}\n')
  await look()
  s.advance(QUIET_MS / 2)
  await look()
  expect(one.left()).toEqual([...ignored, 'a.ndjson', 'h.log'].toSorted())
  s.advance(QUIET_MS / 2)
  await look()
  expect(one.left()).toEqual([...ignored, 'h.log'].toSorted())
  await s.loop()
  expect(await days(one.id)).toEqual([{ received: 3 + 3 + 2 + 2, empty: 1, tooLarge: 1 }])
  expect(await page(one.id)).toMatchObject({ open: true, kind: 'folder', files: { path: one.folder, refused: 0, newest: [] } })
  expect(await s.t.sql(`select detail->>'name' as name, detail->>'lines' as lines from audit.entry where action = 'watch.file' order by id`)).toEqual([['b.json', '3'], ['c.log', '2'], ['d.txt.gz', '2'], ['a.ndjson', '3']].map(([name, lines]) => ({ name, lines })))
})

test('what cannot be read goes aside with its reason, and holds nobody up; links lead nowhere', async () => {
  const [one, two] = [await source(), await source()]
  const secret = join(root, 'secret.log')
  writeFileSync(secret, 'secret\n')
  one.put('bad.gz.log.gz', gzipSync('x'.repeat(10_000)).subarray(0, 20))
  one.put('list.json', '[1,')
  one.put('wide.txt', Buffer.alloc(17 * 1_048_576, 'x'))
  one.put('bomb.log.gz', gzipSync(Buffer.alloc(260 * 1_048_576, '\n'), { level: 1 }))
  one.put('good.log', 'fine\n')
  symlinkSync(secret, join(one.folder, 'link.log'))
  symlinkSync(two.folder, join(root, '0b6e6c1e-7c1d-4d5e-8f3a-1c2d3e4f5a6b'))
  two.put('other.log', 'of another\n')
  await through()
  expect([one.left(), readdirSync(join(one.folder, 'refused')).toSorted(), two.left(), existsSync(secret)]).toEqual([['link.log', 'refused'], ['bad.gz.log.gz', 'bomb.log.gz', 'list.json', 'wide.txt'], [], true])
  const { files } = await page(one.id)
  expect([files.refused, files.newest.map((file: { name: string; why: string }) => [file.name, file.why]).toSorted()]).toEqual([4, [['bad.gz.log.gz', 'packed'], ['bomb.log.gz', 'too_large'], ['list.json', 'list'], ['wide.txt', 'line']]])
  await s.loop()
  expect([(await days(one.id))[0]!.received, (await days(two.id))[0]!.received]).toEqual([1, 1])
  expect(await s.t.sql(`select count(*)::int as n from audit.entry where action = 'watch.file_refused'`)).toEqual([{ n: 4 }])
})

test('only with a complete record; the same content again is not read again; kept where the centre keeps', async () => {
  const [shut, open] = [await source(null), await source()]
  shut.put('a.log', 'waits\n')
  open.put('a.log', 'one\ntwo\n')
  await through()
  expect([shut.left(), open.left()]).toEqual([['a.log'], []])
  open.put('again.log', 'one\ntwo\n')
  await s.coordinator('PUT', `/api/watch/sources/${shut.id}/record`, { ...RECORD, version: 1 })
  await through()
  expect([shut.left(), open.left()]).toEqual([[], []])
  await s.loop()
  expect([await days(open.id), await days(shut.id)]).toMatchObject([[{ received: 2 }], [{ received: 1 }]])
  keeps.keep = true
  open.put('k.log', 'kept\n')
  await through()
  open.put('k.log', 'kept as well\n')
  await through()
  keeps.keep = false
  expect([open.left(), readdirSync(join(open.folder, 'done')).length]).toEqual([['done'], 2])
  await s.coordinator('PATCH', `/api/watch/sources/${open.id}`, { active: false })
  open.put('p.log', 'paused\n')
  await through()
  expect(open.left()).toEqual(['done', 'p.log'])
})

test('killed with -9 in the middle, over and over: every line once, but for the piece at which a kill came', { timeout: 120_000 }, async () => {
  const one = await source()
  const given = Array.from({ length: 120_000 }, (_, n) => `{"n":${n},"x":"${'x'.repeat(60)}"}`)
  one.put('big.ndjson', given.map((line) => `${line}\n`).join(''))
  const spool = join(root, 'spool')
  const child = fileURLToPath(new URL('killed.child.ts', import.meta.url))
  const place = async () => (await s.t.sql<{ place: number }>('select place::int as place from watch.file where source_id = $1', [one.id]))[0]?.place ?? 0
  const seen: number[] = []
  let kills = 0
  for (let round = 0; round < 12 && one.left().length > 0; round++) {
    const before = await place()
    const running = spawn(process.execPath, [child, JSON.stringify(s.t.connect.app), root, spool], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(running.stdout, 'data')
    const until = performance.now() + 15_000
    while (await place() <= before && one.left().length > 0 && performance.now() < until) await sleep(1)
    await sleep(round % 3)
    running.kill('SIGKILL')
    await once(running, 'close')
    kills += 1
    seen.push(await place())
  }
  expect(seen.filter((at) => at > 0).length, seen.join()).toBeGreaterThan(0)
  if (one.left().length > 0) { keeps.keep = false; await through() }
  const files = (await import('node:fs')).readdirSync(s.centre.watch.spoolFolder).map((name) => join(s.centre.watch.spoolFolder, name))
  const lines = [...await linesIn(spool), ...(await Promise.all(files.map(linesIn))).flat()].filter((line) => line.startsWith('{"n":'))
  const counts = new Map<string, number>()
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1)
  expect([counts.size, given.every((line) => counts.has(line))]).toEqual([given.length, true])
  // A piece is a megabyte: fourteen thousand of these lines.
  expect(lines.length - given.length).toBeLessThanOrEqual(kills * 15_000)
})

test('a centre without the folder offers no such source, and a silent one looks at none', async () => {
  expect([readConfig({ LOGS_FOLDER: 'relative' }).problems.map((one) => one.variable), readConfig({ LOGS_FOLDER: '/srv/logs/' }).config!.logs, readConfig({ LOGS_FOLDER: '/srv/logs', SILENT: 'yes' }).config!.logs]).toEqual([['LOGS_FOLDER'], { folder: '/srv/logs', keep: false }, undefined])
  const plain = await testWatch()
  try {
    expect((await plain.coordinator('POST', '/api/watch/sources', { partyId: plain.party.A, kind: 'folder', label: 'x', shows: ['web'] })).status).toBe(400)
    expect((await plain.coordinator('GET', '/api/watch/sources')).json.folder).toBe(false)
  } finally { await plain.close() }
})
