import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import { matchOf, type Found, type Subject } from '#platform/db/subject.ts'

export async function findReportWork(tx: Tx, subject: Subject): Promise<Found[]> {
  const saved = matchOf(subject, { ids: 'updated_by', names: ['updated_by_name'] }), published = matchOf(subject, { ids: 'published_by', names: ['published_by_name'] }), withdrew = matchOf(subject, { ids: 'withdrawn_by', names: ['withdrawn_by_name'] })
  const work = sql`coalesce(${published}, ${withdrew})`
  return [
    ...(await sql<Found>`select 'report:' || year as id, updated_at as at, ${saved} as by, year::text as label, jsonb_build_object('year', year) as data from observatory.report where realm = 'live' and ${saved} is not null order by 2, 1`.execute(own<'observatory'>(tx))).rows,
    ...(await sql<Found>`select 'report_edition:' || year || '/' || number as id, published_at as at, ${work} as by, year::text as label, jsonb_build_object('year', year, 'edition', number) as data from observatory.report_edition where realm = 'live' and ${work} is not null order by 2, 1`.execute(own<'observatory'>(tx))).rows,
  ]
}
