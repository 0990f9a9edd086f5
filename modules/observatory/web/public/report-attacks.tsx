/** The published attacks in numbers: what can be shown, and once, plainly, what cannot. */
import { Columns } from '#ui/charts/columns.tsx'
import { Heat } from '#ui/charts/heat.tsx'
import { Rows } from '#ui/charts/rows.tsx'
import { Survival } from '#ui/charts/survival.tsx'
import type { Mark } from '#ui/charts/chart.tsx'
import type { Count } from '#modules/observatory/contract-public.ts'
import { altOf, type Part, type Telling } from './report-telling.ts'
import { sayCode, sayMark } from './words.ts'

const breakdowns = ['action', 'kind', 'province', 'sector', 'size', 'occasion'] as const
type Name = (typeof breakdowns)[number] | 'years' | 'quarters' | 'survival'
/** A picture is worth its place where two numbers can be compared, or where nothing of it is withheld. */
const worth = (counts: readonly Count[]): boolean => { const shown = counts.filter((one) => one.n !== null && one.n > 0).length; return shown >= 2 || (shown === 1 && counts.every((one) => one.n !== null)) }

export function attackParts(telling: Telling): Part[] {
  const { input: { year, own, figures, cases }, r, f, euro, o } = telling
  const wanted: readonly (readonly [Name, Part | null])[] = [['years', years(telling)], ['quarters', quarters(telling)], ...breakdowns.map((name) => [name, breakdown(telling, name)] as const), ['survival', survival(telling)]]
  const [shown, left] = [wanted.flatMap(([, part]) => part ?? []), wanted.filter(([, part]) => part === null).map(([name]) => r(`thing.${name}`))]
  if (cases.length === 0 && shown.length === 0) return []
  const few = shown.length === 0 ? [r('few.all', { year })] : left.length > 0 ? [r('few.some', { things: f.list(left) })] : []
  return [{
    id: 'attacks', level: 1, title: r('attacks'),
    texts: [...(own.total === null ? [] : [o.n('say.year', own.total, { year })]), ...few, ...(figures.costEur === null ? [] : [r('attacks.cost', { n: euro(figures.costEur), of: f.number(figures.costOf) })])],
  }, ...shown]
}

/** @param chosen the code that stands out among the others. */
function marksOf({ f, o }: Telling, name: string, counts: readonly Count[], chosen?: string): Mark[] {
  return counts.map(({ code, n }) => { const label = sayCode(o, name, code); return { key: code, label, value: n, text: n === null ? '—' : f.number(n), say: sayMark(o, label, n), ...(chosen === undefined ? {} : { chosen: code === chosen }) } })
}
const numberOf = ({ f, o }: Telling, n: number | null): string => (n === null ? o('hidden') : f.number(n))

function years(telling: Telling): Part | null {
  const { input: { all, year }, o } = telling
  if (!worth(all.years)) return null
  const [title, marks] = [o('years.title'), marksOf(telling, 'year', all.years.slice(-12), year)]
  return { id: 'years', level: 2, title, texts: [], picture: { draw: (paper) => <Columns id="years-c" title={title} desc={o('years.desc')} marks={marks} paper={paper} />, alt: altOf(title, marks.map((mark) => mark.say)) }, table: { columns: [o('col.year'), o('col.n')], rows: all.years.slice(-12).toReversed().map((one) => [one.code, numberOf(telling, one.n)]) }, notes: [o('years.method')] }
}

function breakdown(telling: Telling, name: (typeof breakdowns)[number]): Part | null {
  const { input: { own, year }, r, o } = telling
  const { counts, whole } = own.tables[name]
  if (!worth(counts)) return null
  const [title, marks] = [o(`${name}.title`), marksOf(telling, name, counts.slice(0, 8))]
  return {
    id: name, level: 2, title, texts: whole ? [r('allYears', { year })] : [], picture: { draw: (paper) => <Rows id={`${name}-c`} title={title} desc={o('rows.desc')} marks={marks} paper={paper} />, alt: altOf(title, marks.map((mark) => mark.say)) },
    table: { columns: [title, o('col.n')], rows: counts.map((one) => [sayCode(o, name, one.code), numberOf(telling, one.n)]) }, notes: [name === 'province' ? o('province.method') : name === 'occasion' ? o('occasion.method') : o('rows.method')],
  }
}

function quarters(telling: Telling): Part | null {
  const { input: { all, year, lang }, o } = telling
  const row = all.months.find((one) => one.year === year)
  if (!row || !worth(row.cells)) return null
  const byQuarter = row.cells[0]!.code.startsWith('Q')
  const names = row.cells.map(({ code }) => (byQuarter ? code.replace('Q', lang === 'en' ? 'Q' : 'T') : new Intl.DateTimeFormat(lang, { month: 'long', timeZone: 'UTC' }).format(new Date(`2024-${code}-15T00:00:00Z`))))
  const title = o(byQuarter ? 'quarters.title' : 'months.title')
  const cells = row.cells.map(({ code, n }, i) => ({ key: code, label: names[i]!, value: n, text: '', say: sayMark(o, names[i]!, n) }))
  return {
    id: 'quarters', level: 2, title, texts: [],
    picture: { draw: (paper) => <Heat id="quarters-c" title={title} desc={o('months.desc')} columns={names.map((name) => (byQuarter ? name : name[0]!.toUpperCase()))} rows={[{ key: year, label: year, cells }]} paper={paper} />, alt: altOf(title, cells.map((cell) => cell.say)) },
    table: { columns: [o('col.month'), o('col.n')], rows: row.cells.map((cell, i) => [names[i]!, numberOf(telling, cell.n)]) }, notes: [o('months.method')],
  }
}

function survival({ input: { own, year }, r, o, f }: Telling): Part | null {
  const found = own.survival
  if (!found) return null
  const [title, half] = [o('survival.title'), found.medianDays]
  const rows = found.steps.slice(1).map((step) => [o.n('days', step.at), f.percent(step.share), `${f.percent(step.low)} – ${f.percent(step.high)}`])
  const lead = half === null ? [] : [half === 1 ? o('survival.leadOne') : o('survival.lead', { n: half })]
  const landmarks = half === null ? [] : [{ at: half, share: found.steps.find((step) => step.at === half)!.share, text: o('survival.half', { n: half }), say: lead[0]! }]
  return {
    id: 'survival', level: 2, title, texts: [...lead, ...(own.tables.span.whole ? [r('allYears', { year })] : [])],
    picture: { draw: (paper) => <Survival id="survival-c" title={title} desc={o('survival.desc')} steps={found.steps} until={100} axis={(at) => o.n('days', Math.round(at))} percent={f.percent} landmarks={landmarks} paper={paper} />, alt: altOf(title, rows.map((row) => row.join(' '))) },
    table: { columns: [o('col.day'), o('col.still'), o('col.range')], rows }, notes: [o('survival.method', { n: f.number(found.of) })],
  }
}
