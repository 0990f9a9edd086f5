import { EmptyState } from '#ui/components/parts.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { publicPaths, type NoticesView, type PublicState, type StatusView } from '#modules/notices/contract-public.ts'
import { NoticeCards } from './cards.tsx'
import { Frame } from './frame.tsx'
import { PlaceTable } from './places.tsx'
import { Search } from './search.tsx'
import type { Pen } from './words.ts'

const filters = [undefined, 'down', 'limited', 'unknown', 'restored', 'working'] as const

/** Every body that has confirmed something, to look one up by name. */
export function StatusPage({ view, pen }: { view: StatusView; pen: Pen }) {
  const { t, f, page, href } = pen
  const title = t('status.title', { where: page.centre.inTerritory })
  const at = (query: Query): string => href(publicPaths.status) + queryOf({ q: view.query, state: view.filter, ...query })
  return (
    <Frame pen={pen} title={title} description={t('status.lead')} section="status" path={[{ label: t('section.status') }]}>
      <div className="lead">
        <h1>{title}</h1>
        <p>
          {t('status.lead')} {t('updated', { when: f.moment(view.updatedAt) })}
        </p>
      </div>
      <Search action={href(publicPaths.status)} label={t('status.search')} query={view.query} hidden={view.filter ? { name: 'state', value: view.filter } : undefined} pen={pen} />
      <nav className="filters" aria-label={t('status.filter')}>
        {filters.filter((state) => !state || state === view.filter || view.counts[state] > 0).map((state) =>
          state === view.filter ? (
            <span key={state ?? 'all'} aria-current="true">{filterWord(state, view, pen)}</span>
          ) : (
            <a key={state ?? 'all'} href={at({ state, page: undefined })}>{filterWord(state, view, pen)}</a>
          ),
        )}
      </nav>
      {view.rows.length === 0 ? (
        <EmptyState title={t('status.empty.title')}>{t('status.empty.text')}</EmptyState>
      ) : (
        <>
          <p className="soft">{t.n('status.count', view.paging.total)}</p>
          <PlaceTable rows={view.rows} caption={title} pen={pen} />
        </>
      )}
      <Pages paging={view.paging} hrefOf={(n) => at({ page: n })} pen={pen} />
    </Frame>
  )
}

/** With a name looked for, the counts of the whole territory would promise rows that are not there. */
function filterWord(state: PublicState | undefined, { counts, query }: StatusView, { t, f }: Pen): string {
  return state ? `${t(`states.${state}`)}${query ? '' : ` ${f.number(counts[state])}`}` : t('status.filter.all')
}

export function NoticesPage({ view, pen }: { view: NoticesView; pen: Pen }) {
  const { t, href } = pen
  return (
    <Frame pen={pen} title={t('notices.title')} description={t('notices.lead')} section="notices" path={[{ label: t('section.notices') }]}>
      <div className="lead">
        <h1>{t('notices.title')}</h1>
        <p>{t('notices.lead')}</p>
      </div>
      <Search action={href(publicPaths.notices)} label={t('notices.search')} query={view.query} pen={pen} />
      {view.items.length === 0 ? (
        <EmptyState title={t('notices.empty.title')}>{view.query ? t('notices.empty.query') : t('home.notices.empty')}</EmptyState>
      ) : (
        <>
          <p className="soft">{t.n('notices.count', view.paging.total)}</p>
          <NoticeCards items={view.items} pen={pen} level={2} />
        </>
      )}
      <Pages paging={view.paging} hrefOf={(n) => href(publicPaths.notices) + queryOf({ q: view.query, page: n })} pen={pen} />
    </Frame>
  )
}

function Pages({ paging, hrefOf, pen: { t } }: { paging: NoticesView['paging']; hrefOf: (page: number) => string; pen: Pen }) {
  return (
    <Pagination
      label={t('pages.label')}
      page={paging.page}
      pages={paging.pages}
      hrefOf={hrefOf}
      words={{ previous: t('pages.previous'), next: t('pages.next'), page: t('pages.page') }}
    />
  )
}

type Query = { readonly q?: string; readonly state?: PublicState; readonly page?: number }

function queryOf(query: Query): string {
  const pairs = Object.entries(query).filter(([, v]) => v !== undefined && v !== '' && v !== 1)
  return pairs.length ? `?${new URLSearchParams(pairs.map(([k, v]) => [k, String(v)]))}` : ''
}
