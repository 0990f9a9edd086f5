/** What a command may call. */
import type { Actor } from '#platform/contract/index.ts'
import type { Context } from '../context.ts'
import { releaseById, releaseInUse } from '../store/attack-store.ts'
import { importRelease, type Bringing } from './importing.ts'
import { useRelease } from './managing.ts'

export function createAttack(context: Context) {
  return {
    bring: (actor: Actor, bringing: Bringing) => importRelease(context, actor, bringing),
    /** In place of whichever is in use. */
    async use(actor: Actor, id: string): Promise<void> {
      const instead = await context.ground.db.as(actor, async (tx) => { const release = await releaseById(tx, id); return release && (await releaseInUse(tx, release.domain))?.id })
      await useRelease(context, actor, id, instead ?? null)
    },
  }
}
export type Attack = ReturnType<typeof createAttack>
