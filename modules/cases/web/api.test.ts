import { expect, test } from 'vitest'
import { instantIn } from './api.ts'

const form = new FormData()
form.set('timeZone', 'Europe/Rome')

test('a wall clock of the centre is one instant; of the hour that comes twice it is the first', () => {
  expect(instantIn(form, '2026-12-08T06:00')).toBe('2026-12-08T05:00:00.000Z')
  expect(instantIn(form, '2026-07-08T06:00')).toBe('2026-07-08T04:00:00.000Z')
  expect(instantIn(form, '2026-10-25T02:30')).toBe('2026-10-25T00:30:00.000Z')
})

test('what is no moment goes to the server as it is, which says at which field', () => {
  for (const text of ['', 'ieri', '2026-13-40T99:99']) expect(instantIn(form, text)).toBe(text)
})
