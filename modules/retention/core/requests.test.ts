import { expect, test } from 'vitest'
import { digitsOf } from '#platform/db/subject.ts'
import { dayIn, daysLeft, dueOn, isExceeded, monthsAfter } from './terms-of-requests.ts'

test.each([['2026-01-31', 1, '2026-02-28'], ['2028-01-31', 1, '2028-02-29'], ['2026-11-27', 1, '2026-12-27'], ['2026-12-31', 3, '2027-03-31'], ['2026-11-30', 3, '2027-02-28']])('%s and %i months: %s', (day, months, due) => {
  expect(monthsAfter(day, months)).toBe(due)
})
test('a day is that of the centre: late begins at its midnight', () => {
  const due = dueOn('2026-09-25', false)
  expect(due).toBe('2026-10-25')
  // The night in which clocks go back has 25 hours; it is still one day.
  expect(isExceeded(due, dayIn('Europe/Rome', new Date('2026-10-25T22:59:59Z')))).toBe(false)
  expect(isExceeded(due, dayIn('Europe/Rome', new Date('2026-10-25T23:00:00Z')))).toBe(true)
  expect(daysLeft(due, '2026-10-20')).toBe(5)
  expect(dueOn('2026-09-25', true)).toBe('2026-12-25')
})
test('one telephone, however it is written', () => {
  expect(new Set(['+39 055 123 4567', '0039-055-1234567', '055/1234567', '39055 1234567'].map(digitsOf))).toEqual(new Set(['551234567']))
  expect(digitsOf('+33 5 61 00 00 00')).toBe(digitsOf('05 61 00 00 00'))
})
