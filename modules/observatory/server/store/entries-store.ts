/** One entry and what a person does to it. */
import { sql, type Selectable } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { ObservatoryEntry, ObservatoryPublication, ObservatoryRecord } from '#db/types.ts'
import type { EntryState, Proposal } from '../../contract-entries.ts'
import type { Facts, Field, Statement } from '../../contract-facts.ts'
import type { Origin } from '../../core/fold.ts'
import type { Seen } from '../../core/alike.ts'

const q = (tx: Tx) => own<'observatory'>(tx)
const uuids = (ids: readonly string[]) => sql`${`{${ids.join(',')}}`}::uuid[]`

export type EntryLine = Omit<Selectable<ObservatoryEntry>, 'state' | 'chosen' | 'proposal'> & { readonly state: EntryState; readonly chosen: { readonly [field in Field]?: string }; readonly proposal: Proposal | null }
export async function entryById(tx: Tx, id: string, lock = false): Promise<EntryLine | undefined> {
  return (await sql<EntryLine>`select * from observatory.entry where id = ${id} and realm = current_setting('app.realm') ${lock ? sql`for update` : sql``}`.execute(q(tx))).rows[0]
}
export type RecordLine = Omit<Selectable<ObservatoryRecord>, 'facts' | 'provenance' | 'started_on'> & { readonly facts: Facts; readonly provenance: { readonly [field in Field]?: Origin }; readonly started_on: string | null }
export async function recordOf(tx: Tx, entryId: string): Promise<RecordLine | undefined> {
  return (await sql<RecordLine>`select *, started_on::text as started_on from observatory.record where entry_id = ${entryId}`.execute(q(tx))).rows[0]
}
export type SaidLine = { readonly id: string; readonly entryRef: string; readonly source: Statement['source']; readonly confidence: number; readonly confidences: Statement['confidences']; readonly facts: Facts; readonly recordedAt: Date }
/** Of the entry and of all that is merged into it, the surest first. */
export async function statementsOf(tx: Tx, entryId: string): Promise<SaidLine[]> {
  return (await sql<SaidLine>`with recursive down as (select ${entryId}::uuid as id union select e.id from down d join observatory.entry e on e.merged_into = d.id)
    select s.id, e.ref as "entryRef", s.source, s.confidence, s.confidences, s.facts, s.recorded_at as "recordedAt" from down d join observatory.entry e on e.id = d.id join observatory.statement s on s.entry_id = d.id order by s.confidence desc, s.recorded_at, s.id limit 500`.execute(q(tx))).rows
}
export async function mergedInto(tx: Tx, entryId: string): Promise<{ id: string; ref: string; at: Date; version: number }[]> {
  return (await sql<{ id: string; ref: string; at: Date; version: number }>`select id, ref, merged_at as at, version from observatory.entry where merged_into = ${entryId} order by merged_at, id`.execute(q(tx))).rows
}
export type PublicationLine = Selectable<ObservatoryPublication>
export const publicationOf = (tx: Tx, entryId: string): Promise<PublicationLine | undefined> => q(tx).selectFrom('observatory.publication').selectAll().where('entry_id', '=', entryId).executeTakeFirst() as Promise<PublicationLine | undefined>

export const publicationBy = (tx: Tx, of: { entryId: string } | { ref: string }): Promise<PublicationLine | undefined> =>
  q(tx).selectFrom('observatory.publication').selectAll().where('realm', '=', 'live').where('entryId' in of ? 'entry_id' : 'ref', '=', 'entryId' in of ? of.entryId : of.ref).executeTakeFirst() as Promise<PublicationLine | undefined>

export type EntryChange = { readonly [key in 'state' | 'tlp' | 'embargo_until' | 'merged_into' | 'merged_at' | 'merged_by' | 'ready_by' | 'ready_by_name' | 'ready_at' | 'reason']?: unknown } & { readonly chosen?: object; readonly proposal?: Proposal | null }
/** @returns false when somebody changed it meanwhile. */
export async function changeEntry(tx: Tx, id: string, version: number, to: EntryChange, now: Date): Promise<boolean> {
  const { chosen, proposal, ...plain } = to
  const { numUpdatedRows } = await q(tx).updateTable('observatory.entry').set({
    ...(plain as object), ...(chosen === undefined ? {} : { chosen: JSON.stringify(chosen) }), ...(proposal === undefined ? {} : { proposal: proposal === null ? null : JSON.stringify(proposal) }), version: version + 1, updated_at: now,
  }).where('id', '=', id).where('version', '=', version).executeTakeFirst()
  return numUpdatedRows === 1n
}

/** For its page alone: no change of the entry. */
export async function setShared(tx: Tx, id: string, places: readonly string[]): Promise<void> { await sql`update observatory.entry set shared_with = ${[...places]}::text[] where id = ${id}`.execute(q(tx)) }

export type Publishing = { readonly entryId: string; readonly ref: string; readonly realm: string; readonly from: Date; readonly proposal: Proposal; readonly columns: Readonly<Record<string, unknown>>; readonly reviewed: { id: string; name: string }; readonly published: { id: string; name: string }; readonly now: Date }
export async function putPublication(tx: Tx, { entryId, ref, realm, from, proposal, columns: c, reviewed, published, now }: Publishing): Promise<void> {
  await sql`insert into observatory.publication as p (entry_id, realm, ref, public_from, title, summary, facts, sources, year, started_on, precision, night, weekend, holiday, rsit_class, rsit_type, action, actions, techniques, victim_kind, sector, size, country, region, province, victims, people, records,
      days_to_restore, still_down, extortion, disclosed, reviewed_by, reviewed_by_name, published_by, published_by_name, published_at, updated_at)
    values (${entryId}, ${realm}, ${ref}, ${from}, ${JSON.stringify(proposal.title)}::jsonb, ${JSON.stringify(proposal.summary)}::jsonb, ${JSON.stringify(proposal.facts)}::jsonb, ${JSON.stringify(proposal.sources)}::jsonb, ${c['year']}, ${c['startedOn']}, ${c['precision']}, ${c['night']}, ${c['weekend']}, ${c['holiday']},
      ${c['rsitClass']}, ${c['rsitType']}, ${c['action']}, ${c['actions']}::text[], ${c['techniques']}::text[], ${c['victimKind'] ?? 'unknown'}, ${c['sector']}, ${c['size'] ?? 'unknown'}, ${c['country']}, ${c['region']}, ${c['province']}, ${c['victims']}, ${c['people']}, ${c['records']}, ${c['daysToRestore']}, ${c['stillDown']}, ${c['extortion']}, ${c['disclosed']},
      ${reviewed.id}, ${reviewed.name}, ${published.id}, ${published.name}, ${now}, ${now})
    on conflict (entry_id) do update set (public_from, title, summary, facts, sources, year, started_on, precision, night, weekend, holiday, rsit_class, rsit_type, action, actions, techniques, victim_kind, sector, size, country, region, province, victims, people, records,
      days_to_restore, still_down, extortion, disclosed, reviewed_by, reviewed_by_name, published_by, published_by_name, updated_at, edition)
      = (excluded.public_from, excluded.title, excluded.summary, excluded.facts, excluded.sources, excluded.year, excluded.started_on, excluded.precision, excluded.night, excluded.weekend, excluded.holiday, excluded.rsit_class, excluded.rsit_type, excluded.action, excluded.actions, excluded.techniques, excluded.victim_kind, excluded.sector, excluded.size, excluded.country, excluded.region, excluded.province, excluded.victims, excluded.people, excluded.records,
      excluded.days_to_restore, excluded.still_down, excluded.extortion, excluded.disclosed, excluded.reviewed_by, excluded.reviewed_by_name, excluded.published_by, excluded.published_by_name, excluded.updated_at, p.edition + 1)`.execute(q(tx))
}
/** The record says it too: lists ask it alone. */
export async function markState(tx: Tx, entryId: string, state: EntryState): Promise<void> { await sql`update observatory.record set state = ${state} where entry_id = ${entryId}`.execute(q(tx)) }
export async function dropPublication(tx: Tx, entryId: string): Promise<void> { await sql`delete from observatory.publication where entry_id = ${entryId}`.execute(q(tx)) }

// ── Which may be the same ─────────────────────────────────────────────────────────────────────────────────────────────

export type Candidate = Seen & { readonly entryId: string; readonly ref: string; readonly title: string }
const seen = sql`r.entry_id as "entryId", e.ref, r.title, r.started_on::text as "startedOn", r.precision, r.parties, r.victim_kind as kind, r.country, r.province, r.place, r.action,
  (select coalesce(array_agg(lower(v.name)), '{}') from observatory.victim v where v.entry_id = r.entry_id and v.name is not null) as names,
  (select coalesce(array_agg(p ->> 'name'), '{}') from jsonb_array_elements(coalesce(r.facts -> 'providers', '[]')) p where p ->> 'name' is not null) as providers,
  (select coalesce(array_agg(c ->> 'by'), '{}') from jsonb_array_elements(coalesce(r.facts -> 'claims', '[]')) c) as claims`
/** Itself first, then whoever shares a party or a name, or began within six weeks. At most 400. */
export async function candidatesOf(tx: Tx, entryId: string): Promise<Candidate[]> {
  return (await sql<Candidate>`with me as (select * from observatory.record where entry_id = ${entryId}),
      near as (select r.entry_id from observatory.record r, me where r.realm = me.realm and r.started_on between me.started_on - 45 and me.started_on + 45 order by abs(r.started_on - me.started_on), r.entry_id limit 300),
      named as (select v.entry_id from observatory.victim v where v.realm = current_setting('app.realm') and lower(v.name) in (select lower(name) from observatory.victim m where m.entry_id = ${entryId} and m.name is not null) limit 100),
      theirs as (select v.entry_id from observatory.victim v where v.party_id = any ((select parties from me)::uuid[]) limit 100)
    select ${seen} from observatory.record r join observatory.entry e on e.id = r.entry_id where r.entry_id in (select entry_id from near union select entry_id from named union select entry_id from theirs union select ${entryId}::uuid) order by (r.entry_id <> ${entryId}), r.entry_id limit 400`.execute(q(tx))).rows
}
/** Pairs that share a name or a party and began within six weeks of each other, or whose first day one of them does not know. At most 300. */
export async function candidatePairs(tx: Tx): Promise<{ a: string; b: string }[]> {
  return (await sql<{ a: string; b: string }>`with pairs as (
      select v.entry_id as a, w.entry_id as b from observatory.victim v join observatory.victim w on lower(w.name) = lower(v.name) and w.realm = v.realm and w.entry_id > v.entry_id where v.realm = current_setting('app.realm') and v.name is not null
      union select v.entry_id, w.entry_id from observatory.victim v join observatory.victim w on w.party_id = v.party_id and w.entry_id > v.entry_id where v.realm = current_setting('app.realm') and v.party_id is not null)
    select p.a, p.b from pairs p join observatory.record x on x.entry_id = p.a join observatory.record y on y.entry_id = p.b where x.started_on is null or y.started_on is null or abs(x.started_on - y.started_on) <= 45 or x.precision = 'year' or y.precision = 'year'
    order by greatest(x.folded_at, y.folded_at) desc, p.a, p.b limit 300`.execute(q(tx))).rows
}
export async function seenOf(tx: Tx, entryIds: readonly string[]): Promise<Candidate[]> {
  return (await sql<Candidate>`select ${seen} from observatory.record r join observatory.entry e on e.id = r.entry_id where r.entry_id = any (${uuids(entryIds)})`.execute(q(tx))).rows
}
/** Whether `into` stands below `entryId`: a merge must not close a ring. */
export async function standsBelow(tx: Tx, entryId: string, into: string): Promise<boolean> {
  return (await sql<{ yes: boolean }>`with recursive up as (select id, merged_into from observatory.entry where id = ${into} union select e.id, e.merged_into from up join observatory.entry e on e.id = up.merged_into) select exists (select from up where id = ${entryId}) as yes`.execute(q(tx))).rows[0]!.yes
}
/** One merges or separates at a time: two at once could close a ring. */
export async function holdMerges(tx: Tx, realm: string): Promise<void> { await sql`select pg_advisory_xact_lock(hashtextextended(${`observatory.merge ${realm}`}, 0))`.execute(q(tx)) }
/** An exercise's rows go with it. */
export async function forgetAll(tx: Tx, realm: string): Promise<void> { for (const table of ['entry', 'counter', 'import', 'mapping'] as const) await sql`delete from ${sql.table(`observatory.${table}`)} where realm = ${realm}`.execute(q(tx)) }
