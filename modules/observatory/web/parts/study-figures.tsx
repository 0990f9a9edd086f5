/** Each figure: its sentence, its drawing, its table, how it was made, and what it cannot say. */
import type { ReactNode } from 'react'
import { Card } from '#ui/components/console-marks.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { Intervals, type Interval } from '#ui/charts/intervals.tsx'
import { Lines, type Turn } from '#ui/charts/lines.tsx'
import { breakdowns, type Breakdown, type Figures, type charts } from '../../contract-study.ts'
import { chance, near, range } from './study-numbers.ts'
import { Effect, Providers, Restore, Season } from './study-conclusions.tsx'
import { sayCode, useWords, type Words } from '../study-words.ts'
import type { Formats } from '#ui/i18n/formats.ts'

type Chart = (typeof charts)[number]
type Row = Figures['by']['year'][number]
const isBreakdown = (chart: Chart): chart is Breakdown => (breakdowns as readonly string[]).includes(chart)
const SHOWN = 20

/** @param id one that no other figure of the page has. */
export function Figure({ id, chart, figures, title }: { id: string; chart: Chart; figures: Figures; title?: string | undefined }) {
  const { t, f } = useWords()
  const kind = isBreakdown(chart) ? 'rate' : chart
  const known = knownOf(chart, figures)
  return (
    <Card title={title || t(`chart.${chart}`)}>
      <div className="card-body">
        <Drawing id={id} chart={chart} figures={figures} />
        <p className="field-hint">{t(`counted.${kind}`)} {known !== null && t('known', { n: f.number(known), of: f.number(figures.attacks) })} {t('underShort')}</p>
        <p className="field-hint">{t(`method.${kind}`)} {t(`cannot.${kind}`)}</p>
      </div>
    </Card>
  )
}

function Drawing({ id, chart, figures }: { id: string; chart: Chart; figures: Figures }): ReactNode {
  if (isBreakdown(chart)) return <Rows id={id} chart={chart} figures={figures} />
  if (chart === 'trend') return <Trend id={id} figures={figures} />
  if (chart === 'season') return <Season id={id} figures={figures} />
  if (chart === 'restore') return <Restore id={id} figures={figures} />
  if (chart === 'effect') return <Effect id={id} effect={figures.effect} />
  return <Providers providers={figures.providers} />
}

/** Of how many attacks that which is drawn is known; nothing where the drawing says it of each part. */
function knownOf(chart: Chart, { by, coverage, restore }: Figures): number | null {
  if (isBreakdown(chart)) return by[chart].filter((row) => row.key !== '' && row.key !== 'unknown').reduce((sum, row) => sum + row.count, 0)
  if (chart === 'trend') return by.year.reduce((sum, row) => sum + row.count, 0)
  if (chart === 'restore') return restore.events + restore.censored
  return chart === 'effect' ? coverage.day : null
}

/** Rates where all rows have one; else counts. Both with what they are compatible with. */
function marksOf(t: Words, f: Formats, chart: Breakdown, rows: readonly Row[]): { readonly rated: boolean; readonly marks: Interval[] } {
  const rated = rows.length > 0 && rows.every((row) => row.rate !== null || row.key === '' || row.key === 'unknown') && rows.some((row) => row.rate)
  return {
    rated,
    marks: rows.filter((row) => !rated || row.rate).map((row) => {
      const label = sayCode(t, chart, row.key)
      const { value, low, high } = rated ? row.rate! : { value: row.count, low: row.counted?.low ?? row.count, high: row.counted?.high ?? row.count }
      return { key: row.key, label, value, low, high, text: near(f, value), say: rated ? t('say.rate', { what: label, rate: near(f, value), range: range(f, { low, high }), n: f.number(row.count) }) : t('say.count', { what: label, n: f.number(row.count), range: range(f, { low, high }) }) }
    }),
  }
}

function Rows({ id, chart, figures }: { id: string; chart: Breakdown; figures: Figures }) {
  const { t, f } = useWords()
  const rows = figures.by[chart]
  if (rows.length === 0) return <p>{t('none')}</p>
  const top = rows.reduce((a, b) => (b.count > a.count ? b : a))
  const { rated, marks } = marksOf(t, f, chart, rows.slice(chart === 'year' ? -40 : 0, chart === 'year' ? undefined : SHOWN))
  const drawn = { id, title: t(`chart.${chart}`), desc: t(rated ? 'rates' : 'counts') }
  return (
    <>
      <p>{t('most', { what: sayCode(t, chart, top.key), n: f.number(top.count), of: f.number(figures.attacks) })} {rated ? '' : t(rows.some((row) => row.rate) ? 'someRates' : 'noRates')}</p>
      <p className="field-hint">{drawn.desc}</p>
      {chart === 'year' ? <Lines {...drawn} marks={marks} axis={(value) => near(f, value)} /> : <Intervals {...drawn} marks={marks} axis={(value) => near(f, value)} />}
      <DataTable
        caption={t(`chart.${chart}`)} captionHidden rows={rows} keyOf={(row) => row.key}
        columns={[
          { key: 'what', header: t(`by.${chart}`), names: true, cell: (row) => sayCode(t, chart, row.key) },
          { key: 'n', header: t('attacks'), align: 'end', cell: (row) => f.number(row.count) },
          { key: 'rate', header: t('rate'), align: 'end', cell: (row) => (row.rate ? `${near(f, row.rate.value)} (${range(f, row.rate)})` : '–') },
          { key: 'bodies', header: t('bodies'), align: 'end', cell: (row) => (row.bodies === null ? '–' : f.number(Math.round(row.bodies / (chart === 'year' ? 1 : figures.by.year.length)))) },
        ]}
      />
    </>
  )
}

/** The years again, with the line of the model through the whole ones and the months at which the number became another. */
function Trend({ id, figures }: { id: string; figures: Figures }) {
  const { t, f } = useWords()
  const { trend, change } = figures
  const years = figures.by.year.slice(-40)
  const { rated, marks } = marksOf(t, f, 'year', years)
  const first = Number(years[0]?.key ?? 0)
  const turns = (change?.segments ?? []).slice(1).flatMap(({ from }): Turn[] => {
    const at = Number(from.slice(0, 4)) - first + (Number(from.slice(5)) - 1) / 12
    return at >= 0 && at <= marks.length ? [{ at, text: from, say: t('say.turn', { from }) }] : []
  })
  const fit = trend && trend.withRates === rated ? fitted(years.slice(0, Math.min(trend.years, years.length)), trend.change.value, rated) : []
  return (
    <>
      {sayTrend(t, f, figures).map((one) => <p key={one}>{one}</p>)}
      {marks.length > 1 && <Lines id={id} title={t('chart.trend')} desc={t(rated ? 'rates' : 'counts')} marks={marks} fit={fit} turns={turns} axis={(value) => near(f, value)} />}
      {marks.length > 1 && <p className="field-hint">{fit.length > 1 && t('fitted')} {turns.length > 0 && t('turned')}</p>}
      {marks.length > 1 && (
        <DataTable
          caption={t('chart.trend')} captionHidden rows={years} keyOf={(row) => row.key}
          columns={[{ key: 'year', header: t('by.year'), names: true, cell: (row) => row.key }, { key: 'n', header: t('attacks'), align: 'end', cell: (row) => f.number(row.count) }, { key: 'range', header: t('interval'), align: 'end', cell: (row) => (row.rate ? range(f, row.rate) : row.counted ? range(f, row.counted) : '–') }]}
        />
      )}
    </>
  )
}

/** The line of a log-linear Poisson regression: of all lines with this slope, the one whose sum is that of the counts. */
function fitted(years: readonly Row[], ratio: number, rated: boolean): number[] {
  const exposed = years.map((row) => (rated ? (row.bodies ?? 0) : 1))
  const sum = exposed.reduce((all, one, i) => all + one * ratio ** i, 0)
  const level = years.reduce((all, row) => all + row.count, 0) / sum
  return sum > 0 && Number.isFinite(level) ? years.map((_, i) => level * ratio ** i * (rated ? 1000 : 1)) : []
}

function sayTrend(t: Words, f: Formats, { trend, change }: Figures): string[] {
  const said = trend ? [t(trend.change.low > 1 ? 'trend.up' : trend.change.high < 1 ? 'trend.down' : 'trend.flat', { change: near(f, (trend.change.value - 1) * 100), range: `${near(f, (trend.change.low - 1) * 100)} … ${near(f, (trend.change.high - 1) * 100)}`, years: f.number(trend.years) }), ...(trend.dispersion > 1.5 ? [t('trend.bursts')] : [])] : [t('trend.none')]
  const last = change?.segments.at(-1)
  return [...said, change && last && change.segments.length > 1 ? t('change.found', { from: last.from, mean: near(f, last.mean), p: chance(f, change.p) }) : t('change.none')]
}
