/** The queue, one report, and the changes that the desk makes. */
import { sql, type RawBuilder, type Selectable } from 'kysely'
import { own, type DB, type Tx } from '#platform/db/index.ts'
import type { QueueName } from '../../contract-shapes.ts'
import type { Outcome, State } from '../../contract.ts'

export type ReportDbRow = Omit<Selectable<DB['intake.report']>, 'search'>
const q = (tx: Tx) => own<'intake'>(tx)

const columns = sql.raw(`r.id, r.number, r.ref, r.realm, r.kind, r.road, r.received_at, r.occurred_at, r.party_id, r.who, r.who_name, r.situation, r.subject, r.words, r.lang, r.urgency, r.doubt, r.state, r.outcome,
  r.assigned_to, r.assigned_name, r.promise_at, r.promises_missed, r.answered_at, r.case_id, r.case_ref, r.times, r.shape, r.tlp, r.pap, r.moved_at, r.closed_at, r.contact_gone_at, r.version`)
/** Of a list: without the words, which a page of fifty does not show. */
const light = sql.raw(`r.id, r.number, r.ref, r.kind, r.road, r.received_at, r.party_id, r.who, r.who_name, r.situation, r.subject, r.urgency, r.doubt, r.state, r.outcome, r.assigned_to, r.assigned_name,
  r.promise_at, r.promises_missed, r.times, r.case_id, r.case_ref, r.version`)
export type LightRow = Pick<ReportDbRow, 'id' | 'number' | 'ref' | 'kind' | 'road' | 'received_at' | 'party_id' | 'who' | 'who_name' | 'situation' | 'subject' | 'urgency' | 'doubt' | 'state' | 'outcome' | 'assigned_to' | 'assigned_name' | 'promise_at' | 'promises_missed' | 'times' | 'case_id' | 'case_ref' | 'version'>

const waits = sql`r.state in ('new', 'open', 'waiting')`
const here = sql`r.realm = (select current_setting('app.realm', true))`
const byUrgency = sql`order by r.urgency, r.promise_at, r.received_at, r.id`
const byTime = sql`order by r.received_at desc, r.id`

function queueOf(name: QueueName, me: string, now: Date): { where: RawBuilder<unknown>; order: RawBuilder<unknown> } {
  switch (name) {
    case 'waiting': return { where: sql`${waits} and r.urgency < 3`, order: byUrgency }
    case 'mine': return { where: sql`${waits} and r.assigned_to = ${me}`, order: byUrgency }
    case 'new': return { where: sql`${waits} and r.urgency < 3 and r.state = 'new'`, order: byUrgency }
    case 'late': return { where: sql`${waits} and r.promise_at < ${now}`, order: sql`order by r.promise_at, r.id` }
    case 'doubtful': return { where: sql`${waits} and r.urgency = 3`, order: byUrgency }
    case 'in_case': return { where: sql`r.state = 'in_case'`, order: byTime }
    case 'closed': return { where: sql`r.state = 'closed'`, order: byTime }
    default: return { where: sql`true`, order: byTime }
  }
}

export type ListAsked = { readonly of: QueueName; readonly me: string; readonly now: Date; readonly words?: string | undefined; readonly situation?: string | undefined; readonly kind?: string | undefined; readonly partyId?: string | undefined; readonly caseId?: string | undefined; readonly limit: number; readonly offset: number }
const SEARCH_MOST = 1000

export async function listReports(tx: Tx, asked: ListAsked): Promise<{ rows: LightRow[]; total: number }> {
  const { where, order } = queueOf(asked.of, asked.me, asked.now)
  const found = asked.words === undefined ? undefined : (await sql<{ id: string }>`select search_reports as id from intake.search_reports(${asked.words}, ${SEARCH_MOST})`.execute(q(tx))).rows.map((row) => row.id)
  const all = sql`from intake.report r where ${here} and ${where}
    ${found === undefined ? sql`` : sql`and r.id = any (${`{${found.join(',')}}`}::uuid[])`} ${asked.situation ? sql`and r.situation = ${asked.situation}` : sql``} ${asked.kind ? sql`and r.kind = ${asked.kind}` : sql``}
    ${asked.partyId ? sql`and r.party_id = ${asked.partyId}` : sql``} ${asked.caseId ? sql`and r.case_id = ${asked.caseId}` : sql``}`
  const { rows } = await sql<LightRow>`select ${light} ${all} ${order} limit ${asked.limit} offset ${asked.offset}`.execute(q(tx))
  // Beyond some thousands nobody counts: a page says "more than".
  const total = rows.length < asked.limit && asked.offset === 0 ? rows.length : (await sql<{ n: number }>`select count(*)::int as n from (select 1 ${all} limit 20001) c`.execute(q(tx))).rows[0]!.n
  return { rows, total }
}

export type Counts = { waiting: number; mine: number; new: number; late: number; doubtful: number }
export async function countReports(tx: Tx, me: string, now: Date): Promise<Counts> {
  const { rows } = await sql<Counts>`select count(*) filter (where r.urgency < 3)::int as waiting, count(*) filter (where r.assigned_to = ${me})::int as mine,
    count(*) filter (where r.urgency < 3 and r.state = 'new')::int as new, count(*) filter (where r.promise_at < ${now})::int as late, count(*) filter (where r.urgency = 3)::int as doubtful
    from intake.report r where ${here} and ${waits}`.execute(q(tx))
  return rows[0]!
}

export async function loadReports(tx: Tx, ids: readonly string[], { lock = false } = {}): Promise<ReportDbRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<ReportDbRow>`select ${columns} from intake.report r where ${here} and r.id = any (${`{${ids.join(',')}}`}::uuid[]) order by r.id ${lock ? sql`for update` : sql``}`.execute(q(tx))
  return rows
}
export const loadReport = async (tx: Tx, id: string, options: { lock?: boolean } = {}): Promise<ReportDbRow | undefined> => (await loadReports(tx, [id], options))[0]

/** What changes within it is told by one mail. */
export const TELL_AFTER_MS = 120_000
export type Change = {
  readonly now: Date; readonly state?: State; readonly outcome?: Outcome | null; readonly assigned?: { readonly id: string | null; readonly name: string }; readonly promiseAt?: Date | null; readonly answered?: boolean
  /** Its reporter is written to, two minutes after the first of what changes. */
  readonly tell?: boolean
  readonly partyId?: string | null; readonly situation?: string; readonly urgency?: number; readonly subject?: string; readonly words?: string; readonly tlp?: string; readonly pap?: string
}
export async function touch(tx: Tx, id: string, change: Change): Promise<void> {
  const { now, state, outcome, assigned, promiseAt, answered, partyId, tell, ...plain } = change
  await q(tx).updateTable('intake.report').set((eb) => ({
    ...plain, moved_at: now, version: eb('version', '+', 1),
    ...(state === undefined ? {} : { state, closed_at: state === 'closed' ? now : null }), ...(outcome === undefined ? {} : { outcome }),
    ...(assigned ? { assigned_to: assigned.id, assigned_name: assigned.name } : {}), ...(promiseAt === undefined ? {} : { promise_at: promiseAt }),
    ...(tell ? { tell_at: eb.fn.coalesce('tell_at', eb.val(new Date(now.getTime() + TELL_AFTER_MS))) } : {}),
    ...(answered ? { answered_at: eb.fn.coalesce('answered_at', eb.val(now)) } : {}), ...(partyId === undefined ? {} : { party_id: partyId }),
  })).where('id', '=', id).execute()
  // Whoever may see a report sees what hangs on it.
  if (partyId !== undefined) for (const table of ['intake.contact', 'intake.signal', 'intake.attachment', 'intake.entry'] as const) await q(tx).updateTable(table).set({ party_id: partyId }).where('report_id', '=', id).execute()
}

export const entriesOf = (tx: Tx, reportId: string) => q(tx).selectFrom('intake.entry').selectAll().where('report_id', '=', reportId).orderBy('id').limit(1000).execute()
export const contactOf = (tx: Tx, reportId: string) => q(tx).selectFrom('intake.contact').select(['name', 'phone', 'email']).where('report_id', '=', reportId).executeTakeFirst()
export const attachmentsOf = (tx: Tx, reportId: string) => q(tx).selectFrom('intake.attachment as a').innerJoin('intake.signal as s', 's.id', 'a.signal_id').selectAll('a').select('s.gone_at').where('a.report_id', '=', reportId).orderBy('a.file_name').execute()
export const signalsOf = (tx: Tx, reportId: string) => q(tx).selectFrom('intake.signal').select(['id', 'road', 'received_at', 'bytes', 'sha256', 'keep_until', 'gone_at', 'provenance']).where('report_id', '=', reportId).orderBy('received_at').limit(100).execute()
export const signalOf = (tx: Tx, id: string) => q(tx).selectFrom('intake.signal').selectAll().where('id', '=', id).executeTakeFirst()
export const indicatorsOf = async (tx: Tx, reportId: string): Promise<string[]> =>
  (await q(tx).selectFrom('intake.sign').select('value').where('report_id', '=', reportId).where('kind', '=', 'indicator').orderBy('value').execute()).map((row) => row.value.toString())

/** Reports that share a piece of the normal form, or the body within three days: which pieces, at most 60 reports. */
export async function candidatesOf(tx: Tx, of: Pick<ReportDbRow, 'id' | 'party_id' | 'received_at'>): Promise<{ id: string; shared: { kind: string; value: Buffer }[] }[]> {
  const { rows } = await sql<{ id: string; kind: string | null; value: Buffer | null }>`
    with mine as materialized (select kind, value from intake.sign where report_id = ${of.id}),
    met as (select s.report_id as id, s.kind, s.value from mine m cross join lateral
      (select report_id, kind, value, at from intake.sign s where s.realm = (select current_setting('app.realm', true)) and s.kind = m.kind and s.value = m.value and s.report_id <> ${of.id} limit 200) s
      where s.at between ${of.received_at}::timestamptz - interval '60 days' and ${of.received_at}::timestamptz + interval '60 days'),
    near as (select r.id, null::text as kind, null::bytea as value from intake.report r where ${of.party_id}::uuid is not null and r.party_id = ${of.party_id}::uuid and r.id <> ${of.id}
      and r.received_at between ${of.received_at}::timestamptz - interval '3 days' and ${of.received_at}::timestamptz + interval '3 days' limit 50)
    select * from met union all select * from near`.execute(q(tx))
  return [...Map.groupBy(rows, (row) => row.id)].map(([id, all]) => ({ id, shared: all.flatMap(({ kind, value }) => (kind && value ? [{ kind, value }] : [])) }))
    .sort((a, b) => b.shared.length - a.shared.length).slice(0, 60)
}

export async function shiftOf(tx: Tx, since: Date) {
  const { rows } = await sql<{ received: number; closed: number; merged: number; missed: number }>`select
    (select count(*)::int from intake.report r where ${here} and r.received_at > ${since}) as received,
    (select count(*)::int from intake.report r where ${here} and r.moved_at > ${since} and r.closed_at > ${since}) as closed,
    (select count(*)::int from intake.merged m join intake.merge g on g.id = m.merge_id where g.realm = (select current_setting('app.realm', true)) and g.at > ${since} and g.undone_at is null and m.detached_at is null) as merged,
    (select count(*)::int from intake.report r where ${here} and ${waits} and r.promises_missed > 0) as missed`.execute(q(tx))
  return rows[0]!
}
/** When this person last did something at the desk before a pause of four hours: that is where the last shift ended. */
export async function lastShift(tx: Tx, personId: string, now: Date): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`select max(at) as at from (select at, at - lag(at) over (order by at desc) as gap from intake.entry where realm = (select current_setting('app.realm', true)) and by_id = ${personId} and at > ${now}::timestamptz - interval '14 days' order by at desc limit 5000) e
    where at < ${now}::timestamptz - interval '4 hours'`.execute(q(tx))
  return rows[0]?.at ?? undefined
}
