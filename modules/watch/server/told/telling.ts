/** What may be told, as it is now. What changes it says so in its own transaction. */
import { stricter, type Actor, type Tlp } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { emit } from '#platform/events/index.ts'
import { watchTold, type Told, type Telling, type WatchService } from '../../contract-told.ts'
import { campaignOf } from '../../core/told/campaign.ts'
import { huntsOf, lackOfAll } from '../../core/told/hunt.ts'
import { sightingsOf, type SeenValue } from '../../core/told/indicators.ts'
import { dayOf, roundedKinds } from '../../core/told/rounded.ts'
import type { Context } from '../context.ts'
import { tellingOf } from '../hunts/tell.ts'
import { huntById, toldHunts } from '../store/hunts-store.ts'
import * as store from '../store/told-store.ts'
import { isTooLarge, listedOf, makerOf } from './listed.ts'

/** Of a list: its indicators, what was seen of them, the campaigns that they tell of, and looks back that asked its values. */
export async function tellOfList(tx: Tx, actor: Actor, listId: string): Promise<void> {
  for (const kind of ['indicators', 'sightings'] as const) await emit(tx, actor, watchTold, { kind, id: listId })
  for (const id of await store.campaignsWith(tx, listId)) await emit(tx, actor, watchTold, { kind: 'campaigns', id })
  for (const { id, list_id: of } of await toldHunts(tx)) if (of === listId) await emit(tx, actor, watchTold, { kind: 'hunts', id })
}

export function createTelling(context: Context): Omit<WatchService, 'tagged' | 'look'> {
  const { ground: { clock }, needs } = context
  const kindsOf = async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => new Map((await needs.territory.parties(tx, ids)).map((one) => [one.id, one.kind]))
  async function seen(tx: Tx, listId: string): Promise<SeenValue[]> {
    const rows = await store.confirmedOf(tx, listId)
    const parties = await kindsOf(tx, [...new Set(rows.flatMap((row) => row.parties))])
    return rows.map(({ kind, value, tlps, parties: at, count, first, last }) => ({
      kind, value, tlp: tlps.reduce(stricter), bodies: at.length, hits: Number(count), from: dayOf(first.getTime()), to: dayOf(last.getTime()), kinds: roundedKinds(at.flatMap((id) => parties.get(id) ?? [])),
    }))
  }

  async function ofList(tx: Tx, { kind, id }: Telling): Promise<Told | undefined> {
    const row = await store.tellingList(tx, id)
    if (!row || isTooLarge(row)) return undefined
    const maker = await makerOf(context, tx)
    const known = await listedOf(context, tx, row)
    const { own, beside } = kind === 'indicators' ? known : sightingsOf({ id }, await seen(tx, id), known, maker, clock.now())
    return { title: row.name, tlp: row.tlp as Tlp, own, beside }
  }
  async function ofCampaign(tx: Tx, id: string): Promise<Told | undefined> {
    const row = await store.campaignById(tx, id)
    if (!row || row.retired_at) return undefined
    const maker = await makerOf(context, tx)
    const lists = []
    for (const listId of row.lists) { const list = await store.tellingList(tx, listId); if (list && !isTooLarge(list)) lists.push(await listedOf(context, tx, list)) }
    return { title: row.name, tlp: row.tlp as Tlp, ...campaignOf({ id, name: row.name, description: row.description, aliases: row.aliases, firstDay: row.first_day, lastDay: row.last_day, tlp: row.tlp as Tlp, actor: row.actor, techniques: row.techniques, targets: row.targets, at: row.made_at }, lists, maker) }
  }
  async function ofHunt(tx: Tx, id: string): Promise<Told | undefined> {
    const row = await huntById(tx, id)
    if (!row?.told_tlp || !row.told_at) return undefined
    const [{ parts }, tlp] = [await tellingOf(context, tx, row), row.told_tlp as Tlp]
    const objects = huntsOf(parts, tlp, row.told_at, await makerOf(context, tx))
    const about = parts.flatMap(({ asked }) => (asked && 'id' in asked ? [asked.id] : []))
    return objects && { title: row.title, tlp, ...objects, ...(about.length === 0 ? {} : { about }) }
  }
  return {
    told: (tx, of) => (of.kind === 'campaigns' ? ofCampaign(tx, of.id) : of.kind === 'hunts' ? ofHunt(tx, of.id) : ofList(tx, of)),
    async tellable(tx, kind) {
      if (kind === 'hunts') {
        const some = []
        for (const row of await toldHunts(tx)) if (lackOfAll((await tellingOf(context, tx, row)).parts) === null) some.push({ id: row.id, title: row.title, tlp: row.told_tlp as Tlp })
        return some
      }
      const rows = kind === 'campaigns' ? await store.standingCampaigns(tx) : (await store.tellingLists(tx)).filter((row) => !isTooLarge(row))
      return rows.map((row) => ({ id: row.id, title: row.name, tlp: row.tlp as Tlp }))
    },
    shared: (tx, { kind, id }, places) => store.setShared(tx, kind, id, places),
  }
}
