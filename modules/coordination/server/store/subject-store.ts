/** Ways to reach contacts, turns on call, and who signed for a body. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import { keysOf, matchOf, type Found, type Subject, type SubjectAsk } from '#platform/db/subject.ts'

const q = (tx: Tx) => own<'coordination'>(tx)

/** What hangs on a contact that was found is that person's too. */
export async function findReaches(tx: Tx, subject: Subject, { before }: SubjectAsk): Promise<Found[]> {
  const contacts = [...before].filter((id) => id.startsWith('contact:')).map((id) => id.slice(8))
  const by = sql`coalesce(${matchOf(subject, { emails: ['x.certified_mail'], phones: ['x.mobile', 'x.second_phone'] })}, case when x.contact_id = any (${contacts}::uuid[]) then 'account' end)`
  return (await sql<Found>`select 'reach:' || x.contact_id as id, x.changed_at as at, ${by} as by, x.certified_mail || ' ' || x.mobile as label,
      jsonb_build_object('mobile', x.mobile, 'secondPhone', x.second_phone, 'certifiedMail', x.certified_mail, 'hours', x.hours, 'changed', x.changed_at) as data
    from coordination.reach x where x.realm = 'live' and ${by} is not null order by 1`.execute(q(tx))).rows
}
export async function deleteReaches(tx: Tx, found: readonly Found[]): Promise<void> {
  await sql`delete from coordination.reach where realm = 'live' and contact_id = any (${keysOf(found)}::uuid[])`.execute(q(tx))
}

const onCall = { phones: ['x.phone', 'x.second_phone'], names: ['x.person', 'x.second'] }
/** A turn that is not over yet serves whoever calls tonight: it is changed by hand first. */
export const findTurns = async (tx: Tx, subject: Subject, { now }: SubjectAsk): Promise<Found[]> => (await sql<Found>`select 'shift:' || x.id as id, x.starts_at as at, ${matchOf(subject, onCall)} as by, x.person as label,
    case when x.ends_at > ${now} then 'on_duty' end as stays, jsonb_build_object('from', x.starts_at, 'until', x.ends_at) as data
  from coordination.on_call x where x.realm = 'live' and ${matchOf(subject, onCall)} is not null order by x.starts_at`.execute(q(tx))).rows
/** The whole turn, which is over: of who else stood in it nothing is needed any more either. */
export async function deleteTurns(tx: Tx, found: readonly Found[]): Promise<void> {
  await sql`delete from coordination.on_call where id = any (${keysOf(found)}::uuid[])`.execute(q(tx))
}

const named = { names: ['c.given_by'] }
const asked = { names: ['r.asked_by', 'r.chosen_by', 'r.answered_by'] }
const feed = { ids: 'f.person_id', names: ['f.person_name'] }
const reached = { emails: ['r.email'], phones: ['r.phone'] }
export const findSignatures = async (tx: Tx, subject: Subject): Promise<Found[]> => (await sql<Found>`select 'consent:' || c.id as id, c.recorded_at as at, ${matchOf(subject, named)} as by, c.given_by as label, jsonb_build_object('what', c.what, 'role', c.given_role, 'document', c.document, 'from', c.from_at) as data
    from coordination.consent c where c.realm = 'live' and ${matchOf(subject, named)} is not null
  union all select 'card:' || k.id, k.issued_at, ${matchOf(subject, { names: ['k.holder'] })}, k.holder, jsonb_build_object('from', k.issued_at, 'until', k.until_at)
    from coordination.card k where k.realm = 'live' and ${matchOf(subject, { names: ['k.holder'] })} is not null
  union all select 'referral:' || r.id, r.asked_at, ${matchOf(subject, asked)}, r.asked_by, jsonb_build_object('asked', r.asked_at, 'trade', r.trade)
    from coordination.referral r where r.realm = 'live' and ${matchOf(subject, asked)} is not null order by 2`.execute(q(tx))).rows

export const findFeeds = async (tx: Tx, subject: Subject): Promise<Found[]> => (await sql<Found>`select 'feed:' || f.token_hash as id, f.created_at as at, ${matchOf(subject, feed)} as by, f.person_name as label, jsonb_build_object('made', f.created_at, 'ended', f.revoked_at, 'all', f.whole) as data
  from coordination.roster_feed f where f.realm = 'live' and ${matchOf(subject, feed)} is not null order by 2`.execute(q(tx))).rows
/** Its address answers nobody any more. */
export async function deleteFeeds(tx: Tx, found: readonly Found[]): Promise<void> {
  await sql`delete from coordination.roster_feed where token_hash = any (${keysOf(found)}::text[])`.execute(q(tx))
}

/** A firm may be one person. What it treats stays, how to reach that person goes. */
export const findResponders = async (tx: Tx, subject: Subject): Promise<Found[]> => (await sql<Found>`select 'responder:' || r.party_id as id, r.changed_at as at, ${matchOf(subject, reached)} as by, r.email || ' ' || r.phone as label, jsonb_build_object('email', r.email, 'phone', r.phone, 'hours', r.hours) as data
  from coordination.responder r where r.realm = 'live' and ${matchOf(subject, reached)} is not null order by 1`.execute(q(tx))).rows
export async function emptyResponders(tx: Tx, found: readonly Found[]): Promise<void> {
  await sql`update coordination.responder set email = '', phone = '', hours = '', version = version + 1 where realm = 'live' and party_id = any (${keysOf(found)}::uuid[])`.execute(q(tx))
}
