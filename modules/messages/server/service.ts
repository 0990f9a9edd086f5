import type { Ground } from '#platform/module.ts'
import type { MessagesService } from '../contract.ts'
import { summarise } from '../core/summary.ts'
import { loadAll } from './store.ts'

/** load → decide → save and emit, in one transaction. */
export function createMessagesService({ db }: Pick<Ground, 'db'>): MessagesService {
  return {
    summary: (actor) => db.as(actor, async (tx) => summarise(await loadAll(tx))),
  }
}
