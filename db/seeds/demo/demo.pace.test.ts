import { expect, test } from 'vitest'
import { demoTerritory } from './demoTerritory.ts'

test('made in under 300 ms', () => {
  const times = [11, 12, 13].map((seed) => {
    const started = performance.now()
    demoTerritory(seed)
    return performance.now() - started
  })
  expect(Math.min(...times)).toBeLessThan(300)
})
