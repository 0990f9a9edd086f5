/** What a reader without a name may see: the policies of the tables show live, published rows and nothing else. */
import { sql } from 'kysely'
import { LIVE } from '#platform/contract/index.ts'
import { own, type Tx } from '#platform/db/index.ts'
import type { NoticeContent } from '../../contract.ts'
import type { PlaceRow } from '../../contract-public.ts'
import { publicStates, QUIET_MS } from '../../core/states.ts'

const q = own<'notices'>

export type Publication = {
  noticeId: string; partyId: string; mainId: string; slug: string; number: number; content: NoticeContent; history: { at: string; what: string }[]
  publishedAt: Date; updatedAt: Date; expiresAt: Date
}
type Row = { notice_id: string; party_id: string; main_id: string; slug: string; number: number; content: unknown; history: unknown; published_at: Date; updated_at: Date; expires_at: Date }
const columns = ['notice_id', 'party_id', 'main_id', 'slug', 'number', 'content', 'history', 'published_at', 'updated_at', 'expires_at'] as const

export async function publicationBySlug(tx: Tx, slug: string): Promise<Publication | undefined> {
  const row = await q(tx).selectFrom('notices.publication').select([...columns]).where('slug', '=', slug).where('withdrawn_at', 'is', null).executeTakeFirst()
  return row && publicationOf(row)
}

/** Whether there was a notice at this address. To be asked by the system: no anonymous reader sees a row that was withdrawn. */
export async function wasWithdrawn(tx: Tx, slug: string): Promise<boolean> {
  const row = await q(tx).selectFrom('notices.publication').select('notice_id').where('slug', '=', slug).where('realm', '=', LIVE).where('withdrawn_at', 'is not', null).executeTakeFirst()
  return row !== undefined
}

/** Notices in the lists: published, not withdrawn, not past their expiry. */
export async function listedPublications(tx: Tx, now: Date, filter: { partyId?: string; q?: string; limit: number; offset: number }): Promise<{ total: number; items: Publication[] }> {
  const conditions = [sql`withdrawn_at is null`, sql`expires_at > ${now}`]
  if (filter.partyId) conditions.push(sql`party_id = ${filter.partyId}`)
  if (filter.q) conditions.push(sql`position(lower(${filter.q}) in search_text) > 0`)
  const where = sql.join(conditions, sql` and `)
  const { rows: [counted] } = await sql<{ n: number }>`select count(*)::int as n from notices.publication where ${where}`.execute(q(tx))
  const { rows } = await sql<Row>`select ${sql.join(columns.map((column) => sql.ref(column)))} from notices.publication where ${where} order by updated_at desc, slug limit ${filter.limit} offset ${filter.offset}`.execute(q(tx))
  return { total: counted!.n, items: rows.map(publicationOf) }
}

/** One line an event: how many bodies have a notice about it, and since when their services stand still. No name. */
export async function currentEvents(tx: Tx, now: Date): Promise<{ mainId: string; bodies: number; since: Date }[]> {
  const { rows } = await sql<{ main_id: string; bodies: number; since: Date }>`select p.main_id, count(distinct p.party_id)::int as bodies, coalesce(min(s.since), min(p.published_at)) as since
    from notices.publication p join notices.service_state s on s.notice_id = p.notice_id and s.state in ('down', 'limited')
    where p.withdrawn_at is null and p.expires_at > ${now} group by p.main_id order by 3 desc limit 5`.execute(q(tx))
  return rows.map((row) => ({ mainId: row.main_id, bodies: row.bodies, since: row.since }))
}

export type PlaceNow = { readonly partyId: string; readonly updatedAt: Date; readonly row: PlaceRow }
/**
 * Every body that has said something, the worst first: `stateNow`, `isListed` and `worst` of core/states.ts as one statement,
 * because the overview is drawn again at each public change and 5,000 rows take ten times longer to read than to sum up.
 */
export async function placesNow(tx: Tx, now: Date): Promise<PlaceNow[]> {
  const { rows } = await sql<{ party_id: string; slug: string; name: string; rank: number; since: Date | null; next: Date | null; updated: Date }>`
    with said as (
      select party_id, since, next_update_at, updated_at, case when stale_at <= ${now} then 2 else array_position(${[...publicStates]}::text[], state) - 1 end as rank
      from notices.service_state where state in ('down', 'limited') or confirmed_at > ${new Date(now.getTime() - QUIET_MS)}
    ), body as (
      select party_id, min(rank) as rank, (array_agg(since order by rank, since nulls last))[1] as since, min(next_update_at) filter (where next_update_at > ${now}) as next, max(updated_at) as updated
      from said group by party_id
    )
    select b.party_id, p.slug, p.name, b.rank, b.since, b.next, b.updated from body b join notices.body_page p on p.party_id = b.party_id and p.appeared_at is not null
    order by b.rank, p.name, p.slug`.execute(q(tx))
  return rows.map((row) => ({
    partyId: row.party_id, updatedAt: row.updated,
    row: { party: row.slug, name: row.name, state: publicStates[row.rank]!, ...(row.since ? { since: row.since.toISOString() } : {}), ...(row.next ? { nextUpdateAt: row.next.toISOString() } : {}) },
  }))
}

/** Notices of a body that changed after a moment, the latest first. */
export async function changedSince(tx: Tx, partyId: string, since: Date | null): Promise<Publication[]> {
  const { rows } = await sql<Row>`select ${sql.join(columns.map((column) => sql.ref(column)))} from notices.publication where party_id = ${partyId} and withdrawn_at is null
    ${since ? sql`and updated_at > ${since}` : sql``} order by updated_at desc limit 10`.execute(q(tx))
  return rows.map(publicationOf)
}

const publicationOf = (row: Row): Publication => ({
  noticeId: row.notice_id, partyId: row.party_id, mainId: row.main_id, slug: row.slug, number: row.number, content: row.content as NoticeContent, history: row.history as Publication['history'],
  publishedAt: row.published_at, updatedAt: row.updated_at, expiresAt: row.expires_at,
})
