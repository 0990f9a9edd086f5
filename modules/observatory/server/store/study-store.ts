/** SQL of study and of the research room: what it reads of records, denominators, versions of studies, requests and what was made for them. */
import { sql, type RawBuilder } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { Block, Denominator, Figures, StudyFilter } from '../../contract-study.ts'
import type { ExtractRow } from '../../core/study/extract.ts'
import type { StudyRow } from '../../core/study/rows.ts'
import { foundBy } from '../store.ts'

const q = (tx: Tx) => own<'observatory'>(tx)
const inRealm = sql`realm = current_setting('app.realm')`
/** What is studied at once at most; a catalogue of a region is far below. */
export const MOST_ROWS = 200_000

async function matching(tx: Tx, { from, to, action, sector, size, kind, province, region, state, q: text, confidence }: StudyFilter): Promise<RawBuilder<unknown>> {
  const conditions = [
    sql`r.${inRealm}`, ...(from ? [sql`r.year >= ${from}`] : []), ...(to ? [sql`r.year <= ${to}`] : []), ...(action ? [sql`${action} = any (r.actions)`] : []),
    ...(sector ? [sql`starts_with(r.sector, ${sector})`] : []), ...(size ? [sql`r.size = ${size}`] : []), ...(kind ? [sql`r.victim_kind = ${kind}`] : []), ...(province ? [sql`r.province = ${province}`] : []), ...(region ? [sql`r.region = ${region}`] : []),
    ...(state ? [sql`r.state = ${state}`] : []), ...(confidence > 0 ? [sql`r.confidence >= ${confidence}`] : []), ...(text ? [await foundBy(tx, text)] : []),
    // Near misses and false alarms are no attacks.
    sql`coalesce(r.facts->>'certainty', 'confirmed') in ('confirmed', 'suspected')`,
  ]
  return sql.join(conditions, sql` and `)
}

/** As one text: a hundred thousand rows of seventeen values each are twice as slow to take apart by the driver. A separator in a text would be a blank. */
export async function readRows(tx: Tx, filter: StudyFilter): Promise<StudyRow[]> {
  const clean = (column: string) => sql`translate(${sql.ref(column)}, E'\x1e\x1f', '  ')`
  const { rows: [found] } = await sql<{ text: string | null }>`select string_agg(line, E'\x1e') as text from (
    select concat_ws(E'\x1f', coalesce(r.started_on::text, ''), coalesce(r.precision, ''), coalesce(r.year::text, ''), coalesce(r.hour::text, ''), coalesce(r.night::text, ''), coalesce(r.weekend::text, ''), coalesce(r.holiday::text, ''), coalesce(r.action, ''), coalesce(r.victim_kind, ''),
      coalesce(${clean('r.sector')}, ''), coalesce(r.size, ''), coalesce(${clean('r.province')}, ''), r.victims, coalesce(r.days_to_restore::text, ''), r.still_down::text, array_to_string(r.provider_ids, ','), array_to_string(r.parties, ',')) as line
    from observatory.record r where ${await matching(tx, filter)} order by r.started_on desc nulls last, r.entry_id limit ${MOST_ROWS}) lines`.execute(q(tx))
  return found!.text === null ? [] : found!.text.split('\x1e').map(rowOf)
}

const [textOf, numberOf, flagOf, listOf] = [(text: string) => text || null, (text: string) => (text === '' ? null : Number(text)), (text: string) => (text === '' ? null : text === 'true'), (text: string) => (text === '' ? [] : text.split(','))]
function rowOf(line: string): StudyRow {
  const [startedOn, precision, year, hour, night, weekend, holiday, action, kind, sector, size, province, victims, days, down, providers, parties] = line.split('\x1f') as [string, string, string, string, string, string, string, string, string, string, string, string, string, string, string, string, string]
  return {
    startedOn: textOf(startedOn), precision: textOf(precision), year: numberOf(year), hour: numberOf(hour), night: flagOf(night), weekend: flagOf(weekend), holiday: flagOf(holiday), action: textOf(action), kind: textOf(kind), sector: textOf(sector), size: textOf(size), province: textOf(province),
    victims: Number(victims), daysToRestore: numberOf(days), stillDown: down === 'true', providerIds: listOf(providers), parties: listOf(parties),
  }
}

/** Only what may reach those outside who work with the centre (green, clear), or is public anyway. What became stricter since it was public is no more than what was published: it stays inside. */
export async function readExtractRows(tx: Tx, filter: StudyFilter): Promise<ExtractRow[]> {
  const { rows } = await sql<Omit<ExtractRow, 'rest'> & { rest: Record<string, unknown> }>`select r.entry_id as "entryId", r.parties[1] as "partyId", coalesce(case r.precision when 'year' then r.year::text when 'month' then left(r.started_on::text, 7) else r.started_on::text end, '') as "when",
    coalesce(r.victim_kind, '') as kind, coalesce(r.sector, '') as sector, coalesce(r.size, '') as size, concat_ws('/', coalesce(r.region, ''), r.province) as place,
    jsonb_build_object('action', r.action, 'rsit', concat_ws('/', r.rsit_class, r.rsit_type), 'techniques', array_to_string(r.techniques, ' '), 'night', r.night, 'weekend', r.weekend, 'holiday', r.holiday, 'daysToRestore', r.days_to_restore, 'stillDown', r.still_down, 'extortion', r.extortion, 'disclosed', r.disclosed) as rest
    from observatory.record r where ${await matching(tx, filter)} and (r.tlp in ('clear', 'green') or (r.state = 'published' and r.tlp = 'amber')) order by r.entry_id limit ${MOST_ROWS}`.execute(q(tx))
  return rows.map((row) => ({ ...row, rest: Object.fromEntries(Object.entries(row.rest).map(([key, value]) => [key, value === null ? '' : String(value)])) }))
}

// ── Denominators ──────────────────────────────────────────────────────────────────────────────────────────────────────

type Stored = { readonly id: string; readonly kind: string; readonly sector: string | null; readonly size: string | null; readonly province: string | null; readonly year: number; readonly count: number; readonly source: string; readonly enteredAt: Date; readonly enteredBy: string }
export async function readDenominators(tx: Tx, { limit, offset }: { limit: number; offset: number } = { limit: 20_000, offset: 0 }): Promise<{ total: number; items: Stored[] }> {
  const { rows: [count] } = await sql<{ n: number }>`select count(*)::int as n from observatory.denominator where ${inRealm}`.execute(q(tx))
  const { rows } = await sql<Stored>`select id, kind, sector, size, province, year, count::float8 as count, source, entered_at as "enteredAt", entered_by_name as "enteredBy" from observatory.denominator where ${inRealm} order by kind, sector nulls first, size nulls first, province nulls first, year desc limit ${limit} offset ${offset}`.execute(q(tx))
  return { total: count!.n, items: rows }
}
type By = { readonly realm: string; readonly id: string; readonly name: string; readonly at: Date }
export async function putDenominators(tx: Tx, items: readonly Denominator[], by: By): Promise<void> {
  await sql`insert into observatory.denominator (id, realm, kind, sector, size, province, year, count, source, entered_at, entered_by, entered_by_name)
    select distinct on (d.kind, d.sector, d.size, d.province, d.year) gen_random_uuid(), ${by.realm}, d.kind, d.sector, d.size, d.province, d.year, d.count, d.source, ${by.at}, ${by.id}, ${by.name}
    from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as d(kind text, sector text, size text, province text, year smallint, count bigint, source text)
    on conflict (realm, kind, coalesce(sector, ''), coalesce(size, ''), coalesce(province, ''), year) do update set count = excluded.count, source = excluded.source, entered_at = excluded.entered_at, entered_by = excluded.entered_by, entered_by_name = excluded.entered_by_name`.execute(q(tx))
}
export async function deleteDenominator(tx: Tx, id: string): Promise<boolean> { return (await sql<object>`delete from observatory.denominator where id = ${id} returning 1 as one`.execute(q(tx))).rows.length > 0 }

// ── Saved studies ─────────────────────────────────────────────────────────────────────────────────────────────────────

export type StudyHead = { readonly id: string; readonly title: string; readonly last: number; readonly updatedAt: Date }
export async function listStudyHeads(tx: Tx, { limit, offset }: { limit: number; offset: number }): Promise<{ total: number; items: StudyHead[] }> {
  const { rows: [count] } = await sql<{ n: number }>`select count(*)::int as n from observatory.study where ${inRealm}`.execute(q(tx))
  return { total: count!.n, items: (await sql<StudyHead>`select id, title, last, updated_at as "updatedAt" from observatory.study where ${inRealm} order by updated_at desc, id limit ${limit} offset ${offset}`.execute(q(tx))).rows }
}
/** The number of the new version; nothing where another was saved meanwhile, or there is no such study. */
export async function nextVersion(tx: Tx, id: string, last: number, title: string, by: By): Promise<number | undefined> {
  if (last === 0) { await sql`insert into observatory.study (id, realm, title, last, updated_at) values (${id}, ${by.realm}, ${title}, 1, ${by.at})`.execute(q(tx)); return 1 }
  return (await sql<{ last: number }>`update observatory.study set last = last + 1, title = ${title}, updated_at = ${by.at} where id = ${id} and last = ${last} returning last`.execute(q(tx))).rows[0]?.last
}
export async function studyExists(tx: Tx, id: string): Promise<boolean> { return (await sql<object>`select 1 as one from observatory.study where id = ${id} and ${inRealm}`.execute(q(tx))).rows.length > 0 }
export async function insertVersion(tx: Tx, version: { id: string; number: number; title: string; blocks: readonly Block[]; figures: readonly (Figures | null)[] }, by: By): Promise<void> {
  await sql`insert into observatory.study_version (study_id, number, realm, title, blocks, figures, data_at, saved_by, saved_by_name)
    values (${version.id}, ${version.number}, ${by.realm}, ${version.title}, ${JSON.stringify(version.blocks)}, ${JSON.stringify(version.figures)}, ${by.at}, ${by.id}, ${by.name})`.execute(q(tx))
}
type Version = { readonly id: string; readonly number: number; readonly last: number; readonly title: string; readonly dataAt: Date; readonly savedBy: string; readonly blocks: Block[]; readonly figures: (Figures | null)[] }
export async function readVersion(tx: Tx, id: string, number: number): Promise<Version | undefined> {
  return (await sql<Version>`select v.study_id as id, v.number, s.last, v.title, v.data_at as "dataAt", v.saved_by_name as "savedBy", v.blocks, v.figures
    from observatory.study_version v join observatory.study s on s.id = v.study_id where v.study_id = ${id} and v.number = ${number} and v.${inRealm}`.execute(q(tx))).rows[0]
}

/** An exercise leaves nothing. */
export async function forgetStudies(tx: Tx, realm: string): Promise<void> {
  for (const table of ['denominator', 'study', 'room_request', 'noise_budget'] as const) await sql`delete from ${sql.table(`observatory.${table}`)} where realm = ${realm}`.execute(q(tx))
}
