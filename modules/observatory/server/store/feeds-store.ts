/** Feeds of MISP that come into the catalogue, and what became of each of their events. */
import { sql } from 'kysely'
import type { Tlp } from '#platform/contract/index.ts'
import type { ProofWay } from '#platform/contract/proof.ts'
import { own, type Tx } from '#platform/db/index.ts'
import { matchOf, type Found, type Subject } from '#platform/db/subject.ts'
import type { SealedThings } from '#platform/keys/renew.ts'
import type { FeedProblem, LineState } from '../../contract-feeds.ts'
import type { ProblemCode } from '../../core/imports/read.ts'

const q = (tx: Tx) => own<'observatory'>(tx)
const here = sql`f.realm = (select current_setting('app.realm', true))`

export type Counts = { readonly entry: number; readonly left: number; readonly withdrawn: number; readonly gone: number }
export type FeedRow = {
  readonly id: string; readonly realm: string; readonly name: string; readonly url: string; readonly tlp: Tlp; readonly sure: boolean; readonly daily: boolean; readonly auth: ProofWay; /** Sealed, or empty. */ readonly secret: string; readonly version: number; readonly byName: string
  readonly askedAt: Date | null; readonly startedAt: Date | null; readonly movedAt: Date | null; readonly finishedAt: Date | null; readonly problem: FeedProblem | null; readonly detail: string; readonly etag: string
}
/** An entry whose event says now that it tells of no attack: withdrawn. What could not be read anew is an entry still. */
const stateOf = sql<LineState>`case when e.gone_at is not null then 'gone' when e.entry_id is null then 'left' when e.code in ('said_no_attack', 'not_said_attack') then 'withdrawn' else 'entry' end`
const columns = sql`f.id, f.realm, f.name, f.url, f.tlp, f.sure, f.daily, f.auth, f.secret, f.version, f.by_name as "byName", f.asked_at as "askedAt", f.started_at as "startedAt", f.moved_at as "movedAt", f.finished_at as "finishedAt", f.problem, f.detail, f.etag`
const counted = sql`(select jsonb_build_object('entry', count(*) filter (where s = 'entry'), 'left', count(*) filter (where s = 'left'), 'withdrawn', count(*) filter (where s = 'withdrawn'), 'gone', count(*) filter (where s = 'gone'))
  from (select ${stateOf} as s from observatory.feed_event e where e.feed_id = f.id) n) as counts`

export async function listFeeds(tx: Tx): Promise<(FeedRow & { counts: Counts })[]> {
  return (await sql<FeedRow & { counts: Counts }>`select ${columns}, ${counted} from observatory.feed f where ${here} order by f.name, f.id limit 200`.execute(q(tx))).rows
}
export async function feedById(tx: Tx, id: string): Promise<(FeedRow & { counts: Counts }) | undefined> {
  return (await sql<FeedRow & { counts: Counts }>`select ${columns}, ${counted} from observatory.feed f where ${here} and f.id = ${id}`.execute(q(tx))).rows[0]
}
export async function insertFeed(tx: Tx, row: { id: string; realm: string; name: string; url: string; tlp: Tlp; sure: boolean; daily: boolean; auth: ProofWay; secret: string; byId: string; byName: string; at: Date }): Promise<boolean> {
  return (await sql`insert into observatory.feed (id, realm, name, url, tlp, sure, daily, auth, secret, by_id, by_name, added_at, asked_at) values (${row.id}, ${row.realm}, ${row.name}, ${row.url}, ${row.tlp}, ${row.sure}, ${row.daily}, ${row.auth}, ${row.secret}, ${row.byId}, ${row.byName}, ${row.at}, ${row.at})
    on conflict (realm, url) do nothing`.execute(q(tx))).numAffectedRows === 1n
}
/** Not to where another feed is read already. `secret`: undefined, what is there stays. */
export async function updateFeed(tx: Tx, id: string, to: { name: string; url: string; tlp: Tlp; sure: boolean; daily: boolean; auth: ProofWay; secret: string | undefined; version: number }): Promise<boolean> {
  const done = (await sql`update observatory.feed f set name = ${to.name}, url = ${to.url}, tlp = ${to.tlp}, sure = ${to.sure}, daily = ${to.daily}, auth = ${to.auth}, secret = coalesce(${to.secret ?? null}, secret), version = version + 1, etag = ''
    where ${here} and f.id = ${id} and f.version = ${to.version} and not exists (select from observatory.feed o where o.realm = f.realm and o.url = ${to.url} and o.id <> f.id)`.execute(q(tx))).numAffectedRows === 1n
  // What was left out for a rule that holds no more is read again.
  if (done && !to.sure) await sql`update observatory.feed_event set mark = null where feed_id = ${id} and code = 'not_said_attack'`.execute(q(tx))
  return done
}
export async function askFeed(tx: Tx, id: string, at: Date): Promise<boolean> { return (await sql`update observatory.feed f set asked_at = coalesce(f.asked_at, ${at}) where ${here} and f.id = ${id}`.execute(q(tx))).numAffectedRows === 1n }
export async function deleteFeed(tx: Tx, id: string): Promise<boolean> { return (await sql`delete from observatory.feed f where ${here} and f.id = ${id}`.execute(q(tx))).numAffectedRows === 1n }

/** What waits, and what its day has come for: a day after it went well, an hour after a problem. A key that was refused knocks once a day: some doors shut who comes too often. */
export async function dueFeeds(tx: Tx, now: Date): Promise<FeedRow[]> {
  return (await sql<FeedRow>`select ${columns} from observatory.feed f where ${here} and (f.asked_at is not null or (f.daily and f.finished_at < ${now}::timestamptz - case when f.problem is null or f.problem = 'key_refused' then interval '24 hours' else interval '1 hour' end)) order by coalesce(f.asked_at, f.finished_at) limit 20`.execute(q(tx))).rows
}
export async function beginFeed(tx: Tx, id: string, at: Date): Promise<void> { await sql`update observatory.feed set asked_at = coalesce(asked_at, ${at}), started_at = ${at}, moved_at = ${at} where id = ${id}`.execute(q(tx)) }
/** `whole`: nothing is left for the next turn. Of a feed that a person changed meanwhile nothing is known to be as it was. */
export async function endFeed(tx: Tx, { id, version }: Pick<FeedRow, 'id' | 'version'>, to: { at: Date; whole: boolean; etag: string; problem: FeedProblem | null; detail: string }): Promise<void> {
  await sql`update observatory.feed set moved_at = ${to.at}, problem = ${to.problem}, detail = ${to.detail}, etag = case when version = ${version} then ${to.etag} else '' end, asked_at = case when ${to.whole} then null else asked_at end, finished_at = case when ${to.whole} then ${to.at} else finished_at end where id = ${id}`.execute(q(tx))
}

export type Mark = { readonly uuid: string; readonly mark: string | null; readonly entryId: string | null; readonly gone: boolean }
export async function marksOf(tx: Tx, feedId: string): Promise<Mark[]> {
  return (await sql<Mark>`select uuid, encode(mark, 'hex') as mark, entry_id as "entryId", gone_at is not null as gone from observatory.feed_event where feed_id = ${feedId}`.execute(q(tx))).rows
}
export type EventRow = { readonly uuid: string; readonly title: string; readonly tlp: Tlp; readonly mark: string | null; readonly entryId: string | null; readonly code: ProblemCode | 'open' | null; readonly params: Readonly<Record<string, string>> }
/** An event that has an entry keeps it, whatever it says now. */
export async function saveEvents(tx: Tx, feedId: string, realm: string, rows: readonly EventRow[], at: Date): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into observatory.feed_event as was (feed_id, realm, uuid, title, tlp, mark, entry_id, code, params, read_at)
    select ${feedId}::uuid, ${realm}, n.uuid, n.title, n.tlp, decode(n.mark, 'hex'), n."entryId", n.code, n.params, ${at} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(uuid uuid, title text, tlp text, mark text, "entryId" uuid, code text, params jsonb)
    on conflict (feed_id, uuid) do update set title = case when excluded.title = '' then was.title else excluded.title end, tlp = excluded.tlp, mark = excluded.mark, entry_id = coalesce(excluded.entry_id, was.entry_id), code = excluded.code, params = excluded.params, read_at = excluded.read_at, gone_at = null`.execute(q(tx))
  await sql`update observatory.feed set moved_at = ${at} where id = ${feedId}`.execute(q(tx))
}
/** @returns how many are gone since, and how many are there again. */
export async function saveGone(tx: Tx, feedId: string, { gone, back }: { gone: readonly string[]; back: readonly string[] }, at: Date): Promise<void> {
  const ids = (all: readonly string[]) => sql`${`{${all.join(',')}}`}::uuid[]`
  if (gone.length > 0) await sql`update observatory.feed_event set gone_at = ${at} where feed_id = ${feedId} and uuid = any (${ids(gone)})`.execute(q(tx))
  if (back.length > 0) await sql`update observatory.feed_event set gone_at = null where feed_id = ${feedId} and uuid = any (${ids(back)})`.execute(q(tx))
}
export type Line = { readonly uuid: string; readonly title: string; readonly state: LineState; readonly entryId: string | null; readonly ref: string | null; readonly code: EventRow['code']; readonly params: Readonly<Record<string, string>>; readonly at: Date; readonly goneAt: Date | null }
export async function linesOf(tx: Tx, feedId: string, { state, limit, offset }: { state?: LineState | undefined; limit: number; offset: number }): Promise<{ total: number; rows: Line[] }> {
  const those = sql`from observatory.feed_event e left join observatory.entry n on n.id = e.entry_id where e.feed_id = ${feedId} ${state === undefined ? sql`` : sql`and ${stateOf} = ${state}`}`
  const { rows } = await sql<Line>`select e.uuid, e.title, ${stateOf} as state, n.id as "entryId", n.ref, e.code, e.params, e.read_at as at, e.gone_at as "goneAt" ${those} order by e.read_at desc, e.uuid limit ${limit} offset ${offset}`.execute(q(tx))
  return { total: (await sql<{ n: number }>`select count(*)::int as n ${those}`.execute(q(tx))).rows[0]!.n, rows }
}
/** Entries that are known by their key already. */
export async function entriesByKey(tx: Tx, keys: readonly string[]): Promise<Map<string, { id: string; ref: string }>> {
  const { rows } = await sql<{ key: string; id: string; ref: string }>`select s.key, n.id, n.ref from observatory.statement s join observatory.entry n on n.id = s.entry_id where s.realm = (select current_setting('app.realm', true)) and s.key = any (${[...keys]}::text[])`.execute(q(tx))
  return new Map(rows.map(({ key, id, ref }) => [key, { id, ref }]))
}

/** Keys of feeds, for when the key of the centre changes. */
export const sealedKeys: SealedThings = {
  kind: 'texts', id: 'observatory.feeds', byRealm: true,
  list: async (tx) => (await sql<{ name: string; sealed: string }>`select id::text as name, secret as sealed from observatory.feed f where ${here} and secret <> '' order by id`.execute(q(tx))).rows,
  replace: async (tx, { name, sealed }, fresh) => { await sql`update observatory.feed f set secret = ${fresh} where ${here} and id = ${name} and secret = ${sealed}`.execute(q(tx)) },
}

export async function forgetFeeds(tx: Tx, realm: string): Promise<void> { await sql`delete from observatory.feed where realm = ${realm}`.execute(q(tx)) }

export async function findFeeds(tx: Tx, subject: Subject): Promise<Found[]> {
  const match = matchOf(subject, { ids: 'by_id', names: ['by_name'] })
  return (await sql<Found>`select 'observatory_feed:' || id as id, added_at as at, ${match} as by, name as label, jsonb_build_object('what', 'feed', 'at', added_at, 'name', name) as data from observatory.feed where realm = 'live' and ${match} is not null order by 2, 1`.execute(q(tx))).rows
}
