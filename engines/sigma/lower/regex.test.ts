import { describe, expect, test } from 'vitest'
import { translateRegex } from './regex.ts'

const none = { i: false, m: false, s: false }
function finds(pattern: string, text: string, flags = none): boolean {
  const read = translateRegex(pattern, flags)
  if ('wrong' in read) throw new Error(read.wrong)
  return new RegExp(read.source, read.flags).test(text)
}

describe('expressions of PCRE', () => {
  test.each<[string, string, boolean]>([
    ['a.c', 'a\rc', true], ['a.c', 'a\u2028c', true], ['a.c', 'a\nc', false], ['(?s)a.c', 'a\nc', true], ['(?i)ABC', 'abc', true], ['(?im)^B', 'a\nb', true], ['(?-i)a', 'A', false],
    // Scoped and in the middle: never for more than is said.
    ['a(?i:b)c', 'aBc', true], ['a(?i:b)c', 'ABc', false], ['a(?i)b', 'aB', true], ['a(?i)b', 'AB', false], ['(a(?i)b)c', 'aBC', false], ['(a(?i)b)c', 'aBc', true], ['a(?i)b|c', 'C', true], ['(?i:a(?-i)b)c', 'Abc', true], ['(?i:a(?-i)b)c', 'ABc', false], ['x(?s:.)y', 'x\ny', true], ['x(?s:.).y', 'x\n\ny', false], ['(?i)a(?-i:b)', 'Ab', true], ['(?i)a(?-i:b)', 'AB', false],
    ['\\Aab\\z', 'ab', true], ['\\Aab\\z', 'ab\n', false], ['\\Aab\\Z', 'ab\n', true], ['(?m)\\Ab', 'a\nb', false], ['(?m)^b', 'a\nb', true], ['a\\hb', 'a\tb', true], ['a\\hb', 'a\nb', false], ['a\\Hb', 'axb', true], ['[\\h]', ' ', true], ['a\\Rb', 'a\r\nb', true], ['\\Qa.c\\E.', 'a.cx', true], ['\\Qa.c\\E', 'abc', false], ['\\Qab', 'ab', true],
    ['[[:alpha:]]+[[:digit:]]', 'ab1', true], ['[^[:space:]]', ' ', false], ['[[:xdigit:]]{2}', 'fF', true], ['[]a]', ']', true], ['[^]a]', ']', false], ['[^]a]', 'b', true], ['[a\\]b]', ']', true], ['[[]', '[', true], ['[a-c&&b]', '&', true],
    ['a++b', 'aab', true], ['a++ab', 'aaab', false], ['(?>a+)ab', 'aaab', false], ['(?>a|ab)c', 'abc', false], ['(?>ab|a)c', 'abc', true], ['(?:ab)*+c', 'ababc', true], ['[ab]{2}+c', 'abc', true], ['x*+y', 'y', true],
    ['(?P<q>[\'"])a(?P=q)', '"a"', true], ['(?P<q>[\'"])a(?P=q)', '"a\'', false], ['(?<q>a)\\k{q}', 'aa', true], ['(a)\\1', 'aa', true], ['(a)\\g1', 'aa', true], ['(a)\\g{1}0', 'aa0', true], ['a(?#comment)b', 'ab', true],
    ['\\x41\\x{42}\\u0043', 'ABC', true], ['\\x{1F600}', '😀', true], ['[\\x{1F600}]x', '😀x', true], ['^.$', '😀', false], ['\\pL', 'é', true], ['\\p{Cyrillic}', 'ж', true], ['\\P{L}', 'a', false], ['\\p{^L}', '1', true], ['\\e\\a', '\x1b\x07', true], ['\\0', '\0', true], ['\\101', 'A', true],
    ['\\"\\/\\-\\_\\@', '"/-_@', true], ['a{,3}', 'a{,3}', true], ['{a}', '{a}', true], ['\\$\\{?x', '$x', true], ['${?', '', true], ['a]', 'a]', true], ['(?<=a)b(?!c)', 'abd', true], ['(?<!a)b', 'ab', false], ['a|', 'x', true], ['()', '', true], ['\\d+?\\.\\w*', '1.x', true], ['[\\d.-]', '-', true], ['a\\b', 'a b', true], ['(?i)É', 'é', true],
  ])('%s on %j: %s', (pattern, text, expected) => expect(finds(pattern, text)).toBe(expected))

  test.each([
    '(', ')', '(a', 'a)', '[a', '*a', 'a**', '\\', '[\\', '(?R)', '(?1)', '(?&x)', '(?P>x)', '(?|a|b)', '(?(1)a|b)', '(*FAIL)', '\\K', '\\G', '\\X', '\\C', '(?x)a b', '(?x: a)', '(?U)a', '[[:nope:]]', '[[:^alpha:]]', '\\N{U+41}', '\\p{Nope}', '(?<=a', '[z-a]', 'a{3,1}', '(a)(?>b)\\1', '\\k<none>', '(?i',
  ])('%s is refused', (pattern) => expect(translateRegex(pattern, none)).toHaveProperty('wrong'))

  test('is bounded', () => expect(translateRegex('a'.repeat(10_001), none)).toHaveProperty('wrong'))

  test('flags are all in the flags, and u only where it must be', () => {
    expect(translateRegex('(?i)a.b', { i: false, m: true, s: false })).toEqual({ source: 'a[^\\n]b', flags: 'im' })
    expect(translateRegex('a', { i: true, m: true, s: true })).toEqual({ source: 'a', flags: 'ims' })
    expect(translateRegex('é\\-[a\\-z]', none)).toEqual({ source: 'é-[a\\-z]', flags: '' })
    expect(translateRegex('\\p{L}\\-\\"', none)).toEqual({ source: '\\p{L}-"', flags: 'u' })
    expect(translateRegex('😀', none)).toEqual({ source: '😀', flags: 'u' })
  })
})
