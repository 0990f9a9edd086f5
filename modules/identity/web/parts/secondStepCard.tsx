import { lazy, Suspense, useState } from 'react'
import { useFetcher } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { Outcome } from '../api.ts'
import { groupsOf, secretOfUri } from '../otp.ts'
import { useWords } from '../words.ts'
import { BackupCodes } from './backupCodes.tsx'
import { CopyLine } from './copy.tsx'
import { Done, ProblemOf } from './notice.tsx'
import { PasswordField } from './passwordField.tsx'

const Qr = lazy(async () => ({ default: (await import('./qr.tsx')).Qr }))

type Enabled = { readonly totpURI: string; readonly backupCodes: readonly string[] }

/** Off: password → key and first code → on. The backup codes are shown only after the first code worked. */
export function SecondStepCard({ on, email }: { on: boolean; email: string }) {
  const t = useWords()
  const enabling = useFetcher<Outcome<Enabled>>({ key: 'enable' })
  const proving = useFetcher<Outcome>({ key: 'prove' })
  const changing = useFetcher<Outcome<{ backupCodes?: readonly string[] }>>({ key: 'changeSecond' })
  const enabled = enabling.data?.done ? enabling.data.data : undefined
  const fresh = changing.data?.done ? changing.data.data.backupCodes : undefined
  const codes = fresh ?? (on ? enabled?.backupCodes : undefined)
  return (
    <>
      <Card title={t('twoFactor.enrol')} aside={<State on={on} />}>
        <div className="card-body">
          {on && (
            <>
              {proving.data?.done && !fresh && <Done>{t('twoFactor.nowOn')}</Done>}
              <Change email={email} />
            </>
          )}
          {!on && !enabled && <Ask email={email} />}
          {!on && enabled && (
            <>
              <p>{t('twoFactor.enrol.scan')}</p>
              <div className="qr-place"><Suspense><Qr text={enabled.totpURI} label={t('twoFactor.enrol.qr')} /></Suspense></div>
              <p>{t('twoFactor.enrol.else')} <a href={enabled.totpURI}>{t('twoFactor.enrol.open')}</a></p>
              <CopyLine id="secret" label={t('twoFactor.enrol.key')} text={groupsOf(secretOfUri(enabled.totpURI))} lines={3} />
              <proving.Form method="post">
                <ProblemOf outcome={proving.data} />
                <input type="hidden" name="intent" value="prove" />
                <TextField name="enrolCode" label={t('twoFactor.code')} hint={t('twoFactor.enrol.first')} autoComplete="one-time-code" inputMode="numeric" required />
                <Button disabled={proving.state !== 'idle'}>{t('twoFactor.enrol.finish')}</Button>
              </proving.Form>
            </>
          )}
        </div>
      </Card>
      {codes && <BackupCodes codes={codes} email={email} />}
    </>
  )
}

function State({ on }: { on: boolean }) {
  const t = useWords()
  return <span className="with-icon"><Icon name={on ? 'tick' : 'cross'} />{t(on ? 'twoFactor.on' : 'twoFactor.off')}</span>
}

function Ask({ email }: { email: string }) {
  const t = useWords()
  const fetcher = useFetcher<Outcome<Enabled>>({ key: 'enable' })
  return (
    <fetcher.Form method="post">
      <p>{t('twoFactor.enrol.why')}</p>
      <ProblemOf outcome={fetcher.data} />
      <input type="hidden" name="intent" value="enable" />
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
      <PasswordField name="enrolPassword" label={t('password.current')} autoComplete="current-password" />
      <Button disabled={fetcher.state !== 'idle'}>{t('twoFactor.enrol.start')}</Button>
    </fetcher.Form>
  )
}

/** New codes and turning off both ask for the password, so one field serves the two buttons. */
function Change({ email }: { email: string }) {
  const t = useWords()
  const fetcher = useFetcher<Outcome>({ key: 'changeSecond' })
  const [open, setOpen] = useState(false)
  if (!open) {
    return (
      <>
        <p>{t('twoFactor.on.means')}</p>
        <Button kind="secondary" type="button" onClick={() => setOpen(true)}>{t('twoFactor.change')}</Button>
      </>
    )
  }
  return (
    <fetcher.Form method="post">
      <ProblemOf outcome={fetcher.data} />
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
      <PasswordField name="enrolPassword" label={t('password.current')} autoComplete="current-password" />
      <div className="form-row">
        <Button name="intent" value="newCodes" disabled={fetcher.state !== 'idle'}>{t('twoFactor.newCodes')}</Button>
        <Button kind="secondary" name="intent" value="disable" disabled={fetcher.state !== 'idle'}>{t('twoFactor.disable')}</Button>
      </div>
    </fetcher.Form>
  )
}
