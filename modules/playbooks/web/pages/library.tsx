/** The library: what is there, a file that comes in, and the starter set in one go. */
import { Form, Link, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import { act, libraryLoader, PER_PAGE, type Library } from '../data.ts'
import { ImportCard } from '../parts/import-card.tsx'
import { StartersCard } from '../parts/starters-card.tsx'
import { StateMark } from '../parts/state-mark.tsx'
import { useWords } from '../words.ts'

export { act as action, libraryLoader as loader }

export function Component() {
  const { t, f } = useWords()
  const library = useLoaderData<typeof libraryLoader>()
  const { items, total, page, q, starters } = library
  const address = (n: number) => `/console/playbooks?${new URLSearchParams({ ...(q ? { q } : {}), page: String(n) })}`
  return (
    <div className="playbooks">
      <title>{`${t('title')} · Bastida`}</title>
      <PageHead title={t('title')}><p className="page-lead">{t('lead')}</p></PageHead>
      <div className="page-body split">
        <Card title={t('list')} aside={<span role="status">{f.number(total)}</span>}>
          <Form className="playbooks-find" role="search" aria-label={t('list.search')}>
            <TextField key={q} name="q" type="search" label={t('list.search')} value={q} />
            <Button kind="secondary" icon="search">{t('list.go')}</Button>
          </Form>
          {items.length === 0
            ? <div className="card-body"><EmptyState title={t('list.none')}>{t(q ? 'list.nothing' : 'list.noneLead')}</EmptyState></div>
            : <Rows items={items} />}
          <Pagination label={t('pages')} page={page} pages={Math.ceil(total / PER_PAGE)} words={{ previous: t('pages.previous'), next: t('pages.next'), page: t('pages.page') }} hrefOf={address} />
        </Card>
        <aside className="stack" aria-label={t('import')}>
          {starters > 0 && <StartersCard missing={starters} />}
          <ImportCard />
        </aside>
      </div>
    </div>
  )
}

function Rows({ items }: Pick<Library, 'items'>) {
  const { t, f, lang } = useWords()
  return (
    <DataTable
      caption={t('list')} captionHidden rows={items.toSorted((a, b) => a.state.localeCompare(b.state) || a.name[lang].localeCompare(b.name[lang], lang))} keyOf={(row) => row.id}
      columns={[
        {
          key: 'name', header: t('list.name'), names: true,
          cell: (row) => (
            <>
              <Link to={`/console/playbooks/${row.id}`}>{row.name[lang]}</Link>
              {row.labels.length > 0 && <span className="under">{row.labels.join(' · ')}</span>}
            </>
          ),
        },
        { key: 'steps', header: t('list.steps'), cell: (row) => f.number(row.steps) },
        { key: 'state', header: t('list.state'), beside: true, cell: (row) => <StateMark row={row} /> },
        { key: 'since', header: t('list.since'), cell: (row) => t('list.by', { when: f.moment(row.importedAt), name: row.importedBy }) },
      ]}
    />
  )
}
