/** Values of a store one by one, and whether another store holds them. */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { addText, createStore, eachValue, hasValue, originId, readLines, remove, type Indicator } from '../index.ts'

const origin = { source: 'a', confidence: 50, tlp: 'clear' } as const
const all = (store: ReturnType<typeof createStore>) => { const found: Indicator[] = []; eachValue(store, (one) => found.push(one)); return found }

test('every class of value comes back once, whatever its origins, and is found again by its canonical text', () => {
  const store = createStore()
  const values = ['203.0.113.7', '203.0.113.7:8443', '203.0.113.8:80', '2001:db8::1', '[2001:db8::1]:443', '[2001:db8::1]:444', '198.51.100.0/24', '10.0.0.1-10.0.0.9', '2001:db8:1::/48', 'evil.example', 'evil.example:8080', 'http://evil.example/gate.php?x=1', 'http://evil.example:8080/a', 'http://[2001:db8::2]/x', 'http://203.0.113.9', '/gate.php', 'D41D8CD98F00B204E9800998ECF8427E', 'a'.repeat(40), 'b'.repeat(64), 'c'.repeat(128), 'Bad@Mail.example', 'bücher.example']
  for (const family of ['x', 'y']) for (const value of values) addText(store, value, undefined, originId(store, { ...origin, family }), { validUntil: 5000 })
  expect(addText(store, 'evil.example', 'hostname', originId(store, origin))).toBe('added')
  const found = all(store)
  expect(found).toHaveLength(values.length + 1)
  expect(new Set(found.map((one) => `${one.kind} ${one.value}`)).size).toBe(values.length + 1)
  for (const { kind, value } of found) expect([value, hasValue(store, value, kind), hasValue(store, value, kind === 'md5' ? 'ip' : 'md5')]).toEqual([value, true, false])
  expect(found.find((one) => one.value === 'evil.example' && one.kind === 'domain')).toMatchObject({ family: 'y', validUntil: 5000 })
  remove(store, '203.0.113.7', 'a')
  expect(hasValue(store, '203.0.113.7', 'ip')).toBe(false)
  expect(hasValue(store, '203.0.113.7:8443', 'endpoint')).toBe(true)
  expect(all(store)).toHaveLength(values.length)
})

const file = resolve('../shared/data/03-intel/ioc-maltrail.tsv.gz')
const here = existsSync(file)
test.skipIf(!here)(`all values of Maltrail's trails come back, each once${here ? '' : ' (skipped: ../shared/data/03-intel is not beside the project)'}`, () => {
  const store = createStore()
  readLines(store, gunzipSync(readFileSync(file)), 'typed', origin)
  const keys = new Set<string>()
  let calls = 0
  eachValue(store, ({ kind, value }) => { calls++; keys.add(`${kind} ${value}`) })
  expect(calls).toBe(keys.size)
  expect(calls).toBe(946_526)
  // Those that only another family repeats are no values of their own.
  expect(calls).toBeLessThanOrEqual(store.count)
})
