import { useState } from 'react'
import { TextField } from '#ui/components/forms.tsx'
import { instantOf, localOf } from '#ui/i18n/local-time.ts'
import { recordedClocks } from '../../contract.ts'
import type { Dossier } from '../data.ts'
import { useWords } from '../words.ts'
import { SelectField, SendForm, textOf } from './form-parts.tsx'
import { useSender } from '../data.ts'

type ClockName = (typeof recordedClocks)[number]

/** When we knew: the body's own word. What the centre proposes is shown beside it and counts nothing. */
export function ClockForm({ dossier }: { dossier: Dossier }) {
  const { t, f, now, timeZone } = useWords()
  const [clock, setClock] = useState<ClockName>(() => firstAsked(dossier))
  const [problem, setProblem] = useState('')
  const { busy, outcome, send } = useSender()
  const recorded = dossier.clocks.filter((one) => one.recorded)
  const suggested = dossier.clocks.filter((one) => !one.recorded)
  const submit = (form: FormData): void => {
    const at = instantOf(textOf(form, 'clock-at'), timeZone)
    const wrong = !at ? t('time.unreadable') : Date.parse(at) > Date.parse(now) + 300_000 ? t('time.future') : ''
    setProblem(wrong)
    if (!at || wrong) return void document.getElementById('clock-at')?.focus()
    send({ intent: 'clock', caseId: dossier.caseId, body: { clock, at, how: textOf(form, 'clock-how') } })
  }
  return (
    <>
      {recorded.length > 0 && (
        <dl className="known">
          {recorded.map((one) => (
            <div key={one.clock}>
              <dt>{one.label}</dt>
              <dd><strong><time dateTime={one.at}>{f.longMoment(one.at)}</time></strong> <span className="soft">{t('clock.recordedBy', { by: one.by || t('by.answer') })}{one.how && one.how !== 'answer' ? ` · ${one.how}` : ''}</span></dd>
            </div>
          ))}
        </dl>
      )}
      {suggested.map((one) => (
        <p key={one.clock} className="suggested">{t('clock.suggested')} <strong><time dateTime={one.at}>{f.longMoment(one.at)}</time></strong> {t(one.how === 'answer' ? 'clock.suggested.answer' : 'clock.suggested.centre')}</p>
      ))}
      <SendForm label={t('clock.save')} busy={busy} outcome={outcome} done={t('clock.done')} onSend={submit}>
        <SelectField name="clock-which" label={t('clock.which')} value={clock} onPick={(value) => setClock(recordedClocks.find((one) => one === value) ?? 'aware')} options={recordedClocks.map((one) => ({ value: one, label: t(`clock.${one}`) }))} />
        <TextField name="clock-at" type="datetime-local" label={t('clock.at')} hint={`${t('clock.at.hint')} ${t('time.zone', { zone: timeZone })}`} max={localOf(now, timeZone)} {...(problem ? { error: problem } : {})} />
        <TextField name="clock-how" label={t('clock.how')} hint={t('clock.how.hint')} optional={t('optional')} autoComplete="off" />
      </SendForm>
    </>
  )
}

function firstAsked(dossier: Dossier): ClockName {
  const asked = dossier.missing.map((one) => one.fact.replace('clocks.', ''))
  if (!dossier.aware?.recorded) return 'aware'
  return recordedClocks.find((one) => asked.includes(one)) ?? 'aware'
}
