/** The protected tables as files, and the catalogue that tells programs of them. */
import { toCsv } from '#platform/contract/csv.ts'
import { K } from '../../contract-public.ts'
import { LICENCE } from '../../contract-files.ts'
import type { PublicLattice } from './lattice.ts'
import type { RowFile } from './rows.ts'

/** The file of rows, beside those of tables. */
export const ROWS = 'attacks'
export type FileTable = { readonly name: string; readonly levels: readonly string[]; readonly cells: readonly { readonly codes: readonly string[]; readonly value: number | null }[] }

/** The whole has no dimension, and a name all the same. */
export const fileTables = ({ published }: PublicLattice): FileTable[] => published.tables.map(({ levels, cells }) => ({ name: levels.join('-') || 'total', levels, cells }))

/** An empty number is a withheld one: the last column says so. Cells that are in no line are zero. */
export const csvOf = ({ levels, cells }: FileTable): string => toCsv([
  [...levels, 'attacks', 'withheld'],
  ...cells.map(({ codes, value }) => [...codes, value === null ? '' : String(value), value === null ? 'yes' : 'no']),
])

export const jsonOf = ({ name, levels, cells }: FileTable, version: string): string => JSON.stringify({
  name, version, licence: LICENCE, method: { k: K, withheld: 'null', absent: 0 }, columns: [...levels, 'attacks'],
  rows: cells.map(({ codes, value }) => ({ ...Object.fromEntries(levels.map((level, i) => [level, codes[i]!])), attacks: value })),
})

export const csvOfRows = ({ columns, rows }: RowFile): string => toCsv([columns, ...rows])

/** With what was found when the rows themselves were checked. */
export const jsonOfRows = ({ columns, rows, audit }: RowFile, version: string): string => JSON.stringify({
  name: ROWS, version, licence: LICENCE, audit, columns, rows: rows.map((codes) => Object.fromEntries(columns.map((name, i) => [name, codes[i]!]))),
})
