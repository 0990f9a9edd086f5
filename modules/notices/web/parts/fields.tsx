import type { ReactNode } from 'react'
import { Glyph, Icon } from '#ui/icons/icon.tsx'
import { instantOf, localOf } from '#ui/i18n/local-time.ts'
import { quickMoments } from './moments.ts'
import { useWords } from './words.ts'

/** What stands beside a field: `stop` closes the door to confirming, `look` asks for a second look. */
export type Note = { readonly level: 'stop' | 'look'; readonly text: string }

type Shared = { readonly id: string; readonly label: string; readonly hint?: string | undefined; readonly notes?: readonly Note[]; readonly disabled?: boolean }

export function Notes({ id, notes }: { id: string; notes: readonly Note[] }) {
  const { t } = useWords()
  if (notes.length === 0) return null
  return (
    <ul className="field-notes" id={`${id}-notes`}>
      {notes.map((note) => (
        <li key={note.text} className={note.level === 'stop' ? 'field-note tone-hit' : 'field-note tone-degraded'}>
          <Glyph state={note.level === 'stop' ? 'hit' : 'degraded'} /><span><strong>{t(`level.${note.level}`)}</strong> {note.text}</span>
        </li>
      ))}
    </ul>
  )
}

function describe({ id, hint, notes = [] }: Shared, more?: string): string | undefined {
  return [hint && `${id}-hint`, notes.length > 0 && `${id}-notes`, more].filter(Boolean).join(' ') || undefined
}

function Frame({ children, ...shared }: Shared & { children: ReactNode }) {
  const { id, label, hint, notes = [] } = shared
  return (
    <div className={notes.some((note) => note.level === 'stop') ? 'field field-wrong' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {hint && <p className="field-hint" id={`${id}-hint`}>{hint}</p>}
      <Notes id={id} notes={notes} />
      {children}
    </div>
  )
}

/** A text whose value lives above it: the three languages are tabs, and what is typed in one must not go with it. */
export function Text({ value, onChange, lines, most, type = 'text', ...shared }: Shared & { value: string; onChange: (value: string) => void; lines?: number; most?: number; type?: 'text' | 'url' }) {
  const { t, f } = useWords()
  const { id, disabled, notes = [] } = shared
  const over = most !== undefined && value.trim().length > most
  const common = {
    id, value, disabled, 'aria-describedby': describe(shared, most ? `${id}-count` : undefined), 'aria-invalid': over || notes.some((note) => note.level === 'stop') ? true : undefined,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  }
  return (
    <Frame {...shared}>
      {lines ? <textarea {...common} rows={lines} /> : <input {...common} type={type} />}
      {most !== undefined && <p className={over ? 'field-count field-error' : 'field-count'} id={`${id}-count`}>{t('count', { n: f.number(value.trim().length), most: f.number(most) })}{over && ` · ${t('problem.long')}`}</p>}
    </Frame>
  )
}

/** A moment in the centre's time zone; `quick` offers the usual promises in one click. */
export function Moment({ value, onChange, quick, none, ...shared }: Shared & { value: string | null; onChange: (at: string | null) => void; quick?: boolean; none?: string }) {
  const { t, f, now, timeZone } = useWords()
  const { id, disabled, label } = shared
  return (
    <Frame {...shared}>
      <input type="datetime-local" id={id} disabled={disabled} value={value === null ? '' : localOf(value, timeZone)} aria-describedby={describe(shared, `${id}-said`)} onChange={(event) => onChange(instantOf(event.target.value, timeZone) ?? null)} />
      <p className="field-said" id={`${id}-said`}>{value ? <><time dateTime={value}>{f.relative(value)}</time> · {f.longMoment(value)}</> : none}</p>
      {quick && !disabled && (
        <div className="quick" role="group" aria-label={t('quick.label', { field: label })}>
          {quickMoments(now, timeZone).map((one) => (
            <button key={one.key} type="button" className="quick-choice" aria-pressed={value === one.at} onClick={() => onChange(one.at)}>{t(`quick.${one.key}`)}</button>
          ))}
          {value !== null && <button type="button" className="quick-choice" onClick={() => onChange(null)}><Icon name="cross" />{t('quick.none')}</button>}
        </div>
      )}
    </Frame>
  )
}

export function Pick<V extends string>({ value, onChange, options, ...shared }: Shared & { value: V; onChange: (value: V) => void; options: readonly { readonly value: V; readonly label: string }[] }) {
  return (
    <Frame {...shared}>
      <select className="select-field" id={shared.id} value={value} disabled={shared.disabled} aria-describedby={describe(shared)} onChange={(event) => onChange(event.target.value as V)}>
        {options.map((one) => <option key={one.value} value={one.value}>{one.label}</option>)}
      </select>
    </Frame>
  )
}
