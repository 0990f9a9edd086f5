/** Time grows with the length of a line, whatever stands in it. */
import { expect, test } from 'vitest'
import { createMatcher } from '../index.ts'
import { attacks, targets } from './hostile.ts'

test.each(Object.entries(attacks))('%s', (_, make) => {
  const matcher = createMatcher(targets, { routing: 'none', lessons: [] })
  const timeOf = (size: number) => {
    const bytes = Buffer.from(make(size))
    return Math.min(...[1, 2, 3].map(() => { const begun = performance.now(); matcher.scan(bytes, () => {}); return performance.now() - begun }))
  }
  timeOf(20_000)
  // 16 times as long: of what grows with the square it would be 256 times as much.
  const [small, large] = [timeOf(60_000), timeOf(960_000)]
  expect(large).toBeLessThan(Math.max(small, 0.5) * 16 * 4)
  expect(large).toBeLessThan(20_000)
})
