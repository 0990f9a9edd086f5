import { expect, test } from 'vitest'
import { opening } from '../contract.ts'
import { keptEnd, likeMonday, problemIn, shownEnd, withMore } from './weekly.ts'

const monday = [{ day: 1, from: '09:00', to: '13:00' }, { day: 1, from: '14:00', to: '18:00' }]

test('a day grows by a morning, an afternoon, an evening; what is offered always holds', () => {
  let week = withMore([], 1)
  expect(week).toEqual(monday.slice(0, 1))
  week = withMore(week, 1)
  expect(week).toEqual(monday)
  week = withMore(week, 1)
  expect(week.at(-1)).toEqual({ day: 1, from: '18:00', to: '24:00' })
  expect(problemIn(week)).toBeUndefined()
  for (const one of week) expect(opening.safeParse(one).success).toBe(true)
})

test('Monday is copied to the working days, and the weekend stays as it was', () => {
  const saturday = { day: 6, from: '09:00', to: '12:00' }
  expect(likeMonday([saturday, ...monday, { day: 3, from: '01:00', to: '02:00' }])).toEqual([...[1, 2, 3, 4, 5].flatMap((day) => monday.map((one) => ({ ...one, day }))), saturday])
})

test('what cannot be is named with its day', () => {
  expect(problemIn([{ day: 2, from: '10:00', to: '10:00' }])).toEqual({ day: 2, what: 'order' })
  expect(problemIn([...monday, { day: 1, from: '12:00', to: '15:00' }])).toEqual({ day: 1, what: 'overlap' })
  expect(problemIn([{ day: 1, from: '08:00', to: '13:00' }, { day: 1, from: '13:00', to: '24:00' }, { day: 2, from: '00:00', to: '24:00' }])).toBeUndefined()
})

test('midnight at the end of a day survives a field that knows no 24:00', () => {
  expect([shownEnd('24:00'), keptEnd('00:00'), shownEnd('18:00'), keptEnd('18:00')]).toEqual(['00:00', '24:00', '18:00', '18:00'])
})
