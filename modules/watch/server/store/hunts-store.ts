/** Hunts, how far they have come, and what they met. */
import { sql, type Selectable } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { WatchHunt } from '#db/types.ts'
import type { Segment } from './archive-store.ts'

const q = (tx: Tx) => own<'watch'>(tx)
const here = sql<boolean>`realm = (select current_setting('app.realm', true))`
export const HUNT_SAMPLES = 5
/** Days come as text: as dates they would be moments of this machine's zone. */
type Days = 'from_day' | 'to_day' | 'at_day' | 'asked_from' | 'asked_to'
export type HuntRow = Omit<Selectable<WatchHunt>, Days> & { readonly from_day: string; readonly to_day: string; readonly at_day: string | null; readonly asked_from: string | null; readonly asked_to: string | null; readonly bodies: number }
const columns = sql`h.id, h.realm, h.kind, h.title, h.text, h.rule_id, h.from_day::text, h.to_day::text, h.party_id, h.state, h.why, h.upto, h.at_day::text, h.at_id, h.total, h.done, h.missing, h.lines, h.broken, h.hits,
  h.parts, h.list_id, h.about_id, h.about_tlp, h.told_tlp, h.told_at, h.told_by, h.told_by_name, h.asked_bodies, h.asked_from::text, h.asked_to::text, h.made_at, h.made_by, h.made_by_name, h.started_at, h.ended_at, (select count(distinct party_id)::int from watch.hunt_hit t where t.hunt_id = h.id) as bodies`

export async function insertHunt(tx: Tx, row: { id: string; realm: string; kind: string; title: string; text: string; ruleId: string | null; from: string; to: string; partyId: string | null; about: { readonly id: string; readonly tlp: string } | null; parts: readonly string[]; listId: string | null; at: Date; byId: string; byName: string }): Promise<void> {
  await sql`insert into watch.hunt (id, realm, kind, title, text, rule_id, from_day, to_day, party_id, about_id, about_tlp, parts, list_id, made_at, made_by, made_by_name)
    values (${row.id}, ${row.realm}, ${row.kind}, ${row.title}, ${row.text}, ${row.ruleId}, ${row.from}::date, ${row.to}::date, ${row.partyId}, ${row.about?.id ?? null}, ${row.about?.tlp ?? null}, ${[...row.parts]}::text[], ${row.listId}, ${row.at}, ${row.byId}, ${row.byName})`.execute(q(tx))
}
export async function huntById(tx: Tx, id: string, lock = false): Promise<HuntRow | undefined> {
  return (await sql<HuntRow>`select ${columns} from watch.hunt h where h.id = ${id} and h.${here} ${lock ? sql`for update` : sql``}`.execute(q(tx))).rows[0]
}
export async function listHunts(tx: Tx, { limit, offset }: { limit: number; offset: number }): Promise<{ total: number; rows: HuntRow[] }> {
  const { rows } = await sql<HuntRow>`select ${columns} from watch.hunt h where h.${here} order by h.made_at desc, h.id limit ${limit} offset ${offset}`.execute(q(tx))
  return { rows, total: (await sql<{ n: number }>`select count(*)::int as n from watch.hunt where ${here}`.execute(q(tx))).rows[0]!.n }
}
export async function keptNow(tx: Tx): Promise<{ segments: number; lines: number; bytes: number; from: string | null; to: string | null }> {
  return (await sql<{ segments: number; lines: number; bytes: number; from: string | null; to: string | null }>`select count(*)::int as segments, coalesce(sum(rows), 0)::bigint as lines, coalesce(sum(bytes), 0)::bigint as bytes, min(day)::text as from, max(day)::text as to from watch.segment where ${here}`.execute(q(tx))).rows[0]!
}

export async function waitingHunts(tx: Tx): Promise<string[]> {
  return (await sql<{ id: string }>`select id from watch.hunt where state = 'waiting' and ${here}`.execute(q(tx))).rows.map((row) => row.id)
}
export async function anyAtWork(tx: Tx): Promise<boolean> {
  return (await sql`select 1 from watch.hunt where state in ('waiting', 'running') and ${here} limit 1`.execute(q(tx))).rows.length > 0
}
const ofHunt = sql`s.realm = h.realm and s.day between h.from_day and h.to_day and (h.party_id is null or s.party_id = h.party_id)`
/** From here on it is asked of what is there now, and of nothing that comes. */
export async function beginHunts(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
  await sql`update watch.hunt h set state = 'running', started_at = ${at}, upto = (select coalesce(max(id), 0) from watch.segment), (total, asked_bodies, asked_from, asked_to) = (select count(*)::int, count(distinct s.party_id)::int, min(s.day), max(s.day) from watch.segment s where ${ofHunt})
    where h.id = any (${`{${ids.join(',')}}`}::uuid[]) and h.state = 'waiting'`.execute(q(tx))
}
export async function huntAtWork(tx: Tx): Promise<HuntRow | undefined> {
  return (await sql<HuntRow>`select ${columns} from watch.hunt h where h.state = 'running' and h.${here} order by h.made_at, h.id limit 1`.execute(q(tx))).rows[0]
}
/** The newest day first. */
export async function nextSegment(tx: Tx, huntId: string): Promise<Segment | undefined> {
  return (await sql<Segment>`select s.id, s.party_id as "partyId", s.source_id as "sourceId", s.day::text as day, s.name, s.rows, s.bytes, s.raw, encode(s.sha256, 'hex') as sha256, s.first_at as first, s.last_at as last, s.until
    from watch.hunt h join watch.segment s on ${ofHunt} and s.id <= h.upto and (h.at_day is null or (s.day, s.id) < (h.at_day, h.at_id)) where h.id = ${huntId} order by s.day desc, s.id desc limit 1`.execute(q(tx))).rows[0]
}
export type Met = { readonly lines: number; readonly broken: number; readonly hits: number; readonly missing: boolean; /** Lines that each of several things met. */ readonly parts: ReadonlyMap<string, number>; readonly samples: readonly { readonly at: Date; readonly what: string; readonly line: string; readonly cut: boolean }[] }
/** @returns false when the hunt does not stand any more where this began. */
export async function saveMet(tx: Tx, hunt: HuntRow, segment: Segment, met: Met): Promise<boolean> {
  const { numAffectedRows } = await sql`update watch.hunt set at_day = ${segment.day}::date, at_id = ${segment.id}, done = done + 1, missing = missing + ${met.missing ? 1 : 0}, lines = lines + ${met.lines}, broken = broken + ${met.broken}, hits = hits + ${met.hits}
    where id = ${hunt.id} and state = 'running' and at_id = ${hunt.at_id} and at_day is not distinct from ${hunt.at_day}::date`.execute(q(tx))
  if (numAffectedRows !== 1n) return false
  if (met.hits === 0) return true
  await sql`insert into watch.hunt_hit (hunt_id, segment_id, realm, party_id, source_id, day, count) values (${hunt.id}, ${segment.id}, ${hunt.realm}, ${segment.partyId}, ${segment.sourceId}, ${segment.day}::date, ${met.hits})`.execute(q(tx))
  const parts = hunt.parts.flatMap((key) => { const count = met.parts.get(key); return count === undefined ? [] : [[key, count] as const] })
  if (parts.length > 0) {
    await sql`insert into watch.hunt_part as p (hunt_id, party_id, part, realm, first_day, last_day, count) select ${hunt.id}, ${segment.partyId}, part, ${hunt.realm}, ${segment.day}::date, ${segment.day}::date, count from unnest(${parts.map(([key]) => key)}::text[], ${parts.map(([, count]) => count)}::bigint[]) as t(part, count)
      on conflict (hunt_id, party_id, part) do update set count = p.count + excluded.count, first_day = least(p.first_day, excluded.first_day), last_day = greatest(p.last_day, excluded.last_day)`.execute(q(tx))
  }
  await sql`insert into watch.hunt_sample (hunt_id, realm, party_id, source_id, day, at, what, line, cut, until) select ${hunt.id}, ${hunt.realm}, ${segment.partyId}, ${segment.sourceId}, ${segment.day}::date, at, what, line, cut, ${segment.until}
    from jsonb_to_recordset(${JSON.stringify(met.samples)}::jsonb) as t(at timestamptz, what text, line text, cut boolean)
    limit greatest(0, ${HUNT_SAMPLES} - (select count(*) from watch.hunt_sample where hunt_id = ${hunt.id} and party_id = ${segment.partyId}))`.execute(q(tx))
  return true
}
/** @returns false when it had ended. */
export async function endHunt(tx: Tx, id: string, state: 'done' | 'cancelled' | 'failed', at: Date, why = ''): Promise<boolean> {
  return (await sql`update watch.hunt set state = ${state}, ended_at = ${at}, why = ${why.slice(0, 1000).toWellFormed().replaceAll('\u0000', '\ufffd')} where id = ${id} and ended_at is null`.execute(q(tx))).numAffectedRows === 1n
}

export async function setHuntTold(tx: Tx, id: string, told: { readonly tlp: string; readonly at: Date; readonly byId: string; readonly byName: string } | null): Promise<void> {
  await sql`update watch.hunt set told_tlp = ${told?.tlp ?? null}, told_at = ${told?.at ?? null}, told_by = ${told?.byId ?? null}, told_by_name = ${told?.byName ?? ''} where id = ${id}`.execute(q(tx))
}
export const toldHunts = async (tx: Tx): Promise<HuntRow[]> => (await sql<HuntRow>`select ${columns} from watch.hunt h where h.told_tlp is not null and h.${here} order by h.made_at, h.id`.execute(q(tx))).rows
export async function putVerdict(tx: Tx, row: { huntId: string; partyId: string; realm: string; verdict: string; at: Date; byId: string; byName: string }): Promise<void> {
  await sql`insert into watch.hunt_verdict (hunt_id, party_id, realm, verdict, at, by_id, by_name) values (${row.huntId}, ${row.partyId}, ${row.realm}, ${row.verdict}, ${row.at}, ${row.byId}, ${row.byName})
    on conflict (hunt_id, party_id) do update set verdict = excluded.verdict, at = excluded.at, by_id = excluded.by_id, by_name = excluded.by_name`.execute(q(tx))
}
/** Its hits, lines and verdicts go with it. */
export async function deleteHunt(tx: Tx, id: string): Promise<void> { await sql`delete from watch.hunt where id = ${id}`.execute(q(tx)) }

export type FoundAt = { readonly partyId: string; readonly hits: number; readonly firstDay: string; readonly lastDay: string; readonly caseId: string | null; readonly caseRef: string; readonly verdict: 'real' | 'false' | null }
export async function foundOf(tx: Tx, huntId: string): Promise<FoundAt[]> {
  return (await sql<FoundAt>`select t.party_id as "partyId", sum(t.count)::bigint as hits, min(t.day)::text as "firstDay", max(t.day)::text as "lastDay", c.case_id as "caseId", coalesce(c.case_ref, '') as "caseRef", v.verdict
    from watch.hunt_hit t left join watch.hunt_case c on c.hunt_id = t.hunt_id and c.party_id = t.party_id left join watch.hunt_verdict v on v.hunt_id = t.hunt_id and v.party_id = t.party_id
    where t.hunt_id = ${huntId} group by t.party_id, c.case_id, c.case_ref, v.verdict order by 2 desc, 1`.execute(q(tx))).rows
}
/** Of several things that were asked, what each met at which body. */
export type PartAt = { readonly part: string; readonly partyId: string; readonly hits: number; readonly firstDay: string; readonly lastDay: string }
export async function partsAt(tx: Tx, huntId: string): Promise<PartAt[]> {
  return (await sql<PartAt>`select part, party_id as "partyId", count as hits, first_day::text as "firstDay", last_day::text as "lastDay" from watch.hunt_part where hunt_id = ${huntId} order by part, party_id`.execute(q(tx))).rows
}
export type SampleRow = { readonly partyId: string; readonly at: Date; readonly source: string; readonly what: string; readonly line: string; readonly cut: boolean; readonly until: Date }
export async function samplesOf(tx: Tx, huntId: string): Promise<SampleRow[]> {
  return (await sql<SampleRow>`select s.party_id as "partyId", s.at, o.label as source, s.what, s.line, s.cut, s.until from watch.hunt_sample s join watch.source o on o.id = s.source_id where s.hunt_id = ${huntId} order by s.id`.execute(q(tx))).rows
}
export async function caseOf(tx: Tx, huntId: string, partyId: string): Promise<{ caseId: string; ref: string } | undefined> {
  return (await sql<{ caseId: string; ref: string }>`select case_id as "caseId", case_ref as ref from watch.hunt_case where hunt_id = ${huntId} and party_id = ${partyId}`.execute(q(tx))).rows[0]
}
export async function hasCase(tx: Tx, huntId: string): Promise<boolean> { return (await sql`select 1 from watch.hunt_case where hunt_id = ${huntId} limit 1`.execute(q(tx))).rows.length > 0 }
/** @returns false when it stands already. */
export async function addCase(tx: Tx, row: { huntId: string; partyId: string; realm: string; caseId: string; ref: string; at: Date; byId: string; byName: string }): Promise<boolean> {
  return (await sql`insert into watch.hunt_case (hunt_id, party_id, realm, case_id, case_ref, made_at, made_by, made_by_name) values (${row.huntId}, ${row.partyId}, ${row.realm}, ${row.caseId}, ${row.ref}, ${row.at}, ${row.byId}, ${row.byName}) on conflict do nothing`.execute(q(tx))).numAffectedRows === 1n
}
