/**
 * What the stream brings, written into segments. Messages wait in the stream until a stretch of them is due, and are ours only while it is
 * written. The names of its files are noted before: killed in between, the files have no row and go by their note, and the lines come again.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { LIVE } from '#platform/contract/index.ts'
import type { Stream } from '#platform/stream/index.ts'
import type { Context } from '../context.ts'
import { settle } from '../queue.ts'
import { streamed } from '../queue/streamed.ts'
import { addDeletions, addSegments, dropDeletions, type Going } from '../store/archive-store.ts'
import { sourcesByIds, type SourceRow } from '../store.ts'
import { actor, folderOf, rowsOf, STRETCH_BYTES, STRETCH_MS, untilOf } from './rows.ts'
import { dayOf, nameOf, pack, type Stretcher } from './stretch.ts'

/** Messages are compressed: a fourth of a stretch is one, or more. A small stream is written out before it is full. */
const PACKED = 4
/** Longer than it takes to write a stretch: until then nobody takes its files away. */
const WRITING_MS = 20 * 60_000
const NO_HASH = '0'.repeat(64)
/** Servers count what is done a moment after it was said. */
const ASKED = 10
const ASKED_MS = 100

export function createStreaming(context: Context, stream: Stream, stretcher: Stretcher) {
  const { ground: { db, clock } } = context
  const reader = stream.reader('archive')
  const queue = streamed(context, stream, 'archive', actor)

  async function due(): Promise<boolean> {
    const waiting = await reader.waiting()
    if (!waiting) return false
    // What a dead process held comes back by itself; until then nothing is handed out.
    if (waiting.untouched === 0) return waiting.held > 0
    return waiting.bytes >= Math.min(STRETCH_BYTES, stream.maxBytes) / PACKED || (waiting.oldest !== undefined && clock.now().getTime() - waiting.oldest.getTime() >= STRETCH_MS)
  }

  return {
    /** @returns whether a stretch was written. */
    async stretch(now: boolean): Promise<boolean> {
      if (!now && !await due()) return false
      try {
        const batch = await queue.next(STRETCH_BYTES)
        if (!batch) return false
        const frames = batch.frames.filter((frame) => frame.lines.length > 0)
        const sources = await db.as(actor, (tx) => sourcesByIds(tx, [...new Set(frames.map((frame) => frame.sourceId))]))
        // Lines of sources that are gone are dropped with them.
        const folders = new Map(sources.map((source) => [source.id, folderOf(source)]))
        const stem = randomUUID()
        const notes = notesOf(frames.filter((frame) => folders.has(frame.sourceId)), sources, stem)
        await db.as(actor, (tx) => addDeletions(tx, notes, 'merged', new Date(clock.now().getTime() + WRITING_MS)))
        await stretcher.take(pack(frames))
        const segments = rowsOf(await stretcher.write([...folders], stem), sources, clock.now())
        const isOurs = await settle(db, actor, batch, clock.now(), async (tx) => {
          if (await dropDeletions(tx, notes.map((one) => one.name)) < notes.length) throw new Error('files of the archive went while they were written')
          await addSegments(tx, segments)
        })
        if (!isOurs) queue.again()
        return true
      } catch (error) {
        queue.again()
        throw error
      }
    },
    /** @returns what says later whether all that has come until now is in; undefined while the servers are away. */
    async mark(): Promise<(() => Promise<boolean>) | undefined> {
      const last = (await reader.waiting())?.last
      return last === undefined ? undefined : async () => {
        for (let asked = 0; asked < ASKED; asked++) {
          const waiting = await reader.waiting()
          if (!waiting) return false
          if (waiting.floor >= last || (waiting.untouched === 0 && waiting.held === 0)) return true
          await sleep(ASKED_MS)
        }
        return false
      }
    },
  }
}

/** One file for a source and day. */
function notesOf(frames: readonly { readonly sourceId: string; readonly at: Date }[], sources: readonly SourceRow[], stem: string): Going[] {
  const days = new Map(frames.map((frame) => [`${frame.sourceId} ${dayOf(frame.at)}`, { sourceId: frame.sourceId, day: dayOf(frame.at) }]))
  return [...days.values()].map(({ sourceId, day }) => {
    const source = sources.find((one) => one.id === sourceId)!
    return { name: nameOf(folderOf(source), day, stem), rows: 0, sha256: NO_HASH, realm: LIVE, partyId: source.party_id, sourceId, day, until: untilOf(day, source.retention_days) }
  })
}
