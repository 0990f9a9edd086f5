/** Periodic work: an outcome of sign-in whose entry was lost gets one, and rows past their day go. */
import type pg from 'pg'
import { record } from '#platform/audit/index.ts'
import { LIVE, system } from '#platform/contract/index.ts'
import type { Clock } from '#platform/clock.ts'
import type { Database } from '#platform/db/index.ts'
import type { Periodic } from '#platform/jobs/index.ts'
import { objectsInLog, recentTraces, tidy } from './store/signIns.ts'

const reconciler = system('identity.reconcile', LIVE)

export function createJobs({ pool, people, clock, tell }: { pool: pg.Pool; people: Database; clock: Clock; tell: () => Promise<void> }): Periodic[] {
  return [
    {
      // The library writes a session and its hook the entry, in two transactions: a crash between them is found here.
      name: 'identity.reconcile', everyMs: 60_000,
      run: async (client) => {
        const traces = await recentTraces(pool)
        if (traces.length === 0) return
        const known = await objectsInLog(client, traces.map(({ object }) => object))
        const missing = traces.filter(({ object }) => !known.has(object))
        if (missing.length === 0) return
        await people.as(reconciler, async (tx) => {
          for (const { object, personId, at } of missing) {
            await record(tx, reconciler, clock.now(), {
              action: object.startsWith('passkey:') ? 'identity.addPasskey' : 'identity.signIn', object, reason: 'found without an entry',
              detail: { person: personId, at: at.toISOString() },
            })
          }
        })
      },
    },
    // Told at once when it is given; this is for a crash between giving and telling.
    { name: 'identity.emergency', everyMs: 60_000, run: tell },
    { name: 'identity.tidy', everyMs: 3_600_000, run: () => tidy(pool) },
  ]
}
