/** From protected tables and published rows to what the pages show. No count is made here: cells are chosen. */
import type { VerisAction } from '../../contract-facts.ts'
import { filterOfPicks, picksOf, type CaseCard, type CaseView, type Count, type ObservatoryFilter, type ObservatoryView, type RegionMap } from '../../contract-public.ts'
import type { Lang } from '#platform/contract/index.ts'
import type { PublicLattice } from './lattice.ts'
import { groupOf, occasionOf } from './lattice.ts'
import { goneBy, type Many } from '../study/denominators.ts'
import { ratesBy, ratesOf, stillDown } from './rates.ts'

export type Publication = {
  readonly ref: string; readonly publicFrom: Date; readonly title: Readonly<Record<string, string>>; readonly summary: Readonly<Record<string, string>>; readonly facts: Readonly<Record<string, unknown>>
  readonly year: number; readonly startedOn: string | null; readonly precision: string | null; readonly night: boolean | null; readonly weekend: boolean | null; readonly holiday: boolean | null
  readonly rsitClass: string | null; readonly rsitType: string | null; readonly action: string | null; readonly actions: readonly string[]; readonly techniques: readonly string[]
  readonly victimKind: string; readonly sector: string | null; readonly size: string; readonly country: string | null; readonly province: string | null
  readonly victims: number; readonly people: number | null; readonly records: number | null; readonly days: number | null; readonly stillDown: boolean; readonly extortion: string | null; readonly disclosed: string | null
  readonly sources: readonly { readonly title?: string; readonly url?: string; readonly publisher?: string }[]; readonly updatedAt: Date; readonly edition: number
}

const breakdowns = ['kind', 'action', 'sector', 'size', 'province', 'occasion', 'span'] as const
/** Small multiples are few enough to be compared at a glance: a row of them. */
const MULTIPLES = 3

export type Around = { readonly edition: ObservatoryView['edition']; readonly latest: readonly CaseCard[]; readonly municipalities: number; readonly shapes: RegionShapes | null; /** How many bodies there are, where somebody knows. */ readonly many?: readonly Many[] }
export type RegionShapes = { readonly width: number; readonly height: number; readonly places: readonly { readonly name: string; readonly path: string }[] }

export function observatoryView(lattice: PublicLattice, filter: ObservatoryFilter, { edition, latest, municipalities, shapes, many = [] }: Around): ObservatoryView {
  const gone = goneBy(edition.at.slice(0, 10))
  const every = (name: string): readonly Count[] => lattice.of(name) ?? []
  const read = (chosen: ObservatoryFilter) => lattice.read(whereOf(chosen)) ?? null
  /** The whole choice where a table has it and tells something, else a part of it, else all. */
  const told = (name: string): { readonly counts: readonly Count[]; readonly within: ObservatoryFilter } => {
    const picks = picksOf(filter).filter((pick) => pick.by !== name)
    for (const within of [picks, ...(picks.length > 1 ? picks.map((pick) => [pick]) : [])].map(filterOfPicks)) {
      const counts = within && lattice.of(name, whereOf(within))
      if (counts?.some((one) => one.n !== null && one.n > 0)) return { counts, within }
    }
    return { counts: every(name), within: null }
  }
  const table = (name: (typeof breakdowns)[number]): ObservatoryView['tables']['kind'] => {
    const { counts, within } = told(name)
    return { counts: byNumber(counts).filter((one) => one.n !== 0), within, whole: filter !== null && within === null }
  }
  const made = Object.fromEntries(breakdowns.map((name) => [name, table(name)])) as unknown as ObservatoryView['tables']
  const all = every('year').map((one) => one.code)
  const yearsTold = told('year')
  const years = everyYear(yearsTold.counts, all)
  const actions = byNumber(every('action')).filter((one) => one.n !== 0 && one.code !== 'unknown').slice(0, MULTIPLES)
  return {
    filter, edition, latest, years, yearsWithin: yearsTold.within, tables: made, withheld: lattice.withheld,
    total: read(filter), all: read(null), wider: filter?.and ? picksOf(filter).map((pick) => ({ filter: pick, n: read(pick) })) : [],
    choices: { sector: codesIn(every('sector')), province: codesIn(every('province')) },
    months: monthsOf(every('month')),
    actionsByYear: filter ? [] : actions.map(({ code }) => ({ action: code, years: everyYear(lattice.of('year', { action: code }) ?? [], all) })),
    survival: stillDown(made.span.counts),
    rates: municipalities > 0 && filter === null ? ratesOf(everyYear(lattice.of('year', { kind: 'municipality' }) ?? [], all), municipalities, gone).slice(-6) : [],
    ratesBy: ratesBy(lattice, filter, many, gone),
    map: shapes ? mapOf(shapes, made.province.counts) : null,
  }
}

const whereOf = (filter: ObservatoryFilter): Readonly<Record<string, string>> => Object.fromEntries(picksOf(filter).map(({ by, code }) => [by, code]))
const codesIn = (counts: readonly Count[]): string[] => counts.filter((one) => one.n !== 0 && one.code !== '?').map((one) => one.code).sort()

/** Withheld ones last: their place would say how large they are. */
const byNumber = (counts: readonly Count[]): Count[] => counts.toSorted((a, b) => (b.n ?? -1) - (a.n ?? -1) || (a.code < b.code ? -1 : 1))

/** A year without attacks is a zero, and not left out between two others. */
function everyYear(counts: readonly Count[], all: readonly string[]): Count[] {
  const [first, last] = [all.reduce((a, b) => (a < b ? a : b), '9999'), all.reduce((a, b) => (a > b ? a : b), '0000')]
  const known = new Map(counts.map((one) => [one.code, one.n]))
  return all.length === 0 ? [] : Array.from({ length: Number(last) - Number(first) + 1 }, (_, i) => String(Number(first) + i)).map((code) => ({ code, n: known.has(code) ? known.get(code)! : 0 }))
}

/** Six years at most; quarters where the catalogue is small. */
function monthsOf(counts: readonly Count[]): ObservatoryView['months'] {
  const known = new Map(counts.map((one) => [one.code, one.n]))
  const columns = counts.some((one) => one.code.includes('Q')) ? Array.from({ length: 4 }, (_, i) => `Q${i + 1}`) : Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0'))
  return [...new Set(counts.map((one) => one.code.slice(0, 4)))].sort().slice(-6).map((year) => ({ year, cells: columns.map((column) => ({ code: column, n: known.has(`${year}-${column}`) ? known.get(`${year}-${column}`)! : 0 })) }))
}

/** Five classes of equal width from zero, so wide that a person would have chosen them. */
function mapOf({ width, height, places }: RegionShapes, provinces: readonly Count[]): RegionMap {
  const known = new Map(provinces.map((one) => [one.code, one.n]))
  const wide = roundUp(Math.max(5, ...provinces.map((one) => one.n ?? 0)) / 5)
  return { width, height, wide, places: places.map((place) => { const n = known.has(place.name) ? known.get(place.name)! : 0; return { ...place, n, step: n === null ? null : (Math.ceil(n / wide) as 0 | 1 | 2 | 3 | 4 | 5) } }) }
}

/** The next of 1, 2, 3, 4, 5, 6, 8, 10, 15 …, whole. */
function roundUp(n: number): number {
  const unit = 10 ** Math.floor(Math.log10(n))
  return Math.ceil([1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((step) => step * unit >= n)! * unit)
}

export function cardOf(out: Publication, lang: Lang): CaseCard {
  return { ref: out.ref, title: inLang(out.title, lang), summary: inLang(out.summary, lang).split('\n')[0]!.slice(0, 300), started: startOf(out), kind: groupOf(out.victimKind as never), action: out.action as VerisAction | null, province: out.province, publishedAt: out.publicFrom.toISOString() }
}

/** As much of the day as is known: `2023`, `2023-12`, `2023-12-08`. */
const startOf = ({ year, startedOn, precision }: Publication): string => (startedOn === null || precision === 'year' ? String(year) : precision === 'month' ? startedOn.slice(0, 7) : startedOn)

export function caseView(out: Publication, lang: Lang, stix: string): CaseView {
  const victims = Array.isArray(out.facts['victims']) ? (out.facts['victims'] as readonly { name?: unknown; naming?: unknown; namingUrl?: unknown }[]) : []
  return {
    ...cardOf(out, lang), paragraphs: inLang(out.summary, lang).split(/\n+/).filter((text) => text.trim() !== ''),
    // The copy holds no other names; that is asked again where they leave.
    named: victims.flatMap((one) => (one.naming === 'self' && typeof one.name === 'string' ? [{ name: one.name, href: typeof one.namingUrl === 'string' ? one.namingUrl : null }] : [])),
    victims: out.victims, sector: out.sector?.slice(0, 1) ?? null, size: out.size, country: out.country, occasion: occasionOf(out), precision: out.precision,
    rsit: out.rsitClass ? `${out.rsitClass}${out.rsitType ? `/${out.rsitType}` : ''}` : null, actions: out.actions as VerisAction[], techniques: out.techniques,
    people: out.people, records: out.records, disclosed: out.disclosed, extortion: out.extortion, days: out.days, stillDown: out.stillDown,
    sources: out.sources.map((one) => ({ title: one.title ?? one.url ?? '', href: one.url ?? null, publisher: one.publisher ?? null })).filter((one) => one.title !== ''),
    stix, updatedAt: out.updatedAt.toISOString(), edition: out.edition,
  }
}

const inLang = (texts: Readonly<Record<string, string>>, lang: Lang): string => texts[lang] ?? Object.values(texts)[0] ?? ''
