/** The only SQL of playbooks: the library, and runs with what became of each step. */
import { sql, type Selectable } from 'kysely'
import type { Plan } from '#engines/playbooks/index.ts'
import { own, type Tx } from '#platform/db/index.ts'
import type { Ask, Due } from '#platform/retention.ts'
import type { PlaybooksPlaybook, PlaybooksRun, PlaybooksStepTask } from '#db/types.ts'
import type { Answered } from '../core/progress.ts'

const q = (tx: Tx) => own<'playbooks'>(tx)
export type PlaybookRow = Selectable<PlaybooksPlaybook>
export type RunRow = Omit<Selectable<PlaybooksRun>, 'plan'> & { readonly plan: Plan }
export type StepRow = Selectable<PlaybooksStepTask>

/** Waits for whoever imports the same document in this realm at the same moment: the loser then sees the winner's row. */
export async function holdDocument(tx: Tx, realm: string, cacaoId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`playbook ${realm} ${cacaoId}`}, 0))`.execute(q(tx))
}
export async function playbookOf(tx: Tx, realm: string, cacaoId: string): Promise<PlaybookRow | undefined> {
  return q(tx).selectFrom('playbooks.playbook').selectAll().where('realm', '=', realm).where('cacao_id', '=', cacaoId).forUpdate().executeTakeFirst()
}
export async function loadPlaybook(tx: Tx, id: string): Promise<PlaybookRow | undefined> {
  return q(tx).selectFrom('playbooks.playbook').selectAll().where('id', '=', id).executeTakeFirst()
}

type NewPlaybook = { readonly name: string; readonly labels: readonly string[]; readonly modifiedAt: Date; readonly document: unknown; readonly steps: number; readonly warnings: unknown; readonly at: Date; readonly by: string }
const columns = (one: NewPlaybook) => ({ name: one.name, labels: [...one.labels], modified_at: one.modifiedAt, document: JSON.stringify(one.document), steps: one.steps, warnings: JSON.stringify(one.warnings), imported_at: one.at, imported_by: one.by })
export async function insertPlaybook(tx: Tx, id: string, realm: string, cacaoId: string, one: NewPlaybook): Promise<void> {
  await q(tx).insertInto('playbooks.playbook').values({ id, realm, cacao_id: cacaoId, ...columns(one) }).execute()
}
/** A new version; one that was withdrawn is in use again. */
export async function replacePlaybook(tx: Tx, id: string, one: NewPlaybook): Promise<number> {
  const row = await q(tx).updateTable('playbooks.playbook').set((eb) => ({ ...columns(one), version: eb('version', '+', 1), state: 'active', withdrawn_at: null, withdrawn_by: '', withdrawn_reason: '' })).where('id', '=', id).returning('version').executeTakeFirstOrThrow()
  return row.version
}
/** @returns the new version; undefined when another one is stored, or this realm may not change it. */
export async function withdraw(tx: Tx, id: string, realm: string, version: number, by: { at: Date; name: string; reason: string }): Promise<number | undefined> {
  const row = await q(tx).updateTable('playbooks.playbook').set((eb) => ({ state: 'withdrawn', withdrawn_at: by.at, withdrawn_by: by.name, withdrawn_reason: by.reason, version: eb('version', '+', 1) }))
    .where('id', '=', id).where('realm', '=', realm).where('version', '=', version).where('state', '=', 'active').returning('version').executeTakeFirst()
  return row?.version
}

/** Inside an exercise a playbook of its own stands in front of the live one with the same id. */
export async function listPlaybooks(tx: Tx, realm: string, { q: words, state, limit, offset }: { q?: string | undefined; state?: string | undefined; limit: number; offset: number }) {
  const wanted = q(tx).selectFrom('playbooks.playbook as p').where(sql<boolean>`(p.realm = ${realm} or not exists (select from playbooks.playbook o where o.realm = ${realm} and o.cacao_id = p.cacao_id))`)
    .$if(state !== undefined, (query) => query.where('p.state', '=', state!))
    // `strpos` on the few rows of a library needs no index, and takes every character as it is.
    .$if(words !== undefined, (query) => query.where(sql<boolean>`strpos(lower(p.name || ' ' || array_to_string(p.labels, ' ') || ' ' || coalesce(p.document -> 'playbook_extensions', '{}')::text), lower(${words!})) > 0`))
  const rows = await wanted.selectAll('p').orderBy('p.state').orderBy(sql`lower(p.name)`).orderBy('p.id').limit(limit).offset(offset).execute()
  const { n } = await wanted.select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
  return { rows, total: n }
}
/** Of these documents, those that the library has in any state. */
export async function known(tx: Tx, cacaoIds: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set((await q(tx).selectFrom('playbooks.playbook').select('cacao_id').where('cacao_id', 'in', [...cacaoIds]).execute()).map((row) => row.cacao_id))
}

export async function runOfRequest(tx: Tx, realm: string, requestId: string): Promise<RunRow | undefined> {
  return (await q(tx).selectFrom('playbooks.run').selectAll().where('realm', '=', realm).where('request_id', '=', requestId).executeTakeFirst()) as RunRow | undefined
}
/** @returns false when the same request has already started one. */
export async function insertRun(tx: Tx, run: { id: string; realm: string; caseId: string; partyId: string; playbook: PlaybookRow; name: unknown; plan: Plan; at: Date; by: string; requestId: string }): Promise<boolean> {
  const done = await q(tx).insertInto('playbooks.run').values({
    id: run.id, realm: run.realm, case_id: run.caseId, party_id: run.partyId, playbook_id: run.playbook.id, playbook_version: run.playbook.version,
    name: JSON.stringify(run.name), plan: JSON.stringify(run.plan), started_at: run.at, started_by: run.by, request_id: run.requestId,
  }).onConflict((oc) => oc.columns(['realm', 'request_id']).doNothing()).returning('id').execute()
  if (done.length === 0) return false
  await sql`insert into playbooks.step_task (run_id, position, realm, case_id, party_id, item)
    select ${run.id}, (n - 1)::int, ${run.realm}, ${run.caseId}, ${run.partyId}, item from jsonb_array_elements_text(${JSON.stringify(run.plan.items.map((item) => item.id))}::jsonb) with ordinality as i(item, n)`.execute(q(tx))
  return true
}
export async function loadRun(tx: Tx, id: string, options: { lock?: boolean } = {}): Promise<RunRow | undefined> {
  const query = q(tx).selectFrom('playbooks.run').selectAll().where('id', '=', id)
  return (await (options.lock ? query.forUpdate() : query).executeTakeFirst()) as RunRow | undefined
}
export async function runsOf(tx: Tx, caseId: string): Promise<RunRow[]> {
  return (await q(tx).selectFrom('playbooks.run').selectAll().where('case_id', '=', caseId).orderBy('started_at', 'desc').orderBy('id').limit(50).execute()) as unknown as RunRow[]
}
export async function stepsOf(tx: Tx, runIds: readonly string[]): Promise<Map<string, (Answered & { position: number })[]>> {
  if (runIds.length === 0) return new Map()
  const rows = await q(tx).selectFrom('playbooks.step_task').selectAll().where('run_id', 'in', [...runIds]).orderBy('position').execute()
  return Map.groupBy(rows.map((row) => ({ runId: row.run_id, position: row.position, item: row.item, taskCode: row.task_code, answer: row.answer, answeredAt: row.answered_at, answeredBy: row.answered_by })), (row) => row.runId)
}
export async function saveTaskCodes(tx: Tx, runId: string, codes: readonly { readonly item: string; readonly code: string | null }[]): Promise<void> {
  if (codes.length === 0) return
  await sql`update playbooks.step_task s set task_code = c.code from jsonb_to_recordset(${JSON.stringify(codes)}::jsonb) as c(item text, code text) where s.run_id = ${runId} and s.item = c.item`.execute(q(tx))
}
export async function saveAnswer(tx: Tx, runId: string, item: string, answer: string | null, by: { at: Date; name: string }): Promise<void> {
  await q(tx).updateTable('playbooks.step_task').set({ answer, answered_at: answer === null ? null : by.at, answered_by: answer === null ? '' : by.name }).where('run_id', '=', runId).where('item', '=', item).execute()
}
export async function stopRun(tx: Tx, id: string, by: { at: Date; name: string; reason: string }): Promise<void> {
  await q(tx).updateTable('playbooks.run').set({ state: 'stopped', stopped_at: by.at, stopped_by: by.name, stopped_reason: by.reason }).where('id', '=', id).execute()
}

/** Runs on cases that are settled and that nobody holds. */
export async function dueRuns(tx: Tx, ask: Ask): Promise<Due[]> {
  return (await sql<Due>`select r.id, greatest(s.at, r.started_at, r.stopped_at) as at from playbooks.run r join cases.settled s on s.case_id = r.case_id
    where r.realm = ${ask.realm} and greatest(s.at, r.started_at, r.stopped_at) <= ${ask.before}
      and not exists (select 1 from cases.on_hold h where h.case_id = r.case_id and (h.hold_until is null or h.hold_until > ${ask.now}))
    order by 2, 1 limit ${ask.limit} ${ask.lock ? sql.raw('for update of r skip locked') : sql``}`.execute(q(tx))).rows
}
export async function deleteRuns(tx: Tx, due: readonly Due[]): Promise<void> {
  const ids = due.map((one) => one.id)
  await sql`delete from playbooks.step_task where run_id = any (${ids}::uuid[])`.execute(q(tx))
  await sql`delete from playbooks.run where id = any (${ids}::uuid[])`.execute(q(tx))
}
export async function forgetRealm(tx: Tx, realm: string): Promise<void> {
  for (const table of ['step_task', 'run', 'playbook']) await sql`delete from ${sql.table(`playbooks.${table}`)} where realm = ${realm}`.execute(q(tx))
}
