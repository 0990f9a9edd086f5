import { Fragment, type ReactNode } from 'react'
import { EmptyState } from '#ui/components/parts.tsx'
import { Frame } from '#modules/notices/web/public/frame.tsx'
import type { Pen } from '#modules/notices/web/public/words.ts'
import { filterQuery, observatoryPaths, picksOf, type Count, type FilterBy, type ObservatoryFilter, type ObservatoryView } from '#modules/observatory/contract-public.ts'
import { reportPaths } from '#modules/observatory/contract-report.ts'
import { CaseCards } from './cases.tsx'
import { choiceWith, MonthsFigure, MultiplesFigure, RatesByFigures, RatesFigure, RowsFigure, SurvivalFigure, YearsFigure } from './figures.tsx'
import { ProvinceFigure } from './province.tsx'
import { reportWords } from './report-words.ts'
import { observatoryWords, sayCode, sayFilter, sayMark, type Words } from './words.ts'

/** A sentence first, then the chart that proves it, its table, its method. */
export function ObservatoryPage({ view, pen }: { view: ObservatoryView; pen: Pen }) {
  const o = observatoryWords(pen.page.lang)
  const props = { view, pen, o }
  const young = isYoung(view)
  return (
    <Frame pen={pen} title={o('title')} description={o('description')} section="observatory" path={[{ label: o('short'), ...(view.filter ? { href: pen.href(observatoryPaths.home) } : {}) }, ...(view.filter ? [{ label: sayFilter(o, view.filter) }] : [])]}>
      <div className="lead">
        <h1>{o('title')}</h1>
        {view.years.length > 0 && <p className="summary">{young ? o('young') : sentence(props)}</p>}
        <Wider {...props} />
        <p>{o('lead')} {o('fresh', { when: pen.f.date(view.edition.at) })}</p>
      </div>
      {view.years.length === 0 ? <EmptyState title={o('empty.title')}>{o('empty.text')}</EmptyState> : young ? (
        <>
          <Latest {...props} most={12} />
          <div className="two">{breakdowns.filter((name) => view.tables[name].counts.some(tells)).map((name) => <RowsFigure key={name} name={name} {...props} />)}</div>
        </>
      ) : (
        <>
          <div className="two">
            <div>
              <YearsFigure {...props} />
              <Filters {...props} />
            </div>
            <ProvinceFigure {...props} />
          </div>
          <div className="two">
            <RowsFigure name="action" {...props} />
            <RowsFigure name="kind" {...props} />
            <SurvivalFigure {...props} />
            <RowsFigure name="occasion" {...props} />
            <RowsFigure name="sector" {...props} />
            <RowsFigure name="size" {...props} />
            <RatesFigure {...props} />
            <RatesByFigures {...props} />
          </div>
          {view.filter === null && <MonthsFigure {...props} />}
          <MultiplesFigure {...props} />
          <Latest {...props} most={3} />
        </>
      )}
      <section className="block" aria-labelledby="under">
        <div className="section-head"><h2 id="under">{o('under.title')}</h2></div>
        <ul className="bullets"><li>{o('under.1')}</li><li>{o('under.2')}</li>{view.withheld > 0 && <li>{o('under.3', { n: pen.f.number(view.withheld) })}</li>}</ul>
        <p className="legend"><a href={pen.href(observatoryPaths.data)}>{o('data.link')}</a> <a href={pen.href(reportPaths.list)}>{reportWords(pen.page.lang)('page.list')}</a></p>
      </section>
    </Frame>
  )
}

const breakdowns = ['action', 'kind', 'occasion', 'sector', 'size'] as const
const tells = ({ code, n }: Count): boolean => n !== null && n > 0 && code !== '?' && code !== 'unknown'
/** So few cases that no year can be told: they are read one by one, and pictures of nothing are left out. */
const isYoung = ({ years, tables }: ObservatoryView): boolean => !years.some(tells) && !tables.province.counts.some(tells)

function sentence({ view, pen, o }: { view: ObservatoryView; pen: Pen; o: Words }): string {
  const { filter, total, years } = view
  if (filter && (filter.by !== 'year' || filter.and)) { const what = sayFilter(o, filter); return total === null ? o('say.chosenFew', { what }) : o.n('say.chosen', total, { what }) }
  const at = filter ? years.findIndex((one) => one.code === filter.code) : years.length - 1
  const [now, before] = [years[at], years[at - 1]]
  if (!now) return o.n('say.year', 0, { year: filter!.code })
  if (now.n === null) return o('say.yearFew', { year: now.code })
  const until = pen.f.date(view.edition.at)
  const going = until.endsWith(now.code)
  const said = going ? o.n('say.until', now.n, { day: until }) : o.n('say.year', now.n, { year: now.code })
  if (!before || before.n === null) return said
  // A year that is not over is held against nothing.
  if (going) return `${said} ${o.n('say.before', before.n, { year: before.code })}`
  const more = now.n > before.n ? 'say.more' : now.n < before.n ? 'say.less' : 'say.same'
  return `${said} ${o(more, { year: before.code, n: pen.f.number(before.n) })}`
}

/** Filters are links in the address: no script, and a page that can be sent on. */
function Filters({ view, pen, o }: { view: ObservatoryView; pen: Pen; o: Words }) {
  const to = (filter: ObservatoryFilter) => pen.href(observatoryPaths.home) + filterQuery(filter)
  const chosen = (by: FilterBy) => picksOf(view.filter).find((pick) => pick.by === by)?.code
  const row = (by: FilterBy, codes: readonly string[]) => codes.length > 0 && (
    <FilterRow label={o(`filter.${by}`)}>
      {codes.map((code) => <a key={code} href={to(choiceWith(view.filter, by, code))} aria-current={chosen(by) === code || undefined}>{sayCode(o, by, code)}</a>)}
    </FilterRow>
  )
  return (
    <nav aria-label={o('filter')}>
      <div className="filters"><a href={to(null)} aria-current={view.filter === null || undefined}>{o('filter.all')}</a></div>
      {row('year', view.years.map((one) => one.code).toReversed().slice(0, 8))}
      {row('action', actionsShown)}
      {row('kind', kindsShown)}
      <details open={chosen('sector') !== undefined || chosen('province') !== undefined}>
        <summary>{o('filter.more')}</summary>
        {row('province', view.choices.province)}
        {row('sector', view.choices.sector)}
      </details>
      <p className="soft">{o('filter.two')}</p>
    </nav>
  )
}

/** Where two things together are too few, each alone is not. */
function Wider({ view, pen, o }: { view: ObservatoryView; pen: Pen; o: Words }) {
  if (view.total !== null || view.wider.length === 0) return null
  return <p>{o('wider')} {view.wider.map(({ filter, n }, i) => <Fragment key={i}>{i > 0 && ' · '}<a href={pen.href(observatoryPaths.home) + filterQuery(filter)}>{sayMark(o, sayFilter(o, filter!), n)}</a></Fragment>)}</p>
}

const actionsShown = ['malware', 'hacking', 'social', 'misuse', 'error']
const kindsShown = ['municipality', 'health', 'education', 'other_public', 'firm', 'person']

export const FilterRow = ({ label, children }: { label: string; children: ReactNode }) => <div className="filters"><strong>{label}</strong>{children}</div>

function Latest({ view, pen, o, most }: { view: ObservatoryView; pen: Pen; o: Words; most: number }) {
  if (view.latest.length === 0) return null
  return (
    <section className="block" aria-labelledby="latest">
      <div className="section-head"><h2 id="latest">{o('latest.title')}</h2><a href={pen.href(observatoryPaths.cases) + filterQuery(view.filter)}>{o('latest.all')}</a></div>
      <CaseCards items={view.latest.slice(0, most)} pen={pen} o={o} level="h3" />
    </section>
  )
}
