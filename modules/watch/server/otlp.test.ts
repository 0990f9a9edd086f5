/** OTLP over HTTP: protobuf made by hand after the published .proto files, and JSON as exporters write it. */
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import fc from 'fast-check'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodeRequest, Unreadable } from '../core/otlp/decode.ts'
import { linesOfRequest } from '../core/otlp/lines.ts'
import { CLEARED, testWatch, type TestWatch } from './testing.ts'

const at = new Date('2026-11-25T09:00:00Z')
const limits = { lineMax: 10_000, linesMax: 100 }
type Writer = (w: BinaryWriter) => BinaryWriter
const nested = (no: number, ...parts: Writer[]): Writer => (w) => parts.reduce((to, part) => part(to), w.tag(no, WireType.LengthDelimited).fork()).join()
const text = (no: number, value: string): Writer => (w) => w.tag(no, WireType.LengthDelimited).string(value)
const value = {
  text: (value: string): Writer => text(1, value), int: (value: number): Writer => (w) => w.tag(3, WireType.Varint).int64(value), yes: ((w) => w.tag(2, WireType.Varint).bool(true)) as Writer, double: (value: number): Writer => (w) => w.tag(4, WireType.Bit64).double(value),
  list: (...of: Writer[]): Writer => nested(5, ...of.map((one) => nested(1, one))), map: (of: Record<string, Writer>): Writer => nested(6, ...Object.entries(of).map(([key, one]) => nested(1, text(1, key), nested(2, one)))),
}
const pair = (no: number, key: string, of: Writer): Writer => nested(no, text(1, key), nested(2, of))
const request = (...records: Writer[]): Buffer => Buffer.from(nested(1, nested(1, pair(1, 'host.name', value.text('web01')), pair(1, 'service.name', value.text('shop'))), nested(2, nested(1, text(1, 'my.scope'), text(2, '1.0')), ...records))(new BinaryWriter()).finish())
const nanos: Writer = (w) => w.tag(1, WireType.Bit64).fixed64(1_795_600_800_123_456_789n)
const record = (...parts: Writer[]): Writer => nested(2, ...parts)
const linesOf = (asked: unknown) => String(linesOfRequest(asked, limits, at).lines).split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>)

describe('lines', () => {
  const whole = record(nanos, (w) => w.tag(2, WireType.Varint).int32(17), text(3, 'ERROR'), nested(5, value.text('it broke')), pair(6, 'n', value.int(-5)), pair(6, 'yes', value.yes), pair(6, 'half', value.double(0.5)), pair(6, 'list', value.list(value.int(1), value.text('b'))), pair(6, 'map', value.map({ a: value.int(1) })),
    (w) => w.tag(8, WireType.Bit32).fixed32(1), (w) => w.tag(9, WireType.LengthDelimited).bytes(Buffer.from('5b8efff798038103d269b633813fc60c', 'hex')), (w) => w.tag(10, WireType.LengthDelimited).bytes(Buffer.from('eee19b7ec3c1b174', 'hex')), text(99, 'of a later version'))
  const expected = {
    'host.name': 'web01', 'service.name': 'shop', 'otel.scope.name': 'my.scope', n: -5, yes: true, half: 0.5, list: [1, 'b'], map: { a: 1 }, '@timestamp': '2026-11-25T10:00:00.123Z', 'log.level': 'ERROR', 'trace.id': '5b8efff798038103d269b633813fc60c', 'span.id': 'eee19b7ec3c1b174', message: 'it broke',
  }
  test('protobuf and JSON say the same', () => {
    expect(linesOf(decodeRequest(request(whole)))).toEqual([expected])
    const json = { resourceLogs: [{ resource: { attributes: [{ key: 'host.name', value: { stringValue: 'web01' } }, { key: 'service.name', value: { stringValue: 'shop' } }] }, scopeLogs: [{ scope: { name: 'my.scope', version: '1.0' }, logRecords: [{
      timeUnixNano: '1795600800123456789', severityNumber: 17, severityText: 'ERROR', body: { stringValue: 'it broke' }, traceId: '5b8efff798038103d269b633813fc60c', spanId: 'eee19b7ec3c1b174',
      attributes: [{ key: 'n', value: { intValue: '-5' } }, { key: 'yes', value: { boolValue: true } }, { key: 'half', value: { doubleValue: 0.5 } }, { key: 'list', value: { arrayValue: { values: [{ intValue: 1 }, { stringValue: 'b' }] } } }, { key: 'map', value: { kvlistValue: { values: [{ key: 'a', value: { intValue: 1 } }] } } }],
    }] }] }] }
    expect(linesOf(json)).toEqual([expected])
  })
  test('a body that is a map, or a text of JSON, is the event, and nothing is written over', () => {
    const [map, json, bare] = linesOf(decodeRequest(request(record(nested(5, value.map({ message: value.text('m'), host: value.map({ name: value.text('own') }) }))), record(nested(5, value.text('{"EventID":1102,"@timestamp":"t"}'))), record())))
    expect([map, json, bare]).toEqual([
      { 'service.name': 'shop', 'otel.scope.name': 'my.scope', '@timestamp': '2026-11-25T09:00:00.000Z', message: 'm', host: { name: 'own' } },
      { 'host.name': 'web01', 'service.name': 'shop', 'otel.scope.name': 'my.scope', EventID: 1102, '@timestamp': 't' }, { 'host.name': 'web01', 'service.name': 'shop', 'otel.scope.name': 'my.scope', '@timestamp': '2026-11-25T09:00:00.000Z' },
    ])
  })
  test('too long, too many, too deep, nonsense', () => {
    const long = linesOfRequest(decodeRequest(request(record(nested(5, value.text('x'.repeat(20_000)))), record())), limits, at)
    expect([long.received, long.tooLarge]).toEqual([1, 1])
    expect(linesOfRequest(decodeRequest(request(...Array.from({ length: 103 }, () => record()))), limits, at)).toMatchObject({ received: 100, tooLarge: 3, tooMany: 3 })
    const deep = Array.from({ length: 100 }).reduce<Writer>((inner) => value.list(inner), value.int(1))
    expect(() => decodeRequest(request(record(nested(5, deep))))).toThrow(Unreadable)
    for (const nonsense of [null, 1, 'x', [], { resourceLogs: 1 }, { resourceLogs: [1] }, { resourceLogs: [{ resource: 2 }] }, { resourceLogs: [{ scopeLogs: [{ logRecords: {} }] }] }]) expect(() => linesOfRequest(nonsense, limits, at), JSON.stringify(nonsense)).toThrow(Unreadable)
  })
  test('any bytes are read or refused, nothing else', () => fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.tuple(fc.nat(400), fc.nat(255)).map(([place, byte]) => { const bytes = request(whole, whole); bytes[place % bytes.length] = byte; return bytes })), (bytes) => {
    try { linesOfRequest(decodeRequest(bytes), limits, at) } catch (error) { expect(error).toBeInstanceOf(Unreadable) }
  }), { numRuns: 3000 }))
})

describe('the door', () => {
  let s: TestWatch
  let source: { id: string; token: string }
  beforeAll(async () => { s = await testWatch(); source = await s.source(); await s.loop() }, 120_000)
  afterAll(() => s?.close())
  const send = (payload: Buffer | string, { type = 'application/x-protobuf', token = source.token, headers = {} }: { type?: string; token?: string; headers?: Record<string, string> } = {}) => s.http.inject({ method: 'POST', url: '/ingest/v1/logs', headers: { authorization: `Bearer ${token}`, 'content-type': type, ...headers }, payload })
  const status = (bytes: Buffer) => {
    const reader = new BinaryReader(bytes)
    reader.tag()
    const code = reader.int32()
    reader.tag()
    return [code, reader.string()]
  }
  test('protobuf and gzip are taken and answered with nothing; a rule finds what is in them', async () => {
    await s.alerting(CLEARED)
    const cleared = record(nanos, nested(5, value.map({ channel: value.text('Security'), computer: value.text('SRV-01'), event_id: value.map({ id: value.int(1102), qualifiers: value.int(0) }), provider: value.map({ name: value.text('Microsoft-Windows-Eventlog') }), event_data: value.map({ data: value.list(value.map({ SubjectUserName: value.text('mrossi') })) }) })))
    const plain = await send(request(cleared))
    expect([plain.statusCode, plain.headers['content-type'], plain.rawPayload.length]).toEqual([200, 'application/x-protobuf', 0])
    expect((await send(gzipSync(request(record())), { headers: { 'content-encoding': 'gzip' } })).statusCode).toBe(200)
    const json = await send('{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":"x"}}]}]}]}', { type: 'application/json' })
    expect([json.statusCode, json.json()]).toEqual([200, {}])
    await s.loop()
    expect(await s.t.sql('select received, broken, no_zone from watch.day where source_id = $1', [source.id])).toEqual([{ received: 3, broken: 0, no_zone: 0 }])
    expect(await s.t.sql('select count, account from watch.alert where rule_id = $1', [CLEARED])).toEqual([{ count: 1, account: 'mrossi' }])
  })
  test('what is refused is said in the same encoding', async () => {
    const long = request(record(nested(5, value.text('x'.repeat(1_100_000)))), record())
    const partial = new BinaryReader((await send(long)).rawPayload)
    partial.tag(); partial.uint32(); partial.tag()
    expect(Number(partial.int64())).toBe(1)
    const partialJson = await send(JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords: [{ body: { stringValue: 'x'.repeat(1_100_000) } }] }] }] }), { type: 'application/json' })
    expect(partialJson.json()).toEqual({ partialSuccess: { rejectedLogRecords: '1', errorMessage: 'a line is at most 1048576 bytes' } })
    const broken = await send(Buffer.from([10, 200, 1]))
    expect([broken.statusCode, broken.headers['content-type'], status(broken.rawPayload)[0]]).toEqual([400, 'application/x-protobuf', 3])
    const stranger = await send(request(record()), { token: `blog_${'x'.repeat(43)}` })
    expect([stranger.statusCode, status(stranger.rawPayload)]).toEqual([401, [16, 'the token is not one of a source of this centre, or has ended']])
    expect((await send('{', { type: 'application/json' })).json()).toEqual({ code: 3, message: 'the request cannot be read: no JSON' })
    await s.coordinator('PATCH', `/api/watch/sources/${source.id}`, { active: false })
    expect((await send('{}', { type: 'application/json' })).statusCode).toBe(403)
    await s.coordinator('PATCH', `/api/watch/sources/${source.id}`, { active: true })
  })
})
