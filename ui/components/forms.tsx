import type { ReactNode } from 'react'

type Common = { name: string; label: string; hint?: string; error?: string; optional?: string }

function describedBy(name: string, hint?: string, error?: string): string | undefined {
  const ids = [...(hint ? [`${name}-hint`] : []), ...(error ? [`${name}-error`] : [])]
  return ids.length ? ids.join(' ') : undefined
}

/** A line that can be written on. Required fields are the rule: the others say `optional`. */
export function TextField({ name, label, hint, error, optional, type = 'text', value, autoComplete, max, lines, inputMode, required }: Common & {
  type?: 'text' | 'email' | 'tel' | 'date' | 'datetime-local' | 'time' | 'url' | 'search' | 'password'
  value?: string
  autoComplete?: string
  max?: string
  lines?: number
  inputMode?: 'numeric' | 'tel' | 'email'
  required?: boolean
}) {
  const shared = { id: name, name, defaultValue: value, 'aria-describedby': describedBy(name, hint, error), 'aria-invalid': error ? true : undefined, required }
  return (
    <div className={error ? 'field field-wrong' : 'field'}>
      <label htmlFor={name}>
        {label} {optional && <span className="field-optional">{optional}</span>}
      </label>
      {hint && <p className="field-hint" id={`${name}-hint`}>{hint}</p>}
      {error && <p className="field-error" id={`${name}-error`}>{error}</p>}
      {lines ? <textarea {...shared} rows={lines} /> : <input {...shared} type={type} autoComplete={autoComplete} max={max} inputMode={inputMode} />}
    </div>
  )
}

export type Choice = { readonly value: string; readonly label: string; readonly hint?: string }

type GroupProps = Common & { choices: readonly Choice[]; legendSize?: 'large' }

/** One of a few answers. The first radio carries the name as its id, so that the error summary leads to it. */
export function RadioGroup({ name, label, hint, error, optional, choices, value, legendSize, required }: GroupProps & { value?: string; required?: boolean }) {
  return (
    <Group {...{ name, label, hint, error, optional, legendSize }}>
      {choices.map((c, i) => (
        <ChoiceLine key={c.value} choice={c} id={i === 0 ? name : `${name}-${c.value}`}>
          {(id, hintId) => <input type="radio" id={id} name={name} value={c.value} defaultChecked={value === c.value} aria-describedby={hintId} required={required} />}
        </ChoiceLine>
      ))}
    </Group>
  )
}

/** Any number of a list. */
export function CheckGroup({ name, label, hint, error, optional, choices, values }: GroupProps & { values: readonly string[] }) {
  return (
    <Group {...{ name, label, hint, error, optional }}>
      {choices.map((c, i) => (
        <ChoiceLine key={c.value} choice={c} id={i === 0 ? name : `${name}-${c.value}`}>
          {(id, hintId) => <input type="checkbox" id={id} name={name} value={c.value} defaultChecked={values.includes(c.value)} aria-describedby={hintId} />}
        </ChoiceLine>
      ))}
    </Group>
  )
}

function Group({ name, label, hint, error, optional, legendSize, children }: Common & { legendSize?: 'large'; children: ReactNode }) {
  return (
    <fieldset className={error ? 'field field-wrong' : 'field'} aria-describedby={describedBy(name, hint, error)}>
      <legend className={legendSize === 'large' ? 'legend-large' : undefined}>
        {label} {optional && <span className="field-optional">{optional}</span>}
      </legend>
      {hint && <p className="field-hint" id={`${name}-hint`}>{hint}</p>}
      {error && <p className="field-error" id={`${name}-error`}>{error}</p>}
      <div className="choices">{children}</div>
    </fieldset>
  )
}

function ChoiceLine({ choice, id, children }: { choice: Choice; id: string; children: (id: string, hintId: string | undefined) => ReactNode }) {
  const hintId = choice.hint ? `${id}-choice-hint` : undefined
  return (
    <div className="choice">
      {children(id, hintId)}
      <label htmlFor={id}>{choice.label}</label>
      {choice.hint && <p className="field-hint" id={hintId}>{choice.hint}</p>}
    </div>
  )
}

/** What is wrong, on top of the page, each line leading to its field. */
export function ErrorSummary({ title, kept, errors }: { title: string; kept: string; errors: readonly { readonly field: string; readonly text: string }[] }) {
  if (errors.length === 0) return null
  return (
    <div className="error-summary" role="alert" aria-labelledby="error-title" tabIndex={-1}>
      <h2 id="error-title">{title}</h2>
      <ul>
        {errors.map((e) => (
          <li key={e.field}>
            <a href={`#${e.field}`}>{e.text}</a>
          </li>
        ))}
      </ul>
      <p>{kept}</p>
    </div>
  )
}
