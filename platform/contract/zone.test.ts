import { expect, test } from 'vitest'
import { dayOf, instantOfWall, offsetMs } from './zone.ts'

const rome = 'Europe/Rome'
const instant = (wall: string, zone = rome) => new Date(instantOfWall(Date.parse(`${wall}:00Z`), zone)).toISOString()

test('of an hour that comes twice it is the first', () => {
  expect(instant('2026-10-25T02:30')).toBe('2026-10-25T00:30:00.000Z')
  expect(instant('2026-10-25T02:00')).toBe('2026-10-25T00:00:00.000Z')
  expect(instant('2026-10-25T03:00')).toBe('2026-10-25T02:00:00.000Z')
  expect(instant('2026-10-25T01:59')).toBe('2026-10-24T23:59:00.000Z')
})

test('an hour that is skipped counts from the hour before', () => {
  expect(instant('2026-03-29T02:30')).toBe('2026-03-29T01:30:00.000Z')
  expect(instant('2026-03-29T01:59')).toBe('2026-03-29T00:59:00.000Z')
  expect(instant('2026-03-29T03:00')).toBe('2026-03-29T01:00:00.000Z')
})

test('there and back, around each change of clocks and in far zones', () => {
  for (const zone of [rome, 'Europe/Paris', 'Indian/Reunion', 'America/Cayenne', 'Pacific/Noumea']) {
    for (const wall of ['2026-03-29T01:30', '2026-03-29T03:30', '2026-10-25T01:30', '2026-10-25T03:30', '2026-06-01T12:00', '2026-12-08T06:00']) {
      const at = Date.parse(instant(wall, zone))
      expect(new Date(at + offsetMs(at, zone)).toISOString().slice(0, 16), `${zone} ${wall}`).toBe(wall)
    }
  }
})

test('the day is the one that the clocks of the zone show', () => {
  expect(dayOf(new Date('2026-12-08T23:10:00Z'), rome)).toBe('2026-12-09')
  expect(dayOf(new Date('2026-12-08T22:59:00Z'), rome)).toBe('2026-12-08')
  expect(dayOf(new Date('2026-12-08T02:00:00Z'), 'America/Cayenne')).toBe('2026-12-07')
})
