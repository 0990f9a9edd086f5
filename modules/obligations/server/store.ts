/** The only SQL of the module. */
import { sql, type Selectable } from 'kysely'
import { own, type DB, type Tx } from '#platform/db/index.ts'
import type { FactsDocument } from '../core/facts.ts'
import { obligationId, type ClosedRow, type ObligationRow } from '../core/rows.ts'

const q = (tx: Tx) => own<'obligations'>(tx)

export type DossierRow = {
  case_id: string; realm: string; party_id: string; main_id: string; party_name: string; case_ref: string; is_main: boolean
  facts: FactsDocument; missing: readonly string[]; closed: readonly ClosedRow[]; evaluated_at: string; next_at: string | null
}

/** New dossiers; one that is already there is left as it is, so a redelivered event changes nothing. Returns the ids stored. */
export async function insertDossiers(tx: Tx, rows: readonly DossierRow[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const done = await sql<{ case_id: string }>`insert into obligations.dossier (case_id, realm, party_id, main_id, party_name, case_ref, is_main, facts, missing, closed, evaluated_at, next_at)
    select r.case_id, r.realm, r.party_id, r.main_id, r.party_name, r.case_ref, r.is_main, r.facts, array(select jsonb_array_elements_text(r.missing)), r.closed, r.evaluated_at, r.next_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(case_id uuid, realm text, party_id uuid, main_id uuid, party_name text, case_ref text, is_main boolean, facts jsonb, missing jsonb, closed jsonb, evaluated_at timestamptz, next_at timestamptz)
    on conflict (case_id) do nothing returning case_id`.execute(q(tx))
  return new Set(done.rows.map((row) => row.case_id))
}

export async function insertObligations(tx: Tx, rows: readonly ObligationRow[]): Promise<void> {
  // Pages bound the size of one statement: ten rows a body, a thousand bodies.
  for (let at = 0; at < rows.length; at += 5000) {
    await sql`insert into obligations.obligation (id, realm, party_id, case_id, main_id, key, place, regime, stage, state, article, source, certainty, verified_on, recipient, channel,
        strict_at, legal_at, outer_at, from_clock, from_moment, sent_at, protocol, late, displaced_by, missing, reasons)
      select r.id, r.realm, r.party_id, r.case_id, r.main_id, r.key, r.place, r.regime, r.stage, r.state, r.article, r.source, r.certainty, r.verified_on, r.recipient, r.channel,
        r.strict_at, r.legal_at, r.outer_at, r.from_clock, r.from_moment, r.sent_at, r.protocol, r.late, r.displaced_by, array(select jsonb_array_elements_text(r.missing)), r.reasons
      from jsonb_to_recordset(${JSON.stringify(rows.slice(at, at + 5000))}::jsonb) as r(id uuid, realm text, party_id uuid, case_id uuid, main_id uuid, key text, place int, regime text, stage text, state text,
        article text, source text, certainty text, verified_on date, recipient text, channel text, strict_at timestamptz, legal_at timestamptz, outer_at timestamptz, from_clock text, from_moment timestamptz,
        sent_at timestamptz, protocol text, late boolean, displaced_by text, missing jsonb, reasons jsonb)`.execute(q(tx))
  }
}

/** Replaces a case's obligations by the engine's new answer. */
export async function replaceObligations(tx: Tx, caseIds: readonly string[], rows: readonly ObligationRow[]): Promise<void> {
  await q(tx).deleteFrom('obligations.obligation').where('case_id', 'in', [...caseIds]).execute()
  await insertObligations(tx, rows)
}

/** The party of each dossier as it was last read. */
export async function openParties(tx: Tx): Promise<{ caseId: string; partyId: string; party: unknown }[]> {
  const { rows } = await sql<{ case_id: string; party_id: string; party: unknown }>`select case_id, party_id, facts -> 'party' as party from obligations.dossier`.execute(q(tx))
  return rows.map((row) => ({ caseId: row.case_id, partyId: row.party_id, party: row.party }))
}

export async function lockDossiers(tx: Tx, caseIds: readonly string[]) {
  if (caseIds.length === 0) return []
  return q(tx).selectFrom('obligations.dossier').selectAll().where('case_id', 'in', [...caseIds]).orderBy('case_id').forUpdate().execute()
}

export async function updateDossier(tx: Tx, caseId: string, change: { facts: FactsDocument; missing: readonly string[]; closed: readonly ClosedRow[]; evaluatedAt: Date; nextAt: Date | null }): Promise<void> {
  await q(tx).updateTable('obligations.dossier').where('case_id', '=', caseId)
    .set((eb) => ({ facts: JSON.stringify(change.facts), missing: [...change.missing], closed: JSON.stringify(change.closed), evaluated_at: change.evaluatedAt, next_at: change.nextAt, version: eb('version', '+', 1) })).execute()
}

export async function insertChange(tx: Tx, row: { realm: string; partyId: string; caseId: string; at: Date; actorId: string; cause: string; changes: readonly unknown[] }): Promise<void> {
  await q(tx).insertInto('obligations.change').values({ realm: row.realm, party_id: row.partyId, case_id: row.caseId, at: row.at, actor_id: row.actorId, cause: row.cause, changes: JSON.stringify(row.changes) }).execute()
}

export async function readDossier(tx: Tx, caseId: string) {
  return q(tx).selectFrom('obligations.dossier').selectAll().where('case_id', '=', caseId).executeTakeFirst()
}

export type StoredObligation = Selectable<DB['obligations.obligation']>

/** Everything the engine said of these cases, in its order: rows of their own, and what the dossier keeps as not owed. */
export async function readObligations(tx: Tx, caseIds: readonly string[]): Promise<StoredObligation[]> {
  if (caseIds.length === 0) return []
  const open = await q(tx).selectFrom('obligations.obligation').selectAll().where('case_id', 'in', [...caseIds]).execute()
  const dossiers = await q(tx).selectFrom('obligations.dossier').select(['case_id', 'party_id', 'main_id', 'realm', 'closed']).where('case_id', 'in', [...caseIds]).execute()
  const closed = dossiers.flatMap(({ closed: rows, ...owner }) => (rows as unknown as ClosedRow[]).map((row) => fromClosed(owner, row)))
  return [...open, ...closed].sort((a, b) => (a.case_id === b.case_id ? a.place - b.place : a.case_id < b.case_id ? -1 : 1))
}

const fromClosed = (owner: Pick<StoredObligation, 'case_id' | 'party_id' | 'main_id' | 'realm'>, row: ClosedRow): StoredObligation => ({
  ...owner, ...row, id: obligationId(owner.case_id, row.key), verified_on: row.verified_on as never, reasons: row.reasons as never, missing: [],
  strict_at: null, legal_at: null, outer_at: null, from_clock: null, from_moment: null, sent_at: null, protocol: null, late: false, displaced_by: null,
})

export async function readObligation(tx: Tx, id: string) {
  return q(tx).selectFrom('obligations.obligation').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function readChanges(tx: Tx, caseId: string, limit: number) {
  return q(tx).selectFrom('obligations.change').selectAll().where('case_id', '=', caseId).orderBy('id', 'desc').limit(limit).execute()
}

/** Every row of an exercise. */
export async function forgetRealm(tx: Tx, realm: string): Promise<void> {
  for (const table of ['change', 'obligation', 'dossier', 'calendar'])
    await sql`delete from ${sql.table(`obligations.${table}`)} where realm = ${realm}`.execute(q(tx))
}

/** Dossiers whose state changes by itself; read under a system actor of each realm. */
export async function dueDossiers(tx: Tx, now: Date, limit: number): Promise<string[]> {
  const rows = await q(tx).selectFrom('obligations.dossier').select('case_id').where('next_at', '<=', now).orderBy('next_at').limit(limit).execute()
  return rows.map((row) => row.case_id)
}

export type BoardFilter = { mainId?: string; partyId?: string; regime?: string; state?: string; q?: string; show: 'all' | 'owed'; sort: 'next' | 'name'; limit: number; offset: number }

/** A page of dossiers in the order of the next moment, then of the name. A moment that is past comes first; one that waits for a decision counts too. */
export async function readBoard(tx: Tx, filter: BoardFilter, now: Date) {
  const conditions = [sql`true`]
  if (filter.mainId) conditions.push(sql`d.main_id = ${filter.mainId}`)
  if (filter.partyId) conditions.push(sql`d.party_id = ${filter.partyId}`)
  if (filter.q) conditions.push(sql`position(lower(${filter.q}) in lower(d.party_name)) > 0`)
  // These two states have no row of their own: the dossier keeps them.
  if (filter.state === 'not_applicable' || filter.state === 'not_in_force') {
    conditions.push(sql`d.closed @> ${JSON.stringify([{ state: filter.state, ...(filter.regime ? { regime: filter.regime } : {}) }])}::jsonb`)
  } else if (filter.state || filter.regime || filter.show === 'owed') {
    const some = [sql`o.case_id = d.case_id`, ...(filter.regime ? [sql`o.regime = ${filter.regime}`] : []), filter.state ? inState(filter.state, now) : sql`o.state <> 'displaced'`]
    conditions.push(sql`exists (select 1 from obligations.obligation o where ${sql.join(some, sql` and `)})`)
  }
  const where = sql.join(conditions, sql` and `)
  const { rows } = await sql<{ case_id: string; nearest: Date | null; total: number }>`
    select d.case_id, n.nearest, count(*) over ()::int as total
    from obligations.dossier d
    left join lateral (select min(o.strict_at) as nearest from obligations.obligation o where o.case_id = d.case_id and o.state in ('due', 'exceeded', 'awaiting_input')) n on true
    where ${where} order by ${filter.sort === 'next' ? sql`n.nearest nulls last,` : sql``} d.is_main desc, d.party_name, d.case_id limit ${filter.limit} offset ${filter.offset}`.execute(q(tx))
  return { ids: rows.map((row) => row.case_id), total: rows[0]?.total ?? 0 }
}

/** A moment that has just passed counts as exceeded before the job has stored it, as the page says it. */
function inState(state: string, now: Date) {
  if (state === 'exceeded') return sql`(o.state = 'exceeded' or (o.state = 'due' and o.legal_at <= ${now}))`
  if (state === 'due') return sql`(o.state = 'due' and (o.legal_at is null or o.legal_at > ${now}))`
  return sql`o.state = ${state}`
}

/** The first moment of this board that runs for sure: what still waits for a fact has none. */
export async function readNearest(tx: Tx, { mainId, partyId }: Pick<BoardFilter, 'mainId' | 'partyId'>) {
  const { rows } = await sql<{ case_id: string; party_name: string; regime: string; stage: string; at: Date }>`select o.case_id, d.party_name, o.regime, o.stage, coalesce(o.strict_at, o.legal_at) as at
    from obligations.obligation o join obligations.dossier d on d.case_id = o.case_id
    where o.state in ('due', 'exceeded') and coalesce(o.strict_at, o.legal_at) is not null
      and ${mainId ? sql`o.main_id = ${mainId}` : sql`true`} and ${partyId ? sql`o.party_id = ${partyId}` : sql`true`}
    order by at, d.party_name limit 1`.execute(q(tx))
  return rows[0]
}

/** Cases of one body, or some cases, in the order of the board. */
export async function readSome(tx: Tx, { cases, partyId, limit }: { cases?: readonly string[]; partyId?: string; limit: number }): Promise<string[]> {
  const { rows } = await sql<{ case_id: string }>`select d.case_id from obligations.dossier d
    left join lateral (select min(o.strict_at) as nearest from obligations.obligation o where o.case_id = d.case_id and o.state in ('due', 'exceeded', 'awaiting_input')) n on true
    where ${cases ? sql`d.case_id = any(${[...cases]}::uuid[])` : sql`true`} and ${partyId ? sql`d.party_id = ${partyId}` : sql`true`}
    order by n.nearest nulls last, d.party_name, d.case_id limit ${limit}`.execute(q(tx))
  return rows.map((row) => row.case_id)
}

/** Regimes that reach a body of this board. */
export async function readRegimes(tx: Tx, mainId: string | undefined): Promise<string[]> {
  const { rows } = await sql<{ regime: string }>`select regime from obligations.obligation where ${mainId ? sql`main_id = ${mainId}` : sql`true`} and state <> 'displaced' group by regime order by min(place)`.execute(q(tx))
  return rows.map((row) => row.regime)
}

export async function readDossiers(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = await q(tx).selectFrom('obligations.dossier').selectAll().where('case_id', 'in', [...ids]).execute()
  return ids.map((id) => rows.find((row) => row.case_id === id)!).filter(Boolean)
}

export async function countStates(tx: Tx, mainId: string | undefined, now: Date): Promise<{ total: number; exceeded: number; soon: number; due: number; sent: number; awaiting: number }> {
  const soon = new Date(now.getTime() + 3 * 3_600_000)
  const { rows } = await sql<{ total: number; exceeded: number; soon: number; due: number; sent: number; awaiting: number }>`select count(*)::int + coalesce((select sum(jsonb_array_length(d.closed)) from obligations.dossier d where ${mainId ? sql`d.main_id = ${mainId}` : sql`true`}), 0)::int as total,
      count(*) filter (where state = 'exceeded' or (state = 'due' and legal_at <= ${now}))::int as exceeded,
      count(*) filter (where state = 'due' and legal_at > ${now} and strict_at <= ${soon})::int as soon,
      count(*) filter (where (state = 'due' and legal_at > ${now}) or state = 'due_without_hours')::int as due,
      count(*) filter (where state in ('sent', 'registered'))::int as sent,
      count(distinct case_id) filter (where state = 'awaiting_input')::int as awaiting
    from obligations.obligation where ${mainId ? sql`main_id = ${mainId}` : sql`true`}`.execute(q(tx))
  return rows[0]!
}

export async function openIds(tx: Tx, caseId: string, regime: string): Promise<string[]> {
  const rows = await q(tx).selectFrom('obligations.obligation').select('id').where('case_id', '=', caseId).where('regime', '=', regime).where('state', 'in', ['due', 'due_without_hours', 'exceeded']).orderBy('place').execute()
  return rows.map((row) => row.id)
}

export async function nearestOf(tx: Tx, caseIds: readonly string[]) {
  if (caseIds.length === 0) return []
  const { rows } = await sql<{ case_id: string; party_id: string; regime: string; stage: string; strict_at: Date | null; state: string }>`
    select distinct on (case_id) case_id, party_id, regime, stage, strict_at, state from obligations.obligation
    where case_id = any(${[...caseIds]}::uuid[]) and state in ('due', 'exceeded', 'due_without_hours', 'awaiting_input')
    order by case_id, case state when 'exceeded' then 0 when 'due' then 1 when 'due_without_hours' then 2 else 3 end, strict_at nulls last`.execute(q(tx))
  return rows
}

/** Everything with a moment for a calendar: due and exceeded of the parties that the transaction may see. */
export async function readMoments(tx: Tx, limit: number) {
  const { rows } = await sql<{ id: string; case_id: string; party_name: string; case_ref: string; regime: string; stage: string; state: string; strict_at: Date; legal_at: Date | null; article: string; recipient: string; channel: string }>`
    select o.id, o.case_id, d.party_name, d.case_ref, o.regime, o.stage, o.state, o.strict_at, o.legal_at, o.article, o.recipient, o.channel
    from obligations.obligation o join obligations.dossier d on d.case_id = o.case_id
    where o.state in ('due', 'exceeded') and o.strict_at is not null order by o.strict_at, d.party_name limit ${limit}`.execute(q(tx))
  return rows
}

export async function insertCalendar(tx: Tx, row: { tokenHash: string; realm: string; personId: string; scope: 'all' | 'parties'; parties: readonly string[]; at: Date }): Promise<void> {
  await q(tx).updateTable('obligations.calendar').set({ revoked_at: row.at }).where('person_id', '=', row.personId).where('revoked_at', 'is', null).execute()
  await q(tx).insertInto('obligations.calendar').values({ token_hash: row.tokenHash, realm: row.realm, person_id: row.personId, scope: row.scope, parties: [...row.parties], created_at: row.at }).execute()
}

export async function calendarByToken(tx: Tx, hash: string) {
  const { rows } = await sql<{ person_id: string; scope: 'all' | 'parties'; parties: string[]; realm: string }>`select * from obligations.calendar_by_token(${hash})`.execute(q(tx))
  return rows[0]
}

/** Realms that hold dossiers whose moment has come; the answer names no body. */
export async function realmsDue(tx: Tx, now: Date): Promise<string[]> {
  const { rows } = await sql<{ realm: string }>`select obligations.realms_due(${now}) as realm`.execute(q(tx))
  return rows.map((row) => row.realm)
}
