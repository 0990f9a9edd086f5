/** For people of a body: which logs arrive, what was wrong with them, and what was found. */
import { Link, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { EmptyState } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { inSpace, useSpace } from '#ui/console/space.ts'
import { ownLoader, type Own } from '../data.ts'
import { Days } from '../parts/days.tsx'
import { SeverityChip } from '../parts/frame.tsx'
import { useWords } from '../words.ts'

export { ownLoader as loader }

export function Component() {
  const { t } = useWords()
  const data = useLoaderData<typeof ownLoader>()
  const space = useSpace()
  const { body } = space
  if (!data) return null
  const open = data.alerts.filter((one) => one.state !== 'closed').length
  return (
    <div className="watch watch-own" key={body.id}>
      <title>{t('own.title')}</title>
      <div className="page-head">
        <h1>{t('own.title')}</h1>
        <p className="page-lead">{t('own.lead')}</p>
        <p className="answer" role="status"><strong>{data.sources.length === 0 ? t('own.nothing') : open === 0 ? t('own.quiet') : t.n('own.open', open)}</strong></p>
      </div>
      <div className="stack">
        {data.weeks.length > 0 && <Card title={t('body.weeks')}><div className="card-body"><ul className="bullets">{data.weeks.slice(0, 8).map(({ week }) => <li key={week}><Link to={inSpace(`/space/logs/weeks/${week}`, space)}>{t('week.of', { week })}</Link></li>)}</ul></div></Card>}
        {(data.sources.length > 0 || data.alerts.length > 0) && <Found alerts={data.alerts} />}
        {data.sources.length === 0 ? <Card title={t('own.sources')}><div className="card-body"><EmptyState title={t('own.none')}>{t('own.noneLead')}</EmptyState></div></Card> : data.sources.map((one) => <Arriving key={one.id} source={one} />)}
        {data.deletions.length > 0 && <Deleted deletions={data.deletions} />}
      </div>
    </div>
  )
}

function Found({ alerts }: { alerts: Own['alerts'] }) {
  const { t, f } = useWords()
  return (
    <Card title={t('own.alerts')}>
      {alerts.length === 0 ? <div className="card-body"><EmptyState title={t('own.noAlerts')}>{t('own.noAlertsLead')}</EmptyState></div> : (
        <ul className="watch-list">
          {alerts.map((one) => (
            <li key={one.id}>
              <div>
                <p><strong className="watch-value" lang={one.list === null && !one.restricted ? 'en' : undefined}>{one.restricted ? t('own.restricted') : one.title}</strong> <SeverityChip severity={one.severity} /></p>
                <p>{one.host ? t('own.onHost', { host: one.host }) : t('own.noHost')} {t.n('own.times', one.count)} {t('own.lastAt', { when: f.moment(one.lastAt) })}</p>
                {(one.list !== null || one.restricted) && <p>{one.list === null ? t('own.restrictedLead') : t('own.ofList', { list: one.list })}</p>}
                <p className="soft">{one.caseRef ? t('own.case', { ref: one.caseRef }) : t(`own.is.${one.state}`)}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Arriving({ source }: { source: Own['sources'][number] }) {
  const { t, f } = useWords()
  return (
    <Card title={source.label}>
      <div className="card-body">
        <p>{t('own.shows', { shows: f.list(source.shows.map((what) => t(`shows.${what}`))) })} {source.retentionDays !== null && t.n('own.keeps', source.retentionDays)}</p>
        {source.open ? <p>{source.lastAt ? t('source.last', { when: f.moment(source.lastAt) }) : t('source.waits')}</p> : <><p>{t('source.shut')}</p><ul className="bullets">{source.lacks.map((one) => <li key={one}>{t(`lack.${one}`)}</li>)}</ul></>}
        {source.kept && <p>{t('own.kept', { lines: f.number(source.kept.lines), from: f.date(`${source.kept.from}T12:00:00Z`), until: f.date(source.kept.until) })}</p>}
        {source.days.some((one) => one.broken + one.noZone > 0) && <p>{t('own.wrong')}</p>}
      </div>
      {source.days.length > 0 && <Days days={source.days} />}
    </Card>
  )
}

/** The proof: which file went, and when. */
function Deleted({ deletions }: { deletions: Own['deletions'] }) {
  const { t, f } = useWords()
  return (
    <Card title={t('own.deleted')}>
      <div className="card-body"><p>{t('own.deletedLead')}</p></div>
      <DataTable
        caption={t('own.deleted')} captionHidden rows={deletions} keyOf={(one) => one.name}
        columns={[
          { key: 'day', header: t('own.deletedDay'), names: true, cell: (one) => `${f.date(`${one.day}T12:00:00Z`)} · ${one.source}` },
          { key: 'lines', header: t('own.deletedLines'), align: 'end', cell: (one) => f.number(one.lines) },
          { key: 'until', header: t('own.deletedUntil'), cell: (one) => f.date(one.until) },
          { key: 'at', header: t('own.deletedAt'), cell: (one) => (one.goneAt ? f.date(one.goneAt) : t('own.deletedSoon')) },
          { key: 'proof', header: t('own.deletedProof'), cell: (one) => <span className="watch-value">{one.sha256}</span> },
        ]}
      />
    </Card>
  )
}
