import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { detecting } from './detect.ts'

const folder = mkdtempSync(join(tmpdir(), 'bastida-detect-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const rule = (id: string, product: string, contains: string) =>
  `title: ${contains}\nid: ${id}\nlogsource:\n  product: ${product}\ndetection:\n  selection:\n    CommandLine|contains: '${contains}'\n  condition: selection\n`
const [dump, clear] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']
mkdirSync(join(folder, 'rules/deep'), { recursive: true })
writeFileSync(join(folder, 'rules/a.yml'), rule(dump, 'windows', 'procdump'))
writeFileSync(join(folder, 'rules/deep/b.yaml'), rule(clear, 'linux', 'history -c'))
writeFileSync(join(folder, 'rules/deep/broken.yml'), 'title: Broken\nlogsource:\n  product: windows\ndetection:\n  condition: nobody\n')
writeFileSync(join(folder, 'rules/notes.txt'), 'no rule')
const lines = [
  '{"product":"windows","CommandLine":"PROCDUMP -ma lsass"}', '', '{"product":"windows","CommandLine":"history -c"}', '{"product":"linux","CommandLine":"history -c; procdump"}\r',
  '{"broken":', '{"CommandLine":"history -c; procdump"}',
]
writeFileSync(join(folder, 'events.ndjson'), lines.join('\n'))

async function run(...args: string[]) {
  const [out, said]: [string[], string[]] = [[], []]
  const code = await detecting.run(args, { out: (text) => out.push(text), say: (text) => said.push(text) })
  return { code, out: out.map((line) => JSON.parse(line) as unknown), said }
}
const paths = ['--rules', join(folder, 'rules'), '--events', join(folder, 'events.ndjson'), '--json']

test('each event that matches with its line from 0 and its rules; what was refused with the reason', { timeout: 60_000 }, async () => {
  const { code, out, said } = await run(...paths)
  expect(code).toBe(0)
  expect(out).toEqual([{ line: 0, rules: [dump] }, { line: 3, rules: [clear] }, { line: 5, rules: [dump, clear] }])
  const summary = JSON.parse(said.at(-1)!) as Record<string, unknown>
  expect(summary).toMatchObject({ matched_events: 3, matches: 4, broken: 1, rules: 2, workers: 1, refused: [{ path: 'deep/broken.yml', document: 0 }] })
  expect((summary['refused'] as { reason: string }[])[0]!.reason).toMatch(/no selection/)
})

test('without log sources each rule is asked of each event; two workers answer in the order of the lines', { timeout: 60_000 }, async () => {
  const all = await run(...paths, '--routing', 'none')
  expect(all.out).toEqual([{ line: 0, rules: [dump] }, { line: 2, rules: [clear] }, { line: 3, rules: [dump, clear] }, { line: 5, rules: [dump, clear] }])
  // More than one piece, so that both workers have something to do.
  writeFileSync(join(folder, 'many.ndjson'), `${lines[0]}\n{"x":"${'y'.repeat(90)}"}\n`.repeat(60_000))
  const many = (await run('--rules', join(folder, 'rules'), '--events', join(folder, 'many.ndjson'), '--json', '--workers', '2')).out as { line: number; rules: string[] }[]
  expect(many).toHaveLength(60_000)
  expect(many.every((one, at) => one.line === at * 2 && one.rules[0] === dump)).toBe(true)
})

test('correlations fire at the end, in the order of the lines, by the events’ own times', { timeout: 60_000 }, async () => {
  const many = '33333333-3333-4333-8333-333333333333'
  mkdirSync(join(folder, 'together'))
  writeFileSync(join(folder, 'together/a.yml'), `${rule(dump, 'windows', 'procdump')}name: dump\n---\ntitle: Many\nid: ${many}\ncorrelation:\n  type: event_count\n  rules:\n    - dump\n  group-by:\n    - Computer\n  timespan: 1m\n  condition:\n    gte: 3\n`)
  const event = (second: number, more: object = {}) => JSON.stringify({ '@timestamp': `2026-11-25T09:${String(Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}Z`, product: 'windows', Computer: 'PC-1', CommandLine: 'procdump', ...more })
  writeFileSync(join(folder, 'together.ndjson'), [event(0), event(10), event(20, { Computer: 'PC-2' }), event(30), event(200), event(210, { '@timestamp': undefined }), event(220, { Computer: undefined })].join('\n'))
  const { code, out, said } = await run('--rules', join(folder, 'together'), '--events', join(folder, 'together.ndjson'), '--json', '--workers', '2')
  expect([code, out.length]).toEqual([0, 8])
  expect(out.at(-1)).toEqual({ correlation: many, group: { Computer: 'PC-1' }, from: '2026-11-25T09:00:00.000Z', to: '2026-11-25T09:00:30.000Z', count: 3, value: 3, lines: [0, 1, 3] })
  expect(JSON.parse(said.at(-1)!)).toMatchObject({ matches: 7, correlations: 1, correlations_left_out: 0, fired: 1, not_counted: 2, groups_given_up: 0 })
})

test('what cannot be run says how to', async () => {
  expect(await run('--rules', folder)).toMatchObject({ code: 2, said: [expect.stringMatching(/^Usage: bastida detect/)] })
  expect((await run(...paths, '--workers', '0')).code).toBe(2)
  expect((await run(...paths, '--routing', 'all')).code).toBe(2)
})
