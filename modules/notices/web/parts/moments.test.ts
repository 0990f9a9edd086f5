import { expect, test } from 'vitest'
import { quickMoments } from './moments.ts'

const said = (now: string) => quickMoments(now, 'Europe/Rome').map((one) => `${one.key} ${one.at}`)

test('in the centre’s time zone; six o’clock is not offered in the evening', () => {
  expect(said('2026-12-08T05:10:00Z')).toEqual(['in2h 2026-12-08T07:10:00.000Z', 'today18 2026-12-08T17:00:00.000Z', 'tomorrow9 2026-12-09T08:00:00.000Z'])
  expect(said('2026-12-08T17:30:00Z').map((one) => one.split(' ')[0])).toEqual(['in2h', 'tomorrow9'])
})
test('across midnight and the change of clocks', () => {
  expect(said('2026-03-28T23:30:00Z')).toEqual(['in2h 2026-03-29T01:30:00.000Z', 'today18 2026-03-29T16:00:00.000Z', 'tomorrow9 2026-03-30T07:00:00.000Z'])
})
