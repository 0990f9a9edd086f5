/** What rules do at single bodies, what they found there, and switching many of them. */
import { sql, type Selectable } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { WatchBeginning, WatchTuning } from '#db/types.ts'
import type { RuleRow } from './rules-store.ts'

const q = (tx: Tx) => own<'watch'>(tx)
const here = sql<boolean>`realm = (select current_setting('app.realm', true))`
const uuids = (ids: readonly string[]) => sql`${`{${ids.join(',')}}`}::uuid[]`
export type TuningRow = Selectable<WatchTuning>

export async function tunings(tx: Tx, partyIds: readonly string[], ruleIds: readonly string[]): Promise<TuningRow[]> {
  return (await sql<TuningRow>`select * from watch.tuning where party_id = any (${uuids(partyIds)}) and rule_id = any (${[...ruleIds]}::text[]) and ${here}`.execute(q(tx))).rows
}
export const tuningsOfRule = async (tx: Tx, ruleId: string): Promise<TuningRow[]> => (await sql<TuningRow>`select * from watch.tuning where rule_id = ${ruleId} and ${here}`.execute(q(tx))).rows
export const tuningsOfBody = async (tx: Tx, partyId: string): Promise<TuningRow[]> => (await sql<TuningRow>`select * from watch.tuning where party_id = ${partyId} and ${here}`.execute(q(tx))).rows

export type Tune = { readonly realm: string; readonly partyId: string; readonly state: string; readonly reason: string; readonly pack: boolean; readonly by: { readonly id: string; readonly name: string }; readonly at: Date }
/** @returns false when another version is stored. */
export async function saveTuning(tx: Tx, ruleId: string, version: number, { realm, partyId, state, reason, pack, by, at }: Tune): Promise<boolean> {
  const result = version === 0
    ? await sql`insert into watch.tuning (party_id, rule_id, realm, state, reason, pack, by_id, by_name, at) values (${partyId}, ${ruleId}, ${realm}, ${state}, ${reason}, ${pack}, ${by.id}, ${by.name}, ${at}) on conflict do nothing`.execute(q(tx))
    : await sql`update watch.tuning set state = ${state}, reason = ${reason}, pack = ${pack}, by_id = ${by.id}, by_name = ${by.name}, at = ${at}, version = version + 1 where party_id = ${partyId} and rule_id = ${ruleId} and version = ${version} and ${here}`.execute(q(tx))
  return result.numAffectedRows === 1n
}
export async function endTuning(tx: Tx, ruleId: string, partyId: string, version: number): Promise<boolean> {
  return (await sql`delete from watch.tuning where party_id = ${partyId} and rule_id = ${ruleId} and version = ${version} and ${here}`.execute(q(tx))).numAffectedRows === 1n
}
/** What the pack set gives way to the word of a person about a rule; what a person chose for a body stays. */
export async function endPack(tx: Tx, ruleIds: readonly string[]): Promise<void> {
  await sql`delete from watch.tuning where pack and rule_id = any (${[...ruleIds]}::text[]) and ${here}`.execute(q(tx))
}
/** Many rules of one body at once. What is there is kept, or with `over` changed where the pack had set it. @returns how many. */
export async function tuneMany(tx: Tx, ruleIds: readonly string[], { realm, partyId, state, reason, pack, by, at }: Tune, over = false): Promise<number> {
  const result = await sql`insert into watch.tuning (party_id, rule_id, realm, state, reason, pack, by_id, by_name, at) select ${partyId}::uuid, id, ${realm}, ${state}, ${reason}, ${pack}, ${by.id}, ${by.name}, ${at} from watch.rule where id = any (${[...ruleIds]}::text[])
    on conflict (party_id, rule_id) ${over ? sql`do update set state = excluded.state, reason = excluded.reason, pack = excluded.pack, by_id = excluded.by_id, by_name = excluded.by_name, at = excluded.at, version = watch.tuning.version + 1 where watch.tuning.pack` : sql`do nothing`}`.execute(q(tx))
  return Number(result.numAffectedRows ?? 0n)
}
export const beginningOf = async (tx: Tx, partyId: string): Promise<Selectable<WatchBeginning> | undefined> => (await sql<Selectable<WatchBeginning>>`select * from watch.beginning where party_id = ${partyId} and ${here}`.execute(q(tx))).rows[0]
export async function saveBeginning(tx: Tx, row: Selectable<WatchBeginning>): Promise<void> {
  await sql`insert into watch.beginning (party_id, realm, at, rules) values (${row.party_id}, ${row.realm}, ${row.at}, ${row.rules}) on conflict (party_id) do update set at = excluded.at, rules = excluded.rules`.execute(q(tx))
}

/** By body: on how many days since then lines came, and how many. */
export async function logsSince(tx: Tx, since: string): Promise<{ readonly party_id: string; readonly days: number; readonly lines: number }[]> {
  return (await sql<{ party_id: string; days: number; lines: number }>`select party_id, count(distinct day)::int as days, sum(received)::bigint as lines from watch.day where day > ${since}::date and received > 0 and ${here} group by party_id`.execute(q(tx))).rows
}
export type Hits = { readonly rule_id: string; readonly party_id: string; readonly hits: number }
export async function hitsSince(tx: Tx, since: string, of: { readonly ruleId: string } | { readonly partyId: string } | { readonly exceptPartyId: string }): Promise<Hits[]> {
  const only = 'ruleId' in of ? sql`rule_id = ${of.ruleId}` : 'partyId' in of ? sql`party_id = ${of.partyId}` : sql`party_id <> ${of.exceptPartyId}`
  return (await sql<Hits>`select rule_id, party_id, sum(count)::bigint as hits from watch.seen where ${only} and day > ${since}::date and ${here} group by rule_id, party_id`.execute(q(tx))).rows
}
export type Plain = Pick<RuleRow, 'id' | 'title' | 'form' | 'silent' | 'level' | 'product' | 'category' | 'state'>
/** Without their texts: they may be thousands. */
export const plainRules = async (tx: Tx, ids?: readonly string[]): Promise<Plain[]> => (await sql<Plain>`select id, title, form, silent, level, product, category, state from watch.rule ${ids ? sql`where id = any (${[...ids]}::text[])` : sql``} order by title, id`.execute(q(tx))).rows
export async function showsOf(tx: Tx, partyId: string): Promise<string[]> {
  return (await sql<{ one: string }>`select distinct unnest(shows) as one from watch.source where party_id = ${partyId} and ${here} order by 1`.execute(q(tx))).rows.map((row) => row.one)
}

export async function rulesToSwitch(tx: Tx, { product, level, from }: { readonly product?: string | undefined; readonly level?: string | undefined; readonly from: string }): Promise<string[]> {
  return (await sql<{ id: string }>`select id from watch.rule where form <> 'filter' and state = ${from} ${product === undefined ? sql`` : sql`and product = ${product}`} ${level === undefined ? sql`` : sql`and level = ${level}`} order by id for update`.execute(q(tx))).rows.map((row) => row.id)
}
export async function switchAll(tx: Tx, ids: readonly string[], to: string, at: Date): Promise<void> {
  await sql`update watch.rule set state = ${to}, changed_at = ${at}, stuck_at = null, stuck_pattern = '', version = version + 1 where id = any (${[...ids]}::text[])`.execute(q(tx))
}
/** Who wrote the rules that are asked of lines now. */
export async function authors(tx: Tx, { limit, offset }: { limit: number; offset: number }): Promise<{ readonly total: number; readonly rules: number; readonly rows: { readonly author: string; readonly licences: string[]; readonly rules: number; readonly links: string[] }[] }> {
  const { rows } = await sql<{ author: string; licences: string[]; rules: number; links: string[] }>`select author, array_agg(distinct licence) filter (where licence <> '') as licences, count(*)::int as rules,
      (array_agg(distinct case when origin like 'https://%' then origin else link end) filter (where origin like 'https://%' or link like 'https://%'))[1:3] as links
    from watch.rule where state in ('observe', 'alert') group by author order by count(*) desc, author limit ${limit} offset ${offset}`.execute(q(tx))
  const sum = (await sql<{ total: number; rules: number }>`select count(distinct author)::int as total, count(*)::int as rules from watch.rule where state in ('observe', 'alert')`.execute(q(tx))).rows[0]!
  return { ...sum, rows: rows.map((row) => ({ ...row, licences: row.licences ?? [], links: row.links ?? [] })) }
}
