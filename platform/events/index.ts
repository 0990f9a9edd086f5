/** Events leave a transaction through the outbox; the relay turns each into one job per listener, at least once. */
import { sql } from 'kysely'
import type pg from 'pg'
import type { Actor, EventType, PayloadOf } from '../contract/index.ts'
import { own, type Tx } from '../db/index.ts'

export type Envelope<P> = { readonly id: number; readonly name: string; readonly payload: P; readonly realm: string }
export type Listener = {
  readonly event: EventType
  /** Unique: part of the job's key, so a redelivered event makes no second job. */
  readonly name: string
  handle(envelope: Envelope<never>): Promise<void>
}

export const on = <E extends EventType>(event: E, name: string, handle: (envelope: Envelope<PayloadOf<E>>) => Promise<void>): Listener =>
  ({ event, name, handle: handle as Listener['handle'] })

export async function emit<E extends EventType>(tx: Tx, actor: Actor, event: E, payload: PayloadOf<E>): Promise<void> {
  const checked = event.payload.parse(payload)
  await sql`insert into platform.outbox (name, payload, realm) values (${event.name}, ${JSON.stringify(checked)}::jsonb, ${actor.realm})`.execute(own<'platform'>(tx))
}

/**
 * Delivers the waiting events of one realm here and now, until none is left. An exercise plays in its own time:
 * its events must meet listeners that read its clock, so the relay leaves them to whoever plays it. One at a time for a realm:
 * a player that comes second waits, since it goes on from what the events have done; with `unlessBusy` the second does nothing.
 */
export async function deliverRealm(pool: pg.Pool, listeners: readonly Listener[], realm: string, { unlessBusy = false } = {}): Promise<number> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    const { rows } = await client.query<{ mine: boolean }>(
      unlessBusy ? 'select pg_try_advisory_lock(712004, hashtext($1)) as mine' : 'select true as mine from pg_advisory_lock(712004, hashtext($1))', [realm])
    if (!rows[0]!.mine) return 0
    try { return await deliverAll(pool, listeners, realm) } finally {
      // A line that broke has lost the lock by itself.
      await client.query('select pg_advisory_unlock(712004, hashtext($1))', [realm]).catch((error: Error) => { broken = error })
    }
  } finally { client.release(broken) }
}

/** Realms of exercises in which something happened that nobody was told yet. */
export async function realmsWaiting(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ realm: string }>(`select distinct realm from platform.outbox where realm like 'ex:%'`)
  return rows.map((row) => row.realm)
}

/** The outbox is the worker's: the application's role cannot take anything away from it. */
export async function forgetRealm(pool: pg.Pool, realm: string): Promise<void> {
  await pool.query(`delete from platform.outbox where realm = $1 and realm like 'ex:%'`, [realm])
}

async function deliverAll(pool: pg.Pool, listeners: readonly Listener[], realm: string): Promise<number> {
  for (let delivered = 0; ; ) {
    const { rows } = await pool.query<{ id: number; name: string; payload: unknown; realm: string }>('select id, name, payload, realm from platform.outbox where realm = $1 order by id limit 200', [realm])
    if (rows.length === 0) return delivered
    // Handlers read the store and not the order of events, so several may run at once, as they do behind the queue.
    for (let from = 0; from < rows.length; from += 6) {
      const some = rows.slice(from, from + 6)
      await Promise.all(some.flatMap((row) => listeners.filter((listener) => listener.event.name === row.name).map((listener) => listener.handle({ ...row, payload: listener.event.payload.parse(row.payload) as never }))))
      await pool.query('delete from platform.outbox where id = any($1)', [some.map((row) => row.id)])
      delivered += some.length
    }
  }
}

/** Moves up to `limit` events into the queue. Claim, enqueue and delete are one transaction: a crash leaves the event where it was. */
export async function relayOnce(client: pg.PoolClient, listeners: readonly Listener[], limit = 200): Promise<number> {
  await client.query('begin')
  try {
    const { rows } = await client.query<{ id: number; name: string; payload: unknown; realm: string }>(
      `select id, name, payload, realm from platform.outbox where realm not like 'ex:%' order by id limit $1 for update skip locked`, [limit])
    for (const row of rows) {
      for (const listener of listeners) {
        if (listener.event.name !== row.name) continue
        await client.query(`select graphile_worker.add_job('event', $1::json, queue_name => null, job_key => $2, job_key_mode => 'unsafe_dedupe', max_attempts => 12)`,
          [JSON.stringify({ ...row, listener: listener.name }), `event:${row.id}:${listener.name}`])
      }
    }
    if (rows.length > 0) await client.query('delete from platform.outbox where id = any($1)', [rows.map((row) => row.id)])
    await client.query('commit')
    return rows.length
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
