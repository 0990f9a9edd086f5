/**
 * Reads the queues, asks the rules, raises alerts. What lines led to and how far they were read is one transaction: lines that are read
 * again after a kill are known by their place, and lead to nothing twice.
 */
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { LIVE } from '#platform/contract/index.ts'
import { openSpoolReader, type SpoolReader } from '#platform/spool/index.ts'
import { createAsking, type Found } from './asking.ts'
import type { Context } from './context.ts'
import { readFrame } from './frame.ts'
import { SPOOL_READERS, spoolFolder } from './queue.ts'
import { actor, save } from './saving.ts'
import { cursorOf, moveCursor } from './store/alerts-store.ts'

/** Of one transaction. */
const BATCH_BYTES = 8 * 1_048_576
/** One run ends after so long, so that whoever stops the centre is not kept waiting. */
const RUN_MS = 20_000

export function createLoop(context: Context) {
  const { ground: { db, clock, log, dataFolder }, needs } = context
  const readers = new Map<string, SpoolReader>()
  const asking = createAsking(context)

  type Taken = { readonly id: string; readonly from: number; readonly next: number; readonly reader: SpoolReader; readonly found: Found }

  /** The next lines and what rules say of them; undefined where there are none. */
  async function take(name: string): Promise<Taken | undefined> {
    let reader = readers.get(name)
    if (!reader) {
      reader = await openSpoolReader(join(spoolFolder(dataFolder), name), { all: SPOOL_READERS })
      const { id } = reader
      if (id === '') return undefined
      // The database knows better than the file how far the lines led to something.
      const saved = await db.as(actor, (tx) => cursorOf(tx, id))
      if (saved > reader.position()) reader.skipTo(saved)
      readers.set(name, reader)
    }
    const from = reader.position()
    const { payloads, next } = await reader.read(needs.stepBytes ?? BATCH_BYTES)
    if (next === from) return undefined
    return { id: reader.id, from, next, reader, found: await asking.match(payloads.map(readFrame), await db.as(actor, asking.rulesNow)) }
  }

  /** @returns false where another process was faster: then these lines, and those behind them, are not ours as they were read. */
  async function keep({ id, from, next, reader, found }: Taken): Promise<boolean> {
    // A rule that observes may alert at one body.
    const graph = found.hits.length > 0 || found.heard.some((one) => one.met.length > 0) ? await needs.territory.graph(LIVE) : undefined
    const isOurs = await db.as(actor, async (tx) => {
      if (await cursorOf(tx, id) > from) return false
      await save(tx, found, graph, clock.now())
      await moveCursor(tx, id, next, clock.now())
      return true
    })
    if (isOurs) await reader.done(next)
    return isOurs
  }

  /**
   * What lines led to is saved while rules are asked of the next ones; in turn, so that the place moves as the lines do.
   * @returns false where another process was faster: the queue is to be opened anew.
   */
  async function drain(name: string, until: number): Promise<boolean> {
    let keeping: Promise<boolean> = Promise.resolve(true)
    try {
      // A clock that stands still, as in tests, must not make this endless: the queue ends by itself.
      for (let taken = await take(name); taken; taken = clock.elapsedMs() > until ? undefined : await take(name)) {
        if (!await keeping) break
        keeping = keep(taken)
        // Whoever waits for it hears of it; until then it is nobody's failure.
        keeping.catch(() => {})
      }
      const isOurs = await keeping
      if (!isOurs) readers.delete(name)
      return isOurs
    } catch (error) {
      await keeping.catch(() => {})
      // Read again from the file, at the next run.
      readers.delete(name)
      throw error
    }
  }

  return {
    close: () => asking.close(),
    /** Until lists of indicators that are being read are ready. */
    settled: () => asking.settled(),
    /** Until the queues are empty, or the run has lasted long enough. */
    async run(): Promise<void> {
      const root = spoolFolder(dataFolder)
      await mkdir(root, { recursive: true, mode: 0o700 })
      const until = clock.elapsedMs() + RUN_MS
      const queues = (await readdir(root, { withFileTypes: true })).filter((one) => one.isDirectory())
      // Also without lines: else the first ones after a start, or after a change of rules, would wait for them.
      if (queues.length > 0) await (await db.as(actor, asking.rulesNow)).compiled.warm()
      for (const { name } of queues) {
        while (!await drain(name, until)) if (clock.elapsedMs() > until) break
        if (clock.elapsedMs() > until) { log.debug('the watch goes on at the next run', { spool: name }); return }
      }
    },
  }
}
