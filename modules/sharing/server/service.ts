import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor } from '#platform/contract/index.ts'
import type { SharingService } from '../contract.ts'
import { OURS } from '../core/decide.ts'
import { valuesOf } from '../core/values.ts'
import type { Context } from './context.ts'
import { importBundle } from './importing.ts'
import type { Managing } from './managing.ts'
import { importFile } from './misp/bringing.ts'
import { readAll } from './reading.ts'
import { hashOfValue, saveObjects } from './saving.ts'
import { findCollection, listCollections, listGroups } from './store.ts'
import { linkedTo } from './store/objects-store.ts'

const LINKED_MOST = 100

export function createService(context: Context, managing: Pick<Managing, 'addCollection'>): SharingService {
  const { ground: { clock } } = context
  return {
    async offer(tx, actor, { collection: name, objects, tlp, groupId }) {
      const collection = await findCollection(tx, name)
      const group = groupId === undefined ? undefined : (await listGroups(tx)).find((one) => one.id === groupId)
      if (!collection || (groupId !== undefined && !group)) throw new Refusal('not_found')
      const { good, bad: [bad] } = await readAll(tx, collection.no, objects)
      if (bad) throw new Refusal('invalid', { fields: [{ path: `objects.${bad.at}`, problem: bad.problem }] })
      const saved = await saveObjects(tx, good, { collectionNo: collection.no, origin: OURS, groupNo: group?.no ?? collection.group_no, now: clock.now(), tlp })
      const [refused] = saved.refused
      if (refused) throw new Refusal('invalid', { fields: [{ path: `objects.${refused.at}`, problem: refused.problem }] })
      if (saved.stored > 0) await record(tx, actor, clock.now(), { action: 'sharing.offer', object: `collection:${collection.id}`, detail: { stored: saved.stored, same: saved.same, tlp, ...(groupId ? { group: groupId } : {}) } })
      return { stored: saved.stored, same: saved.same }
    },
    importBundle: (actor, collection, stream) => importBundle(context, actor, collection, stream),
    importFile: (actor, collection, stream, kind) => importFile(context, actor, collection, stream, kind),
    makeCollection: (actor, body) => managing.addCollection(actor, body),
    correlate: (actor, object) => correlate(context, actor, object),
  }
}

/** A hash is of six bytes: the values themselves are compared. */
export async function correlate({ ground: { db } }: Context, actor: Actor, object: Readonly<Record<string, unknown>>): ReturnType<SharingService['correlate']> {
  const asked = new Set(valuesOf(object).map(({ kind, value }) => `${kind} ${value}`))
  const hashes = valuesOf(object).map(hashOfValue)
  if (hashes.length === 0) return []
  return db.as(actor, async (tx) => {
    const collections = new Map((await listCollections(tx)).map((one) => [one.no, one.id]))
    return (await linkedTo(tx, hashes, LINKED_MOST)).flatMap((one) => {
      const values = valuesOf(JSON.parse(one.body) as Record<string, unknown>).filter(({ kind, value }) => asked.has(`${kind} ${value}`)).map(({ value }) => value)
      return values.length === 0 || one.id === object['id'] ? [] : [{ collectionId: collections.get(one.collectionNo)!, id: one.id, tlp: one.tlp, values, body: one.body }]
    })
  })
}
