/** Lists of indicators: how many values each holds, how often it was met, whether it alerts. */
import { Form, Link, useActionData, useLoaderData, useNavigation } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { listFormats } from '../../contract-lists.ts'
import { PER_PAGE, type Outcome } from '../data.ts'
import type { listsLoader } from '../data-lists.ts'
import { HiddenFields } from '../parts/ask.tsx'
import { Frame, useRoles } from '../parts/frame.tsx'
import { ListFields } from '../parts/list-fields.tsx'
import { sayListState, sayRefused, useWords } from '../words.ts'

export function ListsPage() {
  const { t, f } = useWords()
  const { items, total, values, page } = useLoaderData<typeof listsLoader>()
  return (
    <Frame tab="lists">
      <p>{t('lists.lead')} {values > 0 && t('lists.inForce', { n: f.number(values) })} <span className="watch-value">{t('lists.command', { command: 'bastida indicators import' })}</span></p>
      <Card title={t('lists.list', { n: f.number(total) })}>
        {items.length === 0 ? <div className="card-body"><EmptyState title={t('lists.none')}>{t('lists.noneLead')}</EmptyState></div> : (
          <DataTable
            caption={t('lists.list', { n: f.number(total) })} captionHidden rows={items} keyOf={(one) => one.id}
            columns={[
              { key: 'name', header: t('list.name'), names: true, cell: (one) => <Link className="watch-value" to={`/console/watch/lists/${one.id}`}>{one.name}</Link> },
              { key: 'state', header: t('rules.state'), beside: true, cell: (one) => sayListState(t, one.state) },
              { key: 'values', header: t('lists.values'), align: 'end', cell: (one) => f.number(one.values) },
              { key: 'expired', header: t('lists.expired'), align: 'end', cell: (one) => f.number(one.expired) },
              { key: 'hits', header: t('rules.hits'), align: 'end', cell: (one) => f.number(one.hits) },
              { key: 'held', header: t('lists.held'), align: 'end', cell: (one) => f.number(one.held) },
              { key: 'bodies', header: t('rules.bodies'), align: 'end', cell: (one) => f.number(one.bodies) },
              { key: 'when', header: t('lists.when'), cell: (one) => (one.at ? <TimeText at={one.at} formats={f} /> : t('list.empty')) },
            ]}
          />
        )}
        <Pagination label={t('pages')} page={page} pages={Math.ceil(total / PER_PAGE)} words={{ previous: t('pages.previous'), next: t('pages.next'), page: t('pages.page') }} hrefOf={(n) => `/console/watch/lists?page=${n}`} />
      </Card>
      {useRoles().includes('coordinator') && <Add />}
    </Frame>
  )
}

function Add() {
  const { t } = useWords()
  const outcome = useActionData() as Outcome | undefined
  return (
    <Card title={t('lists.add')}>
      <Form method="post" className="card-body watch-form">
        <HiddenFields intent="add" />
        <SelectField name="format" label={t('list.format')} value="list" options={listFormats.map((value) => ({ value, label: t(`listFormat.${value}`) }))} />
        <ListFields />
        {outcome && !outcome.done && <p className="field-error" role="alert">{sayRefused(t, outcome.refused)}</p>}
        <Button disabled={useNavigation().state !== 'idle'}>{t('lists.add')}</Button>
      </Form>
    </Card>
  )
}
