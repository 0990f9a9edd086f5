import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { Columns } from '#ui/charts/columns.tsx'
import { Heat } from '#ui/charts/heat.tsx'
import { Rows } from '#ui/charts/rows.tsx'
import { Survival } from '#ui/charts/survival.tsx'
import { formats } from '#ui/i18n/formats.ts'
import type { Mark } from '#ui/charts/chart.tsx'
import type { Count } from '#modules/observatory/contract-public.ts'
import type { Report, ReportInput, ReportPart } from '#modules/observatory/contract-report.ts'
import { observatoryWords, sayCode, sayMark, type Words } from './words.ts'

/** In points of the chart: a page of A4 without its margins, at the size of its letters. */
const PAPER = 560

/** The report in words, tables and pictures. Everything that counts comes with the input. */
export function reportOf(input: ReportInput): Report {
  const { lang, year, own, all, figures, centre, region } = input
  const o = observatoryWords(lang)
  const f = formats(lang, input.now, input.timeZone)
  const number = (n: number | null) => (n === null ? o('hidden') : f.number(n))
  const marks = (name: string, counts: readonly Count[], chosen?: string): Mark[] => counts.map(({ code, n }) => { const label = sayCode(o, name, code); return { key: code, label, value: n, text: n === null ? '—' : f.number(n), say: sayMark(o, label, n), ...(chosen === undefined ? {} : { chosen: code === chosen }) } })
  const table = (title: string, name: string, counts: readonly Count[]) => ({ columns: [title, o('col.n')], rows: counts.map((one) => [sayCode(o, name, one.code), number(one.n)]) })
  const now = own.total
  const said = now === null ? o('say.yearFew', { year }) : o.n('say.year', now, { year })
  const breakdown = (name: 'action' | 'kind' | 'province' | 'occasion' | 'sector' | 'size'): ReportPart[] => {
    const { counts, whole } = own.tables[name]
    const title = o(`${name}.title`)
    return counts.length === 0 ? [] : [{ title, texts: whole ? [o('report.years', { year })] : [], picture: picture(<Rows id={name} title={title} desc={o('rows.desc')} marks={marks(name, counts.slice(0, 8))} paper={PAPER} />, title, counts.map((one) => sayMark(o, sayCode(o, name, one.code), one.n))), table: table(title, name, counts), notes: [name === 'province' ? o('province.method') : name === 'occasion' ? o('occasion.method') : o('rows.method')] }]
  }
  return {
    lang, centre, title: o('report.title', { year }), subtitle: o('report.subtitle', { region }), contents: o('report.contents'), made: o('report.made', { when: f.date(input.now), mark: own.edition.mark.slice(0, 8) }),
    summary: [said, o.n('report.sum.reports', figures.reports), o.n('report.sum.bodies', figures.bodies)].join(' '),
    parts: [
      { title: o('years.title'), texts: [said], picture: picture(<Columns id="y" title={o('years.title')} desc={o('years.desc')} marks={marks('year', all.years, year)} paper={PAPER} />, o('years.title'), all.years.map((one) => sayMark(o, one.code, one.n))), table: table(o('col.year'), 'year', all.years), notes: [o('years.method')] },
      ...months(input, o, number),
      ...breakdown('action'), ...breakdown('kind'), ...breakdown('province'), ...breakdown('sector'), ...breakdown('size'), ...breakdown('occasion'),
      ...survival(input, o, f.percent),
      work(input, o, f.number),
      { title: o('report.cases.title'), texts: own.latest.length === 0 ? [o('report.cases.none')] : [], table: { columns: [o('report.cases.ref'), o('report.cases.name'), o('report.cases.when')], rows: own.latest.map((one) => [one.ref, one.title || sayCode(o, 'action', one.action ?? 'unknown'), one.started ?? '']) } },
      { title: o('report.method.title'), texts: [o('lead'), o('k.method'), o('under.1'), o('under.2'), o('under.3', { n: f.number(own.withheld) })] },
      { title: o('report.words.title'), texts: [o('report.words.attack'), o('report.words.hidden'), o('report.words.back')] },
    ],
  }
}

/** The words of all its marks are the picture's own, for who does not see it. */
const picture = (drawn: ReactElement, title: string, told: readonly string[]) => ({ svg: renderToStaticMarkup(drawn), alt: `${title}. ${told.join('; ')}` })

function months({ all, year, lang }: ReportInput, o: Words, number: (n: number | null) => string): ReportPart[] {
  const row = all.months.find((one) => one.year === year)
  if (!row) return []
  const quarters = row.cells[0]!.code.startsWith('Q')
  const names = row.cells.map(({ code }) => (quarters ? code.replace('Q', lang === 'en' ? 'Q' : 'T') : new Intl.DateTimeFormat(lang, { month: 'long', timeZone: 'UTC' }).format(new Date(`2024-${code}-15T00:00:00Z`))))
  const title = o(quarters ? 'quarters.title' : 'months.title')
  const cells = row.cells.map(({ code, n }, i) => ({ key: code, label: names[i]!, value: n, text: '', say: sayMark(o, names[i]!, n) }))
  return [{ title, texts: [], picture: picture(<Heat id="m" title={title} desc={o('months.desc')} columns={names.map((name) => (quarters ? name : name[0]!.toUpperCase()))} rows={[{ key: year, label: year, cells }]} paper={PAPER} />, title, cells.map((cell) => cell.say)), table: { columns: [o('col.month'), o('col.n')], rows: row.cells.map((cell, i) => [names[i]!, number(cell.n)]) }, notes: [o('months.method')] }]
}

function survival({ own, year }: ReportInput, o: Words, percent: (share: number) => string): ReportPart[] {
  const found = own.survival
  const title = o('survival.title')
  if (!found) return [{ title, texts: [o('survival.none')] }]
  const half = found.medianDays
  const rows = found.steps.slice(1).map((step) => [o.n('days', step.at), percent(step.share), `${percent(step.low)} – ${percent(step.high)}`])
  const lead = half === null ? [] : [half === 1 ? o('survival.leadOne') : o('survival.lead', { n: half })]
  return [{
    title, texts: [...lead, ...(own.tables.span.whole ? [o('report.years', { year })] : [])],
    picture: picture(<Survival id="s" title={title} desc={o('survival.desc')} steps={found.steps} until={100} axis={(at) => o.n('days', Math.round(at))} percent={percent} landmarks={half === null ? [] : [{ at: half, share: found.steps.find((step) => step.at === half)!.share, text: o('survival.half', { n: half }), say: lead[0]! }]} paper={PAPER} />, title, rows.map((row) => row.join(' '))),
    table: { columns: [o('col.day'), o('col.still'), o('col.range')], rows }, notes: [o('survival.method', { n: found.of })],
  }]
}

function work({ figures, lang }: ReportInput, o: Words, number: (n: number) => string): ReportPart {
  const hours = (n: number | null) => (n === null ? o('report.none') : new Intl.NumberFormat(lang, { maximumFractionDigits: 1 }).format(n))
  return {
    title: o('report.work.title'), texts: [o('report.work.text')],
    table: { columns: [o('report.work.what'), o('report.work.number')], rows: [
      [o('report.work.reports'), number(figures.reports)], [o('report.work.answered'), number(figures.answered)], [o('report.work.median'), hours(figures.medianHours)], [o('report.work.p90'), hours(figures.p90Hours)],
      [o('report.work.bodies'), number(figures.bodies)], [o('report.work.exercises'), number(figures.exercises)], [o('report.work.trained'), number(figures.exerciseBodies)], [o('report.work.cost'), figures.costEur === null ? o('report.work.costNone') : number(Math.round(figures.costEur))],
    ] },
    notes: [o('report.work.budget')],
  }
}
