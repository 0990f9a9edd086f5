/** Shares and rates with their doubt, from protected counts alone. */
import { spanEnds, type Count, type Rate, type StillDown } from '../../contract-public.ts'

/** Two-sided, 95 %. */
const Z = 1.959964

/** Of `n` events, what the expected number may be: Byar's approximation of the exact Poisson bounds (Breslow and Day 1987, p. 69). */
export function poisson(n: number): readonly [number, number] {
  const low = n === 0 ? 0 : n * (1 - 1 / (9 * n) - Z / (3 * Math.sqrt(n))) ** 3
  const m = n + 1
  return [low, m * (1 - 1 / (9 * m) + Z / (3 * Math.sqrt(m))) ** 3]
}

/** Attacks in a year for each hundred bodies of a kind. */
export const ratesOf = (counts: readonly Count[], bodies: number): Rate[] => counts.map(({ code, n }) => {
  const per = 100 / bodies
  const [low, high] = n === null ? [0, 0] : poisson(n)
  return { code, n, of: bodies, low: low * per, value: (n ?? 0) * per, high: high * per }
})

/**
 * Who is still without services after 1, 7, 30, 90 days (Kaplan and Meier on the spans; Greenwood's bounds on the log-log scale). Attacks of
 * which nobody says when they ended are left out, those still down when last heard of count until the last span. Null where a span is withheld.
 */
export function stillDown(spans: readonly Count[]): { readonly steps: readonly StillDown[]; readonly of: number; readonly medianDays: number | null } | null {
  const number = (code: string) => { const found = spans.find((one) => one.code === code); return found ? found.n : 0 }
  const [ends, late, down] = [Object.keys(spanEnds).map(number), number('longer'), number('down')]
  if ([...ends, late, down].includes(null)) return null
  let left = [...ends, late, down].reduce<number>((sum, n) => sum + n!, 0)
  const of = left
  if (of === 0) return null
  let share = 1
  let variance = 0
  const steps: StillDown[] = [{ at: 0, share: 1, low: 1, high: 1 }]
  for (const [i, at] of Object.values(spanEnds).entries()) {
    const back = ends[i]!
    if (left > 0) {
      share *= 1 - back / left
      variance += left > back ? back / (left * (left - back)) : 0
    }
    left -= back
    const [low, high] = share <= 0 || share >= 1 ? [share, share] : logLog(share, variance)
    steps.push({ at, share, low, high })
  }
  return { steps, of, medianDays: steps.find((step) => step.share <= 0.5)?.at ?? null }
}

function logLog(share: number, variance: number): [number, number] {
  const spread = (Z * Math.sqrt(variance)) / Math.log(share)
  return [share ** Math.exp(-spread), share ** Math.exp(spread)]
}
