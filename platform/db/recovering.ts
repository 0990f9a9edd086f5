/**
 * A server that recovers, and one that says so for ever. PostgreSQL recovers from a crash by itself; on a full disk its
 * checkpointer may panic on the way and be replaced by one that nobody asks (seen with 18.4), and then the recovery waits,
 * with space or without. From outside only the time tells the two apart, so each waits twice as long as the one before.
 */
import { join } from 'node:path'
import pg from 'pg'
import { systemClock } from '../clock.ts'
import type { Log } from '../log/index.ts'

/** What half a gigabyte of log takes on a slow disk. */
const PATIENCE_MS = 60_000
const CANNOT_CONNECT_NOW = '57P03'

/** Whether the server of this socket lets nobody in yet: starting, recovering or stopping. Any other answer is one. */
export async function recovers(socketFolder: string, user: string): Promise<boolean> {
  const client = new pg.Client({ host: socketFolder, user, database: 'postgres', connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return false
  } catch (error) { return (error as { code?: unknown }).code === CANNOT_CONNECT_NOW } finally { await client.end().catch(() => {}) }
}

export type Recovering = () => Promise<boolean>

/** Asks whether the server lets nobody in yet, and ends the one that has said so for too long: it comes back as one that died. */
export function createRecovering(data: string, pidOf: (data: string) => number | undefined, ask: () => Promise<boolean>, log: Log, patienceMs = PATIENCE_MS): Recovering {
  let patience = patienceMs
  let watched: { readonly pid: number; readonly since: number } | undefined
  return async () => {
    const pid = pidOf(data)
    if (pid === undefined) return false
    if (!(await ask())) {
      if (pidOf(data) === pid) [patience, watched] = [patienceMs, undefined]
      return false
    }
    const now = systemClock.elapsedMs()
    if (watched?.pid !== pid) watched = { pid, since: now }
    else if (now - watched.since > patience) {
      log.error('the database does not come out of its recovery, it is ended and started again', { seconds: Math.round(patience / 1000), log: join(data, 'log') })
      patience *= 2
      watched = undefined
      try { process.kill(pid, 'SIGQUIT') } catch { /* gone by itself */ }
    }
    return true
  }
}
