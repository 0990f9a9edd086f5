/** What the centre did in a year, read through the views that other modules name for it. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import { K } from '../../contract-public.ts'
import type { YearFigures } from '../../contract-report.ts'

type Row = { reports: string; answered: string; median: number | null; p90: number | null; bodies: string; exercises: string; exercise_bodies: string; cost: number | null; cost_of: string }

/** @param from first moment of the year in the centre's zone, @param to of the next. */
export async function figuresOf(tx: Tx, year: number, from: Date, to: Date): Promise<YearFigures> {
  const { rows: [row] } = await sql<Row>`select a.reports, a.answered, a.median, a.p90, c.bodies, e.exercises, e.exercise_bodies, r.cost, r.cost_of
    from (select count(*) as reports, count(answered_at) as answered, percentile_cont(0.5) within group (order by extract(epoch from answered_at - received_at)) / 3600 as median, percentile_cont(0.9) within group (order by extract(epoch from answered_at - received_at)) / 3600 as p90
        from intake.answer_time where realm = 'live' and received_at >= ${from} and received_at < ${to}) a,
      (select count(distinct party_id) as bodies from cases.helped where realm = 'live' and opened_at >= ${from} and opened_at < ${to}) c,
      (select count(*) as exercises, coalesce(sum(bodies), 0) as exercise_bodies from exercise.played where started_at >= ${from} and started_at < ${to}) e,
      (select sum((facts ->> 'costEur')::float8) as cost, count(facts ->> 'costEur') as cost_of from observatory.publication where realm = 'live' and year = ${year} and public_from <= now()) r`.execute(own<'observatory'>(tx))
  const { reports, answered, median, p90, bodies, exercises, exercise_bodies: trained, cost, cost_of: costOf } = row!
  return {
    reports: Number(reports), answered: Number(answered), medianHours: median === null ? null : Number(median), p90Hours: p90 === null ? null : Number(p90), bodies: Number(bodies),
    exercises: Number(exercises), exerciseBodies: Number(trained), costEur: Number(costOf) >= K ? cost : null, costOf: Number(costOf),
  }
}
