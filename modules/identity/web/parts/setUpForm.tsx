import { useEffect, useRef, type FormEvent } from 'react'
import { ErrorSummary, TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import type { Draft, Missing, Step } from '../draft.ts'
import { useWords } from '../words.ts'
import { errorOf, NameFields, ReachFields, sayMissing, WhereFields } from './centreFields.tsx'
import { PasswordField } from './passwordField.tsx'

type Props = {
  readonly step: Step; readonly draft: Draft; readonly missing: readonly Missing[]; readonly busy: boolean; readonly passwordProblem?: string
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void; readonly onBack: (form: FormData) => void; readonly onDraft: (draft: Draft) => void
}

export function SetUpForm(props: Props) {
  const t = useWords()
  const form = useRef<HTMLFormElement>(null)
  const { step, missing, busy } = props
  useEffect(() => {
    if (missing.length > 0) form.current?.querySelector<HTMLElement>('.error-summary')?.focus()
  }, [missing])
  return (
    <form ref={form} noValidate onSubmit={props.onSubmit}>
      <ErrorSummary title={t('form.missing')} kept={t('form.kept')} errors={missing.map((one) => ({ field: one.field, text: sayMissing(t, one) }))} />
      <h2>{t(`setUp.step.${step}`)}</h2>
      {step === 1 && <WhereFields {...props} />}
      {step === 2 && <NameFields {...props} />}
      {step === 3 && (
        <>
          <p className="field-hint form-lead">{t('centre.reach.lead')}</p>
          <ReachFields {...props} />
        </>
      )}
      {step === 4 && <Coordinator {...props} />}
      <div className="form-row">
        <Button disabled={busy}>{step === 4 ? t(busy ? 'setUp.busy' : 'setUp.submit') : t('setUp.forward')}</Button>
        {step > 1 && <Button kind="secondary" type="button" onClick={() => props.onBack(new FormData(form.current!))}>{t('setUp.back')}</Button>}
      </div>
    </form>
  )
}

function Coordinator({ draft, missing, passwordProblem }: Props) {
  const t = useWords()
  return (
    <>
      <p className="field-hint form-lead">{t('setUp.coordinator.hint')}</p>
      <div className="pair">
        <TextField name="person" label={t('invitation.name')} autoComplete="name" value={draft.person} error={errorOf(t, missing, 'person')} />
        <TextField name="email" type="email" label={t('signIn.email')} autoComplete="username" value={draft.email} error={errorOf(t, missing, 'email')} />
      </div>
      <PasswordField name="password" label={t('password.choose')} hint={t('password.rule')} error={errorOf(t, missing, 'password') ?? passwordProblem} autoComplete="new-password" />
    </>
  )
}
