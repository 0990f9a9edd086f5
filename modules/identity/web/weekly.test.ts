import { expect, test } from 'vitest'
import { openingHours } from '#platform/contract/openingHours.ts'
import { hoursOf, keptEnd, likeMonday, noHours, saidOf, shownEnd, spansOn, withDay, withMore, withoutDate, wrongDay } from './weekly.ts'

const monday = [['09:00', '13:00'], ['14:00', '18:00']] as const

test('a day grows by a morning, an afternoon, an evening; what is offered always holds', () => {
  let spans = withMore([])
  expect(spans).toEqual(monday.slice(0, 1))
  spans = withMore(spans)
  expect(spans).toEqual(monday)
  spans = withMore(spans)
  expect(spans.at(-1)).toEqual(['18:00', '24:00'])
  const hours = withDay(noHours, 0, spans)
  expect(wrongDay(hours)).toBeUndefined()
  expect(openingHours.safeParse(saidOf(hours)).success).toBe(true)
})

test('Monday is copied to the working days, and the weekend stays as it was', () => {
  const saturday = [['09:00', '12:00']] as const
  const hours = withDay(withDay(withDay(noHours, 5, saturday), 0, monday), 2, [['01:00', '02:00']])
  expect(likeMonday(hours).week).toEqual([monday, monday, monday, monday, monday, saturday, []])
})

test('what cannot be is named with its day', () => {
  expect(wrongDay(withDay(noHours, 1, [['10:00', '10:00']]))).toBe(1)
  expect(wrongDay(withDay(noHours, 0, [...monday, ['12:00', '15:00']]))).toBe(0)
  expect(wrongDay(withDay(noHours, '2026-12-24', [['10:00', '09:00']]))).toBe('2026-12-24')
  expect(wrongDay(withDay(withDay(noHours, 0, [['13:00', '24:00'], ['08:00', '13:00']]), 1, [['00:00', '24:00']]))).toBeUndefined()
})

test('dates with hours of their own are put, kept and taken away; what is sent is in order', () => {
  const hours = withDay(withDay(hoursOf({ week: noHours.week }), '2026-12-31', [['14:00', '16:00'], ['08:00', '12:00']]), '2026-12-24', [])
  expect(spansOn(hours, '2026-12-24')).toEqual([])
  expect(JSON.stringify(saidOf(hours)!.except)).toBe('{"2026-12-24":[],"2026-12-31":[["08:00","12:00"],["14:00","16:00"]]}')
  expect(saidOf(withoutDate(withoutDate(hours, '2026-12-31'), '2026-12-24'))).toBeUndefined()
})

test('midnight at the end of a day survives a field that knows no 24:00', () => {
  expect([shownEnd('24:00'), keptEnd('00:00'), shownEnd('18:00'), keptEnd('18:00')]).toEqual(['00:00', '24:00', '18:00', '18:00'])
})
