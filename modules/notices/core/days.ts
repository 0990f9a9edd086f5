/** The strip of days of a body: how long something did not work, day by day in the centre's time zone. */
import type { BodyDay, PublicState } from '../contract-public.ts'
import { dayIn } from './moments.ts'
import type { SaidState } from '../contract.ts'

export type Period = { readonly name: string; readonly state: SaidState; readonly from: Date; readonly until: Date }
const HOUR_MS = 3_600_000
const rank: Readonly<Record<PublicState, number>> = { down: 0, limited: 1, unknown: 2, restored: 3, working: 4 }

/** The last `count` days, oldest first. A day in which nobody said anything is `unknown`. */
export function daysOf(periods: readonly Period[], now: Date, timeZone: string, count: number): BodyDay[] {
  const dayAt = dayIn(timeZone)
  const starts = midnights(now, dayAt, count)
  return starts.map((start, i) => {
    const end = Math.min(starts[i + 1] ?? now.getTime(), now.getTime())
    const touching = periods.map((period) => ({ state: period.state, from: Math.max(start, period.from.getTime()), until: Math.min(end, period.until.getTime()) })).filter((span) => span.until > span.from)
    const bad = merged(touching.filter((span) => span.state === 'down' || span.state === 'limited'))
    const state = touching.reduce<PublicState>((a, span) => (rank[span.state] < rank[a] ? span.state : a), touching.length > 0 ? 'working' : 'unknown')
    return { day: dayAt(start), state, minutes: Math.round(bad / 60_000) }
  })
}

/** Moments at which the last days began; found by looking at the day's name, so a day of 23 or 25 hours is one day. */
function midnights(now: Date, dayAt: (at: number) => string, count: number): number[] {
  const starts: number[] = []
  let at = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS
  for (; starts.length < count; at -= HOUR_MS) if (dayAt(at) !== dayAt(at - 1)) starts.unshift(at)
  return starts
}

/** Milliseconds covered by at least one span. */
function merged(spans: readonly { from: number; until: number }[]): number {
  let covered = 0
  let end = 0
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    covered += Math.max(0, span.until - Math.max(end, span.from))
    end = Math.max(end, span.until)
  }
  return covered
}
