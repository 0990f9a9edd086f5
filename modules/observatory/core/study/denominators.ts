/** How many bodies could have been hit: those of a registry, and those that a person entered. */
import type { StudyFilter } from '../../contract-study.ts'

/** `year` null: as it is today, for every year. A column left out: all of them together. */
export type Many = { readonly kind: string; readonly sector?: string | null; readonly size?: string | null; readonly province?: string | null; readonly region?: string | null; readonly year: number | null; readonly count: number }
type Asked = Pick<StudyFilter, 'region'> & { readonly [key in 'kind' | 'sector' | 'size' | 'province']?: string | undefined }

/**
 * Bodies × years that match, or nothing where some year has none that fits: half a denominator is worse than none. Without a kind in the
 * question there is none either: registries hold some kinds and not others.
 * @param gone how much of a year is over: with it, bodies × years in which something could happen.
 */
export function bodiesOf(many: readonly Many[], asked: Asked, years: readonly number[], gone: (year: number) => number = () => 1): number | null {
  if (!asked.kind || years.length === 0) return null
  const ofKind = many.filter((one) => one.kind === asked.kind)
  let sum = 0
  for (const year of years) {
    const entered = ofKind.filter((one) => one.year !== null)
    // The latest that was entered up to that year, else the registry's.
    const latest = Math.max(...entered.filter((one) => one.year! <= year).map((one) => one.year!))
    const rows = entered.some((one) => one.year === latest) ? entered.filter((one) => one.year === latest) : ofKind.filter((one) => one.year === null)
    const count = countOf(rows, asked)
    if (count === null) return null
    sum += count * gone(year)
  }
  return sum > 0 ? sum : null
}

/** A year that has begun can only have had the attacks of its days so far. @param day `2026-11-28`. */
export const goneBy = (day: string) => (year: number): number => {
  const begin = (of: number) => Date.UTC(of, 0, 1)
  return Math.min(1, Math.max(0, (Date.parse(`${day}T24:00:00Z`) - begin(year)) / (begin(year + 1) - begin(year))))
}

/** Rows that say exactly what is asked; or finer ones together, where all of them are as fine. */
function countOf(rows: readonly Many[], asked: Asked): number | null {
  const parts = ['sector', 'size', 'province', 'region'] as const
  const fits = rows.filter((row) => parts.every((part) => asked[part] === undefined || (row[part] ?? '') === asked[part] || (part === 'sector' && asked.sector?.length === 1 && row.sector?.startsWith(asked.sector))))
  if (fits.length === 0) return null
  // A registry counts each body in one row, whether it knows its size or not.
  if (rows[0]!.year === null) return fits.reduce((sum, row) => sum + row.count, 0)
  const grain = (row: Many) => parts.filter((part) => row[part]).join()
  const coarsest = fits.map(grain).reduce((a, b) => (a.length <= b.length ? a : b))
  return fits.filter((row) => grain(row) === coarsest).reduce((sum, row) => sum + row.count, 0)
}
