/** Kaplan and Meier (1958): how many are still down after so many days, when some were still down at the last word of them. */
import { normalInverse } from './special.ts'

/** `ended` is false where the days are only a lower bound. */
export type Duration = { readonly days: number; readonly ended: boolean }
export type Step = { readonly days: number; readonly atRisk: number; readonly ended: number; readonly survival: number; readonly low: number; readonly high: number }
export type Survival = { readonly steps: readonly Step[]; readonly events: number; readonly censored: number; readonly median: number | null; readonly medianLow: number | null; readonly medianHigh: number | null }

/** Greenwood's variance, interval on the log(-log) scale, which stays within 0 and 1. */
export function kaplanMeier(durations: readonly Duration[], level = 0.95): Survival {
  const z = normalInverse(1 - (1 - level) / 2)
  const sorted = [...durations].sort((a, b) => a.days - b.days)
  const steps: Step[] = []
  let survival = 1, variance = 0
  for (let from = 0; from < sorted.length;) {
    const { days } = sorted[from]!
    let to = from, ended = 0
    while (to < sorted.length && sorted[to]!.days === days) ended += Number(sorted[to++]!.ended)
    const atRisk = sorted.length - from
    if (ended > 0) {
      survival *= 1 - ended / atRisk
      variance += ended / (atRisk * (atRisk - ended))
      const half = (z * Math.sqrt(variance)) / Math.log(survival)
      steps.push(survival === 0 ? { days, atRisk, ended, survival, low: 0, high: 0 } : { days, atRisk, ended, survival, low: survival ** Math.exp(-half), high: survival ** Math.exp(half) })
    }
    from = to
  }
  const first = (of: (step: Step) => number) => steps.find((step) => of(step) <= 0.5)?.days ?? null
  const events = sorted.filter((one) => one.ended).length
  return { steps, events, censored: sorted.length - events, median: first((step) => step.survival), medianLow: first((step) => step.low), medianHigh: first((step) => step.high) }
}
