/**
 * Indicators kept ready in a thread of their own. While another state of the lists is being read, the one before goes on answering; only
 * the very first lines wait. What cannot be read, or comes to no end, is said in the log, and the lines go on without it.
 */
import { startThread, type Thread } from '#platform/threads/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { system } from '#platform/contract/index.ts'
import type { Tlp } from '#engines/indicators/index.ts'
import type { ListFormat } from '../../contract-lists.ts'
import type { Context } from '../context.ts'
import type { Frame } from '../frame.ts'
import * as store from '../store/lists-store.ts'
import type { Batch, Lists, Ready, Scan } from './match.thread.ts'

const actor = system('watch.indicators')
/** For an answer: so long, and what lines take that all hit something. */
const LIMIT_MS = 10_000
const BYTES_PER_MS = 500
const START_MS = 120_000
const MEMORY_MB = 2048
const AGAIN_MS = 60_000
const DAY_MS = 86_400_000

type Working = { readonly mark: string; readonly since: ReadonlyMap<string, Date>; readonly thread: Thread<Ready, Batch, readonly Scan[]> | undefined }
/** What lists say of the lines of one frame, and since when each has its text. */
export type Heard = Scan & { readonly frame: Frame; readonly since: ReadonlyMap<string, Date> }
export type Indicators = ReturnType<typeof createIndicators>

export function createIndicators({ ground: { db, clock, log } }: { readonly ground: Pick<Context['ground'], 'db' | 'clock' | 'log'> }, { limitMs = LIMIT_MS } = {}) {
  let working: Working | undefined
  let loading: Promise<void> | undefined
  let asked: Promise<unknown> = Promise.resolve()
  let starting: Working['thread']
  let closed = false
  let failed: { readonly mark: string; readonly until: number } | undefined

  async function load(mark: string): Promise<void> {
    const since = new Map<string, Date>()
    const lists: Lists = await db.as(actor, async (tx) => {
      const [lists, warnings]: [Lists['lists'][number][], Lists['warnings'][number][]] = [[], []]
      for (const row of await store.workingLists(tx)) {
        const parts = (await store.partsOf(tx, row.id, row.current)).map((one) => new Uint8Array(one))
        since.set(row.id, row.at)
        if (row.kind === 'warning') { warnings.push({ id: row.id, parts }); continue }
        const origin = { source: row.id, confidence: row.confidence, tlp: row.tlp as Tlp, ...(row.days === null ? {} : { validUntil: row.at.getTime() + row.days * DAY_MS }) }
        lists.push({ format: row.format as Exclude<ListFormat, 'warning'>, origin, parts, withdrawn: (await store.withdrawnOf(tx, row.id)).map((one) => one.value) })
      }
      return { lists, warnings }
    })
    const thread = lists.lists.length === 0 ? undefined : startThread<Ready, Batch, readonly Scan[]>(new URL('match.thread.ts', import.meta.url), { data: lists, startMs: START_MS, memoryMb: MEMORY_MB })
    starting = thread
    const ready = await thread?.ready
    const before = working
    working = { mark, since, thread }
    log.info('indicators are ready', { lists: lists.lists.length, warnings: lists.warnings.length, values: ready?.values ?? 0 })
    // It may be in the middle of an answer.
    await asked.catch(() => {})
    await before?.thread?.end()
  }
  function begin(mark: string): void {
    loading = load(mark).then(() => { failed = undefined }, (error: unknown) => {
      failed = { mark, until: clock.elapsedMs() + AGAIN_MS }
      if (!closed) log.error('the lists of indicators could not be made ready; the ones before go on', { error })
    }).finally(() => { starting = undefined; loading = undefined })
  }

  async function ask(one: Working, batch: () => Batch, ms: number): Promise<readonly Scan[] | 'overtime'> {
    const given = batch()
    const said = await one.thread!.ask(given, ms, [given.bytes.buffer])
    return said === 'overtime' ? said : said.answer
  }

  return {
    /** What is in force now, as the database says it: what differs is read beside the lines. */
    async notice(tx: Tx): Promise<void> {
      const mark = await store.listsMark(tx)
      if (working?.mark === mark || loading || (failed?.mark === mark && clock.elapsedMs() < failed.until)) return
      begin(mark)
    },
    /** Outside of any transaction. */
    async match(frames: readonly Frame[]): Promise<readonly Heard[]> {
      if (!working) await loading
      const one = working
      if (!one?.thread) return []
      const ms = limitMs + frames.reduce((sum, frame) => sum + frame.lines.length, 0) / BYTES_PER_MS
      const answer = ask(one, () => joined(frames), ms)
      asked = answer
      const scans = await answer.catch((error: unknown) => { log.error('indicators were not asked of these lines', { error }); return 'overtime' as const })
      if (scans === 'overtime') {
        log.error('indicators gave no answer for these lines and are made ready anew', { lines: frames.length })
        if (working === one) working = undefined
        await one.thread.end()
        return []
      }
      const beyond = scans.reduce((sum, one) => sum + one.beyond, 0)
      if (beyond > 0) log.warn('so many different indicators in one request that not each raised an alert; all are counted', { beyond })
      return frames.map((frame, i) => ({ ...scans[i]!, frame, since: one.since }))
    },
    /** Until what was noticed is ready. */
    settled: async (): Promise<void> => { await loading },
    close: async (): Promise<void> => { closed = true; await starting?.end(); await loading; await working?.thread?.end(); working = undefined },
  }
}

/** One copy that is given away. */
function joined(frames: readonly Frame[]): Batch {
  const bytes = new Uint8Array(frames.reduce((sum, one) => sum + one.lines.length, 0))
  const ends: number[] = []
  let at = 0
  for (const { lines } of frames) { bytes.set(lines, at); at += lines.length; ends.push(at) }
  return { bytes, ends, at: frames.map((one) => one.at.getTime()) }
}
