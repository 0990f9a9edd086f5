import { Form, Link } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { DataTable } from '#ui/components/table.tsx'
import type { ResponseOf } from '#platform/contract/index.ts'
import { partyKinds, type readParties } from '../../contract.ts'
import { say, usePen } from '../words.ts'
import { partyHref } from './marks.tsx'

export const PARTIES_PER_PAGE = 25

/** Search and list of parties; every filter stands in the address. */
export function PartiesCard({ data, search, provinces }: { data: ResponseOf<typeof readParties>; search: URLSearchParams; provinces: readonly string[] }) {
  const { t, f } = usePen()
  const page = Math.max(1, Number(search.get('page') ?? 1))
  const filtered = ['q', 'kind', 'province'].some((name) => search.get(name))
  const hrefOf = (n: number): string => {
    const next = new URLSearchParams(search)
    next.set('page', String(n))
    return `/console/territory?${next.toString()}`
  }
  return (
    <Card title={t('parties.title')} aside={<span role="status">{t.n('parties.found', data.total)}</span>}>
      <Form className="search-row" role="search" aria-label={t('parties.search')} key={search.toString()}>
        {['map', 'loss'].map((name) => search.has(name) && <input key={name} type="hidden" name={name} value={search.get(name)!} />)}
        <TextField name="q" type="search" label={t('parties.q')} value={search.get('q') ?? ''} />
        <SelectField name="kind" label={t('col.kind')} value={search.get('kind') ?? ''} options={[{ value: '', label: t('web.all') }, ...partyKinds.map((k) => ({ value: k, label: say(t, 'kind', k) })).sort((a, b) => a.label.localeCompare(b.label))]} />
        {provinces.length > 1 && <SelectField name="province" label={t('col.province')} value={search.get('province') ?? ''} options={[{ value: '', label: t('web.allOf') }, ...provinces.map((p) => ({ value: p, label: p }))]} />}
        <Button kind="secondary" icon="search">{t('parties.go')}</Button>
        {filtered && <Link to="/console/territory">{t('parties.clear')}</Link>}
      </Form>
      {data.items.length === 0 ? (
        <div className="card-body"><EmptyState title={t('parties.noneTitle')}>{t('parties.none')}</EmptyState></div>
      ) : (
        <DataTable
          caption={t('parties.title')} captionHidden rows={data.items} keyOf={(p) => p.id}
          columns={[
            { key: 'n', header: t('col.name'), names: true, cell: (p) => <Link to={partyHref(p.id)}>{p.name}</Link> },
            { key: 'k', header: t('col.kind'), cell: (p) => say(t, 'kind', p.kind) },
            { key: 'p', header: t('col.province'), cell: (p) => p.province || '–' },
            { key: 'i', header: t('col.inhabitants'), align: 'end', cell: (p) => (p.population === null ? '–' : f.number(p.population)) },
            { key: 's', header: t('col.services'), align: 'end', cell: (p) => f.number(p.services) },
            { key: 'd', header: t('col.dependencies'), align: 'end', cell: (p) => f.number(p.dependencies) },
            { key: 'a', header: t('col.toConfirm'), align: 'end', cell: (p) => (p.proposed > 0 ? <Link to={`/console/territory/proposals?party=${p.id}`} aria-label={t('parties.confirmOf', { n: f.number(p.proposed), name: p.name })}>{f.number(p.proposed)}</Link> : '0') },
          ]}
        />
      )}
      <Pagination label={t('web.pages')} page={page} pages={Math.ceil(data.total / PARTIES_PER_PAGE)} hrefOf={hrefOf} words={{ previous: t('web.previous'), next: t('web.next'), page: t('web.page') }} />
    </Card>
  )
}
