/**
 * The budget of one recipient: which of the lines that wait leave now, in which mail. A week has one digest, on Monday at 08:00;
 * what comes at once waits until it has been still for two minutes, and leaves at most three times an hour.
 */
import { offsetMs, instantOfWall } from '#platform/contract/zone.ts'
import { kindRules, type Kind, type Pace, type Whole } from './kinds.data.ts'

export const STILL_MS = 120_000
/** What keeps changing is told all the same. */
export const LONGEST_MS = 600_000
export const MOST_AN_HOUR = 3
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

export type Line = { readonly id: number; readonly kind: Kind; readonly pace: Pace; readonly firstAt: Date; readonly changedAt: Date; readonly dueAt: Date }
export type Budget = {
  readonly muted: ReadonlySet<Kind | Whole>
  /** When mails that came at once were queued, in the last hour. */
  readonly sentAt: readonly Date[]
  /** The Monday of the last digest. */
  readonly weekAt: Date | null
  readonly timeZone: string
}
export type Plan<L extends Line> = { readonly muted: readonly L[]; readonly atOnce: readonly L[]; readonly weekly: readonly L[]; /** The Monday of this digest. */ readonly slot: Date }

/** The lines that wait, divided: what is silenced, what leaves at once (one mail), what is in the digest (one mail). The rest goes on waiting. */
export function plan<L extends Line>(lines: readonly L[], budget: Budget, now: Date): Plan<L> {
  const slot = lastSlot(now, budget.timeZone)
  const muted = lines.filter((line) => isMuted(line, budget.muted))
  const left = lines.filter((line) => !muted.includes(line) && line.dueAt <= now)
  const isNow = (line: L) => line.pace === 'at_once' && (!budget.muted.has('now') || kindRules[line.kind].required)
  const hurried = left.filter(isNow)
  // One that is ripe takes the others with it: they would be the next mail.
  const ripe = hurried.some((line) => isStill(line, now)) && roomFor(budget.sentAt, now)
  const weekly = budget.weekAt === null || budget.weekAt < slot ? left.filter((line) => !isNow(line) && later(line.firstAt, line.dueAt) <= slot) : []
  return { muted, atOnce: ripe ? hurried : [], weekly, slot }
}

export const isMuted = (line: Pick<Line, 'kind' | 'pace'>, muted: ReadonlySet<Kind | Whole>): boolean => {
  if (kindRules[line.kind].required) return false
  if (muted.has(line.kind)) return true
  return muted.has('weekly') && (line.pace === 'weekly' || muted.has('now'))
}

const isStill = (line: Line, now: Date) => now.getTime() - later(line.changedAt, line.dueAt).getTime() >= STILL_MS || now.getTime() - later(line.firstAt, line.dueAt).getTime() >= LONGEST_MS
const roomFor = (sentAt: readonly Date[], now: Date) => sentAt.filter((at) => now.getTime() - at.getTime() < HOUR_MS).length < MOST_AN_HOUR
const later = (a: Date, b: Date): Date => (a > b ? a : b)

/** The last Monday, 08:00 by the clocks of the zone, that is not after `now`. */
export function lastSlot(now: Date, timeZone: string): Date {
  const wall = now.getTime() + offsetMs(now.getTime(), timeZone)
  const day = Math.floor(wall / DAY_MS)
  // 1 January 1970 was a Thursday: day 4 was a Monday.
  const monday = day - ((day - 4) % 7 + 7) % 7
  const at = (of: number) => new Date(instantOfWall(of * DAY_MS + 8 * HOUR_MS, timeZone))
  return at(monday) <= now ? at(monday) : at(monday - 7)
}
