import { useState, type FormEvent } from 'react'
import { Button } from '#ui/components/parts.tsx'
import { saidStates, type SaidState } from '../../contract.ts'
import { Moment, Pick, Text } from './fields.tsx'
import { useWords } from './words.ts'

export type SayWord = { readonly serviceId: string | null; readonly name: string; readonly state: SaidState; readonly since: string | null }

/** How a service is and since when. Without `service` it asks also which one. */
export function SayForm({ id, service, busy, onSay }: { id: string; service?: { readonly serviceId: string | null; readonly name: string; readonly state: SaidState | undefined; readonly since: string | null }; busy: boolean; onSay: (word: SayWord) => void }) {
  const { t } = useWords()
  const [name, setName] = useState(service?.name ?? '')
  const [state, setState] = useState<SaidState>(service?.state ?? 'down')
  const [since, setSince] = useState(service?.since ?? null)
  const [isUnnamed, setUnnamed] = useState(false)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setUnnamed(name.trim() === '')
    if (name.trim() === '') document.getElementById(`${id}-name`)?.focus()
    else onSay({ serviceId: service?.serviceId ?? null, name: name.trim(), state, since })
  }
  return (
    <form className="notice-form say-form" noValidate onSubmit={submit}>
      {!service && <Text id={`${id}-name`} label={t('services.name')} value={name} onChange={setName} notes={isUnnamed ? [{ level: 'stop', text: t('problem.empty') }] : []} />}
      <Pick id={`${id}-state`} label={t('services.state')} value={state} onChange={setState} options={saidStates.map((one) => ({ value: one, label: t(`said.${one}`) }))} />
      <Moment id={`${id}-since`} label={t('services.since')} value={since} none={t('services.sinceNone')} onChange={setSince} />
      <div className="say-foot"><Button kind="secondary" disabled={busy}>{t('svc.say')}</Button></div>
    </form>
  )
}
