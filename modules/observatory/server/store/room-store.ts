/** SQL of the research room: requests, what was made for a grant, who took it. */
import { sql } from 'kysely'
import type { Budget } from '#engines/privacy/index.ts'
import { own, type Tx } from '#platform/db/index.ts'
import type { Ask, Due } from '#platform/retention.ts'
import type { RoomField, RoomRequest, StudyFilter } from '../../contract-study.ts'
import type { Extract } from '../../core/study/extract.ts'

const q = (tx: Tx) => own<'observatory'>(tx)
type By = { readonly realm: string; readonly id: string; readonly name: string; readonly at: Date }

export type NewRequest = { readonly id: string; readonly university: string; readonly purpose: string; readonly people: readonly string[]; readonly fields: readonly RoomField[]; readonly filters: object; readonly until: string }
export async function insertRequest(tx: Tx, one: NewRequest, by: By): Promise<void> {
  await sql`insert into observatory.room_request (id, realm, asked_at, asked_by, asked_by_name, university, purpose, people, fields, filters, until, state)
    values (${one.id}, ${by.realm}, ${by.at}, ${by.id}, ${by.name}, ${one.university}, ${one.purpose}, ${[...one.people]}::text[], ${[...one.fields]}::text[], ${JSON.stringify(one.filters)}, ${one.until}, 'asked')`.execute(q(tx))
}

export type RoomRow = Omit<RoomRequest, 'askedAt' | 'decidedAt' | 'extract' | 'downloads' | 'filters'> & {
  readonly askedAt: Date; readonly decidedAt: Date | null; readonly filters: Partial<StudyFilter>
  readonly extract: RoomRequest['extract']; readonly downloads: RoomRequest['downloads']
}
const columns = sql`r.id, r.version, r.asked_at as "askedAt", r.asked_by_name as "askedBy", r.university, r.purpose, r.people, r.fields, r.filters, r.until::text as until, r.state, r.decided_at as "decidedAt", r.decided_by_name as "decidedBy", r.reason,
  (select jsonb_build_object('madeAt', to_char(e.made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'rows', jsonb_array_length(e.rows), 'dropped', e.dropped, 'smallest', e.smallest, 'grain', e.grain, 'epsilon', e.epsilon) from observatory.room_extract e where e.request_id = r.id) as extract,
  coalesce((select jsonb_agg(jsonb_build_object('at', to_char(d.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'by', d.by_name, 'format', d.format) order by d.at desc) from observatory.room_download d where d.request_id = r.id), '[]') as downloads`
export async function listRequests(tx: Tx, { limit, offset }: { limit: number; offset: number }): Promise<{ total: number; items: RoomRow[] }> {
  const { rows: [count] } = await sql<{ n: number }>`select count(*)::int as n from observatory.room_request where realm = current_setting('app.realm')`.execute(q(tx))
  return { total: count!.n, items: (await sql<RoomRow>`select ${columns} from observatory.room_request r where r.realm = current_setting('app.realm') order by r.asked_at desc, r.id limit ${limit} offset ${offset}`.execute(q(tx))).rows }
}
export async function readRequest(tx: Tx, id: string): Promise<RoomRow | undefined> {
  return (await sql<RoomRow>`select ${columns} from observatory.room_request r where r.id = ${id} and r.realm = current_setting('app.realm') for update of r`.execute(q(tx))).rows[0]
}
export async function decideRequest(tx: Tx, id: string, version: number, state: 'granted' | 'refused', reason: string, by: By): Promise<boolean> {
  return (await sql<object>`update observatory.room_request set state = ${state}, reason = ${reason}, decided_at = ${by.at}, decided_by = ${by.id}, decided_by_name = ${by.name}, version = version + 1 where id = ${id} and version = ${version} and state = 'asked' returning 1 as one`.execute(q(tx))).rows.length > 0
}
export async function insertExtract(tx: Tx, requestId: string, until: string, of: { readonly sealed: string } | { readonly epsilon: number }, made: Extract, by: By): Promise<void> {
  await sql`insert into observatory.room_extract (request_id, realm, made_at, until, key_sealed, epsilon, columns, rows, grain, dropped, smallest)
    values (${requestId}, ${by.realm}, ${by.at}, ${until}, ${'sealed' in of ? of.sealed : null}, ${'epsilon' in of ? of.epsilon : null}, ${[...made.columns]}::text[], ${JSON.stringify(made.rows)}, ${JSON.stringify(made.grain)}, ${made.dropped}, ${made.smallest})`.execute(q(tx))
}
/** Until the end of its last day. */
export async function readExtract(tx: Tx, requestId: string, today: string): Promise<{ columns: string[]; rows: string[][] } | undefined> {
  return (await sql<{ columns: string[]; rows: string[][] }>`select columns, rows from observatory.room_extract where request_id = ${requestId} and until >= ${today}`.execute(q(tx))).rows[0]
}
export async function insertDownload(tx: Tx, one: { id: string; requestId: string; format: 'csv' | 'json'; rows: number }, by: By): Promise<void> {
  await sql`insert into observatory.room_download (id, request_id, realm, at, by_id, by_name, format, rows) values (${one.id}, ${one.requestId}, ${by.realm}, ${by.at}, ${by.id}, ${by.name}, ${one.format}, ${one.rows})`.execute(q(tx))
}

// ── The budget of noise ───────────────────────────────────────────────────────────────────────────────────────────────

type Kept = { readonly most: number; readonly spent: number; readonly answers: Budget['answers'] }
export async function readBudget(tx: Tx, realm: string, year: number): Promise<Kept | undefined> {
  return (await sql<Kept>`select most, spent, answers from observatory.noise_budget where realm = ${realm} and year = ${year}`.execute(q(tx))).rows[0]
}
/** Locked until the commit: two grants do not spend the same. */
export async function holdBudget(tx: Tx, realm: string, year: number, most: number): Promise<Kept> {
  await sql`insert into observatory.noise_budget (realm, year, most) values (${realm}, ${year}, ${most}) on conflict do nothing`.execute(q(tx))
  return (await sql<Kept>`select most, spent, answers from observatory.noise_budget where realm = ${realm} and year = ${year} for update`.execute(q(tx))).rows[0]!
}
export async function saveBudget(tx: Tx, realm: string, year: number, { spent, answers }: Budget): Promise<void> {
  await sql`update observatory.noise_budget set spent = ${spent}, answers = ${JSON.stringify(answers)} where realm = ${realm} and year = ${year}`.execute(q(tx))
}

// ── Terms and keys ────────────────────────────────────────────────────────────────────────────────────────────────────

export async function dueExtracts(tx: Tx, { before, realm, limit, lock }: Ask): Promise<Due[]> {
  return (await sql<Due>`select 'room_extract:' || request_id as id, (until + 1)::timestamptz as at from observatory.room_extract where realm = ${realm} and (until + 1)::timestamptz <= ${before} order by until, request_id limit ${limit} ${lock ? sql`for update skip locked` : sql``}`.execute(q(tx))).rows
}
export async function deleteExtracts(tx: Tx, due: readonly Due[]): Promise<void> {
  await sql`delete from observatory.room_extract where request_id = any (${due.map((one) => one.id.slice('room_extract:'.length))}::uuid[])`.execute(q(tx))
}
export async function dueRequests(tx: Tx, { before, realm, limit, lock }: Ask): Promise<Due[]> {
  return (await sql<Due>`select 'room_request:' || id as id, greatest(coalesce(decided_at, asked_at), case state when 'granted' then until::timestamptz end) as at from observatory.room_request
    where realm = ${realm} and greatest(coalesce(decided_at, asked_at), case state when 'granted' then until::timestamptz end) <= ${before} order by 2, 1 limit ${limit} ${lock ? sql`for update skip locked` : sql``}`.execute(q(tx))).rows
}
export async function deleteRequests(tx: Tx, due: readonly Due[]): Promise<void> {
  await sql`delete from observatory.room_request where id = any (${due.map((one) => one.id.slice('room_request:'.length))}::uuid[])`.execute(q(tx))
}
export const sealedExtracts = async (tx: Tx): Promise<{ name: string; sealed: string }[]> => (await sql<{ name: string; sealed: string }>`select request_id::text as name, key_sealed as sealed from observatory.room_extract where key_sealed is not null order by request_id`.execute(q(tx))).rows
export async function resealExtract(tx: Tx, { name, sealed }: { name: string; sealed: string }, fresh: string): Promise<void> {
  await sql`update observatory.room_extract set key_sealed = ${fresh} where request_id = ${name} and key_sealed = ${sealed}`.execute(q(tx))
}
