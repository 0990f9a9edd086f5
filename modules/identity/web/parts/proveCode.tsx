import { useState } from 'react'
import { useFetcher } from 'react-router'
import { TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import type { Outcome } from '../api.ts'
import { useWords } from '../words.ts'
import { ProblemOf } from './notice.tsx'

/** The code that a session still owes: who came by single sign-on has not been asked for it. */
export function ProveCode() {
  const t = useWords()
  const fetcher = useFetcher<Outcome>({ key: 'proveCode' })
  const [backup, setBackup] = useState(false)
  return (
    <>
      <ProblemOf outcome={fetcher.data} />
      <fetcher.Form method="post" key={backup ? 'backup' : 'code'}>
        <input type="hidden" name="intent" value={backup ? 'proveBackup' : 'prove'} />
        {backup
          ? <TextField name="backupCode" label={t('twoFactor.backup.code')} autoComplete="off" required />
          : <TextField name="enrolCode" label={t('twoFactor.code')} autoComplete="one-time-code" inputMode="numeric" required />}
        <Button disabled={fetcher.state !== 'idle'}>{t('twoFactor.submit')}</Button>
      </fetcher.Form>
      <p className="gate-foot"><button type="button" className="link" onClick={() => setBackup(!backup)}>{t(backup ? 'twoFactor.useCode' : 'twoFactor.backup')}</button></p>
    </>
  )
}
