import { useState } from 'react'
import { useRevalidator } from 'react-router'
import { Button } from '#ui/components/parts.tsx'
import { endExercise, resumeExercise, type ExerciseView } from '../../contract.ts'
import { api, attempt, sayRefusal, type Refused } from '../api.ts'
import { useWords } from '../words.ts'

/** Takes up a run that stopped, or ends it where it is; the page is read again either way. */
export function Act({ to, run }: { to: 'resume' | 'end'; run: ExerciseView }) {
  const { t } = useWords()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused>()
  const { revalidate } = useRevalidator()
  const act = async (): Promise<void> => {
    setBusy(true)
    setRefused(await attempt(() => api(to === 'resume' ? resumeExercise : endExercise, { params: { exerciseId: run.id } })))
    await revalidate()
    setBusy(false)
  }
  return (
    <>
      <Button type="button" kind={to === 'resume' ? 'primary' : 'secondary'} icon={to === 'resume' ? 'play' : 'tick'} disabled={busy} onClick={() => void act()}>{t(`run.${to}`)}</Button>
      <span role="alert" className="exercise-refused">{refused && sayRefusal(t, refused)}</span>
    </>
  )
}
