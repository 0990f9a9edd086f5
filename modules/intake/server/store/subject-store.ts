/** Reports of a person: what was written, what arrived, and how to reach whoever wrote. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import { keysOf, matchOf, type Found, type Subject, type SubjectAsk } from '#platform/db/subject.ts'
import { deleteReports } from './retention-store.ts'

const q = (tx: Tx) => own<'intake'>(tx)
const columns = { emails: ['c.email'], phones: ['c.phone'], names: ['c.name'] }

/** What people of the centre noted, the originals and their files are for somebody to read; what the person wrote and was told is theirs. */
export async function findReports(tx: Tx, subject: Subject, { now }: SubjectAsk): Promise<Found[]> {
  const by = sql`coalesce(case when r.ref = any (${subject.reports}::text[]) then 'report' end, ${matchOf(subject, columns)})`
  return (await sql<Found>`select 'report:' || r.id as id, r.received_at as at, ${by} as by, r.ref as label,
      case when exists (select from cases.on_hold h where h.case_id = r.case_id and (h.hold_until is null or h.hold_until > ${now})) then 'hold' end as stays,
      ((select count(*) from intake.signal s where s.report_id = r.id and s.sealed is not null) + (select count(*) from intake.attachment a where a.report_id = r.id)
        + (select count(*) from intake.entry e where e.report_id = r.id and e.text <> '' and not e.told and e.by_kind <> 'reporter'))::int as "toRead",
      jsonb_build_object('number', r.ref, 'received', r.received_at, 'occurred', r.occurred_at, 'road', r.road, 'state', r.state, 'outcome', r.outcome, 'situation', r.situation, 'who', r.who, 'whoName', r.who_name,
        'subject', r.subject, 'words', r.words, 'language', r.lang, 'contact', case when c.report_id is null then null else jsonb_build_object('name', c.name, 'phone', c.phone, 'email', c.email) end,
        'arrived', (select coalesce(jsonb_agg(jsonb_build_object('at', s.received_at, 'road', s.road, 'bytes', s.bytes, 'sha256', encode(s.sha256, 'hex')) order by s.received_at), '[]') from intake.signal s where s.report_id = r.id),
        'history', (select coalesce(jsonb_agg(jsonb_build_object('at', e.at, 'what', e.kind, 'text', e.text) order by e.id), '[]') from intake.entry e where e.report_id = r.id and (e.told or e.by_kind = 'reporter'))) as data
    from intake.report r left join intake.contact c on c.report_id = r.id
    where r.realm = 'live' and ${by} is not null and not (r.contact_gone_at is not null and r.subject = '') order by r.received_at, r.id`.execute(q(tx))).rows
}

/** Closed ones go. One that somebody is at work on stays as a number, a hour and a situation: without words and without the person. */
export async function eraseReports(tx: Tx, found: readonly Found[], { now }: { now: Date }): Promise<void> {
  const ids = keysOf(found)
  await sql`delete from intake.draft where report_id = any (${ids}::uuid[])`.execute(q(tx))
  const { rows } = await sql<{ id: string; state: string }>`select id, state from intake.report where id = any (${ids}::uuid[]) for update`.execute(q(tx))
  await deleteReports(tx, rows.filter((one) => one.state === 'closed').map(({ id }) => ({ id: `report:${id}`, at: now })))
  const open = rows.filter((one) => one.state !== 'closed').map(({ id }) => id)
  for (const statement of [
    sql`delete from intake.contact where report_id = any (${open}::uuid[])`,
    sql`delete from intake.code where report_id = any (${open}::uuid[])`,
    sql`delete from intake.sign where report_id = any (${open}::uuid[]) and kind in ('sender', 'words')`,
    sql`delete from intake.attachment where report_id = any (${open}::uuid[])`,
    sql`update intake.signal set sealed = null, gone_at = ${now}, provenance = '{}' where report_id = any (${open}::uuid[]) and sealed is not null`,
    sql`update intake.entry set text = '', params = '{}', by_name = case by_kind when 'reporter' then '' else by_name end where report_id = any (${open}::uuid[])`,
    sql`update intake.report set who_name = '', subject = '', words = '', shape = '', contact_gone_at = ${now}, tell_at = null, version = version + 1, moved_at = ${now} where id = any (${open}::uuid[])`,
  ]) await statement.execute(q(tx))
}

const byName = (table: string, at: string, ids: string, name: string) => async (tx: Tx, subject: Subject): Promise<Found[]> => {
  const match = matchOf(subject, { ids, names: [name] })
  return (await sql<Found>`select ${`${table}:`} || id as id, ${sql.raw(at)} as at, ${match} as by, ${sql.raw(name)} as label, jsonb_build_object('what', ${table}::text, 'at', ${sql.raw(at)}) as data
    from ${sql.table(`intake.${table}`)} where realm = 'live' and ${match} is not null order by 2, 1`.execute(q(tx))).rows
}
const places = [byName('entry', 'at', 'by_id', 'by_name'), byName('merge', 'at', 'by_id', 'by_name'), byName('import', 'started_at', 'by_id', 'by_name'), byName('source', 'made_at', 'made_by', 'made_by_name'), byName('report', 'received_at', 'assigned_to', 'assigned_name')]
/** What the person did at the desk, as one who works there. */
export async function findWork(tx: Tx, subject: Subject): Promise<Found[]> {
  const found: Found[] = []
  for (const find of places) found.push(...(await find(tx, subject)).map((one) => (one.id.startsWith('report:') ? { ...one, id: `assigned:${one.id.slice(7)}` } : one)))
  return found
}
