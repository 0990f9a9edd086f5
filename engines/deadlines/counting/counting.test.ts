import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Country } from '../types.ts'
import { easterSunday, holidayCalendar, holidaysOf } from './holidays.ts'
import { addDays, addMonths, endOfDay, formatDay, instantOf, localMoment, parseDay, weekday } from './localTime.ts'
import { calendarTerm, hoursTerm, noonRuleForHours, type ShiftRule } from './terms.ts'

const country = fc.constantFrom<Country>('IT', 'FR')
const instant = fc.date({ min: new Date('2018-01-01T00:00:00Z'), max: new Date('2040-12-31T00:00:00Z'), noInvalidDate: true })
const hours = fc.integer({ min: 1, max: 720 })
const rule = fc.constantFrom<ShiftRule>('it_national', 'eu', 'dora_noon')
const calendars = { IT: holidayCalendar('IT'), FR: holidayCalendar('FR') }
const date = (text: string): Date => new Date(text)

describe('local time', () => {
  test('summer time begins and ends where the country says', () => {
    expect(instantOf(parseDay('2026-10-24'), 0, 'IT')).toEqual(date('2026-10-23T22:00:00Z'))
    expect(endOfDay(parseDay('2026-10-25'), 'IT')).toEqual(date('2026-10-25T23:00:00Z'))
    expect(endOfDay(parseDay('2026-03-29'), 'FR')).toEqual(date('2026-03-29T22:00:00Z'))
    expect(localMoment(date('2026-10-25T00:30:00Z'), 'IT').hour).toBe(2)
    expect(localMoment(date('2026-10-25T01:30:00Z'), 'IT').hour).toBe(2)
  })
  test('midnight and noon of any day come back as themselves', () => {
    fc.assert(fc.property(instant, country, fc.constantFrom(0, 12), (at, where, hour) => {
      const day = localMoment(at, where)
      expect(localMoment(instantOf(day, hour, where), where)).toMatchObject({ year: day.year, month: day.month, day: day.day, hour, minute: 0 })
    }))
  })
  test('a month never skips: same date or the last day of the next month', () => {
    expect(formatDay(addMonths(parseDay('2027-01-31'), 1))).toBe('2027-02-28')
    expect(formatDay(addMonths(parseDay('2028-01-31'), 1))).toBe('2028-02-29')
    expect(formatDay(addMonths(parseDay('2026-12-15'), 1))).toBe('2027-01-15')
    fc.assert(fc.property(instant, fc.integer({ min: 1, max: 60 }), (at, months) => {
      const day = localMoment(at, 'IT')
      const later = addMonths(day, months)
      expect(later.year * 12 + later.month).toBe(day.year * 12 + day.month + months)
      if (later.day !== day.day) expect(addDays(later, 1).day).toBe(1)
    }))
  })
})

describe('holidays', () => {
  test('Easter by the almanac', () => {
    const almanac: Readonly<Record<number, string>> = {
      2000: '2000-04-23', 2008: '2008-03-23', 2011: '2011-04-24', 2019: '2019-04-21', 2023: '2023-04-09', 2024: '2024-03-31',
      2025: '2025-04-20', 2026: '2026-04-05', 2027: '2027-03-28', 2030: '2030-04-21', 2038: '2038-04-25',
    }
    for (const [year, day] of Object.entries(almanac)) expect(formatDay(easterSunday(Number(year)))).toBe(day)
  })
  test('Italy: 4 October from 2026, 8 December always', () => {
    expect(holidaysOf('IT', 2025).has(1004)).toBe(false)
    expect(holidaysOf('IT', 2026).has(1004)).toBe(true)
    for (const day of [106, 406, 425, 602, 1208, 1226]) expect(holidaysOf('IT', 2026).has(day)).toBe(true)
    expect(holidaysOf('IT', 2026).has(714)).toBe(false)
  })
  test('France: days that move with Easter', () => {
    for (const day of [406, 514, 525, 714, 1111]) expect(holidaysOf('FR', 2026).has(day)).toBe(true)
    for (const day of [106, 602, 1208, 1226]) expect(holidaysOf('FR', 2026).has(day)).toBe(false)
  })
})

describe('hours', () => {
  test('are elapsed hours, strict within an hour of the outer bound, and monotone', () => {
    fc.assert(fc.property(instant, instant, hours, (one, two, term) => {
      const [first, second] = one <= two ? [one, two] : [two, one]
      const bounds = hoursTerm(first, term)
      expect(bounds.strictAt.getTime() - first.getTime()).toBe(term * 3_600_000)
      expect(bounds.outerAt.getTime() - bounds.strictAt.getTime()).toBeGreaterThanOrEqual(0)
      expect(bounds.outerAt.getTime() - bounds.strictAt.getTime()).toBeLessThan(3_600_000)
      expect(hoursTerm(second, term).strictAt >= bounds.strictAt).toBe(true)
      expect(hoursTerm(second, term).outerAt >= bounds.outerAt).toBe(true)
    }))
  })
  test('the noon rule moves to a working day at 12:00 local, never earlier', () => {
    fc.assert(fc.property(instant, country, hours, (at, where, term) => {
      const plain = hoursTerm(at, term)
      const moved = noonRuleForHours(plain, where, calendars[where])
      expect(moved.strictAt >= plain.strictAt).toBe(true)
      if (moved !== plain) {
        const local = localMoment(moved.strictAt, where)
        expect([local.hour, local.minute]).toEqual([12, 0])
        expect(calendars[where].isWorkingDay(local)).toBe(true)
      }
    }))
  })
  test('a term that ends at midnight belongs to the day that ends', () => {
    const friday = hoursTerm(date('2026-10-01T22:00:00Z'), 24)
    expect(friday.strictAt).toEqual(date('2026-10-02T22:00:00Z'))
    expect(noonRuleForHours(friday, 'IT', calendars.IT)).toBe(friday)
  })
})

describe('days and months', () => {
  test('strict ≤ legal ≤ outer, ending at local midnight of a later day, monotone', () => {
    const span = fc.oneof(fc.record({ days: fc.integer({ min: 1, max: 90 }) }), fc.record({ months: fc.integer({ min: 1, max: 24 }) }))
    fc.assert(fc.property(instant, instant, span, rule, country, (one, two, term, shift, where) => {
      const [first, second] = one <= two ? [one, two] : [two, one]
      const bounds = calendarTerm(first, term, shift, where, calendars[where])
      expect(bounds.strictAt <= bounds.legalAt && bounds.legalAt <= bounds.outerAt).toBe(true)
      expect(bounds.strictAt > first).toBe(true)
      const later = calendarTerm(second, term, shift, where, calendars[where])
      expect(later.outerAt >= bounds.outerAt).toBe(true)
      if (shift !== 'dora_noon') expect(localMoment(bounds.strictAt, where).hour).toBe(0)
    }))
  })
  test('the legal end is never a day that its own rule refuses', () => {
    fc.assert(fc.property(instant, fc.constantFrom<ShiftRule>('it_national', 'eu'), country, (at, shift, where) => {
      const { legalAt } = calendarTerm(at, { months: 1 }, shift, where, calendars[where])
      const last = localMoment(new Date(legalAt.getTime() - 1), where)
      expect(weekday(last)).not.toBe(0)
      expect(calendars[where].isHoliday(last)).toBe(false)
      if (shift === 'eu') expect(weekday(last)).not.toBe(6)
    }))
  })
  test('a Friday holiday moves a national term to Saturday and a term of the Union to Monday', () => {
    const from = date('2026-11-25T12:00:00Z')
    const national = calendarTerm(date('2026-12-01T12:00:00Z'), { days: 24 }, 'it_national', 'FR', calendars.FR)
    expect(formatDay(localMoment(new Date(national.legalAt.getTime() - 1), 'FR'))).toBe('2026-12-26')
    const union = calendarTerm(from, { months: 1 }, 'eu', 'FR', calendars.FR)
    expect(formatDay(localMoment(new Date(union.legalAt.getTime() - 1), 'FR'))).toBe('2026-12-28')
  })
  test('DORA: a month ending on a Saturday falls at noon of Monday', () => {
    const { strictAt } = calendarTerm(date('2026-10-07T16:30:00Z'), { months: 1 }, 'dora_noon', 'IT', calendars.IT)
    expect(strictAt).toEqual(date('2026-11-09T12:00:00+01:00'))
  })
})
