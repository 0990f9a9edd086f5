import { expect, test } from 'vitest'
import { sayWeek } from './week.ts'

const on = (days: readonly number[], ...times: readonly (readonly [string, string])[]) => days.flatMap((day) => times.map(([from, to]) => ({ day, from, to })))

test('days that open alike are said together, in the order of the week', () => {
  const week = [...on([6], ['09:00', '12:30']), ...on([1, 2, 3, 4, 5], ['14:00', '18:00'], ['09:00', '13:00'])]
  expect(sayWeek(week, 'it')).toBe('lun–ven 9–13, 14–18 · sab 9–12:30')
  expect(sayWeek(week, 'fr')).toBe('lun–ven 9\u00a0h–13\u00a0h, 14\u00a0h–18\u00a0h · sam 9\u00a0h–12\u00a0h\u00a030')
  expect(sayWeek(week, 'en')).toBe('Mon–Fri 09:00–13:00, 14:00–18:00 · Sat 09:00–12:30')
})

test('every day, round the clock, days apart, two in a row, none', () => {
  expect(sayWeek(on([1, 2, 3, 4, 5, 6, 7], ['08:00', '20:00']), 'it')).toBe('tutti i giorni 8–20')
  expect(sayWeek(on([1, 2, 3, 4, 5, 6, 7], ['00:00', '24:00']), 'fr')).toBe('tous les jours 24 h sur 24')
  expect(sayWeek(on([1, 3, 6, 7], ['08:00', '24:00']), 'it')).toBe('lun, mer, sab, dom 8–24')
  expect(sayWeek([], 'en')).toBe('')
})
