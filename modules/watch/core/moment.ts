/** When an event was, and when its own word does not count. */
import { eventTime } from '#engines/sigma/index.ts'

/** Clocks of machines go ahead by so much; one further ahead is wrong, and would make all that is right look old. */
export const AHEAD_MS = 300_000
/** In milliseconds. The arrival where the event says no time, none with a zone, or one that is still to come. An old one stays: whether it is too late is for the window. */
export function momentOf(event: unknown, arrival: Date): number {
  const said = eventTime(event)
  return said === undefined || said > arrival.getTime() + AHEAD_MS ? arrival.getTime() : said
}
