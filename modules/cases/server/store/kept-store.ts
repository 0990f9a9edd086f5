/** Fields that are kept, and their values as far as the asker reads them: the policies of the database decide. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Mark, Tlp } from '#platform/contract/index.ts'
import { own, type Tx } from '#platform/db/index.ts'

const q = (tx: Tx) => own<'cases'>(tx)
export type Kept = { readonly id: string; readonly caseId: string; readonly field: string; readonly mark: Mark; readonly reason: string; readonly byName: string; readonly at: Date; /** Absent where the asker may not read it. */ readonly value?: unknown }

export async function keptOf(tx: Tx, caseIds: readonly string[]): Promise<Kept[]> {
  if (caseIds.length === 0) return []
  const rows = await q(tx).selectFrom('cases.kept as k').leftJoin('cases.kept_value as v', 'v.kept_id', 'k.id')
    .select(['k.id', 'k.case_id', 'k.field', 'k.mark', 'k.reason', 'k.by_name', 'k.at', 'v.kept_id', 'v.value']).where(sql<boolean>`k.case_id = any (${`{${caseIds.join(',')}}`}::uuid[])`).orderBy('k.field').execute()
  return rows.map((row) => ({ id: row.id, caseId: row.case_id, field: row.field, mark: row.mark as Mark, reason: row.reason, byName: row.by_name, at: row.at, ...(row.kept_id === null ? {} : { value: row.value }) }))
}

export async function insertKept(tx: Tx, of: { realm: string; caseId: string; partyId: string }, one: { field: string; mark: Mark; reason: string; byId: string; byName: string; at: Date; value: unknown }): Promise<void> {
  const id = randomUUID()
  const where = { realm: of.realm, case_id: of.caseId, party_id: of.partyId, mark: one.mark }
  await q(tx).insertInto('cases.kept').values({ id, ...where, field: one.field, reason: one.reason, by_id: one.byId, by_name: one.byName, at: one.at }).execute()
  await q(tx).insertInto('cases.kept_value').values({ kept_id: id, ...where, value: JSON.stringify(one.value) }).execute()
}
export async function writeKept(tx: Tx, id: string, value: unknown): Promise<void> {
  await q(tx).updateTable('cases.kept_value').set({ value: JSON.stringify(value) }).where('kept_id', '=', id).execute()
}
/** The value goes with it. */
export async function deleteKept(tx: Tx, id: string): Promise<void> {
  await q(tx).deleteFrom('cases.kept').where('id', '=', id).execute()
}

/** What of timeline, decisions, evidence and reports carries which level, as far as the asker sees it. */
export async function countLevels(tx: Tx, caseId: string): Promise<{ tlp: Tlp; n: number }[]> {
  const { rows } = await sql<{ tlp: Tlp; n: number }>`select tlp, count(*)::int as n from (
      select tlp from cases.timeline where case_id = ${caseId} union all select tlp from cases.decision where case_id = ${caseId}
      union all select tlp from cases.evidence where case_id = ${caseId} union all select tlp from cases.report where case_id = ${caseId}) parts
    group by tlp`.execute(q(tx))
  return rows
}
