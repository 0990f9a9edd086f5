import { expect, test } from 'vitest'
import { answeringAt, nextMidnight, type OpeningHours } from './hours.ts'
import { openingHours } from './openingHours.ts'

const office: OpeningHours = {
  week: [[['09:00', '13:00'], ['14:00', '18:00']], [['09:00', '13:00']], [['09:00', '13:00']], [['09:00', '13:00']], [['09:00', '13:00']], [], []],
  except: { '2026-12-08': [], '2026-12-06': [['10:00', '12:00']] },
}
const at = (local: string, hours = office, zone = 'Europe/Rome') => {
  const { open, changesAt } = answeringAt(hours, new Date(local), zone)
  return [open, changesAt?.toISOString()]
}
const all = (spans: OpeningHours['week'][number]): OpeningHours => ({ week: Array.from({ length: 7 }, () => spans) })

test('open until the end of the span, closed until the start of the next, the pause counted', () => {
  expect(at('2026-11-30T08:59:00+01:00')).toEqual([false, '2026-11-30T08:00:00.000Z'])
  expect(at('2026-11-30T09:00:00+01:00')).toEqual([true, '2026-11-30T12:00:00.000Z'])
  expect(at('2026-11-30T13:00:00+01:00')).toEqual([false, '2026-11-30T13:00:00.000Z'])
  expect(at('2026-11-30T17:59:59+01:00')).toEqual([true, '2026-11-30T17:00:00.000Z'])
})

test('over a weekend and over a holiday, and on a Sunday that is an exception', () => {
  expect(at('2026-11-27T18:00:00+01:00')).toEqual([false, '2026-11-30T08:00:00.000Z'])
  expect(at('2026-12-07T20:00:00+01:00')).toEqual([false, '2026-12-09T08:00:00.000Z'])
  expect(at('2026-12-06T09:00:00+01:00')).toEqual([false, '2026-12-06T09:00:00.000Z'])
})

test('a night is one opening; day and night never changes; never open never opens', () => {
  const night = all([['00:00', '06:00'], ['22:00', '24:00']])
  expect(at('2026-11-30T23:00:00+01:00', night)).toEqual([true, '2026-12-01T05:00:00.000Z'])
  expect(at('2026-11-30T03:00:00+01:00', all([['00:00', '24:00']]))).toEqual([true, undefined])
  expect(at('2026-11-30T03:00:00+01:00', all([]))).toEqual([false, undefined])
})

test('the change of the clock moves the moment, not the hour on the wall', () => {
  const evening = all([['08:00', '20:00']])
  expect(at('2026-10-24T21:00:00+02:00', evening)).toEqual([false, '2026-10-25T07:00:00.000Z'])
  expect(at('2026-03-28T21:00:00+01:00', evening)).toEqual([false, '2026-03-29T06:00:00.000Z'])
  expect(at('2026-11-30T05:00:00Z', evening, 'Indian/Reunion')).toEqual([true, '2026-11-30T16:00:00.000Z'])
  expect(nextMidnight(new Date('2026-10-25T10:00:00Z'), 'Europe/Rome').toISOString()).toBe('2026-10-25T23:00:00.000Z')
  expect(nextMidnight(new Date('2026-10-24T22:30:00Z'), 'Europe/Rome').toISOString()).toBe('2026-10-25T23:00:00.000Z')
})

test('what is no opening is refused', () => {
  const week = (spans: unknown) => openingHours.safeParse({ week: [spans, [], [], [], [], [], []] }).success
  expect(week([['09:00', '13:00'], ['14:00', '24:00']])).toBe(true)
  for (const wrong of [[['13:00', '09:00']], [['9:00', '13:00']], [['09:00', '13:00'], ['12:00', '14:00']], [['24:00', '24:00']], [['25:00', '26:00']]]) expect(week(wrong), JSON.stringify(wrong)).toBe(false)
  expect(openingHours.safeParse({ week: [[]] }).success).toBe(false)
})
