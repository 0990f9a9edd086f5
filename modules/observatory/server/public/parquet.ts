/** A protected table as Parquet: one column a dimension, and the number, null where it is withheld. */
import { parquetWriteBuffer } from 'hyparquet-writer'
import type { FileTable } from '../../core/public/files.ts'
import type { RowFile } from '../../core/public/rows.ts'

export const parquetOf = ({ levels, cells }: FileTable): Buffer => Buffer.from(parquetWriteBuffer({
  columnData: [
    ...levels.map((name, i) => ({ name, type: 'STRING' as const, data: cells.map((cell) => cell.codes[i]!) })),
    { name: 'attacks', type: 'INT32' as const, nullable: true, data: cells.map((cell) => cell.value) },
  ],
}))

export const parquetOfRows = ({ columns, rows }: RowFile): Buffer => Buffer.from(parquetWriteBuffer({ columnData: columns.map((name, i) => ({ name, type: 'STRING' as const, data: rows.map((codes) => codes[i]!) })) }))
