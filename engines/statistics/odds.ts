/** Two changes compared. Few events: exact given all sums of the table (Fisher 1935, Cornfield 1956), as R's `fisher.test` has it. */
import { normal, normalInverse, lnGamma } from './special.ts'
import type { Compared } from './intervals.ts'

export type Span = { readonly count: number; /** Bodies × years. */ readonly exposed: number }
export type Change = { readonly before: Span; readonly after: Span }

/** From so many events in each of the four cells on, the interval of the regression (Woolf 1955) is good, and the exact one only long. */
const ENOUGH = 10

/**
 * By how much the rate of `those` changed, divided by how much that of `others` changed: the interaction of a Poisson regression by group
 * and time (difference in differences). Nothing where a time is empty, or one side has no event at all.
 */
export function ratioOfRatios(those: Change, others: Change, level = 0.95): Compared | null {
  if ([those.before, those.after, others.before, others.after].some((one) => !(one.exposed > 0))) return null
  const [a, b, c, d] = [those.after.count, those.before.count, others.after.count, others.before.count]
  if (a + b === 0 || c + d === 0) return null
  /** An odds ratio of counts becomes one of rates. */
  const by = (those.before.exposed / those.after.exposed) * (others.after.exposed / others.before.exposed)
  const value = b * c === 0 ? (a * d === 0 ? 1 : Infinity) : ((a * d) / (b * c)) * by
  if (Math.min(a, b, c, d) >= ENOUGH) {
    const error = Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d), half = normalInverse(1 - (1 - level) / 2) * error
    return { value, low: value * Math.exp(-half), high: value * Math.exp(half), p: 2 * normal(-Math.abs(Math.log(value) / error)) }
  }
  const least = Math.max(0, a - d), most = Math.min(a + b, a + c)
  const choose = (n: number, k: number) => lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1)
  const terms = Array.from({ length: most - least + 1 }, (_, i) => choose(a + b, least + i) + choose(c + d, a + c - least - i))
  /** The chance of `a` or fewer, and of `a` or more, if the odds ratio is e^`log`. */
  const tails = (log: number): readonly [number, number] => {
    const weights = terms.map((term, i) => term + (least + i) * log)
    const top = weights.reduce((x, y) => Math.max(x, y))
    let sum = 0, few = 0, many = 0
    for (const [i, weight] of weights.entries()) {
      const one = Math.exp(weight - top)
      sum += one
      if (least + i <= a) few += one
      if (least + i >= a) many += one
    }
    return [few / sum, many / sum]
  }
  const tail = (1 - level) / 2
  const [few, many] = tails(-Math.log(by))
  return {
    value, low: a === least ? 0 : Math.exp(where((log) => tails(log)[1], tail)) * by, high: a === most ? Infinity : Math.exp(where((log) => -tails(log)[0], -tail)) * by,
    p: Math.min(1, 2 * Math.min(few, many)),
  }
}

/** Where a function that grows has that value. */
function where(grows: (log: number) => number, value: number): number {
  let low = -50, high = 50
  for (let i = 0; i < 100 && high - low > 1e-13; i++) { const middle = (low + high) / 2; if (grows(middle) < value) low = middle; else high = middle }
  return (low + high) / 2
}
