/** Proposals: what an import would change in the catalogue, and putting it in force with one statement for all of it. */
import { sql, type Selectable } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { WatchImport, WatchImportRule, WatchRule } from '#db/types.ts'
import type { ProposalKind } from '../../contract-catalogue.ts'
import type { Change } from '../../core/changes.ts'

const q = (tx: Tx) => own<'watch'>(tx)
export type Refused = { readonly path: string; readonly document: number; readonly title: string; readonly problems: readonly { readonly code: string; readonly message: string; readonly line: number | null }[] }
export type Trial = { readonly name: string; readonly least: number; readonly lines: string }
export type ImportRow = Omit<Selectable<WatchImport>, 'refused'> & { readonly refused: readonly Refused[] }
export type Counts = { readonly added: number; readonly changed: number; readonly gone: number; readonly waiting: number }
export type ProposalRow = Omit<Selectable<WatchImportRule>, 'changes' | 'events'> & { readonly changes: readonly Change[]; readonly events: readonly Trial[] }
export type NewProposal = Omit<ProposalRow, 'import_id' | 'applied_at'>
export type Narrowed = { readonly kind?: ProposalKind | undefined; readonly product?: string | undefined; readonly level?: string | undefined; readonly rules?: readonly string[] | undefined }

export async function insertImport(tx: Tx, row: Omit<ImportRow, 'settled_at' | 'settled_by' | 'state'>, rules: readonly NewProposal[]): Promise<void> {
  await q(tx).insertInto('watch.import').values({ ...row, refused: JSON.stringify(row.refused), state: rules.length === 0 ? 'applied' : 'waiting', settled_at: rules.length === 0 ? row.made_at : null }).execute()
  if (rules.length === 0) return
  await sql`insert into watch.import_rule (import_id, rule_id, kind, reason, form, called, parts, generate, silent, title, description, yaml, level, product, category, service, tags, author, licence, path, status, link, changes, events, tested)
    select ${row.id}, rule_id, kind, reason, form, called, parts, generate, silent, title, description, yaml, level, product, category, service, tags, author, licence, path, status, link, changes, events, tested
    from jsonb_to_recordset(${JSON.stringify(rules)}::jsonb) as t(rule_id text, kind text, reason text, form text, called text, parts text[], generate boolean, silent boolean, title text, description text, yaml text, level text, product text, category text, service text, tags text[], author text, licence text, path text, status text, link text, changes jsonb, events jsonb, tested text)`.execute(q(tx))
}

const counted = sql`(select count(*) filter (where r.kind = 'new')::int as added, count(*) filter (where r.kind = 'changed')::int as changed, count(*) filter (where r.kind = 'gone')::int as gone, count(*) filter (where r.applied_at is null)::int as waiting from watch.import_rule r where r.import_id = i.id) c`
export async function listImports(tx: Tx, { limit, offset }: { limit: number; offset: number }): Promise<{ total: number; rows: (ImportRow & Counts)[] }> {
  const { rows } = await sql<ImportRow & Counts>`select i.*, c.* from watch.import i cross join lateral ${counted} order by i.made_at desc, i.id limit ${limit} offset ${offset}`.execute(q(tx))
  return { rows, total: (await sql<{ n: number }>`select count(*)::int as n from watch.import`.execute(q(tx))).rows[0]!.n }
}
export async function importById(tx: Tx, id: string, lock = false): Promise<(ImportRow & Counts) | undefined> {
  if (lock) await sql`select 1 from watch.import where id = ${id} for update`.execute(q(tx))
  return (await sql<ImportRow & Counts>`select i.*, c.* from watch.import i cross join lateral ${counted} where i.id = ${id}`.execute(q(tx))).rows[0]
}
const where = (importId: string, { kind, product, level, rules }: Narrowed) => sql`p.import_id = ${importId} ${kind === undefined ? sql`` : sql`and p.kind = ${kind}`} ${product === undefined ? sql`` : sql`and p.product = ${product}`}
  ${level === undefined ? sql`` : sql`and p.level = ${level}`} ${rules === undefined ? sql`` : sql`and p.rule_id = any (${[...rules]}::text[])`}`
const order = sql`array_position(array['gone', 'changed', 'new'], p.kind), array_position(array['critical', 'high', 'medium', 'low', 'informational'], p.level), p.title, p.rule_id`

export async function proposals(tx: Tx, importId: string, given: Narrowed, { limit, offset }: { limit: number; offset: number }): Promise<(ProposalRow & { readonly state: string | null })[]> {
  return (await sql<ProposalRow & { state: string | null }>`select p.*, r.state from watch.import_rule p left join watch.rule r on r.id = p.rule_id where ${where(importId, given)} order by ${order} limit ${limit} offset ${offset}`.execute(q(tx))).rows
}
export async function proposalById(tx: Tx, importId: string, ruleId: string): Promise<(ProposalRow & { readonly state: string | null; readonly standing: string | null }) | undefined> {
  return (await sql<ProposalRow & { state: string | null; standing: string | null }>`select p.*, r.state, r.yaml as standing from watch.import_rule p left join watch.rule r on r.id = p.rule_id where p.import_id = ${importId} and p.rule_id = ${ruleId}`.execute(q(tx))).rows[0]
}
export async function proposalCounts(tx: Tx, importId: string, given: Narrowed): Promise<{ readonly total: number; readonly ready: number; readonly failing: number; readonly products: string[] }> {
  const { rows } = await sql<{ total: number; ready: number; failing: number }>`select count(*)::int as total, count(*) filter (where p.applied_at is null and p.tested <> 'failed')::int as ready, count(*) filter (where p.applied_at is null and p.tested = 'failed')::int as failing
    from watch.import_rule p where ${where(importId, given)}`.execute(q(tx))
  const products = await sql<{ product: string }>`select distinct product from watch.import_rule where import_id = ${importId} order by product limit 200`.execute(q(tx))
  return { ...rows[0]!, products: products.rows.map((row) => row.product) }
}

/**
 * New ones observe; changed ones keep what people chose, but one that was set aside may try again with its new text; what is gone is
 * marked, and reads no more lines unless somebody lets it alert. Those whose events fail go in only when they are named.
 * @returns how many.
 */
export async function applyProposals(tx: Tx, given: { readonly importId: string; readonly origin: string; readonly at: Date; readonly by: string }, narrowed: Narrowed): Promise<number> {
  const { importId, origin, at, by } = given
  const { rows } = await sql<{ rule_id: string; kind: string }>`update watch.import_rule p set applied_at = ${at} where ${where(importId, narrowed)} and p.applied_at is null ${narrowed.rules ? sql`` : sql`and p.tested <> 'failed'`} returning p.rule_id, p.kind`.execute(q(tx))
  const texts = rows.filter((row) => row.kind !== 'gone').map((row) => row.rule_id)
  const gone = rows.filter((row) => row.kind === 'gone').map((row) => row.rule_id)
  const columns = sql.raw(['form', 'called', 'parts', 'generate', 'silent', 'title', 'description', 'yaml', 'level', 'product', 'category', 'service', 'tags', 'author', 'licence', 'path', 'status', 'link'].join(', '))
  await sql`insert into watch.rule (id, ${columns}, origin, imported_at, imported_by, changed_at) select p.rule_id, ${columns}, ${origin}, ${at}, ${by}, ${at} from watch.import_rule p where p.import_id = ${importId} and p.rule_id = any (${texts}::text[])
    on conflict (id) do update set (${columns}, origin, imported_at, imported_by, changed_at) = (select ${sql.raw(replaced)}),
      version = watch.rule.version + 1, gone = '', state = case watch.rule.state when 'quarantined' then 'observe' else watch.rule.state end, stuck_at = null, stuck_pattern = ''`.execute(q(tx))
  await sql`update watch.rule r set gone = p.reason, state = case r.state when 'observe' then 'off' else r.state end, version = r.version + 1, changed_at = ${at} from watch.import_rule p where p.import_id = ${importId} and p.rule_id = r.id and r.id = any (${gone}::text[])`.execute(q(tx))
  // What no correlation of the catalogue names any more, or one that wants its parts to alert, stands by itself again.
  await sql`update watch.rule r set silent = false, version = r.version + 1, changed_at = ${at} where r.silent and coalesce((select bool_or(c.generate) from watch.rule c where c.form = 'correlation' and c.gone = '' and c.parts @> array[r.id]), true)`.execute(q(tx))
  await sql`delete from watch.rule_event where not own and rule_id = any (${texts}::text[])`.execute(q(tx))
  await sql`insert into watch.rule_event (id, rule_id, name, least, lines, own, at, by) select gen_random_uuid(), p.rule_id, e.name, e.least, e.lines, false, ${at}, ${by}
    from watch.import_rule p cross join lateral jsonb_to_recordset(p.events) as e(name text, least int, lines text) where p.import_id = ${importId} and p.rule_id = any (${texts}::text[])`.execute(q(tx))
  await sql`update watch.import set state = case when exists (select from watch.import_rule p where p.import_id = ${importId} and p.applied_at is null) then 'waiting' else 'applied' end, settled_at = ${at}, settled_by = ${by} where id = ${importId}`.execute(q(tx))
  return rows.length
}
const kept = (column: string) => `coalesce(nullif(excluded.${column}, ''), watch.rule.${column})`
/** A licence or a collection that is not said this time was not taken back. */
const replaced = ['form', 'called', 'parts', 'generate', 'silent', 'title', 'description', 'yaml', 'level', 'product', 'category', 'service', 'tags', 'author', 'licence', 'path', 'status', 'link', 'origin', 'imported_at', 'imported_by', 'changed_at'].map((one) => (one === 'licence' || one === 'origin' ? kept(one) : `excluded.${one}`)).join(', ')

export async function dropImport(tx: Tx, id: string, at: Date, by: string): Promise<boolean> {
  return (await sql`update watch.import set state = 'dropped', settled_at = ${at}, settled_by = ${by} where id = ${id} and state = 'waiting'`.execute(q(tx))).numAffectedRows === 1n
}

/** Parts of what a proposal brings, or has brought, that the catalogue does not have. */
export async function partsMissing(tx: Tx, importId: string): Promise<string[]> {
  return (await sql<{ id: string }>`select distinct part as id from watch.import_rule p cross join lateral unnest(p.parts) part where p.import_id = ${importId} and p.form = 'correlation' and p.kind <> 'gone' and p.applied_at is not null
    and not exists (select from watch.rule r where r.id = part) limit 20`.execute(q(tx))).rows.map((row) => row.id)
}
/** Those meant by ids or names, and the correlations that refer to these ids. */
export async function rulesMeant(tx: Tx, references: readonly string[], under: readonly string[]): Promise<Standing[]> {
  return (await sql<Standing>`select * from watch.rule where id = any (${[...references]}::text[]) or (called <> '' and called = any (${[...references]}::text[])) or (form = 'correlation' and gone = '' and parts && ${[...under]}::text[])`.execute(q(tx))).rows
}
/** What filters may reach, without the texts. */
export async function reachable(tx: Tx): Promise<{ readonly id: string; readonly name: string; readonly title: string; readonly product: string; readonly category: string; readonly service: string }[]> {
  return (await sql<{ id: string; name: string; title: string; product: string; category: string; service: string }>`select id, called as name, title, product, category, service from watch.rule where form = 'rule' order by title, id`.execute(q(tx))).rows
}

/** What stands now, to be compared: the text is looked at only where it is another. */
export async function standingRules(tx: Tx, ids: readonly string[]): Promise<{ readonly id: string; readonly yaml: string; readonly gone: string; readonly silent: boolean }[]> {
  return (await sql<{ id: string; yaml: string; gone: string; silent: boolean }>`select id, yaml, gone, silent from watch.rule where id = any (${[...ids]}::text[])`.execute(q(tx))).rows
}
export type Standing = Selectable<WatchRule>
/** Rules of a collection, those only that an import could have had in it. */
export async function rulesOfOrigin(tx: Tx, origin: string, { products, levels }: { readonly products: readonly string[]; readonly levels: readonly string[] }): Promise<Standing[]> {
  return (await sql<Standing>`select * from watch.rule where origin = ${origin} and gone = '' ${products.length === 0 ? sql`` : sql`and product = any (${[...products]}::text[])`} ${levels.length === 0 ? sql`` : sql`and level = any (${[...levels]}::text[])`}`.execute(q(tx))).rows
}
export async function rulesGiven(tx: Tx, ids: readonly string[]): Promise<Standing[]> {
  return (await sql<Standing>`select * from watch.rule where id = any (${[...ids]}::text[]) and gone = ''`.execute(q(tx))).rows
}
