/** Alerts, their lines, and what is silenced. */
import { sql, type Selectable } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { WatchAlert, WatchAlertIndicator, WatchSample, WatchSuppression } from '#db/types.ts'
import type { Kind, Reason, Tlp } from '#engines/indicators/index.ts'
import type { RuleLevel, Severity, Why } from '../../contract-shapes.ts'
import type { Silence } from '../../core/suppress.ts'

const q = (tx: Tx) => own<'watch'>(tx)
const here = sql<boolean>`realm = (select current_setting('app.realm', true))`
/** Times as text: it comes as one value. */
type IndicatorRow = Omit<Selectable<WatchAlertIndicator>, 'since' | 'until' | 'kind' | 'reason' | 'tlp'> & { readonly kind: Kind; readonly reason: Reason; readonly tlp: Tlp; readonly since: string; readonly until: string | null }
/** `indicator`: null for a rule, and where whoever reads may not know it. */
export type AlertRow = Omit<Selectable<WatchAlert>, 'why'> & { readonly why: readonly Why[]; readonly indicator: IndicatorRow | null }
const withIndicator = sql`a.*, to_jsonb(i) as indicator from watch.alert a left join watch.alert_indicator i on i.alert_id = a.id`
export const SAMPLES_MOST = 5

export type Card = {
  readonly id: string; readonly realm: string; readonly partyId: string; readonly sourceId: string; readonly ruleId: string | null; readonly title: string; readonly level: RuleLevel; readonly tags: readonly string[]
  readonly severity: Severity; readonly why: readonly Why[]; readonly host: string; readonly account: string; readonly first: Date; readonly last: Date; readonly count: number
  readonly samples: readonly { readonly at: Date; readonly line: string; readonly cut: boolean; readonly until: Date }[]
  /** Where the cause is no rule. */
  readonly indicator?: { readonly hash: Buffer; readonly kind: string; readonly value: string; readonly reason: string; readonly field: string; readonly matched: string; readonly listId: string; readonly listName: string; readonly confidence: number; readonly tlp: Tlp; readonly category: string; readonly family: string; readonly since: Date; readonly until: Date | null; readonly others: readonly string[] }
}
/** One that is open grows; else there is a new one. */
export async function raise(tx: Tx, card: Card): Promise<void> {
  const one = card.indicator
  const { rows } = await sql<{ id: string }>`insert into watch.alert as a (id, realm, party_id, source_id, rule_id, indicator_hash, title, level, tags, severity, why, host, account, first_at, last_at, count)
    values (${card.id}, ${card.realm}, ${card.partyId}, ${card.sourceId}, ${card.ruleId}, ${one?.hash ?? null}, ${card.title}, ${card.level}, ${[...card.tags]}, ${card.severity}, ${JSON.stringify(card.why)}::jsonb, ${card.host}, ${card.account}, ${card.first}, ${card.last}, ${card.count})
    on conflict (realm, party_id, ${sql.raw(one ? 'indicator_hash' : 'rule_id')}, host, account) where state <> 'closed' do update set count = a.count + excluded.count, first_at = least(a.first_at, excluded.first_at), last_at = greatest(a.last_at, excluded.last_at)
    returning id`.execute(q(tx))
  const alertId = rows[0]!.id
  if (one) {
    // What was said first stays.
    await sql`insert into watch.alert_indicator (alert_id, realm, party_id, tlp, kind, value, reason, field, matched, list_id, list_name, confidence, category, family, since, until, others)
      values (${alertId}, ${card.realm}, ${card.partyId}, ${one.tlp}, ${one.kind}, ${one.value}, ${one.reason}, ${one.field}, ${one.matched}, ${one.listId}, ${one.listName}, ${one.confidence}, ${one.category}, ${one.family}, ${one.since}, ${one.until}, ${[...one.others]}) on conflict (alert_id) do nothing`.execute(q(tx))
  }
  await sql`insert into watch.sample (alert_id, realm, party_id, at, line, cut, until) select ${alertId}, ${card.realm}, ${card.partyId}, at, line, cut, until
    from jsonb_to_recordset(${JSON.stringify(card.samples)}::jsonb) as t(at timestamptz, line text, cut boolean, until timestamptz)
    limit greatest(0, ${SAMPLES_MOST} - (select count(*) from watch.sample where alert_id = ${alertId}))`.execute(q(tx))
}

export async function alertById(tx: Tx, id: string, lock = false): Promise<AlertRow | undefined> {
  return (await sql<AlertRow>`select ${withIndicator} where a.id = ${id} and a.${here} ${lock ? sql`for update of a` : sql``}`.execute(q(tx))).rows[0]
}
const order = sql`array_position(array['critical', 'high', 'medium', 'low'], severity)`
export async function listAlerts(tx: Tx, { state, severity, partyId, limit, offset }: { state: string; severity?: string | undefined; partyId?: string | undefined; limit: number; offset: number }): Promise<{ total: number; rows: AlertRow[] }> {
  const where = sql`where a.${here} and ${state === 'waiting' ? sql`state <> 'closed'` : sql`state = ${state}`} ${severity === undefined ? sql`` : sql`and severity = ${severity}`} ${partyId === undefined ? sql`` : sql`and a.party_id = ${partyId}`}`
  const { rows } = await sql<AlertRow>`select ${withIndicator} ${where} order by ${state === 'closed' ? sql`closed_at desc` : order}, last_at desc, a.id limit ${limit} offset ${offset}`.execute(q(tx))
  return { rows, total: (await sql<{ n: number }>`select count(*)::int as n from watch.alert a ${where}`.execute(q(tx))).rows[0]!.n }
}
export async function waitingCounts(tx: Tx): Promise<{ severity: Severity; n: number }[]> {
  return (await sql<{ severity: Severity; n: number }>`select severity, count(*)::int as n from watch.alert where ${here} and state <> 'closed' group by severity`.execute(q(tx))).rows
}
/** Whether there is anything that could find something. */
export async function standing(tx: Tx): Promise<{ sources: number; alerting: number }> {
  return (await sql<{ sources: number; alerting: number }>`select (select count(*)::int from watch.source where ${here}) as sources, (select count(*)::int from watch.rule r where not r.silent and (r.state = 'alert' or (r.state = 'observe' and exists (select from watch.tuning t where t.rule_id = r.id and t.state = 'alert' and t.realm = (select current_setting('app.realm', true)))))) + (select count(*)::int from watch.list where state = 'alert' and current > 0) as alerting`.execute(q(tx))).rows[0]!
}
export const samplesOf = (tx: Tx, alertId: string): Promise<Selectable<WatchSample>[]> => q(tx).selectFrom('watch.sample').selectAll().where('alert_id', '=', alertId).orderBy('id').execute()
export async function ofBody(tx: Tx, partyId: string, since: Date): Promise<AlertRow[]> {
  return (await sql<AlertRow>`select ${withIndicator} where a.${here} and a.party_id = ${partyId} and (state <> 'closed' or closed_at > ${since}) order by ${order}, last_at desc limit 100`.execute(q(tx))).rows
}

/** @returns false when another version is stored, or it is closed. */
export async function change(tx: Tx, id: string, version: number, to: { state: 'taken' | 'closed'; by: { id: string; name: string }; at: Date; reason?: string; note?: string }): Promise<boolean> {
  const result = to.state === 'taken'
    ? await sql`update watch.alert set state = 'taken', taken_by = ${to.by.id}, taken_by_name = ${to.by.name}, version = version + 1 where id = ${id} and version = ${version} and state <> 'closed'`.execute(q(tx))
    : await sql`update watch.alert set state = 'closed', closed_at = ${to.at}, closed_by = ${to.by.name}, close_reason = ${to.reason ?? null}, close_note = ${to.note ?? ''}, version = version + 1 where id = ${id} and version = ${version} and state <> 'closed'`.execute(q(tx))
  return result.numAffectedRows === 1n
}
export async function linkCase(tx: Tx, id: string, made: { caseId: string; ref: string; by: { id: string; name: string } }): Promise<void> {
  await sql`update watch.alert set case_id = ${made.caseId}, case_ref = ${made.ref}, state = case state when 'open' then 'taken' else state end, taken_by = case taken_by when '' then ${made.by.id} else taken_by end,
    taken_by_name = case taken_by when '' then ${made.by.name} else taken_by_name end, version = version + 1 where id = ${id}`.execute(q(tx))
}

/** A rule, or an indicator by kind and value; who may know it. */
export type Cause = { readonly ruleId: string } | { readonly indicator: string; readonly tlp: Tlp }
export type SuppressionRow = Selectable<WatchSuppression>
export async function insertSuppression(tx: Tx, row: { id: string; realm: string; partyId: string; cause: Cause; field: string; value: string; reason: string; at: Date; until: Date; by: { id: string; name: string } }): Promise<void> {
  await q(tx).insertInto('watch.suppression').values({ id: row.id, realm: row.realm, party_id: row.partyId, ...('ruleId' in row.cause ? { rule_id: row.cause.ruleId } : row.cause), field: row.field, value: row.value, reason: row.reason, made_at: row.at, made_by: row.by.id, made_by_name: row.by.name, until: row.until }).execute()
}
export async function standingSuppressions(tx: Tx, now: Date, of?: { partyId: string; cause: Cause }): Promise<(SuppressionRow & { title: string })[]> {
  return (await sql<SuppressionRow & { title: string }>`select s.*, coalesce(r.title, s.indicator) as title from watch.suppression s left join watch.rule r on r.id = s.rule_id where s.ended_at is null and s.until > ${now} ${of ? sql`and s.party_id = ${of.partyId} and ${'ruleId' in of.cause ? sql`s.rule_id = ${of.cause.ruleId}` : sql`s.indicator = ${of.cause.indicator}`}` : sql``} order by s.until limit 10000`.execute(q(tx))).rows
}
/** What is silenced now, by body. */
export async function standingSilences(tx: Tx, now: Date): Promise<(partyId: string) => readonly Silence[]> {
  const byBody = new Map<string, Silence[]>()
  for (const { id, party_id: partyId, rule_id: rule, indicator, field, value, until } of await standingSuppressions(tx, now)) {
    const own = byBody.get(partyId) ?? []
    if (own.length === 0) byBody.set(partyId, own)
    own.push({ id, cause: rule ?? indicator ?? '', field, value, until })
  }
  return (partyId) => byBody.get(partyId) ?? []
}
export async function endSuppression(tx: Tx, id: string, at: Date): Promise<SuppressionRow | undefined> {
  return (await sql<SuppressionRow>`update watch.suppression set ended_at = ${at} where id = ${id} and ended_at is null and ${here} returning *`.execute(q(tx))).rows[0]
}
export async function addSilenced(tx: Tx, hits: ReadonlyMap<string, number>): Promise<void> {
  for (const [id, n] of [...hits].toSorted(([a], [b]) => (a < b ? -1 : 1))) await sql`update watch.suppression set hits = hits + ${n} where id = ${id}`.execute(q(tx))
}

/** Where reading of a queue goes on; held until the transaction ends, so that nobody else moves it. */
export async function cursorOf(tx: Tx, spool: string): Promise<number> {
  return (await sql<{ position: number }>`select position from watch.cursor where spool = ${spool} for update`.execute(q(tx))).rows[0]?.position ?? 0
}
export async function moveCursor(tx: Tx, spool: string, position: number, at: Date): Promise<void> {
  await sql`insert into watch.cursor (spool, position, at) values (${spool}, ${position}, ${at}) on conflict (spool) do update set position = excluded.position, at = excluded.at`.execute(q(tx))
}
/** Bodies at which an alert became a case that nobody has closed. */
export async function openCases(tx: Tx, partyIds: readonly string[]): Promise<string[]> {
  return (await sql<{ party_id: string }>`select distinct party_id from watch.alert where state <> 'closed' and case_id is not null and party_id = any (${`{${partyIds.join(',')}}`}::uuid[])`.execute(q(tx))).rows.map((row) => row.party_id)
}
