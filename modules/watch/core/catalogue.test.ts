import { readDocuments, type RuleDocument } from '#engines/sigma/index.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changesOf } from './changes.ts'
import { diffOf, type DiffLine } from './diff.ts'
import { forecastOf, together } from './forecast.ts'
import { adviceOf, isFor, packOf } from './pack.ts'

const text = (lines: readonly string[]) => lines.map((one) => `${one}\n`).join('')
const said = (lines: readonly DiffLine[]) => lines.map(({ op, text: of }) => `${{ same: ' ', out: '-', in: '+', skip: '~' }[op]}${of}`)

describe('diff', () => {
  test('one line of many, with three around it', () => {
    const before = Array.from({ length: 20 }, (_, i) => `line ${i}`)
    expect(said(diffOf(text(before), text(before.with(10, 'another'))))).toEqual(['~7', ' line 7', ' line 8', ' line 9', '-line 10', '+another', ' line 11', ' line 12', ' line 13', '~6'])
  })
  test('nothing, all, and ends of lines that are no change', () => {
    expect(diffOf('a\nb\n', 'a\r\nb')).toEqual([{ op: 'skip', text: '2', line: 1 }])
    expect(said(diffOf('', 'a\n'))).toEqual(['+a'])
    expect(said(diffOf('a\nb\n', ''))).toEqual(['-a', '-b'])
    expect(said(diffOf('level: low\nx\n', 'level: high\nx\ny\n'))).toEqual(['-level: low', '+level: high', ' x', '+y'])
  })
  test('what is shown makes the new text of the old one, by no more lines than a table of all pairs says', () => {
    const some = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 14 })
    fc.assert(fc.property(some, some, (before, after) => {
      const lines = diffOf(text(before), text(after))
      const keep = (ops: readonly string[], whole: readonly string[], number: (line: DiffLine) => boolean) => lines.flatMap((one) => (one.op === 'skip' ? whole.slice(one.line - 1, one.line - 1 + Number(one.text)) : ops.includes(one.op) && number(one) ? [one.text] : []))
      expect(keep(['same', 'out'], before, (one) => before[one.line - 1] === one.text)).toEqual(before)
      expect(keep(['same', 'in'], before, (one) => one.op === 'same' || after[one.line - 1] === one.text)).toEqual(after)
      expect(lines.filter((one) => one.op === 'out' || one.op === 'in').length).toBe(before.length + after.length - 2 * common(before, after))
    }), { numRuns: 1000 })
  })
  test('two long texts that have nothing in common cost little: the middle is another', () => {
    const [before, after] = [Array.from({ length: 5000 }, (_, i) => `old ${i}`), Array.from({ length: 5000 }, (_, i) => `new ${i}`)]
    const lines = diffOf(text(['a', ...before, 'z']), text(['a', ...after, 'z']), 50)
    expect([lines.length, lines[0], lines.at(-1)]).toEqual([10_002, { op: 'same', text: 'a', line: 1 }, { op: 'same', text: 'z', line: 5002 }])
  })
})
function common(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, () => 0)
  for (const one of a) row = b.reduce<number[]>((next, other, j) => [...next, one === other ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!)], [0])
  return row[b.length]!
}

test('what changed in a rule is said by what it means', () => {
  const rule = (level: string, condition: string, value = 'b', more = '') => readDocuments([{ path: 'a', text: `title: Prova\nstatus: test\nlogsource:\n  product: linux\ndetection:\n  sel:\n    a: ${value}\n  not_it:\n    c: d\n  condition: ${condition}\nlevel: ${level}\n${more}` }]).documents[0] as RuleDocument
  expect(changesOf(rule('low', 'sel'), rule('high', 'sel and not not_it'))).toEqual([{ what: 'level', before: 'low', after: 'high' }, { what: 'condition', before: 'sel', after: 'sel and not not_it' }])
  expect(changesOf(rule('low', 'sel'), rule('low', 'sel', 'z'))).toEqual([{ what: 'selections', before: '', after: '' }])
  expect(changesOf(rule('low', 'sel'), rule('low', 'sel', 'b', 'author: Ada\n')).map((one) => one.what)).toEqual(['text'])
  expect(changesOf(undefined, rule('low', 'sel')).map((one) => one.what)).toEqual(['text'])
})

describe('forecast', () => {
  const verdict = (hits: number, days = 14) => forecastOf({ hits, days, lines: 1000 }).verdict
  test('once a day is quiet, ten times is chatty, more is noisy', () => {
    expect([verdict(0), verdict(14), verdict(15), verdict(140), verdict(141)]).toEqual(['quiet', 'quiet', 'chatty', 'chatty', 'noisy'])
  })
  test('by days on which logs came, not by the calendar; quiet takes three of them, noisy does not', () => {
    expect([verdict(0, 2), verdict(3, 3), verdict(4, 3), verdict(30, 1), verdict(0, 0), verdict(9, 0)]).toEqual(['unknown', 'quiet', 'chatty', 'noisy', 'unknown', 'unknown'])
    expect(forecastOf({ hits: 5, days: 4, lines: 9 })).toEqual({ days: 4, lines: 9, hits: 5, perDay: 1.3, verdict: 'chatty' })
  })
  test('all bodies together: the sum, and the worst of them', () => {
    const [quiet, noisy, none, unknown] = [{ hits: 7, days: 14 }, { hits: 280, days: 14 }, { hits: 0, days: 14 }, { hits: 1, days: 1 }].map((one) => forecastOf({ ...one, lines: 1 })) as [never, never, never, never]
    expect(together([quiet, noisy, none])).toEqual({ perDay: 20.5, bodies: 2, watched: 3, verdict: 'noisy' })
    expect(together([quiet, none, unknown])).toEqual({ perDay: 1.5, bodies: 2, watched: 3, verdict: 'quiet' })
    expect(together([])).toEqual({ perDay: 0, bodies: 0, watched: 0, verdict: 'unknown' })
  })
})

describe('the rules that a body begins with', () => {
  const one = { id: 'a', level: 'high', product: 'windows', category: 'process_creation', state: 'observe', elsewhere: 'unknown' } as const
  test('high ones for its logs that are quiet elsewhere, and all that alert elsewhere', () => {
    const list = [one, { ...one, id: 'low', level: 'medium' as const }, { ...one, id: 'mac', product: 'aws' }, { ...one, id: 'loud', elsewhere: 'chatty' as const }, { ...one, id: 'off', state: 'off' }, { ...one, id: 'alerting', product: 'aws', level: 'low' as const, state: 'alert', elsewhere: 'noisy' as const }]
    expect(packOf(['servers'], list)).toEqual(['a', 'alerting'])
    expect(packOf(['web'], list)).toEqual(['alerting'])
  })
  test('a rule without a product is known by its category', () => {
    expect([isFor(['web'], { product: '', category: 'webserver' }), isFor(['servers'], { product: '', category: 'webserver' }), isFor(['database'], { product: 'postgresql', category: '' })]).toEqual([true, false, true])
  })
  test('advice: quiet ones alert after two weeks, or when asked; noisy ones go on observing', () => {
    const [begunAt, day13, day14] = [1, 14, 15].map((day) => new Date(Date.UTC(2026, 10, day))) as [Date, Date, Date]
    const at = (now: Date, verdict: 'quiet' | 'noisy' | 'unknown' | 'chatty', early = false) => adviceOf({ begunAt, now, early }, verdict)
    expect([at(day13, 'quiet'), at(day14, 'quiet'), at(day13, 'quiet', true), at(day14, 'noisy'), at(day14, 'chatty'), at(day14, 'unknown', true)]).toEqual(['wait', 'alert', 'alert', 'keep', 'keep', 'wait'])
  })
})
