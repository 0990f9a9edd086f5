/**
 * All declared tables together. Small cells are hidden; then each small cell gets moves that change it, and whatever those change is hidden too.
 * So a hidden small cell has, for every value between its bounds, rows that publish exactly the same: no reader can tell, however he computes.
 */
import { buildLattice, codesOf, type Lattice } from '../lattice/lattice.ts'
import { countCells, type Cells } from '../lattice/cells.ts'
import { encode } from '../lattice/coded.ts'
import { freshRoom } from '../lattice/room.ts'
import type { Coded, Dimension, Options, PrivacyProblem, Proof, Protection, Room, Row, TableOf } from '../types.ts'
import { markSmall } from './primary.ts'
import { settle, type Move } from './move.ts'
import { createSearch } from './search.ts'

export function protectLinked(rows: readonly Row[], dims: readonly Dimension[], tables: readonly TableOf[], options: Options): Protection | { readonly problem: PrivacyProblem } {
  const made = encode(rows, dims)
  return 'problem' in made ? made : protectCoded(made.coded, dims, tables, options)
}

/** The same of rows that are numbers already. */
export function protectCoded(rows: Coded, dims: readonly Dimension[], tables: readonly TableOf[], options: Options, room: Room = freshRoom): Protection | { readonly problem: PrivacyProblem } {
  if (!Number.isInteger(options.k) || options.k < 1 || (options.width ?? 1) < 1) return { problem: { code: 'options', of: 'k' } }
  const built = buildLattice(rows, dims, tables)
  if ('problem' in built) return built
  const cells = countCells(built.lattice, room, rows.contributors)
  markSmall(cells, options)
  const proofs: Proof[] = []
  let moves = 0
  // Fewer rows than k in all: there is nothing to show, and no other row to move.
  if (rows.rows < options.k) cells.hidden.fill(true)
  else if (!options.primaryOnly) moves = hideMore(cells, options, proofs, room)
  return { published: publish(cells, built.lattice), proofs, lost: { cells: cells.table.length, small: count(cells.small), hidden: count(cells.hidden), moves } }
}

const count = (flags: readonly boolean[]) => flags.reduce((sum, one) => sum + Number(one), 0)

function hideMore(cells: Cells, options: Options, proofs: Proof[], room: Room): number {
  const width = options.width ?? options.k - 1
  const search = createSearch(cells, options, room)
  const moves: Move[] = []
  /** By cell, the moves that change it. */
  const through = new Map<number, number[]>()
  const keep = (move: Move) => {
    for (const { cell } of move.touches) {
      cells.hidden[cell] = true
      const list = through.get(cell)
      if (list) list.push(moves.length)
      else through.set(cell, [moves.length])
    }
    moves.push(move)
  }
  // Coarse tables come first: what is hidden for them makes the moves of finer ones free.
  const small = [...cells.small.keys()].filter((cell) => cells.small[cell])
  for (const cell of small) {
    const value = cells.count[cell]!
    // The whole of the rows is no group; there is nobody to change with.
    if (value === cells.lattice.rows) continue
    const span = { [-1]: 0, 1: 0 }
    for (const direction of [-1, 1] as const) {
      // Those of one direction share no row, so any number of them can be made together.
      const taken = new Set<number>()
      for (const at of through.get(cell) ?? []) {
        const move = moves[at]!
        if (move.touches.find((one) => one.cell === cell)!.delta !== direction || move.rows.some((row) => taken.has(row))) continue
        for (const row of move.rows) taken.add(row)
        span[direction]++
      }
      while (span[-1] + span[1] < width && (direction > 0 || span[-1] < value)) {
        const found = search(cell, direction, taken)
        if (!found) break
        const move = settle(cells, found.changes, found.touches)
        for (const row of move.rows) taken.add(row)
        keep(move)
        span[direction]++
      }
    }
    const table = cells.lattice.tables[cells.table[cell]!]!
    proofs.push({ levels: table.names, codes: codesOf(table, cells.key[cell]!), value, low: value - span[-1], high: value + span[1] })
  }
  return moves.length
}

function publish(cells: Cells, lattice: Lattice): Protection['published'] {
  const tables = lattice.tables.map((table, t) => ({
    levels: table.names,
    cells: [...cells.index[t]!.values()].filter((cell) => cells.hidden[cell] || cells.count[cell]! > 0)
      .map((cell) => ({ codes: codesOf(table, cells.key[cell]!), value: cells.hidden[cell] ? null : cells.count[cell]! }))
      .sort((a, b) => (a.codes.join('\n') < b.codes.join('\n') ? -1 : 1)),
  }))
  const whole = lattice.tables.findIndex((table) => table.axes.length === 0)
  return { tables, rows: tables[whole]?.cells[0]?.value ?? (lattice.rows === 0 ? 0 : null) }
}
