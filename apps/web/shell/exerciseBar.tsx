import { useState } from 'react'
import { leaveExercise } from '#modules/exercise/contract.ts'
import { client } from '#modules/identity/web/api.ts'
import { Icon } from '#ui/icons/icon.tsx'
import type { wordsOf } from './words.ts'

/**
 * The watermark of an exercise: a band on top, a striped frame round the window that stays while the page scrolls,
 * and a stamp that print repeats on every sheet. Frame and stamp are drawn by the style sheet.
 */
export function ExerciseBar({ t }: { t: ReturnType<typeof wordsOf> }) {
  const [state, setState] = useState<'still' | 'going' | 'failed'>('still')
  const leave = async (): Promise<void> => {
    setState('going')
    try {
      await client(leaveExercise)
      // The page on the screen may be of a case that only the exercise has.
      location.assign('/console/exercise')
    } catch {
      setState('failed')
    }
  }
  return (
    <section className="exercise-bar" aria-label={t('exercise.name')}>
      <p>
        <Icon name="flag" />
        <strong>{t('exercise.name')}</strong> · {t('exercise.text')} <span className="exercise-bar-end" aria-hidden="true">·</span>{' '}
        <button type="button" className="link" disabled={state === 'going'} onClick={() => void leave()}>{t('exercise.leave')}</button>
        <span role="alert">{state === 'failed' && ` ${t('exercise.failed')}`}</span>
      </p>
      <span className="exercise-stamp" aria-hidden="true">{t('exercise.name')}</span>
    </section>
  )
}
