/** Words in what is kept of one body: bounded, one at a time for a process, and recorded. */
import { search, type SegmentStore } from '#platform/archive/index.ts'
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type BodyOf, type ResponseOf } from '#platform/contract/index.ts'
import { SEARCH, type searchLogs } from '../../contract-hunts.ts'
import type { Context } from '../context.ts'
import { partiesOf } from '../dto.ts'
import { segmentsFor } from '../store/archive-store.ts'
import { sourcesByIds } from '../store.ts'

const DAY_MS = 86_400_000

export function createLooking(context: Context, store: Pick<SegmentStore, 'files'>) {
  const { ground: { db, clock } } = context
  let looking = false

  /** @throws Refusal busy while another search of this process is at work: each takes memory and a processor. */
  return async function look(actor: Actor, { partyId, from, to, words }: BodyOf<typeof searchLogs>): Promise<ResponseOf<typeof searchLogs>> {
    if (from > to) throw new Refusal('invalid', { fields: [{ path: 'body.to', problem: 'the last day is before the first' }] })
    const { segments, labels } = await db.as(actor, async (tx) => {
      if (!(await partiesOf(context, tx, [partyId])).has(partyId)) throw new Refusal('not_found')
      const rows = await segmentsFor(tx, { partyId, from, to, limit: SEARCH.segments })
      // Before anything is read: what cannot be recorded is not shown.
      await record(tx, actor, clock.now(), { action: 'watch.search', partyId, object: `party:${partyId}`, detail: { words, from, to } })
      const sources = rows.length === 0 ? [] : await sourcesByIds(tx, [...new Set(rows.map((row) => row.sourceId))])
      return { segments: rows, labels: new Map(sources.map((one) => [one.id, one.label])) }
    })
    if (segments.length === 0) return { lines: [], end: 'whole', segments: 0, read: 0, newest: null }
    if (looking) throw new Refusal('busy', { retryAfterSeconds: SEARCH.seconds })
    looking = true
    const files = await store.files(segments.map((one) => one.name)).catch((error: unknown) => { looking = false; throw error })
    try {
      const { lines, files: read, end } = await search({
        files: files.paths, ready: files.ready, words, from: new Date(from), to: new Date(Date.parse(to) + DAY_MS), limit: SEARCH.lines, limitMs: SEARCH.seconds * 1000,
      }, { elapsedMs: () => clock.elapsedMs() })
      return {
        lines: lines.map((one) => ({ at: one.at.toISOString(), source: labels.get(one.source) ?? '', line: one.line, cut: one.cut })),
        end: end === 'whole' && segments.length >= SEARCH.segments ? 'limit' : end, segments: segments.length, read, newest: segments[0]?.last.toISOString() ?? null,
      }
    } finally { await files.close(); looking = false }
  }
}
