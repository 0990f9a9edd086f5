type Option = { readonly value: string; readonly label: string }

/** One of many answers. `name` is the id too, so that an error summary leads to it. */
export function SelectField({ name, label, hint, error, options, value, onChange }: {
  name: string; label: string; hint?: string; error?: string; options: readonly Option[]; value?: string; onChange?: (value: string) => void
}) {
  const ids = [...(hint ? [`${name}-hint`] : []), ...(error ? [`${name}-error`] : [])].join(' ')
  return (
    <div className={error ? 'field field-wrong' : 'field'}>
      <label htmlFor={name}>{label}</label>
      {hint && <p className="field-hint" id={`${name}-hint`}>{hint}</p>}
      {error && <p className="field-error" id={`${name}-error`}>{error}</p>}
      <select className="select-field" id={name} name={name} aria-describedby={ids || undefined} aria-invalid={error ? true : undefined} {...(onChange ? { value, onChange: (e) => onChange(e.target.value) } : { defaultValue: value })}>
        {options.map((o) => (
          <option key={o.value} value={o.value}>{o.label}</option>
        ))}
      </select>
    </div>
  )
}
