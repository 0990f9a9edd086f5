import { useState } from 'react'
import { Button } from '#ui/components/parts.tsx'
import { CopyBlock } from '#ui/components/copy.tsx'
import { Modal } from '#ui/components/modal.tsx'
import { sayCode, useWords } from '../words.ts'
import { useSender } from '../data.ts'

/** The address is a key: it is made on asking, shown once, and a new one closes the old. */
export function CalendarDialog() {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const [said, setSaid] = useState('')
  return (
    <>
      <Button kind="secondary" type="button" icon="calendar" onClick={() => setOpen(true)}>{t('calendar.open')}</Button>
      <Modal id="calendar" title={t('calendar.title')} open={open} onClose={() => { setOpen(false); setSaid('') }} closeLabel={t('dialog.close')}>
        <Address onSaid={(result) => setSaid(t(`copy.${result}`))} />
        <p role="status" className="copy-said">{said}</p>
      </Modal>
    </>
  )
}

function Address({ onSaid }: { onSaid: (result: 'copied' | 'selected') => void }) {
  const { t } = useWords()
  const { busy, outcome, send } = useSender()
  const url = outcome?.ok ? outcome.url : undefined
  if (url) {
    return (
      <>
        <p>{t('calendar.once')}</p>
        <CopyBlock text={url} label={t('copy.copy')} doneLabel={t('copy.done')} onResult={onSaid}><span className="mono">{url}</span></CopyBlock>
        <p className="soft">{t('calendar.how')}</p>
      </>
    )
  }
  return (
    <>
      <p>{t('calendar.lead')}</p>
      <p className="soft">{t('calendar.replaces')}</p>
      <p className="send-foot"><Button type="button" disabled={busy} onClick={() => send({ intent: 'calendar' })}>{t('calendar.make')}</Button></p>
      <p role="status">{outcome && !outcome.ok && <span className="field-error">{sayCode(t, 'fail', outcome.code)}</span>}</p>
    </>
  )
}
