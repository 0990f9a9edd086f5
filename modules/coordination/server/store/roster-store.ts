/** Turns, ways to reach people, cards. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'

const q = (tx: Tx) => own<'coordination'>(tx)
export const hold = async (tx: Tx, what: string): Promise<void> => { await sql`select pg_advisory_xact_lock(hashtextextended(${`coordination ${what}`}, 0))`.execute(q(tx)) }

export type ShiftRow = { id: string; starts_at: Date; ends_at: Date; person: string; phone: string; second: string; second_phone: string; version: number }
export const shiftsFrom = async (tx: Tx, from: Date): Promise<ShiftRow[]> => (await sql<ShiftRow>`select * from coordination.on_call where ends_at > ${from} order by starts_at limit 500`.execute(q(tx))).rows
type ShiftWord = { startsAt: Date; endsAt: Date; person: string; phone: string; second: string; secondPhone: string; at: Date; by: string }
export async function insertShift(tx: Tx, id: string, realm: string, one: ShiftWord): Promise<void> {
  await sql`insert into coordination.on_call (id, realm, starts_at, ends_at, person, phone, second, second_phone, changed_at, changed_by)
    values (${id}, ${realm}, ${one.startsAt}, ${one.endsAt}, ${one.person}, ${one.phone}, ${one.second}, ${one.secondPhone}, ${one.at}, ${one.by})`.execute(q(tx))
}
export async function updateShift(tx: Tx, id: string, version: number, one: ShiftWord): Promise<boolean> {
  return (await sql`update coordination.on_call set starts_at = ${one.startsAt}, ends_at = ${one.endsAt}, person = ${one.person}, phone = ${one.phone}, second = ${one.second}, second_phone = ${one.secondPhone},
    changed_at = ${one.at}, changed_by = ${one.by}, version = version + 1 where id = ${id} and version = ${version}`.execute(q(tx))).numAffectedRows === 1n
}
export const deleteShift = async (tx: Tx, id: string): Promise<boolean> => (await sql`delete from coordination.on_call where id = ${id}`.execute(q(tx))).numAffectedRows === 1n
export const shiftThere = async (tx: Tx, id: string): Promise<boolean> => (await sql`select 1 from coordination.on_call where id = ${id}`.execute(q(tx))).rows.length > 0

export type ReachRow = { contact_id: string; party_id: string; hours: string; certified_mail: string; mobile: string; second_phone: string; place: number | null; version: number }
export const reachOf = async (tx: Tx, realm: string, partyIds: readonly string[]): Promise<ReachRow[]> =>
  (await sql<ReachRow>`select * from coordination.reach where realm = ${realm} and party_id = any (${partyIds as string[]}::uuid[])`.execute(q(tx))).rows
/** False when somebody was quicker: version 0 is a contact of which nothing was said yet. */
export async function writeReach(tx: Tx, key: { realm: string; contactId: string; partyId: string; version: number; at: Date; by: string }, one: { hours: string; certifiedMail: string; mobile: string; secondPhone: string; place: number | null }): Promise<boolean> {
  return (await sql`insert into coordination.reach as r (realm, contact_id, party_id, hours, certified_mail, mobile, second_phone, place, changed_at, changed_by)
    values (${key.realm}, ${key.contactId}, ${key.partyId}, ${one.hours}, ${one.certifiedMail}, ${one.mobile}, ${one.secondPhone}, ${one.place}, ${key.at}, ${key.by})
    on conflict (realm, contact_id) do update set hours = excluded.hours, certified_mail = excluded.certified_mail, mobile = excluded.mobile, second_phone = excluded.second_phone, place = excluded.place,
      changed_at = excluded.changed_at, changed_by = excluded.changed_by, version = r.version + 1 where r.version = ${key.version}`.execute(q(tx))).numAffectedRows === 1n
}

export type CardRow = { id: string; party_id: string; holder: string; issued_at: Date; issued_by: string; until_at: Date; revoked_at: Date | null; revoked_by: string }
const card = sql.raw('id, party_id, holder, issued_at, issued_by, until_at, revoked_at, revoked_by')
export const cardsOf = async (tx: Tx, partyId: string): Promise<CardRow[]> => (await sql<CardRow>`select ${card} from coordination.card where party_id = ${partyId} order by issued_at desc, id limit 100`.execute(q(tx))).rows
export const loadCard = async (tx: Tx, id: string): Promise<CardRow | undefined> => (await sql<CardRow>`select ${card} from coordination.card where id = ${id} for update`.execute(q(tx))).rows[0]
export const cardByHash = async (tx: Tx, realm: string, hash: Buffer): Promise<CardRow | undefined> => (await sql<CardRow>`select ${card} from coordination.card where realm = ${realm} and hash = ${hash}`.execute(q(tx))).rows[0]
/** @returns false when this code is out already. */
export async function insertCard(tx: Tx, row: { id: string; realm: string; partyId: string; hash: Buffer; holder: string; at: Date; by: string; until: Date }): Promise<boolean> {
  return (await sql`insert into coordination.card (id, realm, party_id, hash, holder, issued_at, issued_by, until_at) values (${row.id}, ${row.realm}, ${row.partyId}, ${row.hash}, ${row.holder}, ${row.at}, ${row.by}, ${row.until})
    on conflict do nothing`.execute(q(tx))).numAffectedRows === 1n
}
export const revoke = async (tx: Tx, id: string, at: Date, by: string): Promise<void> => { await sql`update coordination.card set revoked_at = ${at}, revoked_by = ${by} where id = ${id}`.execute(q(tx)) }

export async function missesSince(tx: Tx, realm: string, since: Date, actorId: string): Promise<{ own: number; all: number }> {
  return (await sql<{ own: number; all: number }>`select count(*) filter (where actor_id = ${actorId})::int as own, count(*)::int as all from coordination.card_miss where realm = ${realm} and at > ${since}`.execute(q(tx))).rows[0]!
}
export const addMiss = async (tx: Tx, realm: string, at: Date, actorId: string): Promise<void> => { await sql`insert into coordination.card_miss (realm, at, actor_id) values (${realm}, ${at}, ${actorId})`.execute(q(tx)) }
