/** Small segments of a source and a day that is over become one. A kill leaves either the old ones or the new one with a row; what has none is taken away by its note. */
import { createHash } from 'node:crypto'
import { readRows, segmentWriter, type SegmentStore } from '#platform/archive/index.ts'
import type { Clock } from '#platform/clock.ts'
import { LIVE, system } from '#platform/contract/index.ts'
import type { Database } from '#platform/db/index.ts'
import { addDeletions, addSegments, dropDeletion, removeSegments, scattered, type Segment } from '../store/archive-store.ts'

const actor = system('watch.archive')
const SMALL_BYTES = 64 * 1_048_576
/** Of the lines in one that was put together. */
const WHOLE_BYTES = 256 * 1_048_576
const DAYS_AT_ONCE = 20
const NO_HASH = '0'.repeat(64)

export async function compact({ db, clock, store, until }: { db: Database; clock: Clock; store: SegmentStore; until: number }): Promise<void> {
  const today = clock.now().toISOString().slice(0, 10)
  for (const group of await db.as(actor, (tx) => scattered(tx, { before: today, small: SMALL_BYTES, limit: DAYS_AT_ONCE }))) {
    const parts = together(group)
    if (parts.length > 1) await merge(parts)
    if (clock.elapsedMs() > until) return
  }

  async function there(name: string): Promise<boolean> {
    const blob = await store.get(name)
    await blob?.close()
    return blob !== undefined
  }
  async function merge(parts: readonly Segment[]): Promise<void> {
    const [{ partyId, sourceId, day, name: first, until: term }] = parts as [Segment]
    const name = `${first.slice(0, first.lastIndexOf('/'))}/day-${createHash('sha256').update(parts.map((part) => part.sha256).join()).digest('hex').slice(0, 32)}.parquet`
    const going = (of: Pick<Segment, 'name' | 'rows' | 'sha256'>) => ({ name: of.name, rows: of.rows, sha256: of.sha256, realm: LIVE, partyId, sourceId, day, until: term })
    // A file is not there: what is left is not put together by a program.
    for (const part of parts) if (!await there(part.name)) return
    await db.as(actor, (tx) => addDeletions(tx, [going({ name, rows: 0, sha256: NO_HASH })], 'merged', clock.now()))
    const writer = segmentWriter()
    for (const part of parts) {
      const blob = await store.get(part.name)
      if (!blob) throw new Error('a segment went while it was read')
      try { for await (const row of readRows(blob)) writer.addRow(row.at, row.source, row.line, row.bytes) } finally { await blob.close() }
    }
    const done = writer.finish()
    if (!done || done.rows !== parts.reduce((sum, part) => sum + part.rows, 0)) throw new Error('segments do not have the lines that their rows tell of')
    const { bytes, sha256 } = await store.put(name, done.bytes)
    await db.as(actor, async (tx) => {
      if (await removeSegments(tx, parts.map((part) => part.id)) < parts.length) throw new Error('segments went while they were put together')
      await dropDeletion(tx, name)
      await addSegments(tx, [{ realm: LIVE, partyId, sourceId, day, name, rows: done.rows, bytes, raw: done.raw, sha256, first: done.first, last: done.last, until: term, at: clock.now() }])
      await addDeletions(tx, parts.map(going), 'merged', clock.now())
    })
  }
}

/** As many as fit, in the order in which their lines came. */
function together(group: readonly Segment[]): Segment[] {
  const parts: Segment[] = []
  let raw = 0
  for (const part of group) {
    if (raw + part.raw > WHOLE_BYTES) break
    parts.push(part)
    raw += part.raw
  }
  return parts
}
