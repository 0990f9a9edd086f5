/** Goes over what is kept, segment by segment. What one led to and that it was asked is one transaction: killed, it goes on with the next. */
import { setImmediate as pause } from 'node:timers/promises'
import { readSegment, type SegmentStore } from '#platform/archive/index.ts'
import { record } from '#platform/audit/index.ts'
import { system } from '#platform/contract/index.ts'
import type { HuntKind } from '../../contract-hunts.ts'
import type { Context } from '../context.ts'
import { LINE_SHOWN, linesOf, textOf } from '../lines.ts'
import type { Segment } from '../store/archive-store.ts'
import * as store from '../store/hunts-store.ts'
import { prepare, type Asked } from './ask.ts'

const actor = system('watch.hunt')
const RUN_MS = 20_000
const WHAT_SHOWN = 500

export function createHunter(context: Context, segments: Pick<SegmentStore, 'get'>) {
  const { ground: { db, clock, log }, needs } = context
  let working: { readonly id: string; readonly asked: Asked } | undefined

  async function askedOf(hunt: store.HuntRow): Promise<Asked> {
    if (working?.id === hunt.id) return working.asked
    await working?.asked.close()
    working = { id: hunt.id, asked: prepare(hunt.kind as HuntKind, hunt.text, needs.compile)() }
    return working.asked
  }
  async function close(): Promise<void> { await working?.asked.close(); working = undefined }

  const end = (hunt: store.HuntRow, state: 'done' | 'failed', why = ''): Promise<void> => db.as(actor, async (tx) => {
    const now = clock.now()
    if (await store.endHunt(tx, hunt.id, state, now, why)) await record(tx, actor, now, { action: 'watch.hunt_end', object: `hunt:${hunt.id}`, detail: { state, lines: hunt.lines, hits: hunt.hits, bodies: hunt.bodies } })
  })

  async function ask(hunt: store.HuntRow, segment: Segment): Promise<store.Met | { readonly stuck: string }> {
    const blob = await segments.get(segment.name)
    if (!blob) return { lines: 0, broken: 0, hits: 0, missing: true, samples: [], parts: new Map() }
    const asked = await askedOf(hunt)
    let [lines, broken, hits] = [0, 0, 0]
    const parts = new Map<string, number>()
    const samples: { at: Date; what: string; line: string; cut: boolean }[] = []
    try {
      for await (const piece of readSegment(blob)) {
        const met = await asked.match(piece.lines)
        if (met.stuck !== undefined) return { stuck: met.stuck }
        lines += met.lines
        broken += met.broken
        hits += met.hits.length
        for (const [key, count] of met.parts) parts.set(key, (parts.get(key) ?? 0) + count)
        const lineAt = linesOf(piece.lines)
        for (const [number, what] of met.hits.slice(0, store.HUNT_SAMPLES - samples.length)) {
          const line = lineAt(number)
          samples.push({ at: await piece.at(number), what: what.slice(0, WHAT_SHOWN).toWellFormed(), line: textOf(line), cut: line.length > LINE_SHOWN })
        }
        await pause()
      }
    } finally { await blob.close() }
    return { lines, broken, hits, missing: false, samples, parts }
  }

  /** @returns whether there was anything to do. */
  async function step(): Promise<boolean> {
    const [hunt, segment] = await db.as(actor, async (tx) => {
      const found = await store.huntAtWork(tx)
      return [found, found && await store.nextSegment(tx, found.id)] as const
    })
    if (!hunt) { await close(); return false }
    if (!segment) { await end(hunt, 'done'); return true }
    let met: Awaited<ReturnType<typeof ask>>
    try { met = await ask(hunt, segment) } catch (error) {
      log.error('a segment could not be asked', { hunt: hunt.id, segment: segment.name, error })
      await close()
      await end(hunt, 'failed', `unreadable: ${segment.name}`)
      return true
    }
    if ('stuck' in met) { await close(); await end(hunt, 'failed', `stuck: ${met.stuck}`) } else {
      const done = met
      // Cancelled meanwhile: what this segment led to is not kept.
      await db.as(actor, (tx) => store.saveMet(tx, hunt, segment, done))
    }
    return true
  }

  return {
    close,
    async run(): Promise<void> {
      const until = clock.elapsedMs() + RUN_MS
      while (await step()) if (clock.elapsedMs() > until) return
    },
  }
}
