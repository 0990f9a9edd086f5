/** What rules have found, the most serious first: one thing to do, then the list. */
import { useEffect, useState } from 'react'
import { Link, useLoaderData, useNavigation, useRevalidator } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { EmptyState } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { severities, type AlertItem } from '../../contract.ts'
import { PER_PAGE, type alertsLoader } from '../data.ts'
import { Frame, SeverityChip } from '../parts/frame.tsx'
import { useWords } from '../words.ts'

type Data = Awaited<ReturnType<typeof alertsLoader>>

export function AlertsPage() {
  const { t, f } = useWords()
  const data = useLoaderData<typeof alertsLoader>()
  const { items, total, page, state, severity, partyId } = data
  const address = (change: Readonly<Record<string, string | undefined>>) => {
    const search = new URLSearchParams(Object.entries({ state: state === 'waiting' ? undefined : state, severity, body: partyId, ...change }).flatMap(([key, value]) => (value ? [[key, value]] : [])))
    return `/console/watch${search.size > 0 ? `?${search}` : ''}`
  }
  return (
    <Frame tab="alerts">
      <First data={data} />
      <Fresh total={total} of={address({})} page={page} />
      <nav className="watch-filters" aria-label={t('filter')}>
        <ul>
          {(['waiting', 'open', 'taken', 'closed'] as const).map((one) => <li key={one}><Link to={address({ state: one === 'waiting' ? undefined : one })} aria-current={one === state ? 'true' : undefined}>{t(`state.${one}`)}</Link></li>)}
        </ul>
        <ul>
          <li><Link to={address({ severity: undefined })} aria-current={severity === undefined ? 'true' : undefined}>{t('severity.all')}</Link></li>
          {severities.toReversed().map((one) => <li key={one}><Link to={address({ severity: one })} aria-current={one === severity ? 'true' : undefined}>{t('severity.count', { name: t(`severity.${one}`), n: f.number(data.waiting[one] ?? 0) })}</Link></li>)}
        </ul>
        {partyId && <p>{t('filter.body', { name: items[0]?.party.name ?? '' })} <Link to={address({ body: undefined })}>{t('filter.allBodies')}</Link></p>}
      </nav>
      <Card title={t('alerts.list')}>
        {items.length === 0 ? <div className="card-body"><EmptyState title={t(state === 'closed' ? 'alerts.noneClosed' : 'alerts.none')}><Next data={data} /></EmptyState></div> : (
          <DataTable
            caption={t('alerts.list')} captionHidden rows={items} keyOf={(one) => one.id}
            columns={[
              { key: 'title', header: t('alerts.what'), names: true, cell: (one) => <Link to={`/console/watch/alerts/${one.id}`} lang={one.ruleId === null ? undefined : 'en'} className={one.ruleId === null ? 'watch-value' : undefined}>{one.title || t('own.restricted')}</Link> },
              { key: 'severity', header: t('alerts.severity'), beside: true, cell: (one) => <SeverityChip severity={one.severity} /> },
              { key: 'body', header: t('alerts.body'), cell: (one) => <Link to={address({ body: one.party.id })}>{one.party.name}</Link> },
              { key: 'where', header: t('alerts.where'), cell: (one) => <Where alert={one} /> },
              { key: 'count', header: t('alerts.count'), align: 'end', cell: (one) => f.number(one.count) },
              { key: 'last', header: t('alerts.last'), cell: (one) => <TimeText at={one.lastAt} formats={f} /> },
              { key: 'state', header: t('alerts.state'), cell: (one) => <>{t(`is.${one.state}`)}{one.takenBy && one.state === 'taken' && ` · ${one.takenBy}`}{one.caseId && <> · <Link to={`/console/cases/${one.caseId}`}>{one.caseRef}</Link></>}</> },
            ]}
          />
        )}
        <Pagination label={t('pages')} page={page} pages={Math.ceil(total / PER_PAGE)} words={{ previous: t('pages.previous'), next: t('pages.next'), page: t('pages.page') }} hrefOf={(n) => address({ page: String(n) })} />
      </Card>
    </Frame>
  )
}

export function Where({ alert }: { alert: Pick<AlertItem, 'host' | 'account'> }) {
  const { t } = useWords()
  const parts = [alert.host && t('where.host', { name: alert.host }), alert.account && t('where.account', { name: alert.account })].filter(Boolean)
  return <span className="watch-value">{parts.length > 0 ? parts.join(', ') : t('where.unknown')}</span>
}

const AGAIN_MS = 5000
/** Asks again while somebody looks at it. What is read or chosen stays where it is; how many came is said, once. */
function Fresh({ total, of, page }: { total: number; of: string; page: number }) {
  const { t } = useWords()
  const { revalidate, state } = useRevalidator()
  const idle = useNavigation().state === 'idle' && state === 'idle'
  useEffect(() => {
    if (!idle) return undefined
    const timer = setInterval(() => { if (document.visibilityState === 'visible') void revalidate().catch(() => {}) }, AGAIN_MS)
    return () => clearInterval(timer)
  }, [idle, revalidate])
  const list = `${of} ${page}`
  const [seen, setSeen] = useState({ list, total, fresh: 0 })
  // Another filter is another list: nothing in it is new.
  if (seen.list !== list || seen.total !== total) setSeen({ list, total, fresh: seen.list === list ? Math.max(0, total - seen.total) : 0 })
  return <p role="status" className="sr-only">{seen.fresh > 0 && t.n('alerts.fresh', seen.fresh)}</p>
}

/** The one thing to do first. */
function First({ data }: { data: Data }) {
  const { t } = useWords()
  const first = data.state === 'waiting' ? data.items.find((one) => one.state === 'open') : undefined
  if (!first) return null
  return (
    <p className="answer" role="status">
      <strong>{t('first.lead')}</strong> <Link to={`/console/watch/alerts/${first.id}`}>{t('first.open', { title: first.title, body: first.party.name })}</Link>
    </p>
  )
}

function Next({ data }: { data: Data }) {
  const { t } = useWords()
  if (data.sources === 0) return <>{t('next.sources')} <Link to="/console/watch/sources">{t('next.sourcesGo')}</Link></>
  if (data.alerting === 0) return <>{t('next.rules')} <Link to="/console/watch/rules">{t('next.rulesGo')}</Link></>
  return <>{t('next.wait')}</>
}
