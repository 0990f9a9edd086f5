/** How the centre is reached: a coordinator says it, the public pages hear of it. */
import { record } from '#platform/audit/index.ts'
import type { Actor } from '#platform/contract/index.ts'
import { emit } from '#platform/events/index.ts'
import type { Ground } from '#platform/module.ts'
import { centreChanged, type Contacts } from '../contract.ts'
import { saveContacts } from './store.ts'

export const createContacts = ({ db, clock }: Pick<Ground, 'db' | 'clock'>) => (actor: Actor, contacts: Contacts): Promise<void> =>
  db.as(actor, async (tx) => {
    const now = clock.now()
    await saveContacts(tx, contacts, now)
    await record(tx, actor, now, { action: 'identity.setContacts', object: 'centre', detail: { contacts } })
    await emit(tx, actor, centreChanged, {})
  })
