/** Paper cards: issued before the day, and the code that says who is calling on it. */
import { randomBytes, randomUUID } from 'node:crypto'
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type BodyOf } from '#platform/contract/index.ts'
import type * as contract from '../contract.ts'
import { MAX_CARDS, type CardItem } from '../contract.ts'
import { spokenCode, readSpokenCode } from '#platform/contract/spokenCode.ts'
import { hashOf, triesLeft } from '../core/code.ts'
import { datesProblem } from '../core/consent.ts'
import { speaking, wrong, type Context } from './context.ts'
import { contactsOf } from './reach.ts'
import * as store from './store/roster-store.ts'

const HOUR = 3_600_000

export const list = (context: Context, actor: Actor, partyId: string) => context.ground.db.as(actor, async (tx) => {
  await speaking(context, tx, actor, partyId)
  return { items: (await store.cardsOf(tx, partyId)).map((row) => toItem(row, context.ground.clock.now())) }
})

export const issue = (context: Context, actor: Actor, partyId: string, { holder, until: untilText }: BodyOf<typeof contract.issueCard>) => context.ground.db.as(actor, async (tx) => {
  const now = context.ground.clock.now()
  await speaking(context, tx, actor, partyId)
  const until = new Date(untilText)
  const problem = datesProblem(now, until, now)
  if (problem) throw wrong('until', problem)
  await store.hold(tx, `card ${partyId}`)
  if ((await store.cardsOf(tx, partyId)).filter((row) => isValid(row, now)).length >= MAX_CARDS) throw new Refusal('conflict', { reason: 'cards', max: MAX_CARDS })
  const [id, code] = [randomUUID(), spokenCode(randomBytes(5))]
  if (!(await store.insertCard(tx, { id, realm: actor.realm, partyId, hash: hashOf(code), holder, at: now, by: actor.name, until }))) throw new Refusal('busy')
  await record(tx, actor, now, { action: 'coordination.issue_card', partyId, object: `card:${id}`, detail: { holder, until: untilText } })
  return { card: toItem((await store.loadCard(tx, id))!, now), code }
})

export const revoke = ({ ground: { db, clock } }: Context, actor: Actor, id: string) => db.as(actor, async (tx) => {
  const now = clock.now()
  const row = await store.loadCard(tx, id)
  if (!row) throw new Refusal('not_found')
  if (row.revoked_at) throw new Refusal('conflict')
  await store.revoke(tx, id, now, actor.name)
  await record(tx, actor, now, { action: 'coordination.revoke_card', partyId: row.party_id, object: `card:${id}` })
  return toItem((await store.loadCard(tx, id))!, now)
})

/** A wrong code is an answer and not an error: its count must stay. One that has ended or was revoked is as wrong as any. */
export const whoCalls = (context: Context, actor: Actor, { code: typed }: BodyOf<typeof contract.whoCalls>) => context.ground.db.as(actor, async (tx) => {
  const now = context.ground.clock.now()
  await store.hold(tx, 'card_miss')
  const left = triesLeft(await store.missesSince(tx, actor.realm, new Date(now.getTime() - HOUR), actor.id))
  if (left === 0) throw new Refusal('busy')
  const code = readSpokenCode(typed)
  const row = code === undefined ? undefined : await store.cardByHash(tx, actor.realm, hashOf(code))
  if (!row || !isValid(row, now)) {
    await store.addMiss(tx, actor.realm, now, actor.id)
    // Which card it was is of use when it has ended; the code itself stands nowhere.
    await record(tx, actor, now, { action: 'coordination.who_calls', ...(row ? { partyId: row.party_id, object: `card:${row.id}` } : {}), detail: { found: false } })
    return { found: null, triesLeft: left - 1 }
  }
  const party = await speaking(context, tx, actor, row.party_id)
  await record(tx, actor, now, { action: 'coordination.who_calls', partyId: row.party_id, object: `card:${row.id}`, detail: { found: true } })
  return { found: { party, holder: row.holder, until: row.until_at.toISOString(), contacts: (await contactsOf(context, tx, actor.realm, [party.id])).get(party.id) ?? [] }, triesLeft: left }
})

const isValid = (row: store.CardRow, now: Date) => row.revoked_at === null && now < row.until_at
const toItem = (row: store.CardRow, now: Date): CardItem => ({
  id: row.id, holder: row.holder, issuedAt: row.issued_at.toISOString(), issuedBy: row.issued_by, until: row.until_at.toISOString(), revokedAt: row.revoked_at?.toISOString() ?? null, revokedBy: row.revoked_by, valid: isValid(row, now),
})
