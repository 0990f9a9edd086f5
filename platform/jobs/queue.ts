/** The queue (graphile-worker) as something that can begin anew: it takes a broken connection at the wrong moment for its end. */
import { EventEmitter } from 'node:events'
import { Logger, run, type Runner, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import type { Log } from '../log/index.ts'

export type Queue = {
  start(): Promise<void>
  /** Resolves with the names under which it has locked jobs since the last end. */
  end(): Promise<readonly string[]>
}

export function createQueue({ pool, log, task, concurrency }: { pool: pg.Pool; log: Log; task: (payload: unknown) => Promise<void>; concurrency: number }): Queue {
  let runner: Runner | undefined
  const names: string[] = []
  const end = async () => {
    const ending = runner
    runner = undefined
    // It may have ended by itself already, and says so with an error.
    await ending?.stop().catch(() => {})
    // It tells the database of its last jobs without waiting: a pool that closes now would leave that word waiting for ever.
    for (let i = 0; i === 0 || (i < 1000 && pool.waitingCount > 0); i++) await new Promise((resolve) => setTimeout(resolve, i === 0 ? 0 : 10))
    return names.splice(0)
  }
  const start = async () => {
    const events: WorkerEvents = new EventEmitter()
    events.on('pool:create', ({ workerPool }) => names.push(workerPool.id))
    runner = await run({ pgPool: pool, taskList: { event: task }, concurrency, noHandleSignals: true, pollInterval: 1000, logger: quiet(log), events })
    runner.promise.catch((error: unknown) => log.warn('the queue stopped', { error }))
  }
  return { start, end }
}

/** What it says of its line to the database is said once, in line.ts. */
const ofTheLine = /^Error (?:with notify listener|occurred attempting to UNLISTEN)/

export function quiet(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level !== 'error' && level !== 'warning') return
    log[ofTheLine.test(message) ? 'debug' : level === 'error' ? 'error' : 'warn'](message)
  })
}
