/** How many there are of what is hit, where no registry says it. */
import { Form, useActionData, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { StudyFrame } from '../parts/study-frame.tsx'
import type { denominatorsLoader, Outcome } from '../study-data.ts'
import { sayCode, sayRefused, useWords } from '../study-words.ts'

export function DenominatorsPage() {
  const { t, f } = useWords()
  const { items } = useLoaderData<typeof denominatorsLoader>()
  const outcome = useActionData() as Outcome | undefined
  return (
    <StudyFrame tab="denominators">
      <Card title={t('tab.denominators')}>
        <DataTable
          caption={t('tab.denominators')} captionHidden rows={items} keyOf={(one) => one.id}
          columns={[
            { key: 'kind', header: t('by.kind'), names: true, cell: (one) => sayCode(t, 'kind', one.kind) }, { key: 'sector', header: t('by.sector'), cell: (one) => one.sector ?? t('all') }, { key: 'size', header: t('by.size'), cell: (one) => (one.size ? sayCode(t, 'size', one.size) : t('all')) },
            { key: 'province', header: t('by.province'), cell: (one) => one.province ?? t('all') }, { key: 'year', header: t('by.year'), cell: (one) => String(one.year) }, { key: 'count', header: t('bodies'), align: 'end', cell: (one) => f.number(one.count) }, { key: 'source', header: t('source'), cell: (one) => one.source },
            { key: 'remove', header: t('remove'), cell: (one) => <Form method="post"><input type="hidden" name="intent" value="remove" /><input type="hidden" name="id" value={one.id} /><Button kind="secondary">{t('remove')}</Button></Form> },
          ]}
        />
      </Card>
      <Card title={t('enter')}>
        <Form method="post" className="card-body watch-form">
          <TextField name="lines" label={t('lines')} hint={t('linesHint')} lines={6} required />
          {outcome && !outcome.done && <p className="field-error" role="alert">{sayRefused(t, outcome.refused)}</p>}
          <Button>{t('enter')}</Button>
        </Form>
      </Card>
    </StudyFrame>
  )
}
