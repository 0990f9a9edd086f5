/** Reads the publications as nobody in particular, and nothing else: what row-level security gives to anonymous is what is public. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import { picksOf, type ObservatoryFilter } from '../../contract-public.ts'
import type { PublicRow } from '../../core/public/lattice.ts'
import type { Publication } from '../../core/public/views.ts'

const q = (tx: Tx) => own<'observatory'>(tx)

/** Up to where somebody has read: what other transactions do later is told by `xids`, what comes due later by `at`. */
export type Seen = { readonly xids: string; readonly at: string }
const seen = (tx: Tx) => sql<Seen>`select pg_current_snapshot()::text as xids, now()::text as at`.execute(q(tx)).then(({ rows }) => rows[0]!)

/** Asked before rows are read, so nothing falls between: which ones changed since, or all where nobody has read, or too long ago. To be asked as the centre. */
export async function changesSince(tx: Tx, since: Seen | undefined): Promise<{ seen: Seen; ids: readonly string[] | 'all' }> {
  const now = await seen(tx)
  if (!since) return { seen: now, ids: 'all' }
  const { rows } = await sql<{ id: string; late: boolean }>`select distinct entry_id as id, ${since.at}::timestamptz < now() - interval '12 hours' as late from observatory.publication_change
    where xid >= pg_snapshot_xmin(${since.xids}::pg_snapshot) and not pg_visible_in_snapshot(xid, ${since.xids}::pg_snapshot)`.execute(q(tx))
  return { seen: now, ids: rows.length > MANY || rows[0]?.late ? 'all' : rows.map((row) => row.id) }
}
const MANY = 20_000

/** Of these, and of those that came due since, what is public: as one text with as few bytes as the tables need. A separator in a name would be a blank. */
export async function publicRows(tx: Tx, wanted: { readonly ids: readonly string[]; readonly due: string } | 'all'): Promise<{ rows: readonly (PublicRow & { readonly id: string })[]; at: Date | null }> {
  const clean = (column: string) => sql`translate(${sql.ref(column)}, E'\x1e\x1f', '  ')`
  const { rows: [found] } = await sql<{ text: string | null; at: Date | null }>`select string_agg(concat(entry_id, E'\x1f', year, E'\x1f', to_char(started_on, 'YYYY-MM-DD'), E'\x1f', precision, E'\x1f', night, E'\x1f', weekend, E'\x1f', holiday, E'\x1f', action, E'\x1f',
      victim_kind, E'\x1f', left(sector, 1), E'\x1f', size, E'\x1f', ${clean('province')}, E'\x1f', days_to_restore, E'\x1f', still_down, E'\x1e'), '') as text,
      (select max(updated_at) from observatory.publication) as at
    from observatory.publication ${wanted === 'all' ? sql`` : sql`where entry_id = any(${wanted.ids}::uuid[]) or public_from > ${wanted.due}::timestamptz`}`.execute(q(tx))
  return { at: found!.at, rows: (found!.text ?? '').split('\x1e').slice(0, -1).map(rowOf) }
}

const flag = (text: string): boolean | null => (text === '' ? null : text === 't')
function rowOf(text: string): PublicRow & { readonly id: string } {
  const [id, year, startedOn, precision, night, weekend, holiday, action, victimKind, sector, size, province, days, stillDown] = text.split('\x1f') as [string, string, string, string, string, string, string, string, string, string, string, string, string, string]
  return { id, year: Number(year), startedOn: startedOn || null, precision: precision || null, night: flag(night), weekend: flag(weekend), holiday: flag(holiday), action: action || null, victimKind, sector: sector || null, size, province: province || null, days: days === '' ? null : Number(days), stillDown: stillDown === 't' }
}

const full = (tx: Tx) => q(tx).selectFrom('observatory.publication').selectAll().select(sql<string | null>`to_char(started_on, 'YYYY-MM-DD')`.as('day'))
type Full = Awaited<ReturnType<ReturnType<typeof full>['executeTakeFirstOrThrow']>>
const toPublication = (row: Full): Publication => ({
  ref: row.ref, publicFrom: row.public_from, title: row.title as never, summary: row.summary as never, facts: row.facts as never, year: row.year, startedOn: row.day, precision: row.precision, night: row.night, weekend: row.weekend, holiday: row.holiday,
  rsitClass: row.rsit_class, rsitType: row.rsit_type, action: row.action, actions: row.actions, techniques: row.techniques, victimKind: row.victim_kind, sector: row.sector, size: row.size, country: row.country, province: row.province,
  victims: Number(row.victims), people: numberOf(row.people), records: numberOf(row.records), days: row.days_to_restore, stillDown: row.still_down, extortion: row.extortion, disclosed: row.disclosed, sources: row.sources as never, updatedAt: row.updated_at, edition: row.edition,
})
const numberOf = (value: unknown): number | null => (value === null ? null : Number(value))

type Wanted = { readonly filter: ObservatoryFilter; /** The kinds of victims of a group. */ readonly kinds?: readonly string[] }
const narrowed = (tx: Tx, { filter, kinds = [] }: Wanted) => picksOf(filter).reduce((query, { by, code }) => (
  by === 'year' ? query.where('year', '=', Number(code)) : by === 'kind' ? query.where('victim_kind', 'in', kinds) : by === 'sector' ? query.where(sql`left(sector, 1)`, '=', code) : query.where(by, '=', code)
), full(tx))

export async function latestPublications(tx: Tx, { limit, offset = 0, ...wanted }: Wanted & { limit: number; offset?: number }): Promise<Publication[]> {
  return (await narrowed(tx, wanted).orderBy('public_from', 'desc').orderBy('ref', 'desc').limit(limit).offset(offset).execute()).map((row) => toPublication(row as Full))
}

export async function countPublications(tx: Tx, wanted: Wanted): Promise<number> {
  return Number((await narrowed(tx, wanted).clearSelect().select(({ fn }) => fn.countAll<string>().as('n')).executeTakeFirstOrThrow()).n)
}

export async function publicationOf(tx: Tx, ref: string): Promise<Publication | undefined> {
  const row = await full(tx).where('ref', '=', ref).executeTakeFirst()
  return row && toPublication(row)
}

/** Addresses of cases, the latest first. */
export async function publishedRefs(tx: Tx, limit: number): Promise<readonly { ref: string; updatedAt: Date }[]> {
  return (await q(tx).selectFrom('observatory.publication').select(['ref', 'updated_at as updatedAt']).orderBy('public_from', 'desc').orderBy('ref', 'desc').limit(limit).execute())
}
