/** The cheapest move that takes a row out of a cell (-1) or brings one in (1). Candidates come in one order, so the same rows give the same tables. */
import type { Cells } from '../lattice/cells.ts'
import type { Options, Room } from '../types.ts'
import { createScales, leavesAfter, type Change, type Changes, type Touch } from './move.ts'

export type Found = { readonly changes: Changes; readonly touches: readonly Touch[]; readonly cost: number }
export type Search = (cell: number, direction: 1 | -1, taken: ReadonlySet<number>) => Found | undefined

/** Candidates that are looked at for one move: exact ones, and others where there are none. */
const NEAR = 24, FAR = 200, PARTNERS = 24, THIRDS = 24, AROUND = 20, MANY = 800
/** What a move costs that hides the total of one thing. */
const DEAR = 200

type Axes = Cells['lattice']['tables'][number]['axes']
const nameOf = (axes: Axes) => axes.map((axis) => `${axis.dim}.${axis.level}`).join()
/** At most `most` of a list, from all over it. */
const spread = (list: Int32Array, most: number) => (list.length <= most ? list : Int32Array.from({ length: most }, (_, i) => list[Math.floor((i * list.length) / most)]!))

export function createSearch(cells: Cells, { impossible }: Options, room: Room): Search {
  const { lattice } = cells
  const width = lattice.dims.length
  const alike = createAlike(cells, room)
  const scales = createScales(cells)
  const possible = (change: Change, dims: number) => {
    if (!impossible) return true
    const leaves = leavesAfter(cells, change, dims)
    return !impossible(Object.fromEntries(lattice.dims.flatMap((dim, d) => dim.levels.map((level) => [level.name, level.of(lattice.leaves[d]![leaves[d]!]!)]))))
  }
  const tableOf = new Map(lattice.tables.map((table, t) => [nameOf(table.axes), t]))
  const groupOf = (row: number, axes: Axes) => {
    const t = tableOf.get(nameOf(axes))!
    return cells.rowsOf(cells.cellOf(t, row))
  }
  return (cell, direction, taken) => {
    const t = cells.table[cell]!, table = lattice.tables[t]!
    const inside = (row: number) => cells.keyOf(t, row) === cells.key[cell]
    let best: Found | undefined
    let looked = 0
    /** True when nothing better can come. A row takes these dimensions of another, and mostly a second row does. */
    const offer = (row: number, like: number, second: number, secondLike: number, dims: number): boolean => {
      looked++
      const cost = scales.weigh(row, like, second, secondLike, dims, best?.cost ?? Infinity)
      if (cost === undefined || scales.deltaOf(t, cells.key[cell]!) !== direction) return false
      const changes: Changes = { one: { row, like }, other: second < 0 ? undefined : { row: second, like: secondLike }, dims }
      if (possible(changes.one, dims) && (!changes.other || possible(changes.other, dims))) best = { changes, touches: scales.touches(), cost }
      return best?.cost === 0
    }
    const swap = (i: number, j: number, dims: number) => offer(i, j, j, i, dims)
    const take = (i: number, j: number, dims: number) => offer(i, j, -1, -1, dims)
    const bitsOf = (axes: Axes) => axes.reduce((bits, axis) => bits | (1 << axis.dim), 0)
    const free = (row: number) => !taken.has(row)
    const own = cells.rowsOf(cell).filter(free)
    const differs = (i: number, j: number, axis: Axes[number]) => {
      const of = lattice.code[axis.dim]![axis.level]!
      return of[lattice.data[i * width + axis.dim]!] !== of[lattice.data[j * width + axis.dim]!]
    }
    /** Rows whose own group is hidden anyway, by the axis they are grouped by. */
    const spare = new Map<Axes[number], readonly number[]>()
    const hiddenBy = (axis: Axes[number]): readonly number[] => {
      const known = spare.get(axis)
      if (known) return known
      const one = lattice.tables.findIndex((other) => other.axes.length === 1 && other.axes[0]!.dim === axis.dim && other.axes[0]!.level === axis.level)
      const list: number[] = []
      if (one >= 0) for (const each of cells.index[one]!.values()) if (cells.hidden[each] && list.length < THIRDS) list.push(...cells.rowsOf(each).subarray(0, THIRDS - list.length))
      spare.set(axis, list)
      return list
    }
    const sample = own.length ? own[0]! : cells.rowsOf(cell)[0]
    // Pairs that are alike in all but two things of this table: what else they touch is finer tables.
    for (const s of table.axes) for (const o of table.axes) {
      if (s.dim === o.dim) continue
      if (direction < 0) {
        for (const i of own.slice(0, PARTNERS)) for (const j of alike(i, s.dim, o.dim).slice(0, NEAR)) {
          if (j !== i && free(j) && differs(i, j, s) && differs(i, j, o) && swap(i, j, 1 << s.dim)) return best
        }
      } else if (sample !== undefined) {
        // Who would be in the cell but for `s`; and a partner that has the cell's `s`.
        let tried = 0
        const near = alike(sample, s.dim, o.dim)
        for (const j of near) {
          if (tried > NEAR) break
          if (!free(j) || differs(sample, j, s) || !differs(sample, j, o)) continue
          for (const i of near) {
            if (tried > NEAR * 4) break
            if (!free(i) || i === j || !differs(sample, i, s) || differs(sample, i, o)) continue
            tried++
            if (swap(i, j, 1 << s.dim)) return best
          }
        }
      }
    }
    // Any other pair, then one row that takes what another has: the totals it changes go with it.
    const step = Math.max(1, Math.floor(lattice.rows / FAR))
    const start = (cell * 7) % step
    if (direction < 0) {
      for (const i of own.slice(0, 3)) for (let j = start; j < lattice.rows; j += step) {
        if (j === i || !free(j) || inside(j)) continue
        for (const s of table.axes) if (differs(i, j, s)) {
          if (table.axes.length > 1 && swap(i, j, 1 << s.dim)) return best
          if (best === undefined || best.cost > DEAR) if (take(i, j, 1 << s.dim)) return best
        }
        if (looked > MANY) break
      }
      if (best === undefined) for (const i of own) for (let j = 0; j < lattice.rows; j++) if (!inside(j)) {
        take(i, j, table.dims)
        if (best) break
      }
    } else if (sample !== undefined) {
      // Who lacks only one thing of this cell, and who has that thing.
      for (const s of table.axes) {
        const lacking = groupOf(sample, table.axes.filter((axis) => axis !== s)), having = groupOf(sample, [s])
        for (const j of spread(lacking, AROUND)) for (const i of spread(having, AROUND)) {
          if (i !== j && free(i) && free(j) && differs(sample, j, s) && swap(i, j, 1 << s.dim)) return best
        }
      }
      for (let j = start; j < lattice.rows; j += step) {
        if (!free(j) || inside(j)) continue
        const missing = table.axes.filter((axis) => differs(sample, j, axis))
        const dims = bitsOf(missing)
        for (const i of cells.rowsOf(cell).slice(0, 4)) take(j, i, dims)
        // Or a third gives it back what it leaves: one whose own group is hidden anyway.
        if (missing.length === 1 && (best === undefined || best.cost > DEAR)) for (const m of hiddenBy(missing[0]!)) {
          if (m === j || !free(m) || !differs(sample, m, missing[0]!) || !differs(j, m, missing[0]!)) continue
          if (offer(j, sample, m, j, dims)) return best
        }
        if (looked > MANY) break
      }
      if (best === undefined) for (let j = 0; j < lattice.rows; j++) if (!inside(j) && free(j)) {
        take(j, sample, table.dims)
        if (best) break
      }
    }
    return best
  }
}

/** Rows that share all leaves but those of two dimensions. One index for each pair, made when first asked: chains of rows under one hash, in the order of rows. */
function createAlike({ lattice }: Cells, room: Room): (row: number, one: number, other: number) => readonly number[] {
  const { data, rows, leaves } = lattice
  const width = lattice.dims.length
  const slots = 1 << Math.max(4, Math.ceil(Math.log2(rows)))
  const made = new Map<number, { readonly heads: Int32Array; readonly next: Int32Array }>()
  // A sum of what each leaf weighs: two dimensions are left out by taking them away again.
  const weight = (d: number, leaf: number): number => { const h = Math.imul((leaf + 1) * 31 + d, 0x9e3779b1); return Math.imul(h ^ (h >>> 15), 0x85ebca6b) }
  const weights = leaves.map((list, d) => Int32Array.from(list, (_, leaf) => weight(d, leaf)))
  let sums: Int32Array | undefined
  const summed = (): Int32Array => {
    const made = room(rows)
    for (let r = 0, at = 0; r < rows; r++) for (let d = 0; d < width; d++) made[r]! += weights[d]![data[at++]!]!
    return made
  }
  const hash = (row: number, one: number, other: number): number => {
    const h = (sums![row]! - weights[one]![data[row * width + one]!]! - weights[other]![data[row * width + other]!]!) | 0
    return (h ^ (h >>> 15)) & (slots - 1)
  }
  const same = (a: number, b: number, one: number, other: number): boolean => {
    for (let d = 0; d < width; d++) if (d !== one && d !== other && data[a * width + d] !== data[b * width + d]) return false
    return true
  }
  return (row, one, other) => {
    const pair = Math.min(one, other) * width + Math.max(one, other)
    let index = made.get(pair)
    if (!index) {
      sums ??= summed()
      made.set(pair, index = { heads: room(slots).fill(-1), next: room(rows) })
      for (let r = rows - 1; r >= 0; r--) {
        const slot = hash(r, one, other)
        index.next[r] = index.heads[slot]!
        index.heads[slot] = r
      }
    }
    const list: number[] = []
    for (let r = index.heads[hash(row, one, other)]!; r >= 0; r = index.next[r]!) if (same(r, row, one, other)) list.push(r)
    return list
  }
}
