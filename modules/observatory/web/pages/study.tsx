/** Study: filters in the address, and what can be concluded of the attacks that match. */
import { Form, Link, useActionData, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { charts } from '../../contract-study.ts'
import { entryStates } from '../../contract-entries.ts'
import { sizes, verisActions, victimKinds } from '../../contract-facts.ts'
import { Figure } from '../parts/study-figures.tsx'
import { StudyFrame } from '../parts/study-frame.tsx'
import { filterNames, type Outcome, type studyLoader } from '../study-data.ts'
import { sayCode, sayRefused, useWords } from '../study-words.ts'

export function StudyPage() {
  const { t, f } = useWords()
  const { asked, figures, understood } = useLoaderData<typeof studyLoader>()
  const outcome = useActionData() as Outcome | undefined
  const { coverage, attacks } = figures
  const choose = (name: 'kind' | 'action' | 'size' | 'state', values: readonly string[]) => <SelectField name={name} label={t(`by.${name}`)} value={asked[name] ?? ''} options={[{ value: '', label: t('all') }, ...values.map((value) => ({ value, label: sayCode(t, name, value) }))]} />
  return (
    <StudyFrame tab="study">
      <Card title={t('filters')}>
        <Form className="card-body watch-form" key={JSON.stringify(asked)}>
          <TextField name="from" label={t('from')} value={asked['from'] ?? ''} inputMode="numeric" /><TextField name="to" label={t('to')} value={asked['to'] ?? ''} inputMode="numeric" />
          {choose('kind', victimKinds)}{choose('action', verisActions)}{choose('size', sizes)}{choose('state', entryStates)}
          <TextField name="sector" label={t('by.sector')} hint={t('sectorHint')} value={asked['sector'] ?? ''} /><TextField name="province" label={t('by.province')} value={asked['province'] ?? ''} /><TextField name="region" label={t('region')} value={asked['region'] ?? ''} />
          <TextField name="confidence" label={t('confidence')} value={asked['confidence'] ?? ''} inputMode="numeric" /><TextField name="since" label={t('since')} hint={t('sinceHint')} type="date" value={asked['since'] ?? ''} /><TextField name="q" label={t('q')} type="search" value={asked['q'] ?? ''} />
          <Button>{t('show')}</Button>
        </Form>
      </Card>
      {!understood && <p className="field-error" role="alert">{t('notUnderstood')}</p>}
      <Card title={t('found', { n: f.number(attacks) })}>
        <div className="card-body">
          <p>{t('coverage', { day: f.number(coverage.day), province: f.number(coverage.province), sector: f.number(coverage.sector), restored: f.number(coverage.restored), of: f.number(attacks) })}</p>
          <p>{t('under')} {!coverage.denominators && t('noRates')}</p>
          <p><Link to="/console/territory/what-if">{t('whatIf')}</Link></p>
        </div>
      </Card>
      {charts.map((chart) => <Figure key={chart} chart={chart} figures={figures} />)}
      <Card title={t('save')}>
        <Form method="post" className="card-body watch-form">
          <input type="hidden" name="intent" value="save" />{filterNames.map((name) => (asked[name] ? <input key={name} type="hidden" name={name} value={asked[name]} /> : null))}
          <TextField name="title" label={t('title')} required /><SelectField name="chart" label={t('which')} value="year" options={charts.map((value) => ({ value, label: t(`chart.${value}`) }))} /><TextField name="text" label={t('text')} lines={4} />
          {outcome && !outcome.done && <p className="field-error" role="alert">{sayRefused(t, outcome.refused)}</p>}
          <Button>{t('save')}</Button>
        </Form>
      </Card>
    </StudyFrame>
  )
}
