import { expect, test } from 'vitest'
import { hourIn } from './public.tsx'

test('an hour of the address stays within the story', () => {
  expect(hourIn('72', 300)).toBe(72)
  expect(['1e12', 'Infinity', '301'].map((asked) => hourIn(asked, 300))).toEqual([300, 300, 300])
  expect([null, '', 'x', '0'].map((asked) => hourIn(asked, 300))).toEqual([48, 48, 48, 48])
  expect(hourIn('-5', 300)).toBe(1)
  expect(hourIn(null, 12)).toBe(12)
})
