import { useState } from 'react'
import { Button } from '#ui/components/parts.tsx'
import { useWords } from '../words.ts'

/** A text to take away: the field can be selected by hand where the browser gives no clipboard. */
export function CopyLine({ id, label, text, lines = 1 }: { id: string; label: string; text: string; lines?: number }) {
  const t = useWords()
  const [copied, setCopied] = useState<'yes' | 'no'>()
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied('yes')
    } catch {
      setCopied('no') // not allowed, or no clipboard at all on plain http
    }
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="copy">
        <textarea id={id} className="mono" readOnly rows={lines} value={text} onFocus={(e) => e.target.select()} />
        <Button kind="secondary" type="button" icon="file" onClick={() => void copy()}>{t('copy')}</Button>
      </div>
      <p className="field-hint" role="status">{copied === 'yes' ? t('copied') : copied === 'no' ? t('copy.byHand') : ''}</p>
    </div>
  )
}
