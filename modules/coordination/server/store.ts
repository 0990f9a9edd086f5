/** The only SQL of coordination, and only to its own schema: claims and consents; the rest lies in store/. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { AssetScope, ClaimItem, ConsentKind } from '../contract.ts'

const q = (tx: Tx) => own<'coordination'>(tx)
const one = <T>(rows: readonly T[]): T | undefined => rows[0]

export type ClaimRow = {
  id: string; realm: string; party_id: string; kind: AssetScope['kind']; value: string; token: string; note: string; contested: boolean; state: ClaimItem['state']
  asked_at: Date; asked_by: string; proven_at: Date | null; tried_at: Date | null; decided_at: Date | null; decided_by: string; reason: string; version: number
}
export async function listClaims(tx: Tx, { partyId = null, state = null, limit, offset }: { partyId?: string | null; state?: string | null; limit: number; offset: number }): Promise<{ rows: ClaimRow[]; total: number }> {
  const where = sql`where (${partyId}::uuid is null or party_id = ${partyId}) and (${state}::text is null or state = ${state})`
  const { rows } = await sql<ClaimRow>`select * from coordination.claim ${where} order by (state = 'asked') desc, coalesce(decided_at, asked_at) desc, id limit ${limit} offset ${offset}`.execute(q(tx))
  return { rows, total: (await sql<{ n: number }>`select count(*)::int as n from coordination.claim ${where}`.execute(q(tx))).rows[0]!.n }
}
export const loadClaim = async (tx: Tx, id: string): Promise<ClaimRow | undefined> => one((await sql<ClaimRow>`select * from coordination.claim where id = ${id} for update`.execute(q(tx))).rows)
/** Claims of this body that the centre has approved: what it may allow others to look at. */
export const heldBy = async (tx: Tx, partyId: string): Promise<AssetScope[]> => (await sql<AssetScope>`select kind, value from coordination.claim where party_id = ${partyId} and state = 'approved'`.execute(q(tx))).rows
/** Approved claims of others, for whoever decides: of the kind, newest first. */
export const heldByOthers = async (tx: Tx, partyId: string, kind: string): Promise<(AssetScope & { partyId: string })[]> =>
  (await sql<AssetScope & { partyId: string }>`select kind, value, party_id as "partyId" from coordination.claim where party_id <> ${partyId} and kind = ${kind} and state = 'approved'`.execute(q(tx))).rows
/** @returns false when the body has asked for the same already. */
export async function insertClaim(tx: Tx, row: { id: string; realm: string; partyId: string; kind: string; value: string; token: string; note: string; contested: boolean; at: Date; by: string }): Promise<boolean> {
  const result = await sql`insert into coordination.claim (id, realm, party_id, kind, value, token, note, contested, asked_at, asked_by)
    values (${row.id}, ${row.realm}, ${row.partyId}, ${row.kind}, ${row.value}, ${row.token}, ${row.note}, ${row.contested}, ${row.at}, ${row.by}) on conflict do nothing`.execute(q(tx))
  return result.numAffectedRows === 1n
}
export async function tryClaim(tx: Tx, id: string, at: Date, found: boolean): Promise<void> {
  await sql`update coordination.claim set tried_at = ${at}, proven_at = case when ${found} then ${at} else proven_at end where id = ${id}`.execute(q(tx))
}
export async function settleClaim(tx: Tx, id: string, state: ClaimItem['state'], by: { at: Date; name: string; reason: string }): Promise<void> {
  await sql`update coordination.claim set state = ${state}, decided_at = ${by.at}, decided_by = ${by.name}, reason = ${by.reason}, version = version + 1 where id = ${id}`.execute(q(tx))
}
/** Two who ask for the same addresses are decided one after the other. */
export const holdKind = async (tx: Tx, kind: string): Promise<void> => { await sql`select pg_advisory_xact_lock(hashtextextended(${`coordination.claim ${kind}`}, 0))`.execute(q(tx)) }

export type ConsentRow = {
  id: string; party_id: string; what: ConsentKind; asset_kind: AssetScope['kind'] | null; asset_value: string | null; given_by: string; given_role: string; document: string; from_at: Date; until_at: Date
  recorded_at: Date; recorded_by: string; withdrawn_at: Date | null; withdrawn_by: string; withdrawn_reason: string
}
export async function listConsents(tx: Tx, { partyId = null, what = null, limit, offset }: { partyId?: string | null; what?: string | null; limit: number; offset: number }): Promise<{ rows: ConsentRow[]; total: number }> {
  const where = sql`where (${partyId}::uuid is null or party_id = ${partyId}) and (${what}::text is null or what = ${what})`
  const { rows } = await sql<ConsentRow>`select * from coordination.consent ${where} order by recorded_at desc, id limit ${limit} offset ${offset}`.execute(q(tx))
  return { rows, total: (await sql<{ n: number }>`select count(*)::int as n from coordination.consent ${where}`.execute(q(tx))).rows[0]!.n }
}
export const consentsOf = async (tx: Tx, partyId: string, what: string): Promise<ConsentRow[]> =>
  (await sql<ConsentRow>`select * from coordination.consent where party_id = ${partyId} and what = ${what}`.execute(q(tx))).rows
export const endingConsents = async (tx: Tx, realm: string, from: Date, until: Date): Promise<{ id: string; partyId: string; what: ConsentKind; until: Date }[]> =>
  (await sql<{ id: string; partyId: string; what: ConsentKind; until: Date }>`select id, party_id as "partyId", what, until_at as until from coordination.consent
    where realm = ${realm} and withdrawn_at is null and from_at <= ${from} and until_at > ${from} and until_at <= ${until} order by until_at, id`.execute(q(tx))).rows
export const loadConsent = async (tx: Tx, id: string): Promise<ConsentRow | undefined> => one((await sql<ConsentRow>`select * from coordination.consent where id = ${id} for update`.execute(q(tx))).rows)
export async function insertConsent(tx: Tx, row: { id: string; realm: string; partyId: string; what: string; asset: AssetScope | null; givenBy: string; givenRole: string; document: string; from: Date; until: Date; at: Date; by: string }): Promise<void> {
  await sql`insert into coordination.consent (id, realm, party_id, what, asset_kind, asset_value, given_by, given_role, document, from_at, until_at, recorded_at, recorded_by)
    values (${row.id}, ${row.realm}, ${row.partyId}, ${row.what}, ${row.asset?.kind ?? null}, ${row.asset?.value ?? null}, ${row.givenBy}, ${row.givenRole}, ${row.document}, ${row.from}, ${row.until}, ${row.at}, ${row.by})`.execute(q(tx))
}
export async function withdrawConsent(tx: Tx, id: string, by: { at: Date; name: string; reason: string }): Promise<void> {
  await sql`update coordination.consent set withdrawn_at = ${by.at}, withdrawn_by = ${by.name}, withdrawn_reason = ${by.reason} where id = ${id}`.execute(q(tx))
}
