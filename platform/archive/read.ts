/** Lines of a segment again, group by group: memory holds one group at a time. */
import { zstdDecompressSync } from 'node:zlib'
import { parquetMetadataAsync, parquetRead, type ColumnData, type FileMetaData } from 'hyparquet'
import type { Blob } from './store.ts'

const NEWLINE = 10
/** In one piece, where the file says how long it will be. */
const compressors = { ZSTD: (bytes: Uint8Array, length: number) => zstdDecompressSync(bytes, { chunkSize: Math.min(Math.max(length, CHUNK_LEAST), CHUNK_MOST) }) }
const [CHUNK_LEAST, CHUNK_MOST] = [1024, 64 * 1_048_576]
const DAY_MOST = 8.64e15

/** Whole lines, each ended by a newline. */
export type Piece = { readonly lines: Buffer; readonly rows: number; /** When a line came, by its number in the piece from 0: read when first asked, and only while the segment is open. */ at(row: number): Promise<Date> }
export type Row = { readonly at: Date; readonly source: string; readonly line: Uint8Array; readonly bytes: Uint8Array | null }

export async function* readSegment(blob: Blob): AsyncGenerator<Piece> {
  const metadata = await parquetMetadataAsync(blob)
  for (const group of groupsIn(metadata)) {
    const { line } = await columnsOf(blob, metadata, group, ['line'])
    let times: Promise<Columns> | undefined
    yield { lines: joined(line as Uint8Array[]), rows: line!.length, at: async (row) => dateOf((await (times ??= columnsOf(blob, metadata, group, ['at'])))['at']![row]) }
  }
}
export async function* readRows(blob: Blob): AsyncGenerator<Row> {
  const metadata = await parquetMetadataAsync(blob)
  for (const group of groupsIn(metadata)) {
    const { at, source, line, bytes } = await columnsOf(blob, metadata, group, ['at', 'source', 'line', 'bytes'])
    for (let i = 0; i < line!.length; i++) yield { at: dateOf(at![i]), source: Buffer.from(source![i] as Uint8Array).toString('latin1'), line: line![i] as Uint8Array, bytes: (bytes![i] as Uint8Array | null | undefined) ?? null }
  }
}

type Group = { readonly from: number; readonly to: number }
type Columns = Record<string, ArrayLike<unknown>>
function groupsIn({ row_groups }: FileMetaData): Group[] {
  let to = 0
  return row_groups.map(({ num_rows }) => ({ from: to, to: to += Number(num_rows) }))
}
async function columnsOf(blob: Blob, metadata: FileMetaData, { from, to }: Group, names: string[]): Promise<Columns> {
  const columns: Record<string, ArrayLike<unknown>[]> = {}
  // Bytes as they are: texts are asked in bytes too.
  await parquetRead({ file: blob, metadata, rowStart: from, rowEnd: to, columns: names, compressors, utf8: false, parsers: { stringFromBytes: (bytes) => bytes }, onChunk: ({ columnName, columnData }: ColumnData) => { (columns[columnName] ??= []).push(columnData) } })
  return Object.fromEntries(names.map((name) => [name, together(columns[name] ?? [])]))
}
const together = (parts: readonly ArrayLike<unknown>[]): ArrayLike<unknown> => (parts.length === 1 ? parts[0]! : parts.flatMap((one) => Array.from(one)))
function dateOf(value: unknown): Date {
  const at = value instanceof Date ? value.getTime() : Number(value)
  if (!(Math.abs(at) <= DAY_MOST)) throw new Error('a segment has a time that is none')
  return new Date(at)
}
function joined(lines: readonly Uint8Array[]): Buffer {
  const together = movedTogether(lines)
  if (together) return together
  let length = lines.length
  for (const line of lines) length += line.length
  const out = Buffer.allocUnsafeSlow(length)
  let at = 0
  for (const line of lines) { out.set(line, at); at += line.length; out[at++] = NEWLINE }
  return out
}
/**
 * Lines that were unpacked in one piece lie behind one another, each after its length: they are moved over those lengths, and no memory
 * is taken for them again. Undefined where they lie otherwise, or in memory that others use too.
 */
function movedTogether(lines: readonly Uint8Array[]): Buffer | undefined {
  const memory = lines[0]?.buffer
  if (!memory || memory.byteLength < OWN_MEMORY) return undefined
  let end = 0
  for (const line of lines) {
    if (line.buffer !== memory || line.byteOffset <= end) return undefined
    end = line.byteOffset + line.length
  }
  const out = Buffer.from(memory as ArrayBuffer)
  let at = 0
  for (const line of lines) {
    out.copyWithin(at, line.byteOffset, line.byteOffset + line.length)
    at += line.length
    out[at++] = NEWLINE
  }
  return out.subarray(0, at)
}
/** Smaller ones may be a part of what Node keeps for buffers. */
const OWN_MEMORY = 1_048_576
