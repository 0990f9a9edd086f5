/** Lines that somebody wrote to make the engine slow, by their size in bytes, and rules that they are aimed at. */
import type { Expr, Rule, Test } from '../index.ts'
import { ruleOf } from './chance.ts'

const words = Array.from({ length: 200 }, (_, at) => `${(at * 7919).toString(36)}${['-enc', '.exe ', '\\windows\\system32\\'][at % 3]!}${(at * 104729).toString(36)}`)
const atom = (field: string | null, test: Test): Expr => ({ kind: 'atom', atom: { field, test } })
const contains = (text: string): Test => ({ kind: 'contains', text, cased: false })

/** Every kind of scanner: long literals by their filter, short ones by a filter and by nibbles, few one by one; keywords; affixes; the host. */
export const targets: readonly Rule[] = [
  ...words.map((word) => atom('long', contains(word))), ...words.map((word) => atom('short', contains(word.slice(0, 4)))), ...words.slice(0, 20).map((word) => atom('nibbles', contains(word.slice(0, 4)))),
  ...words.slice(0, 2).map((word) => atom('few', contains(word))), ...words.slice(0, 30).map((word) => atom(null, contains(word))), ...words.map((word, at) => atom('affixes', { kind: at % 2 ? 'startswith' : 'endswith', text: word, cased: false })),
  atom('few', contains('é')), atom('long', { kind: 'glob', cased: false, tokens: ['*', { text: 'aaaa' }, '?', { text: 'b' }, '*', { text: 'aaab' }, '*'] }), atom('short', { kind: 'contains', text: 'Aaaa', cased: true }), { kind: 'not', of: atom('a.a.a', { kind: 'exists' }) } as const,
].map((one, at) => ruleOf(at, one))

const filled = (list: readonly string[], size: number) => { let text = ''; for (let at = 0; text.length < size; at++) text += list[at % list.length]!; return text }
const everywhere = (text: string) => `{"long":"${text}","short":"${text}","nibbles":"${text}","few":"${text}","affixes":"${text}","other":"${text}"}`
const escaped = (text: string) => text.replaceAll('\\', '\\\\')
/** What is nearly there costs most: each gram is found, and no literal. */
const nearly = words.map((word) => escaped(word.slice(0, -1)))

export const attacks: Readonly<Record<string, (size: number) => string>> = {
  'literals': (size) => everywhere(filled(words.map(escaped), size / 6)),
  'literals that end too early': (size) => everywhere(filled(nearly, size / 6)),
  'one gram': (size) => everywhere(filled([words[1]!.slice(0, 4)], size / 6)),
  'one letter': (size) => everywhere('a'.repeat(size / 6)),
  'backslashes': (size) => everywhere('\\\\'.repeat(size / 12)),
  'quotes': (size) => everywhere('\\"'.repeat(size / 12)),
  'escapes': (size) => everywhere('\\u0041'.repeat(size / 36)),
  'letters that grow when folded': (size) => everywhere('İ'.repeat(size / 12)),
  'objects never closed': (size) => '{"a":'.repeat(size / 5),
  'objects in lists': (size) => `{"a":[${Array(Math.floor(size / 700)).fill(`${'{"a":['.repeat(60)}1${']}'.repeat(60)}`).join()}]}`,
  'keys': (size) => `{${Array.from({ length: Math.min(60_000, size / 17) }, (_, at) => `"key${at}":"aaaa"`).join()}}`,
  'one key': (size) => `{${Array(Math.floor(size / 17)).fill('"long":"aaaabaaab"').join()}}`,
  'values': (size) => `{"long":[${Array(Math.floor(size / 17)).fill('"aaaabaaabaaaaa"').join()}]}`,
  'numbers': (size) => `{"long":[${Array(Math.floor(size / 17)).fill('123456789012345e9').join()}]}`,
  'blanks': (size) => `{${' '.repeat(size)}}`,
  'tiny lines': (size) => '{}\n'.repeat(size / 3),
  'tiny broken lines': (size) => '{\n'.repeat(size / 2),
}
