/** What was brought to the catalogue, and the door for files. */
import { Form, Link, useActionData, useLoaderData, useNavigation } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { PER_PAGE, type Outcome } from '../data.ts'
import type { importsLoader } from '../data-catalogue.ts'
import { HiddenFields } from '../parts/ask.tsx'
import { Frame, useRoles } from '../parts/frame.tsx'
import { sayOrigin, sayRefused, useWords } from '../words.ts'

export function ImportsPage() {
  const { t, f } = useWords()
  const { items, total, page } = useLoaderData<typeof importsLoader>()
  const outcome = useActionData() as Outcome | undefined
  return (
    <Frame tab="imports">
      <p>{t('imports.lead')} <span className="watch-value">{t('imports.command', { command: 'bastida rules import' })}</span></p>
      <Card title={t('imports.list')}>
        {items.length === 0 ? <div className="card-body"><EmptyState title={t('imports.none')}>{t('imports.noneLead')}</EmptyState></div> : (
          <DataTable
            caption={t('imports.list')} captionHidden rows={items} keyOf={(one) => one.id}
            columns={[
              { key: 'from', header: t('imports.from'), names: true, cell: (one) => <Link className="watch-value" to={`/console/watch/imports/${one.id}`}>{sayOrigin(t, one)}</Link> },
              { key: 'state', header: t('imports.state'), beside: true, cell: (one) => t(`importState.${one.state}`) },
              { key: 'when', header: t('imports.when'), cell: (one) => <TimeText at={one.madeAt} formats={f} /> },
              { key: 'new', header: t('imports.new'), align: 'end', cell: (one) => f.number(one.added) },
              { key: 'changed', header: t('imports.changed'), align: 'end', cell: (one) => f.number(one.changed) },
              { key: 'gone', header: t('imports.gone'), align: 'end', cell: (one) => f.number(one.gone) },
              { key: 'refused', header: t('imports.refused'), align: 'end', cell: (one) => f.number(one.refusedCount) },
              { key: 'by', header: t('imports.by'), cell: (one) => <span className="watch-value">{one.madeBy}</span> },
            ]}
          />
        )}
        <Pagination label={t('pages')} page={page} pages={Math.ceil(total / PER_PAGE)} words={{ previous: t('pages.previous'), next: t('pages.next'), page: t('pages.page') }} hrefOf={(n) => `/console/watch/imports?page=${n}`} />
      </Card>
      {useRoles().includes('coordinator') && <Bring problem={outcome && !outcome.done ? sayRefused(t, outcome.refused) : undefined} />}
    </Frame>
  )
}

function Bring({ problem }: { problem: string | undefined }) {
  const { t } = useWords()
  return (
    <Card title={t('import.title')}>
      <Form method="post" encType="multipart/form-data" className="card-body watch-form">
        <HiddenFields intent="import" />
        <p>{t('import.lead')}</p>
        <div className="field"><label htmlFor="files">{t('import.files')}</label><input id="files" type="file" name="files" multiple accept=".yml,.yaml" /></div>
        <TextField name="yaml" label={t('import.paste')} optional={t('optional')} lines={8} />
        <TextField name="licence" label={t('import.licence')} hint={t('import.licenceHint')} optional={t('optional')} />
        {problem && <p className="field-error" role="alert">{problem}</p>}
        <Button disabled={useNavigation().state !== 'idle'}>{t('import.go')}</Button>
      </Form>
    </Card>
  )
}
