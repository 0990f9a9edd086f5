/** The yearly report: what it is made from, and its parts, of which a printed document and a page are made. */
import type { Lang } from '#platform/contract/index.ts'
import type { ObservatoryView } from './contract-public.ts'

/** What the centre did in the year, from the modules that know it. Null where there is nothing to take it from. */
export type YearFigures = {
  readonly reports: number; readonly answered: number; readonly medianHours: number | null; readonly p90Hours: number | null
  readonly bodies: number; readonly exercises: number; readonly exerciseBodies: number
  /** Costs that victims or sources said, of at least five attacks together. */
  readonly costEur: number | null; readonly costOf: number
}
export type ReportInput = {
  readonly year: string; readonly lang: Lang; readonly timeZone: string; readonly now: string; readonly centre: string; readonly region: string
  /** Of all years, and of this one. */
  readonly all: ObservatoryView; readonly own: ObservatoryView
  readonly figures: YearFigures
}
export type ReportTable = { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
export type ReportPart = { readonly title: string; readonly texts: readonly string[]; readonly picture?: { readonly svg: string; readonly alt: string }; readonly table?: ReportTable; readonly notes?: readonly string[] }
export type Report = { readonly lang: Lang; readonly title: string; readonly subtitle: string; readonly centre: string; readonly made: string; readonly summary: string; readonly parts: readonly ReportPart[]; readonly contents: string }
