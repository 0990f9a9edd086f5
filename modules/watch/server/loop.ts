/**
 * Reads the queues, asks the rules, raises alerts. What lines led to and that they were read is one transaction: lines that are read
 * again after a kill are known, and lead to nothing twice.
 */
import { LIVE } from '#platform/contract/index.ts'
import { createAsking, type Found } from './asking.ts'
import type { Context } from './context.ts'
import { settle, type Batch, type Queue, type Queues } from './queue.ts'
import { actor, save } from './saving.ts'

/** Of one transaction. */
const BATCH_BYTES = 8 * 1_048_576
/** One run ends after so long, so that whoever stops the centre is not kept waiting. */
const RUN_MS = 20_000

export function createLoop(context: Context, queues: Queues) {
  const { ground: { db, clock, log }, needs } = context
  const asking = createAsking(context)

  type Taken = { readonly batch: Batch; readonly found: Found }

  /** The next lines and what rules say of them; undefined where there are none. */
  async function take(queue: Queue): Promise<Taken | undefined> {
    const batch = await queue.next(needs.stepBytes ?? BATCH_BYTES)
    return batch && { batch, found: await asking.match(batch.frames, await db.as(actor, asking.rulesNow)) }
  }

  /** @returns false where another process was faster: then these lines, and those behind them, are not ours as they were read. */
  async function keep({ batch, found }: Taken): Promise<boolean> {
    // A rule that observes may alert at one body.
    const graph = found.hits.length > 0 || found.heard.some((one) => one.met.length > 0) ? await needs.territory.graph(LIVE) : undefined
    const now = clock.now()
    return settle(db, actor, batch, now, (tx) => save(tx, found, graph, now))
  }

  /**
   * What lines led to is saved while rules are asked of the next ones; in turn, so that the place moves as the lines do.
   * @returns false where another process was faster: the queue is to be read anew.
   */
  async function drain(queue: Queue, until: number): Promise<boolean> {
    let keeping: Promise<boolean> = Promise.resolve(true)
    try {
      // A clock that stands still, as in tests, must not make this endless: the queue ends by itself.
      for (let taken = await take(queue); taken; taken = clock.elapsedMs() > until ? undefined : await take(queue)) {
        if (!await keeping) break
        keeping = keep(taken)
        // Whoever waits for it hears of it; until then it is nobody's failure.
        keeping.catch(() => {})
      }
      const isOurs = await keeping
      if (!isOurs) queue.again()
      return isOurs
    } catch (error) {
      await keeping.catch(() => {})
      // Read again, at the next run.
      queue.again()
      throw error
    }
  }

  return {
    close: () => asking.close(),
    /** Until lists of indicators that are being read are ready. */
    settled: () => asking.settled(),
    /** Until the queues are empty, or the run has lasted long enough. */
    async run(): Promise<void> {
      const until = clock.elapsedMs() + RUN_MS
      const there = await queues()
      // Also without lines: else the first ones after a start, or after a change of rules, would wait for them.
      if (there.length > 0) await (await db.as(actor, asking.rulesNow)).compiled.warm()
      for (const queue of there) {
        while (!await drain(queue, until)) if (clock.elapsedMs() > until) break
        if (clock.elapsedMs() > until) { log.debug('the watch goes on at the next run', { queue: queue.name }); return }
      }
    },
  }
}
