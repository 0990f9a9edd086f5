/** What stands in a collection for one thing is made to be what may stand there now. Asked anew each time: events come late, and twice. */
import { randomUUID } from 'node:crypto'
import { tlpMarking, type StixObject } from '#engines/stix/index.ts'
import type { Told } from '#modules/watch/contract.ts'
import { record } from '#platform/audit/index.ts'
import { system, type Actor } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { SharingService } from '../../contract.ts'
import { kindsOf, type ChoiceKind, type OutKind } from '../../contract-out.ts'
import { againId, fitting, levelAbout, nextVersion, renamed, revoked, tightened, under, type Place } from '../../core/out.ts'
import type { Context } from '../context.ts'
import { findCollection, insertCollection, listCollections, listGroups, type CollectionRow, type GroupRow } from '../store.ts'
import * as store from '../store/out-store.ts'

export type ToTell = { readonly own: readonly StixObject[]; readonly beside: readonly StixObject[]; /** Of somebody else: it is referred to and does not stand here for it. */ readonly about?: readonly string[] }
const NOTHING: ToTell = { own: [], beside: [] }
const AGAIN_MOST = 20
/** Objects in one turn of the store. */
const TURN = 5000

export function createStanding({ ground: { db, clock }, needs: { observatory, watch } }: Context, service: Pick<SharingService, 'offer'>) {
  /** The collection in which a group has what is given to it. */
  async function collectionOf(tx: Tx, actor: Actor, group: GroupRow): Promise<CollectionRow> {
    const known = (await listCollections(tx)).filter((one) => one.audience === 'group' && one.group_no === group.no).toSorted((a, b) => a.no - b.no)[0]
    if (known) return known
    const alias = `group-${group.no}`
    await insertCollection(tx, { id: randomUUID(), alias, title: group.name, description: group.description, audience: 'group', group_no: group.no, open: false, made_at: clock.now(), made_by: actor.id })
    return (await findCollection(tx, alias))!
  }

  async function place(tx: Tx, actor: Actor, of: { kind: OutKind; id: string }, collection: CollectionRow, { own, beside, about }: ToTell): Promise<void> {
    const ours = new Set(own.map((one) => one.id))
    const before = (await store.standingOf(tx, of.kind, of.id)).get(collection.no) ?? []
    let objects = fitting([...new Map([...beside, ...own].map((one) => [one.id, one])).values()], collection.audience, about)
    // Nothing of its own: what it would refer to has no reason to be there.
    if (!objects.some((one) => ours.has(one.id))) objects = []
    const isOurs = objects.map((one) => ours.has(one.id))
    objects = renamed(objects, await toTellAgain(tx, objects.flatMap((one, i) => (isOurs[i] ? [one.id] : []))))
    const now = objects.flatMap((one, i) => (isOurs[i] ? [one.id] : []))
    const standing = new Set(now)
    const gone = before.filter((id) => !standing.has(id))
    const kept = gone.length === 0 ? new Set<string>() : new Set([...await store.standingElsewise(tx, collection.no, gone, of.kind, of.id), ...await store.standingOpenly(tx, collection.no, gone)])
    const there = await store.newestBodies(tx, collection.no, [...objects.map((one) => one.id), ...gone])
    const known = (id: string) => { const body = there.get(id); return body === undefined ? undefined : JSON.parse(body) as StixObject }
    const next = objects.flatMap((one) => nextVersion(known(one.id), one, clock.now()) ?? [])
    const ended = gone.flatMap((id) => { const last = kept.has(id) ? undefined : known(id); return last && last['revoked'] !== true ? [revoked(last, clock.now())] : [] })
    // What others refer to comes before them: who reads page by page meets no name that is not there yet.
    const all = [...next.toSorted((a, b) => Number(isLink(a)) - Number(isLink(b))), ...ended]
    for (let from = 0; from < all.length; from += TURN) await service.offer(tx, actor, { collection: collection.id, objects: all.slice(from, from + TURN), tlp: 'clear' })
    await store.replaceStanding(tx, collection.no, of.kind, of.id, now)
    if (all.length > 0) await record(tx, actor, clock.now(), { action: 'sharing.told', object: `${of.kind}:${of.id}`, detail: { collection: collection.alias, told: next.length, revoked: ended.length } })
  }

  /** Of a list, a campaign or a look back. */
  async function settleWatch(tx: Tx, actor: Actor, of: { kind: Exclude<OutKind, 'entries'>; id: string }): Promise<void> {
    await store.holdOut(tx)
    const told = await watch.told(tx, of)
    const choice = (await store.choices(tx)).find((one) => kindsOf(one.kind as ChoiceKind).includes(of.kind))
    const collection = choice && (await listCollections(tx)).find((one) => one.no === choice.collection_no)
    const groups = await listGroups(tx)
    const inGroup = (no: number | null): Place => ({ audience: 'group', groupNo: no, members: groups.find((one) => one.no === no)?.members ?? [] })
    const within = (place: Place) => (told ? bounded(tx, told, place) : Promise.resolve(NOTHING))
    const given = new Map<number, ToTell>()
    for (const gift of await store.giftsOf(tx, of.kind, of.id)) given.set(gift.group_no, await within(inGroup(gift.group_no)))
    await settle(tx, actor, of, collection ? await within({ ...inGroup(collection.group_no), audience: collection.audience }) : NOTHING, choice ? [choice.collection_no] : [], (gift) => given.get(gift.group_no) ?? NOTHING)
  }
  /** Of what is told about somebody else's objects, what the level and group of each let stand in a place. */
  async function bounded(tx: Tx, told: Told, place: Place): Promise<ToTell> {
    if (told.about === undefined) return told
    const [own, beside, about] = [[] as StixObject[], [...told.beside], new Set(told.about)]
    for (const one of told.own) {
      const of = one['sighting_of_ref']
      if (typeof of !== 'string' || !about.has(of)) { own.push(one); continue }
      const level = levelAbout(await store.copiesOf(tx, of), place)
      if (level === undefined) continue
      own.push(...under([one], level).filter((each) => each.type === 'sighting'))
      beside.push(tlpMarking(level))
    }
    return { own, beside, about: told.about }
  }
  /** Levels and groups of what others gave change without a word to whoever told of it: all that was told about theirs is asked anew. */
  async function settleHunts(): Promise<void> {
    const actor = system('sharing.hunts')
    const ids = await db.as(actor, async (tx) => [...new Set([...await store.thingsStanding(tx, 'hunts'), ...(await watch.tellable(tx, 'hunts')).map((one) => one.id)])])
    for (const id of ids) await db.as(actor, (tx) => settleWatch(tx, actor, { kind: 'hunts', id }))
  }

  /** Of an entry: as it was shown when it was given, and as everybody may read it once it is public. */
  async function settleEntry(tx: Tx, actor: Actor, id: string): Promise<void> {
    await store.holdOut(tx)
    const of = { kind: 'entries' as const, id }
    const now = await observatory.forGroup(tx, id)
    const may = now !== undefined && now.standing && now.tlp !== 'red'
    if (!may) await store.deleteGifts(tx, 'entries', id)
    const open = may ? (await observatory.stix(tx, { entryId: id }))?.objects : undefined
    await settle(tx, actor, of, NOTHING, [], (gift) => partsOf(open ?? (may ? tightened((gift.objects ?? []) as readonly StixObject[], isOfEntry, now.tlp) : [])))
  }

  async function settle(tx: Tx, actor: Actor, of: { kind: OutKind; id: string }, standing: ToTell, chosen: readonly number[], given: (gift: store.GiftRow) => ToTell): Promise<void> {
    const [gifts, groups] = [await store.giftsOf(tx, of.kind, of.id), await listGroups(tx)]
    const to = new Map<number, ToTell>(chosen.map((no) => [no, standing]))
    for (const gift of gifts) { const group = groups.find((one) => one.no === gift.group_no); if (group) to.set((await collectionOf(tx, actor, group)).no, given(gift)) }
    const collections = await listCollections(tx)
    for (const no of new Set([...to.keys(), ...(await store.standingOf(tx, of.kind, of.id)).keys()])) {
      const collection = collections.find((one) => one.no === no)
      if (collection) await place(tx, actor, of, collection, to.get(no) ?? NOTHING)
    }
    const places = [...(await store.standingOf(tx, of.kind, of.id)).keys()].flatMap((no) => collections.find((one) => one.no === no)?.title ?? [])
    if (of.kind === 'entries') await observatory.shared(tx, of.id, places.toSorted())
    else await watch.shared(tx, { kind: of.kind, id: of.id }, places.toSorted())
  }
  return { settleWatch, settleHunts, settleEntry, collectionOf, bounded }
}
/** By identifier: what was revoked comes as another object, however often. */
export async function toTellAgain(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  let asked = ids.map((id) => ({ id, now: id }))
  for (let turn = 0; turn < AGAIN_MOST && asked.length > 0; turn++) {
    const gone = await store.revokedOurs(tx, asked.map((one) => one.now))
    asked = asked.flatMap(({ id, now }) => (gone.has(now) ? [{ id, now: againId(now) }] : []))
    for (const { id, now } of asked) names.set(id, now)
  }
  return names
}
export type Standing = ReturnType<typeof createStanding>

const isLink = (one: StixObject): boolean => one.type === 'relationship' || one.type === 'sighting'
/** Of an incident and its relationships the rest may be read by everybody, and stays. */
export const partsOf = (objects: readonly StixObject[]): ToTell => ({ own: objects.filter(isOfEntry), beside: objects.filter((one) => !isOfEntry(one)) })
const isOfEntry = (one: StixObject): boolean => one.type === 'incident' || one.type === 'relationship'
