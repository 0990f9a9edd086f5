import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { folderStore, segmentWriter } from '#platform/archive/index.ts'
import { hunting } from './hunt.ts'

const folder = mkdtempSync(join(tmpdir(), 'bastida-hunt-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const [dump, a, b] = ['11111111-1111-4111-8111-111111111111', '0b6e6c1e-7c1d-4d5e-8f3a-1c2d3e4f5a6b', '1b6e6c1e-7c1d-4d5e-8f3a-1c2d3e4f5a6b']
writeFileSync(join(folder, 'rule.yml'), `title: x\nid: ${dump}\nlogsource:\n  product: windows\ndetection:\n  selection:\n    CommandLine|contains: procdump\n  condition: selection\n`)
const hit = '{"product":"windows","CommandLine":"PROCDUMP"}'

beforeAll(async () => {
  const store = folderStore(join(folder, 'archive'))
  for (const [party, day, lines] of [[a, '2026-11-24', ['{}', hit]], [a, '2026-11-25', [hit, '{broken', hit]], [b, '2026-11-25', [hit]]] as const) {
    const writer = segmentWriter()
    writer.add(new Date(`${day}T10:00:00Z`), party, Buffer.from(lines.map((line) => `${line}\n`).join('')))
    await store.put(`live/${party}/${party}/${day}/x.parquet`, writer.finish()!.bytes)
  }
})

async function run(...args: string[]) {
  const [out, said]: [string[], string[]] = [[], []]
  const code = await hunting.run(['--rules', join(folder, 'rule.yml'), '--archive', join(folder, 'archive'), '--json', ...args], { out: (text) => out.push(text), say: (text) => said.push(text) })
  return { code, out: out.map((line) => JSON.parse(line) as { segment: string; line: number; rules: string[] }), said }
}
const where = (out: { segment: string; line: number }[]) => out.map(({ segment, line }) => [segment.split('/')[1], segment.split('/')[3], line])

test('each line that matches with its segment and its number; a summary', { timeout: 60_000 }, async () => {
  const { code, out, said } = await run()
  expect([code, where(out)]).toEqual([0, [[a, '2026-11-24', 1], [a, '2026-11-25', 0], [a, '2026-11-25', 2], [b, '2026-11-25', 0]]])
  expect(out.every((one) => one.rules.join() === dump)).toBe(true)
  expect(JSON.parse(said.at(-1)!)).toMatchObject({ segments: 3, events: 5, broken: 1, matched_events: 4, matches: 4, rules: 1, workers: 1 })
})

test('one body, and days', { timeout: 60_000 }, async () => {
  expect(where((await run('--party', b)).out)).toEqual([[b, '2026-11-25', 0]])
  expect(where((await run('--to', '2026-11-24')).out)).toEqual([[a, '2026-11-24', 1]])
  expect(where((await run('--from', '2026-11-25', '--party', a, '--workers', '2')).out)).toEqual([[a, '2026-11-25', 0], [a, '2026-11-25', 2]])
})

test('a STIX pattern, and what of it no line has', async () => {
  const file = join(folder, 'pattern.txt')
  writeFileSync(file, `[process:command_line LIKE 'PROC%' OR mutex:name = 'x']`)
  const [out, said]: [string[], string[]] = [[], []]
  const code = await hunting.run(['--stix', file, '--archive', join(folder, 'archive'), '--json', '--from', '2026-11-25'], { out: (text) => out.push(text), say: (text) => said.push(text) })
  expect([code, where(out.map((line) => JSON.parse(line) as { segment: string; line: number })), said[0]]).toEqual([0, [[a, '2026-11-25', 0], [a, '2026-11-25', 2], [b, '2026-11-25', 0]], 'not asked: this pattern looks at mutex:name, which no log line has'])
  expect(JSON.parse(said.at(-1)!)).toMatchObject({ segments: 2, events: 4, matched_events: 3, patterns: 1 })
  expect((await run('--stix', file)).code).toBe(2)
})

test('what cannot be run says how to', async () => {
  expect(await run('--from', 'yesterday')).toMatchObject({ code: 2, said: [expect.stringMatching(/^Usage: bastida hunt/)] })
  expect((await run('--archive', join(folder, 'nobody'))).code).toBe(2)
})
