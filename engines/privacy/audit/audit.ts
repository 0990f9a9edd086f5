/**
 * Who reads all tables and subtracts. Every sum that the tables imply is an equation over the hidden cells; bounds are tightened until nothing moves.
 * What it finds is true of the rows, so a narrow interval here is a leak; that none is found proves nothing, the proofs of `protectLinked` do.
 */
import type { Dimension, Published } from '../types.ts'

export type Bound = { readonly levels: readonly string[]; readonly codes: readonly string[]; readonly low: number; readonly high: number }
type Unknown = { readonly levels: readonly string[]; readonly codes: readonly string[]; low: number; high: number }
/** `Σ parts = whole`, where `whole` is a number or an unknown. */
type Sum = { readonly parts: readonly Unknown[]; readonly known: number; readonly whole: number | Unknown }

/** The tightest bounds that adding and subtracting give of each hidden cell. Cells in no list are zero: an attacker who believes that knows more. */
export function attack(published: Published, dims: readonly Dimension[]): readonly Bound[] {
  const most = published.rows ?? Number.MAX_SAFE_INTEGER
  const unknowns: Unknown[] = []
  const tables = new Map(published.tables.map((table) => [table.levels.join('\n'), new Map(table.cells.map((cell): [string, number | Unknown] => {
    if (cell.value !== null) return [cell.codes.join('\n'), cell.value]
    const unknown: Unknown = { levels: table.levels, codes: cell.codes, low: 0, high: most }
    unknowns.push(unknown)
    return [cell.codes.join('\n'), unknown]
  }))]))
  const sums: Sum[] = []
  for (const table of published.tables) for (const [position, name] of table.levels.entries()) {
    const dim = dims.find((one) => one.levels.some((level) => level.name === name))!
    const level = dim.levels.findIndex((one) => one.name === name)
    const up = level > 0 ? dim.levels[level - 1]! : undefined
    const levels = table.levels.flatMap((one, i) => (i === position ? (up ? [up.name] : []) : [one]))
    const margin = tables.get(levels.join('\n'))
    if (!margin) continue
    const parents = up ? parentsOf(published, dim, level) : undefined
    const groups = new Map<string, { parts: Unknown[]; known: number }>()
    for (const [codes, value] of tables.get(table.levels.join('\n'))!) {
      const list = codes.split('\n')
      const above = list.flatMap((one, i) => (i === position ? (up ? [parents!.get(one) ?? one] : []) : [one])).join('\n')
      const group = groups.get(above) ?? { parts: [], known: 0 }
      groups.set(above, group)
      if (typeof value === 'number') group.known += value
      else group.parts.push(value)
    }
    for (const [above, group] of groups) {
      const whole = margin.get(above) ?? 0
      if (group.parts.length || typeof whole !== 'number') sums.push({ ...group, whole })
    }
  }
  tighten(sums)
  return unknowns.map(({ levels, codes, low, high }) => ({ levels, codes, low, high }))
}

/** Hidden cells that somebody can place within less than `width`. */
export function audit(published: Published, dims: readonly Dimension[], { width }: { readonly width: number }): readonly Bound[] {
  return attack(published, dims).filter((one) => one.high - one.low < width)
}

/** What a code of a level belongs to, one level up: from the leaves' own functions, which take any code of a finer level. */
function parentsOf(published: Published, dim: Dimension, level: number): Map<string, string> {
  const name = dim.levels[level]!.name
  const codes = new Set(published.tables.flatMap((table) => {
    const at = table.levels.indexOf(name)
    return at < 0 ? [] : table.cells.map((cell) => cell.codes[at]!)
  }))
  return new Map([...codes].map((code) => [code, dim.levels[level - 1]!.of(code)]))
}

function tighten(sums: readonly Sum[]): void {
  for (let round = 0, moved = true; moved && round < 1000; round++) {
    moved = false
    const set = (one: Unknown, low: number, high: number) => {
      if (low > one.low) { one.low = low; moved = true }
      if (high < one.high) { one.high = high; moved = true }
    }
    for (const { parts, known, whole } of sums) {
      let low = known, high = known
      for (const part of parts) { low += part.low; high += part.high }
      if (typeof whole !== 'number') set(whole, low, high)
      const least = typeof whole === 'number' ? whole : whole.low, most = typeof whole === 'number' ? whole : whole.high
      for (const part of parts) set(part, least - (high - part.high), most - (low - part.low))
    }
  }
}
