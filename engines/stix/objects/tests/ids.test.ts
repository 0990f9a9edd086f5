import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beginning, canonical, compareVersions, deterministicId, observableId, uuid5, versionOf } from '../../index.ts'

test('a name in a namespace, as RFC 4122 gives it', () => {
  expect(uuid5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2')
})

test('observables have the identifiers that other software gives them', () => {
  expect(observableId({ type: 'ipv4-addr', value: '198.51.100.3' })).toBe('ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4')
  // From the library stix2 of OASIS, 3.0: one hash of several, all of what contributes, nested objects, a line separator.
  expect(observableId({ type: 'file', hashes: { 'SHA-256': 'a'.repeat(64), 'MD5': 'b'.repeat(32) }, name: 'è "x"\u2028.exe', parent_directory_ref: 'directory--93c0a9b0-520d-545d-9094-1a08ddf46b05' })).toBe('file--b50aea80-e47a-554b-b04f-9b28ca5a7e02')
  expect(observableId({
    type: 'network-traffic', src_ref: 'ipv4-addr--ff26c055-6336-5bc5-b98d-13d6226742dd', src_port: 443, protocols: ['tcp', 'ipv4'], start: '2020-01-01T00:00:00Z',
    extensions: { 'socket-ext': { address_family: 'AF_INET', socket_descriptor: 3 } }, dst_byte_count: 12,
  })).toBe('network-traffic--b502db10-9659-5f3b-b026-6ac483411ad0')
  expect(observableId({ type: 'user-account', user_id: '1', account_login: 'x', display_name: 'X' })).toBe('user-account--2d33ac0f-8bd9-5d13-a7db-5b1645179692')
  expect(observableId({ type: 'file', hashes: { 'SHA-512': 'a'.repeat(128), 'SHA-256': 'a'.repeat(64) } })).toBe('file--75cb38d5-2055-5354-b75a-8299a2d670b5')
})

test('what cannot make an identifier has none', () => {
  expect(observableId({ type: 'process', pid: 1 })).toBeUndefined()
  expect(observableId({ type: 'file', size: 1 })).toBeUndefined()
  expect(observableId({ type: 'indicator', value: 'x' })).toBeUndefined()
  expect(observableId({ type: '__proto__', value: 'x' })).toBeUndefined()
  expect(observableId({ type: 'url', value: 'http://x/\ud800' })).toBeUndefined()
  expect(canonical(Number.NaN)).toBeUndefined()
})

test('our own are equal for equal parts, whatever the order of names', () => {
  expect(deterministicId('report', { b: 1, a: [2] }, 'x')).toBe(deterministicId('report', { a: [2], b: 1 }, 'x'))
  expect(deterministicId('report', 'a', 'b')).not.toBe(deterministicId('report', 'ab'))
  expect(deterministicId('report', 'a')).toMatch(/^report--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(deterministicId('report', '\ud800')).not.toBe(deterministicId('report', '\ud801'))
})

test('versions are ordered to the last digit', () => {
  expect(versionOf({ created: '2020-01-01T00:00:00Z', modified: '2021-01-01T00:00:00.123456Z' })).toBe('2021-01-01T00:00:00.123456Z')
  expect(versionOf({ created: '2020-01-01T00:00:00Z' })).toBe('2020-01-01T00:00:00Z')
  expect(versionOf({ type: 'url', value: 'http://x/' })).toBe(beginning)
  expect(compareVersions('2021-01-01T00:00:00Z', '2021-01-01T00:00:00.000Z')).toBe(0)
  expect(compareVersions('2021-01-01T00:00:00.1Z', '2021-01-01T00:00:00.09Z')).toBeGreaterThan(0)
  expect(compareVersions('2021-01-01T00:00:00.0000001Z', '2021-01-01T00:00:00Z')).toBeGreaterThan(0)
  const moments = fc.tuple(fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }), fc.integer({ min: 0, max: 999 }))
  fc.assert(fc.property(moments, moments, ([a, m], [b, n]) => {
    const text = (date: Date, micros: number) => date.toISOString().replace('Z', `${String(micros).padStart(3, '0')}Z`).replace(/0+Z$/, 'Z').replace('.Z', 'Z')
    expect(Math.sign(compareVersions(text(a, m), text(b, n)))).toBe(Math.sign(a.getTime() - b.getTime()) || Math.sign(m - n))
  }))
})
