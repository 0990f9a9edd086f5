import { expect, test } from 'vitest'
import { invent } from './invented.ts'
import { occasionOf, protectPublic, spanOf, tablesFor, FINE, QUARTERS } from './lattice.ts'
import { poisson, stillDown } from './rates.ts'

test('no number below five is in any table, and a filter only chooses cells', () => {
  for (const count of [3, 60, 700]) {
    const lattice = protectPublic(invent(count))
    for (const table of lattice.published.tables) for (const cell of table.cells) expect(cell.value === null || cell.value >= 5, `${count} ${table.levels.join()} ${cell.codes.join()}`).toBe(true)
  }
  const lattice = protectPublic(invent(700))
  expect(lattice.read({})).toBe(700)
  expect(lattice.of('kind', { year: '2026' })!.find((one) => one.code === 'municipality')!.n).toBe(lattice.read({ year: '2026', kind: 'municipality' }))
  // No table has them together: the page says that it shows all.
  expect(lattice.of('sector', { year: '2026' })).toBeUndefined()
})

test('the same catalogue gives the same tables, whatever the order of its rows', () => {
  const rows = invent(300)
  expect(protectPublic(rows.toReversed()).of('action')).toEqual(protectPublic(rows).of('action'))
})

test('a larger catalogue has finer tables', () => {
  expect([QUARTERS - 1, FINE - 1, FINE].map((count) => tablesFor(count).length)).toEqual([10, 12, 19])
})

test('each attack has one time of occurrence and one span', () => {
  expect([{ holiday: true, weekend: true, night: true }, { holiday: false, weekend: true, night: true }, { holiday: false, weekend: false, night: true }, { holiday: false, weekend: false, night: false }, { holiday: null, weekend: null, night: null }].map(occasionOf)).toEqual(['holiday', 'weekend', 'night', 'work', 'unknown'])
  expect([[0, false], [1, false], [1.1, false], [30, false], [90, false], [91, false], [null, true], [null, false]].map(([days, down]) => spanOf(days as number | null, down as boolean))).toEqual(['d1', 'd1', 'd7', 'd30', 'd90', 'longer', 'down', 'unknown'])
})

test('the doubt about a count is that of the exact Poisson bounds, within two in a hundred', () => {
  // Exact 95 % bounds, as tables of them give: 5 → 1.62 to 11.67; 10 → 4.80 to 18.39; 100 → 81.36 to 121.63.
  for (const [n, low, high] of [[5, 1.62, 11.67], [10, 4.8, 18.39], [100, 81.36, 121.63]] as const) {
    const [a, b] = poisson(n)
    expect(Math.abs(a / low - 1)).toBeLessThan(0.02)
    expect(Math.abs(b / high - 1)).toBeLessThan(0.02)
  }
})

test('who is still down counts as down, and a withheld span gives no curve', () => {
  const found = stillDown([{ code: 'd1', n: 10 }, { code: 'd7', n: 30 }, { code: 'd30', n: 20 }, { code: 'd90', n: 10 }, { code: 'longer', n: 20 }, { code: 'down', n: 10 }, { code: 'unknown', n: 50 }])!
  expect(found.of).toBe(100)
  expect(found.steps.map((step) => Math.round(step.share * 100))).toEqual([100, 90, 60, 40, 30])
  expect(found.medianDays).toBe(30)
  for (const step of found.steps) expect(step.low <= step.share && step.share <= step.high).toBe(true)
  expect(stillDown([{ code: 'd1', n: null }, { code: 'd7', n: 30 }])).toBeNull()
})
