/** What may still be asked of the same rows. Data, so that it can be kept: what was spent, on which question. */
import { discreteLaplace, epsilonOf, type Bits } from './laplace.ts'

/** ε in thousandths. `answers` are made once: the same question of the same edition again is read, and costs nothing. */
export type Budget = { readonly edition: string; readonly limit: number; readonly spent: number; readonly answers: Readonly<Record<string, { readonly epsilon: number; readonly values: readonly number[] }>> }
export type Spent = { readonly budget: Budget; readonly values: readonly number[] } | { readonly problem: 'spent' | 'epsilon' | 'share'; readonly left: number }

export const openBudget = (edition: string, limit: number): Budget => ({ edition, limit, spent: 0, answers: {} })

/**
 * The counts of one table with noise of ε. `share` is in how many of its cells one contributor can be at most: the noise of each cell is that many times wider.
 * Negative counts are kept: setting them to zero would move every sum upwards, and whoever shows them may do so.
 */
export function noisyCounts(budget: Budget, question: string, counts: readonly number[], { epsilon, share = 1 }: { readonly epsilon: number; readonly share?: number }, bits: Bits): Spent {
  const left = budget.limit - budget.spent
  const before = budget.answers[question]
  if (before) return { budget, values: before.values }
  if (!Number.isInteger(epsilon) || epsilon < 1) return { problem: 'epsilon', left }
  if (!Number.isInteger(share) || share < 1) return { problem: 'share', left }
  if (epsilon > left) return { problem: 'spent', left }
  const { over, under } = epsilonOf(epsilon)
  const values = counts.map((count) => count + Number(discreteLaplace({ over, under: under * BigInt(share) }, bits)))
  return { budget: { ...budget, spent: budget.spent + epsilon, answers: { ...budget.answers, [question]: { epsilon, values } } }, values }
}
