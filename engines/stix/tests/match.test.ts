import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchPattern, parsePattern, type Json, type Observation } from '../index.ts'

const seen = (name: string, first: number, last = first, count = 1): Json => ({
  type: 'observed-data', first_observed: new Date(first * 1000).toISOString(), last_observed: new Date(last * 1000).toISOString(), number_observed: count, objects: { 0: { type: 'x', name } },
})
const match = (pattern: string, observations: readonly Json[], budget?: number) => {
  const parsed = parsePattern(pattern)
  return parsed.problem ? parsed.problem.code : ((outcome) => outcome.problem?.code ?? outcome.matched)(matchPattern(parsed.pattern, observations, budget === undefined ? {} : { budget }))
}

describe('a pattern', () => {
  test('problems say where', () => {
    for (const [pattern, code, at] of [['[a:b = 1', 'syntax', 8], ["[a:b = 'x", 'syntax', 7], ['[a:b-c = 1]', 'syntax', 3], ["[a:b = t'2020-13-01T00:00:00Z']", 'literal', 7], ["[a:b MATCHES '(']", 'regex', 13], ['[a:b = 1] REPEATS 0 TIMES', 'literal', 18], ["[a:b IN (1, 'x')]", 'literal', 12], ["[a:b ISSUBSET 'x']", 'literal', 14], ['[a:b < true]', 'literal', 5], [`${'('.repeat(101)}[a:b = 1]`, 'too-deep', 101], ['', 'syntax', 0]] as const) {
      expect([pattern, parsePattern(pattern).problem]).toMatchObject([pattern, { code, at }])
    }
  })
  test('paths: quoted names, indices, every element, references, hashes', () => {
    const data: Json = { type: 'observed-data', first_observed: '2020-01-01T00:00:00Z', last_observed: '2020-01-01T00:00:00Z', number_observed: 1, objects: {
      0: { type: 'file', hashes: { 'SHA-256': 'ab', MD5: 'cd' }, names: ['a', 'b'], parent_ref: '1', contains_refs: ['1', '2'] }, 1: { type: 'directory', path: 'C:\\x' }, 2: { type: 'directory', path: '/y' },
    } }
    for (const [pattern, expected] of [["[file:hashes.'SHA-256' = 'ab']", true], ["[file:hashes.MD5 = 'ab']", false], ["[file:names[1] = 'b']", true], ["[file:names[*] = 'b']", true], ["[file:parent_ref.path = 'C:\\\\x']", true], ["[file:contains_refs[*].path = '/y']", true], ["[file:contains_refs[0].path = '/y']", false], ["[file:parent_ref = '1']", true], ['[EXISTS file:hashes.MD5]', true], ['[EXISTS file:size]', false], ["[file:names[0] = 'a' AND directory:path = '/y']", false], ["[file:names[*] LIKE '_']", true]] as const) expect([pattern, match(pattern, [data])]).toEqual([pattern, expected])
  })
  test('networks of both families', () => {
    const at = (value: string): Json => ({ type: 'observed-data', first_observed: '2020-01-01T00:00:00Z', last_observed: '2020-01-01T00:00:00Z', number_observed: 1, objects: { 0: { type: 'a', value } } })
    expect(match("[a:value ISSUBSET '10.0.0.0/9']", [at('10.127.255.255')])).toBe(true)
    expect(match("[a:value ISSUBSET '10.0.0.0/9']", [at('10.128.0.0')])).toBe(false)
    expect(match("[a:value ISSUBSET '2001:db8::/33']", [at('2001:db8:7fff::1')])).toBe(true)
    expect(match("[a:value ISSUBSET '2001:db8::/33']", [at('2001:db8:8000::1')])).toBe(false)
    expect(match("[a:value ISSUPERSET '10.0.0.1']", [at('10.0.0.0/8')])).toBe(true)
  })
  test('many observations: exact where it can be, and given up where it cannot', () => {
    const many = Array.from({ length: 2000 }, (_one, at) => seen('a', at * 10))
    expect(match("[x:name = 'a'] REPEATS 2000 TIMES", many)).toBe(true)
    expect(match("[x:name = 'a'] REPEATS 2001 TIMES", many)).toBe(false)
    expect(match("[x:name = 'a'] REPEATS 3 TIMES WITHIN 19 SECONDS", many)).toBe(false)
    expect(match("[x:name = 'a'] REPEATS 3 TIMES WITHIN 20 SECONDS", many)).toBe(true)
    expect(match("([x:name = 'a'] AND [x:name = 'a'] AND [x:name = 'a']) WITHIN 1 SECONDS", many)).toBe('budget')
    expect(match("[x:name = 'a'] REPEATS 5 TIMES", [seen('a', 1, 1, 1_000_000_000)])).toBe(true)
  })

  /** All ways of giving each part an observation, tried blindly. */
  type All = readonly { readonly name: string; readonly first: number; readonly last: number }[]
  const naive = (node: Observation, all: All, names: readonly string[]): number[][] => {
    const disjoint = (left: number[][], right: number[][]) => left.flatMap((a) => right.flatMap((b) => (a.some((one) => b.includes(one)) ? [] : [[...a, ...b]])))
    switch (node.kind) {
      case 'simple': return all.flatMap((one, at) => (one.name === names[node.leaf] ? [[at]] : []))
      case 'OR': return [...naive(node.left, all, names), ...naive(node.right, all, names)]
      case 'AND': return disjoint(naive(node.left, all, names), naive(node.right, all, names))
      case 'FOLLOWEDBY': {
        const [left, right] = [naive(node.left, all, names), naive(node.right, all, names)]
        return left.flatMap((a) => right.filter((b) => !a.some((one) => b.includes(one)) && a.every((one) => b.every((other) => all[one]!.first <= all[other]!.last))).map((b) => [...a, ...b]))
      }
      case 'repeats': return Array.from({ length: node.times - 1 }, () => naive(node.of, all, names)).reduce(disjoint, naive(node.of, all, names))
      case 'within': return naive(node.of, all, names).filter((one) => one.every((a) => one.every((b) => all[a]!.first - all[b]!.last <= node.seconds)))
      case 'startstop': return naive(node.of, all, names).filter((one) => node.start < node.stop && one.every((at) => all[at]!.last * 1000 >= node.start && all[at]!.first * 1000 < node.stop))
    }
  }
  const leaf = fc.constantFrom('a', 'b', 'c').map((name) => `[x:name = '${name}']`)
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf,
      fc.tuple(tie('tree'), fc.constantFrom('AND', 'OR', 'FOLLOWEDBY'), tie('tree')).map(([a, op, b]) => `(${a} ${op} ${b})`),
      fc.tuple(tie('tree'), fc.constantFrom('REPEATS 2 TIMES', 'WITHIN 2 SECONDS', 'WITHIN 1 SECONDS', "START t'1970-01-01T00:00:02Z' STOP t'1970-01-01T00:00:04Z'")).map(([a, op]) => `(${a}) ${op}`)),
  }))
  test('is bound as trying out everything binds it', () => {
    fc.assert(fc.property(tree, fc.array(fc.record({ name: fc.constantFrom('a', 'b', 'c'), first: fc.nat(5), more: fc.nat(2) }), { minLength: 1, maxLength: 5 }), (text, raw) => {
      const parsed = parsePattern(text).pattern!
      if (parsed.leaves.length > 4 || (text.match(/REPEATS/g)?.length ?? 0) > 2) return
      const all = raw.map(({ name, first, more }) => ({ name, first, last: first + more }))
      const names = [...text.matchAll(/'([abc])'/g)].map((one) => one[1]!)
      expect(matchPattern(parsed, all.map((one) => seen(one.name, one.first, one.last))).matched).toBe(naive(parsed.root, all, names).length > 0)
    }), { numRuns: 3000 })
  })
})
