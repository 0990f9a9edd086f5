import { describe, expect, it } from 'vitest'
import { attack, audit, readerOf } from '../index.ts'
import { must, place, plain, rowsOf } from './worlds.ts'

// One health agency of province A2 was attacked in 2023; everything else happened to many.
const dims = [plain('year'), plain('sector'), place]
const rows = rowsOf('2023 O A1 * 14', '2023 Q A1 * 9', '2024 O A1 * 12', '2024 Q A1 * 8', '2023 O A2 * 11', '2023 Q A2', '2024 O A2 * 7', '2024 Q A2 * 6', '2023 O B1 * 10', '2023 Q B1 * 7', '2024 O B1 * 13', '2024 Q B1 * 9')
const tables = [['year', 'sector', 'province']] as const
const victim = { year: '2023', sector: 'Q', province: 'A2' }

describe('a victim is sought by subtracting published tables', () => {
  it('is found when only small cells are hidden: all sectors less the others', () => {
    const { published } = must(rows, dims, tables, { k: 5, primaryOnly: true })
    const read = readerOf(published, dims)
    expect(read(victim)).toBe(null)
    expect(read({ year: '2023', province: 'A2' })! - read({ year: '2023', sector: 'O', province: 'A2' })!).toBe(1)
    expect(audit(published, dims, { width: 4 })).toEqual([{ levels: ['year', 'sector', 'province'], codes: ['2023', 'Q', 'A2'], low: 1, high: 1 }])
  })

  it('is not found otherwise, by no difference of two cells and by no chain of them', () => {
    const { published, proofs } = must(rows, dims, tables, { k: 5 })
    const read = readerOf(published, dims)
    expect(read(victim)).toBe(null)
    expect(audit(published, dims, { width: 4 })).toEqual([])
    // Every difference of two published cells of which one holds the other.
    const cells = published.tables.flatMap((table) => table.cells.map((cell) => ({ ...cell, where: Object.fromEntries(table.levels.map((name, i) => [name, cell.codes[i]!])) })))
    const holds = (outer: Record<string, string>, row: readonly string[]) => Object.entries(outer).every(([name, code]) => dims.some((dim, d) => dim.levels.some((level) => level.name === name && level.of(row[d]!) === code)))
    for (const outer of cells) for (const inner of cells) {
      if (outer === inner || outer.value === null || inner.value === null) continue
      const mine = rows.filter((row) => holds(outer.where, row.codes)), less = rows.filter((row) => holds(inner.where, row.codes))
      if (!less.every((row) => mine.includes(row))) continue
      expect([0, ...Array.from({ length: 200 }, (_, i) => i + 5)]).toContain(outer.value - inner.value)
    }
    expect(proofs.find((one) => one.codes.join(' ') === '2023 Q A2')).toMatchObject({ value: 1, low: 0 })
  })

  it('is not found by the year before and both years together', () => {
    const both = rowsOf('2023 O * 20', '2023 Q * 6', '2024 O * 20', '2024 Q * 2', '2025 O * 9', '2025 Q * 9')
    const d = [plain('year'), plain('sector')]
    const open = must(both, d, [['year', 'sector']], { k: 5, primaryOnly: true })
    expect(attack(open.published, d)).toEqual([{ levels: ['year', 'sector'], codes: ['2024', 'Q'], low: 2, high: 2 }])
    const { published } = must(both, d, [['year', 'sector']], { k: 5 })
    expect(audit(published, d, { width: 4 })).toEqual([])
    // One row and one column more are hidden, and no more.
    expect(published.tables.flatMap((table) => table.cells.filter((cell) => cell.value === null))).toHaveLength(4)
  })

  it('is not found by two tables that share a margin', () => {
    const d = [plain('year'), plain('sector'), plain('action')]
    const many = rowsOf('2023 O x * 30', '2023 Q x * 3', '2023 O y * 30', '2023 Q y * 20', '2024 O x * 20', '2024 Q x * 20', '2024 O y * 20', '2024 Q y * 20')
    const { published } = must(many, d, [['year', 'sector'], ['sector', 'action'], ['year', 'action']], { k: 25 })
    expect(audit(published, d, { width: 24 })).toEqual([])
  })
})

describe('zeros', () => {
  it('are shown where their groups are, and hidden within a group that is', () => {
    const { published } = must(rowsOf('a x * 9', 'a y * 9', 'b x * 9', 'b y * 9', 'c x * 2', 'd y * 9'), [plain('one'), plain('two')], [['one', 'two']], { k: 5 })
    const read = readerOf(published, [plain('one'), plain('two')])
    expect(read({ one: 'c' })).toBe(null)
    expect(read({ one: 'c', two: 'y' })).toBe(null)
    expect(read({ one: 'e' })).toBe(0)
    expect(read({ three: 'e' })).toBe(undefined)
  })

  it('everything is hidden when there is less than one group', () => {
    const { published } = must(rowsOf('a x * 3'), [plain('one'), plain('two')], [['one', 'two']], { k: 5 })
    expect(published.rows).toBe(null)
    expect(published.tables.flatMap((table) => table.cells).every((cell) => cell.value === null)).toBe(true)
  })
})
