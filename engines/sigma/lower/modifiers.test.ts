/** Each modifier and each trap of escaping, by what a rule then says of an event. Selections are YAML: `\` is as it stands outside double quotes. */
import { describe, expect, test } from 'vitest'
import { codes, read, rule, says } from '../tests/say.ts'

type Case = [selection: string, event: unknown, expected: boolean]
const all = (name: string, cases: readonly Case[]) => describe(name, () => test.each(cases)('%s on %j: %s', (selection, event, expected) => expect(says(selection, event)).toBe(expected)))
const refused = (selection: string) => codes(read(rule(`s:\n${selection.replace(/^/gm, '  ')}\ncondition: s`)))

all('equality', [
  ['f: abc', { f: 'ABC' }, true], ['f: abc', { f: 'abcd' }, false], ['f: abc', { g: 'abc' }, false], ['f: abc', { F: 'abc' }, false],
  ['f: 4688', { f: 4688 }, true], ['f: 4688', { f: '4688' }, true], ["f: '4688'", { f: 4688 }, true], ['f: 1', { f: 11 }, false], ['f: 1', { f: 1.0 }, true], ['f: 1', { f: '01' }, false], ['f: 1', { f: '0x1' }, false],
  ['f: 1.5', { f: 1.5 }, true], ['f: true', { f: true }, true], ['f: true', { f: 'True' }, true], ['f: false', { f: 0 }, false], ["f: 'false'", { f: false }, true],
  ['f: yes', { f: 'yes' }, true], ['f: no', { f: false }, false], ['f: 012', { f: '12' }, true], ["f: '012'", { f: '012' }, true], ['f: 2024-01-01', { f: '2024-01-01' }, true],
  ['f: [a, b]', { f: 'B' }, true], ['f: [a, b]', { f: 'c' }, false], ['f: a', { f: ['x', 'a'] }, true], ['f: a', { f: [['a']] }, true], ['f: a', { f: { a: 'a' } }, false], ['f: 1', { f: [2, 1] }, true],
  ["f: 'k'", { f: '\u212a' }, true], ["f: 'É'", { f: 'é' }, true], ["f: 'ß'", { f: 'SS' }, false], ["f: 'İ'", { f: 'i\u0307' }, true],
])

all('null and the empty text', [
  ['f: null', {}, true], ['f: null', { f: null }, true], ['f: null', { f: '' }, false], ['f: null', { f: 'null' }, false], ['f: null', { f: [null] }, true], ['f: null', { f: [] }, false], ['f: null', { f: {} }, false], ['f: null', { f: [null, 'a'] }, false],
  ['f:', {}, true], ['f: ~', {}, true], ["f: ''", { f: '' }, true], ["f: ''", {}, false], ["f: ''", { f: null }, false], ["f: ''", { f: ' ' }, false], ["f: [null, '']", {}, true], ["f: [null, '']", { f: 'a' }, false],
])

all('wildcards and escapes', [
  ['f: a*', { f: 'abc' }, true], ["f: '*c'", { f: 'abc' }, true], ["f: '*b*'", { f: 'abc' }, true], ['f: a*c', { f: 'abbc' }, true], ['f: a*c', { f: 'abbcd' }, false], ['f: a?c', { f: 'abc' }, true], ['f: a?c', { f: 'ac' }, false],
  ['f: a?c', { f: 'a😀c' }, true], ['f: a??c', { f: 'a😀c' }, false], ['f: a*b*c', { f: 'a1b2b3c' }, true], ["f: '**b**'", { f: 'b' }, true], ["f: '?'", { f: 'x' }, true], ["f: '?*'", { f: '' }, false], ["f: '?*'", { f: 'xy' }, true],
  // `*` alone: any text, number or boolean, the empty one as well.
  ["f: '*'", { f: 'x' }, true], ["f: '*'", { f: '' }, true], ["f: '*'", { f: 0 }, true], ["f: '*'", {}, false], ["f: '*'", { f: null }, false], ["f: '*'", { f: {} }, false],
  // `\` takes the meaning from *, ? and \ alone.
  ["f: 'C:\\Windows'", { f: 'c:\\windows' }, true], ["f: 'a\\\\b'", { f: 'a\\b' }, true], ["f: 'a\\\\b'", { f: 'a\\\\b' }, false], ["f: 'a\\\\\\b'", { f: 'a\\\\b' }, true], ["f: 'a\\*b'", { f: 'a*b' }, true], ["f: 'a\\*b'", { f: 'axb' }, false],
  ["f: 'a\\\\*b'", { f: 'a\\xb' }, true], ["f: 'a\\\\*b'", { f: 'a*b' }, false], ["f: 'a\\?b'", { f: 'a?b' }, true], ["f: 'a\\?b'", { f: 'axb' }, false], ["f: '\\\\\\*'", { f: '\\*' }, true], ["f: 'a\\'", { f: 'a\\' }, true], ["f: '*\\cmd.exe'", { f: 'C:\\cmd.exe' }, true],
  ["f: '\\\\\\\\server\\*'", { f: '\\\\server*' }, true], ["f: '\\\\\\\\server\\\\*'", { f: '\\\\server\\share' }, true], ["f|contains: 'a*b'", { f: 'xaxbx' }, true], ["f|endswith: '\\*'", { f: 'a*' }, true], ["f|endswith: '\\*'", { f: 'a' }, false],
])

all('contains, startswith, endswith, all, cased', [
  ['f|contains: b', { f: 'ABC' }, true], ['f|startswith: a', { f: 'ABC' }, true], ['f|startswith: b', { f: 'ABC' }, false], ['f|endswith: c', { f: 'ABC' }, true], ['f|endswith: b', { f: 'ABC' }, false],
  ['f|contains|all: [a, c]', { f: 'abc' }, true], ['f|contains|all: [a, d]', { f: 'abc' }, false], ['f|contains: 46', { f: 4688 }, true], ["f|contains: ''", { f: 'x' }, true], ["f|contains: ''", {}, false],
  // With `all`, each value may be held by another element.
  ['f|contains|all: [a, c]', { f: ['xax', 'xcx'] }, true], ['f|cased: abc', { f: 'ABC' }, false], ['f|cased: abc', { f: 'abc' }, true], ['f|contains|cased: B', { f: 'aBc' }, true], ['f|contains|cased: B', { f: 'abc' }, false],
  ['f|startswith|cased: A', { f: 'abc' }, false], ['f|cased: a*C', { f: 'abC' }, true], ['f|cased: a*C', { f: 'abc' }, false], ['f|cased|endswith: c', { f: 'abC' }, false],
])

all('lists, maps and keywords', [
  ['- f: a\n- g: b', { g: 'b' }, true], ['- f: a\n- g: b', { g: 'a' }, false], ['- f: a\n  g: b\n- h: c', { f: 'a' }, false], ['- f: a\n  g: b\n- h: c', { f: 'a', g: 'b' }, true], ['- f: a\n- word', { x: 'a word here' }, true],
  ['- word', { a: { b: ['a WORD'] } }, true], ['- word', { word: 'x' }, false], ['- w?rd', { a: 'a w0rd.' }, true], ['- 4688', { a: 4688 }, true], ['- true', { a: true }, true], ["- 'a*b'", { x: 'ccaxxbcc' }, true],
  ["'|all':\n  - one\n  - two", { a: 'one', b: 'two' }, true], ["'|all':\n  - one\n  - two", { a: 'one' }, false], ["'|contains': one", { a: 'xonex' }, true], ["'|startswith': one", { a: 'xone' }, false], ["'|re': 'o.e$'", { a: 'xone' }, true], ["'|cased': One", { a: 'one' }, false],
  ["'': one", { a: 'one' }, true],
])

all('windash', [
  ["f|contains|windash: ' -a'", { f: 'x -a' }, true], ["f|contains|windash: ' -a'", { f: 'x /a' }, true], ["f|contains|windash: ' -a'", { f: 'x \u2013a' }, true], ["f|contains|windash: ' -a'", { f: 'x \u2014a' }, true], ["f|contains|windash: ' -a'", { f: 'x \u2015a' }, true],
  ["f|contains|windash: ' /a'", { f: 'x -a' }, true], ["f|contains|windash: 'a-b'", { f: 'a/b' }, false], ["f|contains|windash: 'a-b'", { f: 'a-b' }, true], ["f|windash|contains|all: ['-a', '-b']", { f: '/a -b' }, true], ["f|contains|windash: ' -a -b'", { f: 'x /a \u2013b' }, true],
  ["f|endswith|windash: '-q'", { f: 'x /q' }, true],
])

all('encodings', [
  ['f|base64: hello', { f: 'aGVsbG8=' }, true], ['f|base64|contains: hello', { f: 'xxaGVsbG8=xx' }, true], ["f|base64: 'é'", { f: 'w6k=' }, true], ['f|utf16le|base64|contains: cmd', { f: 'YwBtAGQA' }, true], ['f|wide|base64: cmd', { f: 'YwBtAGQA' }, true],
  ['f|utf16be|base64: cmd', { f: 'AGMAbQBk' }, true], ['f|utf16|base64: cmd', { f: '//5jAG0AZAA=' }, true], ['f|wide|contains: ab', { f: 'xa\u0000b\u0000x' }, true], ["f|base64: 'a\\*b'", { f: 'YSpi' }, true],
  ...[0, 1, 2].map((offset): Case => ['f|base64offset|contains: http://', { f: btoa(`${'x'.repeat(offset)}http://host`) }, true]), ['f|base64offset|contains: http://', { f: btoa('https://') }, false],
  ...[0, 1, 2].map((offset): Case => ['f|wide|base64offset|contains: Invoke', { f: btoa(`${'x'.repeat(offset)}${[...'Invoke-It'].map((char) => `${char}\0`).join('')}`) }, true]),
])

all('regular expressions', [
  ['f|re: b.d', { f: 'abcd' }, true], ['f|re: ^b', { f: 'abcd' }, false], ['f|re: B', { f: 'abcd' }, false], ['f|re|i: B', { f: 'abcd' }, true], ['f|re: a.b', { f: 'a\nb' }, false], ['f|re|s: a.b', { f: 'a\nb' }, true], ['f|re: ^b', { f: 'a\nb' }, false], ['f|re|m: ^b', { f: 'a\nb' }, true],
  ["f|re: '\\\\cmd'", { f: 'x\\cmd' }, true], ['f|re: [ab, cd]', { f: 'xcd' }, true], ['f|re|all: [ab, cd]', { f: 'xcd' }, false], ['f|re: \\d+', { f: 12 }, true], ['f|re|contains: b', { f: 'abc' }, true],
])

all('numbers, networks, presence, references', [
  ['f|gt: 5', { f: 6 }, true], ['f|gt: 5', { f: '6' }, true], ['f|gt: 5', { f: 5 }, false], ['f|gte: 5', { f: 5 }, true], ['f|lt: 5', { f: -1 }, true], ['f|lte: 5', { f: '5.0' }, true], ['f|lt: 5', { f: '' }, false], ['f|lt: 5', {}, false], ['f|gt: 5', { f: 'abc' }, false], ['f|gt: 5', { f: '0x10' }, false], ['f|gt: 5', { f: '1e3' }, true], ["f|gt: '5'", { f: 6 }, true], ['f|lt: 1', { f: null }, false], ['f|lt: 1', { f: false }, false],
  ['f|cidr: 10.0.0.0/8', { f: '10.2.3.4' }, true], ['f|cidr: 10.0.0.0/8', { f: '110.2.3.4' }, false], ['f|cidr: [fe80::/10, 127.0.0.0/8]', { f: 'fe80::1' }, true], ['f|cidr: 10.0.0.0/8', { f: 'x' }, false], ["f|cidr: '::1'", { f: '::1' }, true],
  ['f|exists: true', { f: null }, true], ['f|exists: true', {}, false], ['f|exists: false', {}, true], ['f|exists: false', { f: '' }, false], ['f|exists: true', { f: [] }, true], ['f|exists: true', { f: {} }, true],
  ['f|neq: a', { f: 'b' }, true], ['f|neq: a', { f: 'A' }, false], ['f|neq: a', {}, true], ['f|neq: [a, b]', { f: 'b' }, false], ['f|neq: [a, b]', { f: 'c' }, true], ['f|contains|neq: a', { f: 'xax' }, false], ['f|neq: 5', { f: 5 }, false],
  ['f|fieldref: g', { f: 'a', g: 'A' }, true], ['f|fieldref: g', { f: 'a', g: 'b' }, false], ['f|fieldref: g', { f: 'a' }, false], ['f|fieldref: g', { g: 'a' }, false], ['f|fieldref: g', {}, false], ['f|fieldref|startswith: g', { f: 'abc', g: 'AB' }, true], ['f|endswith|fieldref: g', { f: 'abc', g: 'bc' }, true], ['f|fieldref|contains: g', { f: 'abc', g: 'b' }, true], ['f|fieldref|cased: g', { f: 'a', g: 'A' }, false], ['f|fieldref|neq: g', { f: 'a', g: 'a' }, false], ['f|fieldref|neq: g', { f: 'a', g: 'b' }, true], ['f|fieldref: g.h', { f: 1, g: { h: '1' } }, true],
])

describe('placeholders', () => {
  const lists = { servers: ['dc1', 'DC2*'], users: ['a.b'] }
  test.each<[string, unknown, boolean]>([
    ["f|expand: '%servers%'", { f: 'DC1' }, true], ["f|expand: '%servers%'", { f: 'dc2-x' }, true], ["f|expand: '%servers%'", { f: '%servers%' }, false], ["f|contains|expand: 'on %servers%!'", { f: 'it is on dc1!' }, true],
    ["f|expand|re: '^%users%$'", { f: 'a.b' }, true], ["f|re|expand: '^%users%$'", { f: 'axb' }, false], ["f|contains|all|expand: ['%servers%', '%users%']", { f: 'dc1 a.b' }, true], ["f|contains|all|expand: ['%servers%', '%users%']", { f: 'dc1' }, false],
    // Without the modifier the text is itself: names of Windows variables are everywhere.
    ["f|contains: '%servers%'", { f: 'echo %SERVERS%' }, true],
  ])('%s on %j: %s', (selection, event, expected) => expect(says(selection, event, lists)).toBe(expected))
  test('without values refuse the rule, and say where', () => {
    const set = read(rule("s:\n  f|expand: '%nobody%'\ncondition: s"))
    expect(set.rules).toEqual([])
    expect(set.refused[0]!.problems).toEqual([{ code: 'unresolved_placeholder', message: 'No values are given for %nobody%: the rule could never hold.', path: 'rule.yml', line: 6, column: 5 }])
    expect(refused("f|expand: '%constructor%'")).toEqual(['unresolved_placeholder'])
    expect(refused('f|expand: plain')).toEqual(['no_placeholder'])
  })
})

describe('what is refused', () => {
  test.each([
    ['f|nonsense: a', 'bad_modifier'], ['f|: a', 'bad_modifier'], ['f|contains|: a', 'bad_modifier'], ['f|hour: 3', 'bad_modifier'], ['f|i: a', 'bad_modifier'], ['f|re|cidr: a', 'bad_modifier'], ['f|contains|startswith: a', 'bad_modifier'], ['f|re|startswith: a', 'bad_modifier'], ['f|cidr|contains: a', 'bad_modifier'], ["'|exists': true", 'bad_modifier'], ["'|fieldref': f", 'bad_modifier'],
    ['f|cidr: 10.0.0.0/40', 'bad_network'], ['f|cidr: example.org', 'bad_network'], ['f|re: (', 'bad_regex'], ['f|re: (?R)', 'bad_regex'], ['f|exists: perhaps', 'bad_value'], ['f|exists: [true]', 'bad_value'], ['f|gt: many', 'bad_value'], ['f|contains: null', 'bad_value'], ['f: {a: b}', 'bad_value'], ['f: [[a]]', 'bad_value'], ['- null', 'bad_selection'],
    ['f|base64: a*', 'bad_value'], ["f|base64offset: ''", 'bad_value'], ['f|utf16|contains: a', 'bad_value'], ["f|windash: ' -a -b -c -d -e -f'", 'too_many_values'], ['f: []', 'empty_list'], ['{}', 'empty_selection'], ['[]', 'empty_selection'], ["- ''", 'empty_keyword'], ["- '*'", 'empty_keyword'], ['f|fieldref: 5', 'bad_value'],
  ])('%s: %s', (selection, code) => expect(refused(selection)).toEqual([code]))
  test('says everything at once', () => expect(refused('f|nonsense: a\ng|cidr: x\nh: []')).toEqual(['bad_modifier', 'bad_network', 'empty_list']))
})
