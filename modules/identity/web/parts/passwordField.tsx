import { useState } from 'react'
import { useWords } from '../words.ts'

/** A password that can be looked at while it is typed: a sentence of twelve letters and more is hard to type blind. */
export function PasswordField({ name, label, hint, error, autoComplete }: { name: string; label: string; hint?: string; error?: string; autoComplete: 'current-password' | 'new-password' }) {
  const t = useWords()
  const [shown, setShown] = useState(false)
  const ids = [...(hint ? [`${name}-hint`] : []), ...(error ? [`${name}-error`] : [])].join(' ')
  return (
    <div className={error ? 'field field-wrong' : 'field'}>
      <label htmlFor={name}>{label}</label>
      {hint && <p className="field-hint" id={`${name}-hint`}>{hint}</p>}
      {error && <p className="field-error" id={`${name}-error`}>{error}</p>}
      <div className="password">
        <input id={name} name={name} type={shown ? 'text' : 'password'} autoComplete={autoComplete} required maxLength={200} spellCheck={false} autoCapitalize="none" aria-describedby={ids || undefined} aria-invalid={error ? true : undefined} />
        <button type="button" className="button button-secondary" aria-pressed={shown} aria-label={t('password.show')} onClick={() => setShown(!shown)}>
          {shown ? t('password.hide.short') : t('password.show.short')}
        </button>
      </div>
    </div>
  )
}
