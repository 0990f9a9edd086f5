/**
 * A victim that did not speak itself hides among others: it is told only as finely as so many bodies of the registry fit. Who looks up the one
 * municipality of a province above 100,000 inhabitants needs no name. And exact numbers find whoever has just so many inhabitants.
 */
import { K } from '../contract-public.ts'
import type { Facts, Victim } from '../contract-facts.ts'

/** Bodies of the territory: `census` of the registry. */
export type Counted = { readonly kind: string; readonly province: string; readonly size: string | null; readonly count: number }

/** Of these kinds a registry holds all there are; of firms, and of bodies of any other kind, those that somebody entered. */
const whole: readonly string[] = ['municipality', 'province', 'metropolitan_city', 'region', 'union', 'health_agency', 'school', 'university']
/** A registry with fewer of these has only begun. */
const many: readonly string[] = ['municipality', 'school']

/** What of a place and a size may be told of one body of a kind; null where no registry knows how many there are. */
function mayTell(census: readonly Counted[], { kind, province, size }: Pick<Victim, 'kind' | 'size' | 'province'>): { readonly province: boolean; readonly size: boolean } | null {
  const all = whole.includes(kind) ? census.filter((one) => one.kind === kind) : []
  // A province of another region is in no registry of ours.
  if (all.length === 0 || (many.includes(kind) && sumOf(all) < K) || (province !== undefined && !all.some((one) => one.province === province))) return null
  const provinces = told(all, (one) => one.province)
  const there = province !== undefined && provinces.has(province)
  // Whoever reads no province knows that it is one of those that are not told.
  const untold = all.filter((one) => !provinces.has(one.province))
  const fit = there ? all.filter((one) => one.province === province) : untold.length > 0 ? untold : all
  return { province: there, size: told(fit, (one) => one.size ?? '').has(size) }
}

/** Groups of five bodies at least. Those that are not told are five together or none: else not to be told would tell. */
function told(some: readonly Counted[], by: (one: Counted) => string): Set<string> {
  const groups = [...Map.groupBy(some, by)].map(([code, rows]) => ({ code, count: sumOf(rows) })).sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1))
  const shown = groups.filter((one) => one.count >= K && one.code !== '')
  let left = sumOf(some) - sumOf(shown)
  while (left > 0 && left < K && shown.length > 0) left += shown.pop()!.count
  return new Set(shown.map((one) => one.code))
}
const sumOf = (some: readonly { readonly count: number }[]): number => some.reduce((sum, one) => sum + one.count, 0)

/** There is one Region, and few provinces: tables count them as one kind with others anyway. */
const few: readonly string[] = ['province', 'metropolitan_city', 'region', 'union']

export function amongOthers<V extends Pick<Victim, 'kind' | 'count' | 'size' | 'province'>>(victim: V, census: readonly Counted[]): V {
  if (victim.count >= K) return victim
  const { province: _, ...elsewhere } = victim
  const alike = few.includes(victim.kind) ? census.filter((one) => one.kind === victim.kind) : []
  if (alike.length > 0 && sumOf(alike) < K) return { ...elsewhere, kind: 'other_body', size: 'unknown' } as V
  const may = mayTell(census, victim)
  return may === null ? victim : { ...(may.province ? victim : elsewhere), ...(may.size ? {} : { size: 'unknown' }) } as V
}

const numbers = ['people', 'records', 'costEur'] as const
/** Two digits say how large it was. */
export const roughly = (facts: Facts): Pick<Facts, (typeof numbers)[number]> => Object.fromEntries(numbers.flatMap((field) => (facts[field] === undefined ? [] : [[field, Number(facts[field].toPrecision(2))]])))
