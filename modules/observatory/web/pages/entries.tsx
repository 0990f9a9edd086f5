/** The catalogue: which attacks there are, how much is known of each, and which wait for a person. */
import { Form, Link, useActionData, useLoaderData, useNavigation } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { HiddenFields } from '#ui/console/ask.tsx'
import type { Outcome } from '#ui/console/outcome.ts'
import { entryStates, origins } from '../../contract-entries.ts'
import { PER_PAGE, type entriesLoader } from '../data.ts'
import { FactFields, SourceFields, TlpField } from '../parts/fact-fields.tsx'
import { sayMoment } from '../parts/facts.tsx'
import { Frame } from '../parts/frame.tsx'
import { sayCode, sayRefused, useWords } from '../words.ts'

export function EntriesPage() {
  const { t, f } = useWords()
  const { items, total, more, states, page, q, state, origin, year } = useLoaderData<typeof entriesLoader>()
  const all = { value: '', label: t('any') }
  const count = (name: string) => states.find((one) => one.state === name)?.n ?? 0
  const href = (more: Record<string, string | number>) => `/console/observatory?${new URLSearchParams(Object.entries({ q, state: state ?? '', origin: origin ?? '', year, ...more }).flatMap(([name, value]) => (value === '' ? [] : [[name, String(value)]])))}`
  const many = t(more ? 'entries.listMore' : 'entries.list', { n: f.number(total) })
  return (
    <Frame tab="entries">
      <div className="watch-acts">
        {(['draft', 'ready', 'to_verify'] as const).filter((one) => count(one) > 0).map((one) => <Link key={one} className="button button-secondary" to={href({ state: one, page: 1 })}>{t(`waits.${one}`, { n: f.number(count(one)) })}</Link>)}
      </div>
      <Form className="watch-choose" key={JSON.stringify([q, state, origin, year])}>
        <div className="field"><label htmlFor="q">{t('entries.search')}</label><input id="q" type="search" name="q" defaultValue={q} /></div>
        <TextField name="year" label={t('entries.year')} value={year} inputMode="numeric" />
        <SelectField name="state" label={t('entries.state')} value={state ?? ''} options={[all, ...entryStates.map((one) => ({ value: one, label: t(`state.${one}`) }))]} />
        <SelectField name="origin" label={t('entries.origin')} value={origin ?? ''} options={[all, ...origins.map((one) => ({ value: one, label: t(`origin.${one}`) }))]} />
        <Button kind="secondary">{t('entries.find')}</Button>
      </Form>
      <Card title={many}>
        {items.length === 0 ? <div className="card-body"><EmptyState title={t('entries.none')}>{t('entries.noneLead')}</EmptyState></div> : (
          <DataTable
            caption={many} captionHidden rows={items} keyOf={(one) => one.id}
            columns={[
              { key: 'title', header: t('entries.what'), names: true, cell: (one) => <Link className="watch-value" to={`/console/observatory/entries/${one.id}`}>{one.title || one.ref}</Link> },
              { key: 'state', header: t('entries.state'), beside: true, cell: (one) => t(`state.${one.state}`) },
              { key: 'when', header: t('entries.when'), cell: (one) => (one.startedOn ? sayMoment(f, one.precision === 'year' ? one.startedOn.slice(0, 4) : one.precision === 'month' ? one.startedOn.slice(0, 7) : one.startedOn) : '–') },
              { key: 'action', header: t('field.actions'), cell: (one) => (one.action ? sayCode(t, 'action', one.action) : '–') },
              { key: 'who', header: t('field.victims'), cell: (one) => [one.victimKind ? sayCode(t, 'kind', one.victimKind) : '–', ...(one.victims > 1 ? [`× ${f.number(one.victims)}`] : [])].join(' ') },
              { key: 'where', header: t('entries.where'), cell: (one) => [one.place ?? one.province, one.country].filter(Boolean).join(', ') || '–' },
              { key: 'sure', header: t('entries.sure'), align: 'end', cell: (one) => f.number(one.confidence) },
              { key: 'sources', header: t('entries.sources'), align: 'end', cell: (one) => f.number(one.sources) },
              { key: 'ref', header: t('entries.ref'), cell: (one) => <span className="time">{one.ref}</span> },
            ]}
          />
        )}
        <Pagination label={t('pages')} page={page} pages={Math.ceil(total / PER_PAGE)} words={{ previous: t('pages.previous'), next: t('pages.next'), page: t('pages.page') }} hrefOf={(n) => href({ page: n })} />
      </Card>
      <Add />
    </Frame>
  )
}

function Add() {
  const { t } = useWords()
  const outcome = useActionData() as Outcome | undefined
  return (
    <Card title={t('entries.add')} fold>
      <Form method="post" className="card-body watch-form">
        <p>{t('entries.addLead')}</p>
        <HiddenFields intent="add" />
        <SourceFields />
        <FactFields />
        <TlpField value="amber" />
        {outcome && !outcome.done && <p className="field-error" role="alert">{sayRefused(t, outcome.refused)}</p>}
        <Button disabled={useNavigation().state !== 'idle'}>{t('entries.add')}</Button>
      </Form>
    </Card>
  )
}
