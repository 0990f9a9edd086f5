/** Intervals that hold for few events too: exact ones where there are. `level` is 0.95 if not said. */
import { betaI, betaInverse, gammaInverse, normalInverse } from './special.ts'

export type Interval = { readonly low: number; readonly high: number }
export type Estimate = Interval & { readonly value: number }

/** Events that a count of `count` is compatible with (Garwood 1936). */
export function poissonInterval(count: number, level = 0.95): Interval {
  const tail = (1 - level) / 2
  return { low: count === 0 ? 0 : gammaInverse(tail, count), high: gammaInverse(1 - tail, count + 1) }
}

/** Events for each `per` of those exposed (bodies × years); nothing without a denominator. */
export function rate(count: number, exposed: number, { per = 1000, level = 0.95 }: { per?: number; level?: number } = {}): Estimate | null {
  if (!(exposed > 0)) return null
  const { low, high } = poissonInterval(count, level)
  const by = per / exposed
  return { value: count * by, low: low * by, high: high * by }
}

export function clopperPearson(hits: number, of: number, level = 0.95): Estimate | null {
  if (!(of > 0)) return null
  const tail = (1 - level) / 2
  return { value: hits / of, low: hits === 0 ? 0 : betaInverse(tail, hits, of - hits + 1), high: hits === of ? 1 : betaInverse(1 - tail, hits + 1, of - hits) }
}

export function wilson(hits: number, of: number, level = 0.95): Estimate | null {
  if (!(of > 0)) return null
  const z = normalInverse(1 - (1 - level) / 2), p = hits / of
  const middle = (p + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const half = (z / (1 + (z * z) / of)) * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))
  return { value: p, low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

/** Two-sided, twice the smaller tail: that `hits` of `of` came with chance `p` each. */
export function binomialTest(hits: number, of: number, p: number): number {
  const atMost = hits >= of ? 1 : 1 - betaI(hits + 1, of - hits, p)
  const atLeast = hits <= 0 ? 1 : betaI(hits, of - hits + 1, p)
  return Math.min(1, 2 * Math.min(atMost, atLeast))
}

export type Compared = Estimate & { readonly p: number }
/** First rate by second, exact given their sum (Przyborowski and Wilenski 1940). `high` is Infinity, `value` too, where the second has no event. */
export function rateRatio(first: { readonly count: number; readonly exposed: number }, second: { readonly count: number; readonly exposed: number }, level = 0.95): Compared | null {
  const of = first.count + second.count
  if (of === 0 || !(first.exposed > 0) || !(second.exposed > 0)) return null
  const share = clopperPearson(first.count, of, level)!
  const odds = (p: number) => (p >= 1 ? Infinity : (p / (1 - p)) * (second.exposed / first.exposed))
  return { value: odds(share.value), low: odds(share.low), high: odds(share.high), p: binomialTest(first.count, of, first.exposed / (first.exposed + second.exposed)) }
}
