import type { FormEvent, ReactNode } from 'react'
import { Icon } from '#ui/icons/icon.tsx'
import { Button } from '#ui/components/parts.tsx'
import type { Outcome } from '../data.ts'
import { sayCode, useWords } from '../words.ts'

/** The frame of every form here: its errors above, one button, what came of it said once. */
export function SendForm({ label, busy, outcome, done, problem, onSend, children }: {
  label: string
  busy: boolean
  outcome: Outcome | undefined
  /** What to say after a yes. */
  done?: string
  /** Found before sending. */
  problem?: string | undefined
  onSend: (form: FormData) => void
  children: ReactNode
}) {
  const { t } = useWords()
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    onSend(new FormData(event.currentTarget))
  }
  const refused = outcome && !outcome.ok ? outcome : undefined
  return (
    <form className="send-form" onSubmit={submit} noValidate>
      {children}
      <div className="send-foot">
        <Button disabled={busy}>{busy ? t('form.sending') : label}</Button>
        <div className="send-said" role="status">
          {!busy && problem && <p className="field-error">{problem}</p>}
          {!busy && !problem && refused && <p className="field-error">{sayCode(t, 'fail', refused.code)} {t('form.kept')}</p>}
          {!busy && !problem && outcome?.ok && done && <p className="send-done"><Icon name="tick" /> {done}</p>}
        </div>
      </div>
    </form>
  )
}

/** A text asked of a person, or nothing. */
export const textOf = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()

export function SelectField({ name, label, value, options, onPick }: { name: string; label: string; value: string; options: readonly { readonly value: string; readonly label: string }[]; onPick?: (value: string) => void }) {
  return (
    <div className="pick-field">
      <label htmlFor={name}>{label}</label>
      <select id={name} name={name} defaultValue={value} onChange={onPick ? (event) => onPick(event.target.value) : undefined}>
        {options.map((one) => <option key={one.value} value={one.value}>{one.label}</option>)}
      </select>
    </div>
  )
}
