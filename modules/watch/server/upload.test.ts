/** A file that a person brings: what it may be, who may bring it, and what is counted. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { linesOfFile } from '../core/file.ts'
import { CLEARED, cleared, gzipSync, PASSWORD, RECORD, testWatch, type TestWatch } from './testing.ts'

const at = new Date('2026-11-25T09:00:00Z')
const limits = { lineMax: 1000, linesMax: Infinity }
const read = (text: string) => {
  const taken = linesOfFile(Buffer.from(text), limits, at)
  return typeof taken === 'string' || 'problem' in taken ? taken : { ...taken, lines: String(taken.lines).split('\n').filter(Boolean) }
}

describe('a file', () => {
  test('of JSON lines, of a list, of syslog, of all at once; each line says what it is', () => {
    expect(read('{"a":1}\r\n\n{"b":2}')).toMatchObject({ lines: ['{"a":1}', '{"b":2}'], received: 2, empty: 1 })
    expect(read('\ufeff [ {"a":1},\n {"b":[2]}, 3 ]\n')).toMatchObject({ lines: ['{"a":1}', '{"b":[2]}', '3'], received: 3 })
    expect(read('[ {"a":1},')).toBe('list')
    const mixed = read(`<86>Nov 25 08:59:00 web01 sshd[77]: x\nNov 25 08:59:00 web01 su: y\n{"a":1}\nneither\n{"broken\n${'z'.repeat(1001)}\n`)
    expect(mixed).toMatchObject({ received: 5, tooLarge: 1 })
    const lines = (mixed as { lines: string[] }).lines
    expect([JSON.parse(lines[0]!).process.name, JSON.parse(lines[1]!).message, ...lines.slice(2)]).toEqual(['sshd', 'y', '{"a":1}', 'neither', '{"broken'])
  })
})

describe('the door', () => {
  let s: TestWatch
  beforeAll(async () => { s = await testWatch(); await s.loop() }, 120_000)
  afterAll(() => s?.close())

  test('a source of files needs its record and no key; the lines are read by the rules, and the upload is in the audit log', async () => {
    const cookie = await session()
    const { json: { id } } = await s.coordinator('POST', '/api/watch/sources', { partyId: s.party.A, kind: 'upload', label: 'Esporto del firewall', shows: ['firewall'] })
    await s.alerting(CLEARED)
    const up = (body: string | Buffer, headers: Record<string, string> = {}) => s.http.inject({ method: 'POST', url: `/api/watch/sources/${id}/lines`, headers: { ...cookie, 'content-type': 'application/octet-stream', ...headers }, payload: body })
    expect((await up('{"a":1}\n')).statusCode).toBe(409)
    expect((await s.coordinator('PUT', `/api/watch/sources/${id}/record`, { ...RECORD, version: 1 })).json).toEqual({ open: true, lacks: [] })
    expect((await up(`${JSON.stringify(cleared())}\n\nbroken\n`)).json()).toEqual({ taken: 2, tooLarge: 0, empty: 1 })
    expect((await up(gzipSync('{"a":1}\n'), { 'content-encoding': 'gzip' })).json().taken).toBe(1)
    expect((await up(JSON.stringify([cleared('SRV-02'), {}]))).json().taken).toBe(2)
    expect((await up('[1')).statusCode).toBe(400)
    expect((await s.http.inject({ method: 'POST', url: `/api/watch/sources/${id}/lines`, headers: { 'content-type': 'application/octet-stream' }, payload: '{}' })).statusCode).toBe(401)
    await s.loop()
    expect(await s.t.sql('select received, broken, empty from watch.day where source_id = $1', [id])).toEqual([{ received: 5, broken: 1, empty: 1 }])
    expect(await s.t.sql('select host from watch.alert order by host')).toEqual([{ host: 'srv-01' }, { host: 'srv-02' }])
    expect(await s.t.sql(`select detail->>'taken' as taken from audit.entry where action = 'watch.upload' order by id`)).toEqual([{ taken: '2' }, { taken: '1' }, { taken: '2' }])
    await s.coordinator('PATCH', `/api/watch/sources/${id}`, { active: false })
    expect((await up('{"a":1}\n')).statusCode).toBe(409)
  })
  const session = async () => {
    const answer = await s.http.inject({ method: 'POST', url: '/api/auth/sign-in/email', headers: { 'content-type': 'application/json', origin: 'https://centro.velarda.example' }, payload: { email: 'coordinator@prova.example', password: PASSWORD } })
    return { cookie: [answer.headers['set-cookie']].flat().map((one) => String(one).split(';')[0]).join('; '), origin: 'https://centro.velarda.example' }
  }
})
