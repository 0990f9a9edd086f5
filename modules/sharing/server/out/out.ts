/** What people see of what leaves, and what they choose. */
import { randomUUID } from 'node:crypto'
import type { StixObject } from '#engines/stix/index.ts'
import type { Told } from '#modules/watch/contract.ts'
import { record } from '#platform/audit/index.ts'
import { LIVE, Refusal, tlps, type Actor, type ResponseOf, type Tlp } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type * as door from '../../contract-out.ts'
import { choiceKinds, GIFTS_SHOWN, kindsOf, OBJECTS_SHOWN, type ChoiceKind, type Gift, type OutKind } from '../../contract-out.ts'
import { fitting } from '../../core/out.ts'
import type { Context } from '../context.ts'
import { CASES } from '../listeners.ts'
import { countObjects, findCollection, listCollections, listGroups, type CollectionRow, type GroupRow } from '../store.ts'
import * as store from '../store/out-store.ts'
import { seenOf } from './seen.ts'
import { partsOf, type Standing } from './standing.ts'

type Barred = NonNullable<ResponseOf<typeof door.readThing>['barred']>
type Known = { readonly title: string; readonly tlp: Tlp; readonly barred: Barred | null; readonly embargoUntil: Date | null; readonly public: boolean; readonly objects: readonly StixObject[]; readonly left: readonly string[]; readonly covered: readonly string[]; readonly told?: Told }

export function createOut({ ground: { db, clock }, needs: { observatory, watch } }: Context, standing: Standing) {
  /** Another realm shares nothing, and has nothing here. */
  const act = <T>(actor: Actor, work: (tx: Tx, at: Date) => Promise<T>): Promise<T> => {
    if (actor.realm !== LIVE) throw new Refusal('exercise')
    return db.as(actor, (tx) => work(tx, clock.now()))
  }
  const named = (collections: readonly CollectionRow[], no: number) => { const one = collections.find((each) => each.no === no); return one ? { id: one.id, name: one.title } : null }
  const toGift = (groups: readonly GroupRow[]) => (row: store.GiftRow): Gift[] => { const group = groups.find((one) => one.no === row.group_no); return group ? [{ id: row.id, kind: row.kind, objectId: row.object_id, title: row.title, group: { id: group.id, name: group.name }, at: row.given_at.toISOString(), by: row.given_by_name }] : [] }

  const all = (actor: Actor): Promise<ResponseOf<typeof door.readOut>> => act(actor, async (tx) => {
    const [collections, groups, chosen, counts, gifts] = [await listCollections(tx), await listGroups(tx), await store.choices(tx), await store.countStanding(tx), await store.newestGifts(tx, GIFTS_SHOWN)]
    const kinds = []
    for (const kind of choiceKinds) {
      const choice = chosen.find((one) => one.kind === kind)
      const there = await tellable(tx, kind)
      const stands = counts.filter((one) => kindsOf(kind).some((each) => each === one.kind) && one.collection_no === choice?.collection_no)
      kinds.push({
        kind, collection: choice ? named(collections, choice.collection_no) : null, audience: collections.find((one) => one.no === choice?.collection_no)?.audience ?? null, chosenAt: choice?.chosen_at.toISOString() ?? null, chosenBy: choice?.chosen_by_name ?? '',
        tellable: tlps.flatMap((tlp) => { const things = there.filter((one) => one.tlp === tlp).length; return things > 0 ? [{ tlp, things }] : [] }), things: sum(stands.map((one) => one.things)), objects: sum(stands.map((one) => one.objects)),
      })
    }
    const cases = await findCollection(tx, CASES)
    const objects = cases ? (await countObjects(tx)).filter((one) => one.collection_no === cases.no).reduce((sum, one) => sum + one.n, 0) : 0
    return { kinds, cases: { collection: cases ? { id: cases.id, name: cases.title } : null, objects }, gifts: gifts.flatMap(toGift(groups)), total: await store.countGifts(tx) }
  })

  const choose = (actor: Actor, kind: ChoiceKind, collectionId: string | null): Promise<void> => act(actor, async (tx, at) => {
    const collection = collectionId === null ? undefined : await findCollection(tx, collectionId)
    if (collectionId !== null && !collection) throw new Refusal('not_found')
    await store.setChoice(tx, kind, collection ? { collection_no: collection.no, chosen_at: at, chosen_by: actor.id, chosen_by_name: actor.name } : null)
    await record(tx, actor, at, { action: 'sharing.choose_out', object: `out:${kind}`, detail: { collection: collection?.alias ?? null, audience: collection?.audience ?? null } })
    for (const each of kindsOf(kind)) for (const id of new Set([...(await watch.tellable(tx, each)).map((one) => one.id), ...await store.thingsStanding(tx, each)])) await standing.settleWatch(tx, actor, { kind: each, id })
  })
  const tellable = async (tx: Tx, kind: ChoiceKind) => { const all = []; for (const each of kindsOf(kind)) all.push(...await watch.tellable(tx, each)); return all }

  /** @throws Refusal not_found: there is nothing of this name that whoever asks may see. */
  async function known(tx: Tx, kind: OutKind, id: string): Promise<Known | undefined> {
    if (kind !== 'entries') {
      const told = await watch.told(tx, { kind, id })
      return told && { told, title: told.title, tlp: told.tlp, barred: told.tlp === 'red' ? 'red' : null, embargoUntil: null, public: false, objects: told.tlp === 'red' ? [] : fitting([...new Map([...told.beside, ...told.own].map((one) => [one.id, one])).values()], 'group', told.about), left: [], covered: [] }
    }
    const entry = await observatory.forGroup(tx, id)
    if (!entry) throw new Refusal('not_found')
    const waits = entry.embargoUntil !== null && entry.embargoUntil > clock.now()
    const barred: Barred | null = !entry.standing ? 'withdrawn' : entry.tlp === 'red' ? 'red' : waits ? 'embargo' : null
    const objects = entry.public ? (await observatory.stix(tx, { entryId: id }))?.objects ?? [] : entry.objects
    return { ...entry, barred, objects: barred === 'red' ? [] : objects }
  }

  const thing = (actor: Actor, kind: OutKind, id: string): Promise<ResponseOf<typeof door.readThing>> => act(actor, async (tx) => {
    const [one, collections, groups, gifts] = [await known(tx, kind, id), await listCollections(tx), await listGroups(tx), await store.giftsOf(tx, kind, id)]
    const told = await store.standingOf(tx, kind, id)
    const stands = [...told.keys()].flatMap((no) => named(collections, no) ?? [])
    if (!one && gifts.length === 0 && stands.length === 0) throw new Refusal('not_found')
    const objects = one ? [...partsOf(one.objects).own, ...one.objects.filter((each) => !['incident', 'relationship', 'marking-definition', 'extension-definition'].includes(each.type))] : []
    return {
      title: one?.title ?? gifts[0]?.title ?? '', tlp: one?.tlp ?? 'amber', barred: one ? one.barred : 'untold', embargoUntil: one?.embargoUntil?.toISOString() ?? null, public: one?.public ?? false, collections: stands, gifts: gifts.flatMap(toGift(groups)),
      types: [...Map.groupBy(objects, (each) => each.type)].map(([type, some]) => ({ type, objects: some.length })).toSorted((a, b) => (a.type < b.type ? -1 : 1)), objects: objects.slice(0, OBJECTS_SHOWN).map((each) => JSON.stringify(each)), left: [...one?.left ?? []], covered: [...one?.covered ?? []], seen: await seenOf(tx, [...new Set(told.values().flatMap((ids) => ids))].filter((each) => each.startsWith('indicator--')), true),
    }
  })

  const give = (actor: Actor, kind: OutKind, id: string, groupId: string): Promise<{ id: string }> => act(actor, async (tx, at) => {
    const [one, group] = [await known(tx, kind, id), (await listGroups(tx)).find((each) => each.id === groupId)]
    if (!one || !group) throw new Refusal('not_found')
    if (one.barred === 'red') throw new Refusal('tlp')
    if (one.barred) throw new Refusal('conflict', { reason: one.barred })
    // Of somebody else's indicator: where that one may not be read, nothing is told about it.
    if (one.told?.about !== undefined && (await standing.bounded(tx, one.told, { audience: 'group', groupNo: group.no, members: group.members })).own.length === 0) throw new Refusal('tlp', { reason: 'about' })
    const giftId = (await store.giftsOf(tx, kind, id)).find((each) => each.group_no === group.no)?.id ?? randomUUID()
    await store.putGift(tx, { id: giftId, kind, object_id: id, group_no: group.no, objects: kind === 'entries' ? JSON.stringify(one.objects) : null, title: one.title.slice(0, 300), given_at: at, given_by: actor.id, given_by_name: actor.name })
    await record(tx, actor, at, { action: 'sharing.give', object: `${kind}:${id}`, detail: { group: groupId, groupName: group.name, tlp: one.tlp, title: one.title, objects: one.objects.length } })
    await settle(tx, actor, kind, id)
    return { id: giftId }
  })
  const takeBack = (actor: Actor, giftId: string): Promise<void> => act(actor, async (tx, at) => {
    const gift = await store.giftById(tx, giftId)
    if (!gift) throw new Refusal('not_found')
    await store.deleteGift(tx, giftId)
    await record(tx, actor, at, { action: 'sharing.take_back', object: `${gift.kind}:${gift.object_id}`, detail: { gift: giftId, title: gift.title } })
    await settle(tx, actor, gift.kind, gift.object_id)
  })
  const settle = (tx: Tx, actor: Actor, kind: OutKind, id: string) => (kind === 'entries' ? standing.settleEntry(tx, actor, id) : standing.settleWatch(tx, actor, { kind, id }))
  return { all, choose, thing, give, takeBack }
}
export type Out = ReturnType<typeof createOut>

const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0)
