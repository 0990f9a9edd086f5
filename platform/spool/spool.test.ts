import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSpoolReader, openSpoolWriter } from './index.ts'

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'bastida-spool-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const text = (line: string) => [Buffer.from(line)]
const all = async () => {
  const reader = await openSpoolReader(folder)
  const { payloads } = await reader.read(1e9)
  return payloads.map(String)
}
const last = () => join(folder, readdirSync(folder).filter((name) => name.endsWith('.seg')).toSorted().at(-1)!)

test('what was acknowledged is read in order, over many segments and a second start', async () => {
  const given = Array.from({ length: 500 }, (_, i) => `line ${i} ${'.'.repeat(i)}`)
  const writer = await openSpoolWriter(folder, { maxBytes: 1e9, segmentBytes: 5000 })
  await Promise.all(given.slice(0, 300).map((one) => writer.append(text(one))))
  for (const one of given.slice(300, 400)) await writer.append(text(one))
  await writer.close()
  const again = await openSpoolWriter(folder, { maxBytes: 1e9, segmentBytes: 5000 })
  for (const one of given.slice(400)) await again.append(text(one))
  await again.close()
  expect(await all()).toEqual(given)
  expect(readdirSync(folder).length).toBeGreaterThan(10)
})

test('all that wait share one fsync', async () => {
  let writes = 0
  const write = async (file: FileHandle, parts: readonly Buffer[], at: number) => { writes += 1; await file.writev([...parts], at) }
  const writer = await openSpoolWriter(folder, { maxBytes: 1e9, write })
  await Promise.all(Array.from({ length: 200 }, (_, i) => writer.append(text(`${i}`))))
  await writer.close()
  expect(writes).toBeLessThanOrEqual(2)
  expect(await all()).toHaveLength(200)
})

test('the cursor outlives the reader, and what lies behind it goes from the disk', async () => {
  const writer = await openSpoolWriter(folder, { maxBytes: 1e9, segmentBytes: 1000 })
  for (let i = 0; i < 100; i++) await writer.append(text(`${i}`.padEnd(100)))
  const reader = await openSpoolReader(folder)
  const first = await reader.read(2000)
  expect(first.payloads.length).toBe(20)
  await reader.done(first.next)
  const files = readdirSync(folder).length
  const next = await (await openSpoolReader(folder)).read(1e9)
  expect(next.payloads.map(String)[0]?.trim()).toBe('20')
  await reader.done(next.next)
  expect(readdirSync(folder).length).toBeLessThan(files)
  await writer.append(text('later'))
  expect((await (await openSpoolReader(folder)).read(1e9)).payloads.map(String)).toEqual(['later'])
  await writer.close()
})

test('several readers, each at its own pace: a file goes when all have it behind them, also one who was never there', async () => {
  const writer = await openSpoolWriter(folder, { maxBytes: 1e9, segmentBytes: 1000 })
  for (let i = 0; i < 50; i++) await writer.append(text(`${i}`.padEnd(100)))
  const files = () => readdirSync(folder).filter((name) => name.endsWith('.seg')).length
  const all = ['', 'archive']
  // A queue as it was before there were two: with one cursor.
  const alone = await openSpoolReader(folder)
  await alone.done((await alone.read(2000)).next)
  const before = files()
  const rules = await openSpoolReader(folder, { all })
  expect(await rules.waiting()).toBe(30 * 108)
  await rules.done((await rules.read(1e9)).next)
  expect([files(), await rules.waiting()]).toEqual([before, 0])
  const archive = await openSpoolReader(folder, { name: 'archive', all })
  const first = await archive.read(1e9, 30 * 108)
  expect(first.payloads.map(String)[0]?.trim()).not.toBe('0')
  expect(first.next).toBe(30 * 108)
  await archive.done(first.next)
  expect(files()).toBeLessThan(before)
  const again = await openSpoolReader(folder, { name: 'archive', all })
  const rest = await again.read(1e9)
  expect(rest.payloads.map((one) => String(one).trim())).toEqual(Array.from({ length: 20 }, (_, i) => `${30 + i}`))
  await again.done(rest.next)
  expect(files()).toBe(1)
  // The disk lost what somebody has read: writing goes on beyond whoever read the most.
  await writer.close()
  truncateSync(last(), statSync(last()).size - 9)
  await (await openSpoolWriter(folder, { maxBytes: 1e9 })).close()
  expect(await again.waiting()).toBe(0)
})

test('a full spool refuses at once, and takes again when the reader has gone on', async () => {
  const writer = await openSpoolWriter(folder, { maxBytes: 10_000, segmentBytes: 1000 })
  const full = async () => { for (let i = 0; i < 100; i++) await writer.append(text('x'.repeat(500))) }
  await expect(full()).rejects.toMatchObject({ code: 'busy', params: { retryAfterSeconds: 5 } })
  const reader = await openSpoolReader(folder)
  const { payloads, next } = await reader.read(1e9)
  expect(payloads.length).toBeGreaterThan(15)
  await reader.done(next)
  await writer.append(text('again'))
  await writer.close()
  expect(await all()).toContain('again')
})

test('a disk that fills up in the middle of a write says so, leaves nothing torn and heals', async () => {
  let broken = false
  const write = async (file: FileHandle, parts: readonly Buffer[], at: number) => {
    if (!broken) { await file.writev([...parts], at); return }
    await file.write(Buffer.concat(parts).subarray(0, 11), 0, 11, at)
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  }
  const writer = await openSpoolWriter(folder, { maxBytes: 1e9, write })
  await writer.append(text('before'))
  broken = true
  await expect(writer.append(text('lost, and said so'))).rejects.toMatchObject({ code: 'no_space' })
  broken = false
  await writer.append(text('after'))
  await writer.close()
  expect(await all()).toEqual(['before', 'after'])
})

test('a torn tail is cut, whatever it is made of', async () => {
  const tails = [Buffer.from([1]), Buffer.alloc(8), Buffer.alloc(4096), Buffer.from('ffffffff00000000', 'hex'), Buffer.concat([Buffer.from([5, 0, 0, 0, 1, 2, 3, 4]), Buffer.from('hello')])]
  const given: string[] = []
  for (const [i, tail] of tails.entries()) {
    const writer = await openSpoolWriter(folder, { maxBytes: 1e9 })
    await writer.append(text(`${i}`))
    given.push(`${i}`)
    await writer.close()
    appendFileSync(last(), tail)
  }
  const writer = await openSpoolWriter(folder, { maxBytes: 1e9 })
  await writer.append(text('end'))
  await writer.close()
  expect(await all()).toEqual([...given, 'end'])
})

test('a disk that lost what was already read is written on from beyond it', async () => {
  const writer = await openSpoolWriter(folder, { maxBytes: 1e9 })
  for (const one of ['a', 'b', 'c']) await writer.append(text(one))
  await writer.close()
  const reader = await openSpoolReader(folder)
  await reader.done((await reader.read(1e9)).next)
  truncateSync(last(), statSync(last()).size - 9)
  const again = await openSpoolWriter(folder, { maxBytes: 1e9 })
  await again.append(text('d'))
  await again.close()
  expect((await (await openSpoolReader(folder)).read(1e9)).payloads.map(String)).toEqual(['d'])
})

test('nothing that was acknowledged is lost by kill -9, time after time', { timeout: 60_000 }, async () => {
  const child = fileURLToPath(new URL('killed.child.ts', import.meta.url))
  const said = new Set<string>()
  let from = 0
  for (let round = 0; round < 8; round++) {
    const writer = spawn(process.execPath, [child, folder, String(from)], { stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    const enough = new Promise<void>((resolve) => writer.stdout.on('data', (bytes: Buffer) => { output += String(bytes); if (output.length > 400 + 300 * round) resolve() }))
    await enough
    writer.kill('SIGKILL')
    await once(writer, 'close')
    const lines = output.split('\n').slice(0, -1)
    for (const line of lines) said.add(line)
    from += 1_000_000
  }
  const kept = (await all()).map((line) => line.split(' ')[0]!)
  expect(said.size).toBeGreaterThan(500)
  expect([...said].filter((one) => !kept.includes(one))).toEqual([])
  expect(new Set(kept).size).toBe(kept.length)
})
