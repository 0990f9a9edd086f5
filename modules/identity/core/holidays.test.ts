import { expect, test } from 'vitest'
import { answeringAt } from '#platform/contract/hours.ts'
import { areClosed, closedOnHolidays, withHolidays } from './holidays.ts'

test('two years of national holidays, from today on', () => {
  const italy = closedOnHolidays('IT', new Date('2026-11-22T06:00:00Z'))
  const days = Object.keys(italy)
  expect(days[0]).toBe('2026-12-08')
  expect(days.at(-1)).toBe('2028-11-01')
  expect(days).toContain('2027-03-29') // Easter Monday
  expect(days).not.toContain('2027-07-14')
  expect(Object.keys(closedOnHolidays('FR', new Date('2026-11-22T06:00:00Z')))).toContain('2027-07-14')
})

test('on a holiday nobody answers', () => {
  const hours = { week: Array.from({ length: 7 }, () => [['09:00', '18:00'] as const]), except: closedOnHolidays('IT', new Date('2026-11-22T06:00:00Z')) }
  expect(answeringAt(hours, new Date('2026-12-25T10:00:00Z'), 'Europe/Rome').open).toBe(false)
  expect(answeringAt(hours, new Date('2026-12-23T10:00:00Z'), 'Europe/Rome').open).toBe(true)
})

test('said in one word and taken back: days with hours of their own stay, those that are past go, and nothing is left of it', () => {
  const now = new Date('2026-11-22T06:00:00Z')
  const week: [string, string][][] = Array.from({ length: 7 }, () => [['09:00', '18:00']])
  const closed = withHolidays({ week, except: { '2026-11-01': [], '2026-12-26': [['10:00', '12:00']] } }, true, 'IT', now)
  expect(closed.except).toMatchObject({ '2026-12-08': [], '2026-12-26': [['10:00', '12:00']] })
  expect(closed.except).not.toHaveProperty('2026-11-01')
  expect(withHolidays(closed, false, 'IT', now).except).toEqual({ '2026-12-26': [['10:00', '12:00']] })
  expect(withHolidays(withHolidays({ week }, true, 'FR', now), false, 'FR', now)).toEqual({ week })
  expect([areClosed(closed, 'IT', now), areClosed({ week }, 'IT', now), areClosed(undefined, 'IT', now)]).toEqual([true, false, false])
  // Years later nobody has said it again: no longer true of the holiday that comes next.
  expect(areClosed(closed, 'IT', new Date('2030-11-22T06:00:00Z'))).toBe(false)
})
