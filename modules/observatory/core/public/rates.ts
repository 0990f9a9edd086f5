/** Shares and rates with their doubt, from protected counts alone. */
import { poissonInterval, rate } from '#engines/statistics/index.ts'
import { picksOf, ratedBys, spanEnds, type Count, type ObservatoryFilter, type Rate, type RatesBy, type StillDown } from '../../contract-public.ts'
import { bodiesOf, type Many } from '../study/denominators.ts'
import type { PublicLattice } from './lattice.ts'

/** Two-sided, 95 %. */
const Z = 1.959964

/** Of `n` events, what the expected number may be: exact. */
export const poisson = (n: number): readonly [number, number] => { const { low, high } = poissonInterval(n); return [low, high] }

/** Attacks in a year for each thousand bodies of a kind; in the year that is not over, as many as there would be if it went on so. */
export const ratesOf = (counts: readonly Count[], bodies: number, gone: (year: number) => number): Rate[] => counts.map(({ code, n }) => {
  const per = 1000 / (bodies * gone(Number(code)))
  const [low, high] = n === null ? [0, 0] : poisson(n)
  return { code, n, of: bodies, low: low * per, value: (n ?? 0) * per, high: high * per }
})

/** Kinds that a registry counts, by the group in which they are public; the others are mixed, and nobody knows how many there are. */
const counted: Readonly<Record<string, readonly string[]>> = { municipality: ['municipality'], health: ['health_agency'], education: ['school', 'university'], firm: ['firm'] }

/**
 * Attacks a year for each thousand bodies, where somebody knows how many bodies there are: of kinds, of municipalities and firms by size, of firms by
 * sector, of municipalities by province. Numerators are cells of the protected tables and nothing else; a withheld one gives no rate.
 */
export function ratesBy(lattice: PublicLattice, filter: ObservatoryFilter, many: readonly Many[], gone: (year: number) => number): RatesBy[] {
  const [pick, more] = picksOf(filter)
  if (more || (pick && pick.by !== 'year')) return []
  const where: Readonly<Record<string, string>> = pick ? { year: pick.code } : {}
  const years = pick ? [Number(pick.code)] : spanOfYears(lattice.of('year') ?? [])
  if (years.length === 0) return []
  const bodies: Readonly<Record<RatesBy['by'], (code: string) => number | null>> = {
    kind: (code) => sumOf((counted[code] ?? []).map((kind) => bodiesOf(many, { kind }, years, gone))),
    size: (size) => bodiesOf(many, { kind: size.startsWith('pop_') ? 'municipality' : 'firm', size }, years, gone),
    sector: (sector) => bodiesOf(many, { kind: 'firm', sector }, years, gone),
    province: (province) => bodiesOf(many, { kind: 'municipality', province }, years, gone),
  }
  const within: Readonly<Partial<Record<RatesBy['by'], Readonly<Record<string, string>>>>> = { sector: { kind: 'firm' }, province: { kind: 'municipality' } }
  const spent = years.reduce((sum, year) => sum + gone(year), 0)
  return ratedBys.flatMap((by) => {
    const counts = (lattice.of(by, { ...where, ...within[by] }) ?? []).filter((one) => one.n !== 0 && one.code !== '?' && one.code !== 'unknown')
    const rates = counts.flatMap(({ code, n }): Rate[] => {
      const exposed = bodies[by](code)
      const found = n === null || exposed === null ? null : rate(n, exposed)
      return found ? [{ code, n, of: Math.round(exposed! / spent), ...found }] : []
    })
    return rates.length < 2 ? [] : [{ by, rates: rates.toSorted((a, b) => b.value - a.value || (a.code < b.code ? -1 : 1)), known: rates.length, groups: counts.length, from: String(years[0]), to: String(years.at(-1)) }]
  })
}

const sumOf = (parts: readonly (number | null)[]): number | null => (parts.length === 0 || parts.includes(null) ? null : parts.reduce<number>((sum, one) => sum + one!, 0))
const spanOfYears = (counts: readonly Count[]): number[] => {
  const all = counts.map((one) => Number(one.code))
  return all.length === 0 ? [] : Array.from({ length: Math.max(...all) - Math.min(...all) + 1 }, (_, i) => Math.min(...all) + i)
}

/**
 * Who is still without services after 1, 7, 30, 90 days (Kaplan and Meier on the spans; Greenwood's bounds on the log-log scale). Attacks of
 * which nobody says when they ended are left out, those still down when last heard of count until the last span. Null where a span is withheld.
 */
export function stillDown(spans: readonly Count[]): { readonly steps: readonly StillDown[]; readonly of: number; readonly medianDays: number | null } | null {
  const number = (code: string) => { const found = spans.find((one) => one.code === code); return found ? found.n : 0 }
  const [ends, late, down] = [Object.keys(spanEnds).map(number), number('longer'), number('down')]
  if ([...ends, late, down].includes(null)) return null
  let left = [...ends, late, down].reduce<number>((sum, n) => sum + n!, 0)
  const of = left
  if (of === 0) return null
  let share = 1
  let variance = 0
  const steps: StillDown[] = [{ at: 0, share: 1, low: 1, high: 1 }]
  for (const [i, at] of Object.values(spanEnds).entries()) {
    const back = ends[i]!
    if (left > 0) {
      share *= 1 - back / left
      variance += left > back ? back / (left * (left - back)) : 0
    }
    left -= back
    const [low, high] = share <= 0 || share >= 1 ? [share, share] : logLog(share, variance)
    steps.push({ at, share, low, high })
  }
  return { steps, of, medianDays: steps.find((step) => step.share <= 0.5)?.at ?? null }
}

function logLog(share: number, variance: number): [number, number] {
  const spread = (Z * Math.sqrt(variance)) / Math.log(share)
  return [share ** Math.exp(-spread), share ** Math.exp(spread)]
}
