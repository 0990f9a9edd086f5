/** The yearly report: what it is made from, its parts, of which a printed document and a page are made, and its doors. */
import * as z from 'zod'
import { anyJson, anyone, can, endpoint, instant, lang, prose, version, type Lang } from '#platform/contract/index.ts'
import { localPages, type LocalPageDeclared } from '#platform/contract/localPages.ts'
import type { CaseCard, ObservatoryView } from './contract-public.ts'

// ── What no system holds is entered ───────────────────────────────────────────────────────────────────────────────────

export const incomes = ['region', 'ministry', 'eu', 'members', 'other'] as const
export const spendings = ['staff', 'services', 'equipment', 'training', 'other'] as const
export const trainings = ['courses', 'hours', 'people', 'bodies'] as const
const euro = z.number().min(0).max(10_000_000_000)
export const entered = z.object({
  /** In euro. What is absent was not entered; zero was. */
  income: z.partialRecord(z.enum(incomes), euro).default({}), spending: z.partialRecord(z.enum(spendings), euro).default({}),
  training: z.partialRecord(z.enum(trainings), z.number().int().min(0).max(10_000_000)).default({}),
  /** People at work, as full-time equivalents. */
  staff: z.number().min(0).max(100_000).nullable().default(null),
})
export type Entered = z.output<typeof entered>
export const nothingEntered: Entered = { income: {}, spending: {}, training: {}, staff: null }
export const introductions = z.partialRecord(lang, prose(4000))
export type Introductions = z.output<typeof introductions>

// ── What it is made from ──────────────────────────────────────────────────────────────────────────────────────────────

/** What the centre did in the year, from the modules that know it. Null where there are too few to say it. */
export type YearFigures = {
  readonly reports: number; readonly answered: number; readonly medianHours: number | null; readonly p90Hours: number | null
  /** Requests of each of the twelve months. */
  readonly months: readonly number[]
  readonly bodies: number; readonly exercises: number; readonly exerciseBodies: number
  /** Costs, and days until services were back, that are public case by case, of at least five attacks together. */
  readonly costEur: number | null; readonly costOf: number
  readonly medianDays: number | null; readonly p90Days: number | null; readonly daysOf: number
}
type Texts = Readonly<Record<string, string>>
export type ReportCase = Omit<CaseCard, 'title' | 'summary' | 'publishedAt'> & { readonly days: number | null; readonly stillDown: boolean; /** When it was corrected after the edition came out. */ readonly corrected?: string }
/** Cases of an edition that are told otherwise since. One that was withdrawn is counted, not named. */
export type SinceSaid = { readonly corrected: readonly { readonly ref: string; readonly at: string }[]; readonly withdrawn: number; /** Of the last change, where it is known. */ readonly at: string | null }
export type EditionSaid = { readonly number: number; readonly at: string; readonly reason: string }
/** In no language yet: what an edition keeps. */
export type ReportData = {
  readonly year: string; readonly timeZone: string; readonly now: string; readonly origin: string; readonly centre: Texts; readonly region: Texts; readonly languages: readonly Lang[]
  /** Of all years, and of this one. */
  readonly all: ObservatoryView; readonly own: ObservatoryView
  readonly cases: readonly (ReportCase & { readonly title: Texts; readonly summary: Texts })[]
  /** There are more than those. */
  readonly moreCases: boolean
  readonly figures: YearFigures; readonly before: YearFigures | null
  readonly entered: Entered; readonly enteredBefore: Entered | null; readonly introductions: Introductions
  /** Null for a draft. */
  readonly edition: EditionSaid | null
}
export type ReportInput = Omit<ReportData, 'centre' | 'region' | 'cases' | 'introductions' | 'languages'> & {
  readonly lang: Lang; readonly centre: string; readonly region: string; readonly introduction: readonly string[]
  readonly cases: readonly (ReportCase & { readonly title: string; readonly summary: string; readonly href: string })[]
}

// ── Its parts ─────────────────────────────────────────────────────────────────────────────────────────────────────────

export type ReportTable = { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[]; /** The last row adds up the others. */ readonly sum?: boolean }
export type ReportTold = { readonly ref: string; readonly when: string; readonly name: string; readonly about: string; readonly text: string; readonly href: string; readonly link: string }
export type ReportPart<P = { readonly svg: string; readonly alt: string }> = {
  readonly id: string; readonly level: 1 | 2; readonly title: string; readonly texts: readonly string[]
  readonly picture?: P; readonly table?: ReportTable; readonly told?: readonly ReportTold[]; readonly notes?: readonly string[]
}
export type ReportOf<P> = {
  readonly lang: Lang; readonly title: string; readonly subtitle: string; readonly centre: string; readonly made: string; readonly edition: string; readonly contents: string
  /** One sentence, and at most three numbers to remember. */
  readonly summary: string; readonly big: readonly { readonly number: string; readonly text: string }[]
  readonly parts: readonly ReportPart<P>[]
}
export type Report = ReportOf<{ readonly svg: string; readonly alt: string }>

// ── Doors of the console ──────────────────────────────────────────────────────────────────────────────────────────────

export const reportStates = ['draft', 'published', 'withdrawn'] as const
export type ReportState = (typeof reportStates)[number]
const byYear = z.object({ year: z.coerce.number().int().min(1990).max(2199) })
const edition = z.object({ number: z.number().int(), state: z.enum(['published', 'replaced', 'withdrawn']), reason: z.string(), publishedAt: instant, publishedBy: z.string(), withdrawnAt: instant.nullable(), withdrawnReason: z.string() })
const reason = prose(1000)
const writes = can('coordinator')
const reads = can('coordinator', 'analyst')

export const listReports = endpoint({
  id: 'observatory.reports', method: 'GET', path: '/api/observatory/reports', summary: 'Yearly reports by year, the latest first, with their state', access: reads,
  response: z.object({ items: z.array(z.object({ year: z.number().int(), state: z.enum(reportStates), edition: z.number().int().nullable(), at: instant.nullable() })) }),
})
export const readReport = endpoint({
  id: 'observatory.report', method: 'GET', path: '/api/observatory/reports/:year', summary: 'What was entered for a year, its editions, and what a report of now would be made from; not of a year to come', access: reads, params: byYear, query: z.object({ lang: lang.default('it') }),
  response: z.object({ year: z.number().int(), version, entered, introductions, editions: z.array(edition), gone: z.array(z.string()), corrected: z.array(z.string()), draft: anyJson }),
})
export const saveReport = endpoint({
  id: 'observatory.save_report', method: 'PUT', path: '/api/observatory/reports/:year', summary: 'Enter money, people, training and an introduction; nothing of it must be', access: writes, params: byYear,
  body: z.object({ version, entered, introductions }), response: z.object({ version }),
})
export const publishReport = endpoint({
  id: 'observatory.publish_report', method: 'POST', path: '/api/observatory/reports/:year/editions', summary: 'Publish: a copy with the numbers of now, as page and as PDF; a further edition says why', access: writes, status: 201, params: byYear,
  body: z.object({ version, reason: reason.default('') }), response: z.object({ number: z.number().int() }),
})
export const withdrawReport = endpoint({
  id: 'observatory.withdraw_report', method: 'POST', path: '/api/observatory/reports/:year/withdrawal', summary: 'Take the public edition back; it stays in the console, with the reason', access: writes, params: byYear,
  body: z.object({ number: z.number().int().min(1).max(10_000), reason: reason.min(3) }), response: z.object({ number: z.number().int() }),
})
export const readDraft = endpoint({ id: 'observatory.report_draft', method: 'GET', path: '/api/observatory/reports/:year/draft', summary: 'The report of a year as PDF, from the data as they stand', access: reads, params: byYear, query: z.object({ lang: lang.default('it') }), raw: true, answers: ['application/pdf'] })

// ── For everybody ─────────────────────────────────────────────────────────────────────────────────────────────────────

const documents = {
  reports: { method: 'GET', path: '/osservatorio/rapporti', summary: 'Yearly reports that were published' },
  report: { method: 'GET', path: '/osservatorio/rapporti/:slug', summary: 'The published report of a year, as a page' },
} as const satisfies Record<string, LocalPageDeclared>
export type ReportPageName = keyof typeof documents
export const reportPages = localPages<ReportPageName>('observatory', documents)
export const reportPaths = {
  list: '/osservatorio/rapporti', year: (year: string) => `/osservatorio/rapporti/${year}`, pdf: (year: string, of: Lang) => `/osservatorio/rapporti/${year}.pdf?lang=${of}`,
  file: (year: string, name: string) => `/osservatorio/rapporti/${year}/${name}`,
} as const
const slug = z.string().regex(/^(19|20|21)\d\d$/)
export const readReportPdf = endpoint({ id: 'observatory.report_pdf', method: 'GET', path: '/osservatorio/rapporti/:year.pdf', summary: 'The published report of a year as PDF/UA-1, as it was made at its publication', access: anyone, raw: true, params: z.object({ year: slug }), query: z.object({ lang: lang.optional() }), answers: ['application/pdf'] })
export const readReportFile = endpoint({ id: 'observatory.report_file', method: 'GET', path: '/osservatorio/rapporti/:year/:file', summary: 'The figures of a published report: all as JSON, one table as CSV', access: anyone, raw: true, params: z.object({ year: slug, file: z.string().max(80) }), answers: ['application/json', 'text/csv'] })

export type ReportsView = { readonly items: readonly { readonly year: string; readonly number: number; readonly at: string }[] }
export type ReportView = { readonly input: ReportInput; readonly tables: readonly string[]; readonly langs: readonly Lang[]; readonly since: SinceSaid }
export type ReportViews = { readonly observatoryReports: ReportsView; readonly observatoryReport: ReportView }
