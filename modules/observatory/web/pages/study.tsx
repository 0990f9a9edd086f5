/** Study: filters in the address, and what can be concluded of the attacks that match. */
import { Form, Link, useActionData, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { charts } from '../../contract-study.ts'
import { FilterFields } from '../parts/study-filter.tsx'
import { Figure } from '../parts/study-figures.tsx'
import { StudyFrame } from '../parts/study-frame.tsx'
import { filterNames, type Outcome, type studyLoader } from '../study-data.ts'
import { sayRefused, useWords } from '../study-words.ts'

export function StudyPage() {
  const { t, f } = useWords()
  const { asked, providers, figures, understood } = useLoaderData<typeof studyLoader>()
  const outcome = useActionData() as Outcome | undefined
  const { coverage, attacks } = figures
  return (
    <StudyFrame tab="study">
      <Card title={t('filters')}>
        <Form className="card-body watch-form" key={JSON.stringify(asked)}>
          <FilterFields asked={asked} providers={providers} />
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
      {charts.map((chart) => <Figure key={chart} id={`figure-${chart}`} chart={chart} figures={figures} />)}
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
