/** The cells of a lattice with what is known of each. Cells of all tables are numbered together; an empty one gets its number when a move reaches it. */
import type { Lattice } from './lattice.ts'

export type Cells = {
  readonly lattice: Lattice
  /** By table: number within the table → number of the cell. */
  readonly index: readonly Map<number, number>[]
  readonly table: number[]; readonly key: number[]; readonly count: number[]; readonly contributors: number[]
  readonly small: boolean[]; readonly hidden: boolean[]
  /** The number within a table of the cell in which a row lies. */
  readonly keyOf: (table: number, row: number) => number
  /** The cell of a table in which a row lies. */
  readonly cellOf: (table: number, row: number) => number
  readonly rowsOf: (cell: number) => readonly number[]
}

/** A table of as many places is counted in an array, a larger one in a map. */
const DENSE = 1 << 20

export function countCells(lattice: Lattice, contributors?: readonly (string | undefined)[]): Cells {
  const { rows: n, data } = lattice
  const width = lattice.dims.length
  const index = lattice.tables.map(() => new Map<number, number>())
  const table: number[] = [], key: number[] = [], count: number[] = []
  // What each leaf adds to the number of a cell, by table and axis.
  const shares = lattice.tables.map((one) => one.axes.map(({ dim, level, radix }) => ({ dim, adds: Float64Array.from(lattice.code[dim]![level]!, (code) => code * radix) })))
  const keyOf = (t: number, row: number): number => {
    let where = 0
    for (const { dim, adds } of shares[t]!) where += adds[data[row * width + dim]!]!
    return where
  }
  /** By table that is dense: place → cell. */
  const slots: (Int32Array | undefined)[] = []
  const counted = countTables(lattice, shares, keyOf)
  for (const [t, own] of index.entries()) {
    for (const [where, n] of counted[t]!) {
      own.set(where, table.length)
      table.push(t); key.push(where); count.push(n)
    }
    const places = placesOf(lattice, t)
    slots.push(places <= DENSE ? slotsOf(places, own) : undefined)
  }
  const cellOf = (t: number, row: number): number => slots[t]?.[keyOf(t, row)] ?? index[t]!.get(keyOf(t, row))!
  const lists = new Map<number, number[][]>()
  /** Made table by table, when first asked. */
  const rowsOf = (cell: number) => {
    const t = table[cell]!
    let lines = lists.get(t)
    if (!lines) {
      lines = []
      for (let r = 0; r < n; r++) (lines[cellOf(t, r)] ??= []).push(r)
      lists.set(t, lines)
    }
    return lines[cell] ?? []
  }
  return { lattice, index, table, key, count, contributors: contributors ? countContributors(contributors, index.length, cellOf, count) : [...count], small: count.map(() => false), hidden: count.map(() => false), keyOf, cellOf, rowsOf }
}

type Shares = readonly { readonly dim: number; readonly adds: Float64Array }[]
/** Number within the table → rows, in the order in which rows meet them: so the order of rows alone decides. */
type Counts = ReadonlyMap<number, number>
const placesOf = ({ tables }: Lattice, t: number): number => tables[t]!.axes.reduce((product, axis) => product * Math.max(1, axis.codes.length), 1)

/** Rows are counted in the finest tables alone; a coarser one is summed up from the cells of a finer one, which meet its cells in the same order. */
function countTables(lattice: Lattice, shares: readonly Shares[], keyOf: Cells['keyOf']): readonly Counts[] {
  const { tables } = lattice
  const made: Counts[] = []
  for (let t = tables.length - 1; t >= 0; t--) {
    const finer = tables.findIndex((other, u) => u > t && placesOf(lattice, u) <= DENSE && tables[t]!.axes.every((axis) => other.axes.some((one) => one.dim === axis.dim && one.level === axis.level)))
    made[t] = finer >= 0 ? summed(tables[t]!.axes, tables[finer]!.axes, made[finer]!) : placesOf(lattice, t) <= DENSE ? countDense(shares[t]!, lattice, placesOf(lattice, t)) : countFew(keyOf, t, lattice.rows)
  }
  return made
}

function summed(axes: Lattice['tables'][number]['axes'], finer: Lattice['tables'][number]['axes'], counts: Counts): Counts {
  const own = axes.map((axis) => ({ radix: axis.radix, from: finer.find((one) => one.dim === axis.dim)! }))
  const made = new Map<number, number>()
  for (const [key, n] of counts) {
    let where = 0
    for (const { radix, from } of own) where += (Math.floor(key / from.radix) % from.codes.length) * radix
    made.set(where, (made.get(where) ?? 0) + n)
  }
  return made
}

function countDense(shares: Shares, { rows, data, dims }: Lattice, places: number): Counts {
  const [counts, order] = [new Int32Array(places), [] as number[]]
  const [a, b] = shares
  for (let r = 0, at = 0, width = dims.length; r < rows; r++, at += width) {
    let where = 0
    if (shares.length <= 2) {
      if (a) where = a.adds[data[at + a.dim]!]!
      if (b) where += b.adds[data[at + b.dim]!]!
    } else for (let s = 0; s < shares.length; s++) where += shares[s]!.adds[data[at + shares[s]!.dim]!]!
    if (counts[where]!++ === 0) order.push(where)
  }
  return new Map(order.map((where) => [where, counts[where]!]))
}

function countFew(keyOf: Cells['keyOf'], t: number, n: number): Counts {
  const counts = new Map<number, number>()
  for (let r = 0; r < n; r++) {
    const where = keyOf(t, r)
    counts.set(where, (counts.get(where) ?? 0) + 1)
  }
  return counts
}

function slotsOf(places: number, own: ReadonlyMap<number, number>): Int32Array {
  const slots = new Int32Array(places)
  for (const [where, cell] of own) slots[where] = cell
  return slots
}

/** Rows without a contributor are each somebody else's. */
function countContributors(owners: readonly (string | undefined)[], tables: number, cellOf: Cells['cellOf'], count: readonly number[]): number[] {
  const repeated = new Map<string, number[]>()
  for (const [r, owner] of owners.entries()) if (owner !== undefined) (repeated.get(owner) ?? repeated.set(owner, []).get(owner)!).push(r)
  const many = [...count]
  for (const mine of repeated.values()) if (mine.length > 1) for (let t = 0; t < tables; t++) {
    const met = new Set<number>()
    for (const r of mine) {
      const cell = cellOf(t, r)
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
