/** The directory of responders: kept by the centre; its own people say when they are available, and nothing else. */
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type BodyOf, type QueryOf } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type * as contract from '../contract.ts'
import type { ResponderItem } from '../contract.ts'
import { folded, inForce } from '../core/referral.ts'
import { namesOf, wrong, type Context } from './context.ts'
import * as store from './store/responder-store.ts'

const kinds: ReadonlySet<string> = new Set(['responder', 'provider', 'firm', 'in_house'])

export const list = (context: Context, actor: Actor, { trade, place, q }: QueryOf<typeof contract.listResponders>) => context.ground.db.as(actor, async (tx) => {
  const all = await toItems(context, tx, await store.allResponders(tx))
  const items = all.filter((one) => (trade === undefined || one.trades.includes(trade)) && (place === '' || one.everywhere || one.places.some((each) => folded(each) === folded(place))) && folded(one.party.name).includes(folded(q)))
  return { items: items.toSorted((a, b) => a.party.name.localeCompare(b.party.name)), total: items.length }
})

export const read = (context: Context, actor: Actor, partyId: string) => context.ground.db.as(actor, async (tx) => {
  ofItsOwn(actor, partyId)
  return reread(context, tx, actor, partyId)
})

export const save = (context: Context, actor: Actor, partyId: string, { version, ...body }: BodyOf<typeof contract.saveResponder>) => context.ground.db.as(actor, async (tx) => {
  const now = context.ground.clock.now()
  const asked = [partyId, ...body.bonds.map((one) => one.partyId)]
  const known = new Map((await context.needs.territory.parties(tx, [...new Set(asked)])).map((one) => [one.id, one]))
  const party = known.get(partyId)
  if (!party) throw new Refusal('not_found')
  if (!kinds.has(party.kind)) throw wrong('partyId', 'kind')
  for (const [i, one] of body.bonds.entries()) if (!known.has(one.partyId) || one.partyId === partyId) throw wrong(`bonds.${i}.partyId`, 'party')
  for (const [i, one] of body.qualifications.entries()) if (one.kind === 'other' && one.label === '') throw wrong(`qualifications.${i}.label`, 'label')
  if (body.publicDocument !== '' && !body.active) throw wrong('publicDocument', 'not-active')
  const before = await store.loadResponder(tx, partyId)
  const notUntil = body.notUntil === null ? null : new Date(body.notUntil)
  const said = !before || before.ready_hours !== body.readyHours || before.not_until?.getTime() !== notUntil?.getTime()
  const done = await store.writeResponder(tx, { realm: actor.realm, version, at: now, by: actor.name }, {
    party_id: partyId, trades: body.trades, places: body.places, everywhere: body.everywhere, languages: body.languages, hours: body.hours, phone: body.phone, email: body.email, website: body.website, group_name: body.groupName,
    qualifications: body.qualifications, bonds: body.bonds, ready_hours: body.readyHours, not_until: notUntil, available_said_at: said ? now : before.available_said_at, available_said_by: said ? actor.name : before.available_said_by,
    public_since: body.publicDocument === '' ? null : before?.public_since ?? now, public_document: body.publicDocument, active: body.active, note: body.note,
  })
  if (!done) throw new Refusal('conflict')
  await record(tx, actor, now, { action: 'coordination.save_responder', partyId, object: `responder:${partyId}`, detail: { trades: body.trades, qualifications: body.qualifications.map((one) => `${one.kind} ${one.until}`), bonds: body.bonds.map((one) => `${one.as} ${one.partyId}`), active: body.active, public: body.publicDocument !== '' } })
  return reread(context, tx, actor, partyId)
})

export const saveAvailability = (context: Context, actor: Actor, partyId: string, { version, readyHours, notUntil }: BodyOf<typeof contract.saveAvailability>) => context.ground.db.as(actor, async (tx) => {
  const now = context.ground.clock.now()
  ofItsOwn(actor, partyId)
  if (!(await store.loadResponder(tx, partyId))) throw new Refusal('not_found')
  if (!(await store.writeAvailability(tx, partyId, version, { readyHours, notUntil: notUntil === null ? null : new Date(notUntil), at: now, by: actor.name }))) throw new Refusal('conflict')
  await record(tx, actor, now, { action: 'coordination.save_availability', partyId, object: `responder:${partyId}`, detail: { readyHours, notUntil } })
  return reread(context, tx, actor, partyId)
})

/** A contact reads and tells of the firm for which it holds that role, and of no other. */
function ofItsOwn(actor: Actor, partyId: string): void {
  if (actor.scope === 'all') return
  const there = actor.memberships?.filter((one) => one.partyId === partyId) ?? []
  if (!actor.parties.includes(partyId) || (there.length > 0 && !there.some((one) => one.role === 'provider'))) throw new Refusal('not_found')
}

async function reread(context: Context, tx: Tx, actor: Actor, partyId: string): Promise<ResponderItem> {
  const row = await store.loadResponder(tx, partyId)
  if (!row) throw new Refusal('not_found')
  const [item] = await toItems(context, tx, [row])
  // What the centre notes for itself is not for whom it is about.
  return actor.scope === 'all' ? item! : { ...item!, note: '' }
}

export async function toItems(context: Context, tx: Tx, rows: readonly store.ResponderRow[]): Promise<ResponderItem[]> {
  const names = await namesOf(context, tx, rows.flatMap((row) => [row.party_id, ...row.bonds.map((one) => one.partyId)]))
  const { timeZone } = await context.needs.centre()
  const now = context.ground.clock.now()
  return rows.map((row) => ({
    party: { id: row.party_id, name: names.get(row.party_id) ?? '' }, trades: row.trades, places: row.places, everywhere: row.everywhere, languages: row.languages as ResponderItem['languages'], hours: row.hours, phone: row.phone, email: row.email, website: row.website, groupName: row.group_name,
    qualifications: row.qualifications.map((one) => ({ ...one, inForce: inForce(one.until, now, timeZone) })), bonds: row.bonds.map((one) => ({ ...one, name: names.get(one.partyId) ?? '' })),
    readyHours: row.ready_hours, notUntil: row.not_until?.toISOString() ?? null, availableSaidAt: row.available_said_at?.toISOString() ?? null, availableSaidBy: row.available_said_by,
    publicSince: row.public_since?.toISOString() ?? null, publicDocument: row.public_document, active: row.active, note: row.note, changedAt: row.changed_at.toISOString(), changedBy: row.changed_by, version: row.version,
  }))
}
