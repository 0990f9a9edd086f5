import { Link, useLoaderData, useSearchParams } from 'react-router'
import { TlpBadge } from '#ui/components/console-marks.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { EmptyState } from '#ui/components/parts.tsx'
import { DataTable, type Column } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import { useLook } from '#ui/console/look.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { PAGE, type casesLoader } from '../loaders.ts'
import { Filter, FilterBar } from '../parts/filters.tsx'
import { InsideLinks } from '#ui/console/inside-links.tsx'
import { Answered, CaseState, Inferred, Observed, When } from '../parts/states.tsx'
import { level, useWords, type Words } from '../words.ts'
import type { Formats } from '#ui/i18n/formats.ts'

type Row = Awaited<ReturnType<typeof casesLoader>>['items'][number]

export function CasesPage() {
  const { items, total, filters } = useLoaderData<typeof casesLoader>()
  const t = useWords()
  const { f, now } = useLook()
  const [search] = useSearchParams()
  const kind = filters['kind'] ?? 'main'
  const isFiltered = Object.keys(filters).some((name) => !['kind', 'sort', 'offset'].includes(name))
  const addressOf = (offset: number): string => { const next = new URLSearchParams(search); next.set('offset', String(offset)); return `/console/cases?${next}` }
  return (
    <InsideLinks>
      <title>{t('cases.title')}</title>
      <PageHead
        title={t('cases.title')}
        beside={<p className="soft" role="status">{t.n('cases.total', total)} · {t('updated')} <TimeText at={now} formats={f} style="time" /></p>}
        actions={<Link className="button" to="/console/cases/new"><Icon name="cases" />{t('cases.open')}</Link>}
      >
        <p className="page-lead">{t('cases.lead')}</p>
      </PageHead>
      <div className="page-body">
        <section className="card" aria-label={t('cases.title')}>
          <FilterBar filters={filters} search={t('cases.search')}>
            <Filter name="kind" label={t('filter.kind')} value={kind} noAll options={[['main', t('kind.main')], ['tied', t('kind.tied')]]} />
            <Filter name="state" label={t('filter.state')} value={filters['state']} options={[['open', t('state.open')], ['contained', t('state.contained')], ['recovering', t('state.recovering')], ['closed', t('state.closed')]]} />
            <Filter name="observed" label={t('fact.observed')} value={filters['observed']} options={[['down', t('observed.down')], ['degraded', t('observed.degraded')], ['working', t('observed.working')], ['unknown', t('observed.unknown')]]} />
            {kind === 'tied' && <Filter name="answer" label={t('col.said')} value={filters['answer']} options={[['hit', t('answer.hit')], ['not_hit', t('answer.not_hit')], ['data_lost', t('answer.data_lost')], ['unknown', t('answer.unknown')]]} />}
            {kind === 'tied' && <Filter name="inferred" label={t('col.model')} value={filters['inferred']} options={[['hit', t('inferred.hit')], ['degraded', t('inferred.degraded')], ['data_at_risk', t('inferred.data_at_risk')]]} />}
            {kind === 'main' && <Filter name="unled" label={t('filter.lead')} value={filters['unled']} options={[['true', t('head.noLead')]]} />}
            <Filter name="sort" label={t('filter.sort')} value={filters['sort'] ?? 'opened'} noAll options={[['opened', t('sort.opened')], ['expected', t('sort.expected')], ['people', t('sort.people')], ['name', t('sort.name')]]} />
          </FilterBar>
          {items.length === 0 ? (
            <div className="card-body">
              <EmptyState title={isFiltered ? t('cases.noneFound') : t('cases.none')}>{isFiltered ? <Link to={`/console/cases?kind=${kind}`}>{t('filters.clear')}</Link> : <>{t('cases.noneLead')} <Link to="/console/cases/new">{t('cases.open')}</Link></>}</EmptyState>
            </div>
          ) : <DataTable caption={t('cases.title')} captionHidden rows={items} keyOf={(row) => row.id} columns={kind === 'main' ? mainColumns(t, f) : tiedColumns(t, f)} />}
          <Pagination label={t('pages')} page={Number(filters['offset'] ?? 0) / PAGE + 1} pages={Math.ceil(total / PAGE)} hrefOf={(page) => addressOf((page - 1) * PAGE)} words={{ previous: t('page.previous'), next: t('page.next'), page: t('page.word') }} />
        </section>
      </div>
    </InsideLinks>
  )
}

const mainColumns = (t: Words, f: Formats): Column<Row>[] => [
  { key: 'name', header: t('col.case'), names: true, cell: (row) => <><Link to={`/console/cases/${row.id}`}>{row.title}</Link><small className="mono block soft">{row.ref}</small></> },
  { key: 'state', header: t('filter.state'), beside: true, cell: (row) => <CaseState one={row} /> },
  { key: 'observed', header: t('fact.observed'), cell: (row) => <Observed observed={row.observed} /> },
  { key: 'provider', header: t('col.provider'), cell: (row) => row.providerName },
  { key: 'opened', header: t('col.opened'), cell: (row) => <When at={row.openedAt} /> },
  { key: 'lead', header: t('filter.lead'), cell: (row) => row.leadName || <span className="soft">{t('head.noLead')}</span> },
  { key: 'tlp', header: 'TLP', cell: (row) => <TlpBadge level={level(row.tlp)} /> },
  { key: 'closed', header: t('col.closed'), cell: (row) => (row.closedAt ? f.shortDate(row.closedAt) : '—') },
]

const tiedColumns = (t: Words, f: Formats): Column<Row>[] => [
  { key: 'name', header: t('col.body'), names: true, cell: (row) => <><Link to={`/console/cases/${row.id}`}>{row.partyName}</Link><small className="mono block soft">{row.ref}</small></> },
  { key: 'said', header: t('col.said'), beside: true, cell: (row) => <Answered one={row} /> },
  { key: 'model', header: t('col.model'), cell: (row) => <Inferred inferred={row.inferred} /> },
  { key: 'observed', header: t('fact.observed'), cell: (row) => <Observed observed={row.observed} /> },
  { key: 'expected', header: t('col.stops'), cell: (row) => <When at={row.expectedAt} /> },
  { key: 'people', header: t('col.people'), align: 'end', cell: (row) => f.number(Math.round(row.peopleServed)) },
  { key: 'case', header: t('col.case'), cell: (row) => row.title },
]
