/** When an event was, by its own word, and when its word does not count. */
import { valueAt } from './about.ts'

const names = ['@timestamp', 'timestamp', 'winlog.time_created', 'Event.System.TimeCreated.#attributes.SystemTime', 'System.TimeCreated.SystemTime', 'TimeCreated', 'EventTime', 'eventTime', 'event.created', 'CreationTime', 'TimeGenerated', 'time', 'ts']
/** Clocks of machines go ahead by so much; one further ahead is wrong, and would make all that is right look old. */
export const AHEAD_MS = 300_000
const WRITTEN = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?\s?(?:Z|[+-]\d\d(?::?\d\d)?)$/i
const NUMBER = /^\d{9,19}(?:\.\d{1,9})?$/

/** In milliseconds. The arrival where the event says no time, none with a zone, or one that is still to come. An old one stays: whether it is too late is for the window. */
export function momentOf(event: unknown, arrival: Date): number {
  for (const name of names) {
    const text = valueAt(event, name)?.trim()
    const said = text === undefined ? undefined : parsed(text)
    if (said !== undefined) return said > arrival.getTime() + AHEAD_MS ? arrival.getTime() : said
  }
  return arrival.getTime()
}

function parsed(text: string): number | undefined {
  if (NUMBER.test(text)) {
    const number = Number(text)
    // Seconds, and then thousandths of each other: by their size.
    const ms = number < 1e11 ? number * 1000 : number < 1e14 ? number : number < 1e17 ? number / 1000 : number / 1e6
    return Math.round(ms)
  }
  if (!WRITTEN.test(text)) return undefined
  // An offset of hours alone, and a comma, are not of ECMAScript's own format.
  const ms = Date.parse(text.replace(' ', 'T').replace(',', '.').replace(/\s/g, '').replace(/([+-]\d\d)(\d\d)?$/, (whole, hours: string, minutes?: string) => (/:\d\d$/.test(text) && minutes === undefined ? whole : `${hours}:${minutes ?? '00'}`)))
  return Number.isFinite(ms) ? ms : undefined
}
