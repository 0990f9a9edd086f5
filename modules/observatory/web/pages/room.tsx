/** The research room: who asks, what for, what was granted, who took it. */
import { Form, useActionData, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { CheckGroup, TextField } from '#ui/components/forms.tsx'
import { Button, ButtonLink, EmptyState } from '#ui/components/parts.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { roomFields, type RoomRequest } from '../../contract-study.ts'
import { StudyFrame, useRoles } from '../parts/study-frame.tsx'
import type { Outcome, roomLoader } from '../study-data.ts'
import { sayRefused, useWords } from '../study-words.ts'

export function RoomPage() {
  const { t } = useWords()
  const { items } = useLoaderData<typeof roomLoader>()
  const roles = useRoles()
  const outcome = useActionData() as Outcome | undefined
  return (
    <StudyFrame tab="room">
      {outcome && !outcome.done && <p className="field-error" role="alert">{sayRefused(t, outcome.refused)}</p>}
      {items.length === 0 && <EmptyState title={t('room.none')}>{t('room.noneLead')}</EmptyState>}
      {items.map((one) => <Request key={one.id} one={one} decides={roles.includes('coordinator')} />)}
      {roles.includes('researcher') && (
        <Card title={t('room.ask')}>
          <Form method="post" className="card-body watch-form">
            <input type="hidden" name="intent" value="ask" />
            <TextField name="university" label={t('room.university')} required /><TextField name="purpose" label={t('room.purpose')} lines={4} required /><TextField name="people" label={t('room.people')} hint={t('room.peopleHint')} lines={3} required />
            <CheckGroup name="fields" label={t('room.fields')} values={['when', 'kind', 'action']} choices={roomFields.map((value) => ({ value, label: t(`field.${value}`) }))} />
            <TextField name="until" label={t('room.until')} type="date" required />
            <Button>{t('room.ask')}</Button>
          </Form>
        </Card>
      )}
    </StudyFrame>
  )
}

function Request({ one, decides }: { one: RoomRequest; decides: boolean }) {
  const { t, f } = useWords()
  return (
    <Card title={`${one.university} · ${t(`state.${one.state}`)}`}>
      <div className="card-body">
        <p>{one.purpose}</p>
        <p>{t('room.by', { name: one.askedBy, people: one.people.join(', ') })} <TimeText at={one.askedAt} formats={f} /></p>
        <p>{t('room.wants', { fields: one.fields.map((field) => t(`field.${field}`)).join(', '), until: f.date(one.until) })}</p>
        {one.reason && <p>{t('room.because', { reason: one.reason, by: one.decidedBy ?? '' })}</p>}
        {one.extract && <p>{t('room.made', { n: f.number(one.extract.rows), dropped: f.number(one.extract.dropped), least: f.number(one.extract.smallest) })} <ButtonLink kind="secondary" href={`/api/observatory/room/${one.id}/extract?format=csv`}>CSV</ButtonLink> <ButtonLink kind="secondary" href={`/api/observatory/room/${one.id}/extract?format=json`}>JSON</ButtonLink></p>}
        {one.downloads.length > 0 && <ul aria-label={t('room.downloads')}>{one.downloads.map((each) => <li key={each.at}>{each.by} · {each.format} · <TimeText at={each.at} formats={f} /></li>)}</ul>}
        {decides && one.state === 'asked' && (
          <Form method="post" className="watch-form">
            <input type="hidden" name="intent" value="decide" /><input type="hidden" name="id" value={one.id} /><input type="hidden" name="version" value={one.version} />
            <TextField name="reason" label={t('room.reason')} lines={2} required />
            <Button name="decision" value="grant">{t('room.grant')}</Button> <Button kind="secondary" name="decision" value="refuse">{t('room.refuse')}</Button>
          </Form>
        )}
      </div>
    </Card>
  )
}
