import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { folderStore, readRows, readSegment, search, segmentWriter, type Row, type SegmentStore } from './index.ts'

let folder: string
let store: SegmentStore
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'bastida-archive-')); store = folderStore(folder) })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const [one, two] = ['0b6e6c1e-7c1d-4d5e-8f3a-1c2d3e4f5a6b', '1b6e6c1e-7c1d-4d5e-8f3a-1c2d3e4f5a6b']
const at = (ms: number) => new Date(Date.UTC(2026, 10, 25, 9) + ms)
const elapsedMs = () => performance.now()
const always = { from: new Date(0), to: new Date(8e15), limit: 1000, limitMs: 20_000 }
async function rowsOf(key: string): Promise<Row[]> {
  const blob = (await store.get(key))!
  const rows: Row[] = []
  for await (const row of readRows(blob)) rows.push(row)
  await blob.close()
  return rows
}
async function replayed(key: string): Promise<string[]> {
  const blob = (await store.get(key))!
  const lines: string[] = []
  for await (const piece of readSegment(blob)) { lines.push(...piece.lines.toString('utf8').split('\n').slice(0, -1)) }
  await blob.close()
  return lines
}

test('lines come back as they were: letters of all kinds, bytes that are no text, nothing at all, a megabyte', async () => {
  const bad = Buffer.from([0x7b, 0xff, 0x22, 0xe2, 0x82, 0x7d])
  const long = JSON.stringify({ x: 'è€𝄞'.repeat(110_000) })
  const given = ['{"a":"à 𝄞"}', '', '{"a":1}\r', long, 'null\u0000byte']
  const writer = segmentWriter()
  writer.add(at(1), one, Buffer.from(given.map((line) => `${line}\n`).join('')))
  writer.add(at(2), two, Buffer.concat([Buffer.from('good\n'), bad, Buffer.from('\nlast without an end')]))
  writer.add(at(3), two, Buffer.alloc(0))
  const written = writer.finish()!
  expect([written.rows, written.first, written.last]).toEqual([8, at(1), at(2)])
  await store.put('live/a/x.parquet', written.bytes)
  const lines = [...given, 'good', bad.toString('utf8'), 'last without an end']
  expect(await replayed('live/a/x.parquet')).toEqual(lines)
  expect((await rowsOf('live/a/x.parquet')).map((row) => [row.at, row.source, Buffer.from(row.line).toString(), row.bytes && Buffer.from(row.bytes)])).toEqual(lines.map((line, i) => [at(i < 5 ? 1 : 2), i < 5 ? one : two, line, i === 6 ? bad : null]))
  const found = await search({ ...always, files: [join(folder, 'live/a/x.parquet')], words: ['GOOD'] }, { elapsedMs })
  expect(found).toEqual({ lines: [{ at: at(2), source: two, line: 'good', cut: false }], files: 1, end: 'whole' })
  expect((await search({ ...always, files: [join(folder, 'live/a/x.parquet')], words: ['è€'] }, { elapsedMs })).lines).toMatchObject([{ cut: true, line: [...long].slice(0, 4096).join('') }])
})

test('many groups of rows, and the same again gives the same file', async () => {
  const made = () => {
    const writer = segmentWriter()
    for (let n = 0; n < 300; n++) writer.add(at(n), n % 2 ? one : two, Buffer.from(Array.from({ length: 1000 }, (_, i) => `{"n":${n * 1000 + i},"x":"${'x'.repeat(40)}"}\n`).join('')))
    return writer.finish()!
  }
  const [first, second] = [made(), made()]
  const stored = await store.put('live/b/y.parquet', first.bytes)
  expect(await store.put('live/b/z.parquet', second.bytes)).toEqual(stored)
  const lines = await replayed('live/b/y.parquet')
  expect([lines.length, first.rows]).toEqual([300_000, 300_000])
  expect(lines.every((line, n) => line.startsWith(`{"n":${n},`))).toBe(true)
  const blob = (await store.get('live/b/y.parquet'))!
  let before = 0
  for await (const piece of readSegment(blob)) {
    expect([await piece.at(0), await piece.at(piece.rows - 1)]).toEqual([at(Math.floor(before / 1000)), at(Math.floor((before + piece.rows - 1) / 1000))])
    before += piece.rows
  }
  await blob.close()
  const rows = await rowsOf('live/b/y.parquet')
  expect(rows.every((row, n) => row.source === (Math.floor(n / 1000) % 2 ? one : two) && row.at.getTime() === at(Math.floor(n / 1000)).getTime())).toBe(true)
})

test('no line makes no segment', () => expect(segmentWriter().finish()).toBeUndefined())

test('a search says how far it came: the bound of rows, the bound of time, marks that are no wildcards, times', async () => {
  const files = ['live/b/y.parquet', 'live/b/z.parquet'].map((key) => join(folder, key))
  const ten = await search({ ...always, files, words: ['xxx'], limit: 10 }, { elapsedMs })
  expect([ten.lines.length, ten.files, ten.end, ten.lines[0]!.at]).toEqual([10, 0, 'limit', at(299)])
  expect(await search({ ...always, files, words: ['xxx'], limitMs: 0 }, { elapsedMs })).toEqual({ lines: [], files: 0, end: 'time' })
  expect((await search({ ...always, files, words: ['x%x'] }, { elapsedMs })).lines).toEqual([])
  expect((await search({ ...always, files, words: ['"n":299_'] }, { elapsedMs })).lines).toEqual([])
  const both = await search({ ...always, files, words: ['"n":2999', 'x'] }, { elapsedMs })
  expect([both.lines.length, both.files, both.end]).toEqual([2 * (1 + 10 + 100), 2, 'whole'])
  expect((await search({ ...always, files, words: ['"n":2'], from: at(2), to: at(3), limit: 5000 }, { elapsedMs })).lines).toHaveLength(2000)
})

test('an injection is a word like any other, and no other file can be opened', async () => {
  const files = [join(folder, 'live/b/y.parquet')]
  expect((await search({ ...always, files, words: [`' or 1=1 --`] }, { elapsedMs })).lines).toEqual([])
  writeFileSync(join(folder, 'secret.txt'), 'secret')
  await expect(search({ ...always, files: [join(folder, 'secret.txt')], words: [] }, { elapsedMs })).rejects.toThrow()
})

test('the folder: whole files only, replaced in one step, listed below a prefix, taken away', async () => {
  expect(await store.list('live/b/')).toEqual(['live/b/y.parquet', 'live/b/z.parquet'])
  expect(await store.list('nobody/')).toEqual([])
  await store.remove('live/b/z.parquet')
  await store.remove('live/b/z.parquet')
  await store.remove('nobody/at/home.parquet')
  expect([await store.list('live/b/'), await store.get('live/b/z.parquet')]).toEqual([['live/b/y.parquet'], undefined])
  for (const key of ['../out.parquet', 'a/../../out', '/etc/passwd', 'a//b', '.hidden', 'a\u0000b', '']) await expect(store.put(key, Buffer.from('x')), key).rejects.toThrow(/no key/)
  expect(readdirSync(join(folder, 'live/a'))).toEqual(['x.parquet'])
  expect(statSync(join(folder, 'live/a/x.parquet')).mode & 0o077).toBe(0)
})
