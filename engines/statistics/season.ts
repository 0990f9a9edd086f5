/** Do attackers wait for the night? Observed share by the share of hours that are so. */
import { binomialTest, clopperPearson, type Estimate } from './intervals.ts'

/** `ratio` 1: as often as the clock alone explains. */
export type Season = { readonly hits: number; readonly of: number; readonly expected: number; readonly share: Estimate; readonly ratio: Estimate; readonly p: number }

export function season(hits: number, of: number, expected: number): Season | null {
  const share = clopperPearson(hits, of)
  if (!share || !(expected > 0 && expected < 1)) return null
  return { hits, of, expected, share, ratio: { value: share.value / expected, low: share.low / expected, high: share.high / expected }, p: binomialTest(hits, of, expected) }
}

/** Of all hours: from 22 to 6, and Saturdays and Sundays. */
export const nightShare = 8 / 24
export const weekendShare = 2 / 7
