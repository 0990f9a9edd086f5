import { renderToStaticMarkup } from 'react-dom/server'
import type { Report, ReportInput } from '#modules/observatory/contract-report.ts'
import { partsOf } from './report-parts.tsx'

/** In points of the chart: a little more than half a page of A4 without its margins, beside its table, at the size of its letters. */
const PAPER = 330

/** For the typesetter: pictures as texts. */
export function reportOf(input: ReportInput): Report {
  const made = partsOf(input)
  return { ...made, parts: made.parts.map(({ picture, ...part }) => ({ ...part, ...(picture ? { picture: { svg: renderToStaticMarkup(picture.draw(PAPER)), alt: picture.alt } } : {}) })) }
}
