/**
 * A connection that is held only to listen. It would never write, so a line that dies without a word (its host lost, a firewall
 * that forgot it) would be believed for as long as the system's own keep-alive, two hours. It asks for a sign of life instead.
 */
import pg from 'pg'
import type { Connection } from './index.ts'

export type Beat = { readonly everyMs: number; readonly answerMs: number; readonly connectMs: number }
export const BEAT: Beat = { everyMs: 10_000, answerMs: 5_000, connectMs: 10_000 }

/**
 * Not connected yet. Whoever holds it listens for `error` and `end`, and ends it when it fails.
 * No statement on it may take longer than connecting may.
 */
export const lineClient = (connection: Connection, name: string, { everyMs, connectMs }: Beat): pg.Client =>
  new pg.Client({ ...connection, application_name: name, keepAlive: true, keepAliveInitialDelayMillis: everyMs, connectionTimeoutMillis: connectMs, query_timeout: connectMs })

/** Asks until it is stopped; `lost` is called once, when no answer came in time or the question could not be put. */
export function keepAsking(client: Pick<pg.Client, 'query'>, lost: () => void, { everyMs, answerMs }: Beat): () => void {
  let stopped = false
  let timer: NodeJS.Timeout
  const stop = () => { stopped = true; clearTimeout(timer) }
  const over = () => {
    if (stopped) return
    stop()
    lost()
  }
  const wait = (ms: number, then: () => void) => {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(then, ms).unref()
  }
  const ask = () => {
    wait(answerMs, over)
    client.query('select 1').then(() => wait(everyMs, ask), over)
  }
  wait(everyMs, ask)
  return stop
}
