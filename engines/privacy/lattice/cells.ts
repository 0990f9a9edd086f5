/** The cells of a lattice with what is known of each. Cells of all tables are numbered together; an empty one gets its number when a move reaches it. */
import type { Row } from '../types.ts'
import { cellOf, type Lattice } from './lattice.ts'

export type Cells = {
  readonly lattice: Lattice
  /** By table: number within the table → number of the cell. */
  readonly index: readonly Map<number, number>[]
  readonly table: number[]; readonly key: number[]; readonly count: number[]; readonly contributors: number[]
  readonly small: boolean[]; readonly hidden: boolean[]
  /** `table * rows + row` → cell. */
  readonly at: Int32Array
  readonly rowsOf: (cell: number) => readonly number[]
}

export function countCells(lattice: Lattice, rows: readonly Row[]): Cells {
  const n = lattice.rows
  const index = lattice.tables.map(() => new Map<number, number>())
  const table: number[] = [], key: number[] = [], count: number[] = []
  const at = new Int32Array(lattice.tables.length * n)
  for (const [t, one] of lattice.tables.entries()) for (let r = 0; r < n; r++) {
    const where = cellOf(lattice, one, r)
    let cell = index[t]!.get(where)
    if (cell === undefined) {
      cell = table.length
      index[t]!.set(where, cell)
      table.push(t); key.push(where); count.push(0)
    }
    count[cell]!++
    at[t * n + r] = cell
  }
  const lists = new Map<number, number[][]>()
  /** Made table by table, when first asked. */
  const rowsOf = (cell: number) => {
    const t = table[cell]!
    let lines = lists.get(t)
    if (!lines) {
      lines = []
      for (let r = 0; r < n; r++) (lines[at[t * n + r]!] ??= []).push(r)
      lists.set(t, lines)
    }
    return lines[cell] ?? []
  }
  return { lattice, index, table, key, count, contributors: countContributors(rows, at, count), small: count.map(() => false), hidden: count.map(() => false), at, rowsOf }
}

/** Rows without a contributor are each somebody else's. */
function countContributors(rows: readonly Row[], at: Int32Array, count: readonly number[]): number[] {
  const repeated = new Map<string, number[]>()
  for (const [r, row] of rows.entries()) if (row.contributor !== undefined) (repeated.get(row.contributor) ?? repeated.set(row.contributor, []).get(row.contributor)!).push(r)
  const many = [...count]
  const tables = rows.length ? at.length / rows.length : 0
  for (const mine of repeated.values()) if (mine.length > 1) for (let t = 0; t < tables; t++) {
    const met = new Set<number>()
    for (const r of mine) {
      const cell = at[t * rows.length + r]!
      if (met.has(cell)) many[cell]!--
      met.add(cell)
    }
  }
  return many
}

export function cellAt(cells: Cells, t: number, where: number): number {
  const known = cells.index[t]!.get(where)
  if (known !== undefined) return known
  const cell = cells.table.length
  cells.index[t]!.set(where, cell)
  cells.table.push(t); cells.key.push(where); cells.count.push(0); cells.contributors.push(0); cells.small.push(false); cells.hidden.push(false)
  return cell
}
