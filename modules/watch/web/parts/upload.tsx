/** A file of log lines, brought by a person: it goes up piece by piece, and what came of it is counted. */
import { useState } from 'react'
import { useRevalidator } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Button } from '#ui/components/parts.tsx'
import type { Source } from '../data.ts'
import { sendFile, type Sent } from '../send-file.ts'
import { useWords } from '../words.ts'

export function Upload({ source }: { source: Source }) {
  const { t } = useWords()
  const { revalidate } = useRevalidator()
  const [sent, setSent] = useState<Sent | undefined>()
  const busy = sent?.state === 'going'
  // Read when it is sent: a browser tells no change when a file of the same name is chosen again.
  const start = async (form: HTMLFormElement) => {
    const file = new FormData(form).get('lines')
    if (!(file instanceof File)) return
    await sendFile(source.id, file, setSent)
    await revalidate()
  }
  return (
    <Card title={t('upload.title')}>
      <form className="card-body watch-form" onSubmit={(event) => { event.preventDefault(); void start(event.currentTarget) }}>
        <p>{t('upload.lead')}</p>
        <div className="field">
          <label htmlFor="lines">{t('upload.file')}</label>
          <p className="field-hint" id="lines-hint">{t('upload.hint')}</p>
          <input id="lines" name="lines" type="file" required aria-describedby="lines-hint" onChange={() => setSent(undefined)} />
        </div>
        <Button kind="secondary" disabled={busy}>{t('upload.send')}</Button>
        {sent && <progress value={sent.part} max={1} aria-label={t('upload.going')} />}
        <div role="status">
          {sent?.state === 'going' && <p>{t('upload.going')}</p>}
          {sent?.state === 'done' && <p>{t.n('upload.done', sent.taken)}</p>}
          {sent && sent.state !== 'going' && sent.left > 0 && <p>{t.n('upload.left', sent.left)}</p>}
        </div>
        {sent?.state === 'failed' && <p className="field-error" role="alert">{t(`upload.fail.${sent.why}`)} {sent.taken > 0 && t.n('upload.until', sent.taken)}</p>}
      </form>
    </Card>
  )
}
