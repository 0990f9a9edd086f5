/** A table with a header: cells by the name of their column, whatever its case and its marks. */
import { plainWords } from './text.ts'

export type Row = (column: string) => string
export const columnKey = (name: string): string => plainWords(name.replace(/^\uFEFF/, '')).replaceAll(' ', '_')
export function rowOf(header: readonly string[]): (cells: readonly string[]) => Row {
  const at = new Map(header.map((name, place) => [columnKey(name), place]))
  return (cells) => (column) => { const place = at.get(column); return place === undefined ? '' : (cells[place] ?? '').trim() }
}
