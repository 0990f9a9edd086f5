import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addText, createStore, lookup, originId, remove, setWithdrawn } from '../index.ts'
import { naiveLookup, type Entry } from './naive.ts'

const label = fc.constantFrom('a', 'b', 'evil', 'x1', 'WWW', '1', 'a-b', '_dmarc')
const name = fc.tuple(fc.array(label, { maxLength: 3 }), fc.constantFrom('com', 'evil.net', 'co.uk', 'example.org', 'com.'), fc.constantFrom('', '', '', '*.')).map(([labels, top, star]) => star + [...labels, top].join('.'))
const v4 = fc.integer({ min: 0, max: 40 }).map((n) => `10.0.0.${n}`)
const v6 = fc.constantFrom('2001:db8::1', '2001:DB8:0:0:0:0:0:1', '2001:db8::2', '::ffff:10.0.0.3', '::ffff:a00:4', 'fe80::1%eth0', '2001:db8:1::')
const port = fc.constantFrom('', '', ':80', ':443', ':8080', ':1')
const path = fc.array(fc.constantFrom('/', '/a', '/b', '/%41', '/%2f', '?x=1', '&y=2', '#f', '/A', '//'), { maxLength: 4 }).map((parts) => parts.join(''))
const scheme = fc.constantFrom('http://', 'HTTPS://', 'ftp://', 'hxy://', '//', '')
const host = fc.oneof(name, v4, v6.map((one) => `[${one}]`))
const url = fc.tuple(scheme, host, port, path).map((parts) => parts.join(''))
const mail = fc.tuple(fc.constantFrom('joe', 'Joe.X', 'a+b'), name).map(([box, at]) => `${box}@${at}`)
const hash = fc.tuple(fc.constantFrom('a', 'B', '0'), fc.constantFrom(32, 40, 64, 128, 33)).map(([c, n]) => c.repeat(n))
const value = fc.oneof(name, v4, v6, url, url, mail, hash, path, fc.tuple(host, port).map((parts) => parts.join('')))
const range = fc.oneof(
  fc.tuple(v4, fc.integer({ min: 0, max: 33 })).map(([at, bits]) => `${at}/${bits}`),
  fc.tuple(v6, fc.integer({ min: 0, max: 129 })).map(([at, bits]) => `${at.replace('%eth0', '')}/${bits}`),
  fc.tuple(v4, v4).map(([a, b]) => `${a}-${b}`),
)
const entry: fc.Arbitrary<Entry> = fc.record({
  value: fc.oneof({ weight: 4, arbitrary: value }, { weight: 1, arbitrary: range }), source: fc.constantFrom('s1', 's2'),
  validFrom: fc.option(fc.integer({ min: 1, max: 5 }).map((n) => n * 1000), { nil: undefined }), validUntil: fc.option(fc.integer({ min: 1, max: 5 }).map((n) => n * 1000), { nil: undefined }),
})

const storeOf = (entries: readonly Entry[]) => {
  const store = createStore()
  for (const one of entries) addText(store, one.value, one.kind, originId(store, { source: one.source, confidence: 50, tlp: 'green' }), one)
  return store
}
const told = (store: ReturnType<typeof createStore>, asked: string, now: number) => lookup(store, asked, now).map((hit) => `${hit.indicator.source} ${hit.reason}`).sort()

describe('look-ups', () => {
  test('say what plain loops over plain objects say', () => {
    fc.assert(fc.property(fc.array(entry, { maxLength: 25 }), fc.array(value, { minLength: 1, maxLength: 8 }), fc.integer({ min: 0, max: 6 }), (entries, asked, second) => {
      const store = storeOf(entries)
      for (const one of [...asked, ...entries.map((each) => each.value)]) {
        if (/^[\d.:a-f]+\/\d+$/i.test(one)) continue
        expect({ one, hits: told(store, one, second * 1000) }).toEqual({ one, hits: naiveLookup(entries, one, second * 1000) })
      }
    }), { numRuns: 1500 })
  })

  test('read ranges at their edges', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(5000), fc.nat(300)), { minLength: 1, maxLength: 40 }), fc.array(fc.nat(5500), { minLength: 1, maxLength: 40 }), (spans, asked) => {
      const show = (n: number) => `10.0.${n >> 8}.${n & 255}`
      const entries = spans.map(([first, size], at) => ({ value: `${show(first)}-${show(first + size)}`, source: `s${at}` }))
      const store = storeOf(entries)
      for (const n of [...asked, ...spans.flatMap(([first, size]) => [first - 1, first, first + size, first + size + 1])]) {
        if (n < 0) continue
        expect(told(store, show(n), 0)).toEqual(spans.flatMap(([first, size], at) => (first <= n && n <= first + size ? [`s${at} in-range`] : [])).sort().filter((one, at, all) => {
          // The same range of another source is its own; the same source cannot repeat here.
          return all.indexOf(one) === at
        }))
      }
    }), { numRuns: 200 })
  })

  test('hold a thousand ports of one address, and tell a bare address the latest of them', () => {
    const entries = Array.from({ length: 1000 }, (_one, at) => ({ value: `10.0.0.1:${at + 1}`, source: 's' }))
    const store = storeOf(entries)
    expect(told(store, '10.0.0.1:777', 0)).toEqual(['s same'])
    expect(told(store, 'http://10.0.0.1:778/x', 0)).toEqual(['s host-of-url'])
    expect(lookup(store, '10.0.0.1', 0)).toHaveLength(32)
    expect(lookup(store, '10.0.0.1', 0)[0]).toMatchObject({ reason: 'port-unseen', indicator: { value: '10.0.0.1:1000', kind: 'endpoint' } })
  })

  test('keep every source of a value, and take out what is taken out', () => {
    const store = storeOf([{ value: 'evil.example.com', source: 'a' }, { value: 'EVIL.example.com.', source: 'b' }, { value: '10.0.0.0/24', source: 'a' }, { value: '10.0.0.9:22', source: 'b' }, { value: '10.0.0.9:22', source: 'a' }])
    expect(told(store, 'x.evil.example.com', 0)).toEqual(['a under-domain', 'b under-domain'])
    expect(remove(store, 'evil.example.com', 'a')).toBe(1)
    expect(remove(store, 'evil.example.com', 'a')).toBe(0)
    expect(told(store, 'x.evil.example.com', 0)).toEqual(['b under-domain'])
    expect(remove(store, '10.0.0.9:22', 'b')).toBe(1)
    expect(told(store, '10.0.0.9:22', 0)).toEqual(['a in-range', 'a same'])
    expect(remove(store, '10.0.0.0/24', 'a')).toBe(1)
    setWithdrawn(store, 'b', true)
    expect(told(store, 'x.evil.example.com', 0)).toEqual([])
    setWithdrawn(store, 'b', false)
    expect(told(store, 'x.evil.example.com', 0)).toEqual(['b under-domain'])
  })

  test('names of other scripts, defanged text and host names that are only themselves', () => {
    const store = createStore()
    const origin = originId(store, { source: 's', confidence: 80, tlp: 'amber', family: 'f' })
    addText(store, 'bücher.example', undefined, origin)
    addText(store, 'only.example.net', 'hostname', origin)
    addText(store, 'http://bare.example.net/', undefined, origin)
    expect(told(store, 'www.xn--bcher-kva.example', 0)).toEqual(['s under-domain'])
    expect(told(store, 'BÜCHER.example', 0)).toEqual(['s same'])
    expect(told(store, 'hxxps://www[.]bücher[.]example/x', 0)).toEqual(['s under-domain'])
    expect(told(store, 'only.example.net', 0)).toEqual(['s same'])
    expect(told(store, 'a.only.example.net', 0)).toEqual([])
    expect(told(store, 'a.bare.example.net', 0)).toEqual([])
    expect(told(store, 'https://bare.example.net/x', 0)).toEqual(['s under-path'])
    expect(lookup(store, 'only.example.net', 0)[0]!.indicator).toMatchObject({ kind: 'hostname', value: 'only.example.net', source: 's', confidence: 80, tlp: 'amber', family: 'f' })
  })
})
