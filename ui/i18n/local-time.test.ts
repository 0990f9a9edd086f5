import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantOf, localOf } from './local-time.ts'

test('a local time of Rome, winter and summer', () => {
  expect(instantOf('2026-12-09T11:40', 'Europe/Rome')).toBe('2026-12-09T10:40:00.000Z')
  expect(instantOf('2026-07-01T00:05', 'Europe/Rome')).toBe('2026-06-30T22:05:00.000Z')
  expect(localOf('2026-12-08T23:10:00Z', 'Europe/Rome')).toBe('2026-12-09T00:10')
})

test('the hour that is twice is the first; the hour that is not is read with the old offset', () => {
  expect(instantOf('2026-10-25T02:30', 'Europe/Rome')).toBe('2026-10-25T00:30:00.000Z')
  expect(instantOf('2026-10-25T03:30', 'Europe/Rome')).toBe('2026-10-25T02:30:00.000Z')
  expect(instantOf('2026-03-29T02:30', 'Europe/Rome')).toBe('2026-03-29T01:30:00.000Z')
})

test('what is no local time is none', () => {
  for (const text of ['', 'ieri', '2026-13-40T99:99', '2026-12-09']) expect(instantOf(text, 'Europe/Rome')).toBeUndefined()
})

test('there and back for any minute, wherever the centre is', () => {
  const minute = fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2040, 0) / 60_000 })
  fc.assert(fc.property(minute, fc.constantFrom('Europe/Rome', 'Europe/Paris', 'Indian/Reunion', 'America/Martinique', 'Pacific/Noumea'), (at, zone) => {
    const local = localOf(new Date(at * 60_000), zone)
    expect(localOf(instantOf(local, zone)!, zone)).toBe(local)
  }))
})
