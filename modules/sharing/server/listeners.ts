/** What the centre knows leaves by itself: cases that are public, and what the watch tells, to whom it was chosen; and is revoked there when it is told no more. */
import { randomUUID } from 'node:crypto'
import type { StixObject } from '#engines/stix/index.ts'
import { entryChanged, publicationChanged } from '#modules/observatory/contract.ts'
import { watchTold } from '#modules/watch/contract.ts'
import { LIVE, system } from '#platform/contract/index.ts'
import { on, type Listener } from '#platform/events/index.ts'
import type { SharingService } from '../contract.ts'
import { renamed, revoked } from '../core/out.ts'
import type { Context } from './context.ts'
import { toTellAgain, type Standing } from './out/standing.ts'
import { findCollection, insertCollection } from './store.ts'
import { newestBody } from './store/objects-store.ts'

export const CASES = 'cases'

export const sharingListeners = ({ ground: { db, clock }, needs: { observatory } }: Context, service: Pick<SharingService, 'offer'>, standing: Standing): Listener[] => [
  on(publicationChanged, 'sharing.publication', async ({ payload: { entryId }, realm }) => {
    if (realm !== LIVE) return // nothing leaves an exercise
    const actor = system('sharing.publication')
    await db.as(actor, async (tx) => {
      if (!(await findCollection(tx, CASES))) await insertCollection(tx, { id: randomUUID(), alias: CASES, title: 'Cases', description: 'What the observatory has made public.', audience: 'public', group_no: null, open: false, made_at: clock.now(), made_by: actor.id })
      // Asked as it is now: events may come late or twice, and the last word is the same.
      const found = await observatory.stix(tx, { entryId })
      const incident = found?.incident ?? await observatory.incidentOf(tx, entryId)
      if (incident === undefined) return
      const names = await toTellAgain(tx, [incident])
      if (found) await service.offer(tx, actor, { collection: CASES, objects: renamed(found.objects, names), tlp: 'clear' })
      else {
        const collection = (await findCollection(tx, CASES))!
        const body = await newestBody(tx, collection.no, names.get(incident) ?? incident)
        const last = body === undefined ? undefined : JSON.parse(body) as StixObject
        if (last && last['revoked'] !== true) await service.offer(tx, actor, { collection: CASES, objects: [revoked(last, clock.now())], tlp: 'clear' })
      }
      // A group to which it was given reads what everybody reads, or that it is withdrawn.
      await standing.settleEntry(tx, actor, entryId)
    })
  }),
  on(entryChanged, 'sharing.entry', async ({ payload: { entryId }, realm }) => {
    if (realm !== LIVE) return
    const actor = system('sharing.entry')
    await db.as(actor, (tx) => standing.settleEntry(tx, actor, entryId))
  }),
  on(watchTold, 'sharing.told', async ({ payload, realm }) => {
    if (realm !== LIVE) return
    const actor = system('sharing.told')
    await db.as(actor, (tx) => standing.settleWatch(tx, actor, payload))
  }),
]
