import type { Comparison, Literal, Observation, Path, PathStep, Pattern, Problem } from '../types.ts'
import { lex, type Token } from './lex.ts'
import { literalOf, momentOf, networkOf } from './literal.ts'

/** Longest regular expression of a MATCHES, deepest nesting, most repetitions that a pattern may ask for. */
export const MAX_REGEX = 1000
export const MAX_DEPTH = 100
export const MAX_REPEATS = 10_000

export type Parsed = { readonly pattern: Pattern; readonly problem?: undefined } | { readonly pattern?: undefined; readonly problem: Problem }

/** Text → tree, or the first problem with its place. Grammar of STIX 2.1; of 2.0 also START and STOP as plain texts. */
export function parsePattern(text: string): Parsed {
  const { tokens, problem } = lex(text)
  if (problem) return { problem }
  const reader: Reader = { tokens, at: 0, leaves: [], depth: 0 }
  const root = followedBy(reader)
  if (isProblem(root)) return { problem: root }
  if (peek(reader).kind !== 'end') return { problem: expected(reader, 'an operator or the end') }
  return { pattern: { root, leaves: reader.leaves } }
}

type Reader = { readonly tokens: readonly Token[]; at: number; readonly leaves: Comparison[]; depth: number }
type Read<T> = T | Problem
const isProblem = (value: object): value is Problem => 'code' in value
const peek = (reader: Reader) => reader.tokens[reader.at]!
const is = (reader: Reader, text: string) => { const token = peek(reader); return token.text === text && (token.kind === 'word' || token.kind === 'sign') }
const take = (reader: Reader, text: string) => is(reader, text) && ((reader.at += 1), true)
const expected = (reader: Reader, what: string): Problem => ({ code: 'syntax', message: `${what} is expected here, not ${peek(reader).text}`, at: peek(reader).at })

/** FOLLOWEDBY binds least, then OR, then AND, all from the left. */
const followedBy = (reader: Reader): Read<Observation> => chain(reader, 'FOLLOWEDBY', (inner) => chain(inner, 'OR', (deepest) => chain(deepest, 'AND', qualified)))
function chain(reader: Reader, kind: 'AND' | 'OR' | 'FOLLOWEDBY', next: (reader: Reader) => Read<Observation>): Read<Observation> {
  let left = next(reader)
  while (!isProblem(left) && take(reader, kind)) {
    const right = next(reader)
    if (isProblem(right)) return right
    left = { kind, left, right }
  }
  return left
}

function qualified(reader: Reader): Read<Observation> {
  let of = observation(reader)
  while (!isProblem(of)) {
    if (take(reader, 'WITHIN')) {
      const amount = peek(reader)
      if ((amount.kind !== 'integer' && amount.kind !== 'float') || !(Number(amount.text) > 0)) return { code: 'literal', message: 'WITHIN asks for a positive number of seconds', at: amount.at }
      reader.at++
      if (!take(reader, 'SECONDS')) return expected(reader, 'SECONDS')
      of = { kind: 'within', of, seconds: Number(amount.text) }
    } else if (take(reader, 'REPEATS')) {
      const amount = peek(reader), times = Number(amount.text)
      if (amount.kind !== 'integer' || !(times >= 1 && times <= MAX_REPEATS)) return { code: 'literal', message: `REPEATS asks for a whole number from 1 to ${MAX_REPEATS}`, at: amount.at }
      reader.at++
      if (!take(reader, 'TIMES')) return expected(reader, 'TIMES')
      of = times === 1 ? of : { kind: 'repeats', of, times }
    } else if (take(reader, 'START')) {
      const start = moment(reader)
      if (typeof start !== 'number') return start
      if (!take(reader, 'STOP')) return expected(reader, 'STOP')
      const stop = moment(reader)
      if (typeof stop !== 'number') return stop
      of = { kind: 'startstop', of, start, stop }
    } else break
  }
  return of
}

function moment(reader: Reader): number | Problem {
  const token = peek(reader)
  const at = token.kind === 'time' || token.kind === 'string' ? momentOf(token.text) : undefined
  if (at === undefined) return { code: 'literal', message: 'a moment is written t\'YYYY-MM-DDThh:mm:ss.sssZ\'', at: token.at }
  reader.at++
  return at
}

function observation(reader: Reader): Read<Observation> {
  if (take(reader, '(')) return nested(reader, ')', followedBy)
  if (!take(reader, '[')) return expected(reader, '[ or (')
  const of = nested(reader, ']', either)
  if (isProblem(of)) return of
  reader.leaves.push(of)
  return { kind: 'simple', leaf: reader.leaves.length - 1, of }
}

function nested<T extends object>(reader: Reader, close: string, inner: (reader: Reader) => Read<T>): Read<T> {
  if (++reader.depth > MAX_DEPTH) return { code: 'too-deep', message: `more than ${MAX_DEPTH} brackets within one another`, at: peek(reader).at }
  const of = inner(reader)
  if (isProblem(of)) return of
  if (!take(reader, close)) return expected(reader, close)
  reader.depth--
  return of
}

function either(reader: Reader): Read<Comparison> {
  let left = both(reader)
  while (!isProblem(left) && take(reader, 'OR')) {
    const right = both(reader)
    if (isProblem(right)) return right
    left = { kind: 'or', left, right }
  }
  return left
}
function both(reader: Reader): Read<Comparison> {
  let left = comparison(reader)
  while (!isProblem(left) && take(reader, 'AND')) {
    const right = comparison(reader)
    if (isProblem(right)) return right
    left = { kind: 'and', left, right }
  }
  return left
}

function comparison(reader: Reader): Read<Comparison> {
  if (take(reader, '(')) return nested(reader, ')', either)
  const early = is(reader, 'NOT') && reader.tokens[reader.at + 1]?.text === 'EXISTS' && take(reader, 'NOT')
  if (take(reader, 'EXISTS')) {
    const path = readPath(reader)
    return isProblem(path) ? path : { kind: 'exists', path, not: early }
  }
  const path = readPath(reader)
  if (isProblem(path)) return path
  const not = take(reader, 'NOT')
  const token = peek(reader)
  reader.at++
  switch (token.text) {
    case '=': case '==': case '!=': case '<>': case '<': case '>': case '<=': case '>=': {
      const value = literal(reader)
      if (isProblem(value)) return value
      const op = token.text === '==' ? '=' : token.text === '<>' ? '!=' : token.text
      if (value.is === 'boolean' && op !== '=' && op !== '!=') return { code: 'literal', message: 'true and false have no order', at: token.at }
      return { kind: 'compare', path, not, op, value }
    }
    case 'IN': return set(reader, path, not)
    case 'LIKE': case 'MATCHES': return expression(reader, path, not, token.text)
    case 'ISSUBSET': case 'ISSUPERSET': {
      const value = peek(reader), network = value.kind === 'string' ? networkOf(value.text) : undefined
      if (value.kind !== 'string') return expected(reader, 'a network')
      if (!network) return { code: 'literal', message: `this is neither an address nor a network: ${value.text}`, at: value.at }
      reader.at++
      return { kind: token.text === 'ISSUBSET' ? 'subset' : 'superset', path, not, network }
    }
    default: reader.at--; return expected(reader, 'a comparison')
  }
}

function set(reader: Reader, path: Path, not: boolean): Read<Comparison> {
  const values: Literal[] = []
  if (!take(reader, '(')) return expected(reader, '(')
  while (!is(reader, ')')) {
    if (values.length > 0 && !take(reader, ',')) return expected(reader, ', or )')
    const at = peek(reader).at, value = literal(reader)
    if (isProblem(value)) return value
    if (values.length > 0 && values[0]!.is !== value.is) return { code: 'literal', message: 'the values of a set are of one type', at }
    values.push(value)
  }
  reader.at++
  return { kind: 'in', path, not, values }
}

/** Both sides are compared in normal form C. `%` is any text, `_` one character. */
function expression(reader: Reader, path: Path, not: boolean, op: 'LIKE' | 'MATCHES'): Read<Comparison> {
  const token = peek(reader)
  if (token.kind !== 'string') return expected(reader, 'a text')
  if (token.text.length > MAX_REGEX) return { code: 'regex', message: `an expression has at most ${MAX_REGEX} characters`, at: token.at }
  reader.at++
  const text = token.text.normalize('NFC')
  const source = op === 'LIKE' ? `^${[...text].map((c) => (c === '%' ? '.*' : c === '_' ? '.' : c.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))).join('').replace(/(?:\.\*){2,}/g, '.*')}$` : text
  const test = compiled(source)
  return test ? { kind: op === 'LIKE' ? 'like' : 'matches', path, not, test, wide: [...source].some((c) => c.codePointAt(0)! > 255) } : { code: 'regex', message: 'this regular expression is not understood', at: token.at }
}
function compiled(source: string): RegExp | undefined {
  for (const flags of ['su', 's']) { try { return new RegExp(source, flags) } catch { /* an escape that only the old syntax allows */ } }
  return undefined
}

function literal(reader: Reader): Read<Literal> {
  const value = literalOf(peek(reader))
  if (!value) return expected(reader, 'a value')
  if (!isProblem(value)) reader.at++
  return value
}

function readPath(reader: Reader): Read<Path> {
  const type = peek(reader)
  if (type.kind !== 'word') return expected(reader, 'the type of an object')
  reader.at++
  if (!take(reader, ':')) return expected(reader, ':')
  const steps: PathStep[] = []
  for (let first = true; first || take(reader, '.'); first = false) {
    const name = peek(reader)
    if (name.kind !== 'word' && name.kind !== 'string') return expected(reader, 'the name of a property')
    if (name.kind === 'word' && name.text.includes('-')) return { code: 'syntax', message: `a name with a hyphen stands in quotes: '${name.text}'`, at: name.at }
    steps.push({ name: name.text })
    reader.at++
    while (take(reader, '[')) {
      const index = peek(reader)
      if (index.kind === 'integer' && /^\d+$/.test(index.text)) steps.push({ index: Number(index.text) })
      else if (is(reader, '*')) steps.push('all')
      else return expected(reader, 'a number or *')
      reader.at++
      if (!take(reader, ']')) return expected(reader, ']')
    }
  }
  return { type: type.text, steps }
}
