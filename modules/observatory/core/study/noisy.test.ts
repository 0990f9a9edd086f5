/** Counts with noise: cells are there whatever the rows, each body counts once, what is spent is spent once. */
import { expect, test } from 'vitest'
import { openBudget } from '#engines/privacy/index.ts'
import { verisActions } from '../../contract-facts.ts'
import type { ExtractRow } from './extract.ts'
import { GRANT_EPSILON, noisyOf, YEAR_EPSILON } from './noisy.ts'

const row = (entryId: string, partyId: string | null, action: string, when = '2024-05-05'): ExtractRow => ({ entryId, partyId, when, kind: 'municipality', sector: 'O84', size: 'pop_5k', place: 'Velarda/Nord', rest: { action } })
const open = openBudget('2026', YEAR_EPSILON)
/** A small generator with a seed: the same in each run. */
const chance = (seed: number) => () => { seed = Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) + 0x9e3779b9 | 0; return (seed ^ (seed >>> 13)) >>> 0 }
const counted = (rows: readonly ExtractRow[], seed: number, fields = ['action'] as const) => {
  const got = noisyOf(rows, fields, {}, open, 2026, chance(seed))
  if (!('made' in got)) throw new Error(got.problem)
  return got
}
const numbers = (rows: readonly (readonly string[])[]): Record<string, number> => Object.fromEntries(rows.map(([, code, n]) => [code, Number(n)]))

test('all cells are there, also of what never happened, and the mean of many answers is the count, each body once', () => {
  const rows = [...Array.from({ length: 40 }, (_, i) => row(`e${i}`, `p${i}`, 'malware')), ...Array.from({ length: 10 }, (_, i) => row(`x${i}`, 'p0', 'malware')), row('y', null, 'error'), row('z', null, 'never heard')]
  const sums = new Map<string, number>()
  const RUNS = 400
  for (let run = 0; run < RUNS; run++) {
    const { made } = counted(rows, run + 1)
    expect(made.rows.map(([, code]) => code)).toEqual([...verisActions, '?'])
    for (const [code, n] of Object.entries(numbers(made.rows))) sums.set(code, (sums.get(code) ?? 0) + n)
  }
  const mean = (code: string) => sums.get(code)! / RUNS
  // Of ε = 1 the standard deviation is below 1.4: of a mean of 400, below 0.07. Five of them.
  for (const [code, is] of [['malware', 40], ['error', 1], ['hacking', 0], ['?', 1]] as const) expect(Math.abs(mean(code) - is), code).toBeLessThan(0.35)
})

test('a grant shares its ε out, the same question again is free, and at the end of the budget there is no answer', () => {
  const rows = [row('a', 'p', 'malware'), row('b', null, 'error', '')]
  const first = noisyOf(rows, ['when', 'action', 'place', 'techniques'], { from: 2024 }, open, 2026, chance(1))
  expect(first).toMatchObject({ epsilon: GRANT_EPSILON, spent: GRANT_EPSILON, budget: { spent: GRANT_EPSILON }, made: { columns: ['field', 'code', 'count'] } })
  if (!('made' in first)) throw new Error('no answer')
  // Places and techniques have no cells that say nothing: they are left out.
  expect([...new Set(first.made.rows.map(([field]) => field))]).toEqual(['when', 'action'])
  expect(first.made.rows.filter(([field]) => field === 'when').map(([, code]) => code)).toEqual(['2024', '2025', '2026', '?'])
  const again = noisyOf([], ['when', 'action'], { from: 2024 }, first.budget, 2026, chance(2))
  expect(again).toMatchObject({ epsilon: GRANT_EPSILON, spent: 0, budget: { spent: GRANT_EPSILON }, made: { rows: first.made.rows } })
  expect(noisyOf(rows, ['place'], {}, open, 2026, chance(3))).toEqual({ problem: 'nothing' })
  expect(noisyOf(rows, ['action'], { to: 2025 }, { ...first.budget, spent: YEAR_EPSILON - 1 }, 2026, chance(4))).toEqual({ problem: 'spent', left: 1 })
})
