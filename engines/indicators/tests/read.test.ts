import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { createGuard, createStore, lineReader, lookup, namedBy, readCsv, readLines, readMisp, readMispCsv, readStix } from '../index.ts'

const origin = { source: 'feed', confidence: 40, tlp: 'green' } as const
const one = (store: ReturnType<typeof createStore>, value: string, now = 0) => lookup(store, value, now).map(({ indicator, reason }) => `${indicator.kind} ${indicator.value} ${reason}`)

describe('lines', () => {
  const list = '# a list\nevil.example # why\n10.0.0.1:8080\r\n\nhttp://a.example/x#y # z\n/gate.php\n^a[0-9]+\\.ru$\nhxxp://b[.]example/p\n10.1.0.0/16\n46.8.120.153::8080\n.onion\n[2001:db8::5]:99\n'
  test('a list with comments, ports, paths, defanged values; what cannot be read is told by its line', () => {
    const store = createStore()
    const loaded = readLines(store, list, 'list', origin)
    expect(loaded).toMatchObject({ added: 7, repeated: 0, refused: 3, counts: { regex: 1, unreadable: 1, 'too-wide': 1 } })
    expect(loaded.problems.map((problem) => [problem.line, problem.code])).toEqual([[7, 'regex'], [10, 'unreadable'], [11, 'too-wide']])
    expect(one(store, 'https://a.example/x')).toEqual(['url a.example/x same'])
    expect(one(store, 'b.example/p/q')).toEqual(['url b.example/p under-path'])
    expect(one(store, '10.1.255.255')).toEqual(['range 10.1.0.0/16 in-range'])
    expect(one(store, '[2001:db8::5]:99')).toEqual(['endpoint [2001:db8::5]:99 same'])
  })
  test('in pieces of any size the same', () => {
    const bytes = new TextEncoder().encode(`\uFEFF${list}`)
    for (const size of [1, 2, 7, 50]) {
      const reader = lineReader(createStore(), 'list', origin)
      for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size))
      expect(reader.end()).toEqual(readLines(createStore(), list, 'list', origin))
    }
  })
  test('typed lines', () => {
    const store = createStore()
    const loaded = readLines(store, 'domain\te.example\tmalware\tx\ndomain\t10.0.0.1\tmalware\tx\nipv4:port\t10.0.0.1:5\tmalware\ty\nother\te.example\tmalware\tz\nmutex\tabc\tq\tq\ndomain\te.example\tmalware\tx\nnone\n', 'typed', origin)
    expect(loaded).toMatchObject({ added: 3, repeated: 1, refused: 3, counts: { 'kind-differs': 1, 'unknown-kind': 1, unreadable: 1 } })
    expect(lookup(store, 'e.example', 0).map((hit) => hit.indicator.family).sort()).toEqual(['x', 'z'])
  })
})

test('CSV by a mapping, row by row', () => {
  const store = createStore()
  const loaded = readCsv(store, parse, 'what;who;sure;until\n"evil.example";fam;90;2026-01-01\n10.0.0.1;;;\nbad value;x;50;\ngood.example;x;101;\n', { delimiter: ';', value: 'what', family: 'who', confidence: 'sure', validUntil: 'until' }, origin)
  expect(loaded).toMatchObject({ added: 2, refused: 2, counts: { unreadable: 1, 'bad-origin': 1 } })
  expect(loaded.problems.map((problem) => problem.line)).toEqual([4, 5])
  const end = Date.parse('2026-01-01')
  expect(lookup(store, 'evil.example', end - 1)[0]!.indicator).toMatchObject({ confidence: 90, family: 'fam', validUntil: end })
  expect(lookup(store, 'evil.example', end)).toEqual([])
  expect(readCsv(createStore(), parse, 'a,b\n1,2\n', { value: 'c' }, origin).problems[0]).toMatchObject({ code: 'bad-document' })
})

describe('MISP', () => {
  const event = { Event: { info: 'x', Tag: [{ name: 'tlp:amber' }, { name: 'misp-galaxy:malware="Emotet"' }], Attribute: [
    { type: 'domain|ip', value: 'evil.example|10.0.0.1', to_ids: true, category: 'Network activity', timestamp: '1700000000' },
    { type: 'ip-dst|port', value: '10.0.0.2|8443', to_ids: true }, { type: 'comment', value: 'x', to_ids: true }, { type: 'md5', value: 'zz', to_ids: true },
    { type: 'domain', value: 'not.example', to_ids: false }, { type: 'domain', value: 'gone.example', to_ids: true, deleted: true },
  ], Object: [{ Attribute: [{ type: 'sha256', value: 'A'.repeat(64), to_ids: true, Tag: [{ name: 'tlp:red' }] }] }] } }
  test('an event', () => {
    const store = createStore()
    expect(readMisp(store, JSON.stringify(event), origin)).toMatchObject({ added: 4, refused: 2, counts: { 'unknown-kind': 1, 'kind-differs': 1 } })
    expect(lookup(store, 'www.evil.example', 1.8e12)[0]!.indicator).toMatchObject({ tlp: 'amber', family: 'Emotet', category: 'Network activity', validFrom: 1.7e12 })
    expect(lookup(store, 'www.evil.example', 1.6e12)).toEqual([])
    expect(one(store, '10.0.0.2:8443')).toEqual(['endpoint 10.0.0.2:8443 same'])
    expect(lookup(store, 'a'.repeat(64), 0)[0]!.indicator).toMatchObject({ tlp: 'red', kind: 'sha256' })
    expect(lookup(store, 'not.example', 0)).toEqual([])
    expect(readMisp(createStore(), '{', origin).problems[0]).toMatchObject({ code: 'bad-document' })
  })
  test('its CSV', () => {
    const store = createStore()
    expect(readMispCsv(store, parse, 'uuid,event_id,category,type,value,comment,to_ids,date\n"u",1,"Network activity","url","http://a.example/b?c=1,2","",1,20240101\n"u",1,"x","domain","b.example","",0,20240101\n"u",1,"x","yara","rule","",1,1\n', origin)).toMatchObject({ added: 1, refused: 1 })
    expect(one(store, 'http://a.example/b?c=1,2')).toEqual(['url a.example/b?c=1,2 same'])
  })
})

test('simple STIX patterns, and those that are not', () => {
  expect(namedBy("[ipv4-addr:value = '10.0.0.1' OR domain-name:value = 'a.example']")).toEqual([{ kind: undefined, value: '10.0.0.1' }, { kind: 'domain', value: 'a.example' }])
  expect(namedBy("[file:hashes.'SHA-256' = 'ab'] OR [url:value='http://x.example/ OR y']")).toEqual([{ kind: 'sha256', value: 'ab' }, { kind: 'url', value: 'http://x.example/ OR y' }])
  expect(namedBy("[ipv4-addr:value ISSUBSET '10.0.0.0/8']")).toEqual([{ kind: undefined, value: '10.0.0.0/8' }])
  expect(namedBy("[domain-name:value IN ('a.example', 'b.example')]")).toEqual([{ kind: 'domain', value: 'a.example' }, { kind: 'domain', value: 'b.example' }])
  expect(namedBy("[domain-name:value != 'a.example']")).toBe('negated')
  for (const pattern of ["[a:b = 'c' AND d:e = 'f']", "[domain-name:value LIKE '%x']", "[url:value = 'a'] FOLLOWEDBY [url:value = 'b']", "[url:value = 'a'] WITHIN 5 SECONDS", 'x', "[process:name = 'a']"]) expect(namedBy(pattern)).toBe('not-simple')
  const store = createStore()
  const bundle = { type: 'bundle', objects: [{ type: 'indicator', id: 'indicator--1', pattern: "[email-addr:value = 'A@b.example']", pattern_type: 'stix', valid_from: '2024-01-01T00:00:00Z', valid_until: '2025-01-01T00:00:00Z', confidence: 88, indicator_types: ['malicious-activity'] }, { type: 'malware' }, { type: 'indicator', id: 'indicator--2', pattern: 'alert tcp', pattern_type: 'snort' }] }
  expect(readStix(store, JSON.stringify(bundle), origin)).toMatchObject({ added: 1, refused: 1, counts: { 'not-simple': 1 } })
  expect(lookup(store, 'a@B.example', Date.parse('2024-06-01'))[0]!.indicator).toMatchObject({ kind: 'email', confidence: 88, category: 'malicious-activity' })
  expect(lookup(store, 'a@B.example', Date.parse('2025-01-01'))).toEqual([])
})

test('warning lists of every type', () => {
  const guard = createGuard([
    { name: 'nets', type: 'cidr', list: ['10.0.0.0/8', '192.0.2.1', 'fe80::/10'], matching_attributes: ['ip-dst', 'ip-dst|port'] },
    { name: 'below', type: 'hostname', list: ['.big.example', 'zip'], matching_attributes: ['domain', 'url'] },
    { name: 'exact', type: 'string', list: ['shop.example', '44d88612fea8a8f36de82e1278abb02f'] },
    { name: 'part', type: 'substring', list: ['acme'] }, { name: 'mail', type: 'regex', list: ['/^(abuse)\\@.*$/i', '/(/'] }, { name: 'odd', type: 'x', list: [] },
  ])
  const on = (kind: Parameters<typeof guard.listsOf>[0]['kind'], value: string, matched = value) => guard.listsOf({ kind, value }, matched, 0)
  expect(on('ip', '10.2.3.4')).toEqual(['nets'])
  expect(on('endpoint', '192.0.2.1:80')).toEqual(['nets'])
  expect(on('md5', '44d88612fea8a8f36de82e1278abb02f')).toEqual(['exact'])
  expect(on('domain', 'a.big.example')).toEqual(['below'])
  expect(on('url', 'docs.big.example/form')).toEqual(['below'])
  expect(on('domain', 'shop.example')).toEqual(['exact'])
  expect(on('domain', 'a.shop.example')).toEqual([])
  expect(on('domain', 'a.example', 'www.shop.example shop.example')).toEqual([])
  expect(on('domain', 'x.zip')).toEqual(['below'])
  expect(on('domain', 'my-acme.example')).toEqual(['part'])
  expect(on('email', 'Abuse@x.example')).toEqual(['mail'])
  expect(guard.problems.map((problem) => problem.list)).toEqual(['mail', 'odd'])
})
