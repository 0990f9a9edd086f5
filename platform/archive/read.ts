/** Lines of a segment again, group by group: memory holds one group at a time. */
import { zstdDecompressSync } from 'node:zlib'
import { parquetMetadataAsync, parquetRead, type ColumnData } from 'hyparquet'
import type { Blob } from './store.ts'

const NEWLINE = 10
const compressors = { ZSTD: (bytes: Uint8Array) => zstdDecompressSync(bytes) }
const DAY_MOST = 8.64e15

/** Whole lines, each ended by a newline. */
export type Piece = { readonly lines: Buffer; readonly rows: number; /** When a line came, by its number in the piece from 0. */ at(row: number): Date }
export type Row = { readonly at: Date; readonly source: string; readonly line: Uint8Array; readonly bytes: Uint8Array | null }

export async function* readSegment(blob: Blob): AsyncGenerator<Piece> {
  for await (const { at, line } of groupsOf(blob, ['at', 'line'])) yield { lines: joined(line as Uint8Array[]), rows: line!.length, at: (row) => dateOf(at![row]) }
}
export async function* readRows(blob: Blob): AsyncGenerator<Row> {
  for await (const { at, source, line, bytes } of groupsOf(blob, ['at', 'source', 'line', 'bytes'])) {
    for (let i = 0; i < line!.length; i++) yield { at: dateOf(at![i]), source: Buffer.from(source![i] as Uint8Array).toString('latin1'), line: line![i] as Uint8Array, bytes: (bytes![i] as Uint8Array | null | undefined) ?? null }
  }
}

async function* groupsOf(blob: Blob, names: string[]): AsyncGenerator<Record<string, ArrayLike<unknown>>> {
  const metadata = await parquetMetadataAsync(blob)
  let from = 0
  for (const { num_rows } of metadata.row_groups) {
    const to = from + Number(num_rows)
    const columns: Record<string, ArrayLike<unknown>[]> = {}
    // Bytes as they are: texts are asked in bytes too.
    await parquetRead({ file: blob, metadata, rowStart: from, rowEnd: to, columns: names, compressors, utf8: false, parsers: { stringFromBytes: (bytes) => bytes }, onChunk: ({ columnName, columnData }: ColumnData) => { (columns[columnName] ??= []).push(columnData) } })
    yield Object.fromEntries(names.map((name) => [name, together(columns[name] ?? [])]))
    from = to
  }
}
const together = (parts: readonly ArrayLike<unknown>[]): ArrayLike<unknown> => (parts.length === 1 ? parts[0]! : parts.flatMap((one) => Array.from(one)))
function dateOf(value: unknown): Date {
  const at = value instanceof Date ? value.getTime() : Number(value)
  if (!(Math.abs(at) <= DAY_MOST)) throw new Error('a segment has a time that is none')
  return new Date(at)
}
function joined(lines: readonly Uint8Array[]): Buffer {
  let length = lines.length
  for (const line of lines) length += line.length
  const out = Buffer.allocUnsafeSlow(length)
  let at = 0
  for (const line of lines) { out.set(line, at); at += line.length; out[at++] = NEWLINE }
  return out
}
