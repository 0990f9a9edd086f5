import { readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CLEARED, cleared, RECORD, testWatch, type TestWatch } from './testing.ts'

let s: TestWatch
let source: { id: string; token: string }
beforeAll(async () => {
  s = await testWatch()
  source = await s.source()
  await s.loop()
}, 120_000)
afterAll(() => s?.close())

const basic = (token: string) => `Basic ${Buffer.from(`elastic:${token}`).toString('base64')}`
const send = (method: 'GET' | 'POST' | 'PUT' | 'HEAD', url: string, { token = source.token, body, headers = {} }: { token?: string; body?: string | Buffer; headers?: Record<string, string> } = {}) =>
  s.http.inject({ method, url, headers: { authorization: basic(token), ...headers }, ...(body === undefined ? {} : { payload: body }) })
const day = async () => (await s.t.sql<Record<string, number>>('select received, broken, no_zone, duplicates, too_large, empty from watch.day where source_id = $1', [source.id]))[0]

test('shippers find what they ask for before the first line', async () => {
  const root = await send('GET', '/ingest/')
  expect([root.statusCode, root.headers['x-elastic-product'], root.json().version.number]).toEqual([200, 'Elasticsearch', '8.11.0'])
  expect((await send('HEAD', '/ingest')).statusCode).toBe(200)
  expect((await send('GET', '/ingest/_license')).json().license.status).toBe('active')
  expect((await send('GET', '/ingest/_cluster/health')).json().status).toBe('green')
  expect((await send('GET', '/ingest/_cat/health?h=status')).body).toBe('green\n')
  for (const [method, url] of [['HEAD', '/ingest/_index_template/filebeat-8.11.0'], ['GET', '/ingest/_ilm/policy/filebeat'], ['GET', '/ingest/_xpack']] as const) expect((await send(method, url)).statusCode, url).toBe(200)
  const kept = await send('PUT', '/ingest/_index_template/logs', { body: '{"index_patterns":["logs-*"]}', headers: { 'content-type': 'application/json' } })
  expect(kept.json()).toMatchObject({ acknowledged: true })
})

test('a token opens by every way that shippers know, and no other does', async () => {
  const key = Buffer.from(`id:${source.token}`).toString('base64')
  for (const authorization of [`Bearer ${source.token}`, basic(source.token), `ApiKey ${key}`, `ApiKey ${source.token}`]) expect((await s.http.inject({ url: '/ingest', headers: { authorization } })).statusCode, authorization.slice(0, 8)).toBe(200)
  for (const authorization of ['', 'Bearer', `Bearer ${source.token}x`, basic('blog_unknown'), 'Negotiate abc']) expect((await s.http.inject({ url: '/ingest', headers: { authorization } })).statusCode, authorization).toBe(401)
  expect((await s.http.inject({ method: 'POST', url: '/ingest/_bulk', payload: '{"create":{}}\n{}\n' })).statusCode).toBe(401)
})

test('an incomplete record refuses with what is missing; taking something out stops the intake, and each is in the audit log', async () => {
  const { json: { id } } = await s.coordinator('POST', '/api/watch/sources', { partyId: s.party.B, kind: 'syslog', label: 'Postazioni', shows: ['workstations'] })
  const { json: { token } } = await s.coordinator('POST', `/api/watch/sources/${id}/token`)
  const refused = await s.bulk(token, [{ a: 1 }])
  expect([refused.statusCode, refused.json().error.reason]).toEqual([403, 'this source may not send yet: its record lacks contract_on, contract_ref, impact, retention, labour'])
  expect((await s.coordinator('PUT', `/api/watch/sources/${id}/record`, { ...RECORD, version: 1 })).json).toEqual({ open: true, lacks: [] })
  expect((await s.bulk(token, [{ a: 1 }])).statusCode).toBe(200)
  expect((await s.coordinator('PUT', `/api/watch/sources/${id}/record`, { ...RECORD, labour: 'unseen', version: 1 })).status).toBe(409)
  expect((await s.coordinator('PUT', `/api/watch/sources/${id}/record`, { ...RECORD, labour: 'unseen', version: 2 })).json).toEqual({ open: false, lacks: ['labour'] })
  expect((await s.bulk(token, [{ a: 1 }])).statusCode).toBe(403)
  expect((await s.coordinator('PUT', `/api/watch/sources/${id}/record`, { ...RECORD, version: 3 })).json.open).toBe(true)
  const again = (await s.coordinator('POST', `/api/watch/sources/${id}/token`)).json.token
  expect([(await s.bulk(token, [{ a: 1 }])).statusCode, (await s.bulk(again, [{ a: 1 }])).statusCode]).toEqual([401, 200])
  await s.coordinator('DELETE', `/api/watch/sources/${id}/token`)
  expect((await s.bulk(again, [{ a: 1 }])).statusCode).toBe(401)
  const actions = (await s.t.sql<{ action: string }>(`select action from audit.entry where object = $1 order by id`, [`source:${id}`])).map((row) => row.action)
  expect(actions).toEqual(['watch.add_source', 'watch.token', 'watch.record', 'watch.record', 'watch.record', 'watch.token', 'watch.end_token'])
  expect(JSON.stringify(await s.t.sql('select * from watch.source'))).not.toContain('blog_')
})

test('bulk: one answer for each action; what is broken is kept and counted; an id comes in once', async () => {
  const body = [
    '{"create":{}}', '{"@timestamp":"2026-11-25T08:00:00","message":"no zone"}\r', '{"index":{"_index":"logs-app","_id":"e1"}}', '{"@timestamp":"2026-11-25T08:00:00Z"}',
    '{"create":{}}', '{"broken":', '{"create":{"_id":"e1"}}', '{"again":true}', '{"delete":{"_id":"e1"}}', '{"create":{}}', 'x'.repeat(1_048_577), '{"create":{}}', '',
  ].join('\n') + '\n'
  for (const [round, duplicates] of [[1, 1], [2, 3]] as const) {
    const answer = await send('POST', '/ingest/logs/_bulk', { body: gzipSync(body), headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } })
    const { errors, items } = answer.json<{ errors: boolean; items: Record<string, { status: number; _id?: string }>[] }>()
    expect(errors).toBe(true)
    expect(items.map((item) => Object.entries(item).map(([op, { status }]) => `${op} ${status}`)[0])).toEqual(['create 201', round === 1 ? 'index 201' : 'index 200', 'create 201', 'create 200', 'delete 400', 'create 413', 'create 400'])
    await s.loop()
    expect((await day())!['duplicates']).toBe(duplicates)
  }
  expect(await day()).toEqual({ received: 5, broken: 2, no_zone: 2, duplicates: 3, too_large: 2, empty: 2 })
})

test('lines: a file plain and gzip; too large, unreadable and malformed are said, and nothing of them is kept', async () => {
  const file = '{"a":1}\r\n\n{"b":2}\n'
  expect((await send('POST', '/ingest/lines', { body: file, headers: { 'content-type': 'application/x-ndjson' } })).json()).toEqual({ taken: 2, tooLarge: 0, empty: 1 })
  expect((await send('POST', '/ingest/lines', { body: gzipSync(file), headers: { 'content-encoding': 'gzip' } })).json().taken).toBe(2)
  await s.loop()
  const before = await day()
  const bomb = gzipSync(Buffer.alloc(17 * 1_048_576, 'a'))
  expect((await send('POST', '/ingest/lines', { body: bomb, headers: { 'content-encoding': 'gzip' } })).statusCode).toBe(413)
  expect((await send('POST', '/ingest/lines', { body: 'not gzip', headers: { 'content-encoding': 'gzip' } })).statusCode).toBe(400)
  expect((await send('POST', '/ingest/lines', { body: file, headers: { 'content-encoding': 'br' } })).statusCode).toBe(415)
  expect((await send('POST', '/ingest/lines', { body: '1\n'.repeat(50_001) })).statusCode).toBe(413)
  const malformed = await send('POST', '/ingest/_bulk', { body: '{"create":{}}\n{}\nnonsense\n{}\n' })
  expect([malformed.statusCode, malformed.json().error.reason]).toEqual([400, 'Malformed action/metadata line [3]: expected create or index'])
  await s.loop()
  expect(await day()).toEqual(before)
})

test('an event that a rule looks for is counted while it observes, and an alert once it may alert', async () => {
  await s.bulk(source.token, [cleared()])
  await s.loop()
  expect(await s.t.sql('select count from watch.seen where rule_id = $1', [CLEARED])).toEqual([{ count: 1 }])
  expect(await s.t.sql('select 1 from watch.alert')).toEqual([])
  await s.alerting(CLEARED)
  await s.bulk(source.token, [cleared(), cleared(), cleared('SRV-02')])
  await s.loop()
  expect(await s.t.sql('select host, account, count, severity, state, party_id from watch.alert order by host')).toEqual([
    { host: 'srv-01', account: 'mrossi', count: 2, severity: 'high', state: 'open', party_id: s.party.A }, { host: 'srv-02', account: 'mrossi', count: 1, severity: 'high', state: 'open', party_id: s.party.A },
  ])
})

test('the queue is on the disk and empty of what was read', () => {
  expect(readdirSync(`${s.centre.watch.spoolFolder}/1`).filter((name) => name.endsWith('.seg')).length).toBeLessThanOrEqual(1)
})
