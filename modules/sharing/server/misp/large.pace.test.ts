/** An event of 100,000 attributes, into a collection and into the catalogue, while the process goes on answering. */
import { mkdtempSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { testSharing, type TestSharing } from '../testing.ts'

let s: TestSharing
beforeAll(async () => { s = await testSharing() }, 120_000)
afterAll(() => s?.close())

const ATTRIBUTES = 100_000
const STRETCH_MS = 50
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const large = (seconds: number, value = 'casa') => Buffer.from(JSON.stringify({ Event: {
  uuid: uuid(1), info: 'Un evento molto grande', date: '2025-12-30', timestamp: String(seconds), published: true, analysis: '2', threat_level_id: '2', Orgc: { name: 'CSIRT di prova', uuid: uuid(2) }, Tag: [{ name: 'tlp:green' }, { name: 'rsit:fraud="phishing"' }],
  Attribute: Array.from({ length: ATTRIBUTES }, (_, n) => ({ uuid: uuid(n + 10), type: n % 2 ? 'domain' : 'sha256', category: 'Network activity', value: n % 2 ? `${value}${n}.example` : String(n).padStart(64, 'a'), to_ids: true, timestamp: '1767225600', comment: '', deleted: false, distribution: '5' })),
} }))

/** The longest stretch of this thread's own work between two turns of its loop; and the longest delay, in which the work of others on this machine counts, too. */
async function longest(work: () => Promise<unknown>): Promise<{ stretchMs: number; delayMs: number; ms: number }> {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  const spent = () => { const { user, system: kernel } = process.threadCpuUsage(); return (user + kernel) / 1000 }
  let [goesOn, stretchMs, before] = [true, 0, spent()]
  const look = () => { const now = spent(); stretchMs = Math.max(stretchMs, now - before); before = now; if (goesOn) setTimeout(look, 1) }
  await new Promise((resolve) => { setTimeout(resolve, 200) })
  before = spent()
  look()
  delay.enable()
  const from = performance.now()
  await work()
  goesOn = false
  delay.disable()
  return { stretchMs: Math.round(stretchMs), delayMs: Math.round(delay.max / 1e6), ms: Math.round(performance.now() - from) }
}
async function within(what: string, work: () => Promise<unknown>): Promise<void> {
  const { stretchMs, delayMs, ms } = await longest(work)
  process.stdout.write(`${what}: longest stretch ${stretchMs} ms (delay ${delayMs} ms) of ${ms} ms; ${Math.round(process.memoryUsage.rss() / 1e6)} MB\n`)
  expect([what, stretchMs <= STRETCH_MS ? 'within' : stretchMs]).toEqual([what, 'within'])
}

test('the sharing’s road: new, the same again, and a newer event, none of which holds the process up', async () => {
  await s.collection('grande')
  const bring = async (bytes: Buffer) => s.centre.sharing.service.importFile(system('test'), 'grande', (async function* () { for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536) })(), 'misp')
  const [first, newer] = [large(1_767_225_700), large(1_767_225_900, 'villa')]
  await within('stored', async () => expect(await bring(first)).toMatchObject({ events: 1, refusals: 0, conflicts: 0, stored: expect.any(Number) }))
  await within('the same again', async () => expect(await bring(first)).toMatchObject({ events: 1, stored: 0 }))
  await within('newer', async () => expect(await bring(newer)).toMatchObject({ events: 1, refusals: 0, conflicts: 0 }))
  expect(await s.t.sql(`select count(*)::int as n from sharing.object where type = 'indicator' and newest`)).toEqual([{ n: ATTRIBUTES }])
}, 600_000)

test('the catalogue’s road: a file, and a folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bastida-large-'))
  await writeFile(join(folder, `${uuid(1)}.json`), large(1_767_225_700))
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ [uuid(1)]: { info: 'x', timestamp: '1767225700' } }))
  const run = (path: string) => s.centre.observatory.imports.run(system('test'), { path, fileName: 'grande', tlp: 'amber' })
  await within('file', async () => expect((await run(join(folder, `${uuid(1)}.json`))).now).toEqual({ read: 1, stored: 1, merged: 0, refused: 0 }))
  await within('folder', async () => expect((await run(folder)).now).toEqual({ read: 1, stored: 0, merged: 1, refused: 0 }))
}, 600_000)
