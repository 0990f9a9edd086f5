import { useState } from 'react'
import { Modal } from '#ui/components/modal.tsx'
import { Button } from '#ui/components/parts.tsx'
import { usePen } from '../words.ts'
import { Quick } from './quick.tsx'

type Props = { id: string; intent: 'holding' | 'contact-remove'; fields: Readonly<Record<string, string | number>>; name: string }

/** What goes is named and asked about first: there is no way back. */
export function Remove({ id, intent, fields, name }: Props) {
  const { t } = usePen()
  const [open, setOpen] = useState(false)
  const spoken = t('own.removeOf', { name })
  return (
    <>
      <button type="button" className="button button-secondary" aria-haspopup="dialog" aria-label={spoken} onClick={() => setOpen(true)}>{t('own.remove')}</button>
      <Modal id={`ask-${id}`} title={t('own.removeAsk', { name })} open={open} onClose={() => setOpen(false)} closeLabel={t('web.close')}>
        <div className="stack">
          <p>{t(intent === 'holding' ? 'own.removeHolding' : 'own.removeContact')}</p>
          <div className="dialog-actions">
            <Quick id={id} intent={intent} kind="primary" fields={fields} label={t('own.remove')} spoken={spoken} />
            <Button kind="secondary" type="button" onClick={() => setOpen(false)}>{t('web.cancel')}</Button>
          </div>
        </div>
      </Modal>
    </>
  )
}
