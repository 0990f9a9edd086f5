/** A request for rows: which attacks, which of their data, what for, who will see them, until when, on which conditions. */
import { Form } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { CheckGroup, TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { verisActions, victimKinds } from '../../contract-facts.ts'
import { roomFields } from '../../contract-study.ts'
import { sayCode, useWords } from '../study-words.ts'

const conditions = [1, 2, 3, 4, 5, 6] as const

export function RoomAsking({ universities }: { universities: readonly string[] }) {
  const { t } = useWords()
  const choose = (name: 'kind' | 'action', values: readonly string[]) => <SelectField name={name} label={t(`by.${name}`)} value="" options={[{ value: '', label: t('all') }, ...values.map((value) => ({ value, label: sayCode(t, name, value) }))]} />
  return (
    <Card title={t('room.ask')}>
      <Form method="post" className="card-body watch-form">
        <input type="hidden" name="intent" value="ask" />
        <div className="field">
          <label htmlFor="university">{t('room.university')}</label>
          {universities.length > 0 && <p className="field-hint" id="university-hint">{t('room.universityList')}</p>}
          <input id="university" name="university" list="universities" required autoComplete="organization" aria-describedby={universities.length > 0 ? 'university-hint' : undefined} />
          <datalist id="universities">{universities.map((name) => <option key={name} value={name} />)}</datalist>
        </div>
        <TextField name="purpose" label={t('room.purpose')} lines={4} required /><TextField name="people" label={t('room.people')} hint={t('room.peopleHint')} lines={3} required />
        <fieldset className="field">
          <legend>{t('room.which')}</legend>
          <TextField name="from" label={t('from')} inputMode="numeric" /><TextField name="to" label={t('to')} inputMode="numeric" />{choose('kind', victimKinds)}{choose('action', verisActions)}<TextField name="region" label={t('region')} />
        </fieldset>
        <CheckGroup name="fields" label={t('room.fields')} values={['when', 'kind', 'action']} choices={roomFields.map((value) => ({ value, label: t(`field.${value}`) }))} />
        <TextField name="until" label={t('room.until')} type="date" required />
        <h3>{t('room.conditions')}</h3>
        <ul>{conditions.map((n) => <li key={n}>{t(`room.condition${n}`)}</li>)}</ul>
        <p>{t('room.accepts')}</p>
        <Button>{t('room.ask')}</Button>
      </Form>
    </Card>
  )
}
