/** A new rule asked of what was kept. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createNaive, readRules } from '#engines/sigma/index.ts'
import { CLEARED, cleared, RECORD, testWatch, type TestWatch } from '../testing.ts'

let s: TestWatch
let a: { id: string; token: string }
let b: { id: string; token: string }
beforeAll(async () => {
  s = await testWatch()
  a = await s.source()
  b = await s.source(s.party.B, RECORD)
  await s.loop()
}, 120_000)
afterAll(() => s?.close())

const run = (name: string) => s.centre.watch.periodic.find((one) => one.name === name)!.run(undefined as never)
const through = async () => { await run('watch.archive'); await run('watch.hunt') }
const start = async (body: object) => {
  const answer = await s.coordinator('POST', '/api/watch/hunts', body)
  expect(answer.status, JSON.stringify(answer.json)).toBe(201)
  return answer.json.id as string
}
const read = async (id: string) => (await s.coordinator('GET', `/api/watch/hunts/${id}`)).json
const rule = (words: string, id = '') => `title: Dump di lsass\n${id}logsource:\n  product: windows\ndetection:\n  selection:\n    CommandLine|contains: '${words}'\n  condition: selection\nlevel: high\n`
const event = (command: string) => ({ '@timestamp': '2026-11-25T08:00:00Z', winlog: { channel: 'Microsoft-Windows-Sysmon/Operational', provider_name: 'Microsoft-Windows-Sysmon', event_id: '1', event_data: { CommandLine: command, User: 'mrossi' } } })

test('a rule of the catalogue finds what came before, the newest lines too; each body has its own, and one case', async () => {
  await s.bulk(a.token, [cleared('one'), event('notepad'), cleared('two'), 'not json'])
  await s.bulk(b.token, [event('notepad'), cleared('three')])
  const id = await start({ kind: 'rule', ruleId: CLEARED })
  expect(await read(id)).toMatchObject({ state: 'waiting', title: 'Windows event log cleared', found: [] })
  await through()
  const hunt = await read(id)
  expect(hunt).toMatchObject({ state: 'done', total: 2, done: 2, missing: 0, lines: 6, broken: 1, hits: 3, bodies: 2, sighting: { bodies: 2, firstDay: '2026-11-25', lastDay: '2026-11-25' }, ruleId: CLEARED })
  expect(JSON.stringify(hunt.sighting)).not.toContain('name')
  expect(hunt.found.map((one: { party: { id: string }; hits: number; samples: { line: string; at: string }[] }) => [one.party.id, one.hits, one.samples.map((sample) => [JSON.parse(sample.line).host.name, sample.at])])).toEqual([
    [s.party.A, 2, [['one', '2026-11-25T09:00:00.000Z'], ['two', '2026-11-25T09:00:00.000Z']]], [s.party.B, 1, [['three', '2026-11-25T09:00:00.000Z']]],
  ])
  // No case by itself; by a person, one for each body, and audited.
  expect(await s.t.sql('select 1 from cases."case"')).toEqual([])
  const made = await Promise.all([1, 2].map(() => s.coordinator('POST', `/api/watch/hunts/${id}/bodies/${s.party.B}/case`)))
  expect(made.map((one) => [one.status, one.json.caseId])).toEqual([1, 2].map(() => [201, made[0]!.json.caseId]))
  expect(await s.t.sql('select party_id, title from cases."case"')).toEqual([{ party_id: s.party.B, title: 'Windows event log cleared' }])
  expect((await read(id)).found.map((one: { caseRef: string }) => one.caseRef)).toEqual(['', made[0]!.json.ref])
  expect(await s.t.sql(`select count(*)::int as n from audit.entry where action = 'watch.hunt_case'`)).toEqual([{ n: 1 }])
  expect(await s.t.sql(`select party_id from audit.entry where action = 'watch.hunt' order by party_id`)).toEqual([s.party.A, s.party.B].toSorted().map((party_id) => ({ party_id })))
  // Nothing came twice, and a body where nothing was met has no case.
  expect((await s.coordinator('POST', `/api/watch/hunts/${id}/bodies/${s.party.P}/case`)).status).toBe(404)
})

test('the text of a rule, days and one body; what does not match is not told', async () => {
  await s.bulk(b.token, [event('procdump -ma lsass'), event('procdump again')])
  const at = await start({ kind: 'rule', text: `${rule('procdump')}---\n${rule('lsass')}`, partyId: s.party.A })
  const everywhere = await start({ kind: 'rule', title: 'Nostra', text: `${rule('procdump')}---\n${rule('lsass')}` })
  const before = await start({ kind: 'rule', text: rule('procdump'), from: '2026-11-01', to: '2026-11-24' })
  await through()
  expect(await read(at)).toMatchObject({ state: 'done', hits: 0, found: [], party: { id: s.party.A } })
  const found = await read(everywhere)
  // A line is one hit, whatever number of rules it meets.
  expect(found).toMatchObject({ state: 'done', title: 'Nostra', hits: 2, found: [{ party: { id: s.party.B }, hits: 2 }] })
  expect(found.found[0].samples.map((one: { what: string }) => one.what)).toEqual(['Dump di lsass', 'Dump di lsass'])
  expect(await read(before)).toMatchObject({ state: 'done', total: 0, hits: 0 })
})

test('indicators: an address, a domain and a hash in whatever field', async () => {
  await s.bulk(a.token, [{ src: '203.0.113.7', x: 1 }, { q: 'mail.evil.example.' }, { file: { hash: 'd41d8cd98f00b204e9800998ecf8427e' } }, { src: '203.0.113.8' }])
  const id = await start({ kind: 'indicator', text: '203.0.113.7\n# a comment\nevil[.]example\nD41D8CD98F00B204E9800998ECF8427E\n' })
  await through()
  const hunt = await read(id)
  expect([hunt.state, hunt.found.map((one: { party: { id: string }; samples: { what: string }[] }) => [one.party.id, one.samples.map((sample) => sample.what)])]).toEqual(['done', [[s.party.A, ['203.0.113.7', 'evil.example', 'd41d8cd98f00b204e9800998ecf8427e']]]])
})

test('what several things met is kept for each, as if it had been asked alone', async () => {
  const values = ['198.51.100.0/24', '198.51.100.7', '198.51.100.9:443', 'parte.example', 'posta.parte.example', 'http://parte.example/x', '/solo/percorso.php', 'mallory@parte.example', 'assente.example']
  await s.bulk(a.token, [{ src: '198.51.100.7', dst: 'posta.parte.example' }, { url: 'http://parte.example/x/y?z' }, { destination: { ip: '198.51.100.9', port: 443 } }, { ip: '198.51.100.9' }, { path: 'https://altro.example/solo/percorso.php' }])
  s.advance(6 * 60_000)
  await run('watch.archive')
  await s.bulk(b.token, ['words of mallory@parte.example and 198.51.100.7', { q: 'parte.example', again: 'parte.example' }])
  const together = await start({ kind: 'indicator', text: values.join('\n') })
  const alone: string[] = []
  for (const value of values) alone.push(await start({ kind: 'indicator', text: value }))
  const rules = await start({ kind: 'rule', text: `${rule('procdump')}---\n${rule('again')}---\n${rule('nothing of this')}` })
  await through()
  const kept = (id: string) => s.t.sql<{ hits: number }>('select sum(count)::int as hits from watch.hunt_part where hunt_id = $1 group by part', [id]).then((all) => all.map((one) => one.hits).toSorted())
  const each = (await Promise.all(alone.map(read))).map((one) => one.hits as number)
  expect(each.at(-1)).toBe(0)
  expect(each.slice(0, -1).every((hits) => hits > 0), String(each)).toBe(true)
  expect(await kept(together)).toEqual(each.filter((hits) => hits > 0).toSorted())
  expect(await kept(rules)).toEqual([1, 2])
  for (const id of alone) expect(await kept(id)).toEqual([])
  const { told } = await read(together)
  expect(told).toMatchObject({ tlp: null, lack: null, bodies: 0, waiting: 2 })
  expect(told.parts.map((one: { name: string; lack: string | null; says: { count: number } | null }) => [one.name, one.lack, one.says?.count])).toEqual(expect.arrayContaining([['assente.example', null, 0], ['parte.example', 'unjudged', undefined], ['198.51.100.7', 'unjudged', undefined]]))
  expect(told.parts).toHaveLength(values.length)
  // From before, or of too many, it is not kept: nothing is told of any.
  await s.t.sql(`update watch.hunt set parts = '{}' where id = $1`, [together])
  expect((await read(together)).told).toMatchObject({ lack: 'several', parts: [] })
  const many = await start({ kind: 'indicator', text: Array.from({ length: 101 }, (_, n) => `n${n}.assente.example`).join('\n') })
  await through()
  expect((await read(many)).told).toMatchObject({ lack: 'several', parts: [] })
})

test('STIX patterns: alone, with what they look at and no line has, and those of a bundle', async () => {
  await s.bulk(b.token, [{ source: { ip: '192.0.2.77' }, destination: { ip: '192.0.2.1' } }, { message: '192.0.2.77 in words only' }, { q: 1, dns: { question: { name: 'C2.stix.example' } } }, '192.0.2.77 broken', { src_ip: '192.0.2.78' }, `{"src_ip":"192.0.2.\\u0037\\u0037"}`])
  const id = await start({ kind: 'pattern', text: `[ipv4-addr:value = '192.0.2.77' OR domain-name:value = 'c2.stix.example' OR mutex:name = 'x']` })
  const indicators = [`[ipv4-addr:value ISSUBSET '192.0.2.76/30']`, `[url:value = 'x'] REPEATS 2 TIMES`].map((pattern, n) => ({ type: 'indicator', id: `indicator--${n}`, name: `Nome ${n}`, pattern, pattern_type: 'stix' }))
  const bundle = await start({ kind: 'pattern', text: JSON.stringify({ type: 'bundle', objects: indicators }) })
  await through()
  const hunt = await read(id)
  expect(hunt).toMatchObject({ state: 'done', hits: 3, leftOut: ['this pattern looks at mutex:name, which no log line has'], found: [{ party: { id: s.party.B }, hits: 3 }] })
  expect(await read(bundle)).toMatchObject({ state: 'done', title: 'Nome 0', hits: 3, leftOut: [expect.stringMatching(/^Nome 1: REPEATS/)], found: [{ samples: [{ what: 'Nome 0' }, { what: 'Nome 0' }, { what: 'Nome 0' }] }] })
})

test('what cannot be asked is refused with the reason; only the centre asks', async () => {
  const refused = async (body: object) => { const { status, json } = await s.coordinator('POST', '/api/watch/hunts', body); return [status, json.fields?.[0].path] }
  for (const text of [`[mutex:name = 'x']`, `[ipv4-addr:value = '203.0.113.7'] FOLLOWEDBY [url:value = 'x']`, `[ipv4-addr:value = `, '']) expect(await refused({ kind: 'pattern', text }), text).toEqual([400, 'body.text'])
  expect(await refused({ kind: 'rule', text: 'title: Rotta\nlogsource:\n  product: linux\ndetection:\n  condition: selection\n' })).toEqual([400, 'body.text'])
  expect(await refused({ kind: 'rule', text: '' })).toEqual([400, 'body.text'])
  expect(await refused({ kind: 'indicator', text: '\n# nothing\n' })).toEqual([400, 'body.text'])
  expect(await refused({ kind: 'rule', ruleId: 'nobody' })).toEqual([404, undefined])
  expect(await refused({ kind: 'rule', text: rule('x'), from: '2026-11-25', to: '2026-11-24' })).toEqual([400, 'body.to'])
  await s.person('Ada', 'admin', s.party.A)
  const ada = await s.signIn('ada@prova.example')
  expect((await ada('GET', '/api/watch/hunts')).status).toBe(403)
  expect((await ada('POST', '/api/watch/search', { partyId: s.party.A, from: '2026-11-25', to: '2026-11-25', words: ['x'] })).status).toBe(403)
})

test('a pattern that comes to no end ends the hunt, with what it was', { timeout: 60_000 }, async () => {
  await s.bulk(a.token, [{ words: `${'a'.repeat(60)}!` }])
  const id = await start({ kind: 'rule', text: `title: Gira\nlogsource:\n  product: windows\ndetection:\n  selection:\n    words|re: '^(?:(\\w+)\\1?)+$'\n  condition: selection\n`.replace('product: windows', 'product: test') })
  await s.bulk(a.token, [{ product: 'test', words: `${'a'.repeat(60)}!` }])
  await through()
  expect(await read(id)).toMatchObject({ state: 'failed', why: 'stuck', whyText: expect.stringContaining('+)') })
})

test('cancelled, it keeps what it has; a segment whose file is away is counted and the others are asked', async () => {
  const id = await start({ kind: 'rule', text: rule('procdump') })
  await run('watch.archive')
  expect((await s.coordinator('POST', `/api/watch/hunts/${id}/cancel`)).status).toBe(204)
  expect((await s.coordinator('POST', `/api/watch/hunts/${id}/cancel`)).status).toBe(409)
  await run('watch.hunt')
  expect(await read(id)).toMatchObject({ state: 'cancelled', done: 0 })
  const [{ name }] = await s.t.sql<{ name: string }>('select name from watch.segment where party_id = $1 order by id limit 1', [s.party.A]) as [{ name: string }]
  rmSync(join(s.centre.watch.archiveFolder, name))
  const next = await start({ kind: 'rule', text: rule('procdump') })
  await through()
  expect(await read(next)).toMatchObject({ state: 'done', missing: 1, hits: 2 })
  await s.t.sql('delete from watch.segment where name = $1', [name])
})

test('killed with -9 over and over it goes on where it was: nothing is met twice, and all that a naive reading meets', { timeout: 120_000 }, async () => {
  const child = fileURLToPath(new URL('../archive/killed.child.ts', import.meta.url))
  const text = rule('mimi')
  const naive = createNaive(readRules([{ path: 'a', text }]).rules)
  const expected = new Map<string, number>()
  for (let i = 0; i < 24; i++) {
    const [source, party] = i % 2 ? [a, s.party.A] as const : [b, s.party.B] as const
    const lines = Array.from({ length: 300 }, (_, n) => event(n % 7 === i % 7 ? `x MIMI-${i}-${n}` : `y ${n}`))
    expect((await s.bulk(source.token, lines)).statusCode).toBe(200)
    const met = new Set<number>()
    naive.scan(Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join('')), (line) => met.add(line))
    expected.set(party, (expected.get(party) ?? 0) + met.size)
    // A segment of its own for each.
    s.advance(6 * 60_000)
    await run('watch.archive')
  }
  const id = await start({ kind: 'rule', text })
  await run('watch.archive')
  const done = async () => (await s.t.sql<{ done: number }>('select done from watch.hunt where id = $1', [id]))[0]!.done
  const seen: number[] = []
  for (let round = 0; round < 4; round++) {
    const before = await done()
    const running = spawn(process.execPath, [child, 'hunt', JSON.stringify(s.t.connect.app), s.centre.watch.spoolFolder], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(running.stdout, 'data')
    const until = performance.now() + 20_000
    while (await done() <= before && performance.now() < until) await sleep(1)
    await sleep(round)
    running.kill('SIGKILL')
    await once(running, 'close')
    seen.push(await done())
  }
  expect(seen.some((n) => n > 0 && n < 24), `nobody was killed in the middle: ${seen.join()}`).toBe(true)
  await run('watch.hunt')
  const hunt = await read(id)
  expect([hunt.state, hunt.done]).toEqual(['done', hunt.total])
  expect(new Map(hunt.found.map((one: { party: { id: string }; hits: number }) => [one.party.id, one.hits]))).toEqual(expected)
  expect(hunt.hits).toBe([...expected.values()].reduce((sum, n) => sum + n, 0))
  expect(hunt.found.map((one: { samples: unknown[] }) => one.samples.length)).toEqual([5, 5])
})

test('words in the lines of one body: none of another, recorded, and how far it came', async () => {
  const look = (partyId: string, words: string[], from = '2026-11-25') => s.coordinator('POST', '/api/watch/search', { partyId, from, to: '2026-11-30', words })
  const found = (await look(s.party.B, ['PROCDUMP', 'lsass'])).json
  expect(found).toMatchObject({ end: 'whole', lines: [{ source: 'Server del protocollo', at: '2026-11-25T09:00:00.000Z', line: JSON.stringify(event('procdump -ma lsass')), cut: false }] })
  expect((await look(s.party.A, ['procdump'])).json).toMatchObject({ end: 'whole', lines: [] })
  expect((await look(s.party.A, ['sysmon'])).json).toMatchObject({ end: 'limit', lines: { length: 200 } })
  expect((await look(s.party.A, ['sysmon'], '2026-11-26')).json).toMatchObject({ lines: [], segments: 0, newest: null })
  expect(await s.t.sql(`select detail->'words' as words from audit.entry where action = 'watch.search' and party_id = $1`, [s.party.B])).toEqual([{ words: ['PROCDUMP', 'lsass'] }])
})
