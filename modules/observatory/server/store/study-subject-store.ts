import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import { matchOf, type Found, type Subject } from '#platform/db/subject.ts'

const q = (tx: Tx) => own<'observatory'>(tx)

export async function findStudyWork(tx: Tx, subject: Subject): Promise<Found[]> {
  const saved = matchOf(subject, { ids: 'saved_by', names: ['saved_by_name'] }), entered = matchOf(subject, { ids: 'entered_by', names: ['entered_by_name'] })
  return [
    ...(await sql<Found>`select 'study:' || study_id || '/' || number as id, data_at as at, ${saved} as by, title as label, jsonb_build_object('title', title, 'number', number) as data from observatory.study_version where realm = 'live' and ${saved} is not null order by 2, 1`.execute(q(tx))).rows,
    ...(await sql<Found>`select 'denominator:' || id as id, entered_at as at, ${entered} as by, kind as label, jsonb_build_object('kind', kind, 'year', year) as data from observatory.denominator where realm = 'live' and ${entered} is not null order by 2, 1`.execute(q(tx))).rows,
  ]
}

export async function findPeople(tx: Tx, subject: Subject): Promise<Found[]> {
  const asked = matchOf(subject, { ids: 'asked_by', names: ['asked_by_name'] }), decided = matchOf(subject, { ids: 'decided_by', names: ['decided_by_name'] }), took = matchOf(subject, { ids: 'by_id', names: ['by_name'] })
  const among = sql`(select 'name' from unnest(people) as one where lower(one) = any (${[...subject.names]}::text[]) limit 1)`
  return [
    ...(await sql<Found>`select 'room_request:' || id as id, asked_at as at, coalesce(${asked}, ${decided}, ${among}) as by, university as label, jsonb_build_object('university', university, 'purpose', purpose, 'people', people) as data
      from observatory.room_request where realm = 'live' and coalesce(${asked}, ${decided}, ${among}) is not null order by 2, 1`.execute(q(tx))).rows,
    ...(await sql<Found>`select 'room_download:' || id as id, at, ${took} as by, format as label, jsonb_build_object('at', at, 'format', format) as data from observatory.room_download where realm = 'live' and ${took} is not null order by 2, 1`.execute(q(tx))).rows,
  ]
}
