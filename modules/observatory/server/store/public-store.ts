/** Reads the publications as nobody in particular, and nothing else: what row-level security gives to anonymous is what is public. */
import { sql } from 'kysely'
import { own, type Tx } from '#platform/db/index.ts'
import type { ObservatoryFilter } from '../../contract-public.ts'
import type { PublicRow } from '../../core/public/lattice.ts'
import type { Publication } from '../../core/public/views.ts'

const q = (tx: Tx) => own<'observatory'>(tx)

/** What changes with every change of what is public: a moment that comes due is one too. Two ends of indexes, and a count that reads no row. */
export async function markOf(tx: Tx): Promise<{ mark: string; at: Date | null }> {
  const end = (column: 'updated_at' | 'public_from') => q(tx).selectFrom('observatory.publication').select(column).orderBy(column, 'desc').limit(1)
  const { n, at, due } = await q(tx).selectNoFrom(({ selectFrom }) => [selectFrom('observatory.publication').select(({ fn }) => fn.countAll<string>().as('n')).as('n'), end('updated_at').as('at'), end('public_from').as('due')]).executeTakeFirstOrThrow()
  return { at, mark: `${n}.${at?.getTime() ?? 0}.${due?.getTime() ?? 0}` }
}

/** All of them, as few bytes each as the tables need. */
export async function publicRows(tx: Tx): Promise<PublicRow[]> {
  const rows = await q(tx).selectFrom('observatory.publication').select(['year', sql<string | null>`to_char(started_on, 'YYYY-MM-DD')`.as('startedOn'), 'precision', 'night', 'weekend', 'holiday', 'action', 'victim_kind', 'sector', 'size', 'province', 'days_to_restore', 'still_down']).execute()
  return rows.map(({ victim_kind, days_to_restore, still_down, ...row }) => ({ ...row, victimKind: victim_kind, days: days_to_restore, stillDown: still_down }))
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
const narrowed = (tx: Tx, { filter, kinds = [] }: Wanted) => full(tx)
  .$if(filter?.by === 'year', (query) => query.where('year', '=', Number(filter!.code))).$if(filter?.by === 'action', (query) => query.where('action', '=', filter!.code)).$if(filter?.by === 'kind', (query) => query.where('victim_kind', 'in', kinds))

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
