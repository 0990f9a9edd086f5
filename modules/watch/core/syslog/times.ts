/** Times at the beginning of a message, as devices write them. A time without a zone stays without one: it is counted where lines are read. */
export type Time = {
  /** `2026-11-25T08:59:00.123Z`, or without the `Z` where nobody knows the zone. */
  readonly text: string
  /** Where the rest begins. */
  readonly end: number
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** `Nov 25 08:59:00`, with a year before or behind the time, parts of a second, a zone that is only a name, and a mark of a clock that is not set. */
const spoken = /^[*.]?([A-Z][a-z]{2}) {1,2}(\d{1,2})(?:,? (\d{4}))? (\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?(?: (\d{4})(?= |: |:$|$))?(?: (UTC|GMT|Z)(?=[ :]|$)| ([A-Z]{3,5})(?=: | :|:$))?/
const written = /^[*.]?(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?(?:(Z)|([+-]\d{2}):?(\d{2}))?(?=[\s:]|$)/
const DAY_MS = 86_400_000

/** @param now gives the year to a time that has none: the one that brings it nearest. */
export function timeIn(text: string, now: Date): Time | undefined {
  const a = written.exec(text)
  if (a) {
    const [all, year, month, day, hours, minutes, seconds, part, utc, zone, rest] = a
    if (!isTime(Number(year), Number(month), Number(day), Number(hours), Number(minutes), Number(seconds))) return undefined
    return { text: `${year}-${month}-${day}T${hours}:${minutes}:${seconds}${part === undefined ? '' : `.${part}`}${utc ?? (zone === undefined ? '' : `${zone}:${rest}`)}`, end: all.length }
  }
  const b = spoken.exec(text)
  if (!b) return undefined
  const [all, name, day, before, hours, minutes, seconds, part, behind, utc] = b
  const month = months.indexOf(name!.toLowerCase()) + 1
  if (month === 0) return undefined
  const year = Number(before ?? behind ?? nearestYear(month, Number(day), now))
  if (!isTime(year, month, Number(day), Number(hours), Number(minutes), Number(seconds))) return undefined
  const two = (n: number | string) => String(n).padStart(2, '0')
  return { text: `${String(year).padStart(4, '0')}-${two(month)}-${two(day!)}T${hours}:${minutes}:${seconds}${part === undefined ? '' : `.${part}`}${utc === undefined ? '' : 'Z'}`, end: all.length }
}

/** Of the years beside now, the one in which the day is and lies nearest. A line of 31 December that comes on 1 January is of last year. */
function nearestYear(month: number, day: number, now: Date): number {
  const here = now.getUTCFullYear()
  const far = (year: number) => isTime(year, month, day, 0, 0, 0) ? Math.abs(Date.UTC(year, month - 1, day) - now.getTime() + DAY_MS / 2) : Infinity
  return [here, here - 1, here + 1, here - 2].reduce((best, year) => (far(year) < far(best) ? year : best))
}
function isTime(year: number, month: number, day: number, hours: number, minutes: number, seconds: number): boolean {
  // A leap second is a time.
  if (month < 1 || month > 12 || day < 1 || hours > 23 || minutes > 59 || seconds > 60) return false
  return day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()
}
