import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addText, createGuard, createScanner, createStore, originId, scanExactly } from '../index.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const storeOf = (...values: string[]) => {
  const store = createStore()
  const origin = originId(store, { source: 's', confidence: 70, tlp: 'green' })
  for (const value of values) if (addText(store, value, undefined, origin) !== 'added') throw new Error(value)
  return store
}
const scan = (store: ReturnType<typeof createStore>, line: unknown, guard?: Parameters<typeof createScanner>[1]) => {
  const text = typeof line === 'string' ? line : JSON.stringify(line)
  const all = bytes(`xx${text}yy.evil.com`)
  return createScanner(store, guard).event(all, 2, all.length - 11, 0)
}
const short = (hits: ReturnType<typeof scan>) => hits.map((hit) => `${hit.field}|${hit.matched}|${hit.indicator.value}|${hit.reason}`)

describe('a scan of an event', () => {
  const store = storeOf('evil.com', '10.9.8.7:443', '192.0.2.0/24', 'http://bad.example/gate', '2001:db8::bad', 'a'.repeat(64), 'joe@phish.example', '/365-Stealer/x', 'sub.drop.example:8081')
  test('finds values in fields and in running text', () => {
    expect(short(scan(store, { a: { b: ['x', 'see www.EVIL.com, now.'] }, n: 5 }))).toEqual(['a.b|www.EVIL.com|evil.com|under-domain'])
    expect(short(scan(store, { m: 'src=192.0.2.7,dst=1.1.1.1' }))).toEqual(['m|192.0.2.7|192.0.2.0/24|in-range'])
    expect(short(scan(store, { m: 'GET (http://bad.example/gate/in.php?x=1). Ok' }))).toEqual(['m|http://bad.example/gate/in.php?x=1|bad.example/gate|under-path'])
    expect(short(scan(store, { m: 'to http://x.example/?u=http://evil.com/y' }))).toEqual(['m|http://evil.com/y|evil.com|host-of-url'])
    expect(short(scan(store, { m: 'src:2001:db8::bad and [2001:DB8::BAD]:99.' }))).toEqual(['m|2001:db8::bad|2001:db8::bad|same', 'm|[2001:DB8::BAD]:99|2001:db8::bad|same'])
    expect(short(scan(store, { h: `SHA256=${'A'.repeat(64)};` }))).toEqual([`h|${'A'.repeat(64)}|${'a'.repeat(64)}|same`])
    expect(short(scan(store, { m: 'From: <Joe@Phish.example>, a@evil.com' }))).toEqual(['m|Joe@Phish.example|joe@phish.example|same', 'm|a@evil.com|evil.com|host-of-mail'])
    expect(short(scan(store, { uri: '/365-Stealer/x/y', m: 'GET /365-Stealer/x?z HTTP/1.1' }))).toEqual(['uri|/365-Stealer/x/y|/365-Stealer/x|path', 'm|/365-Stealer/x?z|/365-Stealer/x|path'])
    expect(short(scan(store, { m: 'sub.drop.example:8081 sub.drop.example:8082' }))).toEqual(['m|sub.drop.example:8081|sub.drop.example:8081|same'])
  })
  test('does not read names of fields, nor half words', () => {
    expect(scan(store, { 'evil.com': 'x', m: 'notevil.com evil.com.example x10.9.8.7 10.9.8.71' })).toEqual([])
    expect(scan(store, { n: 192.02, m: `${'a'.repeat(65)}` })).toEqual([])
  })
  test('reads JSON escapes: what ends a value, and what hides one', () => {
    expect(short(scan(store, { m: 'C:\\evil.com\nevil.com\tx' }))).toEqual(['m|evil.com|evil.com|same'])
    expect(scan(store, { m: 'a\nnevil.com' })).toEqual([])
    expect(short(scan(store, '{"m":"http:\\/\\/bad.example\\/gate"}'))).toEqual(['m|http://bad.example/gate|bad.example/gate|same'])
    expect(short(scan(store, '{"m":"\\u0065vil.com"}'))).toEqual(['m|evil.com|evil.com|same'])
    expect(short(scan(store, '{"m":"\\u0436 evil.com"}'))).toEqual(['m|evil.com|evil.com|same'])
  })
  test('a line that is no JSON is one text', () => {
    expect(short(scan(store, '<34>Oct 11 host su: C:\\nevil.com evil.com:80'))).toEqual(['|evil.com:80|evil.com|same'])
  })
  test('an address whose port is elsewhere: beside it, or not seen, which wakes nobody', () => {
    expect(scan(store, { dst: '10.9.8.7', dst_port: 443 })[0]).toMatchObject({ reason: 'port-beside', alerts: true, field: 'dst' })
    expect(scan(store, { dst: '10.9.8.7', count: 443 })[0]).toMatchObject({ reason: 'port-unseen', alerts: false })
    expect(scan(store, { dst: '10.9.8.7:444' })).toEqual([])
  })
  test('a warning list is named, and wakes nobody', () => {
    const guard = createGuard([{ name: 'Known', type: 'hostname', list: ['.evil.com'], matching_attributes: ['domain'] }, { name: 'Other kind', type: 'cidr', list: ['0.0.0.0/4'], matching_attributes: ['md5'] }])
    expect(scan(store, { m: 'evil.com 192.0.2.1' }, guard).map((hit) => [hit.matched, hit.warnings, hit.alerts])).toEqual([['evil.com', ['Known'], false], ['192.0.2.1', [], true]])
  })

  const piece = fc.constantFrom('evil.com', 'www.evil.com', 'EVIL.COM.', '10.9.8.7', '10.9.8.7:443', ':443', '192.0.2.255', '192.0.3.0', 'http://', 'bad.example', '/gate', '/', '\\', '"', '\n', 'n', ' ', ',', '@', 'joe', 'phish.example', '2001:db8::bad', '[', ']', '::', ':', '.', '-', '_', 'é', '\u0436', '😀', 'a'.repeat(64), 'a', '/365-Stealer/x', '?', '&', '(', ')', '1.5', '%41', '\u0000')
  const text = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(''))
  test('the quick question never says no where the exact walk finds something', () => {
    fc.assert(fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'evil.com'), fc.oneof(text, fc.array(text, { maxLength: 2 }), fc.double())), fc.integer({ min: 0, max: 3 }), (event, how) => {
      let line = JSON.stringify(event)
      if (how === 1) line = line.replaceAll('/', '\\/')
      if (how === 2) line = line.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
      if (how === 3) line = Object.values(event).join(' ')
      const quick = createScanner(store).event(bytes(line), 0, bytes(line).length, 0)
      expect(quick).toEqual(how === 3 && /^\s*[{["]/.test(line) ? quick : scanExactly(store, line, 0))
    }), { numRuns: 4000 })
  })
})
