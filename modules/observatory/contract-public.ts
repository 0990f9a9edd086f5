/**
 * The public observatory: what its pages are drawn from, and where they are. Numbers come from one fixed lattice of tables that was protected
 * as a whole (`core/public/lattice.ts`): a filter chooses cells of it and computes nothing. Null is withheld, and may be a zero.
 */
import * as z from 'zod'
import { localPages, type LocalPageDeclared } from '#platform/contract/localPages.ts'
import { verisActions, type VerisAction } from './contract-facts.ts'

/** Cells of fewer attacks are not told apart, here and in what can be downloaded. */
export const K = 5
/** Kinds of victims as the public reads of them: rare ones together, so that fewer cells must be withheld. */
export const kindGroups = ['municipality', 'health', 'education', 'other_public', 'firm', 'person', 'unknown'] as const
export type KindGroup = (typeof kindGroups)[number]
/** When it began, each attack in one: a holiday before a week end, a week end before a night. */
export const occasions = ['work', 'night', 'weekend', 'holiday', 'unknown'] as const
export type Occasion = (typeof occasions)[number]
/** Days until services were back, with the last day of each span. */
export const spans = ['d1', 'd7', 'd30', 'd90', 'longer', 'down', 'unknown'] as const
export type Span = (typeof spans)[number]
export const spanEnds = { d1: 1, d7: 7, d30: 30, d90: 90 } as const
/** Dimensions of the public tables; also the names of their downloads. */
export const publicDims = ['year', 'month', 'kind', 'action', 'sector', 'size', 'province', 'occasion', 'span'] as const
export type PublicDim = (typeof publicDims)[number]

/** What is sensitive of a body, and how many values of it a group has at least, in tables and in rows: who is known to be in a group is not told by it. */
export const L = 2
export const sensitive = ['action', 'span'] as const
/** What a page can be narrowed to, in the order of an address. */
export const filterBys = ['year', 'action', 'kind', 'sector', 'province'] as const
export type FilterBy = (typeof filterBys)[number]
export type Pick = { readonly by: FilterBy; readonly code: string }
/** One thing, or two together: three would lead to groups so small that nothing could be said. */
export type ObservatoryFilter = (Pick & { readonly and?: Pick }) | null
export const picksOf = (filter: ObservatoryFilter): readonly Pick[] => (filter ? [{ by: filter.by, code: filter.code }, ...(filter.and ? [filter.and] : [])] : [])
/** The first two, each thing once; sector and province have no table together. */
export function filterOfPicks(picks: readonly Pick[]): ObservatoryFilter {
  const [first, ...rest] = filterBys.flatMap((by) => picks.findLast((one) => one.by === by) ?? [])
  if (!first) return null
  const second = rest[0]
  return { ...first, ...(second && (first.by !== 'sector' || second.by !== 'province') ? { and: second } : {}) }
}
export type Count = { readonly code: string; readonly n: number | null }
export type RegionMap = { readonly width: number; readonly height: number; /** Attacks of one class of shade. */ readonly wide: number; readonly places: readonly { readonly name: string; readonly path: string; readonly n: number | null; readonly step: 0 | 1 | 2 | 3 | 4 | 5 | null }[] }
export type Rate = { readonly code: string; readonly n: number | null; readonly of: number; readonly low: number; readonly value: number; readonly high: number }
/** Attacks a year for each thousand bodies of a group; `n` are the protected numbers. Of `groups` that have attacks, `known` have a denominator. */
export const ratedBys = ['kind', 'size', 'sector', 'province'] as const
export type RatesBy = { readonly by: (typeof ratedBys)[number]; readonly rates: readonly Rate[]; readonly known: number; readonly groups: number; readonly from: string; readonly to: string }
export type StillDown = { readonly at: number; readonly share: number; readonly low: number; readonly high: number }

export type ObservatoryView = {
  readonly filter: ObservatoryFilter
  readonly edition: { readonly at: string; readonly mark: string }
  /** Of the attacks chosen. */
  readonly total: number | null
  readonly all: number | null
  readonly years: readonly Count[]
  /** Rows of twelve months, or of four quarters (`Q1`) in a small catalogue; of all attacks. */
  readonly months: readonly { readonly year: string; readonly cells: readonly Count[] }[]
  /** The choice that the years are of: the whole one, a part of it, or all attacks. */
  readonly yearsWithin: ObservatoryFilter
  /** `within`: what the numbers are of, where no table has the whole choice or all of it is withheld. `whole`: of all attacks, though there is a choice. */
  readonly tables: Readonly<Record<'kind' | 'action' | 'sector' | 'size' | 'province' | 'occasion' | 'span', { readonly counts: readonly Count[]; readonly whole: boolean; readonly within: ObservatoryFilter }>>
  /** Beside a choice of two things: each alone. */
  readonly wider: readonly { readonly filter: ObservatoryFilter; readonly n: number | null }[]
  readonly choices: Readonly<Record<'sector' | 'province', readonly string[]>>
  /** Each year by what happened, most frequent first: small multiples. */
  readonly actionsByYear: readonly { readonly action: string; readonly years: readonly Count[] }[]
  readonly survival: { readonly steps: readonly StillDown[]; readonly of: number; readonly medianDays: number | null } | null
  readonly rates: readonly Rate[]
  readonly ratesBy: readonly RatesBy[]
  readonly map: RegionMap | null
  readonly latest: readonly CaseCard[]
  readonly withheld: number
}

export type CaseCard = { readonly ref: string; readonly title: string; readonly summary: string; readonly started: string | null; readonly kind: KindGroup; readonly action: VerisAction | null; readonly province: string | null; readonly publishedAt: string }
export type CasesView = { readonly items: readonly CaseCard[]; readonly filter: ObservatoryFilter; readonly years: readonly string[]; readonly paging: { readonly page: number; readonly pages: number; readonly total: number } }
export type CaseView = CaseCard & {
  readonly paragraphs: readonly string[]
  /** Only those who said it themselves, with where. */
  readonly named: readonly { readonly name: string; readonly href: string | null }[]
  readonly victims: number; readonly sector: string | null; readonly size: string; readonly country: string | null
  readonly occasion: Occasion; readonly precision: string | null
  readonly rsit: string | null; readonly actions: readonly VerisAction[]; readonly techniques: readonly string[]
  readonly people: number | null; readonly records: number | null; readonly disclosed: string | null; readonly extortion: string | null
  readonly days: number | null; readonly stillDown: boolean
  readonly sources: readonly { readonly title: string; readonly href: string | null; readonly publisher: string | null }[]
  readonly stix: string
  readonly updatedAt: string; readonly edition: number
}
/** Of a file of rows, as it is: the smallest number of rows that say the same, and the fewest values of what is sensitive within a group. `left` out is null where the whole is withheld. */
export type RowAudit = { readonly k: number; readonly l: number; readonly quasi: readonly string[]; readonly sensitive: readonly string[]; readonly rows: number; readonly left: number | null; readonly smallest: number; readonly fewest: number | null }
export type DataView = { readonly edition: ObservatoryView['edition']; readonly tables: readonly { readonly name: string; readonly rows: number; readonly files: readonly { readonly format: string; readonly href: string; readonly bytes: number }[] }[]; /** What was found when the rows one by one were checked. */ readonly rows: RowAudit; readonly catalogue: string; readonly turtle: string }
export type ObservatoryViews = { readonly observatory: ObservatoryView; readonly observatoryCases: CasesView; readonly observatoryCase: CaseView; readonly observatoryData: DataView }

const year = z.string().regex(/^(19|20|21)\d\d$/).optional().catch(undefined)
const filters = z.object({ year, action: z.enum(verisActions).optional().catch(undefined), kind: z.enum(kindGroups).optional().catch(undefined), sector: z.string().regex(/^[A-V]$/).optional().catch(undefined), province: z.string().min(1).max(80).optional().catch(undefined) })
const listed = filters.extend({ page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1) })

const documents = {
  observatory: { method: 'GET', path: '/osservatorio', summary: 'The observatory: attacks by year, kind, place, and how long they lasted', query: filters },
  cases: { method: 'GET', path: '/osservatorio/casi', summary: 'Attacks that were published, the latest first', query: listed },
  case: { method: 'GET', path: '/osservatorio/casi/:slug', summary: 'One published attack' },
  data: { method: 'GET', path: '/osservatorio/dati', summary: 'The tables to download, with their licence' },
  atom: { method: 'GET', path: '/osservatorio/casi.atom', summary: 'Published attacks as Atom', answers: 'application/atom+xml' },
  json: { method: 'GET', path: '/osservatorio/casi.json', summary: 'Published attacks as JSON Feed', answers: 'application/feed+json' },
} as const satisfies Record<string, LocalPageDeclared>
export type ObservatoryPageName = keyof typeof documents
export const observatoryPages = localPages<ObservatoryPageName>('observatory', documents)

export const observatoryPaths = {
  home: '/osservatorio', cases: '/osservatorio/casi', case: (ref: string) => `/osservatorio/casi/${encodeURIComponent(ref)}`, data: '/osservatorio/dati', atom: '/osservatorio/casi.atom', json: '/osservatorio/casi.json',
  catalogue: '/osservatorio/catalogo.jsonld', turtle: '/osservatorio/catalogo.ttl', sitemap: '/osservatorio/sitemap.xml', file: (table: string, format: string) => `/osservatorio/dati/${table}.${format}`, stix: (ref: string) => `/osservatorio/casi/${encodeURIComponent(ref)}/stix.json`,
} as const
export const filterQuery = (filter: ObservatoryFilter, page = 1): string => {
  const query = new URLSearchParams()
  for (const { by, code } of picksOf(filter)) query.set(by, code)
  if (page > 1) query.set('page', String(page))
  return query.size > 0 ? `?${query.toString()}` : ''
}
