/** Lists and counts, each one statement that an index serves. */
import { sql, type RawBuilder } from 'kysely'
import type { Channel, Tlp } from '#platform/contract/index.ts'
import { own, type Tx } from '#platform/db/index.ts'
import type { CaseRow } from '../store.ts'

export type ListQuery = {
  /** Fewer levels than the asker may read; those the database holds by itself. */
  readonly tlps?: readonly Tlp[] | undefined
  /** Of an asker that is bound to some parties: the policy holds it too, but only a plain condition finds the index. */
  readonly parties?: readonly string[] | undefined
  readonly kind?: string | undefined
  readonly state?: string | undefined
  readonly answer?: string | undefined
  readonly inferred?: string | undefined
  readonly observed?: string | undefined
  readonly partyId?: string | undefined
  readonly mainId?: string | undefined
  readonly province?: string | undefined
  readonly partyKind?: string | undefined
  readonly unled?: boolean | undefined
  readonly suppliers?: boolean | undefined
  readonly openOnly?: boolean | undefined
  /** Folded words, see `searchWords`. */
  readonly words?: string | undefined
  readonly sort: 'opened' | 'expected' | 'people' | 'name' | 'answered'
  readonly limit: number
  readonly offset: number
}

const orders = {
  opened: sql`opened_at desc, ref`,
  expected: sql`expected_at nulls last, ref`,
  people: sql`people_served desc, ref`,
  name: sql`party_name, ref`,
  answered: sql`answered_at desc nulls last, ref`,
} as const

/** The columns of a row in a list: the search text and the description stay behind. */
const listed = sql.raw(`id, ref, kind, main_id, title, tlp, party_id, party_name, party_kind, province, provider_name,
  state, answer, answered_at, answer_channel, inferred, confidence, expected_at,
  people_served, occurred_at, opened_at, observed, reopened_safe_at, closed_at, personal_data, lead_name, version`)

export async function listCases(tx: Tx, query: ListQuery): Promise<{ rows: CaseRow[]; total: number }> {
  const db = own<'cases'>(tx)
  const found = query.words === undefined ? [] : [await matching(tx, query.words)]
  const where = sql.join([...conditions(query), ...found], sql` and `)
  const order = orders[query.sort]
  // First which, then what of them: a page far down is counted off in an index, and not in rows.
  const { rows } = await sql<CaseRow>`select ${listed} from cases."case" where id in (select id from cases."case"
      where ${where} order by ${order} limit ${query.limit} offset ${query.offset}) order by ${order}`.execute(db)
  // A first page that is not full has told the total.
  if (query.offset === 0 && rows.length < query.limit) return { rows, total: rows.length }
  const counted = await sql<{ n: number }>`select count(*)::int as n from cases."case" where ${where}`.execute(db)
  return { rows, total: counted.rows[0]!.n }
}

function conditions(query: ListQuery): RawBuilder<unknown>[] {
  const wanted: RawBuilder<unknown>[] = [sql`realm = (select current_setting('app.realm', true))`]
  const equal = {
    kind: query.kind,
    state: query.state,
    inferred: query.inferred,
    observed: query.observed,
    party_id: query.partyId,
    main_id: query.mainId,
    province: query.province,
    party_kind: query.partyKind,
  }
  for (const [column, value] of Object.entries(equal))
    if (value !== undefined) wanted.push(sql`${sql.ref(column)} = ${value}`)
  if (query.answer === 'unanswered') wanted.push(sql`answered_at is null`)
  else if (query.answer === 'unknown') wanted.push(sql`answer = 'unknown' and answered_at is not null`)
  else if (query.answer !== undefined) wanted.push(sql`answer = ${query.answer}`)
  if (query.tlps !== undefined) wanted.push(sql`tlp = any(${query.tlps})`)
  if (query.parties !== undefined) wanted.push(sql`party_id = any(${query.parties}::uuid[])`)
  if (query.unled) wanted.push(sql`lead_id is null and closed_at is null`)
  if (query.openOnly) wanted.push(sql`state <> 'closed'`)
  if (query.suppliers !== undefined)
    wanted.push(
      query.suppliers ? sql`party_kind in ('provider', 'in_house')` : sql`party_kind not in ('provider', 'in_house')`,
    )
  return wanted
}

/**
 * A word that few cases have is found by its index, behind the door that applies visibility; a word that nearly all have
 * is cheaper to test row by row, under the policy like any other filter.
 */
async function matching(tx: Tx, words: string): Promise<RawBuilder<unknown>> {
  const FEW = 500
  const { rows } = await sql<{
    ids: string[]
  }>`select array(select cases.search_cases(${words}, ${FEW + 1})) as ids`.execute(own<'cases'>(tx))
  return rows[0]!.ids.length <= FEW
    ? sql`id = any(${rows[0]!.ids}::uuid[])`
    : sql`search @@ to_tsquery('simple', ${words})`
}

export type Counts = {
  tied: number
  bodies: number
  suppliers: number
  confirmedHit: number
  dataLost: number
  notHit: number
  dontKnow: number
  unanswered: number
  probableHit: number
  probableDegraded: number
  probableAtRisk: number
  observedDown: number
  observedDegraded: number
  observedWorking: number
  safe: number
  closed: number
  personalData: number
  people: number
  peopleBack: number
  lost: number
}

/**
 * Inferences are counted only for those who have not answered: what a body said takes the place of what was thought.
 */
export async function countTied(tx: Tx, mainId: string): Promise<Counts> {
  const { rows } = await sql<Counts>`select count(*)::int as tied,
    count(*) filter (where party_kind not in ('provider', 'in_house'))::int as bodies, count(*)
    filter (where party_kind in ('provider', 'in_house'))::int as suppliers,
    count(*) filter (where answer = 'hit')::int as "confirmedHit", count(*)
    filter (where answer = 'data_lost')::int as "dataLost", count(*) filter (where answer = 'not_hit')::int as "notHit",
    count(*) filter (where answer = 'unknown' and answered_at is not null)::int as "dontKnow", count(*)
    filter (where answered_at is null)::int as unanswered,
    count(*) filter (where answer = 'unknown' and inferred = 'hit')::int as "probableHit", count(*)
    filter (where answer = 'unknown' and inferred = 'degraded')::int as "probableDegraded",
    count(*) filter (where answer = 'unknown' and inferred = 'data_at_risk')::int as "probableAtRisk",
    count(*) filter (where answer in ('hit', 'data_lost') and observed = 'down')::int as "observedDown",
    count(*) filter (where answer in ('hit', 'data_lost') and observed = 'degraded')::int as "observedDegraded",
    count(*) filter (where answer in ('hit', 'data_lost') and observed = 'working')::int as "observedWorking",
    count(*) filter (where reopened_safe_at is not null)::int as safe, count(*)
    filter (where state = 'closed')::int as closed,
    count(*) filter (where personal_data = 'yes')::int as "personalData", count(*) filter (where data_lost_days > 0
    or data_lost <> '')::int as lost,
    coalesce(sum(people_served) filter (where party_kind not in ('provider', 'in_house') and answer <> 'not_hit'
    and observed <> 'working'), 0)::float8 as people,
    coalesce(sum(people_served) filter (where party_kind not in ('provider', 'in_house') and answer in ('hit',
    'data_lost') and observed = 'working'), 0)::float8 as "peopleBack"
    from cases."case" where main_id = ${mainId}`.execute(own<'cases'>(tx))
  return rows[0]!
}

/** Names of at most a few services a case, with how many are touched. */
export async function serviceNames(
  tx: Tx,
  caseIds: readonly string[],
  limit = 4,
): Promise<Map<string, { names: string[]; touched: number }>> {
  const { rows } = await sql<{
    case_id: string
    names: string[]
    touched: number
  }>`select case_id, (array_agg(name order by (availability = 'down') desc, people desc,
    name))[1:${sql.lit(limit)}] as names, count(*)::int as touched
    from cases.impact where case_id = any(${caseIds}::uuid[]) group by case_id`.execute(own<'cases'>(tx))
  return new Map(rows.map((row) => [row.case_id, { names: row.names, touched: row.touched }]))
}

/** How the question left, and what became of the message. */
/** The last question of each case, and what became of its message. */
export async function askedOf(tx: Tx, caseIds: readonly string[]): Promise<Map<string, { channel: Channel; byHand: boolean; delivery: string | null }>> {
  const db = own<'cases'>(tx)
  const questions = await sql<{ case_id: string; channel: Channel }>`select distinct on (case_id) case_id, channel from cases.question where case_id = any(${caseIds}::uuid[])
    order by case_id, asked_at desc`.execute(db)
  const deliveries = await sql<{ about: string; state: string; by_hand: boolean }>`select distinct on (about) about, state, by_hand from platform.delivery
    where about = any(${caseIds.map((id) => `case:${id}`)}) and key like 'cases.question:%' order by about, id desc`.execute(db)
  const sent = new Map(deliveries.rows.map((row) => [row.about, row]))
  return new Map(questions.rows.map((row) => [row.case_id, { channel: row.channel, byHand: sent.get(`case:${row.case_id}`)?.by_hand ?? false, delivery: sent.get(`case:${row.case_id}`)?.state ?? null }]))
}

export type Tabs = {
  timeline: number
  evidence: number
  conditions: number
  conditionsMet: number
  tasksOpen: number
  tasksDone: number
  reports: number
}
export async function countTabs(tx: Tx, caseId: string, tlps: readonly Tlp[]): Promise<Tabs> {
  const { rows } = await sql<Tabs>`select (select count(*)::int from cases.timeline where case_id = ${caseId}
      and tlp = any(${tlps})) as timeline,
    (select count(*)::int from cases.evidence where case_id = ${caseId} and tlp = any(${tlps})) as evidence,
    (select count(*)::int from cases.condition where case_id = ${caseId}) as conditions, (select count(*)::int
    from cases.condition where case_id = ${caseId} and met_at is not null) as "conditionsMet",
    (select count(*)::int from cases.task where case_id = ${caseId} and state = 'open') as "tasksOpen",
    (select count(*)::int from cases.task where case_id = ${caseId} and state = 'done') as "tasksDone",
    (select count(*)::int from cases.report where case_id = ${caseId}) as reports`.execute(own<'cases'>(tx))
  return rows[0]!
}

export async function openTasks(tx: Tx, caseIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{
    case_id: string
    n: number
  }>`select case_id, count(*)::int as n from cases.task where case_id = any(${caseIds}::uuid[])
    and state = 'open' group by case_id`.execute(own<'cases'>(tx))
  return new Map(rows.map((row) => [row.case_id, row.n]))
}

export async function lostOf(
  tx: Tx,
  mainId: string,
  limit = 200,
): Promise<{ id: string; ref: string; party_name: string; data_lost: string; data_lost_days: number | null }[]> {
  return own<'cases'>(tx)
    .selectFrom('cases.case')
    .select(['id', 'ref', 'party_name', 'data_lost', 'data_lost_days'])
    .where('main_id', '=', mainId)
    .where((eb) => eb.or([eb('data_lost_days', '>', 0), eb('data_lost', '<>', '')]))
    .orderBy('data_lost_days', (order) => order.desc().nullsLast())
    .orderBy('ref')
    .limit(limit)
    .execute()
}
