import { describe, expect, test } from 'vitest'
import type { Origin } from '#engines/indicators/index.ts'
import type { ListFormat } from '../../contract-lists.ts'
import { arrivalOf } from './arrival.ts'
import { levelOf } from './level.ts'
import { mappingOf } from './read.ts'
import { readWarning } from './warning.ts'

const origin: Origin = { source: 'x', confidence: 50, tlp: 'amber' }
const pieces = (text: string, size = 7) => function* () { const bytes = new TextEncoder().encode(text); for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size) }
const read = (format: ListFormat, text: string, before?: string, from = origin) => arrivalOf(format, pieces(text), from, before === undefined ? undefined : pieces(before))

describe('a text of a list', () => {
  test('in every format, in pieces that end anywhere', () => {
    expect(read('list', '\ufeff203.0.113.7\r\nevil.example # perché\n\n', 'old.example\nevil.example')).toMatchObject({ values: 2, came: 1, went: 1, refused: 0, kinds: { ip: 1, domain: 1 }, fresh: 'ip\t203.0.113.7' })
    expect(read('typed', 'domain\tevil.example\tmalware\tfamily\nipv4:port\t203.0.113.7:80\nthing\tx\n')).toMatchObject({ values: 2, refused: 1, problems: [{ line: 3, code: 'unknown-kind' }] })
    expect(read('misp', JSON.stringify({ Event: { Attribute: [{ type: 'domain', value: 'evil.example', to_ids: true }, { type: 'sha1', value: 'a'.repeat(40), to_ids: true }, { type: 'ip-dst', value: '203.0.113.7', to_ids: false }] } }))).toMatchObject({ values: 2, kinds: { domain: 1, sha1: 1 } })
    expect(read('misp-csv', 'uuid,type,value,to_ids\n1,domain,evil.example,1\n2,url,http://x.example/a,1\n3,domain,no.example,0\n')).toMatchObject({ values: 2 })
    const stix = (more: object) => ({ type: 'indicator', pattern_type: 'stix', ...more })
    expect(read('stix', JSON.stringify({ objects: [stix({ pattern: `[domain-name:value = 'evil.example']`, valid_until: '2026-12-01T10:00:00Z' }), stix({ pattern: `[file:name = 'x' AND file:size = 1]` })] }))).toMatchObject({ values: 1, refused: 1, ends: { '2026-12-01': 1 }, problems: [{ line: 2, code: 'not-simple' }] })
  })
  test('an entry that names no end has that of its list, in every format', () => {
    const ending = { ...origin, validUntil: Date.parse('2026-12-24T00:00:00Z') }
    const day = { '2026-12-24': 1 }
    expect(read('list', 'evil.example', undefined, ending).ends).toEqual(day)
    expect(read('csv', 'value\nevil.example', undefined, ending).ends).toEqual(day)
    expect(read('misp', JSON.stringify([{ type: 'domain', value: 'evil.example', to_ids: true }]), undefined, ending).ends).toEqual(day)
    expect(read('stix', JSON.stringify([{ type: 'indicator', pattern: `[domain-name:value = 'evil.example']` }]), undefined, ending).ends).toEqual(day)
  })
  test('columns of CSV by their names, whichever the separator; without names the first is the value', () => {
    expect(mappingOf('# a comment\n"first_seen_utc","ioc_type","ioc_value","confidence_level"\n')).toMatchObject({ delimiter: ',', header: true, value: 'ioc_value', kind: 'ioc_type', confidence: 'confidence_level', validFrom: 'first_seen_utc' })
    expect(mappingOf('Type;Value;TLP')).toMatchObject({ delimiter: ';', value: 'Value', kind: 'Type', tlp: 'TLP' })
    expect(mappingOf('203.0.113.7,x\n')).toEqual({ delimiter: ',', header: false, value: 0 })
    expect(read('csv', '# x\n203.0.113.7,ssh\n203.0.113.8,ssh\n')).toMatchObject({ values: 2, refused: 0 })
    expect(read('csv', 'type,value,tlp,confidence\nIPv4,203.0.113.7,white,90\nipv4,203.0.113.8,loud,90\nfqdn,evil.example,,\nconstructor,x.example,,\n')).toMatchObject({ values: 2, refused: 2, problems: [{ code: 'bad-origin' }, { code: 'unknown-kind' }] })
  })
  test('what came is told only as far as one look back can ask it', () => {
    expect(read('list', Array.from({ length: 60_000 }, (_, i) => `value-${i}.evil.example`).join('\n'))).toMatchObject({ came: 60_000, fresh: null })
    expect(read('list', 'evil.example', 'evil.example')).toMatchObject({ came: 0, fresh: null })
  })
  test('hostile texts cost themselves', () => {
    for (const format of ['misp', 'stix', 'csv', 'misp-csv', 'warning'] as const) for (const text of ['', '{', 'null', '[]', '"', '\u0000', '[[[[', '{"Event":{"Attribute":7}}', '{"objects":{}}']) expect([format, text, read(format, text).values]).toEqual([format, text, 0])
    expect(read('list', '0.0.0.0/0\n::/0\ncom\n/\n*.\n').values).toBe(0)
    expect(read('list', `${'a'.repeat(1_000_000)}\n\u0000\u0001\n`).problems.every((one) => !/\p{Cc}/u.test(one.message))).toBe(true)
  })
})

test('a warning list: of the types that MISP has, expressions are not taken', () => {
  expect(readWarning(JSON.stringify({ name: 'x', type: 'cidr', list: ['10.0.0.0/8', 7, '', 'x'], matching_attributes: ['ip-src', 7] }))).toMatchObject({ list: { list: ['10.0.0.0/8', 'x'], matching_attributes: ['ip-src'] }, refused: 3 })
  expect(readWarning(JSON.stringify({ name: 'x', type: 'regex', list: ['/(a+)+$/'] }))).toMatchObject({ list: null, problems: [{ code: 'regex' }] })
  expect(readWarning('7')).toMatchObject({ list: null, problems: [{ code: 'bad-document' }] })
})

test('how sure a list is becomes a level, never critical by itself', () => {
  expect([0, 29, 30, 69, 70, 100].map(levelOf)).toEqual(['low', 'low', 'medium', 'medium', 'high', 'high'])
})
