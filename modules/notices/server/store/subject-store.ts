/** Whoever follows a body by mail; who confirmed a notice. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import { keysOf, matchOf, type Found, type Subject } from '#platform/db/subject.ts'

const q = (tx: Tx) => own<'notices'>(tx)

export const findFollows = async (tx: Tx, subject: Subject): Promise<Found[]> => (await sql<Found>`select 'subscription:' || s.id as id, s.created_at as at, ${matchOf(subject, { emails: ['s.email'] })} as by, s.email as label,
    jsonb_build_object('email', s.email, 'language', s.lang, 'body', (select b.name from notices.body_page b where b.party_id = s.party_id and b.realm = s.realm limit 1), 'party', s.party_id, 'asked', s.asked_at, 'confirmed', s.confirmed_at) as data
  from notices.subscription s where s.realm = 'live' and ${matchOf(subject, { emails: ['s.email'] })} is not null order by s.id`.execute(q(tx))).rows
export async function deleteFollows(tx: Tx, found: readonly Found[]): Promise<void> {
  await sql`delete from notices.subscription where id = any (${keysOf(found)}::uuid[])`.execute(q(tx))
}

const signed = { ids: 'n.confirmed_by', names: ['n.confirmed_name', 'n.approved_name'] }
export const findSigned = async (tx: Tx, subject: Subject): Promise<Found[]> => (await sql<Found>`select 'notice:' || n.notice_id || ':' || n.number as id, n.at, coalesce(${matchOf(subject, signed)}, ${matchOf(subject, { ids: 'n.approved_by' })}) as by, n.confirmed_name as label,
    jsonb_build_object('notice', n.notice_id, 'version', n.number, 'what', n.what, 'at', n.at) as data
  from notices.notice_version n where n.realm = 'live' and coalesce(${matchOf(subject, signed)}, ${matchOf(subject, { ids: 'n.approved_by' })}) is not null order by 1`.execute(q(tx))).rows
