/** The cells of a lattice with what is known of each. Cells of all tables are numbered together; an empty one gets its number when a move reaches it. */
import type { Room } from '../types.ts'
import type { Lattice } from './lattice.ts'

export type Cells = {
  readonly lattice: Lattice
  /** By table: number within the table → number of the cell. */
  readonly index: readonly Map<number, number>[]
  /** The same of a table that is not too large, as an array; -1 where there is no cell. */
  readonly slots: readonly (Int32Array | undefined)[]
  /** By table and axis: what each leaf adds to the number of a cell. */
  readonly shares: readonly Shares[]
  readonly table: number[]; readonly key: number[]; readonly count: number[]; readonly contributors: number[]
  readonly small: boolean[]; readonly hidden: boolean[]
  /** The number within a table of the cell in which a row lies. */
  readonly keyOf: (table: number, row: number) => number
  /** The cell of a table in which a row lies. */
  readonly cellOf: (table: number, row: number) => number
  /** In the order of rows. */
  readonly rowsOf: (cell: number) => Int32Array
}
type Shares = readonly Share[]
/** `column` is the leaves of all rows in this dimension. */
type Share = { readonly dim: number; readonly column: Int32Array; readonly adds: Float64Array }

/** A table of as many places is counted in an array, a larger one in a map. */
const DENSE = 1 << 20

export function countCells(lattice: Lattice, room: Room, contributors?: readonly (string | undefined)[]): Cells {
  const { rows: n } = lattice
  const index = lattice.tables.map(() => new Map<number, number>())
  const table: number[] = [], key: number[] = [], count: number[] = []
  const columns = columnsOf(lattice, room)
  // Where each row lies, in the table that is looked at.
  const where = room(n)
  const shares = lattice.tables.map((one) => one.axes.map(({ dim, level, radix }): Share => ({ dim, column: columns[dim]!, adds: Float64Array.from(lattice.code[dim]![level]!, (code) => code * radix) })))
  const keyOf = (t: number, row: number): number => {
    const own = shares[t]!
    let where = 0
    for (let s = 0; s < own.length; s++) where += own[s]!.adds[own[s]!.column[row]!]!
    return where
  }
  const slots: (Int32Array | undefined)[] = [], first: number[] = []
  const counted = countTables(lattice, shares, keyOf, { room, where })
  for (const [t, own] of index.entries()) {
    first.push(table.length)
    for (const [at, n] of counted[t]!) {
      own.set(at, table.length)
      table.push(t); key.push(at); count.push(n)
    }
    const places = placesOf(lattice, t)
    slots.push(places <= DENSE ? slotsOf(room(places), own) : undefined)
  }
  const cellOf = (t: number, row: number): number => slots[t]?.[keyOf(t, row)] ?? index[t]!.get(keyOf(t, row))!
  const lists = new Map<number, { readonly rows: Int32Array; readonly ends: Int32Array }>()
  /** Made table by table, when first asked: all rows in one array, cell after cell. */
  const rowsOf = (cell: number) => {
    const t = table[cell]!
    let lines = lists.get(t)
    if (!lines) {
      const own = slots[t]
      if (own) {
        placesIn(shares[t]!, n, where)
        for (let r = 0; r < n; r++) where[r] = own[where[r]!]! - first[t]!
      } else for (let r = 0; r < n; r++) where[r] = cellOf(t, r) - first[t]!
      lists.set(t, lines = sorted(where, room, count.slice(first[t]!, first[t]! + counted[t]!.size)))
    }
    const at = cell - first[t]!
    return at < lines.ends.length ? lines.rows.subarray(at === 0 ? 0 : lines.ends[at - 1]!, lines.ends[at]!) : none
  }
  return { lattice, index, slots, shares, table, key, count, contributors: contributors ? countContributors(contributors, index.length, cellOf, count) : [...count], small: count.map(() => false), hidden: count.map(() => false), keyOf, cellOf, rowsOf }
}
const none = new Int32Array(0)

/** Dimension by dimension: who counts by two of eight reads those two. */
function columnsOf({ data, rows, dims }: Lattice, room: Room): readonly Int32Array[] {
  const width = dims.length
  const columns = dims.map(() => room(rows))
  for (let d = 0; d < width; d++) for (let r = 0, at = d, column = columns[d]!; r < rows; r++, at += width) column[r] = data[at]!
  return columns
}

/** Number within the table → rows, in the order in which rows meet them: so the order of rows alone decides. */
type Counts = ReadonlyMap<number, number>
const placesOf = ({ tables }: Lattice, t: number): number => tables[t]!.axes.reduce((product, axis) => product * Math.max(1, axis.codes.length), 1)

/** Rows are counted in the finest tables alone; a coarser one is summed up from the cells of a finer one, which meet its cells in the same order. */
function countTables(lattice: Lattice, shares: readonly Shares[], keyOf: Cells['keyOf'], { room, where }: { readonly room: Room; readonly where: Int32Array }): readonly Counts[] {
  const { tables } = lattice
  const made: Counts[] = []
  for (let t = tables.length - 1; t >= 0; t--) {
    const finer = tables.findIndex((other, u) => u > t && placesOf(lattice, u) <= DENSE && tables[t]!.axes.every((axis) => other.axes.some((one) => one.dim === axis.dim && one.level === axis.level)))
    made[t] = finer >= 0 ? summed(tables[t]!.axes, tables[finer]!.axes, made[finer]!) : placesOf(lattice, t) <= DENSE ? countDense(shares[t]!, where, room(placesOf(lattice, t))) : countFew(keyOf, t, lattice.rows)
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

/** The place of every row in a dense table, into `where`. */
function placesIn(shares: Shares, rows: number, where: Int32Array): void {
  where.fill(0)
  for (const { column, adds } of shares) {
    const whole = Int32Array.from(adds)
    for (let r = 0; r < rows; r++) where[r]! += whole[column[r]!]!
  }
}

function countDense(shares: Shares, where: Int32Array, counts: Int32Array): Counts {
  const order: number[] = []
  placesIn(shares, where.length, where)
  for (let r = 0; r < where.length; r++) if (counts[where[r]!]!++ === 0) order.push(where[r]!)
  return new Map(order.map((at) => [at, counts[at]!]))
}

function countFew(keyOf: Cells['keyOf'], t: number, n: number): Counts {
  const counts = new Map<number, number>()
  for (let r = 0; r < n; r++) {
    const where = keyOf(t, r)
    counts.set(where, (counts.get(where) ?? 0) + 1)
  }
  return counts
}

/** Rows by cell, cell after cell; within one in their order. `ends` says where each stops. */
function sorted(cellOf: Int32Array, room: Room, counts: readonly number[]): { readonly rows: Int32Array; readonly ends: Int32Array } {
  const [rows, ends] = [room(cellOf.length), room(counts.length)]
  for (let cell = 1; cell < counts.length; cell++) ends[cell] = ends[cell - 1]! + counts[cell - 1]!
  for (let r = 0; r < cellOf.length; r++) rows[ends[cellOf[r]!]!++] = r
  return { rows, ends }
}

function slotsOf(slots: Int32Array, own: ReadonlyMap<number, number>): Int32Array {
  slots.fill(-1)
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

/** -1 where no row lies and no move came. */
export const knownAt = (cells: Cells, t: number, where: number): number => cells.slots[t]?.[where] ?? cells.index[t]!.get(where) ?? -1

export function cellAt(cells: Cells, t: number, where: number): number {
  const known = knownAt(cells, t, where)
  if (known >= 0) return known
  const cell = cells.table.length
  cells.index[t]!.set(where, cell)
  if (cells.slots[t]) cells.slots[t][where] = cell
  cells.table.push(t); cells.key.push(where); cells.count.push(0); cells.contributors.push(0); cells.small.push(false); cells.hidden.push(false)
  return cell
}
