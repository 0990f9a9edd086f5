import type { Added } from '../store/add.ts'
import type { Loaded, Problem, ProblemCode } from '../types.ts'

export const TOLD = 1000

const messages: Readonly<Record<ProblemCode, string>> = {
  empty: 'the value is empty',
  unreadable: 'no address, name, URL, hash or mail address can be read here',
  regex: 'a regular expression: only plain values are looked up',
  'too-wide': 'it would hit nearly everything: a top-level domain, the root path, or a range wider than /4 (v4) or /3 (v6)',
  'too-long': 'longer than 2048 bytes',
  'unknown-kind': 'this kind is not known',
  'kind-differs': 'the value is not of the kind that its line says',
  'bad-origin': 'confidence is a number from 0 to 100, TLP one of the five levels, times are dates',
  'bad-document': 'the document cannot be read',
  'not-simple': 'the pattern asks for more than single values joined by OR',
  negated: 'a comparison that is negated names no indicator',
}

/** Counts what became of each line; of the problems the first thousand are told. */
export type Tally = {
  note(line: number, outcome: Added, about?: string): void
  loaded(): Loaded
}
export function makeTally(): Tally {
  let added = 0, repeated = 0, refused = 0
  const counts: Partial<Record<ProblemCode, number>> = {}
  const problems: Problem[] = []
  return {
    note(line, outcome, about) {
      if (outcome === 'added') { added++; return }
      if (outcome === 'repeated') { repeated++; return }
      refused++
      counts[outcome] = (counts[outcome] ?? 0) + 1
      if (problems.length < TOLD) problems.push({ line, code: outcome, message: about === undefined ? messages[outcome] : `${messages[outcome]}: ${about.slice(0, 200)}` })
    },
    loaded: () => ({ added, repeated, refused, counts, problems }),
  }
}
