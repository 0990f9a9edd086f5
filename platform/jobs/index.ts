/**
 * The background of the process: the relay of the outbox, the queue (graphile-worker) and periodic work.
 * Runs under the worker role; handlers re-enter the app role through `Database.as`.
 */
import { Logger, makeWorkerUtils, run, type Runner } from 'graphile-worker'
import pg from 'pg'
import type { Connection } from '../db/index.ts'
import { relayOnce, type Envelope, type Listener } from '../events/index.ts'
import type { Log } from '../log/index.ts'

/** Work that repeats; with several processes each run is taken by one of them. */
export type Periodic = { readonly name: string; readonly everyMs: number; run(client: pg.PoolClient): Promise<void> }

export type Background = {
  /** Runs relay, queue and periodic work until nothing is left; for tests and commands. */
  drain(): Promise<void>
  stop(): Promise<void>
}

const ABANDONED_MINUTES = 15

/** `alone`: no other process works on this database, so whatever is locked was left by a dead one. */
export async function startBackground(options: { pool: pg.Pool; connection: Connection; listeners: readonly Listener[]; periodic: readonly Periodic[]; log: Log; concurrency?: number; alone?: boolean }): Promise<Background> {
  const { pool, listeners, periodic, log } = options
  const utils = await makeWorkerUtils({ pgPool: pool, logger: quiet(log) })
  await utils.migrate()
  // A killed process leaves its jobs locked, and the queue itself would wait four hours for it. No handler takes minutes.
  const freeLocked = async (olderThanMinutes: number) => {
    const { rows } = await pool.query<{ locked_by: string }>(`select distinct locked_by from graphile_worker.jobs where locked_by is not null and locked_at <= now() - make_interval(mins => $1)`, [olderThanMinutes])
    if (rows.length > 0) await utils.forceUnlockWorkers(rows.map((row) => row.locked_by))
  }
  await freeLocked(options.alone ? 0 : ABANDONED_MINUTES)

  const byName = new Map(listeners.map((listener) => [listener.name, listener]))
  const event = async (payload: unknown) => {
    const envelope = payload as Envelope<never> & { listener: string }
    const listener = byName.get(envelope.listener)
    if (!listener) throw new Error(`no listener named ${envelope.listener}`)
    await listener.handle({ ...envelope, payload: listener.event.payload.parse(envelope.payload) as never })
  }
  const runner: Runner = await run({ pgPool: pool, taskList: { event }, concurrency: options.concurrency ?? 3, noHandleSignals: true, pollInterval: 1000, logger: quiet(log) })

  let stopped = false
  let relaying: Promise<unknown> = Promise.resolve()
  const relay = () => (relaying = relaying.then(async () => {
    while (!stopped) {
      const moved = await withClient(pool, (client) => relayOnce(client, listeners))
      if (moved === 0) return
    }
  }).catch((error: unknown) => { if (!stopped) log.error('relay failed, it will be tried again', { error }) }))

  const ears = await listen(options.connection, () => void relay(), log)
  const timers = [
    setInterval(() => void relay(), 1000),
    setInterval(() => void freeLocked(ABANDONED_MINUTES).catch((error: unknown) => { if (!stopped) log.warn('abandoned jobs are still locked', { error }) }), 60_000),
    ...periodic.map((work) => setInterval(() => void once(pool, work, log), work.everyMs)),
  ]
  void relay()

  return {
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
      await ears.close()
      await relaying
      await runner.stop()
      await utils.release()
    },
  }
}

/** One run, unless another process is at it. A failure is logged and left to the next run. */
export async function once(pool: pg.Pool, work: Periodic, log: Log) {
  try {
    await withClient(pool, async (client) => {
      await client.query('begin')
      const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_xact_lock(712003, hashtext($1)) as mine', [work.name])
      if (rows[0]!.mine) await work.run(client)
      await client.query('commit')
    }, true)
  } catch (error) { log.error(`${work.name} failed, it will be tried again`, { error }) }
}

async function withClient<T>(pool: pg.Pool, use: (client: pg.PoolClient) => Promise<T>, rollback = false): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try { return await use(client) } catch (error) {
    if (rollback) await client.query('rollback').catch((cause: Error) => { broken = cause })
    throw error
  } finally { client.release(broken) }
}

/** A lost LISTEN connection only costs latency: the timer still relays each second, and the ears come back. */
async function listen(connection: Connection, heard: () => void, log: Log) {
  let closed = false
  let client: pg.Client | undefined
  const open = async () => {
    client = new pg.Client({ ...connection, application_name: 'bastida ears' })
    client.on('error', () => { if (!closed) setTimeout(() => void open().catch(() => {}), 2000) })
    client.on('notification', heard)
    await client.connect()
    await client.query('listen bastida_outbox')
  }
  await open().catch((error: unknown) => log.warn('cannot listen for events, the timer will do', { error }))
  return { close: async () => { closed = true; await client?.end().catch(() => {}) } }
}

function quiet(log: Log) {
  return new Logger(() => (level, message) => { if (level === 'error' || level === 'warning') log[level === 'error' ? 'error' : 'warn'](message) })
}
