import { useState } from 'react'
import { useWords } from '../words.ts'

/** A password that can be looked at while it is typed: a sentence of twelve letters and more is hard to type blind. */
export function PasswordField({ name, id = name, label, hint, error, autoComplete }: { name: string; id?: string; label: string; hint?: string; error?: string; autoComplete: 'current-password' | 'new-password' }) {
  const t = useWords()
  const [shown, setShown] = useState(false)
  const ids = [...(hint ? [`${id}-hint`] : []), ...(error ? [`${id}-error`] : [])].join(' ')
  return (
    <div className={error ? 'field field-wrong' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {hint && <p className="field-hint" id={`${id}-hint`}>{hint}</p>}
      {error && <p className="field-error" id={`${id}-error`}>{error}</p>}
      <div className="password">
        <input id={id} name={name} type={shown ? 'text' : 'password'} autoComplete={autoComplete} required maxLength={200} spellCheck={false} autoCapitalize="none" aria-describedby={ids || undefined} aria-invalid={error ? true : undefined} />
        <button type="button" className="button button-secondary" aria-pressed={shown} aria-label={t('password.show')} onClick={() => setShown(!shown)}>
          {shown ? t('password.hide.short') : t('password.show.short')}
        </button>
      </div>
    </div>
  )
}
