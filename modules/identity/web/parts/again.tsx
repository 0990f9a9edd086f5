import { useEffect, useRef, useState, type FormEvent } from 'react'
import { Button } from '#ui/components/parts.tsx'
import { attempt, currentSession, homeOf, type Outcome } from '../api.ts'
import { enter } from '../enter.ts'
import { passkeysWork } from '../passkeys.ts'
import { useWords } from '../words.ts'
import { ProblemOf } from './notice.tsx'
import { PasswordField } from './passwordField.tsx'

/** Lets the same person in again, over the page they were working on. `onSettled(false)`: not now; the page keeps what was typed. */
export function Again({ person, onSettled }: { person: { readonly id: string; readonly name: string; readonly email: string }; onSettled: (again: boolean) => void }) {
  const t = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const [step, setStep] = useState<'password' | 'code' | 'backup'>('password')
  const [outcome, setOutcome] = useState<Outcome>()
  const [busy, setBusy] = useState(false)
  useEffect(() => dialog.current?.showModal(), [])
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    const entered = await attempt(async () => ({ how: await enter(form), found: await currentSession() }))
    setBusy(false)
    setOutcome(entered)
    if (!entered.done) return
    const { how, found } = entered.data
    if (how === 'second') setStep('code')
    else if (found.person?.id === person.id && !found.secondStep) onSettled(true)
    // Somebody else, or a second step that is now owed: this page is not theirs.
    else location.assign(found.signedIn ? homeOf(found) : '/sign-in')
  }
  return (
    <dialog className="ask again" ref={dialog} aria-labelledby="again-title" onCancel={() => onSettled(false)}>
      <h2 id="again-title">{t('again.title')}</h2>
      <p>{t('again.text', { name: person.name })}</p>
      <ProblemOf outcome={outcome} />
      <form onSubmit={(event) => void send(event)} key={step}>
        <input type="hidden" name="intent" value={step} />
        {step === 'password' ? (
          <>
            <input type="email" name="email" autoComplete="username" value={person.email} readOnly hidden />
            <PasswordField id="again-password" name="password" label={t('signIn.password')} autoComplete="current-password" />
          </>
        ) : (
          <div className="field">
            <label htmlFor="again-code">{t(step === 'code' ? 'twoFactor.code' : 'twoFactor.backup.code')}</label>
            <input className="input" id="again-code" name="code" required ref={(field) => field?.focus()} {...(step === 'code' ? { autoComplete: 'one-time-code', inputMode: 'numeric' as const } : { autoComplete: 'off' })} />
          </div>
        )}
        <div className="form-row">
          <Button disabled={busy}>{t(busy ? 'signIn.busy' : 'again.submit')}</Button>
          <Button kind="secondary" type="button" onClick={() => onSettled(false)}>{t('again.later')}</Button>
        </div>
      </form>
      {step === 'code' && <p><button type="button" className="link" onClick={() => setStep('backup')}>{t('twoFactor.backup')}</button></p>}
      {step === 'password' && passkeysWork() && (
        <form onSubmit={(event) => void send(event)}>
          <input type="hidden" name="intent" value="passkey" />
          <Button kind="secondary" icon="lock" disabled={busy}>{t('signIn.passkey')}</Button>
        </form>
      )}
    </dialog>
  )
}
