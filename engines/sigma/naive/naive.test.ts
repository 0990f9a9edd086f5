/** What DESIGN.md promises under "What an event says", word for word. */
import { describe, expect, test } from 'vitest'
import { readRules } from '../index.ts'
import { fires, hits, read, rule, says } from '../tests/say.ts'
import { createNaive } from './naive.ts'

describe('lines', () => {
  const { rules } = read(rule('s:\n  f: a\ncondition: s'))
  const scan = (text: string | Uint8Array) => {
    const found: [number, number][] = []
    const said = createNaive(rules).scan(typeof text === 'string' ? new TextEncoder().encode(text) : text, (line, index) => { found.push([line, index]) })
    return { ...said, found }
  }
  test('count from 0, empty ones too, with any end', () => {
    expect(scan('{"f":"a"}\r\n\n  \n{"f":"b"}\n{"f":"a"}')).toEqual({ lines: 5, broken: 0, bytes: 34, found: [[0, 0], [4, 0]] })
    expect(scan('{"f":"a"}\n')).toMatchObject({ lines: 1 })
    expect(scan('')).toEqual({ lines: 0, broken: 0, bytes: 0, found: [] })
    expect(scan('\n')).toMatchObject({ lines: 1, broken: 0 })
  })
  test('that are no object are broken and matched by nothing', () => {
    expect(scan('[{"f":"a"}]\n"a"\nnull\n5\n{"f":"a"\nnonsense\n{"f":"a"} {}\n{"f":"a"}')).toMatchObject({ lines: 8, broken: 7, found: [[7, 0]] })
  })
  test('with bytes that are no text', () => expect(scan(Uint8Array.of(...new TextEncoder().encode('{"f":"'), 0xff, ...new TextEncoder().encode('"}\n{"f":"a"}')))).toMatchObject({ lines: 2, broken: 0, found: [[1, 0]] }))
  test('of two names that are the same the last counts', () => expect(scan('{"f":"a","f":"b"}\n{"f":"b","f":"a"}').found).toEqual([[1, 0]]))
})

describe('values', () => {
  test.each<[string, unknown, boolean]>([
    ['a.b: x', { 'a.b': 'x' }, true], ['a.b: x', { a: { b: 'x' } }, true], ['a.b.c: x', { 'a.b': { c: 'x' } }, true], ['a.b.c: x', { a: { 'b.c': 'x' } }, true], ['a.b: x', { a: [{ b: 'y' }, { b: 'x' }] }, true], ['a.b: x', { a: [[{ b: ['x'] }]] }, true], ['a.b: x', { a: 'x' }, false], ['a.0: x', { a: ['x'] }, false],
    // Every split is looked at, and every value found counts.
    ['a.b: x', { 'a.b': 'y', a: { b: 'x' } }, true], ['a.b: null', { 'a.b': null, a: { b: 'x' } }, false],
    ['f: x', { f: { x: 'x' } }, false], ['f|exists: true', { f: {} }, true], ['f: null', { f: [[null]] }, true], ['f: null', { f: [[]] }, false],
    ['f: "\\ufffd"', { f: '\ud800' }, true], ['f|contains: "\\ufffd"', { f: 'a\udc00b' }, true], ['f: 1000', { f: 1e3 }, true], ['f: 0', { f: -0 }, true], ["f: '1e+21'", { f: 1e21 }, true],
    ['hasOwnProperty: null', {}, true], ['toString|exists: true', {}, false], ['length|exists: true', [], false],
  ])('%s on %j: %s', (selection, event, expected) => {
    if (Array.isArray(event)) return expect(hits(read(rule(`s:\n  ${selection}\ncondition: s`)).rules, [event])).toEqual([])
    return expect(says(selection, event)).toBe(expected)
  })
  test('not is the negation of "one value satisfies it"', () => {
    expect(fires('s:\n  f: a\ncondition: not s', { f: ['a', 'b'] })).toBe(false)
    expect(fires('s:\n  f: a\ncondition: not s', { f: ['c', 'b'] })).toBe(true)
    expect(fires('s:\n  f: a\ncondition: not s', {})).toBe(true)
  })
})

describe('the authority', () => {
  test('owns its rules', () => {
    const { rules } = read(rule('s:\n  f: a\ncondition: s'))
    const copy = structuredClone(rules) as unknown as { when: unknown }[]
    const matcher = createNaive(copy as unknown as typeof rules)
    copy[0]!.when = { kind: 'any', of: [] }
    const found: number[] = []
    matcher.scan(new TextEncoder().encode('{"f":"a"}'), (line) => { found.push(line) })
    expect(found).toEqual([0])
  })
  test('routes, unless it is told not to', () => {
    const { rules } = readRules([{ path: 'a', text: rule('s:\n  f: a\ncondition: s') }])
    expect(hits(rules, [{ f: 'a', product: 'other' }], 'product')).toEqual([])
    expect(hits(rules, [{ f: 'a', product: 'other' }], 'none')).toEqual([[0, 0]])
    expect(hits(rules, [{ f: 'a' }, { f: 'a', product: 'test' }], 'product')).toEqual([[0, 0], [1, 0]])
  })
})
