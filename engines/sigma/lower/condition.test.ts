import { describe, expect, test } from 'vitest'
import { MAX_CONDITION_TOKENS } from '../limits.ts'
import { codes, fires, read, rule } from '../tests/say.ts'
import { parseCondition, selectionsOf } from './condition.ts'

const selections = 'sel_a:\n  f: a\nsel_b:\n  g: b\nfilter_x:\n  h: x\n_hidden:\n  i: y\n'
const holds = (condition: string, event: unknown) => fires(`${selections}condition: ${condition}`, event)

describe('conditions', () => {
  test.each<[string, unknown, boolean]>([
    ['sel_a', { f: 'a' }, true], ['not sel_a', { f: 'a' }, false], ['not sel_a', {}, true], ['not not sel_a', { f: 'a' }, true],
    ['sel_a and sel_b', { f: 'a' }, false], ['sel_a and sel_b', { f: 'a', g: 'b' }, true], ['sel_a or sel_b', { g: 'b' }, true],
    // not before and before or
    ['sel_a or sel_b and filter_x', { f: 'a' }, true], ['(sel_a or sel_b) and filter_x', { f: 'a' }, false], ['not sel_a and sel_b', { g: 'b' }, true], ['not (sel_a and sel_b)', { g: 'b' }, true],
    ['not sel_a or sel_b', { f: 'a', g: 'b' }, true], ['sel_a and not filter_x or sel_b', { g: 'b', h: 'x' }, true], ['sel_a AND NOT filter_x', { f: 'a' }, true], ['sel_a Or sel_b', { g: 'b' }, true],
    ['1 of sel_*', { g: 'b' }, true], ['any of sel_*', { g: 'b' }, true], ['all of sel_*', { g: 'b' }, false], ['all of sel_*', { f: 'a', g: 'b' }, true], ['ALL OF sel_*', { f: 'a', g: 'b' }, true],
    ['1 of *_a', { f: 'a' }, true], ['1 of s*_*b', { g: 'b' }, true], ['1 of sel_a', { f: 'a' }, true], ['not 1 of filter_*', { h: 'x' }, false],
    // Names that begin with _ are helpers.
    ['1 of them', { i: 'y' }, false], ['1 of *', { i: 'y' }, false], ['1 of _*', { i: 'y' }, true], ['_hidden', { i: 'y' }, true], ['all of them', { f: 'a', g: 'b', h: 'x' }, true],
    ['sel_a and (not filter_x and (sel_b or not _hidden))', { f: 'a' }, true],
  ])('%s on %j: %s', (condition, event, expected) => expect(holds(condition, event)).toBe(expected))

  test('several conditions are alternatives', () => {
    expect(fires(`${selections}condition:\n  - sel_a\n  - sel_b`, { g: 'b' })).toBe(true)
    expect(fires(`${selections}condition:\n  - sel_a\n  - sel_b`, { h: 'x' })).toBe(false)
  })

  test.each([
    '', 'and', 'sel_a and', 'sel_a sel_b', '(sel_a', 'sel_a)', ')', 'not', '2 of sel_*', 'sel_*', '1 of', 'all of (sel_a)', 'of them', 'sel_a | count() > 3', 'sel_a and or sel_b', 'them',
  ])('"%s" is refused', (condition) => expect(parseCondition(condition)).toHaveProperty('wrong'))

  test.each([['1 of nothing_*', 'unknown_selection'], ['nothing', 'unknown_selection'], ['SEL_A', 'unknown_selection'], ['sel_a and (', 'bad_condition']])('"%s" makes the rule %s', (condition, code) => {
    const set = read(rule(`${selections}condition: ${condition}`))
    expect(codes(set)).toEqual([code])
    expect(set.refused[0]!.problems[0]).toMatchObject({ line: 13, column: 3 })
  })

  test('is bounded', () => {
    expect(parseCondition(`${'('.repeat(40)}a${')'.repeat(40)}`)).toHaveProperty('wrong')
    expect(parseCondition(`a${' or a'.repeat(MAX_CONDITION_TOKENS)}`)).toHaveProperty('wrong')
    expect(parseCondition(`${'not '.repeat(9998)}a`)).toEqual({ condition: { kind: 'name', name: 'a' } })
    const many = Array.from({ length: 3000 }, (_, at) => `  - x${at}`).join('\n')
    expect(codes(read(rule(`many:\n${many}\ncondition: many${' or many'.repeat(100)}`)))).toEqual(['too_large'])
  })

  test('a pattern is no expression', () => {
    expect(selectionsOf('a.c*', ['abc', 'a.cd'])).toEqual(['a.cd'])
    expect(selectionsOf('sel', ['sel', 'selection'])).toEqual(['sel'])
  })
})
