/** Working copies of notices, and the copy that the public reads. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import { EVERY_PAGE, OVERVIEWS, PUBLIC_CHANNEL, type NoticeContent, type NoticeState } from '../contract.ts'
import type { Tlp } from '#platform/contract/index.ts'

const q = own<'notices'>

export type NewNotice = { id: string; partyId: string; caseId: string; mainId: string; partyName: string; content: NoticeContent }
export type Notice = {
  id: string; realm: string; partyId: string; caseId: string; mainId: string; partyName: string; slug: string | null; state: NoticeState; version: number; tlp: Tlp
  content: NoticeContent; edited: boolean; confirmedBy: string | null; confirmedName: string; confirmedAt: Date | null; approvedName: string; approvedAt: Date | null
  reason: string; liveNumber: number | null; createdAt: Date; updatedAt: Date
}
type Row = Awaited<ReturnType<typeof rowsOf>>[number]
const rowsOf = (tx: Tx) => q(tx).selectFrom('notices.notice').selectAll().execute()

/** One statement for a whole main case. A case that has its notice keeps it: an event delivered twice changes nothing. */
export async function insertNotices(tx: Tx, realm: string, at: Date, rows: readonly NewNotice[]): Promise<string[]> {
  if (rows.length === 0) return []
  const { rows: stored } = await sql<{ id: string }>`insert into notices.notice (id, realm, party_id, case_id, main_id, party_name, content, expires_at, next_update_at, created_at, updated_at)
    select n.id, ${realm}, n.party, n.case_id, n.main, n.name, n.content, n.expires, n.next, ${at}, ${at}
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.partyId)}::uuid[], ${rows.map((row) => row.caseId)}::uuid[], ${rows.map((row) => row.mainId)}::uuid[], ${rows.map((row) => row.partyName)}::text[],
      ${rows.map((row) => JSON.stringify(row.content))}::jsonb[], ${rows.map((row) => row.content.expiresAt)}::timestamptz[], ${rows.map((row) => row.content.nextUpdateAt)}::timestamptz[])
      as n(id, party, case_id, main, name, content, expires, next)
    on conflict (case_id) do nothing returning id`.execute(q(tx))
  return stored.map((row) => row.id)
}

export async function loadNotice(tx: Tx, id: string, lock = false): Promise<Notice | undefined> {
  const query = q(tx).selectFrom('notices.notice').selectAll().where('id', '=', id)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  return row && noticeOf(row)
}

export async function lockNoticeOfCase(tx: Tx, caseId: string): Promise<Notice | undefined> {
  const row = await q(tx).selectFrom('notices.notice').selectAll().where('case_id', '=', caseId).forUpdate().executeTakeFirst()
  return row && noticeOf(row)
}

export async function noticesOfCases(tx: Tx, caseIds: readonly string[]) {
  if (caseIds.length === 0) return []
  const rows = await q(tx).selectFrom('notices.notice').select(['id', 'case_id', 'party_id', 'state']).where('case_id', '=', sql<string>`any(${[...caseIds]}::uuid[])`).execute()
  return rows.map((row) => ({ id: row.id, caseId: row.case_id, partyId: row.party_id, state: row.state as NoticeState }))
}

export type NoticeChange = Partial<Pick<Notice, 'state' | 'content' | 'edited' | 'slug' | 'tlp' | 'reason' | 'liveNumber'>> & {
  confirmed?: { by: string; name: string; at: Date } | null
  approved?: { by: string; name: string; at: Date } | null
}

/** Every change of words is a new version; the two words themselves are not. */
export async function saveNotice(tx: Tx, id: string, at: Date, change: NoticeChange): Promise<number> {
  const { content, confirmed, approved } = change
  const row = await q(tx).updateTable('notices.notice').where('id', '=', id).set((eb) => ({
    updated_at: at,
    ...(content === undefined ? {} : { content: JSON.stringify(content), expires_at: new Date(content.expiresAt), next_update_at: content.nextUpdateAt === null ? null : new Date(content.nextUpdateAt), version: eb('version', '+', 1) }),
    ...(change.state === undefined ? {} : { state: change.state }), ...(change.edited === undefined ? {} : { edited: change.edited }), ...(change.slug === undefined ? {} : { slug: change.slug }),
    ...(change.tlp === undefined ? {} : { tlp: change.tlp }), ...(change.reason === undefined ? {} : { reason: change.reason }), ...(change.liveNumber === undefined ? {} : { live_number: change.liveNumber }),
    ...(confirmed === undefined ? {} : { confirmed_by: confirmed?.by ?? null, confirmed_name: confirmed?.name ?? '', confirmed_at: confirmed?.at ?? null }),
    ...(approved === undefined ? {} : { approved_by: approved?.by ?? null, approved_name: approved?.name ?? '', approved_at: approved?.at ?? null }),
  })).returning('version').executeTakeFirstOrThrow()
  return row.version
}

export type Version = { noticeId: string; realm: string; partyId: string; number: number; at: Date; what: 'published' | 'updated' | 'restored' | 'withdrawn'; content: NoticeContent; confirmed: { by: string; name: string; at: Date | null }; approved: { by: string; name: string }; reason?: string }
export async function insertVersion(tx: Tx, version: Version): Promise<void> {
  await q(tx).insertInto('notices.notice_version').values({
    notice_id: version.noticeId, number: version.number, realm: version.realm, party_id: version.partyId, at: version.at, what: version.what, content: JSON.stringify(version.content),
    confirmed_by: version.confirmed.by, confirmed_name: version.confirmed.name, confirmed_at: version.confirmed.at, approved_by: version.approved.by, approved_name: version.approved.name, reason: version.reason ?? '',
  }).execute()
}

export async function versionsOf(tx: Tx, noticeId: string) {
  return q(tx).selectFrom('notices.notice_version').select(['number', 'at', 'what', 'confirmed_name', 'approved_name', 'reason']).where('notice_id', '=', noticeId).orderBy('number', 'desc').limit(200).execute()
}
export async function lastNumber(tx: Tx, noticeId: string): Promise<number> {
  const row = await q(tx).selectFrom('notices.notice_version').select((eb) => eb.fn.max('number').as('last')).where('notice_id', '=', noticeId).executeTakeFirst()
  return row?.last ?? 0
}

/** Whether the last word of a notice is one that publishes. */
export async function standsInside(tx: Tx, noticeId: string): Promise<boolean> {
  const row = await q(tx).selectFrom('notices.notice_version').select('what').where('notice_id', '=', noticeId).orderBy('number', 'desc').limit(1).executeTakeFirst()
  return row !== undefined && row.what !== 'withdrawn'
}

/** The last word of each notice up to a moment, where it was published inside an exercise. A withdrawn one is not there. */
export async function publishedInside(tx: Tx, until: Date): Promise<{ partyName: string; at: Date; confirmedAt: Date; content: NoticeContent }[]> {
  const { rows } = await sql<{ party_name: string; at: Date; confirmed_at: Date | null; what: string; content: NoticeContent }>`select distinct on (v.notice_id) n.party_name, v.at, v.confirmed_at, v.what, v.content
    from notices.notice_version v join notices.notice n on n.id = v.notice_id
    where v.realm = (select current_setting('app.realm', true)) and v.realm <> 'live' and v.at <= ${until} order by v.notice_id, v.number desc`.execute(q(tx))
  return rows.filter((row) => row.what !== 'withdrawn').map((row) => ({ partyName: row.party_name, at: row.at, confirmedAt: row.confirmed_at ?? row.at, content: row.content }))
}

/** Puts what two people agreed to before the public. Called once a number: the version's key stands guard. */
export async function putPublication(tx: Tx, row: { noticeId: string; partyId: string; mainId: string; slug: string; number: number; content: NoticeContent; what: string; searchText: string; at: Date }): Promise<void> {
  const entry = JSON.stringify([{ at: row.at.toISOString(), what: row.what }])
  await sql`insert into notices.publication as p (notice_id, realm, party_id, main_id, slug, number, content, history, search_text, published_at, updated_at, expires_at)
    values (${row.noticeId}, 'live', ${row.partyId}, ${row.mainId}, ${row.slug}, ${row.number}, ${JSON.stringify(row.content)}::jsonb, ${entry}::jsonb, ${row.searchText}, ${row.at}, ${row.at}, ${row.content.expiresAt}::timestamptz)
    on conflict (notice_id) do update set number = excluded.number, content = excluded.content, search_text = excluded.search_text, updated_at = excluded.updated_at, expires_at = excluded.expires_at,
      expiry_told = false, withdrawn_at = null,
      history = case when jsonb_array_length(p.history) >= 50 then (p.history - 1) || excluded.history else p.history || excluded.history end`.execute(q(tx))
}

export async function takePublicationDown(tx: Tx, noticeId: string, at: Date): Promise<void> {
  await q(tx).updateTable('notices.publication').set({ withdrawn_at: at, updated_at: at }).where('notice_id', '=', noticeId).execute()
}

export async function freeSlug(tx: Tx, kind: 'body' | 'notice', wanted: string, ownerId: string): Promise<string> {
  const { rows } = await sql<{ slug: string }>`select notices.free_slug(${kind}, ${wanted}, ${ownerId}::uuid) as slug`.execute(q(tx))
  return rows[0]!.slug
}

/** Reaches every server process when this transaction commits, and none when it does not. */
export async function announce(tx: Tx, partyId: string): Promise<void> {
  await sql`select pg_notify(${PUBLIC_CHANNEL}, ${partyId})`.execute(q(tx))
}

export const announceAll = (tx: Tx): Promise<void> => announce(tx, EVERY_PAGE)
export const announceOverviews = (tx: Tx): Promise<void> => announce(tx, OVERVIEWS)

export type ListFilter = { state?: NoticeState; live?: boolean; partyId?: string; mainId?: string; caseId?: string; q?: string; sort: 'updated' | 'name' | 'expiry'; limit: number; offset: number }
export async function listNotices(tx: Tx, filter: ListFilter) {
  const conditions = [sql`true`]
  if (filter.partyId) conditions.push(sql`party_id = ${filter.partyId}`)
  if (filter.mainId) conditions.push(sql`main_id = ${filter.mainId}`)
  if (filter.caseId) conditions.push(sql`case_id = ${filter.caseId}`)
  if (filter.live !== undefined) conditions.push(filter.live ? sql`live_number is not null` : sql`live_number is null`)
  if (filter.q) conditions.push(sql`position(lower(${filter.q}) in lower(party_name)) > 0`)
  const where = sql.join(conditions, sql` and `)
  const order = { updated: sql`updated_at desc, id`, name: sql`party_name, id`, expiry: sql`expires_at, id` }[filter.sort]
  const { rows: counted } = await sql<{ state: NoticeState; n: number }>`select state, count(*)::int as n from notices.notice where ${where} group by state`.execute(q(tx))
  const counts = { draft: 0, confirmed: 0, published: 0, withdrawn: 0, ...Object.fromEntries(counted.map((row) => [row.state, row.n])) }
  const { rows } = await sql<Row>`select * from notices.notice where ${where} ${filter.state ? sql`and state = ${filter.state}` : sql``} order by ${order} limit ${filter.limit} offset ${filter.offset}`.execute(q(tx))
  const total = filter.state ? counts[filter.state] : Object.values(counts).reduce((sum, n) => sum + n, 0)
  return { total, counts, items: rows.map(noticeOf) }
}

function noticeOf(row: Row): Notice {
  return {
    id: row.id, realm: row.realm, partyId: row.party_id, caseId: row.case_id, mainId: row.main_id, partyName: row.party_name, slug: row.slug, state: row.state as NoticeState, version: row.version, tlp: row.tlp as Tlp,
    content: row.content as unknown as NoticeContent, edited: row.edited, confirmedBy: row.confirmed_by, confirmedName: row.confirmed_name, confirmedAt: row.confirmed_at, approvedName: row.approved_name, approvedAt: row.approved_at,
    reason: row.reason, liveNumber: row.live_number, createdAt: row.created_at, updatedAt: row.updated_at,
  }
}
