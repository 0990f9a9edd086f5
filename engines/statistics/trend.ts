/** Does it grow? By a model of counts, and by one that assumes nothing but order. */
import type { Estimate } from './intervals.ts'
import { normal, normalInverse } from './special.ts'

/** `exposed`: bodies that could have been hit, 1 if not known. */
export type Point = { readonly time: number; readonly count: number; readonly exposed?: number }
/** `change`: by what the rate is multiplied in one unit of time. `dispersion` far above 1: events come in bursts, and the interval has been widened by it. */
export type PoissonTrend = { readonly change: Estimate; readonly p: number; readonly dispersion: number; readonly slope: number; readonly error: number }

/** Log-linear Poisson regression by Newton's method. Nothing with fewer than three points, or without an event. */
export function poissonTrend(points: readonly Point[], level = 0.95): PoissonTrend | null {
  const total = points.reduce((sum, one) => sum + one.count, 0)
  if (points.length < 3 || total === 0) return null
  const middle = points.reduce((sum, one) => sum + one.time, 0) / points.length
  const data = points.map((one) => ({ t: one.time - middle, y: one.count, e: one.exposed ?? 1 })).filter((one) => one.e > 0)
  let a = Math.log(total / data.reduce((sum, one) => sum + one.e, 0)), b = 0, weight = 0
  for (let i = 0; i < 100; i++) {
    let s0 = 0, s1 = 0, h00 = 0, h01 = 0, h11 = 0
    for (const { t, y, e } of data) {
      const mu = e * Math.exp(a + b * t)
      s0 += y - mu; s1 += (y - mu) * t
      h00 += mu; h01 += mu * t; h11 += mu * t * t
    }
    const det = h00 * h11 - h01 * h01
    if (!(det > 0) || !Number.isFinite(det)) return null
    const da = (h11 * s0 - h01 * s1) / det, db = (h00 * s1 - h01 * s0) / det
    a += da; b += db; weight = h00 / det
    if (Math.abs(da) + Math.abs(db) < 1e-12) break
  }
  if (!Number.isFinite(b) || Math.abs(b) > 50) return null
  const freedom = data.length - 2
  const dispersion = freedom > 0 ? data.reduce((sum, { t, y, e }) => { const mu = e * Math.exp(a + b * t); return sum + (y - mu) ** 2 / mu }, 0) / freedom : 1
  const error = Math.sqrt(weight), wide = error * Math.sqrt(Math.max(1, dispersion))
  const z = normalInverse(1 - (1 - level) / 2)
  return { change: { value: Math.exp(b), low: Math.exp(b - z * wide), high: Math.exp(b + z * wide) }, p: 2 * normal(-Math.abs(b / wide)), dispersion, slope: b, error }
}

export type MannKendall = { readonly s: number; readonly p: number; readonly tau: number; /** Sen's: the median change in one step. */ readonly slope: number }
/** With the variance for ties and the correction of one. */
export function mannKendall(values: readonly number[]): MannKendall | null {
  const n = values.length
  if (n < 4) return null
  let s = 0
  const slopes: number[] = []
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) {
    s += Math.sign(values[j]! - values[i]!)
    slopes.push((values[j]! - values[i]!) / (j - i))
  }
  const ties = new Map<number, number>()
  for (const value of values) ties.set(value, (ties.get(value) ?? 0) + 1)
  const of = (t: number) => t * (t - 1) * (2 * t + 5)
  const variance = (of(n) - [...ties.values()].reduce((sum, t) => sum + of(t), 0)) / 18
  const z = s === 0 || variance === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance)
  slopes.sort((a, b) => a - b)
  const half = slopes.length / 2
  return { s, p: 2 * normal(-Math.abs(z)), tau: s / (n * (n - 1) / 2), slope: Number.isInteger(half) ? (slopes[half - 1]! + slopes[half]!) / 2 : slopes[Math.floor(half)]! }
}
