/** The fast way says what the authority says, whatever the rules, the bytes and the lessons. A seed tells all of a case: it is in what fails. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Expr, Test } from '../index.ts'
import { MAX_EVENT_COMMAS, MAX_EVENT_DEPTH, MAX_LINE_BYTES } from '../limits.ts'
import { bytesOf } from './chance-lines.ts'
import { chanceOf, namesOf, piecesOf, ruleOf, rulesOf } from './chance.ts'
import { differences } from './compare.ts'

const atom = (field: string | null, asked: Test): Expr => ({ kind: 'atom', atom: { field, test: asked } })
const contains = (text: string): Test => ({ kind: 'contains', text, cased: false })
const rulesFrom = (...of: Expr[]) => of.map((one, at) => ruleOf(at, one))
const bytesFrom = (...parts: (string | readonly number[])[]) => Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))))
const plainly = { routing: 'none', lessons: [], names: namesOf } as const

describe('by chance', () => {
  test.each([['nothing learnt', []], ['learnt after one line', [1]], ['learnt twice', [3, 10]]] as const)('rules and lines: %s', (_, lessons) => {
    fc.assert(fc.property(fc.noShrink(fc.integer({ min: 0, max: 0x7fffffff })), fc.constantFrom('product' as const, 'none' as const), (seed, routing) => {
      const chance = chanceOf(seed)
      const pieces = piecesOf(chance)
      const rules = rulesOf(chance, pieces)
      // Twice: what was learnt from the bytes is asked of them again.
      expect(differences(rules, bytesOf(chance, pieces, 40), { routing, lessons, names: namesOf }, 2)).toEqual([])
    }), { numRuns: 150, interruptAfterTimeLimit: 6_000 })
  })
  // Each was wrong once.
  test.each([616, 1340, 1420, 2306])('the case of seed %i', (seed) => {
    const chance = chanceOf(seed)
    const pieces = piecesOf(chance)
    const rules = rulesOf(chance, pieces)
    const bytes = bytesOf(chance, pieces, 40)
    for (const routing of ['product', 'none'] as const) for (const lessons of [[], [1], [3, 10]]) expect(differences(rules, bytes, { routing, lessons, names: namesOf }, 2)).toEqual([])
  })
})

describe('a line cut', () => {
  test('at each of its bytes', () => {
    const line = Buffer.from('{"f" : "aé\\u00e9\\n\\"", "a":{"b":[1.50e+3, -0, true,false , null,{}]},"\\u0066":[["x"]],"q\\"k":"\u{10400}"}')
    const rules = rulesFrom(atom('f', contains('a')), atom('f', contains('é')), atom('a.b', { kind: 'exists' }), atom(null, contains('x')))
    const lines = Array.from(line, (_, at) => [line.subarray(0, at), Buffer.from('\n'), line.subarray(at), Buffer.from('\r\n')]).flat()
    expect(differences(rules, Buffer.concat(lines), plainly)).toEqual([])
    for (let at = 0; at < line.length; at++) expect(differences(rules, line.subarray(0, at), plainly), String(at)).toEqual([])
  })
  test('never, with each byte in each place of it', () => {
    const line = Buffer.from('{"f":"a\\u0041",\t"g":[1.5,-0]}\n')
    const lines: Buffer[] = []
    for (let at = 0; at < line.length - 1; at++) for (let byte = 0; byte < 256; byte++) { const other = Buffer.from(line); other[at] = byte; lines.push(other) }
    expect(differences(rulesFrom(atom('f', contains('a')), atom('\ufffd', contains('a')), atom('g', { kind: 'compare', op: 'gt', than: 0 }), atom(null, contains('1.5'))), Buffer.concat(lines), plainly)).toEqual([])
  })
})

describe('bounds', () => {
  const rules = rulesFrom(atom('f', contains('aa')), atom('a', { kind: 'exists' }), atom(null, contains('x1')), atom('alias', contains('aa')))
  test('of depth', () => {
    const lines = [-2, -1, 0, 1, 2].map((more) => MAX_EVENT_DEPTH + more).flatMap((depth) => [
      `${'{"f":"aa","a":'.repeat(depth - 1)}{"x":"x1"}${'}'.repeat(depth - 1)}`, `{"f":"aa","z":${'['.repeat(depth - 1)}"x1"${']'.repeat(depth - 1)}}`, `{"a":1,"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)},"a":"]"}`,
    ])
    expect(differences(rules, Buffer.from(lines.join('\n')), plainly)).toEqual([])
  })
  test.each([-1, 0, 1, 2])('of values: %i above', (more) => {
    const count = MAX_EVENT_COMMAS + more
    const lines = [`{"f":[${Array(count).fill('"aa"').join()}]}`, `{"z":[${Array(count).fill('1').join()}],"f":"aa"}`, `{${Array.from({ length: count }, (_, at) => `"k${at}":"x1,"`).join()}}`, `{"\\u0066":[${Array(count).fill('-0').join()}]}`, `{${Array(count).fill('"f":"aa"').join()}}`]
    expect(differences(rules, Buffer.from(lines.join('\n')), plainly)).toEqual([])
    expect(differences(rulesFrom(atom('f', contains('aa'))), Buffer.from(lines.join('\n')), plainly)).toEqual([])
  })
  test('of length', () => {
    const lines = [-1, 0, 1].map((more) => `{"f":"${'a'.repeat(MAX_LINE_BYTES + more - 8)}"}`)
    expect(differences(rules, Buffer.from([...lines, ' '.repeat(MAX_LINE_BYTES + 9), `{"f":"aa"}${' '.repeat(MAX_LINE_BYTES)}`, '{"f":"aa"}'].join('\n')), plainly)).toEqual([])
  })
  test('of what is taken at once', () => {
    const lines = Array.from({ length: 60 }, (_, at) => `{"f":"${'a '.repeat((at * 7919) % 9000)}a","g":"${at}"}`)
    const long = `{"f":"${'é'.repeat(70_000)}","z":"x1"}`
    expect(differences(rules, Buffer.from([...lines, long, ...lines, long, long].join('\r\n')), { ...plainly, lessons: [1, 20] }, 2)).toEqual([])
  })
})

describe('what was wrong once', () => {
  test.each<[string, Parameters<typeof differences>[0], Uint8Array]>([
    ['a field without a name', rulesFrom(atom('', contains('a')), atom('g', contains('b'))), bytesFrom('{"":"a"}\n{"g":"b"}\n{"":"b","g":"a"}')],
    ['a name with a dozen dots', rulesFrom(atom('z.z.z.z.z.z.z.z.z.z.z.z', contains('a'))), bytesFrom('{"z.z.z":{"z.z.z.z.z.z.z.z.z":"a"}}\n{"z":{"z":{"z.z.z.z.z.z.z.z.z.z":"a"}}}\n{"z.z":{"z.z":"a"}}')],
    ['a short literal beyond ASCII', rulesFrom(atom('f', contains('é'))), bytesFrom('{"f":"É"}\n{"f":"e"}')],
    ['a regular expression that needs no long s', rulesFrom(atom('f', { kind: 'regex', source: 'ſ', flags: 'iu' }), atom('f', { kind: 'regex', source: 'a\\ud83d\\ude00*b', flags: 'u' })), bytesFrom('{"f":"s"}\n{"f":"ab"}\n{"f":"a😀b"}')],
    ['a byte order mark in a text', rulesFrom(atom('f', { kind: 'startswith', text: 'a', cased: true }), atom('f', { kind: 'regex', source: '^a', flags: '' })), bytesFrom('{"f":"\ufeffa"}\n\ufeff{"f":"a"}')],
    ['infinity in a line with a name twice', rulesFrom(atom('f', { kind: 'equals', text: 'Infinity', cased: true }), atom('g', contains('-inf'))), bytesFrom('{"f":1,"f":1E400,"g":-1E400}\n{"f":1E400}')],
    ['a name whose bytes are no text', rulesFrom(atom('\ufffd', contains('a')), atom(null, contains('b'))), bytesFrom('{"', [0xff], '":"a"}\n{"', [0xe2, 0x82], '":"a","', [0xff], '":"b"}\n{"', [0xfe], '":"b","', [0xff], '":"c"}')],
    ['half a character in a rule', rulesFrom(atom('f', contains('\ud83d')), atom('f', { kind: 'equals', text: '\ud83d', cased: true })), bytesFrom('{"f":"😀"}\n{"f":"\\ud83d"}\n{"f":"\ufffd"}')],
    ['a piece of a glob beyond 65,535 bytes', rulesFrom(atom('f', { kind: 'glob', cased: false, tokens: [{ text: 'é'.repeat(40_000) }, '*'] })), bytesFrom(`{"f":"${'É'.repeat(40_001)}"}\n{"f":"é"}`)],
    ['fifty long literals with four grams each', rulesFrom(...Array.from({ length: 60 }, (_, at) => atom('f', contains(`${at * 7919}-${at * 104729}`)))), bytesFrom(...Array.from({ length: 60 }, (_, at) => `{"f":"x${at * 7919}-${at * 104729}y"}\n`))],
    ['a question behind an answer', rulesFrom({ kind: 'any', of: [{ kind: 'all', of: [atom('f', contains('aa')), { kind: 'any', of: [] }] }, atom('g', contains('bb'))] }), bytesFrom('{"f":"aa"}\n{"g":"bb"}\n{}')],
  ])('%s', (_, rules, bytes) => {
    for (const lessons of [[], [1]]) expect(differences(rules, bytes, { ...plainly, lessons }, 2)).toEqual([])
  })
})
