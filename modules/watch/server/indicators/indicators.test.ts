/** Lists of indicators: brought, replaced, met, held back, withdrawn, ended; who may know of whom. */
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { createLog } from '#platform/log/index.ts'
import { createIndicators } from './working.ts'
import { RECORD, testWatch, PASSWORD, type TestWatch } from '../testing.ts'

let s: TestWatch
let a: { id: string; token: string }
let b: { id: string; token: string }
let cookie: Record<string, string>
const ORIGIN = 'https://centro.velarda.example'
beforeAll(async () => {
  s = await testWatch()
  a = await s.source()
  b = await s.source(s.party.B, RECORD, ['workstations'])
  await s.person('Ada', 'admin', s.party.A)
  const answer = await s.http.inject({ method: 'POST', url: '/api/auth/sign-in/email', headers: { 'content-type': 'application/json', origin: ORIGIN }, payload: { email: 'coordinator@prova.example', password: PASSWORD } })
  cookie = { cookie: [answer.headers['set-cookie']].flat().map((one) => String(one).split(';')[0]).join('; '), origin: ORIGIN }
  await s.loop()
}, 120_000)
afterAll(() => s?.close())
beforeEach(async () => {
  await s.t.sql('delete from watch.sample; delete from watch.alert; delete from watch.suppression; delete from watch.list')
  // The queue is read, so that what was in force before speaks of nothing.
  await taken()
})

/** What lists say now is ready, and lines are read. */
const taken = async () => { await s.loop(); await s.centre.watch.lists.settled(); await s.loop() }
const add = async (more: object = {}) => {
  const answer = await s.coordinator('POST', '/api/watch/lists', { name: 'Lista di prova', source: 'CSIRT di prova', licence: 'CC-BY-4.0', confidence: 80, tlp: 'amber', days: null, format: 'list', state: 'alert', ...more })
  expect(answer.status, JSON.stringify(answer.json)).toBe(201)
  return answer.json.id as string
}
const put = (id: string, body: string | Buffer, headers: Record<string, string> = {}) => s.http.inject({ method: 'PUT', url: `/api/watch/lists/${id}/text?origin=prova.txt`, headers: { ...cookie, 'content-type': 'application/octet-stream', ...headers }, payload: body })
const bring = async (id: string, body: string | Buffer) => { const answer = await put(id, body); expect(answer.statusCode, answer.body).toBe(200); await taken(); return answer.json() }
const read = async (id: string) => (await s.coordinator('GET', `/api/watch/lists/${id}`)).json
const change = async (id: string, more: object) => {
  const { name, source, licence, confidence, tlp, days, state, version } = await read(id)
  return (await s.coordinator('PATCH', `/api/watch/lists/${id}`, { name, source, licence, confidence, tlp, days, state, version, ...more })).status
}
const line = (more: object, host = 'srv-01') => ({ '@timestamp': '2026-11-25T08:59:00Z', host: { name: host }, user: { name: 'mrossi' }, ...more })
const send = async (token: string, ...lines: (object | string)[]) => { await s.bulk(token, lines); await s.loop() }
const alerts = async () => (await s.coordinator('GET', '/api/watch/alerts')).json.items as { id: string; title: string; count: number; host: string; severity: string; level: string; ruleId: null; indicator: Record<string, unknown> | null; party: { id: string } }[]

test('a list is brought, counted by kind, replaced at once; refused rows are told with line and reason', async () => {
  const id = await add({ state: 'observe' })
  const said = await bring(id, '203.0.113.7 # scanner\r\nevil[.]example\n198.51.100.0/24\n0.0.0.0/0\n^re.*$\nd41d8cd98f00b204e9800998ecf8427e\n\n')
  expect(said).toMatchObject({ number: 1, values: 4, came: 4, went: 0, refused: 2, origin: 'prova.txt', kinds: [{ kind: 'ip', values: 1 }, { kind: 'range', values: 1 }, { kind: 'domain', values: 1 }, { kind: 'md5', values: 1 }], problems: [{ line: 4, code: 'too-wide' }, { line: 5, code: 'regex' }] })
  expect(await bring(id, gzipSync('203.0.113.7\nworse.example\n'))).toMatchObject({ number: 2, values: 2, came: 1, went: 3, refused: 0 })
  expect(await read(id)).toMatchObject({ state: 'observe', current: 2, values: 2, fresh: { values: 1, fits: true }, versions: [{ number: 2 }, { number: 1, came: 4 }] })
  await send(a.token, line({ q: 'evil.example' }), line({ q: 'worse.example' }))
  expect(await read(id)).toMatchObject({ hits: 1, bodies: 1, seen: [{ party: { id: s.party.A }, hits: 1, weak: 0, held: 0 }] })
  expect(await s.t.sql('select count(*)::int as n from watch.list_part where list_id = $1', [id])).toEqual([{ n: 2 }])
  await bring(id, '203.0.113.7\n')
  expect(await s.t.sql('select number from watch.list_part where list_id = $1 order by 1', [id])).toEqual([{ number: 2 }, { number: 3 }])
  expect(await s.t.sql(`select detail->>'came' as came from audit.entry where action = 'watch.list_text' and object = $1 order by id`, [`list:${id}`])).toEqual([{ came: '4' }, { came: '1' }, { came: '0' }])
  expect((await s.coordinator('DELETE', `/api/watch/lists/${id}`)).status).toBe(204)
  expect((await s.coordinator('GET', `/api/watch/lists/${id}`)).status).toBe(404)
})

test('one value, body, machine: one card, that says which, where, why, by whom and since when; and it becomes a case', async () => {
  const id = await add()
  const other = await add({ name: 'Altra', confidence: 40, state: 'observe' })
  await bring(other, 'evil.example\n')
  await bring(id, 'evil.example\n203.0.113.7:8443\n')
  await send(a.token, line({ dns: { question: { name: 'Mail.Evil.Example.' } } }), line({ url: 'http://evil.example/x' }), line({ q: 'evil.example' }, 'srv-02'), line({ dst: '203.0.113.7' }), line({ q: 'good.example' }))
  await send(a.token, line({ q: 'evil.example' }))
  await send(b.token, line({ q: 'evil.example' }))
  const found = await alerts()
  expect(found.map((one) => [one.party.id, one.title, one.host, one.count]).toSorted()).toEqual([[s.party.A, 'evil.example', 'srv-01', 3], [s.party.A, 'evil.example', 'srv-02', 1], [s.party.B, 'evil.example', 'srv-01', 1]].toSorted())
  const one = found.find((card) => card.count === 3)!
  expect(one).toMatchObject({ ruleId: null, level: 'high', severity: 'high', indicator: { kind: 'domain', value: 'evil.example', reason: 'under-domain', field: 'dns.question.name', list: { id, name: 'Lista di prova' }, others: ['Altra'], confidence: 80, tlp: 'amber', since: '2026-11-25T09:00:00.000Z', until: null } })
  const whole = (await s.coordinator('GET', `/api/watch/alerts/${one.id}`)).json
  expect(whole).toMatchObject({ why: [{ code: 'indicator', what: 'high', weight: 4 }, { code: 'asset', what: 'servers' }], rule: { yaml: '' } })
  expect(whole.samples).toHaveLength(3)
  // An address whose port was not seen is weak: counted alone.
  expect((await read(id)).seen).toEqual([{ party: expect.objectContaining({ id: s.party.A }), hits: 4, weak: 1, held: 0 }, { party: expect.objectContaining({ id: s.party.B }), hits: 1, weak: 0, held: 0 }])
  const made = await s.coordinator('POST', `/api/watch/alerts/${one.id}/case`)
  expect(made.status).toBe(201)
  expect(await s.t.sql('select title, tlp from cases."case" where id = $1', [made.json.caseId])).toEqual([{ title: 'evil.example', tlp: 'amber' }])
  expect((await s.coordinator('GET', '/api/watch/alerts')).json).toMatchObject({ alerting: expect.any(Number) })
})

test('ended by its own date, by the days of the list, withdrawn, switched off: no alert any more', async () => {
  const id = await add({ format: 'csv', days: 5 })
  expect(await bring(id, 'type;value;valid_until\nip;203.0.113.1;2026-11-26\nip;203.0.113.2;\ndomain;evil.example;\nip;203.0.113.300;\n')).toMatchObject({ values: 3, refused: 1 })
  const seen = async () => { await s.t.sql('delete from watch.sample; delete from watch.alert'); await send(a.token, line({ x: ['203.0.113.1', '203.0.113.2', 'evil.example'] })); return (await alerts()).map((one) => one.title).toSorted() }
  expect(await seen()).toEqual(['203.0.113.1', '203.0.113.2', 'evil.example'])
  const gone = await s.coordinator('POST', `/api/watch/lists/${id}/withdrawn`, { value: 'hxxp://Evil[.]example', reason: 'Sito di prova' })
  expect(gone.json).toMatchObject({ value: 'evil.example' })
  expect((await s.coordinator('POST', `/api/watch/lists/${id}/withdrawn`, { value: 'evil.example', reason: 'x' })).status).toBe(409)
  expect((await s.coordinator('POST', `/api/watch/lists/${id}/withdrawn`, { value: '???', reason: 'x' })).status).toBe(400)
  await taken()
  expect(await seen()).toEqual(['203.0.113.1', '203.0.113.2'])
  s.clock.advance(2 * 86_400_000)
  expect(await seen()).toEqual(['203.0.113.2'])
  expect((await read(id)).expired).toBe(1)
  expect((await s.coordinator('DELETE', `/api/watch/withdrawn/${gone.json.id}`)).status).toBe(204)
  await taken()
  expect(await seen()).toEqual(['203.0.113.2', 'evil.example'])
  s.clock.advance(4 * 86_400_000)
  expect(await seen()).toEqual([])
  expect((await read(id)).expired).toBe(3)
  expect(await change(id, { days: null })).toBe(204)
  await taken()
  expect(await seen()).toEqual(['203.0.113.2', 'evil.example'])
  expect(await change(id, { state: 'off' })).toBe(204)
  // At once, before anything is read anew.
  await s.t.sql('delete from watch.sample; delete from watch.alert')
  await send(a.token, line({ x: 'evil.example' }))
  expect(await alerts()).toEqual([])
  expect(await s.t.sql(`select object, reason from audit.entry where action = 'watch.withdraw'`)).toEqual([{ object: `list:${id}`, reason: 'Sito di prova' }])
  s.clock.advance(-6 * 86_400_000)
})

test('a warning list holds alerts back and counts them; off, it does not; expressions are refused', async () => {
  const id = await add()
  await bring(id, '8.8.8.8\nevil.example\n')
  const guard = await add({ name: 'Risolutori pubblici', format: 'warning' })
  expect(await read(guard)).toMatchObject({ kind: 'warning', state: 'guard', current: 0 })
  await bring(guard, JSON.stringify({ name: 'DNS', type: 'cidr', list: ['8.8.8.0/24', 'x'], matching_attributes: ['ip-src', 'ip-dst'] }))
  await send(a.token, line({ dst: '8.8.8.8' }), line({ q: 'evil.example' }))
  expect((await alerts()).map((one) => one.title)).toEqual(['evil.example'])
  expect([(await read(guard)).seen, (await read(id)).seen]).toEqual([[{ party: expect.objectContaining({ id: s.party.A }), hits: 0, weak: 0, held: 1 }], [{ party: expect.objectContaining({ id: s.party.A }), hits: 1, weak: 0, held: 1 }]])
  expect((await put(guard, JSON.stringify({ name: 'x', type: 'regex', list: ['/(a+)+$/'] }))).json()).toMatchObject({ code: 'invalid', fields: [{ problem: 'there is no value in it' }, { problem: expect.stringContaining('expressions') }] })
  expect(await change(guard, { state: 'alert' })).toBe(400)
  expect(await change(guard, { state: 'off' })).toBe(204)
  await taken()
  await send(a.token, line({ dst: '8.8.8.8' }))
  expect((await alerts()).map((one) => one.title).toSorted()).toEqual(['8.8.8.8', 'evil.example'])
})

test('what may not reach the body: it sees that something was met, on which machine, and no value; in the database too', async () => {
  const [red, open] = [await add({ tlp: 'red' }), await add({ name: 'Aperta', tlp: 'green', confidence: 20 })]
  await bring(red, 'secret-c2.example\n')
  await bring(open, 'evil.example\n')
  await send(a.token, line({ q: 'secret-c2.example' }), line({ q: 'evil.example' }))
  const ada = await s.signIn('ada@prova.example')
  const own = (await ada('GET', `/api/watch/bodies/${s.party.A}`)).json
  expect(own.alerts.map((one: Record<string, unknown>) => [one['title'], one['list'], one['restricted'], one['host'], one['severity']])).toEqual([['', null, true, 'srv-01', 'high'], ['evil.example', 'Aperta', false, 'srv-01', 'medium']])
  expect(JSON.stringify(own)).not.toContain('secret')
  expect((await alerts()).map((one) => one.title).toSorted()).toEqual(['evil.example', 'secret-c2.example'])
  const hidden = (await alerts()).find((one) => one.title === 'secret-c2.example')!
  // The row itself does not come: whatever a page asks.
  const member = { kind: 'person', id: 'x', name: 'x', roles: ['member'], scope: 'parties', parties: [s.party.A], realm: 'live' } as const
  const { listAlerts } = await import('../store/alerts-store.ts')
  expect((await s.t.db.as(member, (tx) => listAlerts(tx, { state: 'waiting', limit: 10, offset: 0 }))).rows.map((row) => [row.title, row.indicator?.value ?? null])).toEqual([['indicator', null], ['indicator', 'evil.example']])
  await s.coordinator('POST', `/api/watch/alerts/${hidden.id}/suppress`, { reason: 'Provato', days: 5 })
  // A silence by a field may name the value: what the body reads of it does not.
  await s.coordinator('POST', `/api/watch/alerts/${hidden.id}/suppress`, { field: 'dns.question.name', value: 'secret-c2.example', reason: 'Provato', days: 5 })
  const said = await s.t.sql<{ detail: object }>(`select detail from audit.entry where action = 'watch.suppress' order by id desc limit 2`)
  expect([said.length, JSON.stringify(said).includes('secret')]).toEqual([2, false])
  const made = (await s.coordinator('POST', `/api/watch/alerts/${hidden.id}/case`)).json
  expect(await s.t.sql('select tlp from cases."case" where id = $1', [made.caseId])).toEqual([{ tlp: 'red' }])
  // A list that is found to be stricter later narrows what it has raised; a wider one widens nothing.
  expect(await change(open, { tlp: 'amber+strict' })).toBe(204)
  expect((await ada('GET', `/api/watch/bodies/${s.party.A}`)).json.alerts.map((one: { title: string }) => one.title)).toEqual([''])
  expect(await change(open, { tlp: 'clear' })).toBe(204)
  expect((await ada('GET', `/api/watch/bodies/${s.party.A}`)).json.alerts.map((one: { title: string }) => one.title)).toEqual([''])
  // The log that a body reads tells no value.
  expect(JSON.stringify(await s.t.sql('select * from audit.entry where party_id = $1', [s.party.A]))).not.toContain('secret-c2')
  expect(JSON.stringify(await s.t.sql(`select facts from watch.week`))).not.toContain('secret')
})

test('silenced at one body, wholly or for one machine; others go on', async () => {
  const id = await add()
  await bring(id, 'evil.example\nworse.example\n')
  await send(a.token, line({ q: 'evil.example' }))
  const [one] = await alerts()
  expect((await s.coordinator('POST', `/api/watch/alerts/${one!.id}/suppress`, { field: 'host.name', value: 'SRV-01', reason: 'Macchina di prova', days: 9 })).status).toBe(201)
  await send(a.token, line({ q: 'evil.example' }), line({ q: 'evil.example' }, 'srv-02'), line({ q: 'worse.example' }))
  await send(b.token, line({ q: 'evil.example' }))
  expect((await alerts()).map((card) => [card.party.id, card.title, card.host, card.count]).toSorted()).toEqual([[s.party.A, 'evil.example', 'srv-01', 1], [s.party.A, 'evil.example', 'srv-02', 1], [s.party.A, 'worse.example', 'srv-01', 1], [s.party.B, 'evil.example', 'srv-01', 1]].toSorted())
  expect((await s.coordinator('GET', `/api/watch/alerts/${one!.id}`)).json.suppressions).toMatchObject([{ ruleId: null, ruleTitle: 'domain evil.example', field: 'host.name', hits: 1 }])
})

test('looking back with what came; too much for one, or nothing, is refused', async () => {
  await send(a.token, line({ q: 'old.example' }))
  const id = await add({ state: 'observe' })
  expect((await s.coordinator('POST', `/api/watch/lists/${id}/look-back`)).status).toBe(409)
  await bring(id, 'evil.example\n')
  await bring(id, 'evil.example\nold.example\n10.0.0.1-10.0.0.9\nhttp://203.0.113.9\n/gate.php\n[2001:db8::1]:443\n')
  const { json } = await s.coordinator('POST', `/api/watch/lists/${id}/look-back`)
  const hunt = (await s.coordinator('GET', `/api/watch/hunts/${json.huntId}`)).json
  expect(hunt).toMatchObject({ kind: 'indicator', title: 'Lista di prova · 2' })
  expect(hunt.text.split('\n')).toHaveLength(5)
  await bring(id, Array.from({ length: 60_000 }, (_, i) => `many-${i}.example.test`).join('\n'))
  expect(await read(id)).toMatchObject({ values: 60_000, fresh: { values: 60_000, fits: false } })
  expect((await s.coordinator('POST', `/api/watch/lists/${id}/look-back`)).status).toBe(409)
})

test('hostile content is refused or bounded, and what was in force stays', async () => {
  const id = await add()
  await bring(id, 'evil.example\n')
  expect((await put(id, gzipSync(Buffer.alloc(70 * 1_048_576, 'a')))).statusCode).toBe(413)
  expect((await put(id, Buffer.alloc(64 * 1_048_576 + 1, 'a'))).statusCode).toBe(413)
  const bad = await put(id, 'not a value\n'.repeat(1_000_000))
  expect(bad.statusCode).toBe(400)
  expect(bad.json().fields).toHaveLength(6)
  expect((await put(id, Buffer.from([0x1f, 0x8b, 1, 2, 3]))).statusCode).toBe(400)
  const said = await bring(id, Buffer.from(`evil.example\nnul\u0000byte.example\n\u0000\n0.0.0.0/0\n::/0\n*\n${'x'.repeat(5000)}\n${'bad\n'.repeat(300)}`))
  expect([said.values, said.problems.length, JSON.stringify(said.problems).includes('\\u0000')]).toEqual([1, 100, false])
  expect(said.refused).toBeGreaterThan(300)
  for (const [format, text] of [['misp', '['.repeat(200_000)], ['typed', '\t'.repeat(1000)], ['misp-csv', `type,value\n${'"'.repeat(10_001)}`], ['stix', '{"objects":[null,1,{"type":"indicator"}]}'], ['csv', '"'], ['warning', 'null']] as const) {
    const other = await add({ name: format, format })
    expect([format, (await put(other, text)).statusCode]).toEqual([format, 400])
  }
  // What was in force goes on. Lines may hold anything.
  await send(a.token, line({ q: 'evil.example', z: '\u0000' }), '{"q":"evil.example', `{"host":{"name":"h"},"q":"${'a.'.repeat(20_000)}evil.example"}`)
  expect((await alerts()).length).toBeGreaterThan(0)
  expect((await s.coordinator('POST', '/api/watch/lists', { name: 'misp', confidence: 1, tlp: 'red', days: null, format: 'list' })).status).toBe(400)
})

test('while a newer state is read the one before answers; one that cannot be read changes nothing, and the lines go on', async () => {
  const id = await add()
  await bring(id, 'old.example\n')
  expect((await put(id, 'new.example\n')).statusCode).toBe(200)
  await send(a.token, line({ q: 'old.example new.example' }))
  expect((await alerts()).map((one) => one.title)).toEqual(['old.example'])
  await s.centre.watch.lists.settled()
  await send(a.token, line({ q: 'old.example new.example' }))
  expect((await alerts()).map((one) => [one.title, one.count]).toSorted()).toEqual([['new.example', 1], ['old.example', 1]])
  await s.t.sql(`update watch.list_part set bytes = 'broken' where list_id = $1`, [id])
  expect(await change(id, { confidence: 20 })).toBe(204)
  await taken()
  await send(a.token, line({ q: 'new.example' }))
  expect((await alerts()).find((one) => one.title === 'new.example')!.count).toBe(2)
  expect(await s.t.sql('select sum(received)::int > 0 as came from watch.day')).toEqual([{ came: true }])
})

test('a thread that gives no answer in time is ended and made anew; nobody waits for it', async () => {
  const id = await add()
  await bring(id, 'evil.example\n')
  const said: string[] = []
  const log = createLog('silent', () => new Date(0))
  const indicators = createIndicators({ ground: { db: s.t.db, clock: s.clock, log: { ...log, error: (text: string) => { said.push(text) } } } }, { limitMs: -1000 })
  const frame = (text: string) => ({ sourceId: a.id, at: s.clock.now(), received: 1, duplicates: 0, tooLarge: 0, empty: 0, lines: Buffer.from(text) })
  const notice = () => s.t.db.as(system('test'), (tx) => indicators.notice(tx))
  await notice()
  // No time is left for so short a text.
  expect(await indicators.match([frame(`${JSON.stringify({ q: 'evil.example' })}\n`.repeat(200))])).toEqual([])
  expect(said).toEqual([expect.stringContaining('gave no answer')])
  await notice()
  await indicators.settled()
  // A long text of one line has time enough.
  expect((await indicators.match([frame(`${' '.repeat(2_000_000)}evil.example\n`)]))[0]!.met.map((one) => one.value)).toEqual(['evil.example'])
  await indicators.close()
})

test('each realm has its own counts and alerts, each body its own', async () => {
  const id = await add()
  await bring(id, 'evil.example\n')
  await send(a.token, line({ q: 'evil.example' }))
  await s.t.sql(`update watch.list_seen set realm = 'ex:1'`)
  await s.t.sql(`update watch.alert_indicator set realm = 'ex:1'; update watch.sample set realm = 'ex:1'; update watch.alert set realm = 'ex:1'`)
  expect([await alerts(), (await read(id)).hits]).toEqual([[], 0])
  const ada = await s.signIn('ada@prova.example')
  expect([(await ada('GET', '/api/watch/lists')).status, (await ada('GET', `/api/watch/bodies/${s.party.B}`)).status]).toEqual([403, 404])
})
