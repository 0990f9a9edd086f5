import { useState } from 'react'
import { Button } from '#ui/components/parts.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { useLook } from '#ui/console/look.tsx'
import type { Detail } from '../data.ts'
import { useWords } from '../words.ts'
import { Road } from './marks.tsx'

/** What arrived, sealed: saved as a file, never shown, and the reason for reading it stands in the story. */
export function Original({ original, onDone }: { original: Detail['originals'][number]; onDone: () => void }) {
  const t = useWords()
  const { f } = useLook()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState(false)
  const [busy, setBusy] = useState(false)
  async function save() {
    setBusy(true)
    const answer = await fetch(`/api/intake/signals/${original.id}/original`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ reason }) }).catch(() => undefined)
    setBusy(false)
    setProblem(!answer?.ok)
    if (!answer?.ok) return
    const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(await answer.blob()), download: `${original.sha256.slice(0, 12)}.bin` })
    link.click()
    URL.revokeObjectURL(link.href)
    setReason('')
    onDone()
  }
  const field = `reason-${original.id}`
  return (
    <form className="original" onSubmit={(event) => { event.preventDefault(); void save() }}>
      <p><TimeText at={original.receivedAt} formats={f} /> · <Road road={original.road} /> · {t('desk.bytes', { n: f.number(original.bytes) })}</p>
      <p className="soft mono">SHA-256 {original.sha256.slice(0, 16)}…</p>
      {original.gone ? <p className="soft">{t('original.gone')}</p> : (
        <>
          <p className="soft">{t('original.until', { when: f.date(original.keepUntil) })}</p>
          <div className="field"><label htmlFor={field}>{t('original.reason')}</label><input id={field} value={reason} onChange={(event) => setReason(event.target.value)} required maxLength={300} /></div>
          {problem && <p className="field-error" role="alert">{t('original.problem')}</p>}
          <p className="actions"><Button kind="secondary" icon="download" disabled={busy || reason.trim() === ''}>{busy ? t('act.busy') : t('original.save')}</Button></p>
        </>
      )}
    </form>
  )
}
