/** From what an edition keeps to what one language reads. */
import type { Lang } from '#platform/contract/index.ts'
import { observatoryPaths } from '../../contract-public.ts'
import type { ReportData, ReportInput } from '../../contract-report.ts'

export function inputIn(data: ReportData, lang: Lang): ReportInput {
  const { centre, region, cases, introductions, languages, ...rest } = data
  const first = languages[0] ?? 'it'
  const said = (texts: Readonly<Record<string, string>>) => texts[lang] || texts[first] || Object.values(texts).find(Boolean) || ''
  return {
    ...rest, lang, centre: said(centre) || 'Bastida', region: said(region),
    // An introduction of another language is no introduction.
    introduction: (introductions[lang] ?? '').split(/\n+/).map((text) => text.trim()).filter(Boolean),
    cases: cases.map(({ title, summary, ...one }) => ({ ...one, title: said(title), summary: shortened(said(summary)), href: `${data.origin}${lang === first ? '' : `/${lang}`}${observatoryPaths.case(one.ref)}` })),
  }
}

const LONG = 700
/** The first paragraph, up to the end of a sentence where it is long. */
function shortened(text: string): string {
  const first = text.split(/\n+/)[0]!.trim()
  if (first.length <= LONG) return first
  const cut = first.slice(0, LONG)
  const end = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('! '), cut.lastIndexOf('? '))
  return end > LONG / 2 ? cut.slice(0, end + 1) : `${cut.slice(0, cut.lastIndexOf(' '))}…`
}
