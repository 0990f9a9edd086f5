import type { ExerciseView } from '../../contract.ts'
import { useWords } from '../words.ts'

/** Numbers for the eye every second; for the ear only at each quarter, or nothing else would be heard. */
export function Progress({ run, lost }: { run: ExerciseView; lost: boolean }) {
  const { t, f } = useWords()
  const at = run.progress
  const share = at && at.steps > 0 ? at.done / at.steps : 0
  return (
    <div className="exercise-progress">
      <p className="exercise-hour">
        {at ? t('progress.hour', { hour: f.number(Math.round(at.hour)), last: f.number(Math.round(at.lastHour)) }) : t('progress.preparing')}
      </p>
      <progress aria-label={t('progress.label')} max={1} {...(at ? { value: share } : {})} />
      <p>
        {at && <>{t('progress.steps', { done: f.number(at.done), steps: f.number(at.steps) })} · {f.percent(share)} · </>}
        {t('progress.leave')}
      </p>
      <p role="status" className="sr-only">{at ? t('progress.told', { share: f.percent(Math.floor(share * 4) / 4) }) : t('progress.preparing')}</p>
      <p role="alert" className="exercise-refused">{lost && t('progress.lost')}</p>
    </div>
  )
}
