/** Each figure: its sentence, its drawing, its table, how it was made. */
import { BarList } from '#ui/components/bars.tsx'
import { Card } from '#ui/components/console-marks.tsx'
import { DataTable } from '#ui/components/table.tsx'
import type { Formats } from '#ui/i18n/formats.ts'
import type { Breakdown, Figures, charts } from '../../contract-study.ts'
import { sayCode, useWords, type Words } from '../study-words.ts'

type Chart = (typeof charts)[number]
type Row = Figures['by']['year'][number]
const isBreakdown = (chart: Chart): chart is Breakdown => ['year', 'kind', 'sector', 'size', 'province', 'action'].includes(chart)
const near = (f: Formats, value: number) => f.number(Math.round(value * 100) / 100)
const range = (f: Formats, { low, high }: { low: number; high: number }) => `${near(f, low)}–${near(f, high)}`

export function Figure({ chart, figures }: { chart: Chart; figures: Figures }) {
  const { t } = useWords()
  return <Card title={t(`chart.${chart}`)}><div className="card-body">{isBreakdown(chart) ? <Rows chart={chart} figures={figures} /> : <Conclusion chart={chart} figures={figures} />}<p className="field-hint">{t(`method.${isBreakdown(chart) ? 'rate' : chart}`)}</p></div></Card>
}

function Rows({ chart, figures }: { chart: Breakdown; figures: Figures }) {
  const { t, f } = useWords()
  const rows = figures.by[chart]
  if (rows.length === 0) return <p>{t('none')}</p>
  const top = rows.reduce((a, b) => (b.count > a.count ? b : a))
  const label = (row: Row) => sayCode(t, chart, row.key)
  return (
    <>
      <p>{t('most', { what: label(top), n: f.number(top.count), of: f.number(figures.attacks) })} {rows.some((row) => row.rate) ? '' : t('noRates')}</p>
      <BarList label={t(`chart.${chart}`)} rows={rows.slice(0, 30).map((row) => ({ key: row.key, label: label(row), value: row.count, text: f.number(row.count) }))} />
      <DataTable
        caption={t(`chart.${chart}`)} captionHidden rows={rows} keyOf={(row) => row.key} stays
        columns={[
          { key: 'what', header: t(`by.${chart}`), names: true, cell: label },
          { key: 'n', header: t('attacks'), align: 'end', cell: (row) => f.number(row.count) },
          { key: 'rate', header: t('rate'), align: 'end', cell: (row) => (row.rate ? `${near(f, row.rate.value)} (${range(f, row.rate)})` : '–') },
          { key: 'bodies', header: t('bodies'), align: 'end', wide: true, cell: (row) => (row.bodies === null ? '–' : f.number(row.bodies)) },
        ]}
      />
    </>
  )
}

function Conclusion({ chart, figures }: { chart: Exclude<Chart, Breakdown>; figures: Figures }) {
  const { t, f } = useWords()
  if (chart === 'trend') return <>{sayTrend(t, f, figures).map((one) => <p key={one}>{one}</p>)}</>
  if (chart === 'season') return <ul>{(['night', 'weekend', 'holiday'] as const).map((name) => { const one = figures.season[name]; return <li key={name}>{t(`season.${name}`)} {one ? t('season.found', { hits: f.number(one.hits), of: f.number(one.of), ratio: near(f, one.ratio.value), range: range(f, one.ratio) }) : t('unknown')}</li> })}</ul>
  if (chart === 'providers') return figures.providers.length === 0 ? <p>{t('none')}</p> : <BarList label={t('chart.providers')} rows={figures.providers.map((one) => ({ key: one.partyId, label: one.name || t('unknown'), value: one.falls, text: f.number(one.falls) }))} />
  if (chart === 'effect') return <Effect effect={figures.effect} />
  const { restore } = figures
  if (restore.events + restore.censored === 0) return <p>{t('none')}</p>
  return (
    <>
      <p>{restore.median === null ? t('restore.noMedian') : t('restore.median', { days: near(f, restore.median), low: restore.low === null ? '–' : near(f, restore.low), high: restore.high === null ? '–' : near(f, restore.high) })} {t('restore.known', { n: f.number(restore.events + restore.censored), still: f.number(restore.censored) })}</p>
      <DataTable
        caption={t('chart.restore')} captionHidden rows={restore.steps.slice(0, 60)} keyOf={(step) => String(step.days)} stays
        columns={[{ key: 'days', header: t('days'), names: true, cell: (step) => near(f, step.days) }, { key: 'still', header: t('still'), align: 'end', cell: (step) => f.percent(step.survival) }, { key: 'range', header: t('interval'), align: 'end', cell: (step) => `${f.percent(step.low)}–${f.percent(step.high)}` }]}
      />
    </>
  )
}

function Effect({ effect }: { effect: Figures['effect'] }) {
  const { t, f } = useWords()
  if (!effect) return <p>{t('effect.none')}</p>
  return (
    <>
      <p>{t('effect.found', { before: f.number(effect.before), after: f.number(effect.after), days: f.number(Math.round(effect.days.after)), ratio: near(f, effect.ratio.value), range: range(f, effect.ratio) })}</p>
      <ul>{effect.caveats.map((one) => <li key={one}>{t(`caveat.${one}`)}</li>)}</ul>
    </>
  )
}

function sayTrend(t: Words, f: Formats, { trend, change }: Figures): string[] {
  const said = trend ? [t(trend.change.low > 1 ? 'trend.up' : trend.change.high < 1 ? 'trend.down' : 'trend.flat', { change: near(f, (trend.change.value - 1) * 100), range: `${near(f, (trend.change.low - 1) * 100)} … ${near(f, (trend.change.high - 1) * 100)}`, years: f.number(trend.years) }), ...(trend.dispersion > 1.5 ? [t('trend.bursts')] : [])] : [t('trend.none')]
  const last = change?.segments.at(-1)
  return [...said, change && last && change.segments.length > 1 ? t('change.found', { from: last.from, mean: near(f, last.mean), p: near(f, change.p) }) : t('change.none')]
}
