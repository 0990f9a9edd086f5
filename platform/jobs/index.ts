/**
 * The background of the process: the relay of the outbox, the queue (graphile-worker) and periodic work.
 * Runs under the worker role; handlers re-enter the app role through `Database.as`.
 */
import { makeWorkerUtils } from 'graphile-worker'
import type pg from 'pg'
import type { Connection } from '../db/index.ts'
import { relayOnce, type Envelope, type Listener } from '../events/index.ts'
import type { Log } from '../log/index.ts'
import { openLine } from './line.ts'
import { createQueue, quiet } from './queue.ts'
import { createTold, type Told } from './told.ts'

/** Work that repeats; with several processes each run is taken by one of them. */
export type Periodic = { readonly name: string; readonly everyMs: number; run(client: pg.PoolClient): Promise<void> }

export type Background = {
  /** Whether no other process worked on this database when this one began. */
  readonly alone: boolean
  /** Runs relay, queue and periodic work until nothing is left; for tests and commands. */
  drain(): Promise<void>
  stop(): Promise<void>
}

/** A job that has been locked for so long was left by a process that died elsewhere. No handler takes minutes. */
const ABANDONED_MINUTES = 15

export async function startBackground(options: { pool: pg.Pool; connection: Connection; listeners: readonly Listener[]; periodic: readonly Periodic[]; log: Log; concurrency?: number }): Promise<Background> {
  const { pool, listeners, periodic, log } = options
  const utils = await makeWorkerUtils({ pgPool: pool, logger: quiet(log) })
  await utils.migrate()
  let stopped = false

  const byName = new Map(listeners.map((listener) => [listener.name, listener]))
  const event = async (payload: unknown) => {
    const envelope = payload as Envelope<never> & { listener: string }
    const listener = byName.get(envelope.listener)
    if (!listener) throw new Error(`no listener named ${envelope.listener}`)
    await listener.handle({ ...envelope, payload: listener.event.payload.parse(envelope.payload) as never })
  }
  const queue = createQueue({ pool, log, task: event, concurrency: options.concurrency ?? 3 })

  // A killed process leaves its jobs locked, and the queue itself would wait four hours for it.
  const freeLocked = async (lockedBy: { alone: boolean; also?: readonly string[] }) => {
    const { rows } = await pool.query<{ locked_by: string }>(
      `select distinct locked_by from graphile_worker.jobs where locked_by is not null and (locked_at <= now() - make_interval(mins => $1) or locked_by = any($2))`, [lockedBy.alone ? 0 : ABANDONED_MINUTES, lockedBy.also ?? []])
    if (rows.length > 0) await utils.forceUnlockWorkers(rows.map((row) => row.locked_by))
  }

  let relaying: Promise<unknown> = Promise.resolve()
  const told = createTold(log)
  const relay = () => (relaying = relaying.then(async () => {
    while (!stopped) {
      const moved = await withClient(pool, (client) => relayOnce(client, listeners))
      told.well('relay')
      if (moved === 0) return
    }
  }).catch((error: unknown) => { if (!stopped) told.failed('relay', error) }))

  /**
   * What ran when the line broke may have ended unheard: the queue begins anew, and its old self's jobs are free. They are freed
   * between the two, and the jobs of others once: what has begun since is at work.
   */
  const recover = async (alone: boolean) => {
    const former: string[] = []
    for (let others = alone; !stopped;) {
      try {
        former.push(...await queue.end())
        await freeLocked({ alone: others, also: former })
        others = false
        await queue.start()
        break
      } catch (error) {
        log.warn('the queue could not begin anew yet', { error })
        await new Promise((resolve) => setTimeout(resolve, 1000))
      }
    }
    await relay()
  }
  let recovering: Promise<unknown> = Promise.resolve()
  const line = await openLine(options.connection, {
    heard: () => void relay(),
    back: (alone) => { if (!stopped) recovering = recovering.then(() => recover(alone)) },
  }, log)
  await freeLocked(line)
  await queue.start()

  const timers = [
    every(1000, async () => { await relay() }),
    setInterval(() => void freeLocked({ alone: false }).then(() => told.well('abandoned jobs')).catch((error: unknown) => { if (!stopped) told.failed('abandoned jobs', error) }), 60_000),
    ...periodic.map((work) => every(work.everyMs, () => once(pool, work, log, told))),
  ]
  void relay()

  return {
    alone: line.alone,
    async drain() {
      for (let round = 0; round < 2000; round++) {
        await relay()
        for (const work of periodic) await once(pool, work, log)
        const { rows } = await pool.query<{ jobs: number; events: number }>(
          `select (select count(*)::int from graphile_worker.jobs where attempts < max_attempts and run_at <= now() + interval '1 second') as jobs, (select count(*)::int from platform.outbox where realm not like 'ex:%') as events`)
        if (rows[0]!.jobs === 0 && rows[0]!.events === 0) return
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      throw new Error('the queue does not empty: a job keeps failing, see the log')
    },
    async stop() {
      stopped = true
      for (const timer of timers) clearInterval(timer)
      await line.close()
      await relaying
      await recovering
      await queue.end()
      await utils.release()
    },
  }
}

/** A run that takes longer than its interval is not met by the next one. */
function every(ms: number, run: () => Promise<void>): NodeJS.Timeout {
  let running = false
  return setInterval(() => {
    if (running) return
    running = true
    void run().finally(() => { running = false })
  }, ms)
}

/** One run, unless another process is at it. A failure is logged and left to the next run. */
export async function once(pool: pg.Pool, work: Periodic, log: Log, told: Told = createTold(log)) {
  try {
    await withClient(pool, async (client) => {
      await client.query('begin')
      const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_xact_lock(712003, hashtext($1)) as mine', [work.name])
      if (rows[0]!.mine) await work.run(client)
      await client.query('commit')
    }, true)
    told.well(work.name)
  } catch (error) { told.failed(work.name, error) }
}

async function withClient<T>(pool: pg.Pool, use: (client: pg.PoolClient) => Promise<T>, rollback = false): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try { return await use(client) } catch (error) {
    if (rollback) await client.query('rollback').catch((cause: Error) => { broken = cause })
    throw error
  } finally { client.release(broken) }
}
