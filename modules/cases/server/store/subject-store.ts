/** Who was asked about a case, who answered, who acted in it, and the messages about it. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import { matchOf, type Found, type Subject, type SubjectAsk } from '#platform/db/subject.ts'
import { emptyMessages } from './retention-store.ts'

const q = (tx: Tx) => own<'cases'>(tx)
const held = (now: Date) => sql`exists (select from cases.on_hold h where h.case_id = c.id and (h.hold_until is null or h.hold_until > ${now}))`
const stays = (now: Date) => sql`case when ${held(now)} then 'hold' when c.closed_at is null then 'open_case' end`

/** A body's answer stays; who gave it goes once the case is closed and nobody holds it. */
export async function findAnswers(tx: Tx, subject: Subject, { now }: SubjectAsk): Promise<Found[]> {
  const asked = matchOf(subject, { names: ['x.contact_name'] })
  const answered = matchOf(subject, { names: ['c.answered_by'] })
  return (await sql<Found>`select 'question:' || x.id as id, x.asked_at as at, ${asked} as by, c.ref as label, ${stays(now)} as stays, jsonb_build_object('case', c.ref, 'asked', x.asked_at, 'by', x.channel, 'answered', x.answered_at) as data
      from cases.question x join cases."case" c on c.id = x.case_id where x.realm = 'live' and ${asked} is not null
    union all select 'answer:' || c.id, c.answered_at, ${answered}, c.ref, ${stays(now)}, jsonb_build_object('case', c.ref, 'answered', c.answered_at, 'note', c.answer_note)
      from cases."case" c where c.realm = 'live' and c.answered_at is not null and ${answered} is not null order by 2`.execute(q(tx))).rows
}
export async function emptyAnswers(tx: Tx, found: readonly Found[]): Promise<void> {
  const of = (kind: string) => found.filter((one) => one.id.startsWith(`${kind}:`)).map((one) => one.id.slice(kind.length + 1))
  await sql`delete from cases.question where id = any (${of('question')}::uuid[])`.execute(q(tx))
  await sql`update cases."case" set answered_by = '', answer_note = '' where id = any (${of('answer')}::uuid[])`.execute(q(tx))
  await sql`update cases.timeline set params = params - 'by', text = '', actor_name = case actor_kind when 'anonymous' then '' else actor_name end where case_id = any (${of('answer')}::uuid[]) and kind = 'answer'`.execute(q(tx))
}

/** That a message went, and when, stays; to whom and what it said goes. */
export async function findMessages(tx: Tx, subject: Subject, { now }: SubjectAsk): Promise<Found[]> {
  const by = matchOf(subject, { emails: ['d.recipient'], phones: [`case when d.channel in ('phone', 'sms') then d.recipient else '' end`] })
  return (await sql<Found>`select 'delivery:' || d.id as id, d.created_at as at, ${by} as by, d.recipient as label,
      case when d.state in ('queued', 'sending') and not d.by_hand then 'being_sent' else ${stays(now)} end as stays, jsonb_build_object('case', c.ref, 'to', d.recipient, 'subject', d.subject, 'text', d.body, 'state', d.state, 'written', d.created_at, 'sent', d.sent_at) as data
    from platform.delivery d join cases."case" c on d.about = 'case:' || c.id where d.realm = 'live' and d.recipient <> '' and ${by} is not null order by d.id`.execute(q(tx))).rows
}
export const eraseMessages = (tx: Tx, found: readonly Found[]): Promise<void> => emptyMessages(tx, found)

const acted = [
  ['timeline', 'written_at', 'actor_id', 'actor_name'], ['decision', 'at', 'actor_id', 'actor_name'], ['report', 'at', 'author_id', 'author_name'], ['custody', 'at', 'actor_id', 'actor_name'],
  ['kept', 'at', 'by_id', 'by_name'],
] as const
/** What the person did in cases. The hour and the case are said, not what was written: it is about others. */
export async function findActs(tx: Tx, subject: Subject): Promise<Found[]> {
  const found: Found[] = []
  for (const [table, at, id, name] of acted) {
    const by = matchOf(subject, { ids: `x.${id}`, names: [`x.${name}`] })
    const { rows } = await sql<Found>`select ${`${table}:`} || x.id as id, ${sql.raw(`x.${at}`)} as at, ${by} as by, ${sql.raw(`x.${name}`)} as label, ${table === 'custody' ? 0 : 1}::int as "toRead", jsonb_build_object('what', ${table}::text, 'at', ${sql.raw(`x.${at}`)}) as data
      from ${sql.table(`cases.${table}`)} x where x.realm = 'live' and ${by} is not null order by 2, 1`.execute(q(tx))
    found.push(...rows)
  }
  return found
}
