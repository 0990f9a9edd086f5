/**
 * The lattice of the public observatory. Every page and every file chooses from these tables, which are protected together: what one hides
 * no other gives away. Each table more means cells withheld in all of them, so a small catalogue has fewer tables, and quarters for months.
 */
import { protectCoded, readerOf, type Coded, type Dimension, type Published, type Reader, type Room, type TableOf } from '#engines/privacy/index.ts'
import type { Count, KindGroup, Occasion, Span } from '../../contract-public.ts'
import { K, L, sensitive, spanEnds } from '../../contract-public.ts'
import type { VictimKind } from '../../contract-facts.ts'
import { createHolding } from './holding.ts'

/**
 * From so many attacks on there are quarters, and months with every table by year, action and kind. Below, they would cost more than they
 * tell: of 700 invented attacks, quarters hide the year's own kinds and actions, which then stand whole without them (docs/adr/0008). From the last on,
 * what two things together are made of: the charts of a page with two filters.
 */
export const [QUARTERS, FINE, WIDE] = [1500, 5000, 50_000]

const same = (name: string): Dimension => ({ name, levels: [{ name, of: (leaf) => leaf }] })
export const DIMENSIONS = 8
const plain = ['kind', 'action', 'sector', 'size', 'province', 'occasion', 'span'] as const
/** `month` is a quarter in a middling catalogue: `2026-Q4`; `2026-00` and `2026-Q0` where only the year is known. */
export const dimensionsFor = (count: number): readonly Dimension[] => [
  { name: 'time', levels: [{ name: 'year', of: (leaf) => leaf.slice(0, 4) }, { name: 'month', of: count < FINE ? quarterOf : (leaf) => leaf }] },
  ...plain.map(same),
]
const quarterOf = (leaf: string): string => `${leaf.slice(0, 4)}-Q${Math.ceil(Number(leaf.slice(5)) / 3)}`

const threes: readonly TableOf[] = [['year', 'kind', 'action'], ['year', 'kind', 'province'], ['year', 'action', 'province'], ['kind', 'action', 'province'], ['year', 'action', 'sector']]

export function tablesFor(count: number): readonly TableOf[] {
  const fine: readonly TableOf[] = [['month'], ...plain.map((name) => ['year', name]), ...plain.slice(1).map((name) => ['kind', name]), ...plain.slice(2).map((name) => ['action', name])]
  if (count >= WIDE) return [...fine, ...threes]
  if (count >= FINE) return fine
  const small: readonly TableOf[] = [...plain.map((name) => [name]), ['year', 'kind'], ['year', 'action'], ['year', 'province']]
  return count < QUARTERS ? small : [['month'], ...small, ['kind', 'action']]
}

/** One published attack, as the database gives it. */
export type PublicRow = {
  readonly year: number; readonly startedOn: string | null; readonly precision: string | null; readonly night: boolean | null; readonly weekend: boolean | null; readonly holiday: boolean | null
  readonly action: string | null; readonly victimKind: string; readonly sector: string | null; readonly size: string; readonly province: string | null; readonly days: number | null; readonly stillDown: boolean
}

export type PublicLattice = {
  readonly published: Published; readonly read: Reader
  /** One thing within a choice; undefined where no table has them together. */
  readonly of: (name: string, where?: Readonly<Record<string, string>>) => readonly Count[] | undefined
  readonly withheld: number
}

export function protectPublic(rows: readonly PublicRow[]): PublicLattice {
  const held = createHolding(DIMENSIONS)
  for (const [at, row] of rows.entries()) held.put(String(at), codesOf(row))
  return protectHeld(held.coded())
}

export function protectHeld(coded: Coded, room?: Room): PublicLattice {
  const made = protectCoded(coded, dimensionsFor(coded.rows), tablesFor(coded.rows), { k: K, diverse: { of: sensitive, l: L, nothing: ['unknown'] } }, room)
  if ('problem' in made) throw new Error(`the tables of the observatory cannot be protected: ${made.problem.code} ${made.problem.of}`)
  return latticeOf(made.published, coded.rows)
}

export function latticeOf(published: Published, count: number): PublicLattice {
  const read = readerOf(published, dimensionsFor(count))
  const codes = new Map(published.tables.filter((table) => table.levels.length === 1).map((table) => [table.levels[0]!, table.cells.map((cell) => cell.codes[0]!)]))
  return {
    published, read,
    of(name, where = {}) {
      const all = codes.get(name) ?? []
      if (all.length > 0 && read({ ...where, [name]: all[0]! }) === undefined) return undefined
      return all.map((code) => ({ code, n: read({ ...where, [name]: code })! }))
    },
    withheld: published.tables.reduce((sum, table) => sum + table.cells.filter((cell) => cell.value === null).length, 0),
  }
}

/** A year without its month is a leaf of its own, so that no month is guessed. */
export const codesOf = (row: PublicRow): string[] => [
  row.startedOn !== null && row.precision !== 'year' && row.precision !== null ? row.startedOn.slice(0, 7) : `${row.year}-00`,
  groupOf(row.victimKind as VictimKind), row.action ?? 'unknown', row.sector?.slice(0, 1) ?? '?', row.size, row.province ?? '?', occasionOf(row), spanOf(row.days, row.stillDown),
]

const groups: Readonly<Partial<Record<VictimKind, KindGroup>>> = { municipality: 'municipality', health_agency: 'health', school: 'education', university: 'education', firm: 'firm', provider: 'firm', person: 'person', unknown: 'unknown' }
export const groupOf = (kind: VictimKind): KindGroup => groups[kind] ?? 'other_public'

export const occasionOf = ({ night, weekend, holiday }: Pick<PublicRow, 'night' | 'weekend' | 'holiday'>): Occasion => (holiday ? 'holiday' : weekend ? 'weekend' : night ? 'night' : night === null ? 'unknown' : 'work')

export const spanOf = (days: number | null, stillDown: boolean): Span =>
  days === null ? (stillDown ? 'down' : 'unknown') : (Object.entries(spanEnds) as [Span, number][]).find(([, end]) => days <= end)?.[0] ?? 'longer'
