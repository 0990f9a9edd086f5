import { Columns } from '#ui/charts/columns.tsx'
import type { Mark } from '#ui/charts/chart.tsx'
import { Figure } from '#ui/charts/figure.tsx'
import { Heat } from '#ui/charts/heat.tsx'
import { Intervals } from '#ui/charts/intervals.tsx'
import { Multiples } from '#ui/charts/multiples.tsx'
import { Rows } from '#ui/charts/rows.tsx'
import { Survival } from '#ui/charts/survival.tsx'
import type { Pen } from '#modules/notices/web/public/words.ts'
import { filterBys, filterOfPicks, filterQuery, observatoryPaths, picksOf, type Count, type FilterBy, type ObservatoryFilter, type ObservatoryView } from '#modules/observatory/contract-public.ts'
import { cellOf, numberOf, sayCode, sayFilter, sayMark, type Words } from './words.ts'

type Props = { readonly view: ObservatoryView; readonly pen: Pen; readonly o: Words }

const toChoice = (pen: Pen, filter: ObservatoryFilter): string => pen.href(observatoryPaths.home) + filterQuery(filter)
const file = (o: Words, table: string) => [{ href: observatoryPaths.file(table, 'csv'), label: o('csv') }]
export const around = (o: Words) => ({ skip: o('skip'), words: { more: o('more'), numbers: o('numbers') } })
export const method = (o: Words, ...texts: string[]) => ({ title: o('method'), text: [...texts, o('k.method')] })

/** One thing more, or instead of its like, or of the second; chosen again, it goes. */
export function choiceWith(filter: ObservatoryFilter, by: FilterBy, code: string): ObservatoryFilter {
  const picks = picksOf(filter)
  const own = picks.find((pick) => pick.by === by)
  const others = picks.filter((pick) => pick.by !== by)
  return filterOfPicks([...(own?.code === code ? others : [...others.slice(0, 1), { by, code }])])
}

/** What numbers are of, where it is not what was chosen. */
export function Within({ view, within, o }: { view: ObservatoryView; within: ObservatoryFilter; o: Words }) {
  if (filterQuery(within) === filterQuery(view.filter)) return null
  return <p className="soft">{within === null ? o('whole') : o('within', { what: sayFilter(o, within) })}</p>
}

export function marksOf({ view, pen, o }: Props, name: string, counts: readonly Count[], links = false): Mark[] {
  const by = filterBys.find((one) => one === name)
  return counts.map(({ code, n }) => {
    const label = sayCode(o, name, code)
    const own = picksOf(view.filter).find((pick) => pick.by === by)
    return { key: code, label, value: n, text: numberOf(pen, n), say: sayMark(o, label, n), ...(links && by && code !== '?' ? { href: toChoice(pen, choiceWith(view.filter, by, code)) } : {}), ...(own ? { chosen: own.code === code } : {}) }
  })
}

export function YearsFigure(props: Props) {
  const { view, pen, o } = props
  return (
    <Figure id="years" title={o('years.title')} lead={<Within view={view} within={view.yearsWithin} o={o} />} table={{ caption: o('years.title'), columns: [o('col.year'), o('col.n')], rows: view.years.toReversed().map((one) => ({ key: one.code, cells: [one.code, cellOf(o, pen, one.n)] })) }} method={method(o, o('years.method'))} downloads={file(o, 'year')} {...around(o)}>
      <Columns id="years-c" height={380} title={o('years.title')} desc={o('years.desc')} marks={marksOf(props, 'year', view.years, true)} />
    </Figure>
  )
}

export function RowsFigure({ name, ...props }: Props & { name: 'action' | 'kind' | 'sector' | 'size' | 'occasion' }) {
  const { view, pen, o } = props
  const { counts, within } = view.tables[name]
  if (counts.length === 0) return null
  const title = o(`${name}.title`)
  const first = counts[0]!
  const lead = name === 'action' && first.n !== null && first.code !== 'unknown' ? <p>{o('action.lead', { what: sayCode(o, name, first.code).toLowerCase() })}</p> : null
  return (
    <Figure id={name} title={title} lead={<>{lead}<Within view={view} within={within} o={o} /></>} table={{ caption: title, columns: [title, o('col.n')], rows: counts.map((one) => ({ key: one.code, cells: [sayCode(o, name, one.code), cellOf(o, pen, one.n)] })) }} method={method(o, name === 'occasion' ? o('occasion.method') : o('rows.method'))} downloads={file(o, name)} {...around(o)}>
      <Rows id={`${name}-c`} title={title} desc={o('rows.desc')} marks={marksOf(props, name, counts.slice(0, 12), true)} />
    </Figure>
  )
}

export function MonthsFigure({ view, pen, o }: Props) {
  if (view.months.length === 0) return null
  const quarters = view.months[0]!.cells[0]!.code.startsWith('Q')
  const title = o(quarters ? 'quarters.title' : 'months.title')
  const names = view.months[0]!.cells.map(({ code }) => (quarters ? { short: code.replace('Q', pen.page.lang === 'en' ? 'Q' : 'T'), long: code.replace('Q', pen.page.lang === 'en' ? 'Q' : 'T') } : monthOf(pen, code)))
  return (
    <Figure id="months" title={title} table={{ caption: title, columns: [o('col.month'), ...view.months.map((row) => row.year)], wide: view.months.map((_, i) => i + 1).slice(0, -2), rows: names.map((name, m) => ({ key: name.long, cells: [name.long, ...view.months.map((row) => cellOf(o, pen, row.cells[m]!.n))] })) }} method={method(o, o('months.method'))} downloads={file(o, 'month')} {...around(o)}>
      <Heat id="months-c" title={title} desc={o('months.desc')} columns={names.map((name) => name.short)} rows={view.months.map((row) => ({ key: row.year, label: row.year, cells: row.cells.map(({ code, n }, m) => ({ key: code, label: names[m]!.long, value: n, text: numberOf(pen, n), say: sayMark(o, `${names[m]!.long} ${row.year}`, n) })) }))} />
    </Figure>
  )
}

/** One letter over a column, the whole word in the table. */
function monthOf(pen: Pen, code: string): { short: string; long: string } {
  const long = new Intl.DateTimeFormat(pen.page.lang, { month: 'long', timeZone: 'UTC' }).format(new Date(`2024-${code}-15T00:00:00Z`))
  return { short: long[0]!.toUpperCase(), long }
}

export function MultiplesFigure(props: Props) {
  const { view, o } = props
  if (view.actionsByYear.length < 2) return null
  return (
    <section className="block" aria-labelledby="multiples">
      <div className="section-head"><h2 id="multiples">{o('multiples.title')}</h2></div>
      <p className="soft">{o('multiples.lead')} <a href={observatoryPaths.file('year-action', 'csv')}>{o('csv')}</a></p>
      <Multiples id="m" charts={view.actionsByYear.map(({ action, years }) => ({ key: action, title: sayCode(o, 'action', action), desc: o('years.desc'), marks: marksOf({ ...props, view: { ...view, filter: null } }, 'year', years) }))} />
    </section>
  )
}

export function SurvivalFigure({ view, pen, o }: Props) {
  const found = view.survival
  const title = o('survival.title')
  if (!found) return <section className="block" aria-labelledby="survival"><div className="section-head"><h2 id="survival">{title}</h2></div><p className="soft">{o('survival.none')}</p></section>
  const percent = (share: number) => pen.f.percent(share)
  const rows = found.steps.slice(1).map((step) => ({ key: String(step.at), cells: [o.n('days', step.at), percent(step.share), `${percent(step.low)} – ${percent(step.high)}`] }))
  const half = found.medianDays
  return (
    <Figure id="survival" title={title} lead={<>{half !== null && <p>{half === 1 ? o('survival.leadOne') : o('survival.lead', { n: half })}</p>}<Within view={view} within={view.tables.span.within} o={o} /></>} table={{ caption: title, columns: [o('col.day'), o('col.still'), o('col.range')], rows }} method={method(o, o('survival.method', { n: pen.f.number(found.of) }))} downloads={file(o, 'span')} {...around(o)}>
      <Survival id="survival-c" title={title} desc={o('survival.desc')} steps={found.steps} until={100} axis={(at) => o.n('days', Math.round(at))} percent={percent}
        landmarks={half === null ? [] : [{ at: half, share: found.steps.find((step) => step.at === half)!.share, text: o('survival.half', { n: half }), say: half === 1 ? o('survival.leadOne') : o('survival.lead', { n: half }) }]} />
    </Figure>
  )
}

export function RatesFigure({ view, pen, o }: Props) {
  const shown = view.rates.filter((rate) => rate.n !== null)
  if (shown.length === 0) return null
  const title = o('rates.title')
  const one = new Intl.NumberFormat(pen.page.lang, { maximumFractionDigits: 1, minimumFractionDigits: 1 })
  return (
    <Figure id="rates" title={title} table={{ caption: title, columns: [o('col.year'), o('col.rate'), o('col.range')], rows: shown.toReversed().map((rate) => ({ key: rate.code, cells: [rate.code, one.format(rate.value), `${one.format(rate.low)} – ${one.format(rate.high)}`] })) }} method={method(o, o('rates.method', { n: pen.f.number(shown[0]!.of) }))} downloads={file(o, 'year-kind')} {...around(o)}>
      <Intervals id="rates-c" title={title} desc={o('rates.desc')} axis={(value) => pen.f.number(value)} marks={shown.map((rate) => ({ key: rate.code, label: rate.code, value: rate.value, low: rate.low, high: rate.high, text: one.format(rate.value), say: `${rate.code}: ${one.format(rate.value)} (${one.format(rate.low)} – ${one.format(rate.high)})` }))} />
    </Figure>
  )
}

/** Each group beside the others, per thousand of it. */
export function RatesByFigures({ view, pen, o }: Props) {
  const one = new Intl.NumberFormat(pen.page.lang, { maximumFractionDigits: 1, minimumFractionDigits: 1 })
  return view.ratesBy.map(({ by, rates, known, groups, from, to }) => {
    const title = o(`ratesBy.${by}`)
    const years = from === to ? from : `${from}–${to}`
    return (
      <Figure key={by} id={`per-${by}`} title={title} lead={<p className="soft">{known === groups ? o('ratesBy.whole', { years }) : o('ratesBy.known', { known: pen.f.number(known), groups: pen.f.number(groups), years })}</p>}
        table={{ caption: title, columns: [title, o('col.n'), o('col.bodies'), o('col.per1000'), o('col.range')], wide: [1, 2], rows: rates.map((row) => ({ key: row.code, cells: [sayCode(o, by, row.code), cellOf(o, pen, row.n), pen.f.number(row.of), one.format(row.value), `${one.format(row.low)} – ${one.format(row.high)}`] })) }}
        method={method(o, o('ratesBy.method'))} downloads={file(o, by === 'sector' ? 'kind-sector' : by === 'province' ? 'kind-province' : by)} {...around(o)}>
        <Intervals id={`per-${by}-c`} title={title} desc={o('rates.desc')} axis={(value) => pen.f.number(value)} marks={rates.slice(0, 8).map((row) => ({ key: row.code, label: sayCode(o, by, row.code), value: row.value, low: row.low, high: row.high, text: one.format(row.value), say: `${sayCode(o, by, row.code)}: ${one.format(row.value)} (${one.format(row.low)} – ${one.format(row.high)})` }))} />
      </Figure>
    )
  })
}
