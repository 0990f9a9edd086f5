/** What the centre did in a year, read through the views that other modules name for it; what was entered; editions and their documents. */
import { sql } from 'kysely'
import type { Lang } from '#platform/contract/index.ts'
import { own, type Tx } from '#platform/db/index.ts'
import { K } from '../../contract-public.ts'
import type { Entered, Introductions, ReportData, YearFigures } from '../../contract-report.ts'

const q = (tx: Tx) => own<'observatory'>(tx)
const inRealm = sql`realm = (select current_setting('app.realm'))`
/** Nine in ten of fewer is one number, and not a rule. */
const FOR_P90 = 10

type Row = { reports: string; answered: string; median: number | null; p90: number | null; bodies: string; exercises: string; exercise_bodies: string; cost: number | null; cost_of: string; days: number | null; days90: number | null; days_of: string }

/** @param from first moment of the year in the centre's zone, @param to of the next. */
export async function figuresOf(tx: Tx, year: number, from: Date, to: Date, timeZone: string): Promise<YearFigures> {
  const { rows: [row] } = await sql<Row>`select a.reports, a.answered, a.median, a.p90, c.bodies, e.exercises, e.exercise_bodies, r.cost, r.cost_of, r.days, r.days90, r.days_of
    from (select count(*) as reports, count(answered_at) as answered, percentile_cont(0.5) within group (order by extract(epoch from answered_at - received_at)) / 3600 as median, percentile_cont(0.9) within group (order by extract(epoch from answered_at - received_at)) / 3600 as p90
        from intake.answer_time where realm = 'live' and received_at >= ${from} and received_at < ${to}) a,
      (select count(distinct party_id) as bodies from cases.helped where realm = 'live' and opened_at >= ${from} and opened_at < ${to}) c,
      (select count(*) as exercises, coalesce(sum(bodies), 0) as exercise_bodies from exercise.played where started_at >= ${from} and started_at < ${to}) e,
      (select sum((facts ->> 'costEur')::float8) as cost, count(facts ->> 'costEur') as cost_of, percentile_cont(0.5) within group (order by days_to_restore) as days, percentile_cont(0.9) within group (order by days_to_restore) as days90, count(days_to_restore) as days_of
        from observatory.publication where realm = 'live' and year = ${year} and public_from <= now()) r`.execute(q(tx))
  const { rows: asked } = await sql<{ month: number; n: string }>`select extract(month from received_at at time zone ${timeZone})::int as month, count(*) as n from intake.answer_time where realm = 'live' and received_at >= ${from} and received_at < ${to} group by 1`.execute(q(tx))
  const months = new Map(asked.map((one) => [one.month, Number(one.n)]))
  const { reports, answered, median, p90, bodies, exercises, exercise_bodies: trained, cost, cost_of: costOf, days, days90, days_of: daysOf } = row!
  const measured = (of: string, value: number | null, least: number) => (value !== null && Number(of) >= least ? Number(value) : null)
  return {
    reports: Number(reports), answered: Number(answered), medianHours: measured(answered, median, K), p90Hours: measured(answered, p90, FOR_P90), months: Array.from({ length: 12 }, (_, at) => months.get(at + 1) ?? 0), bodies: Number(bodies),
    exercises: Number(exercises), exerciseBodies: Number(trained), costEur: measured(costOf, cost, K), costOf: Number(costOf) >= K ? Number(costOf) : 0, medianDays: measured(daysOf, days, K), p90Days: measured(daysOf, days90, FOR_P90), daysOf: Number(daysOf) >= K ? Number(daysOf) : 0,
  }
}

// ── What was entered ──────────────────────────────────────────────────────────────────────────────────────────────────

export type Kept = { readonly version: number; readonly entered: Entered; readonly introductions: Introductions }
export async function readKept(tx: Tx, year: number): Promise<Kept | undefined> {
  return (await sql<Kept>`select version, entered, introductions from observatory.report where ${inRealm} and year = ${year}`.execute(q(tx))).rows[0]
}
type By = { readonly realm: string; readonly id: string; readonly name: string; readonly at: Date }
/** The new version; nothing where another was saved meanwhile. */
export async function saveKept(tx: Tx, year: number, { version, entered, introductions }: Kept, by: By): Promise<number | undefined> {
  const columns = sql`${JSON.stringify(entered)}, ${JSON.stringify(introductions)}, ${by.at}, ${by.id}, ${by.name}`
  if (version === 0) return (await sql<{ version: number }>`insert into observatory.report (realm, year, entered, introductions, updated_at, updated_by, updated_by_name) values (${by.realm}, ${year}, ${columns}) on conflict do nothing returning version`.execute(q(tx))).rows[0]?.version
  return (await sql<{ version: number }>`update observatory.report set version = version + 1, (entered, introductions, updated_at, updated_by, updated_by_name) = (${columns}) where ${inRealm} and year = ${year} and version = ${version} returning version`.execute(q(tx))).rows[0]?.version
}

// ── Editions ──────────────────────────────────────────────────────────────────────────────────────────────────────────

export type Head = { readonly year: number; readonly number: number; readonly state: 'published' | 'replaced' | 'withdrawn'; readonly reason: string; readonly publishedAt: Date; readonly publishedBy: string; readonly withdrawnAt: Date | null; readonly withdrawnReason: string }
const head = sql`year, number, state, reason, published_at as "publishedAt", published_by_name as "publishedBy", withdrawn_at as "withdrawnAt", withdrawn_reason as "withdrawnReason"`
export const listEditions = async (tx: Tx, year: number): Promise<Head[]> => (await sql<Head>`select ${head} from observatory.report_edition where ${inRealm} and year = ${year} order by number desc`.execute(q(tx))).rows
/** The last edition of each year. */
export const lastEditions = async (tx: Tx): Promise<Head[]> => (await sql<Head>`select distinct on (year) ${head} from observatory.report_edition where ${inRealm} order by year desc, number desc`.execute(q(tx))).rows
export const keptYears = async (tx: Tx): Promise<number[]> => (await sql<{ year: number }>`select year from observatory.report where ${inRealm}`.execute(q(tx))).rows.map((one) => one.year)

/** Whoever publishes the same year next waits here until this transaction ends. */
export async function nextNumber(tx: Tx, year: number): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext('observatory.report'), ${year})`.execute(q(tx))
  return Number((await sql<{ n: number }>`select coalesce(max(number), 0) + 1 as n from observatory.report_edition where ${inRealm} and year = ${year}`.execute(q(tx))).rows[0]!.n)
}
export async function insertEdition(tx: Tx, { year, number, reason, data, pdfs }: { year: number; number: number; reason: string; data: ReportData; pdfs: readonly (readonly [Lang, Buffer])[] }, by: By): Promise<void> {
  await sql`update observatory.report_edition set state = 'replaced' where ${inRealm} and year = ${year} and state = 'published'`.execute(q(tx))
  await sql`insert into observatory.report_edition (year, number, realm, state, reason, data, refs, published_at, published_by, published_by_name)
    values (${year}, ${number}, ${by.realm}, 'published', ${reason}, ${JSON.stringify(data)}, ${data.cases.map((one) => one.ref)}::text[], ${by.at}, ${by.id}, ${by.name})`.execute(q(tx))
  for (const [lang, pdf] of pdfs) await sql`insert into observatory.report_document (year, number, realm, lang, pdf) values (${year}, ${number}, ${by.realm}, ${lang}, ${pdf})`.execute(q(tx))
}
export async function withdrawEdition(tx: Tx, year: number, number: number, reason: string, by: By): Promise<boolean> {
  return (await sql<object>`update observatory.report_edition set state = 'withdrawn', withdrawn_at = ${by.at}, withdrawn_by = ${by.id}, withdrawn_by_name = ${by.name}, withdrawn_reason = ${reason}
    where ${inRealm} and year = ${year} and number = ${number} and state = 'published' returning 1 as one`.execute(q(tx))).rows.length > 0
}
/** What stands of a case in an edition is withdrawn with it, for good: one that was published anew is told by the next edition. */
const stands = sql`exists (select from observatory.publication p where p.realm = e.realm and p.ref = told.ref and p.public_from <= now() and p.published_at <= e.published_at)`
export type Changed = { readonly ref: string; readonly entryId: string | null; readonly gone: boolean; /** Of a correction. */ readonly at: Date | null }
/** The cases that the public edition tells and that were withdrawn or corrected since. */
export async function changedCases(tx: Tx, year: number): Promise<Changed[]> {
  return (await sql<Changed>`select told.ref, x.id as "entryId", not ${stands} as gone, p.updated_at as at from observatory.report_edition e cross join unnest(e.refs) as told (ref)
      left join observatory.publication p on p.realm = e.realm and p.ref = told.ref left join observatory.entry x on x.realm = e.realm and x.ref = told.ref
    where e.${inRealm} and e.year = ${year} and e.state = 'published' and (not ${stands} or p.updated_at > e.published_at) order by told.ref`.execute(q(tx))).rows
}

// ── As nobody in particular: what row-level security gives is what is public ──────────────────────────────────────────

export type Public = { readonly number: number; readonly at: Date; readonly data: ReportData; readonly langs: readonly Lang[] }
export async function publicEdition(tx: Tx, year: number): Promise<Public | undefined> {
  return (await sql<Public>`select number, published_at as at, data, array(select lang from observatory.report_document d where d.year = e.year and d.number = e.number and d.realm = e.realm order by lang) as langs
    from observatory.report_edition e where year = ${year} and state = 'published'`.execute(q(tx))).rows[0]
}
type PublicHead = { readonly year: number; readonly number: number; readonly at: Date; readonly langs: readonly Lang[] }
/** The latest year first. No document where a case that it tells was withdrawn. */
export async function publicEditions(tx: Tx): Promise<PublicHead[]> {
  return (await sql<PublicHead>`select e.year, e.number, e.published_at as at, array(select d.lang from observatory.report_document d where d.realm = e.realm and d.year = e.year and d.number = e.number
      and not exists (select from unnest(e.refs) as told (ref) where not ${stands}) order by d.lang) as langs
    from observatory.report_edition e where e.state = 'published' order by e.year desc`.execute(q(tx))).rows
}
export async function publicDocument(tx: Tx, year: number, lang: Lang): Promise<Buffer | undefined> {
  return (await sql<{ pdf: Buffer }>`select d.pdf from observatory.report_document d join observatory.report_edition e using (realm, year, number) where e.state = 'published' and year = ${year} and lang = ${lang}`.execute(q(tx))).rows[0]?.pdf
}

/** An exercise leaves nothing. */
export async function forgetReports(tx: Tx, realm: string): Promise<void> {
  for (const table of ['report_edition', 'report'] as const) await sql`delete from ${sql.table(`observatory.${table}`)} where realm = ${realm}`.execute(q(tx))
}
