import { expect, test } from 'vitest'
import type { OpeningHours } from '#platform/contract/hours.ts'
import { centre } from '../server/testing-data.ts'
import { promiseAt } from './promise.ts'

const hours = centre.contacts['openingHours'] as unknown as OpeningHours
/** Friday evening, two hours after closing. */
const late = new Date('2026-11-27T21:00:00Z')

test('danger out of hours waits for the door, unless somebody is on call', () => {
  const closed = promiseAt(0, late, hours, 'Europe/Rome')
  expect(closed.getTime() - late.getTime()).toBeGreaterThan(8 * 3_600_000)
  expect(promiseAt(0, late, hours, 'Europe/Rome', true)).toEqual(new Date('2026-11-27T22:00:00Z'))
  // What can wait waits: nobody is woken for it.
  for (const urgency of [1, 2, 3] as const) expect(promiseAt(urgency, late, hours, 'Europe/Rome', true)).toEqual(promiseAt(urgency, late, hours, 'Europe/Rome'))
})

test('a centre that has said no hours promises plainly, to the next quarter', () => {
  expect(promiseAt(0, new Date('2026-11-27T21:07:12Z'), undefined, 'Europe/Rome')).toEqual(new Date('2026-11-28T01:15:00Z'))
  expect(promiseAt(0, new Date('2026-11-27T21:07:12Z'), undefined, 'Europe/Rome', true)).toEqual(new Date('2026-11-27T22:15:00Z'))
})
