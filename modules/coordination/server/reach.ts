/** Whom to call at a body, in which order, and by which ways when mail is down. Contacts are the territory's; the ways are ours. */
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type BodyOf } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type * as contract from '../contract.ts'
import type { ReachItem } from '../contract.ts'
import { numberOf } from '../core/roster.ts'
import { namesOf, speaking, wrong, type Context } from './context.ts'
import * as store from './store/roster-store.ts'

export const trees = (context: Context, actor: Actor, partyIds: readonly string[]) => context.ground.db.as(actor, async (tx) => {
  const names = await namesOf(context, tx, partyIds)
  // A body reads of itself and a liaison of its bodies; a party that the asker only knows by name is not called from here.
  const mine = [...new Set(partyIds)].filter((id) => names.has(id) && (actor.scope === 'all' || actor.parties.includes(id)))
  if (mine.length === 0) throw new Refusal('not_found')
  const contacts = await contactsOf(context, tx, actor.realm, mine)
  return { items: mine.map((id) => ({ party: { id, name: names.get(id)! }, contacts: contacts.get(id) ?? [] })).toSorted((a, b) => a.party.name.localeCompare(b.party.name)) }
})

export const save = (context: Context, actor: Actor, partyId: string, contactId: string, { version, ...body }: BodyOf<typeof contract.saveReach>) => context.ground.db.as(actor, async (tx) => {
  const now = context.ground.clock.now()
  await speaking(context, tx, actor, partyId)
  if (!(await context.needs.territory.contactBook(tx, [partyId])).some((one) => one.id === contactId)) throw new Refusal('not_found')
  const mobile = body.mobile === '' ? '' : numberOf(body.mobile, (await context.needs.centre()).country)
  if (mobile === undefined) throw wrong('mobile', 'not-a-number')
  if (!(await store.writeReach(tx, { realm: actor.realm, contactId, partyId, version, at: now, by: actor.name }, { ...body, mobile }))) throw new Refusal('conflict')
  await record(tx, actor, now, { action: 'coordination.save_reach', partyId, object: `contact:${contactId}`, detail: { place: body.place } })
  return (await contactsOf(context, tx, actor.realm, [partyId])).get(partyId)!.find((one) => one.contactId === contactId)!
})

/** By party: those in the tree first, in its order. */
export async function contactsOf({ needs }: Context, tx: Tx, realm: string, partyIds: readonly string[]): Promise<ReadonlyMap<string, ReachItem[]>> {
  const ways = new Map((await store.reachOf(tx, realm, partyIds)).map((row) => [row.contact_id, row]))
  const items = (await needs.territory.contactBook(tx, partyIds)).map(({ id, partyId, ...contact }) => {
    const way = ways.get(id)
    return { partyId, item: { contactId: id, ...contact, hours: way?.hours ?? '', certifiedMail: way?.certified_mail ?? '', mobile: way?.mobile ?? '', secondPhone: way?.second_phone ?? '', place: way?.place ?? null, version: way?.version ?? 0 } }
  })
  return new Map([...Map.groupBy(items, (one) => one.partyId)].map(([id, list]) => [id, list.map((one) => one.item).toSorted((a, b) => (a.place ?? 1000) - (b.place ?? 1000))]))
}
