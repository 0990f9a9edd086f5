/** Entries, what sources say of them, and the record folded from that. Statements over whole batches, not one a row. */
import { sql, type RawBuilder } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { Field, Statement, Victim } from '../contract-facts.ts'
import type { Columns } from '../core/columns.ts'
import type { Folded, Said } from '../core/fold.ts'
import { queryOf } from '../core/words.ts'
import type { EntryRow, EntryState } from '../contract.ts'

const q = (tx: Tx) => own<'observatory'>(tx)
export const uuids = (ids: readonly string[]) => sql`${`{${ids.join(',')}}`}::uuid[]`

/** One brings at a time: two who bring the same key at once would both find it unknown. */
export async function holdRecording(tx: Tx, realm: string): Promise<void> { await sql`select pg_advisory_xact_lock(hashtextextended(${`observatory.record ${realm}`}, 0))`.execute(q(tx)) }

/** Statements that are known by their key. Two plain look-ups: joined, and without statistics, five hundred keys took a second. */
export async function byKeys(tx: Tx, keys: readonly string[]): Promise<Map<string, { id: string; entryId: string; ref: string; digest: string }>> {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<{ key: string; id: string; entryId: string; digest: string }>`select key, id, entry_id as "entryId", encode(digest, 'hex') as digest from observatory.statement where realm = (select current_setting('app.realm')) and key = any (${[...keys]}::text[])`.execute(q(tx))
  if (rows.length === 0) return new Map()
  const { rows: entries } = await sql<{ id: string; ref: string }>`select id, ref from observatory.entry where id = any (${uuids([...new Set(rows.map((row) => row.entryId))])})`.execute(q(tx))
  const refs = new Map(entries.map((one) => [one.id, one.ref]))
  return new Map(rows.map(({ key, ...row }) => [key, { ...row, ref: refs.get(row.entryId)! }]))
}

/** The last of `count` new numbers of a year; whoever asks next waits until this transaction ends, so there are no gaps. */
export async function takeNumbers(tx: Tx, realm: string, year: number, count: number): Promise<number> {
  return (await sql<{ last: number }>`insert into observatory.counter as c (realm, year, last) values (${realm}, ${year}, ${count}) on conflict (realm, year) do update set last = c.last + excluded.last returning last`.execute(q(tx))).rows[0]!.last
}

export type NewEntry = { readonly id: string; readonly ref: string; readonly state: EntryState; readonly tlp: string; readonly origin: string; readonly caseId: string | null }
export async function insertEntries(tx: Tx, entries: readonly NewEntry[], by: { realm: string; id: string; at: Date }): Promise<void> {
  if (entries.length === 0) return
  await sql`insert into observatory.entry (id, realm, ref, state, tlp, origin, case_id, created_at, created_by, updated_at)
    select e.id, ${by.realm}, e.ref, e.state, e.tlp, e.origin, e."caseId", ${by.at}, ${by.id}, ${by.at} from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as e(id uuid, ref text, state text, tlp text, origin text, "caseId" uuid)`.execute(q(tx))
}

export type NewStatement = { readonly id: string; readonly entryId: string; readonly said: Statement; readonly digest: string }
const statementColumns = sql`id uuid, entry_id uuid, source_kind text, source jsonb, key text, facts jsonb, confidence smallint, confidences jsonb, digest text`
const asRow = ({ id, entryId, said, digest }: NewStatement) => ({ id, entry_id: entryId, source_kind: said.source.kind, source: said.source, key: said.key ?? null, facts: said.facts, confidence: said.confidence, confidences: said.confidences, digest })
export async function insertStatements(tx: Tx, statements: readonly NewStatement[], by: { realm: string; id: string; at: Date }): Promise<void> {
  if (statements.length === 0) return
  await sql`insert into observatory.statement (id, realm, entry_id, source_kind, source, key, facts, confidence, confidences, digest, recorded_at, recorded_by)
    select s.id, ${by.realm}, s.entry_id, s.source_kind, s.source, s.key, s.facts, s.confidence, s.confidences, decode(s.digest, 'hex'), ${by.at}, ${by.id}
    from jsonb_to_recordset(${JSON.stringify(statements.map(asRow))}::jsonb) as s(${statementColumns})`.execute(q(tx))
}
/** A newer edition of what the same source said. */
export async function replaceStatements(tx: Tx, statements: readonly NewStatement[], by: { id: string; at: Date }): Promise<void> {
  if (statements.length === 0) return
  await sql`update observatory.statement o set source_kind = s.source_kind, source = s.source, facts = s.facts, confidence = s.confidence, confidences = s.confidences, digest = decode(s.digest, 'hex'), recorded_at = ${by.at}, recorded_by = ${by.id}
    from jsonb_to_recordset(${JSON.stringify(statements.map(asRow))}::jsonb) as s(${statementColumns}) where o.id = s.id`.execute(q(tx))
}

export type Root = { readonly id: string; readonly state: EntryState; readonly chosen: { readonly [field in Field]?: string }; readonly tlps: readonly string[]; readonly said: readonly (Said & Pick<Statement, 'source'>)[] }
/**
 * The entries that these belong to, each with all that was said of it and of what is merged into it. Step by step along the merges, by
 * lists of ids: one recursive query over a thousand entries, with policies and without statistics, took seconds.
 */
export async function rootsOf(tx: Tx, entryIds: readonly string[]): Promise<Root[]> {
  type Line = Omit<Root, 'said' | 'tlps'> & { readonly tlp: string; readonly mergedInto: string | null }
  const columns = sql`id, state, chosen, tlp, merged_into as "mergedInto"`
  const byIds = async (ids: readonly string[]) => (await sql<Line>`select ${columns} from observatory.entry where id = any (${uuids(ids)})`.execute(q(tx))).rows
  const below = async (ids: readonly string[]) => (await sql<Line>`select ${columns} from observatory.entry where merged_into = any (${uuids(ids)})`.execute(q(tx))).rows
  const tops = new Map<string, Line>()
  for (let lines = await byIds(entryIds); lines.length > 0;) {
    for (const line of lines) if (line.mergedInto === null) tops.set(line.id, line)
    const up = [...new Set(lines.flatMap((line) => line.mergedInto ?? []))]
    lines = up.length === 0 ? [] : await byIds(up)
  }
  const rootOf = new Map([...tops.keys()].map((id) => [id, id]))
  const tlps = new Map([...tops.values()].map((line) => [line.id, [line.tlp]]))
  for (let level = [...tops.keys()]; level.length > 0;) {
    const lines = await below(level)
    for (const line of lines) { const root = rootOf.get(line.mergedInto!)!; rootOf.set(line.id, root); tlps.get(root)!.push(line.tlp) }
    level = lines.map((line) => line.id)
  }
  const { rows } = await sql<Said & Pick<Statement, 'source'> & { entryId: string }>`select id, entry_id as "entryId", source_kind as kind, source, recorded_at as "recordedAt", confidence, confidences, facts from observatory.statement where entry_id = any (${uuids([...rootOf.keys()])})`.execute(q(tx))
  const said = Map.groupBy(rows, (row) => rootOf.get(row.entryId)!)
  return [...tops.values()].map(({ id, state, chosen }) => ({ id, state, chosen, tlps: tlps.get(id)!, said: said.get(id) ?? [] }))
}

export type NewRecord = { readonly entryId: string; readonly state: EntryState; readonly tlp: string; readonly folded: Folded; readonly columns: Columns; readonly words: string; readonly confidence: number }
export async function putRecords(tx: Tx, records: readonly NewRecord[], by: { realm: string; at: Date }): Promise<void> {
  if (records.length === 0) return
  const ids = records.map((one) => one.entryId)
  await sql`delete from observatory.record where entry_id = any (${uuids(ids)})`.execute(q(tx))
  await sql`insert into observatory.record (entry_id, realm, state, tlp, facts, provenance, title, started_on, precision, year, hour, night, weekend, holiday, rsit_class, rsit_type, action, actions, techniques,
      victim_kind, sector, size, country, region, province, place, victims, parties, provider_ids, people, records, cost_eur, days_to_restore, still_down, extortion, disclosed, words, confidence, folded_at)
    select r."entryId", ${by.realm}, r.state, r.tlp, r.facts, r.provenance, r.title, r."startedOn", r.precision, r.year, r.hour, r.night, r.weekend, r.holiday, r."rsitClass", r."rsitType", r.action, r.actions, r.techniques,
      r."victimKind", r.sector, r.size, r.country, r.region, r.province, r.place, r.victims, r.parties, r."providerIds", r.people, r.records, r."costEur", r."daysToRestore", r."stillDown", r.extortion, r.disclosed, r.words, r.confidence, ${by.at}
    from jsonb_to_recordset(${JSON.stringify(records.map(({ entryId, state, tlp, folded, columns, words, confidence }) => ({ entryId, state, tlp, ...folded, ...columns, words, confidence })))}::jsonb) as r("entryId" uuid, state text, tlp text, facts jsonb, provenance jsonb, title text,
      "startedOn" date, precision text, year smallint, hour smallint, night boolean, weekend boolean, holiday boolean, "rsitClass" text, "rsitType" text, action text, actions text[], techniques text[], "victimKind" text, sector text, size text,
      country text, region text, province text, place text, victims bigint, parties uuid[], "providerIds" uuid[], people bigint, records bigint, "costEur" float8, "daysToRestore" float8, "stillDown" boolean, extortion text, disclosed text, words text, confidence smallint)`.execute(q(tx))
  const victims = records.flatMap(({ entryId, folded }) => (folded.facts.victims ?? []).map((one: Victim, position) => ({ ...one, entryId, position })))
  if (victims.length > 0) await sql`insert into observatory.victim (entry_id, position, realm, kind, count, name, naming, naming_url, party_id, sector, size, country, region, province, place)
    select v."entryId", v.position, ${by.realm}, v.kind, v.count, v.name, v.naming, v."namingUrl", v."partyId", v.sector, v.size, v.country, v.region, v.province, v.place
    from jsonb_to_recordset(${JSON.stringify(victims)}::jsonb) as v("entryId" uuid, position int, kind text, count bigint, name text, naming text, "namingUrl" text, "partyId" uuid, sector text, size text, country text, region text, province text, place text)`.execute(q(tx))
}
/** An entry that is merged into another has no record of its own. */
export async function dropRecord(tx: Tx, entryId: string): Promise<void> { await sql`delete from observatory.record where entry_id = ${entryId}`.execute(q(tx)) }

/** Part of a reference: of its letters, or of its numbers. */
const asksRef = /^(o|os|oss|oss-.*|\d{4}-\d*|\d{4})$/i
/** So many are told one by one; more are met by the database itself. */
const FEW = 2000
/** A condition on `r`: the record has all of these words. By the index, behind the door that applies visibility. Without a word nothing has them. */
export async function foundBy(tx: Tx, text: string): Promise<RawBuilder<unknown>> {
  const asked = queryOf(text)
  if (asked === undefined) return sql`false`
  const { ids } = (await sql<{ ids: string[] }>`select array(select observatory.search_records(${asked}, ${FEW + 1})) as ids`.execute(q(tx))).rows[0]!
  return ids.length <= FEW ? sql`r.entry_id = any (${uuids(ids)})` : sql`r.entry_id in (select observatory.search_records(${asked}, 200000))`
}

export type EntryFilter = { readonly q?: string | undefined; readonly state?: EntryState | undefined; readonly year?: number | undefined; readonly origin?: string | undefined; readonly limit: number; readonly offset: number }
export type ListedEntry = Omit<EntryRow, 'updatedAt'> & { readonly updatedAt: Date }
/** Of those who look for something so many are counted, and pages end there. */
export const COUNTED = 10_000
/** The latest attack first. Which ones is said behind a door that applies visibility (migration 0330); what they hold is read before it. */
export async function listRecords(tx: Tx, { q: text = '', state, year, origin, limit, offset }: EntryFilter): Promise<{ total: number; more: boolean; items: ListedEntry[] }> {
  const everyRef = /^o(s(s-?)?)?$/i.test(text)
  const [words, inRef] = [text && !everyRef ? queryOf(text) : undefined, asksRef.test(text) && !everyRef ? text.toUpperCase() : undefined]
  // What has neither a letter nor a number is in no record.
  if (text && !everyRef && words === undefined) return { total: 0, more: false, items: [] }
  const asked = sql`${words ?? null}::text, ${inRef ?? null}::text, ${state ?? null}::text, ${year ?? null}::int, ${origin ?? null}::text`
  const most = text || origin ? COUNTED : 2_000_000_000
  const { rows: [found] } = await sql<{ n: number; ids: string[] }>`select observatory.count_records(${asked}, ${most + 1}) as n, array(select observatory.list_records(${asked}, ${Math.max(0, Math.min(limit, most - offset))}, ${offset})) as ids`.execute(q(tx))
  const { rows: items } = await sql<ListedEntry>`select e.id, e.ref, r.state, r.tlp, e.origin, r.title, r.started_on::text as "startedOn", r.precision, concat_ws('/', r.rsit_class, r.rsit_type) as rsit, r.action, r.victim_kind as "victimKind", r.victims, r.place, r.province, r.country, r.confidence,
    (select count(*)::int from observatory.statement s where s.entry_id = e.id or s.entry_id in (select m.id from observatory.entry m where m.merged_into = e.id)) as sources, e.updated_at as "updatedAt"
    from observatory.record r join observatory.entry e on e.id = r.entry_id where r.entry_id = any (${uuids(found!.ids)}) order by r.started_on desc nulls last, e.id`.execute(q(tx))
  return { total: Math.min(found!.n, most), more: found!.n > most, items }
}
/** How many there are in each state. */
export async function countStates(tx: Tx): Promise<{ state: EntryState; n: number }[]> {
  return (await sql<{ state: EntryState; n: number }>`select state, count(*)::int as n from observatory.record where realm = current_setting('app.realm') group by state`.execute(q(tx))).rows
}
