import { describe, expect, it } from 'vitest'
import { randomOf } from '../tests/worlds.ts'
import { noisyCounts, openBudget } from './budget.ts'
import { discreteLaplace, epsilonOf } from './laplace.ts'

const bitsOf = (seed: number) => {
  const random = randomOf(seed)
  return () => Math.floor(random() * 2 ** 32)
}

describe('discrete Laplace noise', () => {
  it.each([[500], [1000], [1500]])('has the distribution of its formula, ε %d thousandths', (thousandths) => {
    const bits = bitsOf(3), n = 40_000
    const met = new Map<number, number>()
    for (let i = 0; i < n; i++) {
      const y = Number(discreteLaplace(epsilonOf(thousandths), bits))
      met.set(y, (met.get(y) ?? 0) + 1)
    }
    const p = Math.exp(-thousandths / 1000)
    // Chi-squared over -5 … 5 and both tails: 12 degrees of freedom, 1 in 10,000 lies above 39.1.
    const chance = (y: number) => ((1 - p) / (1 + p)) * p ** Math.abs(y)
    const tail = p ** 6 / (1 + p)
    const seen = (from: number, to: number) => [...met].reduce((sum, [y, c]) => sum + (y >= from && y <= to ? c : 0), 0)
    const cells = [[seen(-1e9, -6), tail], ...Array.from({ length: 11 }, (_, i) => [seen(i - 5, i - 5), chance(i - 5)]), [seen(6, 1e9), tail]] as [number, number][]
    expect(cells.reduce((sum, [, q]) => sum + q, 0)).toBeCloseTo(1, 12)
    expect(cells.reduce((sum, [c, q]) => sum + (c - n * q) ** 2 / (n * q), 0)).toBeLessThan(39.1)
  })
})

describe('the budget', () => {
  it('answers the same question the same, for nothing, and refuses when it is spent', () => {
    const bits = bitsOf(9)
    const first = noisyCounts(openBudget('2026', 1000), 'year*action', [12, 0, 7], { epsilon: 600 }, bits)
    if ('problem' in first) throw new Error(first.problem)
    const again = noisyCounts(first.budget, 'year*action', [12, 0, 7], { epsilon: 600 }, bits)
    expect(again).toEqual({ budget: first.budget, values: first.values })
    expect(first.budget.spent).toBe(600)
    expect(noisyCounts(first.budget, 'year*sector', [3], { epsilon: 600 }, bits)).toEqual({ problem: 'spent', left: 400 })
    expect(noisyCounts(first.budget, 'year*sector', [3], { epsilon: 0.5 }, bits)).toMatchObject({ problem: 'epsilon' })
    expect('values' in noisyCounts(first.budget, 'year*sector', [3], { epsilon: 400, share: 2 }, bits)).toBe(true)
  })
})
