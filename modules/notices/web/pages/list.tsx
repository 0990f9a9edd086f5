import { Form, Link, useLoaderData, useLocation, useSearchParams, useSubmit } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { Callout, EmptyState } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { DataTable, type Column } from '#ui/components/table.tsx'
import { useFreshLang } from '#ui/console/chosen-lang.ts'
import { PageHead } from '#ui/console/layout.tsx'
import { BODY } from '#ui/console/space.ts'
import { Glyph, Icon } from '#ui/icons/icon.tsx'
import { noticeStates } from '../../contract.ts'
import { listLoader, pageSize, type List, type Row } from '../parts/data.ts'
import { InsideLinks } from '#ui/console/inside-links.tsx'
import { NoticeStateMark, When } from '../parts/marks.tsx'
import { usePaths, type Paths } from '#ui/console/paths.ts'
import { useWords, type Words } from '../parts/words.ts'

export { listLoader as loader }

const filterNames = ['state', 'q', 'case', 'mainId', 'sort'] as const

/** Notices that the reader may see: first those that only lack a second person. */
export function Component() {
  const { lang, total, counts, waiting, rest } = useLoaderData() as List
  const { t, f, now } = useWords()
  const { to, inSpace } = usePaths()
  const [search] = useSearchParams()
  useFreshLang(lang)
  const page = Math.max(1, Number(search.get('page')) || 1)
  const isFiltered = filterNames.some((name) => name !== 'sort' && search.get(name))
  const all = counts.draft + counts.confirmed + counts.published + counts.withdrawn
  const hrefWith = (name: string, value: string): string => {
    const next = new URLSearchParams(search)
    next.delete('page')
    next.delete(BODY)
    if (value) next.set(name, value)
    else next.delete(name)
    return to(`/notices${next.size ? `?${next}` : ''}`)
  }
  const columns = columnsOf(t, to, inSpace)
  const isCase = search.get('case') ?? search.get('mainId')
  const firstDraft = rest.find((row) => row.state === 'draft')
  const nothing = rest.length === 0 && waiting.length === 0
  return (
    <InsideLinks>
      <title>{t('list.title')}</title>
      <PageHead title={t('list.title')}>
        <p className="page-lead">{t(inSpace ? 'list.leadBody' : 'list.lead')} {t('list.fresh', { when: f.time(now) })}</p>
        <ul className="notice-counts" aria-label={t('list.counts')}>
          {noticeStates.map((state) => (
            <li key={state}><Link to={hrefWith('state', search.get('state') === state ? '' : state)} aria-current={search.get('state') === state ? 'true' : undefined}><strong>{f.number(counts[state])}</strong> {t.n(`count.${state}`, counts[state])}</Link></li>
          ))}
        </ul>
      </PageHead>
      <div className="page-body notice-list">
        {waiting.length > 0 && (
          <Card title={t('list.waiting')} aside={<span>{t.n('list.waitingCount', counts.confirmed)}</span>}>
            <p className="card-body soft">{t('list.waitingLead')}</p>
            <DataTable caption={t('list.waiting')} captionHidden rows={waiting} keyOf={(row) => row.id} columns={columns} />
            {counts.confirmed > waiting.length && <p className="card-body"><Link to={hrefWith('state', 'confirmed')}>{t('list.waitingAll', { n: f.number(counts.confirmed) })}</Link></p>}
          </Card>
        )}
        {waiting.length === 0 && counts.draft > 0 && !isFiltered && inSpace && (
          <Callout icon={<Icon name="notice" />} title={t('list.firstDraft.title')}><p>{t('list.firstDraft')} {firstDraft && <Link to={to(`/notices/${firstDraft.id}`)}>{firstDraft.title}</Link>}</p></Callout>
        )}
        <Card title={isFiltered ? t('list.found') : waiting.length > 0 ? t('list.others') : t('list.all')} aside={<span role="status">{t.n('list.total', search.get('state') ? total : total - counts.confirmed)}</span>}>
          <Filters />
          {isCase && <p className="card-body"><Glyph state="unknown" /> {t('list.oneCase')} <Link to={hrefWith(search.get('case') ? 'case' : 'mainId', '')}>{t('list.allCases')}</Link></p>}
          {rest.length > 0 ? <DataTable caption={t('list.title')} captionHidden rows={rest} keyOf={(row) => row.id} columns={columns} /> : (
            <div className="card-body">
              {isFiltered ? <EmptyState title={t('list.noneFound')}><Link to={to('/notices')}>{t('filter.clear')}</Link></EmptyState>
                : nothing && all === 0 ? <EmptyState title={t('list.none')}>{t(inSpace ? 'list.noneBody' : 'list.noneLead')}</EmptyState>
                  : <p className="soft">{t('list.noOthers')}</p>}
            </div>
          )}
          <Pagination label={t('pages')} page={page} pages={Math.ceil(total / pageSize)} hrefOf={(n) => hrefWith('page', String(n))} words={{ previous: t('page.previous'), next: t('page.next'), page: t('page.word') }} />
        </Card>
      </div>
    </InsideLinks>
  )
}

/** Filters are the address: chosen one by one, sent at once, shared by copying the link. */
function Filters() {
  const { t } = useWords()
  const { pathname } = useLocation()
  const [search] = useSearchParams()
  const submit = useSubmit()
  const value = (name: string) => search.get(name) ?? ''
  return (
    <Form className="notice-filters" role="search" aria-label={t('filter.label')} key={search.toString()} onChange={(event) => { if ((event.target as HTMLElement).tagName === 'SELECT') void submit(event.currentTarget, { replace: true, preventScrollReset: true }) }} action={pathname}>
      {[BODY, 'case', 'mainId'].map((name) => value(name) && <input key={name} type="hidden" name={name} value={value(name)} />)}
      <div className="field">
        <label htmlFor="q">{t('filter.q')}</label>
        <input type="search" id="q" name="q" defaultValue={value('q')} maxLength={100} />
      </div>
      <SelectField name="state" label={t('filter.state')} value={value('state')} options={[{ value: '', label: t('filter.all') }, ...noticeStates.map((state) => ({ value: state, label: t(`state.${state}`) }))]} />
      <SelectField name="sort" label={t('filter.sort')} value={value('sort') || 'updated'} options={(['updated', 'name', 'expiry'] as const).map((sort) => ({ value: sort, label: t(`sort.${sort}`) }))} />
      <button className="button button-secondary">{t('filter.apply')}</button>
    </Form>
  )
}

const columnsOf = (t: Words, to: Paths, inSpace: boolean): Column<Row>[] => [
  { key: 'name', header: t('col.notice'), names: true, cell: (row) => <><Link to={to(`/notices/${row.id}`)}>{row.title}</Link>{!inSpace && <small className="block soft">{row.partyName}</small>}</> },
  { key: 'state', header: t('col.state'), beside: true, cell: (row) => <NoticeStateMark state={row.state} inside={row.inside} /> },
  { key: 'public', header: t('col.public'), cell: (row) => (row.live ? <a href={row.live.path} target="_blank" rel="noopener">{row.live.expired ? t('live.expired') : row.state === 'published' ? t('live.same') : t('live.older')}<span className="sr-only"> {t('newTab')}</span></a> : <span className="soft">{t('live.none')}</span>) },
  { key: 'words', header: t('col.words'), cell: (row) => (row.confirmedName ? <>{row.confirmedName}{row.approvedName && <small className="block soft">{t('and', { name: row.approvedName })}</small>}</> : <span className="soft">{t('words.none')}</span>) },
  { key: 'next', header: t('col.next'), cell: (row) => <When at={row.nextUpdateAt} none={t('next.none')} /> },
  { key: 'expiry', header: t('col.expiry'), cell: (row) => <When at={row.expiresAt} none="" /> },
]
