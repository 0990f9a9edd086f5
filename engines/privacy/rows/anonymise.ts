/**
 * Rows that leave one by one. Quasi-identifiers are told as finely as they can be while each combination has `k` rows and contributors (and `l` values of what is
 * sensitive); all rows at one grain (full-domain generalisation: a reader sees one table, not a patchwork). The grain that keeps most is found by trying all; the rows
 * that still stand alone stay out, at most `dropAtMost` of them.
 */
import type { Dimension } from '../types.ts'

export type AnonymousRow = { readonly row: number; readonly codes: readonly (string | null)[] }
export type Grain = readonly (string | null)[]
export type Anonymous = {
  readonly rows: readonly AnonymousRow[]
  /** By dimension, the level that is told; nothing where it is not told at all. */
  readonly grain: Grain; readonly dropped: number; readonly smallest: number
}
export type AnonymousOptions = { readonly k: number; readonly l?: number; /** Share of rows that may stay out, 0 to 1. */ readonly dropAtMost?: number }
export type Quasi = { readonly codes: readonly string[]; readonly contributor?: string; readonly sensitive?: string }

export function anonymise(rows: readonly Quasi[], dims: readonly Dimension[], options: AnonymousOptions): Anonymous {
  const { dropAtMost = 0.05 } = options
  const grains = dims.reduce<number[][]>((made, dim) => made.flatMap((one) => Array.from({ length: dim.levels.length + 1 }, (_, i) => [...one, i - 1])), [[]])
  // What a grain tells, as the shares of the levels of each dimension; finest first, and one order among equals.
  const told = (grain: readonly number[]) => grain.reduce((sum, level, d) => sum + (level + 1) / dims[d]!.levels.length, 0)
  const order = grains.map((grain) => ({ grain, told: told(grain) })).sort((a, b) => b.told - a.told || (a.grain.join() < b.grain.join() ? 1 : -1))
  for (const { grain } of order) {
    const made = at(rows, dims, grain, options)
    if (made.dropped <= dropAtMost * rows.length) return made
  }
  return at(rows, dims, dims.map(() => -1), options)
}

/** Groups of rows that cannot be told apart, and what is wrong with each: for a check of rows made elsewhere. */
export function groupsOf(rows: readonly Quasi[]): readonly { readonly codes: readonly string[]; readonly rows: number; readonly contributors: number; readonly sensitive: number }[] {
  return [...group(rows.map((row) => row.codes.join('\n')), rows)].map(([key, list]) => ({ codes: key.split('\n'), ...sizesOf(list.map((r) => rows[r]!)) }))
}

function at(rows: readonly Quasi[], dims: readonly Dimension[], grain: readonly number[], { k, l = 1 }: AnonymousOptions): Anonymous {
  const codes = rows.map((row) => grain.map((level, d) => (level < 0 ? null : dims[d]!.levels[level]!.of(row.codes[d]!))))
  const kept: number[] = []
  let smallest = Infinity
  for (const list of group(codes.map((one) => one.join('\n')), rows).values()) {
    const { rows: count, contributors, sensitive } = sizesOf(list.map((r) => rows[r]!))
    if (count < k || contributors < k || sensitive < l) continue
    kept.push(...list)
    smallest = Math.min(smallest, contributors)
  }
  return {
    rows: kept.sort((a, b) => a - b).map((row) => ({ row, codes: codes[row]! })), grain: grain.map((level, d) => (level < 0 ? null : dims[d]!.levels[level]!.name)),
    dropped: rows.length - kept.length, smallest: kept.length ? smallest : 0,
  }
}

function group(keys: readonly string[], rows: readonly Quasi[]): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  for (let r = 0; r < rows.length; r++) (groups.get(keys[r]!) ?? groups.set(keys[r]!, []).get(keys[r]!)!).push(r)
  return groups
}

function sizesOf(list: readonly Quasi[]) {
  const owners = new Set(list.map((row, i) => row.contributor ?? i))
  return { rows: list.length, contributors: owners.size, sensitive: list.some((row) => row.sensitive !== undefined) ? new Set(list.map((row) => row.sensitive)).size : Infinity }
}
