import { describe, expect, test } from 'vitest'
import { holdsInEvent, observe, parsePattern, readPatterns } from '../index.ts'
import type { Json } from '../index.ts'

const asks = (pattern: string, event: Json) => holdsInEvent(parsePattern(pattern).pattern!, event)
const sha = 'A'.repeat(63) + '1'
const sysmon: Json = { winlog: { event_id: '1', event_data: { Image: 'C:\\Windows\\Temp\\evil.exe', CommandLine: 'evil.exe -enc SQBFAFgA', ProcessId: '4242', ParentImage: 'C:\\Office\\winword.exe', User: 'VELARDA\\mrossi', Hashes: `MD5=${'b'.repeat(32)},SHA256=${sha}` } } }
const flow: Json = { source: { ip: '198.51.100.7', port: 51000 }, 'destination.ip': '203.0.113.9', destination: { port: 443 }, network: { transport: 'TCP' } }

describe('a line as observed objects', () => {
  test('Windows, nested and flat: program, file with its hashes, account', () => {
    for (const event of [sysmon, (sysmon as { winlog: { event_data: Json } }).winlog.event_data]) {
      expect(asks(`[process:name = 'evil.exe' AND process:command_line LIKE '%-enc%' AND process:pid = 4242]`, event)).toBe(true)
      expect(asks(`[process:parent_ref.name = 'winword.exe' AND process:image_ref.name = 'evil.exe']`, event)).toBe(true)
      expect(asks(`[process:parent_ref.name = 'excel.exe']`, event)).toBe(false)
      for (const hex of [sha, sha.toLowerCase()]) expect(asks(`[file:hashes.'SHA-256' = '${hex}' AND file:name = 'evil.exe']`, event)).toBe(true)
      expect(asks(`[file:hashes.'SHA-256' = '${sha}' AND file:name = 'winword.exe']`, event)).toBe(false)
      expect(asks(`[user-account:account_login = 'mrossi'] OR [user-account:account_login = 'nobody']`, event)).toBe(true)
    }
  })
  test('addresses, and the flow between them', () => {
    expect(asks(`[ipv4-addr:value ISSUBSET '198.51.100.0/24']`, flow)).toBe(true)
    expect(asks(`[network-traffic:src_ref.value = '198.51.100.7' AND network-traffic:dst_port = 443 AND network-traffic:protocols[*] = 'tcp']`, flow)).toBe(true)
    expect(asks(`[network-traffic:dst_ref.value = '198.51.100.7']`, flow)).toBe(false)
    expect(asks(`[ipv6-addr:value = '2001:db8::7']`, { src_ip: '2001:db8::7' })).toBe(true)
  })
  test('names, addresses of pages and of mail, registry; a value that is none of its kind is left out', () => {
    expect(asks(`[domain-name:value = 'x.example']`, { dns: { question: { name: 'X.Example.' } } })).toBe(true)
    expect(asks(`[url:value LIKE 'https://x.example/%']`, { url: { original: 'https://x.example/a' } })).toBe(true)
    expect(asks(`[email-addr:value = 'a@x.example']`, { email: { from: { address: ['a@x.example'] } } })).toBe(true)
    expect(asks(`[windows-registry-key:key LIKE '%Run%']`, { TargetObject: 'HKLM\\Software\\Run\\x' })).toBe(true)
    expect(observe({ src_ip: '999.1.1.1', query: 'not a domain', url: '/path', message: '198.51.100.7' })).toEqual({})
  })
  test('odd events are no trouble', () => {
    for (const event of [null, 7, 'text', [], [[]], { ip: null, hash: { md5: 7 } }, { a: Array.from({ length: 5000 }, () => ({ ip: '198.51.100.7' })) }, JSON.parse('{"__proto__":{"ip":"198.51.100.7"}}')] as Json[]) expect(() => observe(event)).not.toThrow()
  })
})

describe('patterns that are asked of lines', () => {
  test('what asks for several lines, or for what no line has, is said', () => {
    const said = (text: string) => readPatterns(text).leftOut.join()
    expect(said(`[ipv4-addr:value = '198.51.100.7'] FOLLOWEDBY [url:value = 'x']`)).toMatch(/FOLLOWEDBY/)
    expect(said(`[ipv4-addr:value = '198.51.100.7'] AND [url:value = 'x']`)).toMatch(/AND between/)
    expect(said(`[url:value = 'x'] REPEATS 5 TIMES`)).toMatch(/REPEATS/)
    expect(said(`[url:value MATCHES '^(a+)+$']`)).toMatch(/MATCHES of url:value/)
    expect(said(`[process:command_line LIKE '%a%b%c%']`)).toMatch(/more than 3/)
    expect(readPatterns(`[mutex:name = 'x']`)).toEqual({ patterns: [], leftOut: ['this pattern looks at mutex:name, which no log line has'] })
    expect(readPatterns(`[ipv4-addr:value = '198.51.100.7' OR mutex:name = 'x']`)).toMatchObject({ patterns: [{ needles: ['198.51.100.7'] }], leftOut: [expect.stringMatching(/mutex:name/)] })
    expect(said(`[ipv4-addr:value = `)).toMatch(/\(character 20\)/)
  })
  test('a bundle gives its indicators, and no other language than STIX', () => {
    const indicator = (pattern: string, more: object = {}) => ({ type: 'indicator', name: 'N', pattern, pattern_type: 'stix', ...more })
    const read = readPatterns(JSON.stringify({ type: 'bundle', objects: [indicator(`[domain-name:value = 'x.example']`), indicator('title: x', { pattern_type: 'sigma' }), indicator(`[mutex:name = 'x']`), { type: 'malware' }] }))
    expect([read.patterns.map((one) => one.title), read.leftOut]).toEqual([['N'], ['this pattern looks at mutex:name, which no log line has']])
    expect(readPatterns('{').leftOut).toHaveLength(1)
    expect(readPatterns('{"objects":[null]}').leftOut).toEqual(['there is no indicator with a STIX pattern in this bundle'])
  })
  test('words that must stand in a line are never too many', () => {
    const needles = (pattern: string) => readPatterns(pattern).patterns[0]!.needles
    expect(needles(`[process:command_line LIKE '%-enc \\\\"x_yz%' OR url:value = 'https://x.example/path']`)).toEqual(['-enc ', 'x.example'])
    expect(needles(`[file:name = 'a.exe' AND file:hashes.MD5 = '${'B'.repeat(32)}']`)).toEqual(['b'.repeat(32)])
    expect(needles(`[file:name != 'a.exe']`)).toBeUndefined()
    expect(needles(`[file:name = 'ab']`)).toBeUndefined()
    expect(needles(`[ipv4-addr:value ISSUBSET '198.51.100.0/24'] OR [file:name = 'a.exe']`)).toBeUndefined()
  })
})
