import { useState } from 'react'
import { RadioGroup, TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import { useLook } from '#ui/console/look.tsx'
import { localOf } from '#ui/i18n/local-time.ts'
import { useWords } from '../words.ts'
import { ActForm } from './act.tsx'

type Service = { readonly serviceId: string; readonly name: string; readonly confirmed: 'down' | 'degraded' | 'working' | null }
type Given = { readonly answer: 'unknown' | 'hit' | 'not_hit' | 'data_lost'; readonly answeredAt: string | null; readonly awareAt: string | null; readonly personalData: 'yes' | 'no' | 'unknown'; readonly answerNote: string }

/** The one question. Two more appear only with a yes: since when it is known, and whether personal data are involved. */
export function AnswerForm({ to, byPhone, services, given, onDone, ids }: { to: string; byPhone: boolean; services: readonly Service[]; given?: Given; onDone?: () => void; ids?: readonly string[] }) {
  const t = useWords()
  const { timeZone, now } = useLook()
  // What is picked here, until it is sent: what is stored may change while one writes.
  const [picked, setPicked] = useState<string>()
  const answer = picked ?? (given?.answeredAt ? given.answer : '')
  const isHit = answer === 'hit' || answer === 'data_lost'
  const nowLocal = localOf(now, timeZone)
  return (
    <ActForm to={to} intent="answer" className="case-form answer-form" fields={{ timeZone }} done={t('answerForm.done')} onDone={() => { setPicked(undefined); onDone?.() }}>
      {({ busy }) => (
        <>
          {ids?.map((id) => <input key={id} type="hidden" name="id" value={id} />)}
          <div onChange={(event) => { const target = event.target as unknown as HTMLInputElement; if (target.name === 'answer') setPicked(target.value) }}>
            <RadioGroup
              name="answer" label={byPhone ? t('answerForm.askedPhone') : t('answerForm.asked')} required {...(answer === '' ? {} : { value: answer })}
              choices={[{ value: 'hit', label: t('answerForm.yes') }, { value: 'not_hit', label: t('answerForm.no') }, { value: 'unknown', label: t('answerForm.dontKnow') }, ...(byPhone ? [{ value: 'data_lost', label: t('answer.data_lost') }] : [])]}
            />
          </div>
          {isHit && (
            <>
              <TextField name="awareAt" type="datetime-local" label={t('answerForm.aware')} hint={t('answerForm.awareHint')} optional={t('optional')} max={nowLocal} {...(given?.awareAt ? { value: localOf(given.awareAt, timeZone) } : {})} />
              <RadioGroup name="personalData" label={t('answerForm.personal')} value={given?.personalData ?? 'unknown'} choices={[{ value: 'yes', label: t('yes') }, { value: 'no', label: t('no') }, { value: 'unknown', label: t('notKnown') }]} />
              {services.length > 0 && <ServiceStates services={services} />}
            </>
          )}
          {byPhone && <TextField name="callerName" label={t('answerForm.caller')} hint={t('answerForm.callerHint')} required />}
          <TextField name="note" label={t('answerForm.note')} optional={t('optional')} lines={2} {...(given?.answerNote ? { value: given.answerNote } : {})} />
          <div className="form-foot">
            <Button icon={byPhone ? 'phone' : 'tick'} disabled={busy}>{busy ? t('act.busy') : byPhone ? t('answerForm.record') : t('answerForm.send')}</Button>
          </div>
          <p className="soft">{t('notANotification')}</p>
        </>
      )}
    </ActForm>
  )
}

/** Service by service, for whoever knows: closed until asked for. */
export function ServiceStates({ services, open = false }: { services: readonly Service[]; open?: boolean }) {
  const t = useWords()
  return (
    <details className="service-states" open={open}>
      <summary>{t.n('answerForm.services', services.length)}</summary>
      <ul>
        {services.map((one) => (
          <li key={one.serviceId}>
            <label htmlFor={`service:${one.serviceId}`}>{one.name}</label>
            <select key={one.confirmed ?? ''} className="select" id={`service:${one.serviceId}`} name={`service:${one.serviceId}`} defaultValue={one.confirmed ?? ''}>
              <option value="">{t('notSaid')}</option>
              <option value="down">{t('observed.down')}</option>
              <option value="degraded">{t('observed.degraded')}</option>
              <option value="working">{t('observed.working')}</option>
            </select>
          </li>
        ))}
      </ul>
    </details>
  )
}
