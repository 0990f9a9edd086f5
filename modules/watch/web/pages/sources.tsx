/** What sends logs, and what its record lacks. */
import { useState } from 'react'
import { Form, Link, useActionData, useLoaderData, useNavigation } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { CheckGroup, TextField } from '#ui/components/forms.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { StateChip } from '#ui/components/state-chip.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { shown, sourceKinds } from '../../contract.ts'
import { findParties, PER_PAGE, type Outcome, type sourcesLoader } from '../data.ts'
import { HiddenFields } from '../parts/ask.tsx'
import { Finder, type Found } from '#ui/components/finder.tsx'
import { Frame, useRoles } from '../parts/frame.tsx'
import { sayRefused, useWords } from '../words.ts'

export function SourcesPage() {
  const { t, f } = useWords()
  const { items, total, page, folder } = useLoaderData<typeof sourcesLoader>()
  const coordinator = useRoles().includes('coordinator')
  return (
    <Frame tab="sources">
      <Card title={t('sources.list')}>
        {items.length === 0 ? <div className="card-body"><EmptyState title={t('sources.none')}>{t('sources.noneLead')}</EmptyState></div> : (
          <DataTable
            caption={t('sources.list')} captionHidden rows={items} keyOf={(one) => one.id}
            columns={[
              { key: 'label', header: t('sources.name'), names: true, cell: (one) => <Link to={`/console/watch/sources/${one.id}`}>{one.label}</Link> },
              { key: 'open', header: t('sources.state'), beside: true, cell: (one) => <StateChip state={one.open ? 'restored' : 'unknown'} word={t(one.open ? 'sources.open' : 'sources.shut')} /> },
              { key: 'body', header: t('alerts.body'), cell: (one) => one.party.name },
              { key: 'shows', header: t('sources.shows'), cell: (one) => f.list(one.shows.map((what) => t(`shows.${what}`))) },
              { key: 'last', header: t('sources.last'), cell: (one) => (one.lastAt ? <TimeText at={one.lastAt} formats={f} /> : t('sources.never')) },
            ]}
          />
        )}
        <Pagination label={t('pages')} page={page} pages={Math.ceil(total / PER_PAGE)} words={{ previous: t('pages.previous'), next: t('pages.next'), page: t('pages.page') }} hrefOf={(n) => `/console/watch/sources?page=${n}`} />
      </Card>
      {coordinator && <NewSource kinds={sourceKinds.filter((kind) => kind !== 'folder' || folder)} />}
    </Frame>
  )
}

function NewSource({ kinds }: { kinds: readonly (typeof sourceKinds)[number][] }) {
  const { t } = useWords()
  const outcome = useActionData() as Outcome | undefined
  const [party, setParty] = useState<Found>()
  return (
    <Card title={t('sources.new')}>
      <Form method="post" className="card-body watch-form">
        <HiddenFields intent="add" hidden={{ partyId: party?.id ?? '' }} />
        <Finder label={t('sources.body')} name="found" find={findParties} none={t('sources.noBody')} chosen={party?.id} onChoose={setParty} />
        <TextField name="label" label={t('sources.name')} hint={t('sources.nameHint')} required />
        <SelectField name="kind" label={t('sources.kind')} options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))} />
        <CheckGroup name="shows" label={t('sources.shows')} values={['servers']} choices={shown.map((value) => ({ value, label: t(`shows.${value}`) }))} />
        {outcome && !outcome.done && <p className="field-error" role="alert">{sayRefused(t, outcome.refused)}</p>}
        <Button disabled={useNavigation().state !== 'idle' || !party}>{t('sources.add')}</Button>
      </Form>
    </Card>
  )
}
