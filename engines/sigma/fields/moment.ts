/** When an event was, by its own word. */
import type { Json } from '../types.ts'
import { textUnder } from './first.ts'

const names = ['@timestamp', 'timestamp', 'winlog.time_created', 'Event.System.TimeCreated.#attributes.SystemTime', 'System.TimeCreated.SystemTime', 'TimeCreated', 'EventTime', 'eventTime', 'event.created', 'CreationTime', 'TimeGenerated', 'time', 'ts']
const WRITTEN = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?\s?(?:Z|[+-]\d\d(?::?\d\d)?)$/i
const NUMBER = /^\d{9,19}(?:\.\d{1,9})?$/

/** In milliseconds, of the first of the usual names that says a moment with its zone, or a number of seconds or less. Undefined where none does: a date without a zone is no moment. */
export function eventTime(event: unknown): number | undefined {
  for (const name of names) {
    const text = textUnder(event as Json, name)?.trim()
    const said = text === undefined ? undefined : parsed(text)
    if (said !== undefined) return said
  }
  return undefined
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
