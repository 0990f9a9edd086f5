/**
 * How a legal term is counted. Hours are elapsed hours and nothing moves them; days and months run on the calendar
 * of the country and end at 24:00; what a holiday does depends on whose act it is.
 */

import type { Country } from '../types.ts'
import { addDays, addMonths, endOfDay, instantOf, localMoment, weekday, type LocalDay } from './localTime.ts'
import type { HolidayCalendar } from './holidays.ts'

/**
 * `it_national`: c.c. 2963 and c.p.c. 155: Sundays and holidays move the end, a Saturday does not (memory).
 * `eu`: Reg. 1182/71 art. 3(4): Saturdays, Sundays and holidays move it to the end of the next working day.
 * `dora_noon`: Del. Reg. (EU) 2025/301 art. 5(4): the same days move it to noon of the next working day.
 */
export type ShiftRule = 'it_national' | 'eu' | 'dora_noon'

export interface Bounds {
  readonly strictAt: Date
  readonly legalAt: Date
  readonly outerAt: Date
}

const HOUR_MS = 3_600_000

/**
 * Strict: exactly so many elapsed hours. Outer: Reg. 1182/71 art. 3(1) does not count the hour of the event, so the
 * term starts at the next full hour. An event exactly on the hour keeps it: the earlier of two readings.
 */
export function hoursTerm(from: Date, hours: number): Bounds {
  const strictAt = new Date(from.getTime() + hours * HOUR_MS)
  const outerAt = new Date(Math.ceil(from.getTime() / HOUR_MS) * HOUR_MS + hours * HOUR_MS)
  return { strictAt, legalAt: strictAt, outerAt }
}

export type CalendarSpan = { readonly days: number } | { readonly months: number }

export function calendarTerm(
  from: Date, span: CalendarSpan, rule: ShiftRule, country: Country, calendar: HolidayCalendar,
): Bounds {
  const start = localMoment(from, country)
  const last = 'days' in span ? addDays(start, span.days) : addMonths(start, span.months)
  const strictAt = endOfDay(last, country)
  if (rule === 'dora_noon') return noonIfClosed(last, strictAt, country, calendar)
  const nextWorking = endOfDay(firstFrom(last, calendar.isWorkingDay), country)
  if (rule === 'eu') return { strictAt, legalAt: nextWorking, outerAt: nextWorking }
  const opensNationally = (day: LocalDay): boolean => weekday(day) !== 0 && !calendar.isHoliday(day)
  return { strictAt, legalAt: endOfDay(firstFrom(last, opensNationally), country), outerAt: nextWorking }
}

/** Art. 5(4) for a term in hours: an express grant, so it moves the strict moment too. */
export function noonRuleForHours(bounds: Bounds, country: Country, calendar: HolidayCalendar): Bounds {
  // The last hour decides the day: a term ending at midnight belongs to the day that ends.
  const last = localMoment(new Date(bounds.strictAt.getTime() - 1), country)
  const moved = noonIfClosed(last, bounds.strictAt, country, calendar)
  return moved.strictAt === bounds.strictAt ? bounds : moved
}

function noonIfClosed(last: LocalDay, otherwise: Date, country: Country, calendar: HolidayCalendar): Bounds {
  if (calendar.isWorkingDay(last)) return { strictAt: otherwise, legalAt: otherwise, outerAt: otherwise }
  const noon = instantOf(firstFrom(last, calendar.isWorkingDay), 12, country)
  return { strictAt: noon, legalAt: noon, outerAt: noon }
}

function firstFrom(day: LocalDay, accepts: (day: LocalDay) => boolean): LocalDay {
  let found = day
  while (!accepts(found)) found = addDays(found, 1)
  return found
}
