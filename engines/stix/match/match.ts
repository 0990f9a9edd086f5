import type { Json, Observation, Pattern, Problem } from '../types.ts'
import { canBind } from './bind.ts'
import { holdsIn, type Context } from './compare.ts'
import { readObservations, type Seen } from './observations.ts'

export type Outcome = { readonly matched: boolean; readonly problem?: undefined } | { readonly matched?: undefined; readonly problem: Problem }
/** Steps of the search for a binding. Only patterns with FOLLOWEDBY, WITHIN or OR inside other operators come near it. */
export const BUDGET = 1_000_000

/** Whether the observations satisfy the pattern, or why that cannot be said. */
export function matchPattern(pattern: Pattern, observations: readonly Json[], options: { readonly budget?: number } = {}): Outcome {
  const { seen, problem } = readObservations(observations)
  if (problem) return { problem }
  const most = sizeOf(pattern.root)
  const context: Context = {}
  const all: Seen[] = []
  const hits: boolean[][] = pattern.leaves.map(() => [])
  for (const one of seen) {
    const held = pattern.leaves.map((leaf) => holdsIn(leaf, one, context))
    // Something seen a million times stands for no more parts than the pattern has.
    for (let copy = Math.min(one.count, most); copy > 0; copy--) {
      all.push(one)
      held.forEach((value, leaf) => hits[leaf]!.push(value))
    }
  }
  if (context.problem) return { problem: context.problem }
  const matched = canBind(pattern.root, { all, hits, left: options.budget ?? BUDGET })
  return matched === undefined ? { problem: { code: 'budget', message: 'too many ways to share out the observations: the search was given up', at: 0 } } : { matched }
}

function sizeOf(node: Observation): number {
  switch (node.kind) {
    case 'simple': return 1
    case 'AND': case 'FOLLOWEDBY': return sizeOf(node.left) + sizeOf(node.right)
    case 'OR': return Math.max(sizeOf(node.left), sizeOf(node.right))
    case 'repeats': return Math.min(100_000, sizeOf(node.of) * node.times)
    default: return sizeOf(node.of)
  }
}
