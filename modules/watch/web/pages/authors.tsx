/** Who wrote the rules that work here: their licence asks to be named. */
import { useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { EmptyState } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { PER_PAGE } from '../data.ts'
import type { authorsLoader } from '../data-catalogue.ts'
import { OnePage } from '../parts/frame.tsx'
import { useWords } from '../words.ts'

export function AuthorsPage() {
  const { t, f } = useWords()
  const { items, total, rules, page } = useLoaderData<typeof authorsLoader>()
  return (
    <OnePage tab="rules" title={t('authors.title')} lead={t('authors.lead')}>
      <Card title={t('authors.count', { n: f.number(rules) })}>
        {items.length === 0 ? <div className="card-body"><EmptyState title={t('authors.none')}>{t('authors.noneLead')}</EmptyState></div> : (
          <DataTable
            caption={t('authors.title')} captionHidden rows={items} keyOf={(one) => one.author}
            columns={[
              { key: 'author', header: t('authors.author'), names: true, cell: (one) => <span className="watch-value">{one.author || t('authors.unnamed')}</span> },
              { key: 'rules', header: t('authors.rules'), align: 'end', cell: (one) => f.number(one.rules) },
              { key: 'licence', header: t('authors.licence'), cell: (one) => <span className="watch-value">{one.licences.join(', ') || t('authors.unnamed')}</span> },
              { key: 'links', header: t('authors.links'), cell: (one) => (one.links.length === 0 ? '–' : <span className="watch-value">{one.links.map((link, i) => <span key={link}>{i > 0 && ' · '}<a className="watch-link" href={link} rel="noreferrer">{hostOf(link)}</a></span>)}</span>) },
            ]}
          />
        )}
        <Pagination label={t('pages')} page={page} pages={Math.ceil(total / PER_PAGE)} words={{ previous: t('pages.previous'), next: t('pages.next'), page: t('pages.page') }} hrefOf={(n) => `/console/watch/authors?page=${n}`} />
      </Card>
    </OnePage>
  )
}

function hostOf(link: string): string {
  try { return new URL(link).host } catch { return link }
}
