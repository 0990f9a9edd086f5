/** What the parts of a report share: the input, words in its language, and how numbers are written. */
import type { ReactElement } from 'react'
import type { Formats } from '#ui/i18n/formats.ts'
import type { ReportInput, ReportPart } from '#modules/observatory/contract-report.ts'
import type { ReportWords } from './report-words.ts'
import type { Words } from './words.ts'

/** Drawn as wide as its column, or at so many points for paper. Its words are the picture's own, for who does not see it. */
export type Drawing = { readonly draw: (paper?: number) => ReactElement; readonly alt: string }
export type Part = ReportPart<Drawing>
export type Telling = { readonly input: ReportInput; readonly r: ReportWords; readonly o: Words; readonly f: Formats; readonly euro: (n: number) => string; readonly hours: (n: number) => string }

export const altOf = (title: string, told: readonly string[]): string => `${title}. ${told.join('; ')}`

const yearAndMonth = ({ now, timeZone }: ReportInput): string => new Intl.DateTimeFormat('sv', { year: 'numeric', month: '2-digit', timeZone }).format(new Date(now))
/** The year is over, in the zone of the centre. */
export const finished = (input: ReportInput): boolean => yearAndMonth(input).slice(0, 4) > input.year
/** How many of its months have begun. */
export const monthsOf = (input: ReportInput): number => (finished(input) ? 12 : Number(yearAndMonth(input).slice(5, 7)))
