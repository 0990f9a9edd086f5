import type { Formats } from '#ui/i18n/formats.ts'
import type { Figures } from '../../contract-study.ts'

/** A ratio whose other side is nothing has no end: the wire carries the largest whole number for it. */
const ENDLESS = Number.MAX_SAFE_INTEGER
export const near = (f: Formats, value: number): string => (value >= ENDLESS ? '∞' : f.number(Math.round(value * 100) / 100))
export const range = (f: Formats, { low, high }: { low: number; high: number }): string => `${near(f, low)}–${near(f, high)}`

/** As it stands after `p`: a chance is never nothing. */
export const chance = (f: Formats, p: number): string => (p < 0.001 ? `< ${f.number(0.001)}` : `= ${near(f, p)}`)

type Step = Figures['restore']['steps'][number]
/** Days at which people ask. */
const DAYS = [1, 2, 3, 7, 14, 30, 60, 90, 180, 365, 730]
/** A long curve, read at some days: who was still watched when the day came, and the share after it. A short one as it is. */
export const daysToRead = (steps: readonly Step[]): readonly Step[] => (steps.length <= DAYS.length ? steps : DAYS.filter((day) => day <= steps.at(-1)!.days).map((day) => {
  const after = steps.findLast((step) => step.days <= day)
  return { ...(after ?? { survival: 1, low: 1, high: 1 }), days: day, atRisk: steps.find((step) => step.days >= day)!.atRisk } as Step
}))
