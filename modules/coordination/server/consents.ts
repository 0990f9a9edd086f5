/** What a body allows, on which paper, until when; and the one question that others must ask before they act. */
import { randomUUID } from 'node:crypto'
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type BodyOf, type QueryOf } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type * as contract from '../contract.ts'
import type { AssetScope, Cleared, ConsentItem, ConsentKind } from '../contract.ts'
import { datesProblem, decide, stateAt, type Consent } from '../core/consent.ts'
import { namesOf, speaking, wrong, type Context } from './context.ts'
import * as store from './store.ts'

export const list = (context: Context, actor: Actor, query: QueryOf<typeof contract.listConsents>) => context.ground.db.as(actor, async (tx) => {
  const { rows, total } = await store.listConsents(tx, query)
  const names = await namesOf(context, tx, rows.map((row) => row.party_id))
  return { items: rows.map((row) => toItem(row, names, context.ground.clock.now())), total }
})

export const give = (context: Context, actor: Actor, partyId: string, { asset, ...body }: BodyOf<typeof contract.giveConsent>) => context.ground.db.as(actor, async (tx) => {
  const now = context.ground.clock.now()
  await speaking(context, tx, actor, partyId)
  const [from, until] = [new Date(body.from), new Date(body.until)]
  const problem = datesProblem(from, until, now)
  if (problem) throw wrong('until', problem)
  const id = randomUUID()
  await store.insertConsent(tx, { ...body, id, realm: actor.realm, partyId, asset: asset && named(context, asset), from, until, at: now, by: actor.name })
  await record(tx, actor, now, { action: 'coordination.give_consent', partyId, object: `consent:${id}`, detail: { what: body.what, asset, from: body.from, until: body.until, document: body.document } })
  return reread(context, tx, id)
})

export const withdraw = (context: Context, actor: Actor, id: string, { reason }: BodyOf<typeof contract.withdrawConsent>) => context.ground.db.as(actor, async (tx) => {
  const now = context.ground.clock.now()
  const row = await store.loadConsent(tx, id)
  if (!row) throw new Refusal('not_found')
  await speaking(context, tx, actor, row.party_id)
  if (row.withdrawn_at) throw new Refusal('conflict')
  await store.withdrawConsent(tx, id, { at: now, name: actor.name, reason })
  await record(tx, actor, now, { action: 'coordination.withdraw_consent', partyId: row.party_id, object: `consent:${id}`, reason })
  return reread(context, tx, id)
})

/** Reads what the asker of the transaction may see, in its realm: who cannot see a consent has none. */
export async function cleared(context: Context, tx: Tx, partyId: string, what: ConsentKind, at: Date, asset?: AssetScope): Promise<Cleared> {
  const rows = await store.consentsOf(tx, partyId, what)
  return decide(rows.map(toConsent), await store.heldBy(tx, partyId), what, at, asset && named(context, asset))
}

/** In the form in which claims are kept. @throws Refusal invalid. */
function named({ needs }: Context, asset: AssetScope): AssetScope {
  const read = needs.territory.readAsset(asset.kind, asset.value)
  if ('problem' in read) throw wrong('asset.value', read.problem)
  return { kind: asset.kind, value: read.value }
}

async function reread(context: Context, tx: Tx, id: string): Promise<ConsentItem> {
  const row = (await store.loadConsent(tx, id))!
  return toItem(row, await namesOf(context, tx, [row.party_id]), context.ground.clock.now())
}

const scopeOf = (row: store.ConsentRow): AssetScope | null => (row.asset_kind === null ? null : { kind: row.asset_kind, value: row.asset_value! })
const toConsent = (row: store.ConsentRow): Consent => ({ id: row.id, what: row.what, asset: scopeOf(row), from: row.from_at, until: row.until_at, withdrawnAt: row.withdrawn_at })
const toItem = (row: store.ConsentRow, names: ReadonlyMap<string, string>, now: Date): ConsentItem => ({
  id: row.id, party: { id: row.party_id, name: names.get(row.party_id) ?? '' }, what: row.what, asset: scopeOf(row), givenBy: row.given_by, givenRole: row.given_role, document: row.document, from: row.from_at.toISOString(), until: row.until_at.toISOString(),
  recordedAt: row.recorded_at.toISOString(), recordedBy: row.recorded_by, withdrawn: row.withdrawn_at && { at: row.withdrawn_at.toISOString(), by: row.withdrawn_by, reason: row.withdrawn_reason }, state: stateAt(toConsent(row), now),
})
