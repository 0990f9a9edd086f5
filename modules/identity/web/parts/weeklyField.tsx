import { useState } from 'react'
import { Icon } from '#ui/icons/icon.tsx'
import type { Opening } from '../../contract.ts'
import { useWords } from '../words.ts'
import { days, inOrder, keptEnd, likeMonday, shownEnd, withMore } from '../weekly.ts'

/** The week, day by day: closed, or from when to when, as often as it takes. Sent as one field. */
export function WeeklyField({ value, error }: { value: readonly Opening[]; error?: { readonly day: number; readonly text: string } }) {
  const t = useWords()
  const [week, setWeek] = useState<readonly Opening[]>(() => inOrder(value))
  const change = (at: number, part: Partial<Opening>): void => setWeek(week.map((one, index) => (index === at ? { ...one, ...part } : one)))
  return (
    <fieldset className="field weekly">
      <legend>{t('centre.weekly')} <span className="field-optional">{t('optional')}</span></legend>
      <p className="field-hint">{t('centre.weekly.hint')}</p>
      <input type="hidden" name="weekly" value={JSON.stringify(week)} />
      {days.map((day) => {
        const name = t(`day.${day}`)
        const own = week.map((one, at) => ({ ...one, at })).filter((one) => one.day === day)
        const wrong = error?.day === day
        return (
          <div key={day} id={`weekly-${day}`} tabIndex={-1} role="group" aria-label={name} className={wrong ? 'weekly-day field-wrong' : 'weekly-day'} aria-describedby={wrong ? 'weekly-error' : undefined}>
            <p className="weekly-name">{name}</p>
            <div className="weekly-times">
              {wrong && <p className="field-error" id="weekly-error">{error.text}</p>}
              {own.length === 0 && <p className="soft">{t('centre.closed')}</p>}
              {own.map(({ at, from, to }, index) => (
                <p key={index}>
                  <label><span className="sr-only">{name}, {t('centre.from')}</span><input className="input" type="time" required value={from} onChange={(e) => change(at, { from: e.target.value })} /></label>
                  <span aria-hidden="true">–</span>
                  <label><span className="sr-only">{name}, {t('centre.to')}</span><input className="input" type="time" required value={shownEnd(to)} onChange={(e) => change(at, { to: keptEnd(e.target.value) })} /></label>
                  <button type="button" className="link" onClick={() => setWeek(week.filter((_, other) => other !== at))} aria-label={t('centre.removeHours', { day: name, from, to: shownEnd(to) })}><Icon name="cross" /></button>
                </p>
              ))}
            </div>
            <div className="weekly-more">
              <button type="button" className="link" aria-label={t('centre.addHours.on', { day: name })} onClick={() => setWeek(withMore(week, day))}>{t('centre.addHours')}</button>
              {day === 1 && own.length > 0 && <button type="button" className="link" onClick={() => setWeek(likeMonday(week))}>{t('centre.likeMonday')}</button>}
            </div>
          </div>
        )
      })}
    </fieldset>
  )
}
