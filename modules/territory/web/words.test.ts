import { expect, test } from 'vitest'
import { minutesText, wordsOf } from './words.ts'

test('an hour and a half is not two hours', () => {
  expect(minutesText(wordsOf('it'), 90)).toBe('1,5 ore')
  expect(minutesText(wordsOf('fr'), 90)).toBe('1,5 heure')
  expect(minutesText(wordsOf('en'), 90)).toBe('1.5 hours')
})

test('whole hours, minutes and days are said as they are', () => {
  const t = wordsOf('en')
  expect([5, 60, 61, 120, 1440, 2880, 3600].map((minutes) => minutesText(t, minutes))).toEqual(['5 minutes', '1 hour', '1 hour', '2 hours', '24 hours', '2 days', '60 hours'])
})
