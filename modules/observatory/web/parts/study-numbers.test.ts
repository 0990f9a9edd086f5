import { expect, test } from 'vitest'
import { formats } from '#ui/i18n/formats.ts'
import { chance, daysToRead } from './study-numbers.ts'

test('a long curve is read at days that people ask about, a short one as it is', () => {
  const steps = Array.from({ length: 40 }, (_, i) => ({ days: 1.5 * (i + 1), atRisk: 40 - i, survival: 1 - (i + 1) / 40, low: 0, high: 1 }))
  const read = daysToRead(steps)
  expect(read.map(({ days, atRisk, survival }) => [days, atRisk, survival])).toEqual([[1, 40, 1], [2, 39, 39 / 40], [3, 39, 38 / 40], [7, 36, 36 / 40], [14, 31, 31 / 40], [30, 21, 20 / 40], [60, 1, 0]])
  expect(daysToRead(steps.slice(0, 5))).toEqual(steps.slice(0, 5))
})

test('a chance is never said to be nothing', () => {
  const f = formats('it', new Date(0))
  expect([chance(f, 0), chance(f, 0.0004), chance(f, 0.02)]).toEqual(['< 0,001', '< 0,001', '= 0,02'])
})
