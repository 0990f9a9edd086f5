import { useEffect, useRef } from 'react'
import { Form, Link, redirect, useActionData, useLoaderData, useNavigate, useNavigation, useOutletContext, useSearchParams, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import { Button } from '#ui/components/parts.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { attempt, currentSession, demoAccountsOf, singleSignOn, type DemoAccount, type Outcome, type Session } from '../api.ts'
import { enter, keptNext, landing, nextOf } from '../enter.ts'
import { passkeysWork } from '../passkeys.ts'
import { DemoAccounts } from '../parts/demoAccounts.tsx'
import { GateTitle } from '../parts/gateTitle.tsx'
import { ProblemOf } from '../parts/notice.tsx'
import { PasswordField } from '../parts/passwordField.tsx'
import { useOfferedPasskey } from '../parts/useOfferedPasskey.ts'
import { useWords } from '../words.ts'

export async function loader({ request }: LoaderFunctionArgs): Promise<Response | { accounts: readonly DemoAccount[]; phone: string }> {
  const found = await currentSession(request.signal)
  if (!found.centre.ready) return redirect('/set-up')
  if (found.signedIn) return redirect((await landing(request.url)) ?? '/sign-in')
  return { accounts: await demoAccountsOf(found), phone: found.centre.phone }
}

export async function action({ request }: ActionFunctionArgs): Promise<Response | Outcome> {
  const form = await request.formData()
  if (form.get('intent') === 'single') {
    const begun = await attempt(() => singleSignOn(nextOf(request.url)))
    return begun.done ? redirect(begun.data) : begun
  }
  const outcome = await attempt(() => enter(form))
  if (!outcome.done) return outcome
  if (outcome.data === 'second') return redirect(`/sign-in?${new URLSearchParams({ step: 'second', ...keptNext(request.url) })}`)
  const path = await landing(request.url)
  return path ? redirect(path) : { done: false, refused: { code: 'failed', reason: 'NO_COOKIE', fields: [] } }
}

export { unlessRefused as shouldRevalidate } from '../api.ts'

export function Component() {
  const t = useWords()
  const [search] = useSearchParams()
  return search.get('step') === 'second' ? <SecondStep title={t('twoFactor.title')} /> : <FirstStep />
}

function FirstStep() {
  const t = useWords()
  const { singleSignOn: elsewhere } = useOutletContext<Session>()
  const { accounts } = useLoaderData() as { accounts: readonly DemoAccount[] }
  const outcome = useActionData() as Outcome | undefined
  const busy = useNavigation().state !== 'idle'
  const navigate = useNavigate()
  const offered = useOfferedPasskey(outcome, () => void landing(location.href).then((path) => navigate(path ?? '/sign-in', { replace: true })))
  return (
    <div className={accounts.length > 0 ? 'gate-two' : 'gate-one'}>
      <section className="card gate-card">
        <GateTitle title={t('signIn.title')}>{t('signIn.lead')}</GateTitle>
        <ProblemOf outcome={outcome ?? offered} />
        <Form method="post">
          <input type="hidden" name="intent" value="password" />
          <TextField name="email" type="email" label={t('signIn.email')} autoComplete="username webauthn" required />
          <PasswordField name="password" label={t('signIn.password')} autoComplete="current-password" />
          <Button disabled={busy}>{busy ? t('signIn.busy') : t('signIn.submit')}</Button>
        </Form>
        {elsewhere && (
          <Form method="post" className="gate-other">
            <input type="hidden" name="intent" value="single" />
            <Button kind="secondary" icon="person" disabled={busy}>{t('signIn.single', { name: elsewhere.name })}</Button>
          </Form>
        )}
        {passkeysWork() && (
          <Form method="post" className="gate-other">
            <input type="hidden" name="intent" value="passkey" />
            <Button kind="secondary" icon="lock" disabled={busy}>{t('signIn.passkey')}</Button>
            <p className="field-hint">{t('signIn.passkey.hint')}</p>
          </Form>
        )}
        <p className="gate-foot">{t('signIn.forgotten')}</p>
      </section>
      {accounts.length > 0 && <DemoAccounts accounts={accounts} />}
    </div>
  )
}

function SecondStep({ title }: { title: string }) {
  const t = useWords()
  const [search] = useSearchParams()
  const outcome = useActionData() as Outcome | undefined
  const busy = useNavigation().state !== 'idle'
  const backup = search.get('with') === 'backup'
  const field = useRef<HTMLDivElement>(null)
  useEffect(() => field.current?.querySelector<HTMLInputElement>('input:not([type=hidden])')?.focus(), [backup])
  const other = new URLSearchParams(search)
  if (backup) other.delete('with')
  else other.set('with', 'backup')
  return (
    <div className="gate-one">
      <section className="card gate-card">
        <GateTitle title={title}>{t(backup ? 'twoFactor.lead.backup' : 'twoFactor.lead')}</GateTitle>
        <ProblemOf outcome={outcome} />
        <Form method="post" key={backup ? 'backup' : 'code'}>
          <input type="hidden" name="intent" value={backup ? 'backup' : 'code'} />
          <div ref={field}>
            {backup
              ? <TextField name="code" label={t('twoFactor.backup.code')} autoComplete="off" required />
              : <TextField name="code" label={t('twoFactor.code')} autoComplete="one-time-code" inputMode="numeric" required />}
          </div>
          {!backup && (
            <div className="choice">
              <input type="checkbox" id="trust" name="trust" />
              <label htmlFor="trust">{t('twoFactor.trust')}</label>
            </div>
          )}
          <Button disabled={busy}>{t('twoFactor.submit')}</Button>
        </Form>
        <p className="gate-foot">
          <Link to={`?${other}`} replace>{t(backup ? 'twoFactor.useCode' : 'twoFactor.backup')}</Link>
          {' · '}
          <Link to={`/sign-in?${new URLSearchParams(keptNext(location.href))}`}>{t('twoFactor.back')}</Link>
        </p>
      </section>
    </div>
  )
}
