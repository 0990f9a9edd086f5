/** A stretch of a queue, read and then written as one segment for each source and day. */
import { segmentWriter, type ArchivePlace, type SegmentStore } from '#platform/archive/index.ts'
import { openSpoolReader } from '#platform/spool/index.ts'
import { startThread, type Thread } from '#platform/threads/index.ts'
import { readFrame, type Frame } from '../frame.ts'
import { SPOOL_READERS } from '../queue.ts'

export type Bound = { /** About so many bytes. */ readonly most: number } | { /** A place noted before. */ readonly end: number }
export type Looked = { readonly next: number; readonly sourceIds: readonly string[] }
export type Segmented = { readonly sourceId: string; readonly day: string; readonly name: string; readonly rows: number; readonly bytes: number; readonly raw: number; readonly sha256: string; readonly first: Date; readonly last: Date }
export type Stretcher = {
  /** Reads the queue in this folder from a place on; what was read is kept for `write`. */
  look(spool: string, from: number, bound: Bound): Promise<Looked>
  /** What came another way: kept for `write` instead. */
  take(packed: Packed): Promise<void>
  /** @param folders by source; lines of sources that have none are left out. @throws Refusal no_space */
  write(folders: readonly (readonly [sourceId: string, folder: string])[], stem: string): Promise<readonly Segmented[]>
  close(): Promise<void>
}
/** Lines of many frames as one block of bytes, which changes hands instead of being copied. */
export type Packed = { readonly bytes: ArrayBuffer; readonly frames: readonly { readonly sourceId: string; readonly at: Date; readonly length: number }[] }
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

export function createStretcher(store: SegmentStore): Stretcher {
  let frames: readonly Frame[] = []
  return {
    async look(spool, from, bound) {
      const reader = await openSpoolReader(spool, { name: 'archive', all: SPOOL_READERS })
      reader.skipTo(from)
      const { payloads, next } = 'end' in bound ? await reader.read(Infinity, bound.end) : await reader.read(bound.most)
      frames = payloads.map(readFrame).filter((frame) => frame.lines.length > 0)
      return { next, sourceIds: [...new Set(frames.map((frame) => frame.sourceId))] }
    },
    async take({ bytes, frames: packed }) {
      let from = 0
      frames = packed.map(({ sourceId, at, length }) => ({ sourceId, at, received: 0, duplicates: 0, tooLarge: 0, empty: 0, lines: Buffer.from(bytes, (from += length) - length, length) }))
    },
    async write(folders, stem) {
      const folderOf = new Map(folders)
      const segments: Segmented[] = []
      for (const group of Map.groupBy(frames, (frame) => `${frame.sourceId} ${dayOf(frame.at)}`).values()) {
        const [{ sourceId, at }] = group as [Frame]
        const folder = folderOf.get(sourceId)
        if (folder === undefined) continue
        const writer = segmentWriter()
        for (const frame of group) writer.add(frame.at, frame.sourceId, frame.lines)
        const done = writer.finish()
        if (!done) continue
        const name = nameOf(folder, dayOf(at), stem)
        segments.push({ sourceId, day: dayOf(at), name, ...(await store.put(name, done.bytes)), rows: done.rows, raw: done.raw, first: done.first, last: done.last })
      }
      frames = []
      return segments
    },
    close: async () => { frames = [] },
  }
}

export const nameOf = (folder: string, day: string, stem: string): string => `${folder}/${day}/${stem}.parquet`
export function pack(frames: readonly Frame[]): Packed {
  const bytes = new ArrayBuffer(frames.reduce((sum, one) => sum + one.lines.length, 0))
  const into = Buffer.from(bytes)
  let at = 0
  for (const { lines } of frames) at += lines.copy(into, at)
  return { bytes, frames: frames.map(({ sourceId, at: came, lines }) => ({ sourceId, at: came, length: lines.length })) }
}

export type Ask = { readonly look: Parameters<Stretcher['look']> } | { readonly take: Packed } | { readonly write: Parameters<Stretcher['write']> }
const START_MS = 60_000
const LIMIT_MS = 600_000
const MEMORY_MB = 1024

/** The same in a thread of its own: to compress lines takes as long as all other work with them, and requests are answered meanwhile. */
export function threadedStretcher(archive: ArchivePlace): Stretcher {
  let thread: Thread<null, Ask, unknown> | undefined
  async function ask(what: Ask, transfer: readonly ArrayBuffer[] = []): Promise<unknown> {
    thread ??= startThread(new URL('stretch.thread.ts', import.meta.url), { data: archive, startMs: START_MS, memoryMb: MEMORY_MB })
    try {
      const said = await thread.ask(what, LIMIT_MS, transfer)
      if (said === 'overtime') throw new Error('a stretch of the archive does not come to an end')
      return said.answer
    } catch (error) {
      await thread.end()
      thread = undefined
      throw error
    }
  }
  return {
    look: async (...given) => await ask({ look: given }) as Looked,
    take: async (packed) => { await ask({ take: packed }, [packed.bytes]) },
    write: async (...given) => await ask({ write: given }) as readonly Segmented[],
    close: async () => { await thread?.end(); thread = undefined },
  }
}
