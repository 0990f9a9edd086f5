/** The catalogue: what each rule looks for, how often it was met, whether it alerts. */
import { Form, Link, useActionData, useLoaderData, useNavigation } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Pagination } from '#ui/components/pagination.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { PER_PAGE, type Imported, type Outcome, type rulesLoader } from '../data.ts'
import { HiddenFields } from '../parts/ask.tsx'
import { Frame, useRoles } from '../parts/frame.tsx'
import { sayRefused, useWords } from '../words.ts'

export function RulesPage() {
  const { t, f } = useWords()
  const { items, total, page, q, state } = useLoaderData<typeof rulesLoader>()
  const outcome = useActionData() as Outcome | undefined
  const imported = outcome?.done ? outcome.data.imported : undefined
  return (
    <Frame tab="rules">
      <p>{t('rules.lead')}</p>
      <Form className="watch-search">
        {state && <input type="hidden" name="state" value={state} />}
        <input type="search" name="q" defaultValue={q} aria-label={t('rules.search')} placeholder={t('rules.search')} />
        <Button kind="secondary">{t('rules.find')}</Button>
      </Form>
      <Card title={t('rules.list', { n: f.number(total) })}>
        {items.length === 0 ? <div className="card-body"><EmptyState title={t('rules.none')}>{t('rules.noneLead')}</EmptyState></div> : (
          <DataTable
            caption={t('rules.list', { n: f.number(total) })} captionHidden rows={items} keyOf={(one) => one.id}
            columns={[
              { key: 'title', header: t('rules.what'), names: true, cell: (one) => <Link to={`/console/watch/rules/${encodeURIComponent(one.id)}`}>{one.title}</Link> },
              { key: 'state', header: t('rules.state'), beside: true, cell: (one) => t(`ruleState.${one.state}`) },
              { key: 'level', header: t('rules.level'), cell: (one) => t(`level.${one.level}`) },
              { key: 'for', header: t('rules.for'), cell: (one) => <span className="watch-value">{[one.product, one.category, one.service].filter(Boolean).join(' · ')}</span> },
              { key: 'hits', header: t('rules.hits'), align: 'end', cell: (one) => f.number(one.hits) },
              { key: 'bodies', header: t('rules.bodies'), align: 'end', cell: (one) => f.number(one.bodies) },
            ]}
          />
        )}
        <Pagination label={t('pages')} page={page} pages={Math.ceil(total / PER_PAGE)} words={{ previous: t('pages.previous'), next: t('pages.next'), page: t('pages.page') }} hrefOf={(n) => `/console/watch/rules?page=${n}${q ? `&q=${encodeURIComponent(q)}` : ''}`} />
      </Card>
      {imported && <Report imported={imported} />}
      {useRoles().includes('coordinator') && <Import problem={outcome && !outcome.done ? sayRefused(t, outcome.refused) : undefined} />}
    </Frame>
  )
}

function Import({ problem }: { problem: string | undefined }) {
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

function Report({ imported: { added, changed, same, refused } }: { imported: Imported }) {
  const { t, f } = useWords()
  return (
    <Card title={t('import.done')}>
      <div className="card-body">
        <p role="status">{t('import.counts', { added: f.number(added), changed: f.number(changed), same: f.number(same), refused: f.number(refused.length) })}</p>
        {refused.length > 0 && <ul className="bullets">{refused.slice(0, 200).map((one, i) => <li key={i}><span className="watch-value">{one.path}</span>{one.title && `, ${one.title}`}: <span lang="en">{one.problems.map(({ message, line }) => `${message}${line ? ` (${line})` : ''}`).join('; ')}</span></li>)}</ul>}
      </div>
    </Card>
  )
}
