import { firstKnowledge, knowledgeFrom } from '../compile/knowledge.ts'
import { questionsOf } from '../compile/nodes.ts'
import { fieldNames } from '../fields/names.ts'
import { MAX_LINE_BYTES } from '../limits.ts'
import { routingFields } from '../route/route.ts'
import type { FieldNames, Matcher, Rule } from '../types.ts'
import { createEngine } from './engine.ts'
import { judgeOf, type MakePattern } from './tests.ts'

export type MatcherOptions = {
  readonly names?: FieldNames
  /** `product`: a rule is asked only where the event's log sources allow it. `none`: every rule of every event. */
  readonly routing?: 'product' | 'none'
  /** After so many lines the tables are made anew from what was seen (ascending). Only speed depends on it. */
  readonly lessons?: readonly number[]
  /** For whoever wants to know which one is at work: a regular expression cannot be interrupted. Its answers must be those of RegExp. */
  readonly pattern?: MakePattern
  /** 32 bits that nobody can guess. Plans are known by a hash of what routing looks at: without, a line can be written that brings its own plan to others. */
  readonly secret?: number
}

/** Bytes taken at once: with the tables they stay in the second cache. A longer line is taken whole. */
const slice = 1 << 17
const sampleSize = 1 << 19
const usualLessons = [1024, 262144]

/** The fast path. Same answers as `createNaive` for every line; DESIGN.md says how. */
export function createMatcher(rules: readonly Rule[], options: MatcherOptions = {}): Matcher {
  const names = options.names ?? fieldNames
  const lessons = options.lessons ?? usualLessons
  const routing = options.routing === 'none' ? undefined : routingFields
  const questions = questionsOf(rules)
  const logsources = rules.map((rule) => rule.logsource)
  // Field 0 is that of keywords and has the name of none: a rule may ask for the field of the empty name besides.
  const fields = [...questions.fields, ...(routing ?? []).filter((name) => !questions.fields.includes(name))]
  const judges = new Map(questions.hostTests.map((one) => [one.atom, { field: one.field, judge: judgeOf(one.test, options.pattern) }]))
  const first = firstKnowledge(questions.bytes)
  let knowledge = first
  let engine = make()
  let seen = 0
  let lesson = 0
  let sample = new Uint8Array(0)

  function make() {
    return createEngine({ logsources, questions, fields, routing, names, judges, knowledge, secret: options.secret ?? 0 })
  }

  function remember(bytes: Uint8Array) {
    if (lesson >= lessons.length || sample.length >= sampleSize) return
    const more = bytes.subarray(0, sampleSize - sample.length)
    const joined = new Uint8Array(sample.length + more.length)
    joined.set(sample)
    joined.set(more, sample.length)
    sample = joined
  }

  function learn(lines: number) {
    seen += lines
    if (lesson >= lessons.length || seen < lessons[lesson]!) return
    lesson++
    knowledge = knowledgeFrom(first, knowledge, sample, engine.held, seen)
    sample = new Uint8Array(0)
    seen = 0
    engine = make()
  }

  return {
    scan(bytes, hit) {
      let failed = 0
      let lines = 0
      for (let from = 0; from < bytes.length;) {
        const to = endOfSlice(bytes, from)
        const isEndless = to - from > slice && to - from - (bytes[to - 1] === 10 ? 1 : 0) > MAX_LINE_BYTES
        const taken = isEndless ? { lines: 1, broken: isBlank(bytes, from, to) ? 0 : 1 } : engine.take(bytes, from, to, lines, hit)
        failed += taken.broken
        lines += taken.lines
        if (!isEndless) { remember(bytes.subarray(from, to)); learn(taken.lines) }
        from = to
      }
      return { lines, broken: failed, bytes: bytes.length }
    },
  }
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (![0x20, 0x09, 0x0d, 0x0a].includes(bytes[i]!)) return false
  return true
}

/** Behind the last line feed of the slice; of a line that is longer, behind its own. */
function endOfSlice(bytes: Uint8Array, from: number): number {
  const to = from + slice
  if (to >= bytes.length) return bytes.length
  const last = bytes.lastIndexOf(10, to - 1)
  if (last >= from) return last + 1
  const next = bytes.indexOf(10, to)
  return next < 0 ? bytes.length : next + 1
}
