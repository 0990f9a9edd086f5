/** The stored cascade, gathered in the database: 10,000 impacts become some dozens of rows. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { GroupImpact, SupplierImpact } from '#engines/cascade/index.ts'

const stateOf = sql`case i.availability when 'none' then 'at_risk' else i.availability end`
/** The last step of the path holds the autonomy that was spent before this service fell. */
const autonomy = sql`coalesce((i.path -> -1 ->> 'autonomyMinutes')::float8, 0)`

export async function supplierImpacts(tx: Tx, mainId: string): Promise<SupplierImpact<Date>[]> {
  const { rows } = await sql<SupplierImpact<Date>>`select i.service_id as "serviceId", i.name, i.category,
    c.party_name as owner,
      c.kind = 'main' as "isMain", i.depth, ${stateOf} as state, i.at, i.people,
      i.confidence, i.via_service as "viaService", i.via_effect as "viaEffect", ${autonomy} as "autonomyMinutes"
    from cases.impact i join cases."case" c on c.id = i.case_id
    where i.main_id = ${mainId} and (c.kind = 'main' or c.party_kind in ('provider', 'in_house')) order by i.depth,
    i.name limit 2000`.execute(own<'cases'>(tx))
  return rows
}

/** The body's word on the service, else what is seen of the body, else what the model said. */
const observed = sql`coalesce(i.confirmed, case when c.observed = 'degraded' then 'degraded' else i.availability end)`

/** A body counts once in a group, as its worst service of that category stands. */
export async function groupImpacts(tx: Tx, mainId: string): Promise<GroupImpact<Date>[]> {
  const { rows } = await sql<GroupImpact<Date>>`select category, "viaService", "viaEffect", state, standing, min(at) as at,
      count(*)::int as bodies, sum(people)::float8 as people, avg(confidence)::float8 as confidence,
      min(autonomy)::float8 as "autonomyMinutes"
    from (
      select distinct on (i.category, i.case_id) i.category, i.via_service as "viaService",
      i.via_effect as "viaEffect", ${stateOf} as state, i.at, i.people, i.confidence, ${autonomy} as autonomy,
        case when c.answer = 'not_hit' or i.confirmed = 'working' and c.answered_at is not null
        and c.observed <> 'working' then 'notHit'
          when c.answered_at is null or c.answer = 'unknown' then 'unknown'
          when c.observed = 'working' then 'restored'
          when ${observed} = 'down' then 'hit'
          when ${observed} = 'degraded' then 'degraded'
          else 'atRisk' end as standing
      from cases.impact i join cases."case" c on c.id = i.case_id
      where i.main_id = ${mainId} and c.kind = 'tied' and c.party_kind not in ('provider', 'in_house')
      order by i.category, i.case_id, (i.availability = 'down') desc, (i.availability = 'degraded') desc,
      i.at nulls last
    ) worst
    group by category, "viaService", "viaEffect", state, standing`.execute(own<'cases'>(tx))
  return rows
}

export async function fallsByHour(
  tx: Tx,
  mainId: string,
): Promise<{ hour: number; confirmed: number; inferred: number }[]> {
  const { rows } = await sql<{
    hour: number
    confirmed: number
    inferred: number
  }>`select floor(extract(epoch from expected_at - occurred_at) / 3600)::int as hour,
      count(*) filter (where answer in ('hit', 'data_lost'))::int as confirmed, count(*)
      filter (where answer = 'unknown')::int as inferred
    from cases."case" where main_id = ${mainId} and expected_at is not null and answer <> 'not_hit'
    and party_kind not in ('provider', 'in_house') group by 1 order by 1 limit 1000`.execute(own<'cases'>(tx))
  return rows
}

/** Services that no longer count when the order of restoration is worked out. */
export async function relievedServices(tx: Tx, mainId: string): Promise<{ relieved: string[]; back: string[] }> {
  const { rows } = await sql<{
    service_id: string
    is_main: boolean
  }>`select i.service_id, c.kind = 'main' as is_main from cases.impact i join cases."case" c on c.id = i.case_id
    where i.main_id = ${mainId} and (c.answer = 'not_hit' or c.observed = 'working'
    or i.confirmed = 'working')`.execute(own<'cases'>(tx))
  return {
    relieved: rows.filter((row) => !row.is_main).map((row) => row.service_id),
    back: rows.filter((row) => row.is_main).map((row) => row.service_id),
  }
}
