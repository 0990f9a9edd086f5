/** Small made-up rows, and whoever tries all rows there could be. */
import { protectLinked, type Dimension, type Options, type Protection, type Published, type Row, type TableOf } from '../index.ts'

export const plain = (name: string): Dimension => ({ name, levels: [{ name, of: (leaf) => leaf }] })
/** Provinces are `A1`, `A2`, `B1`; their region is the letter. */
export const place: Dimension = { name: 'place', levels: [{ name: 'region', of: (leaf) => leaf[0]! }, { name: 'province', of: (leaf) => leaf }] }
export const rowsOf = (...lines: readonly string[]): Row[] => lines.flatMap((line) => {
  const [codes, times = '1'] = line.split(' * ')
  return Array.from({ length: Number(times) }, () => ({ codes: codes!.split(' ') }))
})

export function must(rows: readonly Row[], dims: readonly Dimension[], tables: readonly TableOf[], options: Options): Protection {
  const made = protectLinked(rows, dims, tables, options)
  if ('problem' in made) throw new Error(JSON.stringify(made.problem))
  return made
}

/** Random numbers of a seed, for worlds only. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * All values that a hidden cell takes in any rows that publish the same: every way to fill the combinations of leaves is tried.
 * Bounded by the caller's small worlds.
 */
export function valuesOfHidden(published: Published, dims: readonly Dimension[], leaves: readonly (readonly string[])[]): Map<string, Set<number>> {
  const combos = leaves.reduce<string[][]>((made, list) => made.flatMap((one) => list.map((leaf) => [...one, leaf])), [[]])
  const level = new Map(dims.flatMap((dim, d) => dim.levels.map((one) => [one.name, { d, of: one.of }] as const)))
  const cells: { name: string; value: number | null }[] = []
  const of = combos.map((): number[] => [])
  for (const table of published.tables) {
    const listed = new Map(table.cells.map((cell) => [cell.codes.join(' '), cell.value]))
    const ids = new Map<string, number>()
    for (const [c, combo] of combos.entries()) {
      const codes = table.levels.map((name) => level.get(name)!.of(combo[level.get(name)!.d]!)).join(' ')
      let id = ids.get(codes)
      if (id === undefined) {
        ids.set(codes, id = cells.length)
        cells.push({ name: `${table.levels.join(' ')}: ${codes}`, value: listed.has(codes) ? listed.get(codes)! : 0 })
      }
      of[c]!.push(id)
    }
  }
  const last = cells.map((_, id) => of.findLastIndex((list) => list.includes(id)))
  const sum = cells.map(() => 0)
  const met = new Map(cells.filter((cell) => cell.value === null).map((cell) => [cell.name, new Set<number>()]))
  const most = published.rows ?? 0
  const go = (c: number, left: number): void => {
    if (c === combos.length) {
      if (left === 0) for (const [id, cell] of cells.entries()) if (cell.value === null) met.get(cell.name)!.add(sum[id]!)
      return
    }
    const room = Math.min(left, ...of[c]!.map((id) => (cells[id]!.value === null ? left : cells[id]!.value - sum[id]!)))
    for (let n = 0; n <= room; n++) {
      for (const id of of[c]!) sum[id]! += n
      if (of[c]!.every((id) => last[id] !== c || cells[id]!.value === null || cells[id]!.value === sum[id])) go(c + 1, left - n)
      for (const id of of[c]!) sum[id]! -= n
    }
  }
  go(0, most)
  return met
}
