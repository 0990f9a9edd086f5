import { expect, test } from 'vitest'
import { instantOf, wallClock } from './zoned.ts'

const rome = 'Europe/Rome'

test('a wall clock of the centre is one instant, winter and summer', () => {
  expect(instantOf('2026-12-08T06:00', rome)).toBe('2026-12-08T05:00:00.000Z')
  expect(instantOf('2026-07-08T06:00', rome)).toBe('2026-07-08T04:00:00.000Z')
  expect(wallClock('2026-12-08T05:00:00Z', rome)).toBe('2026-12-08T06:00')
})

test('the hour that comes twice is the first one; the hour that does not exist is the one after', () => {
  expect(instantOf('2026-10-25T02:30', rome)).toBe('2026-10-25T00:30:00.000Z')
  expect(wallClock(instantOf('2026-03-29T02:30', rome), rome)).toMatch(/^2026-03-29T0[13]:30$/)
})

test('there and back, an hour before and after each change of clocks and far zones', () => {
  for (const zone of [rome, 'Europe/Paris', 'Indian/Reunion', 'America/Cayenne']) {
    for (const local of ['2026-03-29T01:30', '2026-03-29T03:30', '2026-10-25T01:30', '2026-10-25T03:30', '2026-06-01T12:00']) {
      expect(wallClock(instantOf(local, zone), zone), `${zone} ${local}`).toBe(local)
    }
  }
})
