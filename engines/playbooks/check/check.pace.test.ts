/** The largest document there may be, as crooked as it may be. */
import { expect, test } from 'vitest'
import { orderOf } from '../order/order.ts'
import { readPlaybook } from '../read/read.ts'
import { END, id, playbook } from '../tests/make.ts'
import { MAX_BYTES, MAX_STEPS } from '../limits.ts'

test('two thousand steps and as many edges as two megabytes hold are judged and ordered within four seconds, straight and in circles', () => {
  const count = MAX_STEPS - 2
  const each = Math.floor((MAX_BYTES - 400_000) / count / 52)
  const book = (to: (at: number, i: number) => string) => JSON.stringify(playbook(Object.fromEntries(Array.from({ length: count }, (_, at) => [id('parallel', at + 1), { type: 'parallel', next_steps: [...new Set(Array.from({ length: each }, (_, i) => to(at, i)))] }])), id('parallel', 1)))
  const straight = book((at, i) => (at + 1 + i < count ? id('parallel', at + 2 + i) : END))
  const crooked = book((at, i) => id('parallel', ((at * 31 + i * 17 + 1) % count) + 1))
  expect(straight.length).toBeGreaterThan(1_000_000)
  const begin = performance.now()
  const read = readPlaybook(straight)
  expect(read.problems).toEqual([])
  expect(orderOf(read.playbook!).items).toHaveLength(count)
  expect(readPlaybook(crooked).problems.some((one) => one.code === 'loop')).toBe(true)
  expect(performance.now() - begin).toBeLessThan(4000)
})
