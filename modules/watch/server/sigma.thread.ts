/** The thread in which rules are asked of lines. Beside its answers it keeps in shared memory which pattern it is at: whoever ends it knows why. */
import { randomInt } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { createMatcher, readRules, type Expr } from '#engines/sigma/index.ts'
import { serveThread } from '#platform/threads/index.ts'
import type { WrittenRule } from './matching.ts'

export type Rules = { readonly rules: readonly WrittenRule[]; /** Number of the pattern at work, from 1; 0 for none. */ readonly place: Int32Array }
/** By number, from 0: who uses it. */
export type Patterns = readonly { readonly pattern: string; readonly ruleIds: readonly string[] }[]
export type Batch = { readonly bytes: Uint8Array<ArrayBuffer>; /** Of the pieces, one behind the other. */ readonly ends: readonly number[] }
/** `pairs`: line and number of the rule as it was handed over, in turn. */
export type Scans = readonly { readonly lines: number; readonly broken: number; readonly pairs: Uint32Array<ArrayBuffer> }[]

serveThread<Rules, Patterns, Batch, Scans>(({ rules: written, place }) => {
  // A pattern that goes back and forth too often is looked for in linear time, where V8 can. They hold for the whole process, and begin with the next pattern.
  setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks')
  setFlagsFromString('--regexp-backtracks-before-fallback=50000')
  const { rules } = readRules(written.map(({ id, yaml }) => ({ path: id, text: yaml })))
  const numbers = new Map(written.map(({ id }, index) => [id, index]))
  // By its path, which is the id that it was handed over with: its text may say none.
  const given = rules.map((rule) => numbers.get(rule.head.path)!)
  const users = new Map<string, Set<string>>()
  for (const rule of rules) for (const key of patternsOf(rule.when)) users.set(key, (users.get(key) ?? new Set()).add(rule.head.path))
  const keys = [...users.keys()]
  const places = new Map(keys.map((key, index) => [key, index + 1]))
  const matcher = createMatcher(rules, { secret: randomInt(2 ** 32), pattern: (source, flags) => {
    const pattern = new RegExp(source, flags)
    const number = places.get(keyOf(source, flags))!
    return (text) => {
      place[0] = number
      const holds = pattern.test(text)
      place[0] = 0
      return holds
    }
  } })
  return {
    ready: keys.map((key) => ({ pattern: key, ruleIds: [...users.get(key)!] })),
    answer({ bytes, ends }) {
      const answer = ends.map((end, index) => {
        const pairs: number[] = []
        const { lines, broken } = matcher.scan(bytes.subarray(ends[index - 1] ?? 0, end), (line, rule) => pairs.push(line, given[rule]!))
        return { lines, broken, pairs: Uint32Array.from(pairs) }
      })
      return { answer, transfer: answer.map((one) => one.pairs.buffer) }
    },
  }
})

function keyOf(source: string, flags: string): string { return `/${source}/${flags}` }
function* patternsOf(expr: Expr): Generator<string> {
  if (expr.kind === 'atom') {
    if (expr.atom.test.kind === 'regex') yield keyOf(expr.atom.test.source, expr.atom.test.flags)
  } else if (expr.kind === 'not') yield* patternsOf(expr.of)
  else for (const one of expr.of) yield* patternsOf(one)
}
