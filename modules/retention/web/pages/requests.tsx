/** The register of requests of people, the first due first, and the form for a new one. */
import { Form, Link, useActionData, useLoaderData, useNavigation } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { CheckGroup, TextField } from '#ui/components/forms.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { langNames } from '#ui/i18n/lang.ts'
import { localOf } from '#ui/i18n/local-time.ts'
import { kinds, verifications } from '../../contract-requests.ts'
import { Frame } from '../parts/frame.tsx'
import { sayTerm, sayWhy } from '../parts/say.ts'
import { REQUESTS_PER_PAGE, type listLoader } from '../requests.ts'
import { useWords } from '../words.ts'

export function RequestsPage() {
  const { t, f } = useWords()
  const { items, total, exceeded, page } = useLoaderData<typeof listLoader>()
  return (
    <Frame tab="requests" title={t('tab.requests')} lead={t('req.lead')}>
      {exceeded > 0 && <p className="tone-hit tone-text"><Icon name="cross" /> {t.n('req.exceeded', exceeded)}</p>}
      <Card title={t('req.list')}>
        {items.length === 0 ? <div className="card-body"><EmptyState title={t('req.none')}>{t('req.noneLead')}</EmptyState></div> : (
          <DataTable
            caption={t('req.list')} captionHidden rows={items} keyOf={(one) => one.id}
            columns={[
              { key: 'who', header: t('req.who'), names: true, cell: (one) => <Link to={`/console/retention/requests/${one.id}`}>{t('req.number', { n: one.number })}{one.name && `, ${one.name}`}</Link> },
              { key: 'what', header: t('req.what'), cell: (one) => f.list(one.kinds.map((kind) => t(`kind.${kind}`))) },
              { key: 'received', header: t('req.received'), cell: (one) => f.date(`${one.receivedOn}T12:00:00Z`) },
              { key: 'due', header: t('req.due'), cell: (one) => <>{f.date(`${one.dueOn}T12:00:00Z`)}{one.extended && `, ${t('extended')}`}</> },
              { key: 'state', header: t('req.state'), cell: (one) => (one.exceeded ? <span className="tone-hit tone-text">{sayTerm(t, one)}</span> : sayTerm(t, one)) },
            ]}
          />
        )}
        <Pagination label={t('pages')} page={page} pages={Math.ceil(total / REQUESTS_PER_PAGE)} words={{ previous: t('pages.previous'), next: t('pages.next'), page: t('pages.page') }} hrefOf={(n) => `/console/retention/requests?page=${n}`} />
      </Card>
      <NewRequest />
    </Frame>
  )
}

function NewRequest() {
  const { t, now, timeZone } = useWords()
  const outcome = useActionData() as { done: false; why: string } | undefined
  const busy = useNavigation().state !== 'idle'
  const optional = t('f.optional')
  return (
    <Card title={t('req.new')}>
      <Form method="post" className="card-body">
        <input type="hidden" name="intent" value="add" />
        <TextField name="name" label={t('f.name')} hint={t('f.nameHint')} optional={optional} autoComplete="off" />
        <TextField name="emails" label={t('f.emails')} hint={t('f.many')} optional={optional} lines={2} />
        <TextField name="phones" label={t('f.phones')} hint={t('f.many')} optional={optional} lines={2} />
        <TextField name="reports" label={t('f.reports')} hint={t('f.reportsHint')} optional={optional} lines={2} />
        <TextField name="accounts" label={t('f.accounts')} hint={t('f.many')} optional={optional} lines={2} />
        <CheckGroup name="kinds" label={t('req.what')} values={['access']} choices={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))} />
        <SelectField name="verified" label={t('req.verified')} options={verifications.map((value) => ({ value, label: t(`verified.${value}`) }))} />
        <TextField name="receivedOn" type="date" label={t('req.received')} value={localOf(now, timeZone).slice(0, 10)} required />
        <SelectField name="lang" label={t('f.lang')} options={(['it', 'fr', 'en'] as const).map((value) => ({ value, label: langNames[value] }))} />
        {outcome && <p className="field-error" role="alert">{sayWhy(t, outcome.why)}</p>}
        <Button disabled={busy}>{t('go')}</Button>
      </Form>
    </Card>
  )
}
