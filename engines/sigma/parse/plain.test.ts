/** The short way through YAML says what the whole language says, or nothing. */
import * as fc from 'fast-check'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { packs } from '../packs/packs.ts'
import { activeRules, there } from '../tests/corpus.ts'
import { readPlain } from './plain.ts'
import { split } from './split.ts'

/** @returns whether it was read. */
function agrees(text: string): boolean {
  const plain = readPlain(text)
  if (plain === undefined) return false
  let whole: unknown
  try { whole = load(text) } catch (error) { throw new Error(`this is not YAML: ${JSON.stringify(text)}`, { cause: error }) }
  expect(plain, text).toStrictEqual(whole)
  return true
}

test.each<[string, boolean]>([
  ['a: b', true], ['a: b\n', true], ['---\na: b\n', true], ['a:\n  - b\n  -  c\n', true], ['a:\n- b\n- c: 1\n  d: e\nf: g\n', true], ['a:\nb:\n', true], ['a:\n  -\n  - b\n', true], ['a:\n  -\n    b: c\n', true],
  ['a: \'it\'\'s\' # why\n', true], ['a: "x\\\\y \\"z\\""\n', true], ['a: "x\\ny"\n', false], ['a: "\\u0410 \\u00e9\\\\"\n', true], ['a: "\\ud83d\\ude00"\n', false], ['a: "\\u12"\n', false], ['a: 😀 \'b\'\n', true], ['a: b # c\n', true], ['a: b#c\n', true], ['a: b:c\n', true], ['a: b: c\n', false], ['a: b:\n', false], ['a: -b\n', true], ['a: - b\n', false], ['a: -\n', false], ['- -b c\n- :d\n- ::\n', false], ['- -b c\n- :d\n- --e\n', true],
  ['a: |\n  b\n\n    c\n\n\nd: e\n', true], ['a: |-\n  b\n', true], ['a: |\n  b', true], ['a: |+\n  b\n\n', false], ['a: >\n  b\n', false], ['a: |\n\n  b\n', false], ['a: |\n  b\n # c\n', true], ['a: |\n  b\n c\n', false], ['a: |\nb: c\n', false],
  ['a: b\n  c\n', true], ['a: b\n  c\n   d\ne: f\n', true], ['a:\n  b\n  c\n', true], ['- a\n  b\n- c\n', true], ['a:\n  - b\n    c\n', true], ['a: true\n  b\n', true], ['a: 1\n  2\n', true], ['a: b\n\n  c\n', false], ['a: b\n  - c\n', false], ['a: b # c\n  d\n', false], ['a: b\n  c # d\n', false], ['a: b\n  c: d\n', false], ['a: b\n  c:\n', false], ['a: -\n  b\n', false], ['a\nb\n', false], ['a: b\n# c\n  d\n', false], ['a: \'b\n  c\'\n', false], ['a: [b]\n', false], ['a: {b: c}\n', false], ['a: &x b\nc: *x\n', false], ['a: !!str 1\n', false], ['a: b\na: c\n', false], ['a\n', false], ['- a\n- b\n', true], ['', false], ['# a\n', false],
  ['a: 1\nb: 0\nc: 007\n', true], ['a: 0x10\n', false], ['a: 1.5\n', false], ['a: -1\n', false], ['a: .inf\n', false], ['a: 1e3\n', false], ['a: 2020-01-02\nb: 12:30\nc: 10.0.0.1\nd: 1.2.3\ne: 10.0.0.0/8\n', true], ['a: 123456789012345\n', true], ['a: 1234567890123456\n', false],
  ['a: true\nb: False\nc: NULL\nd: ~\ne: tRue\nf: yes\ng: no\n', true], ['true: a\n', false], ['null: a\n', false], ['__proto__: a\n', false], ['constructor: a\n', true], ['a b|contains: c\n', true], ['a :\n', false], ['1: a\n', false], ['\'|all\':\n  - b\n', true], ['- \'a b\': c\n  d: e\n', true], ['\'a\'\'b\': c\n', false], ['\'a\' : c\n', false], ['\'\': c\n', false], ['\'a\':b\n', false], ['\'null\': a\n', false], ['\'a\': b\na: c\n', false],
  ['a:\tb\n', false], ['a: b\r\n', false], ['a: \u0001\n', false], ['a: \u2028b\n', false], ['a: \u00e9\ud83d\n', false], ['\ufeffa: b\n', false], ['a: b\n...\n', false], ['%YAML 1.2\n---\na: b\n', false], ['  a: b\n', false], ['a:\n    b: c\n  d: e\n', false], ['a:\n  - b\n c: d\n', false],
])('%j', (text, read) => expect(agrees(text)).toBe(read))

describe('by chance', () => {
  const word = fc.oneof(fc.constantFrom('a', 'Image|endswith', 'x y', 'it\'s', '"q"', 'C:\\x\\', '*.exe', 'a: b', 'a #b', '-1', '- x', '1.0', '0x1', 'null', 'True', '~', '|', '>', '[', '{}', '&a', '*a', '!t', '#c', '\\', ':', '?', '%', '@', '', ' ', 'é', '😀', '\t', '-b', ':b', '--', '\\u00e9', '\'k\'', '\'k\': v', 'two words', '007'), fc.string({ maxLength: 6 }))
  const line = fc.tuple(fc.nat(6), fc.constantFrom('', '- ', '-  ', 'k: ', 'k:', 'a: ', 'b|c:  ', '- a: ', '- b:', '\'', '"', '|', '# ', '---'), word, fc.constantFrom('', ' ', ' # c', '\'', '"', ':', ': ', '|', '|-'))
  test('lines of any kind', () => fc.assert(fc.property(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\n\n', ''), (lines, end) => { agrees(lines.map(([indent, mark, text, after]) => ' '.repeat(indent) + mark + text + after).join('\n') + end) }), { numRuns: 30_000 }))

  const texts = packs.flatMap((file) => split(file.text).map((piece) => piece.text))
  const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), remove: fc.nat(3), put: fc.oneof(fc.constantFrom('', ' ', '  ', '\n', ': ', '- ', '#', ' #', '\'', '"', '|', '\\', '&a ', '[', '1', 'null', '\n\n', '\n  '), fc.string({ maxLength: 2 })) })
  test('rules with mistakes', () => {
    let read = 0
    fc.assert(fc.property(fc.nat(texts.length - 1), fc.array(edit, { maxLength: 4 }), (index, edits) => {
      let text = texts[index]!
      for (const { at, remove, put } of edits) { const place = Math.floor(at * text.length); text = text.slice(0, place) + put + text.slice(place + remove) }
      if (agrees(text)) read += 1
    }), { numRuns: 5000 })
    expect(read).toBeGreaterThan(1000)
  })
})

test.skipIf(!there)('all rules of SigmaHQ, nearly all by the short way', () => {
  const pieces = activeRules().flatMap((file) => split(file.text))
  expect(pieces.filter((piece) => agrees(piece.text)).length / pieces.length).toBeGreaterThan(0.999)
})
