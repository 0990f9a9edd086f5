/** What people say of campaigns, and of whether a list may be told. */
import { randomUUID } from 'node:crypto'
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type BodyOf, type QueryOf, type ResponseOf, type Tlp } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { emit } from '#platform/events/index.ts'
import type * as door from '../../contract-told.ts'
import { watchTold, type CampaignItem, type Resharing } from '../../contract-told.ts'
import type { Context } from '../context.ts'
import { found } from '../dto.ts'
import { listById, listsById } from '../store/lists-store.ts'
import { versionsOf } from '../store/lists-store.ts'
import * as store from '../store/told-store.ts'
import { isTooLarge } from './listed.ts'
import { tellOfList } from './telling.ts'

const invalid = (path: string, problem: string) => new Refusal('invalid', { fields: [{ path: `body.${path}`, problem }] })

export function createCampaigns({ ground: { db, clock } }: Context) {
  async function itemsOf(tx: Tx, rows: readonly store.CampaignRow[]): Promise<CampaignItem[]> {
    const [names, shared] = [new Map((await listsById(tx, [...new Set(rows.flatMap((row) => row.lists))])).map((one) => [one.id, one.name])), await store.sharedOf(tx, 'campaigns', rows.map((row) => row.id))]
    return rows.map((row) => ({
      id: row.id, name: row.name, description: row.description, aliases: row.aliases, firstDay: row.first_day, lastDay: row.last_day, tlp: row.tlp as Tlp, actor: row.actor, techniques: row.techniques, targets: row.targets as CampaignItem['targets'],
      lists: row.lists.flatMap((id) => (names.has(id) ? [{ id, name: names.get(id)! }] : [])), retiredAt: row.retired_at?.toISOString() ?? null, version: row.version, madeAt: row.made_at.toISOString(), madeBy: row.made_by_name, shared: [...(shared.get(row.id) ?? [])],
    }))
  }
  const list = (actor: Actor, query: QueryOf<typeof door.listCampaigns>): Promise<ResponseOf<typeof door.listCampaigns>> => db.as(actor, async (tx) => { const { total, rows } = await store.listCampaigns(tx, query); return { total, items: await itemsOf(tx, rows) } })
  const read = (actor: Actor, id: string): Promise<CampaignItem> => db.as(actor, async (tx) => (await itemsOf(tx, [found(await store.campaignById(tx, id))]))[0]!)

  async function columns(tx: Tx, { firstDay, lastDay, lists, ...body }: BodyOf<typeof door.addCampaign>, id?: string) {
    if (firstDay && lastDay && firstDay > lastDay) throw invalid('lastDay', 'the last day is before the first')
    if ((await listsById(tx, lists)).filter((one) => one.kind === 'indicators').length !== new Set(lists).size) throw invalid('lists', 'there is no such list of indicators')
    const same = await store.campaignNamed(tx, body.name)
    if (same && same !== id) throw invalid('name', 'there is a campaign of this name')
    return { ...body, lists: [...new Set(lists)], first_day: firstDay, last_day: lastDay }
  }
  const add = (actor: Actor, body: BodyOf<typeof door.addCampaign>): Promise<{ id: string }> => db.as(actor, async (tx) => {
    const [id, at] = [randomUUID(), clock.now()]
    if (!await store.insertCampaign(tx, { id, realm: actor.realm, ...await columns(tx, body), made_at: at, made_by: actor.id, made_by_name: actor.name })) throw invalid('name', 'there is a campaign of this name')
    await emit(tx, actor, watchTold, { kind: 'campaigns', id })
    await record(tx, actor, at, { action: 'watch.add_campaign', object: `campaign:${id}`, detail: { name: body.name, tlp: body.tlp } })
    return { id }
  })
  const change = (actor: Actor, id: string, { version, retired, ...body }: BodyOf<typeof door.changeCampaign>): Promise<void> => db.as(actor, async (tx) => {
    const [row, at] = [found(await store.campaignById(tx, id, true)), clock.now()]
    if (!await store.updateCampaign(tx, id, version, { ...await columns(tx, body, id), retired_at: retired ? row.retired_at ?? at : null })) throw new Refusal('conflict')
    await emit(tx, actor, watchTold, { kind: 'campaigns', id })
    await record(tx, actor, at, { action: 'watch.change_campaign', object: `campaign:${id}`, detail: { before: { tlp: row.tlp, retired: row.retired_at !== null }, after: { tlp: body.tlp, retired } } })
  })

  const readTold = (actor: Actor, listId: string): Promise<ResponseOf<typeof door.readTold>> => db.as(actor, async (tx) => {
    const row = found(await listById(tx, listId))
    const now = (await versionsOf(tx, listId)).find((one) => one.number === row.current)
    const of = async (kind: 'indicators' | 'sightings') => [...((await store.sharedOf(tx, kind, [listId])).get(listId) ?? [])]
    return { resharing: row.resharing as Resharing, tooLarge: now !== undefined && isTooLarge({ bytes: Number(now.bytes), values: now.values }), version: row.version, shared: { indicators: await of('indicators'), sightings: await of('sightings') } }
  })
  const setResharing = (actor: Actor, listId: string, { resharing, version }: BodyOf<typeof door.setResharing>): Promise<void> => db.as(actor, async (tx) => {
    const row = found(await listById(tx, listId, true))
    if (resharing !== 'no' && row.kind === 'warning') throw invalid('resharing', 'a warning list is not told')
    if (resharing === 'allowed' && (row.licence === '' || row.source === '')) throw invalid('resharing', 'the source and the licence that allows it are needed')
    if (!await store.setResharing(tx, listId, version, resharing)) throw new Refusal('conflict')
    await tellOfList(tx, actor, listId)
    await record(tx, actor, clock.now(), { action: 'watch.list_resharing', object: `list:${listId}`, detail: { before: row.resharing, after: resharing, licence: row.licence } })
  })
  return { list, read, add, change, readTold, setResharing }
}
export type Campaigns = ReturnType<typeof createCampaigns>
