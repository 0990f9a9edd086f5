/** What may be told, as it is now. What changes it says so in its own transaction. */
import { gunzipSync } from 'node:zlib'
import { createStore, eachValue, type Indicator } from '#engines/indicators/index.ts'
import type { Maker } from '#engines/stix/index.ts'
import { stricter, type Actor, type Tlp } from '#platform/contract/index.ts'
import { readCentre } from '#platform/db/centre.ts'
import type { Tx } from '#platform/db/index.ts'
import { emit } from '#platform/events/index.ts'
import type { ListFormat } from '../../contract-lists.ts'
import { TOLD, watchTold, type Told, type Telling, type WatchService } from '../../contract-told.ts'
import { campaignOf } from '../../core/told/campaign.ts'
import { huntOf, lackOf } from '../../core/told/hunt.ts'
import { indicatorsOf, sightingsOf, type SeenValue } from '../../core/told/indicators.ts'
import { dayOf, roundedKinds } from '../../core/told/rounded.ts'
import { readInto } from '../../core/lists/read.ts'
import type { Context } from '../context.ts'
import { tellingOf } from '../hunts/tell.ts'
import { huntById, toldHunts } from '../store/hunts-store.ts'
import { partsOf, withdrawnOf } from '../store/lists-store.ts'
import * as store from '../store/told-store.ts'

/** As old as the public pages of a centre say it is: objects of ours that never change are of then. */
const SINCE = '2020-01-01T00:00:00.000Z'

export const isTooLarge = ({ bytes, values }: { readonly bytes: number; readonly values: number }): boolean => Number(bytes) > TOLD.bytes || values > TOLD.values

/** Of a list: its indicators, what was seen of them, and the campaigns that they tell of. */
export async function tellOfList(tx: Tx, actor: Actor, listId: string): Promise<void> {
  for (const kind of ['indicators', 'sightings'] as const) await emit(tx, actor, watchTold, { kind, id: listId })
  for (const id of await store.campaignsWith(tx, listId)) await emit(tx, actor, watchTold, { kind: 'campaigns', id })
}

export function createTelling(context: Context): Omit<WatchService, 'tagged' | 'look'> {
  const { ground: { clock, publicUrl }, needs } = context
  async function makerOf(tx: Tx): Promise<Maker> {
    const { name, languages } = await readCentre(tx)
    return { name: name[languages[0] ?? 'it'] ?? Object.values(name)[0] ?? publicUrl, url: publicUrl, since: SINCE }
  }
  async function indicators(tx: Tx, maker: Maker, row: store.TellingRow) {
    const parts = await partsOf(tx, row.id, row.current)
    const values: Indicator[] = []
    const withdrawn = new Set((await withdrawnOf(tx, row.id)).map((one) => one.value))
    const kept = createStore()
    readInto(kept, row.format as Exclude<ListFormat, 'warning'>, parts.map((one) => new Uint8Array(gunzipSync(one))), { source: row.id, confidence: row.confidence, tlp: row.tlp as Tlp })
    eachValue(kept, (one) => { if (!withdrawn.has(one.value)) values.push(one) })
    return indicatorsOf({ id: row.id, name: row.name, source: row.source, licence: row.licence, tlp: row.tlp as Tlp, confidence: row.confidence, days: row.days, own: row.resharing === 'own', at: row.at }, values, maker, clock.now())
  }
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
    const maker = await makerOf(tx)
    const known = await indicators(tx, maker, row)
    const { own, beside } = kind === 'indicators' ? known : sightingsOf({ id }, await seen(tx, id), known, maker, clock.now())
    return { title: row.name, tlp: row.tlp as Tlp, own, beside }
  }
  async function ofCampaign(tx: Tx, id: string): Promise<Told | undefined> {
    const row = await store.campaignById(tx, id)
    if (!row || row.retired_at) return undefined
    const maker = await makerOf(tx)
    const lists = []
    for (const listId of row.lists) { const list = await store.tellingList(tx, listId); if (list && !isTooLarge(list)) lists.push(await indicators(tx, maker, list)) }
    return { title: row.name, tlp: row.tlp as Tlp, ...campaignOf({ id, name: row.name, description: row.description, aliases: row.aliases, firstDay: row.first_day, lastDay: row.last_day, tlp: row.tlp as Tlp, actor: row.actor, techniques: row.techniques, targets: row.targets, at: row.made_at }, lists, maker) }
  }
  async function ofHunt(tx: Tx, id: string): Promise<Told | undefined> {
    const row = await huntById(tx, id)
    if (!row?.told_tlp || !row.told_at) return undefined
    const [telling, tlp] = [await tellingOf(tx, row), row.told_tlp as Tlp]
    const objects = huntOf({ ...telling, tlp, at: row.told_at }, await makerOf(tx))
    return objects && { title: row.title, tlp, ...objects, ...(row.about_id === null ? {} : { about: row.about_id }) }
  }
  return {
    told: (tx, of) => (of.kind === 'campaigns' ? ofCampaign(tx, of.id) : of.kind === 'hunts' ? ofHunt(tx, of.id) : ofList(tx, of)),
    async tellable(tx, kind) {
      if (kind === 'hunts') {
        const some = []
        for (const row of await toldHunts(tx)) if (lackOf(await tellingOf(tx, row)) === null) some.push({ id: row.id, title: row.title, tlp: row.told_tlp as Tlp })
        return some
      }
      const rows = kind === 'campaigns' ? await store.standingCampaigns(tx) : (await store.tellingLists(tx)).filter((row) => !isTooLarge(row))
      return rows.map((row) => ({ id: row.id, title: row.name, tlp: row.tlp as Tlp }))
    },
    shared: (tx, { kind, id }, places) => store.setShared(tx, kind, id, places),
  }
}
