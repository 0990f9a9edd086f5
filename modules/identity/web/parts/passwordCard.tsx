import { useEffect, useRef } from 'react'
import { useFetcher } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Button } from '#ui/components/parts.tsx'
import type { Outcome } from '../api.ts'
import { fieldProblem, useWords } from '../words.ts'
import { Done, ProblemOf, refusedOf } from './notice.tsx'
import { PasswordField } from './passwordField.tsx'

export function PasswordCard({ email }: { email: string }) {
  const t = useWords()
  const fetcher = useFetcher<Outcome>({ key: 'password' })
  const form = useRef<HTMLFormElement>(null)
  const done = fetcher.state === 'idle' && fetcher.data?.done === true
  useEffect(() => {
    if (done) form.current?.reset()
  }, [done])
  return (
    <Card title={t('password.change')}>
      <fetcher.Form method="post" className="card-body" ref={form}>
        {done && <Done>{t('password.changed')}</Done>}
        <ProblemOf outcome={fetcher.data} />
        <input type="hidden" name="intent" value="password" />
        {/* Password managers want to know whose password this is. */}
        <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
        <PasswordField name="currentPassword" label={t('password.current')} autoComplete="current-password" />
        <PasswordField name="newPassword" label={t('password.new')} hint={t('password.rule')} error={fieldProblem(t, refusedOf(fetcher.data), 'newPassword')} autoComplete="new-password" />
        <p className="field-hint">{t('password.changeEnds')}</p>
        <Button disabled={fetcher.state !== 'idle'}>{t('password.change')}</Button>
      </fetcher.Form>
    </Card>
  )
}
