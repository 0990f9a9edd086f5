import type { ReactElement } from 'react'
import { EmptyState } from '#ui/components/parts.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { Frame } from '#modules/notices/web/public/frame.tsx'
import type { Pen } from '#modules/notices/web/public/words.ts'
import { observatoryPaths } from '#modules/observatory/contract-public.ts'
import { reportPaths, type ReportsView, type ReportView, type ReportViews } from '#modules/observatory/contract-report.ts'
import { BigNumbers, ReportParts } from './report-body.tsx'
import { partsOf } from './report-parts.tsx'
import { reportWords } from './report-words.ts'
import { observatoryWords } from './words.ts'

const home = (pen: Pen) => ({ label: observatoryWords(pen.page.lang)('short'), href: pen.href(observatoryPaths.home) })

export function ReportsPage({ view, pen }: { view: ReportsView; pen: Pen }) {
  const r = reportWords(pen.page.lang)
  return (
    <Frame pen={pen} title={r('page.list')} description={r('page.lead')} section="observatory" path={[home(pen), { label: r('page.list') }]}>
      <div className="lead"><h1>{r('page.list')}</h1><p>{r('page.lead')}</p></div>
      {view.items.length === 0 ? <EmptyState title={r('page.none')}>{r('page.lead')}</EmptyState> : (
        <ul className="cards">
          {view.items.map((one) => <li key={one.year} className="notice-card"><h2><a href={pen.href(reportPaths.year(one.year))}>{r('title', { year: one.year })}</a></h2><p>{r('edition', { n: pen.f.number(one.number), when: pen.f.date(one.at) })}</p></li>)}
        </ul>
      )}
    </Frame>
  )
}

export function ReportPage({ view: { input, tables, langs, since }, pen }: { view: ReportView; pen: Pen }) {
  const r = reportWords(pen.page.lang)
  const report = partsOf(input)
  const { year } = input
  const file = (href: string, label: string) => <a key={href} href={href}><Icon name="download" />{label}</a>
  return (
    <Frame pen={pen} title={report.title} description={report.summary} section="observatory" path={[home(pen), { label: r('page.list'), href: pen.href(reportPaths.list) }, { label: year }]}>
      <div className="lead"><h1>{report.title}</h1><p className="summary">{report.summary}</p><p>{report.edition} {report.made}</p>{since.corrected.length + since.withdrawn > 0 && <p>{[...(since.corrected.length > 0 ? [r.n('since.corrected', since.corrected.length), r('since.how')] : []), ...(since.withdrawn > 0 ? [r.n('since.withdrawn', since.withdrawn)] : []), ...(since.at ? [r('since.at', { when: pen.f.date(since.at) })] : [])].join(' ')}</p>}</div>
      <BigNumbers report={report} />
      {langs.length === 0 ? <p className="soft">{r('page.noPdf')}</p> : <p className="actions">{langs.includes(pen.page.lang) && <a className="button" href={reportPaths.pdf(year, pen.page.lang)}>{r('page.pdf')}</a>}</p>}
      <ReportParts report={report} />
      <section className="block" aria-labelledby="data"><div className="section-head"><h2 id="data">{r('page.data')}</h2></div><p className="legend">{[...tables.map((name) => file(reportPaths.file(year, `${name}.csv`), `${r(`table.${name}` as never)} (CSV)`)), file(reportPaths.file(year, 'data.json'), r('page.json'))]}</p></section>
    </Frame>
  )
}

type Table = { readonly [R in keyof ReportViews]: (props: { view: ReportViews[R]; pen: Pen }) => ReactElement }
/** Public documents of reports by name. */
export const reportDocuments: Table = { observatoryReports: ReportsPage, observatoryReport: ReportPage }
