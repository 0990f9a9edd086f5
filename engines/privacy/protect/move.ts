/**
 * A move turns the rows into others: some rows take leaves that other rows have. What it changes must be hidden; what it leaves alone may be shown.
 * Moves without a common row can be made together, in any choice.
 */
import { cellAt, knownAt, type Cells } from '../lattice/cells.ts'

/** Takes of `like` what it has of these dimensions, a bit each. */
export type Change = { readonly row: number; readonly like: number }
/** One row changes, or two. */
export type Changes = { readonly one: Change; readonly other: Change | undefined; readonly dims: number }
export type Touch = { readonly table: number; readonly key: number; readonly delta: number }
export type Move = { readonly rows: readonly number[]; readonly touches: readonly { readonly cell: number; readonly delta: number }[] }

/** What a row would be after its change. */
export function leavesAfter({ lattice: { dims, data } }: Cells, { row, like }: Change, moved: number): number[] {
  const width = dims.length
  return dims.map((_, d) => data[((moved >> d) & 1 ? like : row) * width + d]!)
}

export type Scales = {
  /**
   * What readers lose: a cell, and the more the larger it is; totals of one thing are what everybody looks for. Nothing when that is as much as
   * `enough`: coarse tables come first, so most candidates end early.
   */
  weigh(one: number, oneLike: number, other: number, otherLike: number, dims: number, enough: number): number | undefined
  /** How the last that was weighed changes a cell. */
  deltaOf(table: number, key: number): number
  /** All that the last that was weighed changes. */
  touches(): Touch[]
}

/** Nearly all candidates are weighed and forgotten, so they are weighed in arrays that stay. */
export function createScales(cells: Cells): Scales {
  const { lattice, shares } = cells
  const most = lattice.tables.length * 4
  const [table, key, delta] = [new Int32Array(most), new Float64Array(most), new Int8Array(most)]
  let size = 0
  const worth: number[] = []
  const costOf = (t: number, cell: number): number => {
    const factor = lattice.tables[t]!.axes.length <= 1 ? 200 : 1
    return cell < 0 ? factor : (worth[cell] ??= (1 + Math.log2(1 + cells.count[cell]!)) * factor)
  }
  /** Most tables have none of the dimensions that change. */
  const concerned = new Map<number, readonly number[]>()
  const tablesWith = (dims: number): readonly number[] => {
    const known = concerned.get(dims) ?? lattice.tables.flatMap((one, t) => ((one.dims & dims) === 0 ? [] : [t]))
    concerned.set(dims, known)
    return known
  }
  const add = (from: number, t: number, where: number, by: number): void => {
    for (let i = from; i < size; i++) if (key[i] === where) { delta[i]! += by; return }
    table[size] = t; key[size] = where; delta[size++] = by
  }
  const shift = (from: number, t: number, row: number, like: number, dims: number): void => {
    const own = shares[t]!
    let [before, after] = [0, 0]
    for (let s = 0; s < own.length; s++) {
      const { dim, column, adds } = own[s]!
      const was = adds[column[row]!]!
      before += was
      after += (dims >> dim) & 1 ? adds[column[like]!]! : was
    }
    if (before === after) return
    add(from, t, before, -1)
    add(from, t, after, 1)
  }
  return {
    weigh(one, oneLike, other, otherLike, dims, enough) {
      size = 0
      let cost = 0
      for (const t of tablesWith(dims)) {
        const from = size
        shift(from, t, one, oneLike, dims)
        if (other >= 0) shift(from, t, other, otherLike, dims)
        let kept = from
        for (let i = from; i < size; i++) {
          if (delta[i] === 0) continue
          key[kept] = key[i]!; delta[kept] = delta[i]!; table[kept++] = t
          const cell = knownAt(cells, t, key[i]!)
          if (cell < 0 || !cells.hidden[cell]) cost += costOf(t, cell)
        }
        size = kept
        if (cost >= enough) return undefined
      }
      return cost
    },
    deltaOf(t, where) {
      for (let i = 0; i < size; i++) if (table[i] === t && key[i] === where) return delta[i]!
      return 0
    },
    touches: () => Array.from({ length: size }, (_, i) => ({ table: table[i]!, key: key[i]!, delta: delta[i]! })),
  }
}

export const settle = (cells: Cells, { one, other }: Changes, touches: readonly Touch[]): Move => ({
  rows: other ? [one.row, other.row] : [one.row], touches: touches.map(({ table, key, delta }) => ({ cell: cellAt(cells, table, key), delta })),
})
