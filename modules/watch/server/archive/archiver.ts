/**
 * The second reader of the queues: what came is written into segments, one for a source and day. How far it has come is saved with the
 * rows of the segments. Before a stretch of a spool is written its end is noted: after a kill the same stretch is written again, into the
 * same files. What the stream brings has a file of its own (streaming.ts).
 */
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { storeAt, type ArchivePlace, type SegmentStore } from '#platform/archive/index.ts'
import { openSpoolReader, type SpoolReader } from '#platform/spool/index.ts'
import type { Context } from '../context.ts'
import { readFrame } from '../frame.ts'
import { spoolFolder, SPOOL_READERS } from '../queue.ts'
import { cursorOf, moveCursor } from '../store/alerts-store.ts'
import { addSegments, areGone, waitingDeletions, type NewSegment } from '../store/archive-store.ts'
import { sourcesByIds } from '../store.ts'
import { compact } from './compact.ts'
import { actor, folderOf, rowsOf, STRETCH_BYTES, STRETCH_MS } from './rows.ts'
import { createStreaming } from './streaming.ts'
import { createStretcher, threadedStretcher } from './stretch.ts'

export const archiveFolder = (dataFolder: string): string => join(dataFolder, 'watch', 'archive')
export const archivePlace = ({ dataFolder, archive }: Pick<Context['ground'], 'dataFolder' | 'archive'>): ArchivePlace => ({ folder: archiveFolder(dataFolder), bucket: archive })
const RUN_MS = 20_000
const COMPACT_MS = 10 * 60_000
const MERGED_STAY_MS = 60_000
const SWEPT_AT_ONCE = 100

/** What waits for the newest lines: asked first, told when they are in. */
export type Hurry = { wanted(): Promise<boolean>; ready(): Promise<void>; /** Whether segments may not be put together now. */ busy(): Promise<boolean> }

export function createArchiver(context: Context, hurry: Hurry, given?: SegmentStore) {
  const { ground: { db, clock, log, dataFolder }, needs } = context
  const store = given ?? storeAt(archivePlace(context.ground))
  const stretcher = given ? createStretcher(given) : threadedStretcher(archivePlace(context.ground))
  const readers = new Map<string, { readonly reader: SpoolReader; /** When the first line came that waits. */ oldest?: { readonly from: number; readonly at: Date } }>()
  let compacted: number | undefined
  const streaming = needs.stream && createStreaming(context, needs.stream, stretcher)
  // A small queue is written out before it is full.
  const most = Math.min(STRETCH_BYTES, Math.ceil((needs.spoolBytes ?? Infinity) / 4))

  /** @returns whether a stretch was written. */
  async function stretch(name: string, now: boolean): Promise<boolean> {
    let known = readers.get(name)
    if (!known) {
      const reader = await openSpoolReader(join(spoolFolder(dataFolder), name), { name: 'archive', all: SPOOL_READERS })
      if (reader.id === '') return false
      readers.set(name, known = { reader })
    }
    const { reader } = known
    const [at, ends] = [`archive:${reader.id}`, `archive-end:${reader.id}`]
    const [saved, noted] = await db.as(actor, async (tx) => [await cursorOf(tx, at), await cursorOf(tx, ends)] as const)
    if (saved > reader.position()) reader.skipTo(saved)
    const from = reader.position()
    try {
      if (noted <= from && !now && !await due(known, from)) return false
      const { next, sourceIds } = await stretcher.look(join(spoolFolder(dataFolder), name), from, noted > from ? { end: noted } : { most })
      if (next === from) return false
      if (noted !== next) await db.as(actor, (tx) => moveCursor(tx, ends, next, clock.now()))
      const segments = await written(sourceIds, `${reader.id}-${digits(from)}-${digits(next)}`)
      await db.as(actor, async (tx) => {
        if (await cursorOf(tx, at) > from) return // somebody was faster
        await addSegments(tx, segments)
        await moveCursor(tx, at, next, clock.now())
      })
      reader.skipTo(next)
      await reader.done(next)
      return true
    } catch (error) {
      // Read again from the file, at the next run.
      readers.delete(name)
      throw error
    }
  }

  async function due(known: { readonly reader: SpoolReader; oldest?: { readonly from: number; readonly at: Date } }, from: number): Promise<boolean> {
    const waiting = await known.reader.waiting()
    if (waiting === 0) return false
    if (waiting >= most) return true
    if (known.oldest?.from !== from) {
      const { payloads: [first] } = await known.reader.read(1)
      known.reader.skipTo(from)
      if (!first) return false
      known.oldest = { from, at: readFrame(first).at }
    }
    return clock.now().getTime() - known.oldest!.at.getTime() >= STRETCH_MS
  }

  /** Lines of sources that are gone are dropped with them. */
  async function written(sourceIds: readonly string[], stem: string): Promise<NewSegment[]> {
    const sources = await db.as(actor, (tx) => sourcesByIds(tx, sourceIds))
    return rowsOf(await stretcher.write(sources.map((source) => [source.id, folderOf(source)] as const), stem), sources, clock.now())
  }

  async function sweep(): Promise<void> {
    await db.as(actor, async (tx) => {
      const names = await waitingDeletions(tx, { mergedBefore: new Date(clock.now().getTime() - MERGED_STAY_MS), limit: SWEPT_AT_ONCE })
      for (const name of names) await store.remove(name)
      if (names.length > 0) await areGone(tx, names, clock.now())
    })
  }

  return {
    store,
    close: () => stretcher.close(),
    /** Writes what is due, at once where somebody waits for it; takes files away; puts small segments together. */
    async run(): Promise<void> {
      const root = spoolFolder(dataFolder)
      await mkdir(root, { recursive: true, mode: 0o700 })
      const until = clock.elapsedMs() + RUN_MS
      await sweep()
      const now = await hurry.wanted()
      // What had come until now is what somebody waits for.
      const arrived = now ? await streaming?.mark() : undefined
      const queues = (await readdir(root, { withFileTypes: true })).filter((one) => one.isDirectory())
      for (const { name } of queues) {
        while (await stretch(name, now)) if (clock.elapsedMs() > until) { log.debug('the archive goes on at the next run', { spool: name }); return }
      }
      while (await streaming?.stretch(now)) if (clock.elapsedMs() > until) { log.debug('the archive goes on at the next run', { queue: 'stream' }); return }
      if (now && (!streaming || await arrived?.())) await hurry.ready()
      if (await hurry.busy() || (compacted !== undefined && clock.elapsedMs() - compacted < COMPACT_MS)) return
      compacted = clock.elapsedMs()
      await compact({ db, clock, store, until })
    },
  }
}
export type Archiver = ReturnType<typeof createArchiver>

const digits = (place: number): string => String(place).padStart(16, '0')
