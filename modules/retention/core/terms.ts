/** When a term is over, and when it is time to look. */
import type { Term } from '../contract.ts'

/** The last moment whose term is over at `now`. Years are calendar years: five years after 29 February is 1 March. */
export function cutoff(now: Date, term: Term): Date {
  if ('minutes' in term) return new Date(now.getTime() - term.minutes * 60_000)
  if ('days' in term) return new Date(now.getTime() - term.days * 86_400_000)
  const before = new Date(now)
  before.setUTCFullYear(now.getUTCFullYear() - term.years)
  // 29 February has no namesake in most years: the day before is the safe side, since it deletes less.
  if (before.getUTCMonth() !== now.getUTCMonth()) before.setUTCDate(0)
  return before
}

/** Half past two at night, UTC: after midnight everywhere here, before anybody works. */
const HOUR = 2
const MINUTE = 30

/** The last time at which the day's run should have begun. */
export function lastTurn(now: Date): Date {
  const turn = new Date(now)
  turn.setUTCHours(HOUR, MINUTE, 0, 0)
  if (turn > now) turn.setUTCDate(turn.getUTCDate() - 1)
  return turn
}

/** A run that began after the turn and came to its end is the day's; one that was killed is made up for. */
export const isTurn = (now: Date, lastFinished: Date | undefined): boolean => lastFinished === undefined || lastFinished < lastTurn(now)

export const nextTurn = (now: Date): Date => new Date(lastTurn(now).getTime() + 86_400_000)
