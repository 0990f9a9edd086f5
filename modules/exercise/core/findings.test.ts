import { expect, test } from 'vitest'
import type { CaseFacts } from '#modules/cases/contract.ts'
import { findings } from './findings.ts'

const openedAt = new Date('2026-12-08T05:00:00Z')
/** Cases that answered after these hours; null: never. */
const halfOf = (...hours: readonly (number | null)[]): number | null => {
  const tied = hours.map((hour) => ({ answeredAt: hour === null ? null : new Date(openedAt.getTime() + hour * 3_600_000), answer: 'hit', dataLostDays: null, reopenedSafeAt: null }) as unknown as CaseFacts)
  return findings({ tied, openedAt, withoutContact: 0, exceeded: 0, sent: 0, confirmedNotices: 0, publishedNotices: 0 }).find((one) => one.code === 'answers_half')!.value
}

test('half of the bodies is half of all of them, silent ones too', () => {
  expect(halfOf(5, 1, 3, 2, null, null)).toBe(3)
  expect(halfOf(1, 2, null, null)).toBe(2)
  expect(halfOf(1, 2, 4)).toBe(2)
})

test('where fewer than half answered, no hour is named', () => {
  expect(halfOf(1, null, null)).toBeNull()
  expect(halfOf(null)).toBeNull()
  expect(halfOf()).toBeNull()
})
