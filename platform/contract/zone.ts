/** Between the clock on a wall and a moment, for server and browser alike: the one place where an hour that comes twice is decided. */

const DAY_MS = 86_400_000

/** How far a zone (IANA) is ahead of UTC at a moment, in milliseconds. */
export function offsetMs(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' }).formatToParts(at)
  const of = (type: string) => Number(parts.find((part) => part.type === type)!.value)
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - Math.floor(at / 1000) * 1000
}

/**
 * The moment of a wall clock, itself written as if it were UTC. Of an hour that comes twice it is the first: a term of law is then
 * never later than whoever wrote it may have meant. One that is skipped counts from the hour before, as clocks not yet moved show it.
 */
export function instantOfWall(wallMs: number, timeZone: string): number {
  // The offset a day before is right except after a change; then the one a day after is.
  const before = wallMs - offsetMs(wallMs - DAY_MS, timeZone)
  if (before + offsetMs(before, timeZone) === wallMs) return before
  const after = wallMs - offsetMs(wallMs + DAY_MS, timeZone)
  return after + offsetMs(after, timeZone) === wallMs ? after : before
}

/** The date that the clocks of a zone show, `2026-12-08`. */
export const dayOf = (at: Date, timeZone: string): string => new Date(at.getTime() + offsetMs(at.getTime(), timeZone)).toISOString().slice(0, 10)
