/** The declared tables and all their margins, coarsest first. Every table addresses its cells by one number. */
import type { Coded, Dimension, PrivacyProblem, TableOf } from '../types.ts'
import { inOrder } from './coded.ts'

/** `dim` and `level` are positions; `radix` is what one step of its code weighs in the number of a cell. */
export type Axis = { readonly dim: number; readonly level: number; readonly radix: number; readonly codes: readonly string[] }
/** `dims` has a bit for each dimension of the axes. */
export type Table = { readonly axes: readonly Axis[]; readonly names: readonly string[]; readonly dims: number }
/** `code[dim][level][leaf]`: what a leaf is at a level. */
export type Lattice = {
  readonly dims: readonly Dimension[]; readonly tables: readonly Table[]
  readonly leaves: readonly (readonly string[])[]; readonly code: readonly (readonly Int32Array[])[]
  /** `row * dims + dim` → leaf. */
  readonly data: Int32Array; readonly rows: number
}

/** Numbers of cells stay exact in a double. */
const MOST = 2 ** 50

export function buildLattice(coded: Coded, dims: readonly Dimension[], declared: readonly TableOf[]): { lattice: Lattice } | { problem: PrivacyProblem } {
  const { leaves, data } = inOrder(coded)
  const names = dims.map((dim, d) => dim.levels.map((level) => [...new Set(leaves[d]!.map(level.of))].sort()))
  const code = dims.map((dim, d) => dim.levels.map((level, l) => {
    const at = new Map(names[d]![l]!.map((name, i) => [name, i]))
    return Int32Array.from(leaves[d]!, (leaf) => at.get(level.of(leaf))!)
  }))
  if (dims.length > 30) return { problem: { code: 'too_many_cells', of: String(dims.length) } }
  const closed = closure(dims, declared)
  if ('problem' in closed) return closed
  const tables: Table[] = []
  for (const levels of closed.sets) {
    let radix = 1
    const axes = levels.flatMap((level, dim): Axis[] => {
      if (level < 0) return []
      const axis = { dim, level, radix, codes: names[dim]![level]! }
      radix *= Math.max(1, axis.codes.length)
      return [axis]
    })
    if (radix > MOST) return { problem: { code: 'too_many_cells', of: axes.map((one) => dims[one.dim]!.levels[one.level]!.name).join(' ') } }
    tables.push({ axes, names: axes.map((one) => dims[one.dim]!.levels[one.level]!.name), dims: axes.reduce((bits, one) => bits | (1 << one.dim), 0) })
  }
  return { lattice: { dims, tables, leaves, code, data, rows: coded.rows } }
}

/** All coarser tables of each: one position a dimension, -1 where it is left out. */
function closure(dims: readonly Dimension[], declared: readonly TableOf[]): { sets: number[][] } | { problem: PrivacyProblem } {
  const sets = new Map<string, number[]>()
  for (const table of declared) {
    const finest = dims.map(() => -1)
    for (const name of table) {
      const dim = dims.findIndex((one) => one.levels.some((level) => level.name === name))
      if (dim < 0) return { problem: { code: 'unknown_level', of: name } }
      if (finest[dim]! >= 0) return { problem: { code: 'two_levels', of: name } }
      finest[dim] = dims[dim]!.levels.findIndex((level) => level.name === name)
    }
    const all = finest.reduce<number[][]>((made, most) => made.flatMap((one) => Array.from({ length: most + 2 }, (_, i) => [...one, i - 1])), [[]])
    for (const one of all) sets.set(one.join(), one)
  }
  const weight = (one: number[]) => one.filter((level) => level >= 0).length * 100 + one.reduce((sum, level) => sum + level + 1, 0)
  return { sets: [...sets.values()].sort((a, b) => weight(a) - weight(b) || (a.join() < b.join() ? 1 : -1)) }
}

export const codesOf = (table: Table, key: number): string[] => table.axes.map((axis) => axis.codes[Math.floor(key / axis.radix) % axis.codes.length]!)
