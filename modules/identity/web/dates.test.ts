import { expect, test } from 'vitest'
import { endOfDay } from './dates.ts'

test.each([
  ['2026-12-08', 'Europe/Rome', '2026-12-08T22:59:59.000Z'],
  ['2026-07-01', 'Europe/Rome', '2026-07-01T21:59:59.000Z'],
  ['2026-03-29', 'Europe/Rome', '2026-03-29T21:59:59.000Z'],
  ['2026-10-25', 'Europe/Rome', '2026-10-25T22:59:59.000Z'],
  ['2026-10-24', 'Europe/Rome', '2026-10-24T21:59:59.000Z'],
  ['2026-12-31', 'Indian/Reunion', '2026-12-31T19:59:59.000Z'],
  ['2026-12-31', 'America/Cayenne', '2027-01-01T02:59:59.000Z'],
])('%s ends in %s at %s', (day, zone, at) => {
  expect(endOfDay(day, zone)).toBe(at)
})
