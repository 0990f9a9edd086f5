/** Reading what was published: a filter of a page chooses cells of it and computes nothing. */
import type { Dimension, Published } from '../types.ts'

/** The value, `null` where it is hidden, `undefined` where no table has this combination. */
export type Reader = (where: Readonly<Record<string, string>>) => number | null | undefined

export function readerOf(published: Published, dims: readonly Dimension[]): Reader {
  const order = (names: readonly string[]) => dims.flatMap((dim) => dim.levels.map((level) => level.name)).filter((name) => names.includes(name))
  const tables = new Map(published.tables.map((table) => [table.levels.join('\n'), new Map(table.cells.map((cell) => [cell.codes.join('\n'), cell.value]))]))
  const read = (where: Readonly<Record<string, string>>): number | null | undefined => {
    const names = order(Object.keys(where))
    const cells = tables.get(names.join('\n'))
    if (!cells || names.length !== Object.keys(where).length) return undefined
    const value = cells.get(names.map((name) => where[name]!).join('\n'))
    if (value !== undefined) return value
    // A zero within a group that is not shown would tell of those few what they are not.
    return names.every((name) => shown(where, name)) ? 0 : null
  }
  /** The groups around a cell: without this thing, or with it one level up. */
  const shown = (where: Readonly<Record<string, string>>, name: string): boolean => {
    const dim = dims.find((one) => one.levels.some((level) => level.name === name))!
    const level = dim.levels.findIndex((one) => one.name === name)
    const { [name]: code, ...rest } = where
    const above = level > 0 ? dim.levels[level - 1]! : undefined
    return read(above ? { ...rest, [above.name]: above.of(code!) } : rest) !== null
  }
  return read
}
