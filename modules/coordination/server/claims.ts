/** A body's names and addresses: asked for, proven by a record or decided by a person, given back. */
import { randomBytes, randomUUID } from 'node:crypto'
import { record } from '#platform/audit/index.ts'
import { Refusal, type Actor, type BodyOf, type QueryOf } from '#platform/contract/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type * as contract from '../contract.ts'
import type { ClaimItem } from '../contract.ts'
import { isProven, RECORD_PREFIX, tokenOf } from '../core/claims.ts'
import { overlap } from '../core/consent.ts'
import { namesOf, speaking, wrong, type Context } from './context.ts'
import * as store from './store.ts'

export const list = (context: Context, actor: Actor, query: QueryOf<typeof contract.listClaims>) => context.ground.db.as(actor, async (tx) => {
  const { rows, total } = await store.listClaims(tx, query)
  const names = await namesOf(context, tx, rows.map((row) => row.party_id))
  return { items: rows.map((row) => toItem(row, names)), total }
})

export const claim = (context: Context, actor: Actor, partyId: string, { kind, value, note }: BodyOf<typeof contract.claimAsset>) => context.ground.db.as(actor, async (tx) => {
  const { clock } = context.ground
  await speaking(context, tx, actor, partyId)
  const read = context.needs.territory.readAsset(kind, value)
  if ('problem' in read) throw wrong('value', read.problem)
  const contested = kind === 'domain' && (await context.needs.territory.domainTaken(tx, read.value, partyId))
  const id = randomUUID()
  if (!(await store.insertClaim(tx, { id, realm: actor.realm, partyId, kind, value: read.value, token: tokenOf(randomBytes(16)), note, contested, at: clock.now(), by: actor.name }))) throw wrong('value', 'already-there')
  await record(tx, actor, clock.now(), { action: 'coordination.claim', partyId, object: `claim:${id}`, detail: { kind, value: read.value, contested } })
  return reread(context, tx, id)
})

/** The question to the net is asked between two transactions: a slow server holds nothing. */
export async function prove(context: Context, actor: Actor, id: string) {
  const { db, clock } = context.ground
  const asked = await db.as(actor, (tx) => owned(context, tx, actor, id))
  if (asked.kind !== 'domain') throw wrong('kind', 'no-record')
  if (asked.state !== 'asked') throw new Refusal('conflict')
  const records = await context.needs.lookUpTxt(asked.value)
  const found = records === undefined ? 'silent' as const : isProven(records, asked.token) ? 'yes' as const : 'no' as const
  return db.as(actor, async (tx) => {
    const row = await owned(context, tx, actor, id)
    if (row.state !== 'asked') throw new Refusal('conflict')
    await store.tryClaim(tx, id, clock.now(), found === 'yes')
    // A name that another holds is for a person to decide, proven or not.
    if (found === 'yes' && !(await context.needs.territory.domainTaken(tx, row.value, row.party_id))) await settle(context, tx, actor, row, 'approved', 'DNS')
    return { found, claim: await reread(context, tx, id) }
  })
}

export const decide = (context: Context, actor: Actor, id: string, { version, decision, reason }: BodyOf<typeof contract.decideClaim>) => context.ground.db.as(actor, async (tx) => {
  const row = await owned(context, tx, actor, id)
  if (row.version !== version || row.state !== 'asked') throw new Refusal('conflict')
  if (decision === 'approve') await refuseTaken(context, tx, row)
  await settle(context, tx, actor, row, decision === 'approve' ? 'approved' : 'refused', reason)
  return reread(context, tx, id)
})

export const release = (context: Context, actor: Actor, id: string, { version, reason }: BodyOf<typeof contract.releaseClaim>) => context.ground.db.as(actor, async (tx) => {
  const row = await owned(context, tx, actor, id)
  if (row.version !== version || (row.state !== 'asked' && row.state !== 'approved')) throw new Refusal('conflict')
  await settle(context, tx, actor, row, 'released', reason)
  if (row.state === 'approved') await context.needs.territory.giveUpAsset(tx, actor, row.party_id, row)
  return reread(context, tx, id)
})

async function settle({ ground: { clock }, needs }: Context, tx: Tx, actor: Actor, row: store.ClaimRow, state: ClaimItem['state'], reason: string) {
  await store.settleClaim(tx, row.id, state, { at: clock.now(), name: actor.name, reason })
  await record(tx, actor, clock.now(), { action: `coordination.${state}_claim`, partyId: row.party_id, object: `claim:${row.id}`, reason, detail: { kind: row.kind, value: row.value } })
  if (state === 'approved') await needs.territory.holdAsset(tx, actor, row.party_id, { kind: row.kind, value: row.value, source: 'claim' })
}

/** @throws Refusal conflict, with the name of who holds it: only the centre comes here. */
async function refuseTaken(context: Context, tx: Tx, row: store.ClaimRow) {
  if (row.kind === 'domain' && (await context.needs.territory.domainTaken(tx, row.value, row.party_id))) throw new Refusal('conflict', { reason: 'taken' })
  if (row.kind === 'domain') return
  await store.holdKind(tx, row.kind)
  const over = (await store.heldByOthers(tx, row.party_id, row.kind)).find((one) => overlap(one, row))
  if (over) throw new Refusal('conflict', { reason: 'overlaps', value: over.value, party: (await namesOf(context, tx, [over.partyId])).get(over.partyId) ?? '' })
}

/** The claim, locked, when the asker may speak for its body. */
async function owned(context: Context, tx: Tx, actor: Actor, id: string): Promise<store.ClaimRow> {
  const row = await store.loadClaim(tx, id)
  if (!row) throw new Refusal('not_found')
  await speaking(context, tx, actor, row.party_id)
  return row
}

async function reread(context: Context, tx: Tx, id: string): Promise<ClaimItem> {
  const row = (await store.loadClaim(tx, id))!
  return toItem(row, await namesOf(context, tx, [row.party_id]))
}

const iso = (at: Date | null) => at?.toISOString() ?? null
const toItem = (row: store.ClaimRow, names: ReadonlyMap<string, string>): ClaimItem => ({
  id: row.id, party: { id: row.party_id, name: names.get(row.party_id) ?? '' }, kind: row.kind, value: row.value, state: row.state, note: row.note, record: row.kind === 'domain' ? RECORD_PREFIX + row.token : null, contested: row.contested,
  askedAt: row.asked_at.toISOString(), askedBy: row.asked_by, provenAt: iso(row.proven_at), triedAt: iso(row.tried_at), decidedAt: iso(row.decided_at), decidedBy: row.decided_by, reason: row.reason, version: row.version,
})
