/** How noisy a rule would be at a body, by what it found in that body's own logs while it only observed. */
import { verdicts, type Verdict } from '../contract-catalogue.ts'

export const FORECAST_DAYS = 14
/** Hits a day: up to one a person can look at each; above ten nobody does. */
export const QUIET = 1
export const CHATTY = 10
/** With fewer days of logs nothing is said. */
export const LEAST_DAYS = 3

/** `days`: those of the last fourteen on which lines came. */
export type Forecast = { readonly days: number; readonly lines: number; readonly hits: number; readonly perDay: number; readonly verdict: Verdict }

export function forecastOf({ days, lines, hits }: { readonly days: number; readonly lines: number; readonly hits: number }): Forecast {
  const perDay = days === 0 ? 0 : Math.round(10 * hits / days) / 10
  // Too much is too much from the first day on; that it is quiet takes time to see.
  const verdict = days > 0 && hits / days > CHATTY ? 'noisy' : days < LEAST_DAYS ? 'unknown' : hits / days > QUIET ? 'chatty' : 'quiet'
  return { days, lines, hits, perDay, verdict }
}

/** Of all bodies together: what the centre would have had to look at. */
export function together(some: readonly Forecast[]): { readonly perDay: number; readonly bodies: number; readonly watched: number; readonly verdict: Verdict } {
  const judged = some.filter((one) => one.verdict !== 'unknown')
  const worst = verdicts[Math.max(0, ...judged.map((one) => verdicts.indexOf(one.verdict)))]!
  return { perDay: Math.round(10 * some.reduce((sum, one) => sum + (one.days === 0 ? 0 : one.hits / one.days), 0)) / 10, bodies: some.filter((one) => one.hits > 0).length, watched: some.length, verdict: worst }
}
