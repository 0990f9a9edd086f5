import { renderToStaticMarkup } from 'react-dom/server'
import type { Report, ReportInput } from '#modules/observatory/contract-report.ts'
import { partsOf } from './report-parts.tsx'

/** In points of the chart: a page of A4 without its margins, at the size of its letters. */
const PAPER = 560

/** For the typesetter: pictures as texts. */
export function reportOf(input: ReportInput): Report {
  const made = partsOf(input)
  return { ...made, parts: made.parts.map(({ picture, ...part }) => ({ ...part, ...(picture ? { picture: { svg: renderToStaticMarkup(picture.draw(PAPER)), alt: picture.alt } } : {}) })) }
}
