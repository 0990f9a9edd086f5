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
  const leaves: number[] = []
  for (let d = 0; d < width; d++) leaves.push(cells.lattice.data[row * width + d]!)
  return leaves
}

/**
 * Cells that change, with by how much, and what readers lose by it: a cell, and the more the larger it is; totals of one thing are what everybody looks for.
 * Nothing when that is as much as `enough`: coarse tables come first, so most candidates end early.
 */
export function touchesOf(cells: Cells, changes: readonly Change[], enough: number): { touches: Touch[]; cost: number } | undefined {
  const { lattice } = cells
  const width = lattice.dims.length
  const touches: Touch[] = []
  let cost = 0
  // Most tables have none of the dimensions that change.
  let moved = 0
  for (const { row, leaves } of changes) for (let d = 0; d < width; d++) if (leaves[d] !== lattice.data[row * width + d]) moved |= 1 << d
  for (let t = 0; t < lattice.tables.length; t++) {
    const table = lattice.tables[t]!
    if ((table.dims & moved) === 0) continue
    const from = touches.length
    for (const { row, leaves } of changes) {
      let shift = 0
      for (const { dim, level, radix } of table.axes) {
        const before = lattice.data[row * width + dim]!, after = leaves[dim]!
        if (before !== after) shift += (lattice.code[dim]![level]![after]! - lattice.code[dim]![level]![before]!) * radix
      }
      if (shift === 0) continue
      const old = cells.keyOf(t, row)
      add(touches, from, t, old, -1)
      add(touches, from, t, old + shift, 1)
    }
    let kept = from
    for (let i = from; i < touches.length; i++) {
      const touch = touches[i]!
      if (touch.delta === 0) continue
      touches[kept++] = touch
      const cell = cells.index[t]!.get(touch.key)
      if (cell !== undefined && cells.hidden[cell]) continue
      cost += (1 + Math.log2(1 + (cell === undefined ? 0 : cells.count[cell]!))) * (table.axes.length <= 1 ? 200 : 1)
    }
    touches.length = kept
    if (cost >= enough) return undefined
  }
  return { touches, cost }
}

function add(touches: Touch[], from: number, table: number, key: number, delta: number): void {
  for (let i = from; i < touches.length; i++) if (touches[i]!.key === key) { touches[i]!.delta += delta; return }
  touches.push({ table, key, delta })
}

export const settle = (cells: Cells, changes: readonly Change[], touches: readonly Touch[]): Move => ({
  rows: changes.map((one) => one.row), touches: touches.map(({ table, key, delta }) => ({ cell: cellAt(cells, table, key), delta })),
})
