import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react'
import { TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import type { Outcome } from '../data.ts'
import { useWords } from '../words.ts'
import { Said } from './said.tsx'

/** One line that says why, then one press: for what is not done without a reason. `focus`: it was opened by a press. */
export function ReasonForm({ name, lead, label, go, busy, outcome, focus = false, onSend, children }: { name: string; lead?: string; label: string; go: string; busy: boolean; outcome: Outcome | undefined; focus?: boolean; onSend: (reason: string) => void; children?: ReactNode }) {
  const { t } = useWords()
  const [problem, setProblem] = useState<string>()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => { if (focus) form.current?.querySelector('input')?.focus() }, [focus])
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const reason = String(new FormData(event.currentTarget).get(name) ?? '').trim()
    setProblem(reason ? undefined : t('fail.reason'))
    if (reason) onSend(reason)
  }
  return (
    <form ref={form} className="reason-form" onSubmit={submit} noValidate>
      {lead && <p>{lead}</p>}
      <TextField name={name} label={label} />
      <div className="form-foot"><Button kind="secondary" disabled={busy}>{busy ? t('act.busy') : go}</Button>{children}</div>
      <Said outcome={outcome} problem={problem} />
    </form>
  )
}
