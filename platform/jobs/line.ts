/**
 * One connection for as long as the process works in the background. It hears of new events, and it holds a lock by which
 * another process sees that somebody works here: whoever gets the lock alone knows that what is marked as being worked on
 * was left by a dead one. The database drops the lock with the connection, however the process ended.
 */
import type pg from 'pg'
import { BEAT, keepAsking, lineClient } from '../db/heldLine.ts'
import type { Connection } from '../db/index.ts'
import type { Log } from '../log/index.ts'

export type Line = {
  /** Whether nobody else worked on this database when the line was opened. */
  readonly alone: boolean
  close(): Promise<void>
}

/** Class of advisory locks: 712001 to 712003 are taken in db/setup.ts and index.ts. */
const PRESENCE = 712_004

/** `back`: after a break the line is there again; what was under way meanwhile may have been lost. */
export async function openLine(connection: Connection, on: { heard(): void; back(alone: boolean): void }, log: Log, beat = BEAT): Promise<Line> {
  let closed = false
  let current: pg.Client | undefined

  const open = async (): Promise<boolean> => {
    const client = lineClient(connection, 'bastida ears', beat)
    let live = false
    let stopAsking = () => {}
    const lost = () => {
      if (!live) return
      live = false
      stopAsking()
      client.end().catch(() => {})
      if (closed) return
      log.warn('the line to the database broke, background work waits')
      void retry()
    }
    client.on('error', lost)
    client.on('end', lost)
    client.on('notification', () => on.heard())
    try {
      await client.connect()
      const { rows } = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [PRESENCE])
      // Others are not kept out: the lock that lasts is a shared one.
      await client.query('select pg_advisory_lock_shared($1)', [PRESENCE])
      if (rows[0]!.alone) await client.query('select pg_advisory_unlock($1)', [PRESENCE])
      await client.query('listen bastida_outbox')
      live = true
      stopAsking = keepAsking(client, lost, beat)
      current = client
      return rows[0]!.alone
    } catch (error) {
      client.end().catch(() => {})
      throw error
    }
  }

  const retry = async () => {
    while (!closed) {
      await new Promise((resolve) => setTimeout(resolve, 500))
      const alone = await open().catch(() => undefined)
      if (alone === undefined) continue
      if (closed) return void current?.end().catch(() => {})
      log.info('the line to the database is back')
      on.back(alone)
      return
    }
  }

  const alone = await open()
  return {
    alone,
    async close() {
      closed = true
      await current?.end().catch(() => {})
    },
  }
}
