/** What documents do to one another: filters, correlations, rules that are silent. */
import { describe, expect, test } from 'vitest'
import { codes, hits, read } from '../tests/say.ts'

const rule = (name: string, source = 'product: windows\n  category: process_creation') => `title: ${name}\nid: id-${name}\nname: ${name}\nlogsource:\n  ${source}\ndetection:\n  selection:\n    f: x\n  condition: selection\n`
const filter = (rules: string, condition = 'not selection', source = 'product: windows') => `title: A filter\nid: filter-1\nlogsource:\n  ${source}\nfilter:\n  ${rules}\n  selection:\n    User|startswith: adm_\n  condition: ${condition}\n`
const correlation = (name: string, rules: string, more = '') => `title: ${name}\nid: id-${name}\nname: ${name}\ncorrelation:\n  type: temporal\n  rules: [${rules}]\n  timespan: 1m\n${more.replace(/^(?=.)/gm, '  ')}`
const together = (...documents: string[]) => read(documents.join('---\n'))

describe('filters', () => {
  const events = [{ f: 'x' }, { f: 'x', User: 'adm_bob' }]
  test.each<[string, string, [number, number][]]>([
    ['by id', filter('rules: [id-one]'), [[0, 0], [0, 1], [1, 1]]],
    ['by name', filter('rules: [two]'), [[0, 0], [0, 1], [1, 0]]],
    ['any', filter('rules: any'), [[0, 0], [0, 1]]],
    ['any, since none is named', filter('level: low').replace('  level: low\n', ''), [[0, 0], [0, 1]]],
    // The condition is joined as it stands: without `not` it keeps what it matches.
    ['without not', filter('rules: any', 'selection'), [[1, 0], [1, 1]]],
    ['of a narrower log source', filter('rules: any', 'not selection', 'service: sysmon'), [[0, 0], [0, 1], [1, 0], [1, 1]]],
    ['some that are here and some that are not', filter('rules: [id-one, elsewhere]'), [[0, 0], [0, 1], [1, 1]]],
  ])('%s', (_, text, expected) => {
    const { rules, refused } = together(rule('one'), rule('two'), text)
    expect(refused).toEqual([])
    expect(hits(rules, events)).toEqual(expected)
  })
  test('two filters on one rule both hold', () => {
    const second = filter('rules: any').replace('filter-1', 'filter-2').replace('User|startswith: adm_', 'host: test')
    expect(hits(together(rule('one'), filter('rules: any'), second).rules, [...events, { f: 'x', host: 'test' }])).toEqual([[0, 0]])
  })
  test.each([[filter('rules: [id-two]'), ['filters_nothing']], [filter('rules: [id-one]', 'nothing'), ['unknown_selection']], [filter('rules: [id-one]', 'not selection', 'product: linux'), ['filters_nothing']]])('%s is refused', (text, expected) => {
    const set = together(rule('one'), text)
    expect(codes(set)).toEqual(expected)
    expect(set.rules).toHaveLength(1)
  })
})

describe('correlations', () => {
  test('silence the rules that they name, unless one wants them to speak', () => {
    const silent = (...documents: string[]) => together(rule('one'), rule('two'), rule('three'), ...documents).rules.filter((one) => one.silent).map((one) => one.id)
    expect(silent()).toEqual([])
    expect(silent(correlation('c', 'one, id-two'))).toEqual(['id-one', 'id-two'])
    expect(silent(correlation('c', 'one, two'), correlation('d', 'one, three', 'generate: true\n'))).toEqual(['id-two'])
  })
  test('may name correlations, before and after them', () => {
    const set = together(correlation('outer', 'inner, one'), rule('one'), rule('two'), correlation('inner', 'one, two'))
    expect(set.refused).toEqual([])
    expect(set.correlations.map((one) => one.id)).toEqual(['id-outer', 'id-inner'])
  })
  test.each<[string, string[], string[]]>([
    ['an unknown rule', [correlation('c', 'one, nobody')], ['unknown_rule']],
    ['a rule that was refused', [rule('bad').replace('f: x', 'f|nonsense: x'), correlation('c', 'one, bad')], ['bad_modifier', 'unknown_rule']],
    ['a correlation that was refused', [correlation('c', 'nobody'), correlation('d', 'c, one'), correlation('e', 'd')], ['unknown_rule', 'unknown_rule', 'unknown_rule']],
    ['a circle', [correlation('c', 'd'), correlation('d', 'c')], ['circle', 'circle']],
    ['itself', [correlation('c', 'one, c')], ['circle']],
    ['a name of two', [rule('other').replace('name: other', 'name: one'), correlation('c', 'one')], ['ambiguous_rule']],
    ['an expression about another', [correlation('c', 'one', 'condition: one and not two\n')], ['unknown_rule']],
    ['an expression that is none', [correlation('c', 'one', 'condition: one and\n')], ['bad_condition']],
    ['an expression with quantifiers', [correlation('c', 'one', 'condition: 1 of one\n')], ['bad_condition']],
  ])('%s is refused', (_, documents, expected) => {
    const set = together(rule('one'), ...documents)
    expect(codes(set)).toEqual(expected)
    expect(set.correlations).toEqual([])
    expect(set.rules.find((one) => one.id === 'id-one')).toMatchObject({ silent: false })
  })
})
