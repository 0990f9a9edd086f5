import { matchPattern } from './match/match.ts'
import { parsePattern } from './parse/parse.ts'
import type { Json } from './types.ts'

/** One line of a file of vectors. */
export type Vector = { readonly test: string; readonly stix_version?: string; readonly pattern: string; readonly observations: readonly Json[]; readonly expected: boolean | 'error' }
export type VectorResult = { readonly test: string; readonly pattern: string; readonly expected: boolean | 'error'; readonly got: boolean | 'error'; readonly message?: string }

/** What each vector gives; the caller compares. */
export function runVectors(vectors: readonly Vector[]): readonly VectorResult[] {
  return vectors.map(({ test, pattern, observations, expected }) => {
    const parsed = parsePattern(pattern)
    const outcome = parsed.problem ? { problem: parsed.problem } : matchPattern(parsed.pattern, observations)
    return { test, pattern, expected, got: outcome.problem ? 'error' as const : outcome.matched, ...(outcome.problem ? { message: outcome.problem.message } : {}) }
  })
}
