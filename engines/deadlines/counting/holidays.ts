/**
 * Public holidays of the whole country. Patron saints, Alsace-Moselle and the overseas departments are left out:
 * a term moved by a local holiday alone is not something to rely on.
 */

import type { Country } from '../types.ts'
import { addDays, weekday, type LocalDay } from './localTime.ts'

export interface HolidayCalendar {
  readonly isHoliday: (day: LocalDay) => boolean
  /** Neither Saturday, Sunday nor holiday (Reg. 1182/71 art. 2(2)). */
  readonly isWorkingDay: (day: LocalDay) => boolean
}

/** One year is computed on first use and kept for the life of this calendar: make one calendar per batch. */
export function holidayCalendar(country: Country): HolidayCalendar {
  const years = new Map<number, ReadonlySet<number>>()
  const isHoliday = (day: LocalDay): boolean => {
    let year = years.get(day.year)
    if (!year) years.set(day.year, (year = holidaysOf(country, day.year)))
    return year.has(day.month * 100 + day.day)
  }
  return {
    isHoliday,
    isWorkingDay: (day) => weekday(day) !== 0 && weekday(day) !== 6 && !isHoliday(day),
  }
}

/** Month × 100 + day of each holiday of the year. */
export function holidaysOf(country: Country, year: number): ReadonlySet<number> {
  const easter = easterSunday(year)
  const after = (days: number): number => {
    const day = addDays(easter, days)
    return day.month * 100 + day.day
  }
  if (country === 'FR') {
    // Code du travail L. 3133-1: Easter Monday, Ascension and Whit Monday move with Easter.
    return new Set([101, after(1), 501, 508, after(39), after(50), 714, 815, 1101, 1111, 1225])
  }
  // L. 260/1949 as amended; 4 October again a holiday from 2026 (L. 151/2025, GU 236 of 10 Oct 2025).
  const days = [101, 106, after(0), after(1), 425, 501, 602, 815, 1101, 1208, 1225, 1226]
  return new Set(year >= 2026 ? [...days, 1004] : days)
}

/** Gregorian Easter, the anonymous algorithm (Meeus/Jones/Butcher). */
export function easterSunday(year: number): LocalDay {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const yearOfCentury = year % 100
  const leapCenturies = Math.floor(century / 4)
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - leapCenturies - correction + 15) % 30
  const leapYears = Math.floor(yearOfCentury / 4)
  const toSunday = (32 + 2 * (century % 4) + 2 * leapYears - epact - (yearOfCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451)
  const days = epact + toSunday - 7 * late + 114
  return { year, month: Math.floor(days / 31), day: (days % 31) + 1 }
}
