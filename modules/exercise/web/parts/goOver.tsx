/** Into an exercise and out of it: the realm is in a cookie, so the whole console is loaded again. */
import { useState, type ReactNode } from 'react'
import { Button } from '#ui/components/parts.tsx'
import type { IconName } from '#ui/icons/glyphs.data.ts'
import { enterExercise, leaveExercise } from '../../contract.ts'
import { api, attempt, sayRefusal, type Refused } from '../api.ts'
import { useWords } from '../words.ts'

export function EnterButton({ exerciseId }: { exerciseId: string }) {
  const { t } = useWords()
  return <Go icon="arrow" to="/console/queue" work={() => api(enterExercise, { params: { exerciseId } })}>{t('run.enter')}</Go>
}

export function LeaveButton() {
  const { t } = useWords()
  return <Go icon="cross" kind="secondary" to="/console/exercise" work={() => api(leaveExercise)}>{t('run.leave')}</Go>
}

function Go({ icon, kind = 'primary', to, work, children }: { icon: IconName; kind?: 'primary' | 'secondary'; to: string; work: () => Promise<unknown>; children: ReactNode }) {
  const { t } = useWords()
  const [refused, setRefused] = useState<Refused>()
  const [busy, setBusy] = useState(false)
  const go = async (): Promise<void> => {
    setBusy(true)
    const answer = await attempt(work)
    if (!answer) return location.assign(to)
    setBusy(false)
    setRefused(answer)
  }
  return (
    <>
      <Button type="button" icon={icon} kind={kind} disabled={busy} onClick={() => void go()}>{children}</Button>
      <span role="alert" className="exercise-refused">{refused && sayRefusal(t, refused)}</span>
    </>
  )
}
