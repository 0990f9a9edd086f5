import { useState } from 'react'
import { Icon } from '#ui/icons/icon.tsx'
import { locales } from '#ui/i18n/lang.ts'
import { useWords, type Words } from '../words.ts'
import { keptEnd, likeMonday, shownEnd, spansOn, withDay, withMore, withoutDate, type DayKey, type Hours } from '../weekly.ts'

type Wrong = { readonly day: DayKey; readonly text: string }

/** The week, day by day, and the dates that are different: closed, or from when to when, as often as it takes. Sent as one field. */
export function WeeklyField({ value, error }: { value: Hours; error?: Wrong }) {
  const t = useWords()
  const [hours, setHours] = useState(value)
  const row = (day: DayKey) => ({ day, hours, onHours: setHours, error: error?.day === day ? error.text : undefined })
  return (
    <fieldset className="field weekly">
      <legend>{t('centre.weekly')} <span className="field-optional">{t('optional')}</span></legend>
      <p className="field-hint">{t('centre.weekly.hint')}</p>
      <input type="hidden" name="weekly" value={JSON.stringify(hours)} />
      {hours.week.map((_, day) => <DayRow key={day} {...row(day)} />)}
      <div className="weekly-dates">
        <p className="field-hint" id="weekly-dates-hint">{t('centre.dates.hint')}</p>
        {Object.keys(hours.except).toSorted().map((date) => <DayRow key={date} {...row(date)} />)}
        <MoreDates hours={hours} onHours={setHours} />
      </div>
    </fieldset>
  )
}

function DayRow({ day, hours, onHours, error }: { day: DayKey; hours: Hours; onHours: (hours: Hours) => void; error: string | undefined }) {
  const t = useWords()
  const name = dayName(t, day)
  const own = spansOn(hours, day)
  const put = (at: number, span: readonly [string, string]): void => onHours(withDay(hours, day, own.map((one, index) => (index === at ? span : one))))
  return (
    <div id={`weekly-${day}`} tabIndex={-1} role="group" aria-label={name} className={error ? 'weekly-day field-wrong' : 'weekly-day'} aria-describedby={error ? 'weekly-error' : undefined}>
      <p className="weekly-name">{name}</p>
      <div className="weekly-times">
        {error && <p className="field-error" id="weekly-error">{error}</p>}
        {own.length === 0 && <p className="soft">{t('centre.closed')}</p>}
        {own.map(([from, to], at) => (
          <p key={at}>
            <label><span className="sr-only">{name}, {t('centre.from')}</span><input className="input" type="time" required value={from} onChange={(e) => put(at, [e.target.value, to])} /></label>
            <span aria-hidden="true">–</span>
            <label><span className="sr-only">{name}, {t('centre.to')}</span><input className="input" type="time" required value={shownEnd(to)} onChange={(e) => put(at, [from, keptEnd(e.target.value)])} /></label>
            <button type="button" className="link" onClick={() => onHours(withDay(hours, day, own.filter((_, other) => other !== at)))} aria-label={t('centre.removeHours', { day: name, from, to: shownEnd(to) })}><Icon name="cross" /></button>
          </p>
        ))}
      </div>
      <div className="weekly-more">
        <button type="button" className="link" aria-label={t('centre.addHours.on', { day: name })} onClick={() => onHours(withDay(hours, day, withMore(own)))}>{t('centre.addHours')}</button>
        {day === 0 && own.length > 0 && <button type="button" className="link" onClick={() => onHours(likeMonday(hours))}>{t('centre.likeMonday')}</button>}
        {typeof day === 'string' && <button type="button" className="link" aria-label={t('centre.removeDate.of', { day: name })} onClick={() => onHours(withoutDate(hours, day))}>{t('centre.removeDate')}</button>}
      </div>
    </div>
  )
}

/** A new date is closed until it is given hours. */
function MoreDates({ hours, onHours }: { hours: Hours; onHours: (hours: Hours) => void }) {
  const t = useWords()
  const [date, setDate] = useState('')
  const add = (): void => {
    if (date === '') return
    if (!(date in hours.except)) onHours(withDay(hours, date, []))
    setDate('')
  }
  return (
    <div className="weekly-add">
      <label htmlFor="weekly-date">{t('centre.date')}</label>
      <input className="input" id="weekly-date" type="date" value={date} aria-describedby="weekly-dates-hint" onChange={(e) => setDate(e.target.value)} />
      <button type="button" className="button button-secondary" onClick={add}>{t('centre.addDate')}</button>
    </div>
  )
}

/** Monday is 0; 1 January 2024 was one. */
export const dayName = (t: Words, day: DayKey): string => (typeof day === 'number'
  ? new Intl.DateTimeFormat(locales[t.lang], { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + day))
  : new Intl.DateTimeFormat(locales[t.lang], { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`)))
