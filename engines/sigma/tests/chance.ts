/** Rules and lines by chance, made of the same few pieces, so that they meet often. Everything follows from one seed. */
import type { Atom, Expr, Logsource, Rule, RuleDocument, Test } from '../types.ts'

export type Chance = {
  /** From 0 up to, not including, `below`. */
  readonly int: (below: number) => number
  readonly is: (share: number) => boolean
  readonly one: <T>(of: readonly T[]) => T
}

/** mulberry32 */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return { int: (below) => Math.floor(next() * below), is: (share) => next() < share, one: (of) => of[Math.floor(next() * of.length)]! }
}

const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at))

const odd = [
  'é', 'É', 'İ', 'ı', 'ſ', '\u212a', 'Σ', 'ς', 'σ', 'ß', 'ẞ', '😀', '\u{10400}', 'e\u0301', '\u0307', '\ufeff', '\ufffd', '\ud83d', '\ude00', '\u2028', '"', '\\', '\\\\', '/', '\n', '\t', '\r', '\b', '\f', '\0', '\u001f', '\u007f', '*', '?', ' ', '@', '[', '`', '{',
]
const plain = ['a', 'A', 'k', 'K', 's', 'S', 'i', 'I', 'x', '.', '-', '0', '1', 'ab', 'Ba', 'aa', 'aaaa', 'exe', '.EXE', 'cmd', 'PowerShell', '\\Windows\\', 'system32', '10.0.0.1', '::1', '192.168.1.77', '5', '1e3', '-0', 'true', 'null', 'whoami /all', 'mimikatz']

/** Fields: one that is asked for much, dotted ones, names with signs, one of nothing. */
export const fieldsOf = ['f', 'g', 'h', 'F', 'a.b', 'a.b.c', 'a', 'b', 'b.c', 'a.b.c.d', '.x', 'x.', 'a..b', '', 'q"k', 'back\\slash', 'é', 'tab\t', '__proto__', 'toString', '\ufffd', 'alias', 'z.z.z.z.z.z.z.z.z.z.z.z']
/** What the fields are called in events: `alias` stands under names of others too. */
export const namesOf = (field: string): readonly string[] => (field === 'alias' ? ['alias', 'f', 'a.b', 'wrap.alias'] : field === 'g' ? ['g', 'f', 'wrap.g'] : [field])

export const piecesOf = (chance: Chance): readonly string[] => {
  const letters = 'abcdefghijklmnopqrstuvwxyz\\.-/ 0123456789'
  const word = (length: number) => times(length, () => letters[chance.int(letters.length)]!).join('')
  return [...plain, ...plain, ...odd, ...times(12, () => word(4 + chance.int(3))), ...times(12, () => word(7 + chance.int(30))), ...times(2, () => word(100 + chance.int(1900)))]
}

export const textOf = (chance: Chance, pieces: readonly string[], most = 4): string => times(chance.int(most + 1), () => chance.one(pieces)).join('')

const lengths = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 15, 16, 17, 23, 24, 31, 32, 33, 62, 63, 64, 200, 1023, 1025]
/** Often a piece as it is, else a part of some of them, cut at a length at which the kernel changes its mind. */
function literalOf(chance: Chance, pieces: readonly string[]): string {
  const text = chance.is(0.4) ? chance.one(pieces) : textOf(chance, pieces)
  return chance.is(0.3) ? text.slice(0, chance.one(lengths)) : text
}

const regexes: readonly [string, string][] = [
  ['a', ''], ['^a', ''], ['a$', 'm'], ['ſ', 'iu'], ['\\u017f', 'iu'], ['\u212a', 'iu'], ['k', 'iu'], ['σ', 'i'], ['[^\\n]*exe', 'i'], ['cmd|mimikatz', 'i'], ['(?:cmd|power)[sS]?hell', 'i'], ['a{2,}', ''], ['(?i:EXE)', ''], ['x?', ''], ['', ''], ['\\\\Windows\\\\', ''], ['\\d+\\.\\d+', ''], ['(?=.*a)(?=.*b)', 's'], ['a\\ud83d\\ude00*', 'u'], ['😀+', 'u'], ['.', 'u'], ['^.$', 'u'], ['\\x61\\x62', ''],
  ['(ab)?(cd)?e?', ''], ['(?<!a)b', ''], ['[^a]', ''], ['system(?:32|64)', 'i'], ['\\bcmd\\b', 'i'], ['\\p{L}{3}', 'u'], ['^$', ''], ['\\s', ''], ['(a|b|)c?', ''], ['whoami( /all)+', 'i'], ['\ufffd', ''], ['ß', 'i'], ['İ', 'i'],
]

export function testOf(chance: Chance, pieces: readonly string[]): Test {
  const cased = chance.is(0.3)
  const kind = chance.int(20)
  if (kind < 5) return { kind: 'contains', text: literalOf(chance, pieces), cased }
  if (kind < 11) return { kind: chance.one(['equals', 'startswith', 'endswith'] as const), text: literalOf(chance, pieces), cased }
  if (kind < 13) return { kind: 'glob', cased, tokens: times(chance.int(6), () => (chance.is(0.4) ? '*' : chance.is(0.3) ? '?' : { text: literalOf(chance, pieces) })) }
  if (kind < 15) { const [source, flags] = chance.one(regexes); return { kind: 'regex', source, flags } }
  if (kind === 15) return { kind: 'cidr', network: chance.one(['10.0.0.0/8', '192.168.1.0/24', '::/0', '0.0.0.0/0', '::1/128', 'nonsense']) }
  if (kind === 16) return { kind: 'compare', op: chance.one(['lt', 'lte', 'gt', 'gte'] as const), than: chance.one([0, 1, 5, 1000, -1, 0.1, 1e300]) }
  if (kind === 17) return { kind: 'other', field: chance.one(fieldsOf), how: chance.one(['equals', 'contains', 'startswith', 'endswith'] as const), cased }
  return { kind: kind === 18 ? 'null' : 'exists' }
}

const atomOf = (chance: Chance, pieces: readonly string[], fields: readonly string[], keywords: number): Atom => ({ field: chance.is(keywords) ? null : chance.one(fields), test: testOf(chance, pieces) })

function exprOf(chance: Chance, atom: () => Atom, depth: number): Expr {
  if (depth === 0 || chance.is(0.35)) return { kind: 'atom', atom: atom() }
  if (chance.is(0.25)) return { kind: 'not', of: exprOf(chance, atom, depth - 1) }
  return { kind: chance.one(['all', 'any'] as const), of: times(chance.is(0.05) ? 0 : 1 + chance.int(4), () => exprOf(chance, atom, depth - 1)) }
}

const sources: readonly Logsource[] = [{}, { product: 'windows' }, { product: 'windows', category: 'process_creation' }, { product: 'linux' }, { service: 'sysmon' }, { category: 'webserver' }, { product: '\0' }, { product: 'test', service: 'x' }]

export const ruleOf = (id: number, when: Expr, logsource: Logsource = {}): Rule => ({ id: String(id), logsource, when, silent: false, head: {} as RuleDocument })

/** A few rules of every kind; at times very many literals on one field, as each kind of scanner asks for. */
export function rulesOf(chance: Chance, pieces: readonly string[]): Rule[] {
  const fields = chance.is(0.5) ? fieldsOf : fieldsOf.slice(0, 1 + chance.int(6))
  const keywords = chance.one([0, 0, 0.1, 0.5])
  const rules = times(1 + chance.int(30), (at) => ruleOf(at, exprOf(chance, () => atomOf(chance, pieces, fields, keywords), chance.int(6)), chance.one(sources)))
  if (chance.is(0.3)) {
    const [field, length] = [chance.is(0.2) ? null : 'f', chance.one([5, 12, 40])]
    const list = times(chance.one([4, 49, 130]), (): Expr => ({ kind: 'atom', atom: { field, test: { kind: chance.is(0.8) ? 'contains' : chance.one(['equals', 'startswith', 'endswith'] as const), text: textOf(chance, pieces, 3).slice(0, length), cased: chance.is(0.1) } } }))
    rules.push(ruleOf(rules.length, { kind: 'any', of: list }), ...list.map((one, at) => ruleOf(rules.length + 1 + at, one)))
  }
  return rules
}
