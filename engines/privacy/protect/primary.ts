/** Which cells say too much by themselves. */
import type { Cells } from '../lattice/cells.ts'
import type { Options } from '../types.ts'

export function markSmall(cells: Cells, { k, l, sensitive, diverse }: Options): void {
  for (const [cell, count] of cells.count.entries()) if (count > 0 && Math.min(count, cells.contributors[cell]!) < k) cells.small[cell] = cells.hidden[cell] = true
  if (sensitive !== undefined && l !== undefined && l > 1) markAlike(cells, sensitive, l)
  if (diverse) markTold(cells, diverse)
}

/** A group in which the sensitive thing takes fewer than `l` values tells it of each who is in it: the group goes, and its cells by that thing too. */
function markAlike(cells: Cells, sensitive: string, l: number): void {
  const { lattice } = cells
  const dim = lattice.dims.findIndex((one) => one.levels.some((level) => level.name === sensitive))
  if (dim < 0) return
  const level = lattice.dims[dim]!.levels.findIndex((one) => one.name === sensitive)
  const width = lattice.dims.length, n = lattice.rows
  const alike = new Set<string>()
  const groupName = (names: readonly string[]) => names.join('\n')
  for (const [t, table] of lattice.tables.entries()) {
    if (table.axes.length === 0 || table.axes.some((axis) => axis.dim === dim)) continue
    const values = new Map<number, Set<number>>()
    for (let r = 0; r < n; r++) {
      const cell = cells.cellOf(t, r)
      let met = values.get(cell)
      if (!met) values.set(cell, met = new Set())
      if (met.size < l) met.add(lattice.code[dim]![level]![lattice.data[r * width + dim]!]!)
    }
    for (const [cell, met] of values) if (met.size < l) {
      cells.small[cell] = cells.hidden[cell] = true
      alike.add(`${groupName(table.names)}|${cells.key[cell]}`)
    }
  }
  if (alike.size === 0) return
  for (const [t, table] of lattice.tables.entries()) {
    if (!table.axes.some((axis) => axis.dim === dim)) continue
    const rest = table.axes.filter((axis) => axis.dim !== dim)
    const group = groupName(rest.map((axis) => lattice.dims[axis.dim]!.levels[axis.level]!.name))
    for (const cell of cells.index[t]!.values()) {
      let radix = 1, key = 0
      for (const axis of rest) {
        key += (Math.floor(cells.key[cell]! / axis.radix) % axis.codes.length) * radix
        radix *= axis.codes.length
      }
      if (alike.has(`${group}|${key}`)) cells.small[cell] = cells.hidden[cell] = true
    }
  }
}

/** Who is known to be in the group would be told by its cells: all went the same way. The group without that thing is another table, and may stay. */
function markTold(cells: Cells, { of, l, nothing = [] }: NonNullable<Options['diverse']>): void {
  for (const [t, table] of cells.lattice.tables.entries()) for (const [at, axis] of table.axes.entries()) {
    if (table.axes.length < 2 || !of.includes(table.names[at]!)) continue
    const groups = new Map<number, number[]>()
    for (const [key, cell] of cells.index[t]!) {
      const rest = key - (Math.floor(key / axis.radix) % axis.codes.length) * axis.radix
      const list = groups.get(rest)
      if (list) list.push(cell)
      else groups.set(rest, [cell])
    }
    const codeOf = (cell: number) => axis.codes[Math.floor(cells.key[cell]! / axis.radix) % axis.codes.length]!
    for (const list of groups.values()) if (list.length < l && !list.every((cell) => nothing.includes(codeOf(cell)))) for (const cell of list) cells.small[cell] = cells.hidden[cell] = true
  }
}
