/** The catalogue of rules, and how often each was met. */
import { sql, type Selectable } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { WatchRule } from '#db/types.ts'

const q = (tx: Tx) => own<'watch'>(tx)
export type RuleRow = Selectable<WatchRule>
export type Met = { readonly hits: number; readonly bodies: number }

export async function rulesById(tx: Tx, ids: readonly string[]): Promise<RuleRow[]> {
  return ids.length === 0 ? [] : q(tx).selectFrom('watch.rule').selectAll().where('id', 'in', [...ids]).execute()
}
export type NewRule = Omit<RuleRow, 'state' | 'version' | 'changed_at' | 'stuck_at' | 'stuck_pattern'>
/** Only what is not there. @returns how many. */
export async function seedRules(tx: Tx, rules: readonly NewRule[]): Promise<number> {
  const result = await q(tx).insertInto('watch.rule').values(rules.map((rule) => ({ ...rule, changed_at: rule.imported_at }))).onConflict((oc) => oc.doNothing()).executeTakeFirst()
  return Number(result.numInsertedOrUpdatedRows ?? 0n)
}
export async function updateRuleState(tx: Tx, id: string, version: number, state: string, at: Date): Promise<boolean> {
  const result = await sql`update watch.rule set state = ${state}, changed_at = ${at}, stuck_at = null, stuck_pattern = '', version = version + 1 where id = ${id} and version = ${version}`.execute(q(tx))
  return result.numAffectedRows === 1n
}
/** @returns false when it has another text or state by now. */
export async function setAside(tx: Tx, rule: RuleRow, pattern: string, at: Date): Promise<boolean> {
  const result = await sql`update watch.rule set state = 'quarantined', stuck_at = ${at}, stuck_pattern = ${pattern.slice(0, 2000).toWellFormed().replaceAll('\u0000', '\ufffd')}, changed_at = ${at}, version = version + 1
    where id = ${rule.id} and yaml = ${rule.yaml} and state in ('observe', 'alert')`.execute(q(tx))
  return result.numAffectedRows === 1n
}
/** What is asked of lines now. */
export const workingRules = (tx: Tx): Promise<RuleRow[]> => q(tx).selectFrom('watch.rule').selectAll().where('state', 'in', ['observe', 'alert']).orderBy('id').execute()
export async function correlationsOver(tx: Tx, id: string): Promise<RuleRow[]> {
  return (await sql<RuleRow>`select * from watch.rule where form = 'correlation' and parts @> array[${id}] order by title, id limit 100`.execute(q(tx))).rows
}
export const filtersInForce = (tx: Tx): Promise<RuleRow[]> => q(tx).selectFrom('watch.rule').selectAll().where('form', '=', 'filter').where('state', 'in', ['observe', 'alert']).orderBy('title').limit(500).execute()
/** Those that say what others mean together. */
export const workingCorrelations = (tx: Tx): Promise<RuleRow[]> => q(tx).selectFrom('watch.rule').selectAll().where('state', 'in', ['observe', 'alert']).where('form', '=', 'correlation').orderBy('id').execute()
/** Changes when one of them does. */
export async function correlationsMark(tx: Tx): Promise<string> {
  return (await sql<{ mark: string }>`select coalesce(string_agg(id || ' ' || version, ',' order by id), '') as mark from watch.rule where form = 'correlation' and state in ('observe', 'alert')`.execute(q(tx))).rows[0]!.mark
}
/** Changes with every import and every switch. */
export async function catalogueMark(tx: Tx): Promise<string> {
  return (await sql<{ mark: string }>`select count(*) || ' ' || coalesce(sum(version), 0) as mark from watch.rule`.execute(q(tx))).rows[0]!.mark
}

const met = (since: Date) => sql`left join lateral (select sum(s.count)::bigint as hits, count(distinct s.party_id)::int as bodies from watch.seen s where s.rule_id = r.id and s.day >= ${since}::date) m on true`
export async function listRules(tx: Tx, { q: words, form, state, product, level, since, limit, offset }: { q: string; form?: string | undefined; state?: string | undefined; product?: string | undefined; level?: string | undefined; since: Date; limit: number; offset: number }): Promise<{ total: number; switchable: number; rows: (RuleRow & Met)[] }> {
  const where = sql`where ${form === undefined ? sql`true` : sql`r.form = ${form}`} and ${state === undefined ? sql`true` : sql`r.state = ${state}`} ${product === undefined ? sql`` : sql`and r.product = ${product}`} ${level === undefined ? sql`` : sql`and r.level = ${level}`} and (${words} = '' or strpos(lower(r.title || ' ' || r.product || ' ' || r.category || ' ' || r.service || ' ' || array_to_string(r.tags, ' ') || ' ' || r.author), lower(${words})) > 0)`
  const { rows } = await sql<RuleRow & Met>`select r.*, coalesce(m.hits, 0) as hits, coalesce(m.bodies, 0) as bodies from watch.rule r ${met(since)} ${where} order by m.hits desc nulls last, r.title, r.id limit ${limit} offset ${offset}`.execute(q(tx))
  const counts = await sql<{ total: number; switchable: number }>`select count(*)::int as total, count(*) filter (where r.form <> 'filter')::int as switchable from watch.rule r ${where}`.execute(q(tx))
  return { rows, ...counts.rows[0]! }
}
export async function taggedRules(tx: Tx): Promise<{ id: string; title: string; tags: string[] }[]> {
  return (await sql<{ id: string; title: string; tags: string[] }>`select id, title, tags from watch.rule where exists (select from unnest(tags) t where lower(t) like 'attack.%') order by title, id limit 50000`.execute(q(tx))).rows
}
export const products = async (tx: Tx): Promise<string[]> => (await sql<{ product: string }>`select distinct product from watch.rule order by product limit 300`.execute(q(tx))).rows.map((row) => row.product)
export async function ruleWithMet(tx: Tx, id: string, since: Date): Promise<(RuleRow & Met) | undefined> {
  return (await sql<RuleRow & Met>`select r.*, coalesce(m.hits, 0) as hits, coalesce(m.bodies, 0) as bodies from watch.rule r ${met(since)} where r.id = ${id}`.execute(q(tx))).rows[0]
}
export async function seenOf(tx: Tx, ruleId: string, since: Date): Promise<{ party_id: string; hits: number }[]> {
  return (await sql<{ party_id: string; hits: number }>`select party_id, sum(count)::bigint as hits from watch.seen where rule_id = ${ruleId} and day >= ${since}::date group by party_id order by 2 desc limit 100`.execute(q(tx))).rows
}
export type Seen = { readonly ruleId: string; readonly partyId: string; readonly realm: string; readonly day: string; readonly count: number }
export async function addSeen(tx: Tx, seen: readonly Seen[]): Promise<void> {
  if (seen.length === 0) return
  await sql`insert into watch.seen as s (rule_id, party_id, day, realm, count) select "ruleId", "partyId", day, realm, count from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) as t("ruleId" text, "partyId" uuid, day date, realm text, count bigint)
    order by 1, 2, 3 on conflict (rule_id, party_id, day) do update set count = s.count + excluded.count`.execute(q(tx))
}
