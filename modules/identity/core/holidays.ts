/** The days on which an office is closed by law, as exceptions of its opening hours. */
import { holidaysOf } from '#engines/deadlines/index.ts'
import type { Contacts } from '../contract.ts'

type Hours = NonNullable<Contacts['openingHours']>
type Country = 'IT' | 'FR'

const YEARS = 2

/** National holidays of the two years from this day, `2026-12-25`. Further away nobody knows yet what the law will be. */
export function closedOnHolidays(country: Country, from: Date): Record<string, []> {
  const first = from.getUTCFullYear()
  const since = from.toISOString().slice(0, 10)
  const until = `${first + YEARS}${since.slice(4)}`
  const days = Array.from({ length: YEARS + 1 }, (_, i) => first + i)
    .flatMap((year) => [...holidaysOf(country, year)].map((day) => `${year}-${String(Math.floor(day / 100)).padStart(2, '0')}-${String(day % 100).padStart(2, '0')}`))
  return Object.fromEntries(days.filter((day) => day >= since && day < until).sort().map((day) => [day, []]))
}

/**
 * Closed: days that were named one by one win over the holidays. Not closed: they are taken out again, and days with hours of their own
 * stay. Either way the days that are past go.
 */
export function withHolidays(hours: Hours, closed: boolean | undefined, country: Country, now: Date): Hours {
  if (closed === undefined) return hours
  const holidays = closedOnHolidays(country, now)
  const today = now.toISOString().slice(0, 10)
  const named = Object.entries(hours.except ?? {}).filter(([day, spans]) => day >= today && (closed || spans.length > 0 || !(day in holidays)))
  const except = { ...(closed ? holidays : {}), ...Object.fromEntries(named) }
  return { week: hours.week, ...(Object.keys(except).length > 0 ? { except } : {}) }
}

/** Whether the next holiday is one of the closed days: years after somebody last said so it is no longer. */
export function areClosed(hours: Hours | undefined, country: Country, now: Date): boolean {
  const next = Object.keys(closedOnHolidays(country, now))[0]
  return next !== undefined && hours?.except?.[next]?.length === 0
}
