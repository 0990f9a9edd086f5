/** A single table by its counts: each count becomes as many rows, and the table with its margins is protected as a lattice of one. */
import type { Dimension, Options, PrivacyProblem, Protection, Row } from '../types.ts'
import { protectLinked } from './protect.ts'

export type CountedCell = { readonly codes: readonly string[]; readonly count: number; /** How many different ones it counts, where fewer. */ readonly contributors?: number }

export function protect({ dims, cells }: { readonly dims: readonly Dimension[]; readonly cells: readonly CountedCell[] }, options: Options): Protection | { readonly problem: PrivacyProblem } {
  const rows = cells.flatMap(({ codes, count, contributors = count }, c) => Array.from({ length: count }, (_, i): Row => ({ codes, ...(contributors < count ? { contributor: `${c}.${i % contributors}` } : {}) })))
  return protectLinked(rows, dims, [dims.map((dim) => dim.levels.at(-1)!.name)], options)
}
