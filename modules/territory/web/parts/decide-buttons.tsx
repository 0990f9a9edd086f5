import { useEffect, useRef, useState } from 'react'
import { useFetcher } from 'react-router'
import { TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import type { DependencyItem } from '../../contract.ts'
import { sayRefusal, usePen } from '../words.ts'
import type { Decided } from './decide.ts'

/** Yes with one click; no with one more, where the reason may be written. What is decided already can be corrected. */
export function DecideButtons({ edge }: { edge: DependencyItem }) {
  const { t } = usePen()
  const fetcher = useFetcher<Decided>()
  const [denying, setDenying] = useState(false)
  const busy = fetcher.state !== 'idle'
  const refused = fetcher.data && !fetcher.data.done ? fetcher.data.refused : undefined
  const names = { service: edge.dependent.name, provider: edge.on.party?.name ?? edge.on.name }
  const send = (decision: 'confirm' | 'deny', reason = ''): void => {
    void fetcher.submit({ intent: 'decide', dependencyId: edge.id, version: String(edge.version), decision, reason }, { method: 'post' })
  }
  return (
    <div className="decide">
      {edge.state !== 'confirmed' && (
        <button type="button" className="button button-secondary" disabled={busy} onClick={() => send('confirm')} aria-label={t('decide.confirmWhat', names)}>
          {t('decide.confirm')}
        </button>
      )}
      {edge.state !== 'denied' && (
        <button type="button" className="button button-secondary" disabled={busy} onClick={() => setDenying(true)} aria-label={t('decide.denyWhat', names)}>
          {t('decide.deny')}
        </button>
      )}
      <span role="status" className="sr-only">{fetcher.data?.done ? t(fetcher.data.data.state === 'confirmed' ? 'decide.didConfirm' : 'decide.didDeny', names) : ''}</span>
      {refused && <p className="field-error" role="alert">{sayRefusal(t, refused)}</p>}
      {denying && <DenyDialog names={names} id={edge.id} onClose={(reason) => { setDenying(false); if (reason !== undefined) send('deny', reason) }} />}
    </div>
  )
}

/** Leaves the page only after the browser has closed it, so that the focus is back on the button that opened it. */
function DenyDialog({ names, id, onClose }: { names: { service: string; provider: string }; id: string; onClose: (reason?: string) => void }) {
  const { t } = usePen()
  const dialog = useRef<HTMLDialogElement>(null)
  const reason = useRef<string>(undefined)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={`deny-${id}-title`} onClose={() => onClose(reason.current)}>
      <form onSubmit={(event) => { event.preventDefault(); reason.current = String(new FormData(event.currentTarget).get(`reason-${id}`) ?? ''); dialog.current?.close() }}>
        <h2 id={`deny-${id}-title`}>{t('decide.denyTitle', names)}</h2>
        <p>{t('decide.denyEffect')}</p>
        <TextField name={`reason-${id}`} label={t('decide.reason')} optional={t('web.optional')} hint={t('decide.reasonHint')} lines={3} />
        <p className="dialog-actions">
          <Button>{t('decide.deny')}</Button>
          <Button kind="secondary" type="button" onClick={() => dialog.current?.close()}>{t('web.cancel')}</Button>
        </p>
      </form>
    </dialog>
  )
}
