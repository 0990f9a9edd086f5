import { useCallback, useState } from 'react'
import { TextField } from '#ui/components/forms.tsx'
import { instantOf, localOf } from '#ui/i18n/local-time.ts'
import { useWords } from '../words.ts'
import { SendForm, textOf } from './form-parts.tsx'
import { useSender } from '../data.ts'

/** The machine prepares, a person sends: "sent" is a person's word and needs the number that came back. */
export function FilingForm({ obligationId, onDone }: { obligationId: string; onDone?: (protocol: string) => void }) {
  const { t, now, timeZone } = useWords()
  const [problems, setProblems] = useState<{ protocol?: string; at?: string }>({})
  const [protocol, setProtocol] = useState('')
  const { busy, outcome, send } = useSender(useCallback(() => onDone?.(protocol), [onDone, protocol]))
  const name = (field: string) => `file-${field}-${obligationId}`
  const submit = (form: FormData): void => {
    const at = instantOf(textOf(form, name('at')), timeZone)
    const number = textOf(form, name('protocol'))
    const found = { ...(number ? {} : { protocol: t('file.protocol.missing') }), ...(!at ? { at: t('time.unreadable') } : Date.parse(at) > Date.parse(now) + 300_000 ? { at: t('time.future') } : {}) }
    setProblems(found)
    setProtocol(number)
    if (Object.keys(found).length > 0) return void document.getElementById(found.protocol ? name('protocol') : name('at'))?.focus()
    send({ intent: 'file', obligationId, body: { at: at!, protocol: number, partial: form.get(name('partial')) === 'yes' } })
  }
  return (
    <SendForm label={t('file.save')} busy={busy} outcome={outcome} done={t('file.done')} onSend={submit}>
      <p className="form-lead">{t('file.lead')}</p>
      <TextField name={name('protocol')} label={t('file.protocol')} hint={t('file.protocol.hint')} {...(problems.protocol ? { error: problems.protocol } : {})} autoComplete="off" />
      <TextField name={name('at')} type="datetime-local" label={t('file.at')} hint={t('time.zone', { zone: timeZone })} value={localOf(now, timeZone)} max={localOf(now, timeZone)} {...(problems.at ? { error: problems.at } : {})} />
      <label className="check-line"><input type="checkbox" name={name('partial')} value="yes" /> {t('file.partial')}</label>
    </SendForm>
  )
}
