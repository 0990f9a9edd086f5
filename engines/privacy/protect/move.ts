/**
 * A move turns the rows into others: some rows take leaves that other rows have. What it changes must be hidden; what it leaves alone may be shown.
 * Moves without a common row can be made together, in any choice.
 */
import { cellAt, type Cells } from '../lattice/cells.ts'

export type Change = { readonly row: number; readonly leaves: readonly number[] }
export type Touch = { readonly table: number; readonly key: number; delta: number }
export type Move = { readonly rows: readonly number[]; readonly touches: readonly { readonly cell: number; readonly delta: number }[] }

export const leavesOf = (cells: Cells, row: number): number[] => {
  const width = cells.lattice.dims.length
  return Array.from(cells.lattice.data.subarray(row * width, row * width + width))
}

/** Cells that change, with by how much; those that lose one row and win another are not among them. */
export function touchesOf(cells: Cells, changes: readonly Change[]): Touch[] {
  const { lattice, at, key } = cells
  const width = lattice.dims.length
  const found: Touch[] = []
  for (const [t, table] of lattice.tables.entries()) {
    const from = found.length
    const add = (where: number, delta: number) => {
      for (let i = from; i < found.length; i++) if (found[i]!.key === where) { found[i]!.delta += delta; return }
      found.push({ table: t, key: where, delta })
    }
    for (const { row, leaves } of changes) {
      let shift = 0
      for (const { dim, level, radix } of table.axes) {
        const before = lattice.data[row * width + dim]!, after = leaves[dim]!
        if (before !== after) shift += (lattice.code[dim]![level]![after]! - lattice.code[dim]![level]![before]!) * radix
      }
      if (shift === 0) continue
      const old = key[at[t * lattice.rows + row]!]!
      add(old, -1)
      add(old + shift, 1)
    }
  }
  return found.filter((one) => one.delta !== 0)
}

/** What readers lose: a cell, and the more the larger it is. Totals of one thing are what everybody looks for. */
export function costOf(cells: Cells, touches: readonly Touch[], enough: number): number {
  let cost = 0
  for (const { table, key } of touches) {
    const cell = cells.index[table]!.get(key)
    if (cell !== undefined && cells.hidden[cell]) continue
    const axes = cells.lattice.tables[table]!.axes.length
    cost += (1 + Math.log2(1 + (cell === undefined ? 0 : cells.count[cell]!))) * (axes <= 1 ? 200 : 1)
    if (cost >= enough) return cost
  }
  return cost
}

export const settle = (cells: Cells, changes: readonly Change[], touches: readonly Touch[]): Move => ({
  rows: changes.map((one) => one.row), touches: touches.map(({ table, key, delta }) => ({ cell: cellAt(cells, table, key), delta })),
})
