import { system } from '#platform/contract/index.ts'
import type { Periodic } from '#platform/jobs/index.ts'
import { dropPages, type Context } from './context.ts'
import type { Followers } from './followers.ts'
import { announce } from './store.ts'
import { tellSilence } from './store/states-store.ts'
import type { Hooks } from './webhooks/index.ts'

export function periodic(context: Context, followers: Followers, hooks: Hooks): Periodic[] {
  return [
    // A word that has gone stale, a notice that has expired: nothing was written, yet the page says something else.
    { name: 'notices.silence', everyMs: 5_000, run: async () => { await tellOfSilence(context) } },
    { name: 'notices.mail', everyMs: 5_000, run: async () => { await followers.sendDue() } },
    { name: 'notices.hooks', everyMs: 2_000, run: async () => { await hooks.deliverDue() } },
  ]
}

export async function tellOfSilence(context: Context): Promise<number> {
  const { ground: { db, clock } } = context
  const parties = await db.as(system('notices.silence'), async (tx) => {
    const silent = await tellSilence(tx, clock.now())
    for (const partyId of silent) await announce(tx, partyId)
    return silent
  })
  for (const partyId of parties) dropPages(context, partyId)
  return parties.length
}
