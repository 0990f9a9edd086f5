/** Runs and proofs. A proof is written in the transaction that took away what it proves. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'

const q = (tx: Tx) => own<'retention'>(tx)

export async function insertRun(tx: Tx, run: { id: string; startedAt: Date; by: 'job' | 'command' | 'request' }): Promise<void> {
  await q(tx).insertInto('retention.run').values({ id: run.id, started_at: run.startedAt, by: run.by }).execute()
}

export type Failed = { readonly rule: string; readonly problem: string }
export async function finishRun(tx: Tx, id: string, finishedAt: Date, problems: readonly Failed[]): Promise<void> {
  await q(tx).updateTable('retention.run').set({ finished_at: finishedAt, problems: JSON.stringify(problems) }).where('id', '=', id).execute()
}

/** When the last run that came to its end began. */
export async function lastFinished(tx: Tx): Promise<Date | undefined> {
  const row = await q(tx).selectFrom('retention.run').select((eb) => eb.fn.max('started_at').as('at')).where('finished_at', 'is not', null).executeTakeFirst()
  return row?.at ?? undefined
}

export type Proof = { readonly id: string; readonly run_id: string; readonly rule: string; readonly at: Date; readonly removed: number; readonly oldest: Date; readonly newest: Date; readonly digest: Buffer; readonly leaves: Buffer }
export async function insertProof(tx: Tx, proof: Proof): Promise<void> {
  await q(tx).insertInto('retention.proof').values(proof).execute()
}

const withoutLeaves = ['id', 'run_id', 'rule', 'at', 'removed', 'oldest', 'newest', 'digest'] as const

export async function readRuns(tx: Tx, page: { limit: number; offset: number }) {
  const runs = await q(tx).selectFrom('retention.run').selectAll().orderBy('started_at', 'desc').orderBy('id').limit(page.limit).offset(page.offset).execute()
  const { n } = await q(tx).selectFrom('retention.run').select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
  const proofs = runs.length === 0 ? [] : await q(tx).selectFrom('retention.proof').select(withoutLeaves).where('run_id', 'in', runs.map((run) => run.id)).orderBy('at').orderBy('rule').execute()
  return { runs, total: n, proofs: Map.groupBy(proofs, (proof) => proof.run_id) }
}

/** One page of proofs, the newest first: they are searched one by one, and there may be years of them. */
export async function readProofs(tx: Tx, page: { limit: number; offset: number }): Promise<Proof[]> {
  return q(tx).selectFrom('retention.proof').selectAll().orderBy('at', 'desc').orderBy('id').limit(page.limit).offset(page.offset).execute()
}

/** What the audit log says of a proof: its digest, and its place in the sealed chain. */
export async function entryOf(tx: Tx, proofId: string): Promise<{ digest: string; seq: number | null } | undefined> {
  const { rows } = await sql<{ digest: string; seq: number | null }>`select detail ->> 'digest' as digest, seq from audit.entry where object = ${`purge:${proofId}`} and action = 'retention.purge'`.execute(own<'audit'>(tx))
  return rows[0]
}
