/** A correlation in plain words, what stands on a rule, and what could not be counted. */
import { Link, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import type { ruleLoader } from '../data-catalogue.ts'
import { sayState, useWords, type Words } from '../words.ts'

type Rule = Awaited<ReturnType<typeof ruleLoader>>['rule']
type Linked = Rule['under'][number]

export function Together() {
  const { t, f } = useWords()
  const { rule } = useLoaderData<typeof ruleLoader>()
  const { correlation, under, filters, reaches, missed } = rule
  const lost = (['late', 'ungrouped', 'unvalued', 'evicted', 'cut'] as const).filter((one) => missed[one] > 0)
  return (
    <>
      {correlation && (
        <Card title={t('together.title')}>
          <div className="card-body">
            <ul className="bullets">{sayCorrelation(t, correlation).map((one) => <li key={one} className="watch-value">{one}</li>)}</ul>
            <h3>{t('together.parts')}</h3>
            <Links links={correlation.parts} />
          </div>
        </Card>
      )}
      {under.length > 0 && (
        <Card title={t('together.under')}>
          <div className="card-body"><p>{!rule.silent && t('together.loud')} {t('together.needed')}</p><Links links={under} /></div>
        </Card>
      )}
      {filters.length > 0 && <Card title={t('together.filters')}><div className="card-body"><Links links={filters} /></div></Card>}
      {reaches && (
        <Card title={t('together.reaches', { n: f.number(reaches.total) })}>
          <div className="card-body">
            {reaches.total === 0 ? <p>{t('together.reachesNone')}</p> : <ul className="bullets">{reaches.items.map((one) => <li key={one.id}><Link className="watch-link" to={`/console/watch/rules/${encodeURIComponent(one.id)}`} lang="en">{one.title}</Link></li>)}</ul>}
            {reaches.total > reaches.items.length && <p className="soft">{t('together.reachesMore', { n: f.number(reaches.total - reaches.items.length) })}</p>}
          </div>
        </Card>
      )}
      {(correlation || lost.length > 0) && (
        <Card title={t('missed.title')}>
          <div className="card-body">{lost.length === 0 ? <p>{t('missed.none')}</p> : <ul className="bullets">{lost.map((one) => <li key={one}>{t(`missed.${one}`, { n: f.number(missed[one]) })}</li>)}</ul>}</div>
        </Card>
      )}
    </>
  )
}

function Links({ links }: { links: readonly Linked[] }) {
  const { t } = useWords()
  return <ul className="bullets">{links.map((one) => <li key={one.id}><Link className="watch-link" to={`/console/watch/rules/${encodeURIComponent(one.id)}`} lang="en">{one.title}</Link>: {sayState(t, one)}</li>)}</ul>
}

/** What it counts, from when on it fires, over which time, by which fields. */
function sayCorrelation(t: Words, { type, field, percentile, bounds, expression, groupBy, aliases, windowS, generate }: NonNullable<Rule['correlation']>): string[] {
  const span = windowS % 86_400 === 0 ? t.n('span.d', windowS / 86_400) : windowS % 3600 === 0 ? t.n('span.h', windowS / 3600) : windowS % 60 === 0 ? t.n('span.m', windowS / 60) : t.n('span.s', windowS)
  const aliased = (name: string) => { const alias = aliases.find((one) => one.alias === name); return alias ? `${name} (${[...new Set(alias.fields)].join(', ')})` : name }
  return [
    t(`together.${type}`, { field: aliased(field), percentile: percentile ?? 50 }),
    ...(expression ? [t('together.expression', { expression })] : bounds.length > 0 ? [t('together.when', { bounds: bounds.map(({ op, value }) => t(`bound.${op}`, { n: value })).join(', ') })] : []),
    t('together.window', { span }),
    groupBy.length > 0 ? t('together.by', { fields: groupBy.map(aliased).join(', ') }) : t('together.byNone'),
    t(generate ? 'together.generate' : 'together.quiet'),
  ]
}
