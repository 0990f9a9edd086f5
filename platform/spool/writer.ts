import { randomUUID } from 'node:crypto'
import { mkdir, open, writeFile, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '../contract/refused.ts'
import { flush } from '../files.ts'
import { FRAME_MAX, furthest, HEADER, headerOf, readFrame, segmentPath, segmentsIn } from './frames.ts'

export type SpoolOptions = {
  /** Bytes on the disk and on their way to it; beyond them nothing is taken. */
  readonly maxBytes: number
  readonly segmentBytes?: number
  /** For tests: how the bytes reach the file. */
  readonly write?: (file: FileHandle, parts: readonly Buffer[], at: number) => Promise<void>
}
export type SpoolWriter = {
  /**
   * Resolves when the payload is on the disk, its parts one behind the other; until then they stay as they are. All that wait share one fsync.
   * @throws Refusal busy when the spool is full · no_space when the disk is · too_large.
   */
  append(parts: readonly Buffer[]): Promise<void>
  /** Writes out what waits. */
  close(): Promise<void>
}

type Waiting = { readonly parts: readonly Buffer[]; readonly bytes: number; resolve(): void; reject(error: unknown): void }
const SEGMENT_BYTES = 32 * 1_048_576
/** How long a full spool is said to be full, before its folder is looked at again. */
const RETRY_SECONDS = 5

export async function openSpoolWriter(folder: string, { maxBytes, segmentBytes = SEGMENT_BYTES, write = writeAll }: SpoolOptions): Promise<SpoolWriter> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(join(folder, 'id'), randomUUID(), { flag: 'wx', mode: 0o600, flush: true }).catch((error: { code?: string }) => { if (error.code !== 'EEXIST') throw error })
  let { file, start, end } = await recover(folder)
  let queued = 0
  let onDisk = (await segmentsIn(folder)).reduce((sum, one) => sum + one.bytes, 0)
  let waiting: Waiting[] = []
  let running: Promise<void> | undefined
  let closed = false
  /** A write into this file failed: the next one goes into another. */
  let torn = false

  async function begin(): Promise<void> {
    const next = await open(segmentPath(folder, end), 'w', 0o600)
    await flush(folder)
    await file.close().catch(() => {})
    ;[file, start, torn] = [next, end, false]
  }

  async function commit(group: readonly Waiting[]): Promise<void> {
    const bytes = group.reduce((sum, one) => sum + one.bytes, 0)
    try {
      if (torn || (end > start && end - start + bytes > segmentBytes)) await begin()
      await write(file, group.flatMap((one) => one.parts), end - start)
      await file.datasync()
      onDisk += bytes
      end += bytes
      for (const one of group) one.resolve()
    } catch (error) {
      // Nobody knows what is there now, and the reader may have met it: it is cut, and writing goes on in a new file beyond it.
      await file.truncate(end - start).then(() => file.datasync()).catch(() => {})
      end += bytes
      torn = true
      const full = ['ENOSPC', 'EDQUOT', 'EFBIG'].includes((error as { code?: string }).code ?? '')
      for (const one of group) one.reject(full ? new Refusal('no_space') : error)
    } finally { queued -= bytes }
  }

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting
      waiting = []
      await commit(group)
    }
    running = undefined
  }

  return {
    async append(parts) {
      if (closed) throw new Refusal('unavailable')
      const length = parts.reduce((sum, one) => sum + one.length, 0)
      const bytes = length + HEADER
      if (length === 0 || length > FRAME_MAX) throw new Refusal(length === 0 ? 'invalid' : 'too_large')
      if (onDisk + queued + bytes > maxBytes) {
        // The reader deletes without telling: what is there is counted again before anybody is refused.
        onDisk = (await segmentsIn(folder)).reduce((sum, one) => sum + one.bytes, 0)
        if (onDisk + queued + bytes > maxBytes) throw new Refusal('busy', { retryAfterSeconds: RETRY_SECONDS })
      }
      queued += bytes
      await new Promise<void>((resolve, reject) => {
        waiting.push({ parts: [headerOf(parts), ...parts], bytes, resolve, reject })
        running ??= run()
      })
    },
    async close() {
      closed = true
      await running
      await file.close()
    },
  }
}

async function writeAll(file: FileHandle, parts: readonly Buffer[], at: number): Promise<void> {
  const total = parts.reduce((sum, one) => sum + one.length, 0)
  const bytes = total < 65_536 || parts.length > 512 ? [Buffer.concat(parts)] : parts
  const { bytesWritten } = await file.writev(bytes, at)
  // A short write is how a disk that fills up in the middle says it.
  if (bytesWritten < total) throw Object.assign(new Error('a short write'), { code: 'ENOSPC' })
}

/** Opens the last segment and cuts a torn tail off. Where the disk lost what the reader has behind it, writing goes on beyond that. */
async function recover(folder: string): Promise<{ file: FileHandle; start: number; end: number }> {
  const last = (await segmentsIn(folder)).at(-1)
  const read = await furthest(folder)
  if (last) {
    const file = await open(last.path, 'r+')
    let at = 0
    for (let frame = await readFrame(file, at); frame; frame = await readFrame(file, at)) at += HEADER + frame.length
    if (at < last.bytes) { await file.truncate(at); await file.sync() }
    if (last.start + at >= read) return { file, start: last.start, end: last.start + at }
    await file.close()
  }
  const file = await open(segmentPath(folder, read), 'wx', 0o600)
  await flush(folder)
  return { file, start: read, end: read }
}
