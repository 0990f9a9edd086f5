/** Timeline, decisions, conditions, evidence, tasks, reports, questions: what is written beside a case. */
import { sql, type Selectable } from 'kysely'
import type { Actor, Tlp } from '#platform/contract/index.ts'
import { own, type Tx } from '#platform/db/index.ts'
import type {
  CasesCondition,
  CasesCustody,
  CasesDecision,
  CasesEvidence,
  CasesReport,
  CasesTask,
  CasesTimeline,
} from '#db/types.ts'
import type { NewEntry } from './opening-store.ts'
import { unmarkEmptied } from './retention-store.ts'

export type ConditionRow = Selectable<CasesCondition>
export type EvidenceRow = Selectable<CasesEvidence>
export type CustodyRow = Selectable<CasesCustody>
export type TaskRow = Selectable<CasesTask>
export type ReportRow = Selectable<CasesReport>
export type DecisionRow = Selectable<CasesDecision>
export type TimelineRow = Selectable<CasesTimeline> & { party_name: string }

/** Whatever is written on a case has its line here: so it is here that an emptied case becomes one to be emptied. @returns the ids, in the order given. */
export async function writeTimeline(
  tx: Tx,
  actor: Actor,
  writtenAt: Date,
  entries: readonly NewEntry[],
): Promise<number[]> {
  if (entries.length === 0) return []
  const { rows } = await sql<{
    id: number
  }>`insert into cases.timeline (realm, case_id, main_id, party_id, at, kind, code, params, text, actor_kind, actor_id,
    actor_name, tlp, written_at)
    select ${actor.realm}, case_id, main_id, party_id, at, kind, code, coalesce(params, '{}'), coalesce(text, ''),
    ${actor.kind}, ${actor.id}, ${actor.name}, coalesce(tlp, 'amber'), ${writtenAt}
    from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as r(case_id uuid, main_id uuid, party_id uuid,
    at timestamptz, kind text, code text, params jsonb, text text, tlp text)
    returning id`.execute(own<'cases'>(tx))
  await unmarkEmptied(tx, [...new Set(entries.map((one) => one.case_id))])
  return rows.map((row) => row.id)
}

export async function readTimeline(
  tx: Tx,
  caseId: string,
  query: { kind?: string | undefined; withTied: boolean; tlps: readonly Tlp[]; limit: number; offset: number },
): Promise<{ rows: TimelineRow[]; total: number }> {
  const whose = query.withTied ? sql`t.main_id = ${caseId}` : sql`t.case_id = ${caseId}`
  const wanted = sql`${whose} and t.tlp = any(${query.tlps}) and (${query.kind ?? null}::text is null
    or t.kind = ${query.kind ?? null})`
  const db = own<'cases'>(tx)
  const { rows } = await sql<TimelineRow>`select t.*, c.party_name from cases.timeline t
    join cases."case" c on c.id = t.case_id
      where ${wanted} order by t.at desc, t.id desc limit ${query.limit} offset ${query.offset}`.execute(db)
  const counted = await sql<{ n: number }>`select count(*)::int as n from cases.timeline t where ${wanted}`.execute(db)
  return { rows, total: counted.rows[0]!.n }
}

export async function hasNote(tx: Tx, caseId: string, key: string): Promise<boolean> {
  const { rows } = await sql`select 1 from cases.timeline where case_id = ${caseId} and kind = 'crisis' and params ->> 'key' = ${key} limit 1`.execute(own<'cases'>(tx))
  return rows.length > 0
}

/** To how many cases a message went, and by which ways; `byHand`: how many of them a person sends. */
export type Sent = { cases: number; mails: number; certified: number; texts: number; calls: number; byHand: number }

/** What a request to send a message has already done. */
export async function sentMessage(tx: Tx, caseId: string, requestId: string): Promise<Sent | undefined> {
  const { rows } = await sql<{ params: Partial<Sent> }>`select params from cases.timeline
    where case_id = ${caseId} and kind = 'message' and params ->> 'requestId' = ${requestId}`.execute(own<'cases'>(tx))
  const params = rows[0]?.params
  return params && { cases: params.cases ?? 0, mails: params.mails ?? 0, certified: params.certified ?? 0, texts: params.texts ?? 0, calls: params.calls ?? 0, byHand: params.byHand ?? params.calls ?? 0 }
}

export async function decisionsOf(tx: Tx, caseId: string, tlps: readonly Tlp[], limit = 200): Promise<DecisionRow[]> {
  return own<'cases'>(tx)
    .selectFrom('cases.decision')
    .selectAll()
    .where('case_id', '=', caseId)
    .where('tlp', 'in', [...tlps])
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
}
export async function insertDecision(tx: Tx, row: Omit<DecisionRow, 'realm'>, realm: string): Promise<void> {
  await own<'cases'>(tx)
    .insertInto('cases.decision')
    .values({ ...row, realm })
    .execute()
}

export async function conditionsOf(tx: Tx, caseIds: readonly string[]): Promise<ConditionRow[]> {
  return own<'cases'>(tx)
    .selectFrom('cases.condition')
    .selectAll()
    .where('case_id', 'in', [...caseIds])
    .orderBy('asked_at')
    .orderBy('id')
    .execute()
}
export async function loadCondition(tx: Tx, id: string): Promise<ConditionRow | undefined> {
  return own<'cases'>(tx).selectFrom('cases.condition').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}
export async function meetCondition(
  tx: Tx,
  id: string,
  met: { at: Date; by: string; evidence: string },
): Promise<void> {
  await own<'cases'>(tx)
    .updateTable('cases.condition')
    .set({ met_at: met.at, met_by: met.by, evidence: met.evidence })
    .where('id', '=', id)
    .execute()
}

export async function insertEvidence(tx: Tx, row: EvidenceRow, actor: Actor): Promise<void> {
  await own<'cases'>(tx).insertInto('cases.evidence').values(row).execute()
  await addCustody(tx, actor, row.received_at, row, 'received', '')
}
export async function addCustody(
  tx: Tx,
  actor: Actor,
  at: Date,
  evidence: Pick<EvidenceRow, 'id' | 'party_id'>,
  action: string,
  note: string,
): Promise<void> {
  await own<'cases'>(tx)
    .insertInto('cases.custody')
    .values({
      realm: actor.realm,
      evidence_id: evidence.id,
      party_id: evidence.party_id,
      at,
      action,
      actor_id: actor.id,
      actor_name: actor.name,
      note,
    })
    .execute()
}
export async function loadEvidence(
  tx: Tx,
  id: string,
  tlps: readonly Tlp[],
  options: { lock?: boolean } = {},
): Promise<EvidenceRow | undefined> {
  const query = own<'cases'>(tx)
    .selectFrom('cases.evidence')
    .selectAll()
    .where('id', '=', id)
    .where('tlp', 'in', [...tlps])
  return (options.lock ? query.forUpdate() : query).executeTakeFirst()
}
export async function evidenceOf(
  tx: Tx,
  caseId: string,
  query: { tlps: readonly Tlp[]; limit: number; offset: number },
): Promise<{ rows: EvidenceRow[]; total: number }> {
  const wanted = own<'cases'>(tx)
    .selectFrom('cases.evidence')
    .where('case_id', '=', caseId)
    .where('tlp', 'in', [...query.tlps])
  const rows = await wanted
    .selectAll()
    .orderBy('received_at', 'desc')
    .orderBy('id')
    .limit(query.limit)
    .offset(query.offset)
    .execute()
  return { rows, total: (await wanted.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n }
}
export async function custodyOf(tx: Tx, evidenceIds: readonly string[]): Promise<CustodyRow[]> {
  if (evidenceIds.length === 0) return []
  return own<'cases'>(tx)
    .selectFrom('cases.custody')
    .selectAll()
    .where('evidence_id', 'in', [...evidenceIds])
    .orderBy('id')
    .execute()
}

export type NewTask = {
  readonly id: string
  readonly case_id: string
  readonly party_id: string
  readonly code: string
  readonly situation: string
  readonly position: number
  readonly params: Readonly<Record<string, unknown>>
  /** Where no fixed list has them. */
  readonly words?: unknown
}
/** An item that already stands on the case stays as it is, ticked or not. */
export async function insertTasks(tx: Tx, realm: string, at: Date, tasks: readonly NewTask[]): Promise<number> {
  if (tasks.length === 0) return 0
  const { numAffectedRows } = await sql`insert into cases.task (id, realm, case_id, party_id, code, situation,
    position, params, words, created_at)
    select id, ${realm}, case_id, party_id, code, situation, position, params, words, ${at}
    from jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb) as r(id uuid, case_id uuid, party_id uuid, code text,
    situation text, position int, params jsonb, words jsonb)
    on conflict (case_id, code) do nothing`.execute(own<'cases'>(tx))
  return Number(numAffectedRows ?? 0)
}
export async function tasksOf(tx: Tx, caseId: string): Promise<TaskRow[]> {
  return own<'cases'>(tx)
    .selectFrom('cases.task')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('position')
    .orderBy('code')
    .execute()
}
export async function loadTask(tx: Tx, id: string): Promise<TaskRow | undefined> {
  return own<'cases'>(tx).selectFrom('cases.task').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}
export async function loadTaskBy(tx: Tx, caseId: string, code: string): Promise<TaskRow | undefined> {
  return own<'cases'>(tx).selectFrom('cases.task').selectAll().where('case_id', '=', caseId).where('code', '=', code).forUpdate().executeTakeFirst()
}
export async function deleteOpenTasks(tx: Tx, caseId: string, codes: readonly string[]): Promise<number> {
  if (codes.length === 0) return 0
  const { numDeletedRows } = await own<'cases'>(tx).deleteFrom('cases.task').where('case_id', '=', caseId).where('code', 'in', [...codes]).where('state', '=', 'open').executeTakeFirst()
  return Number(numDeletedRows)
}
export async function saveTask(
  tx: Tx,
  id: string,
  version: number,
  patch: { state: string; note: string; decided_at: Date | null; decided_by: string },
): Promise<number | undefined> {
  const row = await own<'cases'>(tx)
    .updateTable('cases.task')
    .set((eb) => ({ ...patch, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst()
  return row?.version
}

export async function nextReportNumber(tx: Tx, caseId: string): Promise<number> {
  const row = await own<'cases'>(tx)
    .selectFrom('cases.report')
    .select((eb) => eb.fn.max('number').as('n'))
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  return (row?.n ?? 0) + 1
}
export async function insertReport(tx: Tx, row: Omit<ReportRow, 'lines'> & { lines: unknown }): Promise<void> {
  await own<'cases'>(tx)
    .insertInto('cases.report')
    .values({ ...row, lines: JSON.stringify(row.lines) })
    .execute()
}
export async function reportsOf(
  tx: Tx,
  caseId: string,
  query: { limit: number; offset: number },
): Promise<{ rows: ReportRow[]; total: number }> {
  const wanted = own<'cases'>(tx).selectFrom('cases.report').where('case_id', '=', caseId)
  const rows = await wanted.selectAll().orderBy('number', 'desc').limit(query.limit).offset(query.offset).execute()
  return { rows, total: (await wanted.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n }
}

export type Question = {
  readonly id: string
  readonly caseId: string
  readonly partyId: string
  readonly realm: string
  readonly channel: string
  readonly language: 'it' | 'fr' | 'en'
  readonly expiresAt: Date
}
/** The door without an account. Looked up by the hash, so the time it takes tells nothing of the token. */
export async function questionByToken(tx: Tx, hash: Buffer): Promise<Question | undefined> {
  const { rows } = await sql<{
    id: string
    case_id: string
    party_id: string
    realm: string
    channel: string
    language: Question['language']
    expires_at: Date
  }>`select * from cases.question_by_token(${hash})`.execute(own<'cases'>(tx))
  const row = rows[0]
  return (
    row && {
      id: row.id,
      caseId: row.case_id,
      partyId: row.party_id,
      realm: row.realm,
      channel: row.channel,
      language: row.language,
      expiresAt: row.expires_at,
    }
  )
}
export async function settleQuestions(tx: Tx, caseId: string, at: Date): Promise<void> {
  await own<'cases'>(tx).updateTable('cases.question').set({ answered_at: at }).where('case_id', '=', caseId).execute()
  // Nobody needs to call or to write any more.
  await sql`update platform.delivery set state = 'done', sent_at = ${at} where about = ${`case:${caseId}`}
    and by_hand and state = 'queued' and key like 'cases.question:%'`.execute(own<'platform'>(tx))
}
