/** Figures that are no breakdown: when, how long, before and after, and providers. */
import { Link } from 'react-router'
import { DataTable } from '#ui/components/table.tsx'
import { roundTop } from '#ui/charts/chart.tsx'
import { Intervals, type Interval } from '#ui/charts/intervals.tsx'
import { Survival } from '#ui/charts/survival.tsx'
import type { Figures } from '../../contract-study.ts'
import { useWords } from '../study-words.ts'
import { daysToRead, near, range } from './study-numbers.ts'

/** Ratios stand on a scale that ends at this many times at most: what goes beyond runs off it, and its number is written. */
const scaleOf = (marks: readonly Interval[]): number => [2, 4, 10].find((end) => marks.every((mark) => mark.high <= end)) ?? 10

export function Season({ id, figures }: { id: string; figures: Figures }) {
  const { t, f } = useWords()
  const known = (['night', 'weekend', 'holiday'] as const).flatMap((name) => { const one = figures.season[name]; return one ? [{ name, ...one }] : [] })
  if (known.length === 0) return <p>{t('none')}</p>
  const marks = known.map(({ name, ratio }): Interval => ({ key: name, label: t(`value.${name}`), ...ratio, text: near(f, ratio.value), say: t('say.ratio', { what: t(`value.${name}`), ratio: near(f, ratio.value), range: range(f, ratio) }) }))
  return (
    <>
      <ul>{known.map(({ name, hits, of, ratio }) => <li key={name}>{t(`season.${name}`)} {t('season.found', { hits: f.number(hits), of: f.number(of), ratio: near(f, ratio.value), range: range(f, ratio) })}</li>)}</ul>
      <Intervals id={id} title={t('chart.season')} desc={t('one')} marks={marks} against={1} most={scaleOf(marks)} axis={(value) => near(f, value)} />
      <p className="field-hint">{t('one')}</p>
      <DataTable
        caption={t('chart.season')} captionHidden rows={known} keyOf={(one) => one.name}
        columns={[{ key: 'what', header: t('chart.season'), names: true, cell: (one) => t(`value.${one.name}`) }, { key: 'n', header: t('attacks'), align: 'end', cell: (one) => `${f.number(one.hits)} / ${f.number(one.of)}` }, { key: 'expected', header: t('expected'), align: 'end', cell: (one) => f.percent(one.expected) }, { key: 'ratio', header: t('ratio'), align: 'end', cell: (one) => `${near(f, one.ratio.value)} (${range(f, one.ratio)})` }]}
      />
    </>
  )
}

export function Restore({ id, figures: { restore } }: { id: string; figures: Figures }) {
  const { t, f } = useWords()
  if (restore.events + restore.censored === 0) return <p>{t('none')}</p>
  const steps = [{ at: 0, share: 1, low: 1, high: 1 }, ...restore.steps.map(({ days, survival, low, high }) => ({ at: days, share: survival, low, high }))]
  const until = roundTop(Math.max(1, steps.at(-1)!.at))
  return (
    <>
      <p>{restore.median === null ? t('restore.noMedian') : t('restore.median', { days: near(f, restore.median), low: restore.low === null ? '–' : near(f, restore.low), high: restore.high === null ? '–' : near(f, restore.high) })} {t('restore.known', { n: f.number(restore.events + restore.censored), still: f.number(restore.censored) })}</p>
      {restore.steps.length > 0 && (
        <Survival
          id={id} title={t('chart.restore')} desc={t('method.restore')} steps={steps} until={until} axis={(at) => near(f, at)} percent={(share) => f.percent(share)}
          landmarks={restore.median === null ? [] : [{ at: restore.median, share: 0.5, text: t('half', { days: near(f, restore.median) }), say: t('half', { days: near(f, restore.median) }) }]}
        />
      )}
      <DataTable
        caption={t('chart.restore')} captionHidden rows={daysToRead(restore.steps)} keyOf={(step) => String(step.days)}
        columns={[{ key: 'days', header: t('days'), names: true, cell: (step) => near(f, step.days) }, { key: 'risk', header: t('atRisk'), align: 'end', cell: (step) => f.number(step.atRisk) }, { key: 'still', header: t('still'), align: 'end', cell: (step) => f.percent(step.survival) }, { key: 'range', header: t('interval'), align: 'end', cell: (step) => `${f.percent(step.low)}–${f.percent(step.high)}` }]}
      />
    </>
  )
}

export function Effect({ id, effect }: { id: string; effect: Figures['effect'] }) {
  const { t, f } = useWords()
  if (!effect) return <p>{t('effect.none')}</p>
  const { control } = effect
  const markOf = (key: string, label: string, of: Pick<Interval, 'low' | 'high'> & { readonly value: number }): Interval => ({ key, label, ...of, text: near(f, of.value), say: t('say.ratio', { what: label, ratio: near(f, of.value), range: range(f, of) }) })
  const marks = [markOf('alone', t('effect.alone'), effect.ratio), ...(control?.against ? [markOf('against', t('effect.against'), control.against)] : [])]
  return (
    <>
      <p>{t('effect.found', { before: f.number(effect.before), after: f.number(effect.after), days: f.number(Math.round(effect.days.after)), ratio: near(f, effect.ratio.value), range: range(f, effect.ratio) })}</p>
      {control && <p>{control.against === null ? t('effect.noOthers') : `${t(control.against.high < 1 ? 'effect.less' : control.against.low > 1 ? 'effect.more' : 'effect.same')} ${near(f, control.against.value)} (${range(f, control.against)}).`} {control.aside > 0 && t('effect.aside', { n: f.number(control.aside) })}</p>}
      <Intervals id={id} title={t('chart.effect')} desc={t('one')} marks={marks} against={1} most={scaleOf(marks)} axis={(value) => near(f, value)} />
      <p className="field-hint">{t('one')}</p>
      <DataTable
        caption={t('chart.effect')} captionHidden keyOf={(one) => one.name}
        rows={control ? [{ name: t('effect.with'), ...control.had }, { name: t('effect.without'), ...control.others }] : [{ name: t('all'), before: effect.before, after: effect.after, bodies: null }]}
        columns={[{ key: 'who', header: t('effect.group'), names: true, cell: (one) => one.name }, { key: 'before', header: t('effect.before'), align: 'end', cell: (one) => f.number(one.before) }, { key: 'after', header: t('effect.after'), align: 'end', cell: (one) => f.number(one.after) }, { key: 'bodies', header: t('bodies'), align: 'end', cell: (one) => (one.bodies === null ? '–' : f.number(one.bodies)) }]}
      />
      <ul>{effect.caveats.map((one) => <li key={one}>{t(`caveat.${one}`)}</li>)}</ul>
    </>
  )
}

/** How often it fell, beside what would stop if it fell now. */
export function Providers({ providers }: { providers: Figures['providers'] }) {
  const { t, f } = useWords()
  if (providers.length === 0) return <p>{t('none')}</p>
  const worst = providers.filter((one) => one.ifDown).toSorted((a, b) => b.ifDown!.bodies - a.ifDown!.bodies)[0]
  const name = (one: (typeof providers)[number]) => one.name || t('unknown')
  return (
    <>
      {worst?.ifDown && <p>{t('ifDown.most', { name: name(worst), falls: f.number(worst.falls), bodies: f.number(worst.ifDown.bodies), services: f.number(worst.ifDown.services) })}</p>}
      <DataTable
        caption={t('chart.providers')} captionHidden rows={providers} keyOf={(one) => one.partyId}
        columns={[
          { key: 'name', header: t('provider'), names: true, cell: name }, { key: 'falls', header: t('falls'), align: 'end', cell: (one) => f.number(one.falls) },
          { key: 'bodies', header: t('ifDown.bodies'), align: 'end', cell: (one) => (one.ifDown ? f.number(one.ifDown.bodies) : '–') }, { key: 'services', header: t('ifDown.services'), align: 'end', cell: (one) => (one.ifDown ? f.number(one.ifDown.services) : '–') },
          { key: 'people', header: t('ifDown.people'), align: 'end', cell: (one) => (one.ifDown ? f.number(one.ifDown.people) : '–') },
          { key: 'more', header: t('ifDown'), cell: (one) => (one.ifDown ? <Link to={`/console/territory/what-if?provider=${one.partyId}`} aria-label={t('ifDown.of', { name: name(one) })}>{t('ifDown.more')}</Link> : t('ifDown.unknown')) },
        ]}
      />
    </>
  )
}
