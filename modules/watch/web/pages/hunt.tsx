/** One look back: how far it is, where it met something, and what follows there. */
import { useEffect } from 'react'
import { Link, useLoaderData, useRevalidator } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { EmptyState, MetaList } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import type { Hunt } from '../data-back.ts'
import { Press } from '../parts/ask.tsx'
import { OnePage, useRoles } from '../parts/frame.tsx'
import { HuntTold, Verdict } from '../parts/hunt-told.tsx'
import { useWords } from '../words.ts'

const AGAIN_MS = 2000

export function HuntPage() {
  const { t, f } = useWords()
  const hunt = useLoaderData() as Hunt
  const may = useRoles().includes('coordinator')
  const day = (one: string) => f.date(`${one}T12:00:00Z`)
  const atWork = hunt.state === 'waiting' || hunt.state === 'running'
  const { revalidate } = useRevalidator()
  useEffect(() => {
    if (!atWork) return
    const timer = setInterval(() => void revalidate(), AGAIN_MS)
    return () => clearInterval(timer)
  }, [atWork, revalidate])
  const days = (one: { firstDay: string; lastDay: string }) => (one.firstDay === one.lastDay ? day(one.firstDay) : t('hunt.days', { first: day(one.firstDay), last: day(one.lastDay) }))
  return (
    <OnePage tab="hunts" title={hunt.title} lead={t('hunt.lead', { made: f.moment(hunt.madeAt), by: hunt.madeBy || '–' })}>
      <HowFar hunt={hunt} />
      <Card title={t('hunt.found')}>
        {hunt.found.length === 0 ? <div className="card-body"><EmptyState title={t(atWork ? 'hunt.nothingYet' : 'hunt.nothing')}>{t(atWork ? 'hunt.nothingYetLead' : 'hunt.nothingLead')}</EmptyState></div> : (
          <DataTable
            caption={t('hunt.found')} captionHidden rows={hunt.found} keyOf={(one) => one.party.id}
            columns={[
              { key: 'body', header: t('alerts.body'), names: true, cell: (one) => one.party.name },
              { key: 'hits', header: t('hunts.hits'), align: 'end', cell: (one) => f.number(one.hits) },
              { key: 'days', header: t('hunt.when'), cell: days },
              { key: 'verdict', header: t('hunt.verdict'), cell: (one) => <Verdict one={one} /> },
              { key: 'case', header: t('alert.case'), cell: (one) => (one.caseId ? <Link to={`/console/cases/${one.caseId}`}>{one.caseRef}</Link> : <Press id={`case-${one.party.id}`} label={t('hunt.case')} about={one.party.name} intent="case" hidden={{ partyId: one.party.id }} />) },
            ]}
          />
        )}
      </Card>
      {!atWork && <HuntTold hunt={hunt} may={may} />}
      {hunt.found.map((one) => (
        <Card key={one.party.id} title={t('hunt.linesOf', { body: one.party.name })} fold>
          <div className="card-body">
            <p className="soft">{one.samples.length === 0 ? t('lines.gone') : t('lines.lead', { until: f.date(one.samples[0]!.until) })}</p>
            {one.samples.map((sample, i) => (
              <figure className="watch-line" key={i}>
                <figcaption><TimeText at={sample.at} formats={f} /> · {sample.source}{sample.what && <> · <span className="watch-value">{sample.what}</span></>}{sample.cut && ` · ${t('lines.cut')}`}</figcaption>
                <pre tabIndex={0} aria-label={t('lines.one', { n: i + 1 })}>{sample.line}</pre>
              </figure>
            ))}
          </div>
        </Card>
      ))}
      <Card title={t('hunt.asked')} fold>
        <div className="card-body">
          <MetaList items={[
            { term: t('hunts.kind'), value: t(`huntKind.${hunt.kind}`) }, { term: t('hunt.when'), value: days({ firstDay: hunt.from, lastDay: hunt.to }) }, { term: t('alerts.body'), value: hunt.party ? hunt.party.name : t('hunt.all') },
            ...(hunt.ruleId ? [{ term: t('rule.title'), value: <Link to={`/console/watch/rules/${encodeURIComponent(hunt.ruleId)}`}>{t('rule.open')}</Link> }] : []),
          ]} />
          {hunt.leftOut.length > 0 && <><h3>{t('hunt.leftOut')}</h3><ul className="bullets" lang="en">{hunt.leftOut.map((one) => <li key={one}>{one}</li>)}</ul></>}
          <pre className="watch-rule" tabIndex={0} aria-label={t('hunt.asked')}>{hunt.text}</pre>
        </div>
      </Card>
    </OnePage>
  )
}

function HowFar({ hunt }: { hunt: Hunt }) {
  const { t, f } = useWords()
  const share = hunt.total > 0 ? hunt.done / hunt.total : 0
  const counts = t('hunt.counts', { lines: f.number(hunt.lines), hits: f.number(hunt.hits), bodies: f.number(hunt.bodies) })
  if (hunt.state === 'waiting' || hunt.state === 'running') {
    return (
      <div className="answer">
        <p role="status"><strong>{t(`huntState.${hunt.state}`)}</strong> {hunt.state === 'waiting' ? t('hunt.waits') : t('hunt.far', { done: f.number(hunt.done), total: f.number(hunt.total), share: f.percent(share) })}</p>
        <p><progress aria-label={t('hunt.progress')} max={1} {...(hunt.state === 'running' ? { value: share } : {})} /> {counts}</p>
        <p className="soft">{t('hunt.leave')}</p>
        <Press id="cancel" label={t('hunt.cancel')} intent="cancel" />
      </div>
    )
  }
  return (
    <div className="answer">
      <p role="status"><strong>{t(`huntState.${hunt.state}`)}</strong> {counts}</p>
      {hunt.why && <p>{t(`hunt.why.${hunt.why}`)} <span className="watch-value">{hunt.whyText}</span></p>}
      {hunt.missing > 0 && <p>{t('hunt.missing', { n: f.number(hunt.missing) })}</p>}
    </div>
  )
}
