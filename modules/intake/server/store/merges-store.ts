/** Many reports into one case, and each back to exactly what it was. Statements over all of them, not one a report. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'

const q = (tx: Tx) => own<'intake'>(tx)

export const mergeOfRequest = (tx: Tx, realm: string, requestId: string) => q(tx).selectFrom('intake.merge').selectAll().where('realm', '=', realm).where('request_id', '=', requestId).executeTakeFirst()
export const loadMerge = (tx: Tx, id: string) => q(tx).selectFrom('intake.merge').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export const mergeOfReport = (tx: Tx, reportId: string) => q(tx).selectFrom('intake.merged as m').innerJoin('intake.merge as g', 'g.id', 'm.merge_id').select(['g.id', 'g.at']).where('m.report_id', '=', reportId).where('g.undone_at', 'is', null).where('m.detached_at', 'is', null).orderBy('g.at', 'desc').executeTakeFirst()

export async function insertMerge(tx: Tx, merge: { id: string; realm: string; requestId: string; caseId: string; caseRef: string; at: Date; byId: string; byName: string }, reportIds: readonly string[]): Promise<void> {
  await q(tx).insertInto('intake.merge').values({ id: merge.id, realm: merge.realm, request_id: merge.requestId, case_id: merge.caseId, case_ref: merge.caseRef, at: merge.at, by_id: merge.byId, by_name: merge.byName }).execute()
  const ids = `{${reportIds.join(',')}}`
  await sql`with taken as (insert into intake.merged (merge_id, report_id, realm, before)
      select ${merge.id}, r.id, r.realm, jsonb_build_object('state', r.state, 'outcome', r.outcome, 'case_id', r.case_id, 'case_ref', r.case_ref, 'promise_at', r.promise_at, 'closed_at', r.closed_at)
      from intake.report r where r.id = any (${ids}::uuid[])),
    told as (insert into intake.entry (realm, report_id, party_id, at, kind, params, told, by_kind, by_id, by_name)
      select r.realm, r.id, r.party_id, ${merge.at}, 'merged', jsonb_build_object('caseRef', ${merge.caseRef}::text), true, 'person', ${merge.byId}, ${merge.byName} from intake.report r where r.id = any (${ids}::uuid[]))
    update intake.report r set state = 'in_case', outcome = null, closed_at = null, case_id = ${merge.caseId}, case_ref = ${merge.caseRef}, promise_at = null, answered_at = coalesce(answered_at, ${merge.at}), moved_at = ${merge.at}, tell_at = coalesce(tell_at, ${merge.at}::timestamptz + interval '2 minutes'), version = version + 1
    where r.id = any (${ids}::uuid[])`.execute(q(tx))
}

/** @returns how many ended. */
export async function closeWithCase(tx: Tx, caseId: string, at: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with done as (update intake.report set state = 'closed', outcome = 'handled', closed_at = ${at}, promise_at = null, moved_at = ${at}, tell_at = coalesce(tell_at, ${at}::timestamptz + interval '2 minutes'), version = version + 1
      where case_id = ${caseId} and state = 'in_case' returning id, realm, party_id),
    told as (insert into intake.entry (realm, report_id, party_id, at, kind, params, told, by_kind) select realm, id, party_id, ${at}, 'state', '{"state": "closed", "outcome": "handled", "with": "case"}', true, 'system' from done)
    select count(*)::int as n from done`.execute(q(tx))
  return rows[0]!.n
}

/** Of a report that a person closed the closing stays; one that ended with its case comes back like the others. */
const inCase = sql`(r.state = 'in_case' or (r.state = 'closed' and exists (select from intake.entry e where e.report_id = r.id and e.kind = 'state' and e.by_kind = 'system' and e.at = r.closed_at)))`

/** Of the whole merge, or of one report of it. What a person has changed since (whose it is, what it is) stays: only what the merge did is taken back. @returns their ids. */
export async function restore(tx: Tx, mergeId: string, at: Date, by: { id: string; name: string }, reportId?: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with back as (update intake.merged m set detached_at = ${at} from intake.merge g
        where m.merge_id = ${mergeId} and g.id = m.merge_id and m.detached_at is null ${reportId === undefined ? sql`` : sql`and m.report_id = ${reportId}`} returning m.report_id, m.before),
    done as (update intake.report r set state = b.before ->> 'state', outcome = b.before ->> 'outcome', case_id = (b.before ->> 'case_id')::uuid, case_ref = b.before ->> 'case_ref',
        promise_at = (b.before ->> 'promise_at')::timestamptz, closed_at = (b.before ->> 'closed_at')::timestamptz, moved_at = ${at}, tell_at = coalesce(r.tell_at, ${at}::timestamptz + interval '2 minutes'), version = r.version + 1
      from back b, intake.merge g where r.id = b.report_id and g.id = ${mergeId} and ${inCase} and r.case_id = g.case_id returning r.id, r.realm, r.party_id),
    told as (insert into intake.entry (realm, report_id, party_id, at, kind, told, by_kind, by_id, by_name)
      select realm, id, party_id, ${at}, ${reportId === undefined ? 'undone' : 'detached'}, true, 'person', ${by.id}, ${by.name} from done)
    select id from done`.execute(q(tx))
  return rows.map((row) => row.id)
}
export async function endMerge(tx: Tx, id: string, at: Date, by: string): Promise<void> {
  await q(tx).updateTable('intake.merge').set({ undone_at: at, undone_by: by }).where('id', '=', id).execute()
}
