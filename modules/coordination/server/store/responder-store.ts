/** Responders, and the names that were given. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { Bond, Qualification, ReferralItem, Trade } from '../../contract-responders.ts'

const q = (tx: Tx) => own<'coordination'>(tx)

export type ResponderRow = {
  party_id: string; trades: Trade[]; places: string[]; everywhere: boolean; languages: string[]; hours: string; phone: string; email: string; website: string; group_name: string
  qualifications: Qualification[]; bonds: Bond[]; ready_hours: number | null; not_until: Date | null; available_said_at: Date | null; available_said_by: string
  public_since: Date | null; public_document: string; active: boolean; note: string; version: number; changed_at: Date; changed_by: string
}
export const allResponders = async (tx: Tx): Promise<ResponderRow[]> => (await sql<ResponderRow>`select * from coordination.responder order by party_id`.execute(q(tx))).rows
export const loadResponder = async (tx: Tx, partyId: string): Promise<ResponderRow | undefined> => (await sql<ResponderRow>`select * from coordination.responder where party_id = ${partyId}`.execute(q(tx))).rows[0]

export type ResponderWord = Omit<ResponderRow, 'version' | 'changed_at' | 'changed_by'>
/** False when somebody was quicker; version 0 is a party that is not on the list yet. */
export async function writeResponder(tx: Tx, key: { realm: string; version: number; at: Date; by: string }, one: ResponderWord): Promise<boolean> {
  return (await sql`insert into coordination.responder as r (realm, party_id, trades, places, everywhere, languages, hours, phone, email, website, group_name, qualifications, bonds, ready_hours, not_until, available_said_at, available_said_by, public_since, public_document, active, note, changed_at, changed_by)
    values (${key.realm}, ${one.party_id}, ${one.trades}::text[], ${one.places}::text[], ${one.everywhere}, ${one.languages}::text[], ${one.hours}, ${one.phone}, ${one.email}, ${one.website}, ${one.group_name}, ${JSON.stringify(one.qualifications)}::jsonb, ${JSON.stringify(one.bonds)}::jsonb,
      ${one.ready_hours}, ${one.not_until}, ${one.available_said_at}, ${one.available_said_by}, ${one.public_since}, ${one.public_document}, ${one.active}, ${one.note}, ${key.at}, ${key.by})
    on conflict (realm, party_id) do update set trades = excluded.trades, places = excluded.places, everywhere = excluded.everywhere, languages = excluded.languages, hours = excluded.hours, phone = excluded.phone, email = excluded.email, website = excluded.website,
      group_name = excluded.group_name, qualifications = excluded.qualifications, bonds = excluded.bonds, ready_hours = excluded.ready_hours, not_until = excluded.not_until, available_said_at = excluded.available_said_at, available_said_by = excluded.available_said_by,
      public_since = excluded.public_since, public_document = excluded.public_document, active = excluded.active, note = excluded.note, changed_at = excluded.changed_at, changed_by = excluded.changed_by, version = r.version + 1
    where r.version = ${key.version}`.execute(q(tx))).numAffectedRows === 1n
}
export async function writeAvailability(tx: Tx, partyId: string, version: number, one: { readyHours: number | null; notUntil: Date | null; at: Date; by: string }): Promise<boolean> {
  return (await sql`update coordination.responder set ready_hours = ${one.readyHours}, not_until = ${one.notUntil}, available_said_at = ${one.at}, available_said_by = ${one.by}, version = version + 1
    where party_id = ${partyId} and version = ${version}`.execute(q(tx))).numAffectedRows === 1n
}

export type Counted = { responder_id: string; shown: number; first: number; chosen: number; took: number; last_at: Date | null }
/** How often each was named since then; of one trade, or of all. */
export const countTurns = async (tx: Tx, since: Date, trade: string | null): Promise<Counted[]> => (await sql<Counted>`
  select n.responder_id, count(*)::int as shown, (count(*) filter (where n.place = 1))::int as first, (count(*) filter (where r.chosen_id = n.responder_id))::int as chosen,
    (count(*) filter (where r.chosen_id = n.responder_id and r.answer = 'took'))::int as took, max(n.at) as last_at
  from coordination.referral_name n join coordination.referral r on r.id = n.referral_id where n.at > ${since} and (${trade}::text is null or r.trade = ${trade}) group by n.responder_id`.execute(q(tx))).rows

export type ReferralRow = {
  id: string; party_id: string; case_id: string | null; case_ref: string; trade: Trade; place: string; within_hours: number; language: ReferralItem['language']; rule: number; left_out: number; asked_at: Date; asked_by: string
  chosen_id: string | null; chosen_at: Date | null; chosen_by: string; answer: NonNullable<ReferralItem['answer']>['answer'] | null; answered_at: Date | null; answered_by: string; version: number
}
export type NameRow = { referral_id: string; responder_id: string; place: number; shown: Record<string, unknown> }
type NewReferral = Pick<ReferralRow, 'id' | 'party_id' | 'case_id' | 'case_ref' | 'trade' | 'place' | 'within_hours' | 'language' | 'rule' | 'left_out' | 'asked_at' | 'asked_by'> & { realm: string }
export async function insertReferral(tx: Tx, row: NewReferral, names: readonly { responderId: string; place: number; shown: object }[], weighing: { input: object; excluded: readonly object[] }): Promise<void> {
  await sql`insert into coordination.referral (id, realm, party_id, case_id, case_ref, trade, place, within_hours, language, rule, left_out, asked_at, asked_by)
    values (${row.id}, ${row.realm}, ${row.party_id}, ${row.case_id}, ${row.case_ref}, ${row.trade}, ${row.place}, ${row.within_hours}, ${row.language}, ${row.rule}, ${row.left_out}, ${row.asked_at}, ${row.asked_by})`.execute(q(tx))
  for (const one of names) {
    await sql`insert into coordination.referral_name (realm, referral_id, party_id, responder_id, case_id, place, shown, at)
      values (${row.realm}, ${row.id}, ${row.party_id}, ${one.responderId}, ${row.case_id}, ${one.place}, ${JSON.stringify(one.shown)}::jsonb, ${row.asked_at})`.execute(q(tx))
  }
  await sql`insert into coordination.referral_weighing (referral_id, realm, party_id, case_id, input, excluded)
    values (${row.id}, ${row.realm}, ${row.party_id}, ${row.case_id}, ${JSON.stringify(weighing.input)}::jsonb, ${JSON.stringify(weighing.excluded)}::jsonb)`.execute(q(tx))
}
export async function listReferrals(tx: Tx, { partyId = null, caseId = null, limit }: { partyId?: string | null; caseId?: string | null; limit: number }): Promise<{ rows: ReferralRow[]; total: number }> {
  const where = sql`where (${partyId}::uuid is null or party_id = ${partyId}) and (${caseId}::uuid is null or case_id = ${caseId})`
  const { rows } = await sql<ReferralRow>`select * from coordination.referral ${where} order by asked_at desc, id limit ${limit}`.execute(q(tx))
  return { rows, total: (await sql<{ n: number }>`select count(*)::int as n from coordination.referral ${where}`.execute(q(tx))).rows[0]!.n }
}
export const loadReferral = async (tx: Tx, id: string): Promise<ReferralRow | undefined> => (await sql<ReferralRow>`select * from coordination.referral where id = ${id} for update`.execute(q(tx))).rows[0]
export const namesIn = async (tx: Tx, ids: readonly string[]): Promise<NameRow[]> =>
  (await sql<NameRow>`select referral_id, responder_id, place, shown from coordination.referral_name where referral_id = any (${ids as string[]}::uuid[]) order by referral_id, place`.execute(q(tx))).rows
/** Rows for the centre; for others the database gives none. */
export const weighingsOf = async (tx: Tx, ids: readonly string[]): Promise<{ referral_id: string; excluded: NonNullable<ReferralItem['excluded']>; input: unknown }[]> =>
  (await sql<{ referral_id: string; excluded: NonNullable<ReferralItem['excluded']>; input: unknown }>`select referral_id, excluded, input from coordination.referral_weighing where referral_id = any (${ids as string[]}::uuid[])`.execute(q(tx))).rows
export async function writeChoice(tx: Tx, id: string, version: number, one: { responderId: string | null; at: Date; by: string }): Promise<boolean> {
  return (await sql`update coordination.referral set chosen_id = ${one.responderId}, chosen_at = ${one.at}, chosen_by = ${one.by}, answer = null, answered_at = null, answered_by = '', version = version + 1 where id = ${id} and version = ${version}`.execute(q(tx))).numAffectedRows === 1n
}
export async function writeAnswer(tx: Tx, id: string, version: number, one: { answer: string; at: Date; by: string }): Promise<boolean> {
  return (await sql`update coordination.referral set answer = ${one.answer}, answered_at = ${one.at}, answered_by = ${one.by}, version = version + 1 where id = ${id} and version = ${version}`.execute(q(tx))).numAffectedRows === 1n
}
