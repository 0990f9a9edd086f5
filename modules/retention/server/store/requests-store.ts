/** The register of requests. Who asks is sealed; the rest says nothing of anybody. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { Ask, Due } from '#platform/retention.ts'
import type { kinds, outcomes, verifications } from '../../contract-requests.ts'

const q = (tx: Tx) => own<'retention'>(tx)

export type RequestDbRow = {
  readonly id: string; readonly number: number; readonly sealed: string; readonly verified: (typeof verifications)[number]; readonly kinds: (typeof kinds)[number][]; readonly received_on: string; readonly due_on: string
  readonly extended_at: Date | null; readonly extended_why: string; readonly state: 'open' | 'erasing' | 'closed'; readonly looked_at: Date | null; readonly exported_at: Date | null; readonly plain_at: Date | null
  readonly erase_asked_at: Date | null; readonly erase_why: string; readonly erase_by: string; readonly erased_at: Date | null; readonly run_id: string | null; readonly result: unknown
  readonly closed_at: Date | null; readonly outcome: (typeof outcomes)[number] | null; readonly remark: string; readonly version: number
}
/** Days as text: a date of the database becomes a moment of this machine otherwise. */
const columns = sql`id, number, sealed, verified, kinds, received_on::text, due_on::text, extended_at, extended_why, state, looked_at, exported_at, plain_at, erase_asked_at, erase_why, erase_by, erased_at, run_id, result, closed_at, outcome, remark, version`

export async function insertRequest(tx: Tx, row: { id: string; sealed: string; verified: string; kinds: readonly string[]; receivedOn: string; dueOn: string; now: Date; by: string }): Promise<number> {
  const { rows } = await sql<{ number: number }>`insert into retention.request (id, sealed, verified, kinds, received_on, due_on, made_at, made_by)
    values (${row.id}, ${row.sealed}, ${row.verified}, ${row.kinds}::text[], ${row.receivedOn}, ${row.dueOn}, ${row.now}, ${row.by}) returning number`.execute(q(tx))
  return rows[0]!.number
}
export async function listRows(tx: Tx, page: { limit: number; offset: number }, today: string): Promise<{ rows: RequestDbRow[]; total: number; exceeded: number }> {
  const { rows } = await sql<RequestDbRow>`select ${columns} from retention.request order by state = 'closed', case when state = 'closed' then null else due_on end, made_at desc, id limit ${page.limit} offset ${page.offset}`.execute(q(tx))
  const { rows: [n] } = await sql<{ total: number; exceeded: number }>`select count(*)::int as total, (count(*) filter (where state <> 'closed' and due_on < ${today}::date))::int as exceeded from retention.request`.execute(q(tx))
  return { rows, ...n! }
}
export async function readRow(tx: Tx, id: string, { lock = false } = {}): Promise<RequestDbRow | undefined> {
  return (await sql<RequestDbRow>`select ${columns} from retention.request where id = ${id} ${lock ? sql`for update` : sql``}`.execute(q(tx))).rows[0]
}
type Change = Partial<{ sealed: string; verified: string; due_on: string; extended_at: Date; extended_why: string; state: string; looked_at: Date; exported_at: Date; plain_at: Date; erase_asked_at: Date; erase_why: string; erase_by: string; erased_at: Date; run_id: string; result: string; closed_at: Date; outcome: string; remark: string }>
export async function changeRow(tx: Tx, id: string, change: Change): Promise<void> {
  await q(tx).updateTable('retention.request').set((eb) => ({ ...change, version: eb('version', '+', 1) }) as never).where('id', '=', id).execute()
}
/** Looked at or taken out: not a change that somebody else's page must know. */
export async function markRow(tx: Tx, id: string, change: Pick<Change, 'looked_at' | 'exported_at' | 'plain_at'>): Promise<void> {
  await q(tx).updateTable('retention.request').set(change as never).where('id', '=', id).execute()
}
/** Erasures that were begun and not ended: the server was stopped in the middle. */
export async function unfinishedErasures(tx: Tx): Promise<string[]> {
  return (await sql<{ id: string }>`select id from retention.request where state = 'erasing' order by erase_asked_at, id`.execute(q(tx))).rows.map((row) => row.id)
}
/** What went with the proofs of one run, by rule. */
export async function goneByRule(tx: Tx, runId: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ rule: string; n: number }>`select rule, sum(removed)::int as n from retention.proof where run_id = ${runId} group by rule`.execute(q(tx))
  return new Map(rows.map((row) => [row.rule, row.n]))
}

export const dueRequests = async (tx: Tx, ask: Ask): Promise<Due[]> => (await sql<Due>`select 'request:' || id as id, closed_at as at from retention.request where state = 'closed' and closed_at <= ${ask.before} order by closed_at, id limit ${ask.limit} ${ask.lock ? sql`for update skip locked` : sql``}`.execute(q(tx))).rows
export async function deleteRequests(tx: Tx, due: readonly Due[]): Promise<void> {
  await sql`delete from retention.request where id = any (${due.map((one) => one.id.slice(8))}::uuid[])`.execute(q(tx))
}

/** Sealed texts of the register, for a new key of the centre. */
export const sealedRequests = async (tx: Tx): Promise<{ name: string; sealed: string }[]> => (await sql<{ name: string; sealed: string }>`select id::text as name, sealed from retention.request order by id`.execute(q(tx))).rows
export async function resealRequest(tx: Tx, { name, sealed }: { name: string; sealed: string }, fresh: string): Promise<void> {
  await sql`update retention.request set sealed = ${fresh} where id = ${name} and sealed = ${sealed}`.execute(q(tx))
}
/** One at a time for a request; it lasts as long as the transaction, and so never longer than the process. */
export async function holdRequest(tx: Tx, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`retention.request ${id}`}, 0))`.execute(q(tx))
}
