/** Words in the lines of segments, by DuckDB: in memory, with little of it, and with no way to any other file. */
import { DuckDBInstance, listValue, type DuckDBConnection } from '@duckdb/node-api'

export type SearchAsk = {
  /** Paths of segments, the one to be read first at the beginning. */
  readonly files: readonly string[]
  /** Makes one ready before it is read. False: it is there no more. */
  readonly ready?: (n: number) => Promise<boolean>
  /** All of them must stand in a line, whatever the case. */
  readonly words: readonly string[]
  readonly from: Date
  /** Not reached. */
  readonly to: Date
  readonly limit: number
  readonly limitMs: number
}
export type FoundLine = { readonly at: Date; readonly source: string; readonly line: string; readonly cut: boolean }
export type SearchAnswer = {
  /** The newest first, within a segment; segments in the order in which they were given. */
  readonly lines: readonly FoundLine[]
  /** Segments that were read to their end. */
  readonly files: number
  readonly end: 'whole' | 'limit' | 'time'
}
export type SearchOptions = { readonly threads?: number; readonly memoryMb?: number; /** Characters of a line that are shown. */ readonly shown?: number; elapsedMs(): number }

export async function search({ files, ready, words, from, to, limit, limitMs }: SearchAsk, { threads = 1, memoryMb = 512, shown = 4096, elapsedMs }: SearchOptions): Promise<SearchAnswer> {
  const until = elapsedMs() + limitMs
  const lines: FoundLine[] = []
  let read = 0
  if (files.length === 0 || limit === 0) return { lines, files: 0, end: 'whole' }
  const database = await DuckDBInstance.create(':memory:', { threads: String(threads), memory_limit: `${memoryMb}MB`, max_temp_directory_size: '0B', enable_external_file_cache: 'false', autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' })
  const connection = await database.connect()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => { timer = setTimeout(() => { connection.interrupt(); resolve('late') }, limitMs) })
  try {
    await shut(connection, [...new Set(files)])
    for (const [n, file] of files.entries()) {
      if (elapsedMs() >= until) return { lines, files: read, end: 'time' }
      const there = ready ? await Promise.race([ready(n), late]) : true
      if (there === 'late') return { lines, files: read, end: 'time' }
      if (!there) { read += 1; continue }
      lines.push(...await one(connection, { file, words, from, to, limit: limit - lines.length, shown }).catch((error: Error) => {
        // It went while others were read: its term was over.
        if (/^IO Error: No files found/.test(error.message)) return []
        throw error
      }))
      if (lines.length >= limit) return { lines, files: read, end: 'limit' }
      read += 1
    }
    return { lines, files: read, end: 'whole' }
  } catch (error) {
    if (/^INTERRUPT/i.test((error as Error).message)) return { lines, files: read, end: 'time' }
    throw error
  } finally {
    clearTimeout(timer)
    connection.closeSync()
    database.closeSync()
  }
}

/** From here on nothing but these files can be opened, and nobody can change that. */
async function shut(connection: DuckDBConnection, files: readonly string[]): Promise<void> {
  // A setting takes no parameter: the list goes in as a value, and comes out of it as one.
  await connection.run('set variable files = $files', { files: listValue([...files]) })
  await connection.run(`set allowed_paths = getvariable('files')`)
  await connection.run('set enable_external_access = false')
  await connection.run('set lock_configuration = true')
}

async function one(connection: DuckDBConnection, { file, words, from, to, limit, shown }: { file: string; words: readonly string[]; from: Date; to: Date; limit: number; shown: number }): Promise<FoundLine[]> {
  const values: Record<string, string | number | bigint> = { file, from: BigInt(from.getTime()), to: BigInt(to.getTime()), limit, shown }
  const wanted = words.map((word, i) => { values[`w${i}`] = `%${word.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`; return ` and line ilike $w${i} escape '\\'` }).join('')
  const reader = await connection.runAndReadAll(`select epoch_ms("at") as ms, source, left(line, $shown::bigint) as line, length(line) > $shown::bigint as cut
    from read_parquet($file) where epoch_ms("at") >= $from and epoch_ms("at") < $to${wanted} order by "at" desc limit $limit::bigint`, values)
  return reader.getRowObjects().map((row) => ({ at: new Date(Number(row['ms'])), source: String(row['source']), line: String(row['line']), cut: row['cut'] === true }))
}
