/** What everybody would read: a person looks at each word, and decides what stays inside. A second one publishes. */
import { Form, useActionData, useLoaderData, useNavigation } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { CheckGroup, TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { HiddenFields } from '#ui/console/ask.tsx'
import type { Outcome } from '#ui/console/outcome.ts'
import { langNames } from '#ui/i18n/lang.ts'
import { fields, type Facts } from '../../contract-facts.ts'
import { sayTechniques, useAttackWords } from '../attack-words.ts'
import type { Review } from '../data.ts'
import { sayFact } from '../parts/facts.tsx'
import { OnePage } from '../parts/frame.tsx'
import { sayProblem, sayRefused, useWords } from '../words.ts'

const citable = ['victim', 'authority', 'press', 'dataset']

export function ReviewPage() {
  const { t, f } = useWords()
  const { a } = useAttackWords()
  const { entry, proposal, left, covered, problems, version } = useLoaderData<Review>()
  const outcome = useActionData() as Outcome | undefined
  const shown = proposal.facts as Facts
  const known = fields.filter((field) => shown[field] !== undefined)
  // Nobody has had the time to write a title yet.
  const said = problems.filter((one) => one.code !== 'no_title')
  const sources = entry.statements.filter((one) => citable.includes(one.source.kind))
  const texts = (of: 'title' | 'summary') => (['it', 'fr', 'en'] as const).map((lang) => (
    <TextField key={lang} name={`${of}.${lang}`} label={t(of === 'title' ? 'review.title.in' : 'review.summary', { lang: langNames[lang] })} value={proposal[of][lang] ?? ''} optional={t('optional')} {...(of === 'summary' ? { lines: 4 } : {})} />
  ))
  return (
    <OnePage tab="entries" title={t('review.title')} lead={t('review.lead')} above={[{ label: entry.title || entry.ref, href: `/console/observatory/entries/${entry.id}` }]}>
      {said.length > 0 && <div className="field-error"><p>{t('review.problems')}</p><ul className="bullets">{said.map((one) => <li key={`${one.code} ${one.word ?? ''}`}>{sayProblem(t, one)}</li>)}</ul></div>}
      {covered.length > 0 && <p>{t('review.covered', { what: f.list(covered.map((one) => one.replaceAll('_', ' '))) })}</p>}
      <Form method="post" className="page-body">
        <HiddenFields intent="propose" hidden={{ version }} />
        <Card title={t('review.texts')}><div className="card-body watch-form"><p>{t('review.textsLead')}</p>{texts('title')}{texts('summary')}</div></Card>
        <Card title={t('review.facts')}>
          <DataTable
            caption={t('review.facts')} captionHidden rows={known} keyOf={(one) => one}
            columns={[{ key: 'field', header: t('held.field'), names: true, cell: (one) => t(`field.${one}`) }, { key: 'value', header: t('held.value'), cell: (one) => <span className="watch-value">{one === 'techniques' ? sayTechniques(a, shown.techniques!, entry.techniques) : sayFact(t, f, shown, one)}</span> }]}
          />
          <div className="card-body watch-form">
            {shown.victims?.some((one) => one.name === undefined) && <p>{t('review.crowd')}</p>}
            {left.length > 0 && <p>{t('review.left', { what: f.list(left.map((one) => t(`field.${one}`))) })}</p>}
            <CheckGroup name="hide" label={t('review.hide')} optional={t('optional')} values={[]} choices={known.filter((one) => one !== 'started' && one !== 'victims').map((one) => ({ value: one, label: t(`field.${one}`) }))} />
            {sources.length > 0 && <CheckGroup name="sources" label={t('review.sources')} hint={t('review.sourcesHint')} optional={t('optional')} values={sources.filter((one) => one.source.kind !== 'press').map((one) => one.id)} choices={sources.map((one) => ({ value: one.id, label: one.source.title, ...(one.source.url ? { hint: one.source.url } : {}) }))} />}
            <TextField name="embargo" label={t('review.embargo')} hint={t('review.embargoHint')} type="date" value={entry.embargoUntil?.slice(0, 10) ?? ''} optional={t('optional')} />
          </div>
        </Card>
        {outcome && !outcome.done && <p className="field-error" role="alert">{sayRefused(t, outcome.refused)}</p>}
        <p><Button disabled={useNavigation().state !== 'idle'}>{t('review.send')}</Button></p>
      </Form>
    </OnePage>
  )
}
