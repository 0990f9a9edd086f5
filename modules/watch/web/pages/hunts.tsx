/** Looking back: begin one, and those that were. */
import { useState } from 'react'
import { Form, Link, useActionData, useLoaderData, useNavigation } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Finder, type Found } from '#ui/components/finder.tsx'
import { RadioGroup, TextField } from '#ui/components/forms.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { huntKinds } from '../../contract-hunts.ts'
import type { BackOutcome, huntsLoader } from '../data-back.ts'
import { findParties, PER_PAGE } from '../data.ts'
import { HiddenFields } from '../parts/ask.tsx'
import { Frame } from '../parts/frame.tsx'
import { sayRefused, useWords } from '../words.ts'

export function HuntsPage() {
  const { t, f } = useWords()
  const { items, total, page, kept } = useLoaderData<typeof huntsLoader>()
  return (
    <Frame tab="hunts">
      <p>{t('hunts.lead')} {kept.from ? t('hunts.kept', { lines: f.number(kept.lines), from: f.date(`${kept.from}T12:00:00Z`) }) : t('hunts.nothingKept')}</p>
      <NewHunt />
      <Card title={t('hunts.list', { n: f.number(total) })}>
        {items.length === 0 ? <div className="card-body"><EmptyState title={t('hunts.none')}>{t('hunts.noneLead')}</EmptyState></div> : (
          <DataTable
            caption={t('hunts.list', { n: f.number(total) })} captionHidden rows={items} keyOf={(one) => one.id}
            columns={[
              { key: 'title', header: t('hunts.what'), names: true, cell: (one) => <Link to={`/console/watch/hunts/${one.id}`}>{one.title}</Link> },
              { key: 'state', header: t('alerts.state'), beside: true, cell: (one) => <>{t(`huntState.${one.state}`)}{one.state === 'running' && ` · ${f.percent(one.total > 0 ? one.done / one.total : 0)}`}</> },
              { key: 'hits', header: t('hunts.hits'), align: 'end', cell: (one) => f.number(one.hits) },
              { key: 'bodies', header: t('rules.bodies'), align: 'end', cell: (one) => f.number(one.bodies) },
              { key: 'made', header: t('hunts.made'), cell: (one) => <><TimeText at={one.madeAt} formats={f} />{one.madeBy && ` · ${one.madeBy}`}</> },
            ]}
          />
        )}
        <Pagination label={t('pages')} page={page} pages={Math.ceil(total / PER_PAGE)} words={{ previous: t('pages.previous'), next: t('pages.next'), page: t('pages.page') }} hrefOf={(n) => `/console/watch/hunts?page=${n}`} />
      </Card>
    </Frame>
  )
}

function NewHunt() {
  const { t } = useWords()
  const outcome = useActionData() as BackOutcome | undefined
  const [party, setParty] = useState<Found>()
  return (
    <Card title={t('hunts.new')}>
      <Form method="post" className="card-body watch-form">
        <HiddenFields intent="hunt" hidden={{ partyId: party?.id ?? '' }} />
        <RadioGroup name="kind" label={t('hunts.kind')} value="rule" choices={huntKinds.map((value) => ({ value, label: t(`huntKind.${value}`), hint: t(`huntKind.${value}Hint`) }))} />
        <TextField name="text" label={t('hunts.text')} lines={8} required />
        <details className="watch-setup">
          <summary>{t('hunts.narrow')}</summary>
          <TextField name="title" label={t('hunts.title')} optional={t('optional')} />
          <TextField name="from" type="date" label={t('look.from')} optional={t('optional')} />
          <TextField name="to" type="date" label={t('look.to')} optional={t('optional')} />
          <Finder label={t('hunts.body')} name="found" find={findParties} none={t('sources.noBody')} chosen={party?.id} onChoose={setParty} />
        </details>
        {outcome && !outcome.done && <p className="field-error" role="alert">{sayRefused(t, outcome.refused)} {outcome.said && <span lang="en">{outcome.said}</span>}</p>}
        <Button disabled={useNavigation().state !== 'idle'}>{t('hunts.go')}</Button>
      </Form>
    </Card>
  )
}
