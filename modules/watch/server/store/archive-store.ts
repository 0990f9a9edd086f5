/** Segments of lines, and the proof that they went. Files are written before their row and taken away after it. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'

const q = (tx: Tx) => own<'watch'>(tx)
const here = sql<boolean>`realm = (select current_setting('app.realm', true))`
const uuids = (ids: readonly string[]) => `{${ids.join(',')}}`
const numbers = (ids: readonly number[]) => `{${ids.join(',')}}`

export type Segment = { readonly id: number; readonly partyId: string; readonly sourceId: string; readonly day: string; readonly name: string; readonly rows: number; readonly bytes: number; readonly raw: number; readonly sha256: string; readonly first: Date; readonly last: Date; readonly until: Date }
export type NewSegment = Omit<Segment, 'id'> & { readonly realm: string; readonly at: Date }
const columns = sql`id, party_id as "partyId", source_id as "sourceId", day::text as day, name, rows, bytes, raw, encode(sha256, 'hex') as sha256, first_at as first, last_at as last, until`

export async function addSegments(tx: Tx, segments: readonly NewSegment[]): Promise<void> {
  if (segments.length === 0) return
  await sql`insert into watch.segment (realm, party_id, source_id, day, name, rows, bytes, raw, sha256, first_at, last_at, made_at, until)
    select realm, "partyId", "sourceId", day, name, rows, bytes, raw, decode(sha256, 'hex'), first, last, at, until from jsonb_to_recordset(${JSON.stringify(segments)}::jsonb)
      as t(realm text, "partyId" uuid, "sourceId" uuid, day date, name text, rows bigint, bytes bigint, raw bigint, sha256 text, first timestamptz, last timestamptz, at timestamptz, until timestamptz)`.execute(q(tx))
}

/** Of a search: the newest first. */
export async function segmentsFor(tx: Tx, { partyId, from, to, limit }: { partyId: string; from: string; to: string; limit: number }): Promise<Segment[]> {
  return (await sql<Segment>`select ${columns} from watch.segment where ${here} and party_id = ${partyId} and day between ${from}::date and ${to}::date order by last_at desc, id desc limit ${limit}`.execute(q(tx))).rows
}

/** Small segments of days that are over, by source and day. */
export async function scattered(tx: Tx, { before, small, limit }: { before: string; small: number; limit: number }): Promise<Segment[][]> {
  const { rows } = await sql<Segment>`select ${columns} from watch.segment s where ${here} and raw < ${small} and (source_id, day) in (
      select source_id, day from watch.segment where ${here} and raw < ${small} and day < ${before}::date group by source_id, day having count(*) > 1 order by day, source_id limit ${limit})
    order by day, source_id, first_at, id`.execute(q(tx))
  return [...Map.groupBy(rows, (row) => `${row.sourceId} ${row.day}`).values()]
}

export type Going = { readonly name: string; readonly realm: string; readonly partyId: string; readonly sourceId: string; readonly day: string; readonly rows: number; readonly sha256: string; readonly until: Date }
export type Why = 'term' | 'ended' | 'merged'
export async function addDeletions(tx: Tx, going: readonly Going[], why: Why, at: Date): Promise<void> {
  if (going.length === 0) return
  await sql`insert into watch.deletion (name, realm, party_id, source_id, day, rows, sha256, until, why, at)
    select name, realm, "partyId", "sourceId", day, rows, decode(sha256, 'hex'), until, ${why}, ${at} from jsonb_to_recordset(${JSON.stringify(going)}::jsonb)
      as t(name text, realm text, "partyId" uuid, "sourceId" uuid, day date, rows bigint, sha256 text, until timestamptz) on conflict (name) do update set why = excluded.why, at = excluded.at, gone_at = null`.execute(q(tx))
}
/** That something would go is taken back: it stays. */
export async function dropDeletion(tx: Tx, name: string): Promise<void> { await sql`delete from watch.deletion where name = ${name} and gone_at is null`.execute(q(tx)) }
/** The same of several. @returns how many were still there to be taken back. */
export async function dropDeletions(tx: Tx, names: readonly string[]): Promise<number> {
  return Number((await sql`delete from watch.deletion where name = any (${[...names]}::text[]) and gone_at is null`.execute(q(tx))).numAffectedRows ?? 0n)
}
/** @returns how many were there. */
export async function removeSegments(tx: Tx, ids: readonly number[]): Promise<number> {
  return Number((await sql`delete from watch.segment where id = any (${numbers(ids)}::bigint[])`.execute(q(tx))).numAffectedRows ?? 0n)
}

/** Files that must go, held until they went: nobody takes them back meanwhile. What was merged only after a while, since somebody may still read it. */
export async function waitingDeletions(tx: Tx, { mergedBefore, limit }: { mergedBefore: Date; limit: number }): Promise<string[]> {
  return (await sql<{ name: string }>`select name from watch.deletion where gone_at is null and ${here} and (why <> 'merged' or at <= ${mergedBefore}) order by at, name limit ${limit} for update skip locked`.execute(q(tx))).rows.map((row) => row.name)
}
export async function areGone(tx: Tx, names: readonly string[], at: Date): Promise<void> {
  await sql`update watch.deletion set gone_at = ${at} where name = any (${[...names]}::text[])`.execute(q(tx))
  await sql`delete from watch.deletion where name = any (${[...names]}::text[]) and why = 'merged'`.execute(q(tx))
}

/** The term of a source changed: what is kept follows. */
export async function retime(tx: Tx, sourceId: string, days: number): Promise<void> {
  const until = sql`(day + ${days + 1}::int)::timestamp at time zone 'UTC'`
  await sql`update watch.segment set until = ${until} where source_id = ${sourceId}`.execute(q(tx))
  await sql`update watch.hunt_sample set until = ${until} where source_id = ${sourceId}`.execute(q(tx))
}

/** What is kept of a source goes now, whatever its term. @returns the rows that went. */
export async function endSegments(tx: Tx, sourceId: string, at: Date): Promise<readonly Going[]> {
  const { rows } = await sql<Going>`delete from watch.segment where source_id = ${sourceId} and ${here} returning name, realm, party_id as "partyId", source_id as "sourceId", day::text as day, rows, encode(sha256, 'hex') as sha256, until`.execute(q(tx))
  await addDeletions(tx, rows, 'ended', at)
  await sql`update watch.hunt_sample set until = ${at} where source_id = ${sourceId} and until > ${at}`.execute(q(tx))
  await sql`update watch.sample s set until = ${at} from watch.alert a where a.id = s.alert_id and a.source_id = ${sourceId} and s.until > ${at}`.execute(q(tx))
  return rows
}

export type Kept = { readonly sourceId: string; readonly lines: number; readonly bytes: number; readonly from: string; readonly until: Date }
/** What is kept of each source, and when the oldest of it goes. */
export async function keptOf(tx: Tx, sourceIds: readonly string[]): Promise<Map<string, Kept>> {
  const { rows } = await sql<Kept>`select source_id as "sourceId", sum(rows)::bigint as lines, sum(bytes)::bigint as bytes, min(day)::text as from, min(until) as until from watch.segment where source_id = any (${uuids(sourceIds)}::uuid[]) group by source_id`.execute(q(tx))
  return new Map(rows.map((row) => [row.sourceId, row]))
}
export type Deleted = { readonly name: string; readonly sourceId: string; readonly day: string; readonly rows: number; readonly sha256: string; readonly until: Date; readonly why: Why; readonly at: Date; readonly goneAt: Date | null }
export async function deletionsOf(tx: Tx, partyId: string, limit: number): Promise<Deleted[]> {
  return (await sql<Deleted>`select name, source_id as "sourceId", day::text as day, rows, encode(sha256, 'hex') as sha256, until, why, at, gone_at as "goneAt" from watch.deletion where ${here} and party_id = ${partyId} and why <> 'merged' order by at desc, day desc, name limit ${limit}`.execute(q(tx))).rows
}
