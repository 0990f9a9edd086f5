/** Waits until relay, queue, mail and sealing have nothing left to do. `look` opens the database from outside. */
import type pg from 'pg'

export async function settled(look: <T>(work: (client: pg.Client) => Promise<T>) => Promise<T>): Promise<void> {
  for (let i = 0; i < 600; i++) {
    const left = await look(async (client) => (await client.query<{ n: number }>(
      `select ((select count(*) from platform.outbox) + (select count(*) from graphile_worker.jobs) + (select count(*) from platform.delivery where state in ('queued', 'sending')) + (select count(*) from audit.entry where seq is null))::int as n`)).rows[0]!.n)
    if (left === 0) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('the queue does not empty')
}
