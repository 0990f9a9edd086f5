import { expect, test } from 'vitest'
import { answeringAt } from '#platform/contract/hours.ts'
import { closedOnHolidays } from './holidays.ts'

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
