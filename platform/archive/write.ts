/** One segment: lines as Parquet, zstd, in groups of rows that any engine can read one by one. */
import { isUtf8 } from 'node:buffer'
import { constants, zstdCompressSync } from 'node:zlib'
import { ByteWriter, ParquetWriter } from 'hyparquet-writer'

/** What is written at once: it stands in memory before it is compressed. */
const GROUP_BYTES = 8 * 1_048_576
const GROUP_ROWS = 100_000
/** Of a page, before compression: each is compressed by itself. */
const PAGE_BYTES = 8 * 1_048_576
const LEVEL = 3
const NEWLINE = 10

type Column = { readonly name: string; readonly type: 'INT64' | 'BYTE_ARRAY'; readonly converted_type?: 'TIMESTAMP_MILLIS' | 'UTF8'; readonly repetition_type: 'REQUIRED' | 'OPTIONAL' }
const columns: readonly Column[] = [
  { name: 'at', type: 'INT64', converted_type: 'TIMESTAMP_MILLIS', repetition_type: 'REQUIRED' },
  { name: 'source', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
  { name: 'line', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
  { name: 'bytes', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' },
]
const compress = (bytes: Uint8Array): Uint8Array => zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: LEVEL } })

export type Written = { readonly bytes: Uint8Array; readonly rows: number; /** Of the lines alone. */ readonly raw: number; readonly first: Date; readonly last: Date }
export type SegmentWriter = {
  /** Lines that came at one moment, each ended by a newline. They are kept by reference until their group is full. */
  add(at: Date, source: string, lines: Uint8Array): void
  /** One line as it was read from another segment. */
  addRow(at: Date, source: string, line: Uint8Array, bytes: Uint8Array | null): void
  /** Undefined: there was no line. The same lines in the same calls give the same bytes. */
  finish(): Written | undefined
}

export function segmentWriter(): SegmentWriter {
  const out = new ByteWriter(1 << 16)
  const file = new ParquetWriter({ writer: out, schema: [{ name: 'root', num_children: columns.length }, ...columns], codec: 'ZSTD', compressors: { ZSTD: compress }, statistics: false, createdBy: 'bastida' })
  let group = empty()
  let [rows, raw, pending] = [0, 0, 0]
  let [first, last] = [Infinity, -Infinity]

  function push(at: bigint, source: string, line: Uint8Array, bytes: Uint8Array | null): void {
    group.at.push(at)
    group.source.push(source)
    group.line.push(line)
    group.bytes.push(bytes)
    rows += 1
    raw += line.length
    pending += line.length
    if (pending >= GROUP_BYTES || group.line.length >= GROUP_ROWS) write()
  }
  function write(): void {
    if (group.line.length === 0) return
    void file.write({ rowGroupSize: group.line.length, pageSize: PAGE_BYTES, columnData: [
      { name: 'at', data: group.at }, { name: 'source', data: group.source, encoding: 'RLE_DICTIONARY' }, { name: 'line', data: group.line, encoding: 'PLAIN', offsetIndex: false }, { name: 'bytes', data: group.bytes, encoding: 'PLAIN', offsetIndex: false },
    ] })
    group = empty()
    pending = 0
  }
  function seen(at: number): void {
    if (at < first) first = at
    if (at > last) last = at
  }

  return {
    add(at, source, lines) {
      if (lines.length === 0) return
      const [moment, whole] = [BigInt(at.getTime()), isUtf8(lines)]
      seen(at.getTime())
      for (let from = 0; from < lines.length;) {
        const found = lines.indexOf(NEWLINE, from)
        const to = found < 0 ? lines.length : found
        const line = lines.subarray(from, to)
        if (whole || isUtf8(line)) push(moment, source, line, null)
        else push(moment, source, Buffer.from(Buffer.from(line.buffer, line.byteOffset, line.length).toString('utf8')), line)
        from = to + 1
      }
    },
    addRow(at, source, line, bytes) { seen(at.getTime()); push(BigInt(at.getTime()), source, line, bytes) },
    finish() {
      write()
      if (rows === 0) return undefined
      void file.finish()
      return { bytes: out.getBytes(), rows, raw, first: new Date(first), last: new Date(last) }
    },
  }
}
const empty = (): { at: bigint[]; source: string[]; line: Uint8Array[]; bytes: (Uint8Array | null)[] } => ({ at: [], source: [], line: [], bytes: [] })
