import { describe, expect, test } from 'vitest'
import { MAX_FILE_BYTES } from '../limits.ts'
import type { RuleDocument } from '../types.ts'
import { codes, hits, read } from '../tests/say.ts'
import { readDocuments } from './read.ts'

const parse = (text: string, path = 'a.yml') => readDocuments([{ path, text }])
const minimal = (title: string, more = '') => `title: ${title}\n${more}logsource:\n  product: test\ndetection:\n  s:\n    f: ${title}\n  condition: s\n`

describe('documents', () => {
  test('a rule is read with everything that it says of itself', () => {
    const text = `# a comment\ntitle: A Title\nid: 545a5da6-f103-4919-a519-e9aec1026ee4\nname: short_name\nrelated:\n  - id: 6c82cf5c-090d-4d57-9188-533577631108\n    type: similar\nstatus: test\ndescription: words\nlicense: MIT\nreferences:\n  - https://123.456\nauthor: SomeOne\ndate: 2017-05-09\nmodified: 2023-04-14\ntags:\n  - attack.t1211\nlogsource:\n  product: Windows\n  service: application\n  definition: words\ndetection:\n  selection:\n    Provider_Name: Application Error\n  timeframe: 5m\n  condition: selection\nfields: [a, b]\nfalsepositives:\n  - a string\nlevel: high\n`
    const { documents, refused } = parse(text)
    expect(refused).toEqual([])
    expect(documents).toEqual([{
      kind: 'rule', id: '545a5da6-f103-4919-a519-e9aec1026ee4', name: 'short_name', title: 'A Title', description: 'words', status: 'test', level: 'high', author: 'SomeOne', license: 'MIT', date: '2017-05-09', modified: '2023-04-14',
      tags: ['attack.t1211'], references: ['https://123.456'], falsepositives: ['a string'], fields: ['a', 'b'], related: [{ id: '6c82cf5c-090d-4d57-9188-533577631108', type: 'similar' }], path: 'a.yml', document: 0, line: 2,
      logsource: { product: 'windows', service: 'application' }, detections: { selection: { Provider_Name: 'Application Error' } }, conditions: ['selection'],
    }])
  })

  test('several in one file stand on their own, and a broken one takes none with it', () => {
    const { documents, refused } = parse(`${minimal('one')}---\ntitle: broken\n  bad: [\n---\n# nothing here\n---\n${minimal('two')}--- # and so on\n${minimal('three')}`)
    expect(documents.map((one) => [one.title, one.document, one.line])).toEqual([['one', 0, 1], ['two', 2, 14], ['three', 3, 22]])
    expect(refused).toHaveLength(1)
    expect(refused[0]).toMatchObject({ path: 'a.yml', document: 1, problems: [{ code: 'not_yaml', line: 10 }] })
  })

  test('with a byte order mark, CRLF and a directive', () => {
    const { documents, refused } = parse(`\uFEFF%YAML 1.2\n---\n${minimal('one')}`.replaceAll('\n', '\r\n'))
    expect(refused).toEqual([])
    expect(documents[0]).toMatchObject({ title: 'one', line: 3 })
  })

  test('--- inside a text is no end', () => {
    expect(parse(minimal('one', 'description: |\n  a\n  --- \n  b\n')).documents).toHaveLength(1)
  })

  test('a missing id is made of the place, and stays', () => {
    const [one, two] = [parse(`${minimal('a')}---\n${minimal('b')}`, 'x.yml'), parse(`${minimal('other')}---\n${minimal('b')}`, 'x.yml')].map((read) => read.documents.map((document) => document.id))
    expect(one).toEqual(two)
    expect(new Set([...one!, ...parse(minimal('a'), 'y.yml').documents.map((document) => document.id)]).size).toBe(3)
    expect(one![0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  test('nothing and comments are no documents', () => expect([parse(''), parse('# only words\n'), parse('---\n---\n')]).toMatchObject(Array.from({ length: 3 }, () => ({ documents: [], refused: [] }))))
})

describe('collections of the old style', () => {
  test('what is global holds for all that follow', () => {
    const { documents } = parse('action: global\ntitle: Both\nid: 11111111-1111-1111-1111-111111111111\nlevel: high\nlogsource:\n  product: test\ndetection:\n  condition: s\n---\ndetection:\n  s:\n    f: 1\n---\nlevel: low\ndetection:\n  s:\n    f: 2\n')
    expect(documents.map((one) => [one.title, one.level, (one as RuleDocument).detections])).toEqual([['Both', 'high', { s: { f: 1 } }], ['Both', 'low', { s: { f: 2 } }]])
    expect(documents[0]!.id).toBe('11111111-1111-1111-1111-111111111111')
    expect(documents[1]!.id).not.toBe(documents[0]!.id)
  })
  test('repeat takes over the one before, reset forgets what was global', () => {
    const { documents, refused } = parse(`action: global\nlevel: high\n---\n${minimal('one')}---\naction: repeat\ntitle: again\ndetection:\n  s:\n    f: 5\n---\naction: reset\n${minimal('plain')}`)
    expect(refused).toEqual([])
    expect(documents.map((one) => [one.title, one.level, (one as RuleDocument).detections['s']])).toEqual([['one', 'high', { f: 'one' }], ['again', 'high', { f: 5 }], ['plain', undefined, { f: 'plain' }]])
  })
})

describe('what is refused', () => {
  const problems = (text: string) => parse(text).refused.flatMap((one) => one.problems.map(({ code, line, column }) => [code, line, column]))
  test.each<[string, string, unknown[]]>([
    ['no title', 'logsource:\n  product: test\ndetection:\n  s: [a]\n  condition: s\n', [['no_title', 1, 1]]],
    ['a level that is none', minimal('a', 'level: huge\n'), [['bad_level', 2, 1]]],
    ['no log source', 'title: a\ndetection:\n  s: [a]\n  condition: s\n', [['no_logsource', 1, 1]]],
    ['an empty log source', 'title: a\nlogsource:\n  definition: x\ndetection:\n  s: [a]\n  condition: s\n', [['no_logsource', 2, 1]]],
    ['no condition', 'title: a\nlogsource:\n  product: test\ndetection:\n  s: [a]\n', [['no_condition', 4, 1]]],
    ['no selection', 'title: a\nlogsource:\n  product: test\ndetection:\n  condition: s\n', [['no_selection', 4, 1]]],
    ['all at once', 'title: a\nlevel: x\ndetection: 5\n', [['bad_level', 2, 1], ['no_logsource', 1, 1], ['no_selection', 3, 1]]],
    ['neither rule nor correlation nor filter', 'title: a\n', [['not_a_rule', 1, 1]]],
    ['no map', '- a\n- b\n', [['not_a_document', 1, 1]]],
    ['a name that stands twice', 'title: a\ntitle: b\n', [['not_yaml', 2, 1]]],
    ['the old way to count', minimal('a').replace('condition: s', 'condition: s | count() by f > 5'), [['old_aggregation', 7, 3]]],
    ['near', minimal('a').replace('condition: s', 'condition: s | near other'), [['old_aggregation', 7, 3]]],
    ['a deprecated rule', minimal('a', 'status: deprecated\n'), [['deprecated', 2, 1]]],
    ['an unsupported rule', minimal('a', 'status: unsupported\n'), [['unsupported', 2, 1]]],
    ['digits beyond a number', minimal('12345678901234567890'), [['digits_lost', 1, 1]]],
    ['infinity', minimal('.inf'), [['bad_value', 1, 1]]],
    ['an unknown tag', 'title: !!js/function a\n', [['not_yaml', 1, 8]]],
  ])('%s', (_, text, expected) => expect(problems(text)).toEqual(expected))

  test('the second of two with one id, and a rule that another makes obsolete', () => {
    const { documents, refused } = readDocuments([{ path: 'a.yml', text: minimal('a', 'id: x\n') }, { path: 'b.yml', text: minimal('b', 'id: x\n') }, { path: 'c.yml', text: minimal('c', 'id: y\n') }, { path: 'd.yml', text: minimal('d', 'id: z\nrelated:\n  - id: y\n    type: obsolete\n  - id: x\n    type: similar\n') }])
    expect(documents.map((one) => one.title)).toEqual(['a', 'd'])
    expect(refused.map((one) => [one.path, one.problems[0]!.code, one.problems[0]!.line])).toEqual([['b.yml', 'duplicate_id', 2], ['c.yml', 'obsolete', 2]])
    expect(refused[0]!.problems[0]!.message).toContain('a.yml')
  })
})

describe('bounds', () => {
  test('a file, a depth, a number of values', () => {
    expect(codes(parse(`# ${'x'.repeat(MAX_FILE_BYTES)}`))).toEqual(['too_large'])
    expect(codes(parse(`# ${'é'.repeat(MAX_FILE_BYTES / 2)}`))).toEqual(['too_large'])
    expect(codes(parse(`title: ${'['.repeat(40)}${']'.repeat(40)}\n`))).toEqual(['too_deep'])
    expect(codes(parse(`title: ${'['.repeat(20_000)}\n`))).toEqual(['not_yaml'])
    expect(codes(parse(`title: a\nlist:\n${'- a\n'.repeat(10_001)}`))).toEqual(['too_many_values'])
  })
  test('aliases that multiply, and a circle', () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x, x]\n${[...'bcdefghij'].map((name, at) => `${name}: &${name} [${Array.from({ length: 10 }, () => `*${'abcdefghi'[at]}`).join(', ')}]`).join('\n')}\n`
    expect(codes(parse(bomb))).toEqual(['too_many_values'])
    expect(codes(parse('title: &t\n  - *t\n'))).toEqual(['too_deep'])
    expect(codes(parse(`a: &a x\nb: [${Array.from({ length: 1001 }, () => '*a').join(', ')}]\n`))).toEqual(['not_yaml'])
  })
  test('spellings that multiply, and more problems than anybody reads', () => {
    const started = performance.now()
    const values = Array.from({ length: 5000 }, (_, at) => `    - ' -a -b -c ${at}'`).join('\n')
    expect(new Set(codes(read(`title: a\nlogsource:\n  product: test\ndetection:\n  s:\n    f|contains|windash:\n${values}\n  condition: s\n`)))).toEqual(new Set(['too_large']))
    expect(codes(read(`title: a\nlogsource:\n  product: test\ndetection:\n  s:\n${Array.from({ length: 5000 }, (_, at) => `    f${at}|bad: x`).join('\n')}\n  condition: s\n`))).toHaveLength(100)
    expect(parse('---\na\n'.repeat(5000)).refused).toHaveLength(5000)
    expect(codes(parse('---\na\n'.repeat(100_000)))).toEqual(['too_many_documents'])
    expect(performance.now() - started).toBeLessThan(20_000)
  })
  test('names that objects have', () => {
    const { rules, refused } = read('title: a\nlogsource:\n  product: test\ndetection:\n  constructor:\n    __proto__: x\n  condition: constructor\n')
    expect(refused).toEqual([])
    expect(hits(rules, [{}, JSON.parse('{"__proto__":"x"}')])).toEqual([[1, 0]])
  })
})
