import { useState } from 'react'
import { Card } from '#ui/components/console-marks.tsx'
import { Modal } from '#ui/components/modal.tsx'
import { Button } from '#ui/components/parts.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { Detail } from './data.ts'
import { Text } from './fields.tsx'
import { Refusal } from './refusal.tsx'
import { useSender } from './data.ts'
import { useWords } from './words.ts'

/** Taking a notice away, and saying that all is back. */
export function TakeAway({ notice, dirty }: { notice: Detail; dirty: boolean }) {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [isShort, setShort] = useState(false)
  const withdrawing = useSender(() => { setOpen(false); setReason('') })
  const restoring = useSender()
  const { may, live, version } = notice
  if (!may.withdraw && !may.restore) return null
  const withdraw = (): void => {
    const short = reason.trim().length < 3
    setShort(short)
    if (short) document.getElementById('withdraw-reason')?.focus()
    else withdrawing.send({ intent: 'withdraw', reason: reason.trim() })
  }
  return (
    <Card title={t('end.title')}>
      <div className="card-body ends">
        {may.restore && (
          <div>
            <p>{t('restore.lead')}</p>
            {dirty ? <p className="word-why"><Icon name="info" /> {t('why.saveRestore')}</p> : <Button kind="secondary" type="button" disabled={restoring.busy} onClick={() => restoring.send({ intent: 'restore', version })}>{t('restore.button')}</Button>}
          </div>
        )}
        {/* Outside: once all is said to be back, the offer above goes, what came of it stays. */}
        <div className="ends-said">
          <Refusal outcome={restoring.outcome} />
          <p role="status" className="said">{restoring.outcome?.ok && <><Icon name="tick" /> {t('restore.done')}</>}</p>
        </div>
        {may.withdraw && (
          <div>
            <p>{t(live ? 'withdraw.lead' : 'withdraw.leadDraft')}</p>
            <Button kind="secondary" type="button" onClick={() => setOpen(true)}>{t('withdraw.open')}</Button>
          </div>
        )}
        <Modal id="withdraw" title={t('withdraw.title')} open={isOpen} onClose={() => setOpen(false)} closeLabel={t('close')}>
          <form className="notice-form" noValidate onSubmit={(event) => { event.preventDefault(); withdraw() }}>
            <p>{t(live ? 'withdraw.explain' : 'withdraw.explainDraft')}</p>
            <Text id="withdraw-reason" label={t('withdraw.reason')} hint={t('withdraw.reasonHint')} lines={3} most={1000} value={reason} onChange={setReason} notes={isShort ? [{ level: 'stop', text: t('withdraw.short') }] : []} />
            <Button kind="danger" disabled={withdrawing.busy}>{t(withdrawing.busy ? 'sending' : 'withdraw.button')}</Button>
            <Refusal outcome={withdrawing.outcome} kept={t('kept')} />
          </form>
        </Modal>
      </div>
    </Card>
  )
}
