/** What of a case goes when its term is over. A case is settled when it and its main case are closed. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { Ask, Due } from '#platform/retention.ts'

const q = (tx: Tx) => own<'cases'>(tx)
const ids = (due: readonly Due[]) => due.map((one) => one.id)

const withMain = sql.raw(`cases."case" c join cases."case" m on m.id = coalesce(c.main_id, c.id)`)
/** A tied case that was left open when its main case was closed counts from its own last change. */
const moment = sql.raw(`greatest(m.closed_at, coalesce(c.closed_at, c.updated_at))`)
/** What is written on a case that is over has the whole term before it. */
const lastWritten = sql.raw(`greatest(m.closed_at, coalesce(c.closed_at, c.updated_at), (select max(t.written_at) from cases.timeline t where t.case_id = c.id))`)
/** Both rows are read again when they are locked, so a hold set meanwhile holds. */
const settled = (ask: Ask, at = moment) => sql`c.realm = ${ask.realm} and m.closed_at is not null and ${at} <= ${ask.before}
  and (c.hold_at is null or c.hold_until <= ${ask.now}) and (m.hold_at is null or m.hold_until <= ${ask.now})`
const locked = (ask: Ask, more = '') => (ask.lock ? sql.raw(`for update of c, m${more} skip locked`) : sql``)

export async function dueEvidence(tx: Tx, ask: Ask): Promise<Due[]> {
  // What came after the closing was taken into custody then: its term begins then.
  const { rows } = await sql<Due>`select e.id, greatest(${moment}, e.received_at) as at from cases.evidence e join ${withMain} on c.id = e.case_id
    where e.gone_at is null and ${settled(ask)} and e.received_at <= ${ask.before} order by 2, 1 limit ${ask.limit} ${locked(ask, ', e')}`.execute(q(tx))
  return rows
}

/** The file's name and note go with it; hash, size and custody stay, and custody says how it ended. */
export async function destroyEvidence(tx: Tx, due: readonly Due[], by: { id: string; now: Date }): Promise<void> {
  await sql`update cases.timeline t set params = t.params - 'fileName' from cases.evidence e
    where e.id = any (${ids(due)}::uuid[]) and t.case_id = e.case_id and t.kind = 'evidence'
    and t.params ->> 'sha256' = encode(e.sha256, 'hex')`.execute(q(tx))
  await sql`with gone as (update cases.evidence set gone_at = ${by.now}, file_name = '', note = ''
      where id = any (${ids(due)}::uuid[]) returning id, realm, party_id)
    insert into cases.custody (realm, evidence_id, party_id, at, action, actor_id, actor_name)
    select realm, id, party_id, ${by.now}, 'destroyed', ${by.id}, '' from gone`.execute(q(tx))
  // An earlier version wrote the note of the file into its first link as well.
  await sql`update cases.custody set note = '' where evidence_id = any (${ids(due)}::uuid[])
    and action = 'received' and note <> ''`.execute(q(tx))
}

/** Which of these files some row of any realm still needs: true, needed; false, let go; absent, no row knows it. */
export async function fileStates(tx: Tx, hashes: readonly Buffer[]): Promise<Map<string, boolean>> {
  const { rows } = await sql<{ sha256: Buffer; kept: boolean }>`
    select * from cases.evidence_files(${hashes}::bytea[])`.execute(q(tx))
  return new Map(rows.map((row) => [row.sha256.toString('hex'), row.kept]))
}

export async function dueContacts(tx: Tx, ask: Ask): Promise<Due[]> {
  const { rows } = await sql<Due>`select c.id, ${lastWritten} as at from ${withMain}
    where c.contacts_gone_at is null and ${settled(ask, lastWritten)} order by 2, 1 limit ${ask.limit} ${locked(ask)}`.execute(q(tx))
  return rows
}

export async function emptyContacts(tx: Tx, due: readonly Due[], now: Date): Promise<void> {
  const of = sql`any (${ids(due)}::uuid[])`
  await sql`update cases."case" set contacts_gone_at = ${now}, answered_by = '', answer_note = ''
    where id = ${of}`.execute(q(tx))
  await sql`delete from cases.question where case_id = ${of}`.execute(q(tx))
  // Whoever answered by a link stands in the timeline under the name that they gave.
  await sql`update cases.timeline set params = params - 'by', text = case kind when 'answer' then '' else text end,
    actor_name = case actor_kind when 'anonymous' then '' else actor_name end
    where case_id = ${of} and (kind = 'answer' or actor_kind = 'anonymous')`.execute(q(tx))
}

/** Never under the sender; what a person was to send by hand has none. */
export async function dueMessages(tx: Tx, ask: Ask): Promise<Due[]> {
  const { rows } = await sql<Due>`select 'delivery:' || d.id as id, ${moment} as at
    from platform.delivery d join ${withMain} on d.about = 'case:' || c.id
    where (d.state not in ('queued', 'sending') or d.by_hand) and (d.recipient <> '' or d.body <> '') and ${settled(ask)}
    order by 2, d.id limit ${ask.limit} ${locked(ask, ', d')}`.execute(q(tx))
  return rows
}

/** That a message went, and when, stays. The key of a question holds the address that was asked. */
export async function emptyMessages(tx: Tx, due: readonly Due[]): Promise<void> {
  await sql`update platform.delivery set recipient = '', subject = '', body = '', problem = '', unsubscribe_url = '',
    state = case when by_hand and state = 'queued' then 'done' else state end,
    key = split_part(key, ':', 1) || ':' || split_part(key, ':', 2) || ':#' || id
    where id = any (${due.map((one) => Number(one.id.slice('delivery:'.length)))})`.execute(own<'platform'>(tx))
}

export async function dueTexts(tx: Tx, ask: Ask): Promise<Due[]> {
  const { rows } = await sql<Due>`select c.id, ${lastWritten} as at from ${withMain}
    where c.texts_gone_at is null and ${settled(ask, lastWritten)} order by 2, 1 limit ${ask.limit} ${locked(ask)}`.execute(q(tx))
  return rows
}

/** What stays: reference, title, states and their moments, classes, figures, what was learnt. */
export async function emptyTexts(tx: Tx, due: readonly Due[], now: Date): Promise<void> {
  const of = sql`any (${ids(due)}::uuid[])`
  for (const statement of [
    sql`update cases."case" set texts_gone_at = ${now}, lead_id = null, lead_name = '', people = '[]', safe_by = '',
      safe_override = '', close_reason = '', data_lost = '', description = '{}', hold_at = null, hold_until = null,
      hold_reason = '', hold_by = '' where id = ${of}`,
    sql`update cases.timeline set text = '', params = '{}', actor_name = '' where case_id = ${of}`,
    sql`update cases.decision set text = '', reasons = '', actor_name = '' where case_id = ${of}`,
    sql`update cases.condition set met_by = '', evidence = case when met_at is null then '' else '…' end
      where case_id = ${of}`,
    sql`update cases.task set note = '', decided_by = '', text = '', params = '{}', words = null where case_id = ${of}`,
    sql`update cases.evidence set received_by = '' where case_id = ${of}`,
    sql`delete from cases.report where case_id = ${of}`,
    sql`delete from cases.kept where case_id = ${of}`,
  ])
    await statement.execute(q(tx))
}

/**
 * What was emptied has something in it again. The update waits for a run that is emptying the case, so that none passes over
 * what is written meanwhile.
 */
export async function unmarkEmptied(tx: Tx, caseIds: readonly string[]): Promise<void> {
  await sql`update cases."case" set contacts_gone_at = null, texts_gone_at = null where id = any (${caseIds}::uuid[])
    and (closed_at is not null or contacts_gone_at is not null or texts_gone_at is not null)`.execute(q(tx))
}

/** Every row of an exercise. The policies show no other realm, and the realm is asked for once more. */
export async function forgetRealm(tx: Tx, realm: string): Promise<void> {
  for (const table of ['custody', 'evidence', 'condition', 'decision', 'question', 'task', 'report', 'timeline', 'impact'])
    await sql`delete from ${sql.table(`cases.${table}`)} where realm = ${realm}`.execute(q(tx))
  await sql`delete from cases."case" where realm = ${realm} and main_id is not null`.execute(q(tx))
  await sql`delete from cases."case" where realm = ${realm}`.execute(q(tx))
  await sql`delete from cases.counter where realm = ${realm}`.execute(q(tx))
  await sql`delete from platform.delivery where realm = ${realm}`.execute(own<'platform'>(tx))
}

export type Hold = { readonly reason: string; readonly until: Date | null; readonly by: string; readonly at: Date }
export async function saveHold(tx: Tx, caseId: string, hold: Hold | null): Promise<void> {
  await q(tx)
    .updateTable('cases.case')
    .set((eb) => ({
      hold_reason: hold?.reason ?? '',
      hold_until: hold?.until ?? null,
      hold_by: hold?.by ?? '',
      hold_at: hold?.at ?? null,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', caseId)
    .execute()
}
