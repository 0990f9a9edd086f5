/** Names given to a body: computed by a rule that anybody can read, recorded with all that the rule was given. */
import { randomUUID } from 'node:crypto'
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type BodyOf, type QueryOf } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type * as contract from '../contract.ts'
import type { NamedItem, ReferralItem } from '../contract.ts'
import { refer, RULE, type Need, type Weighed } from '../core/referral.ts'
import { namesOf, speaking, wrong, type Context } from './context.ts'
import { toItems } from './responders.ts'
import { hold } from './store/roster-store.ts'
import * as store from './store/responder-store.ts'

/** Turns are counted over a year: a favour of long ago weighs no more. */
const COUNTED_MS = 365 * 86_400_000
const never = { shown: 0, first: 0, lastAt: null }

export const make = (context: Context, actor: Actor, partyId: string, { caseId, ...asked }: BodyOf<typeof contract.makeReferral>) => context.ground.db.as(actor, async (tx) => {
  const { needs: { territory, cases, centre } } = context
  const [body] = await territory.parties(tx, [partyId])
  if (!body) throw new Refusal('not_found')
  const [facts] = caseId === null ? [] : await cases.facts(tx, [caseId])
  if (caseId !== null && (!facts || facts.partyId !== partyId)) throw new Refusal('not_found')
  const place = asked.place || body.province
  if (place === '') throw wrong('place', 'place')
  // Two at once would each count the same turns and name the same first.
  await hold(tx, 'referral')
  const now = context.ground.clock.now()
  const id = randomUUID()
  const rows = await store.allResponders(tx)
  const turns = new Map((await store.countTurns(tx, new Date(now.getTime() - COUNTED_MS), asked.trade)).map((one) => [one.responder_id, { shown: one.shown, first: one.first, lastAt: one.last_at?.toISOString() ?? null }]))
  const need: Need = { ...asked, place, bodyId: partyId, fallenId: facts?.providerId ?? null, timeZone: (await centre()).timeZone }
  const weighed = rows.map((row): Weighed => ({
    id: row.party_id, active: row.active, trades: row.trades, places: row.places, everywhere: row.everywhere, languages: row.languages, readyHours: row.ready_hours, notUntil: row.not_until?.toISOString() ?? null,
    groupName: row.group_name, qualifications: row.qualifications.map(({ kind, until }) => ({ kind, until })), bonds: row.bonds.map((one) => ({ partyId: one.partyId, as: one.as })), turns: turns.get(row.party_id) ?? never,
  }))
  const ties = await territory.ties(tx, [partyId, ...(need.fallenId ? [need.fallenId] : []), ...weighed.map((one) => one.id)])
  const { named, excluded } = refer(need, weighed, ties, now, id)
  const items = new Map((await toItems(context, tx, rows)).map((one) => [one.party.id, one]))
  const names = named.map(({ id: responderId, qualified, ties: told }, i) => {
    const { party, qualifications, hours, phone, email, website, languages, readyHours } = items.get(responderId)!
    const counted = turns.get(responderId) ?? never
    return { responderId, place: i + 1, shown: {
      name: party.name, qualified, ties: told, readyHours: readyHours ?? 0, hours, phone, email, website, languages, shownBefore: counted.shown, firstBefore: counted.first,
      qualifications: qualifications.filter((one) => one.inForce).map(({ kind, label, until }) => ({ kind, label, until })),
    } }
  })
  await store.insertReferral(tx, {
    id, realm: actor.realm, party_id: partyId, case_id: caseId, case_ref: facts?.ref ?? '', trade: asked.trade, place, within_hours: asked.withinHours, language: asked.language, rule: RULE, left_out: excluded.length, asked_at: now, asked_by: actor.name,
  }, names, {
    input: { need, responders: weighed, ties, now: now.toISOString(), seed: id },
    excluded: excluded.map((one) => ({ responder: { id: one.id, name: items.get(one.id)!.party.name }, reasons: one.reasons })),
  })
  await record(tx, actor, now, { action: 'coordination.refer', partyId, object: objectOf(id, caseId), detail: { referral: id, trade: asked.trade, place, named: named.map((one) => one.id), leftOut: excluded.length, rule: RULE } })
  return reread(context, tx, actor, id)
})

export const list = (context: Context, actor: Actor, query: QueryOf<typeof contract.listReferrals>) => context.ground.db.as(actor, async (tx) => {
  const { rows, total } = await store.listReferrals(tx, query)
  return { items: await toReferrals(context, tx, actor, rows), total }
})

export const choose = (context: Context, actor: Actor, id: string, { version, responderId }: BodyOf<typeof contract.chooseResponder>) => context.ground.db.as(actor, async (tx) => {
  const now = context.ground.clock.now()
  const row = await mine(context, tx, actor, id)
  if (responderId !== null && !(await store.namesIn(tx, [id])).some((one) => one.responder_id === responderId)) throw wrong('responderId', 'not-named')
  if (!(await store.writeChoice(tx, id, version, { responderId, at: now, by: actor.name }))) throw new Refusal('conflict')
  await record(tx, actor, now, { action: 'coordination.choose', partyId: row.party_id, object: objectOf(id, row.case_id), detail: { referral: id, responder: responderId } })
  return reread(context, tx, actor, id)
})

export const answer = (context: Context, actor: Actor, id: string, { version, answer: said, at }: BodyOf<typeof contract.recordAnswer>) => context.ground.db.as(actor, async (tx) => {
  const now = context.ground.clock.now()
  const row = await mine(context, tx, actor, id)
  if (row.chosen_id === null) throw wrong('answer', 'nobody-chosen')
  if (new Date(at) > now) throw wrong('at', 'future')
  // What is typed has no seconds.
  if (new Date(at).getTime() + 60_000 < row.asked_at.getTime()) throw wrong('at', 'before')
  if (!(await store.writeAnswer(tx, id, version, { answer: said, at: new Date(at), by: actor.name }))) throw new Refusal('conflict')
  await record(tx, actor, now, { action: 'coordination.referral_answer', partyId: row.party_id, object: objectOf(id, row.case_id), detail: { referral: id, answer: said, at } })
  return reread(context, tx, actor, id)
})

export const turns = (context: Context, actor: Actor) => context.ground.db.as(actor, async (tx) => {
  const since = new Date(context.ground.clock.now().getTime() - COUNTED_MS)
  const counted = new Map((await store.countTurns(tx, since, null)).map((one) => [one.responder_id, one]))
  const ids = [...new Set([...(await store.allResponders(tx)).map((one) => one.party_id), ...counted.keys()])]
  const names = await namesOf(context, tx, ids)
  return {
    since: since.toISOString(),
    items: ids.map((id) => { const one = counted.get(id); return { responder: { id, name: names.get(id) ?? '' }, shown: one?.shown ?? 0, first: one?.first ?? 0, chosen: one?.chosen ?? 0, took: one?.took ?? 0, lastAt: one?.last_at?.toISOString() ?? null } })
      .toSorted((a, b) => b.shown - a.shown || b.chosen - a.chosen || a.responder.name.localeCompare(b.responder.name)),
  }
})

/** What was done for a case is withheld with it in the log too. */
const objectOf = (id: string, caseId: string | null): string => (caseId ? `case:${caseId}` : `referral:${id}`)

/** Any person of the body chooses for it: a member as well as its admin. */
async function mine(context: Context, tx: Tx, actor: Actor, id: string): Promise<store.ReferralRow> {
  const row = await store.loadReferral(tx, id)
  if (!row) throw new Refusal('not_found')
  const there = actor.memberships?.filter((one) => one.partyId === row.party_id) ?? []
  if (!there.some((one) => one.role === 'member')) await speaking(context, tx, actor, row.party_id)
  return row
}

async function reread(context: Context, tx: Tx, actor: Actor, id: string): Promise<ReferralItem> {
  return (await toReferrals(context, tx, actor, [(await store.loadReferral(tx, id))!]))[0]!
}

async function toReferrals(context: Context, tx: Tx, actor: Actor, rows: readonly store.ReferralRow[]): Promise<ReferralItem[]> {
  const ids = rows.map((row) => row.id)
  const [parties, names] = [await namesOf(context, tx, rows.map((row) => row.party_id)), Map.groupBy(await store.namesIn(tx, ids), (one) => one.referral_id)]
  const excluded = new Map(actor.scope === 'all' ? (await store.weighingsOf(tx, ids)).map((one) => [one.referral_id, one.excluded]) : [])
  return rows.map((row) => ({
    id: row.id, party: { id: row.party_id, name: parties.get(row.party_id) ?? '' }, caseId: row.case_id, caseRef: row.case_ref, trade: row.trade, place: row.place, withinHours: row.within_hours, language: row.language, rule: row.rule,
    askedAt: row.asked_at.toISOString(), askedBy: row.asked_by, leftOut: row.left_out, excluded: excluded.get(row.id) ?? null,
    named: (names.get(row.id) ?? []).map(({ responder_id: responderId, place, shown: { name, ...rest } }) => ({ responder: { id: responderId, name: String(name) }, place, ...(rest as Omit<NamedItem, 'responder' | 'place'>) })),
    chosen: row.chosen_at && { responderId: row.chosen_id, at: row.chosen_at.toISOString(), by: row.chosen_by },
    answer: row.answer && row.answered_at && { answer: row.answer, at: row.answered_at.toISOString(), by: row.answered_by }, version: row.version,
  }))
}
