/** What the observatory makes public leaves by the collection of cases, and is revoked there when it is withdrawn. */
import { randomUUID } from 'node:crypto'
import { publicationChanged } from '#modules/observatory/contract.ts'
import { LIVE, system } from '#platform/contract/index.ts'
import { on, type Listener } from '#platform/events/index.ts'
import type { SharingService } from '../contract.ts'
import type { Context } from './context.ts'
import { findCollection, insertCollection } from './store.ts'
import { newestBody } from './store/objects-store.ts'

export const CASES = 'cases'

export const sharingListeners = ({ ground: { db, clock }, needs: { observatory } }: Context, service: Pick<SharingService, 'offer'>): Listener[] => [
  on(publicationChanged, 'sharing.publication', async ({ payload: { entryId }, realm }) => {
    if (realm !== LIVE) return // nothing leaves an exercise
    const actor = system('sharing.publication')
    await db.as(actor, async (tx) => {
      if (!(await findCollection(tx, CASES))) await insertCollection(tx, { id: randomUUID(), alias: CASES, title: 'Cases', description: 'What the observatory has made public.', audience: 'public', group_no: null, open: false, made_at: clock.now(), made_by: actor.id })
      // Asked as it is now: events may come late or twice, and the last word is the same.
      const found = await observatory.stix(tx, { entryId })
      if (found) { await service.offer(tx, actor, { collection: CASES, objects: found.objects, tlp: 'clear' }); return }
      const incident = await observatory.incidentOf(tx, entryId)
      const collection = (await findCollection(tx, CASES))!
      const body = incident === undefined ? undefined : await newestBody(tx, collection.no, incident)
      if (body === undefined) return
      const last = JSON.parse(body) as { readonly revoked?: boolean }
      if (!last.revoked) await service.offer(tx, actor, { collection: CASES, objects: [{ ...last, revoked: true, modified: clock.now().toISOString() }], tlp: 'clear' })
    })
  }),
]
