import { useEffect, useState, type ReactNode } from 'react'
import { useFetcher } from 'react-router'
import { Modal } from '#ui/components/modal.tsx'
import { Button } from '#ui/components/parts.tsx'
import type { Outcome } from '../data.ts'
import { sayRefused, useWords } from '../words.ts'

type Hidden = Readonly<Record<string, string | number>>

/** A button, and the form that it opens. The form stays open while something is wrong, and keeps what was written. */
export function Ask({ id, label, about, intent, hidden = {}, act, children }: { id: string; label: string; about?: string; intent: string; hidden?: Hidden; /** What its button does, where it is not to save. */ act?: string; children: ReactNode }) {
  const { t } = useWords()
  const fetcher = useFetcher<Outcome>({ key: id })
  const [open, setOpen] = useState(false)
  const [seen, setSeen] = useState<unknown>()
  const answer = fetcher.data !== seen && fetcher.state === 'idle' ? fetcher.data : undefined
  useEffect(() => { if (answer?.done) { setSeen(answer); setOpen(false) } }, [answer])
  return (
    <>
      <button type="button" className="button button-secondary" aria-haspopup="dialog" aria-label={about === undefined ? undefined : t('of', { what: label, name: about })} onClick={() => { setSeen(fetcher.data); setOpen(true) }}>{label}</button>
      <Modal id={id} title={label} open={open} onClose={() => setOpen(false)} closeLabel={t('close')}>
        <fetcher.Form method="post" className="dialog-form">
          <HiddenFields intent={intent} hidden={hidden} />
          {children}
          {answer && !answer.done && <p className="field-error" role="alert">{sayRefused(t, answer.refused)}</p>}
          <p className="dialog-actions">
            <Button disabled={fetcher.state !== 'idle'}>{act ?? t('save')}</Button>
            <Button kind="secondary" type="button" onClick={() => setOpen(false)}>{t('cancel')}</Button>
          </p>
        </fetcher.Form>
      </Modal>
    </>
  )
}

/** One press that needs no form; what went wrong is said beside it. */
export function Press({ id, label, about, intent, hidden = {}, primary = false }: { id: string; label: string; about?: string; intent: string; hidden?: Hidden; primary?: boolean }) {
  const { t } = useWords()
  const fetcher = useFetcher<Outcome>({ key: id })
  const answer = fetcher.state === 'idle' ? fetcher.data : undefined
  return (
    <fetcher.Form method="post" className="single-act">
      <HiddenFields intent={intent} hidden={hidden} />
      <button className={primary ? 'button' : 'button button-secondary'} disabled={fetcher.state !== 'idle'} aria-label={about === undefined ? undefined : t('of', { what: label, name: about })}>{label}</button>
      <span role="status">{answer && !answer.done && sayRefused(t, answer.refused)}</span>
    </fetcher.Form>
  )
}

export function HiddenFields({ intent, hidden = {} }: { intent: string; hidden?: Hidden }) {
  return (
    <>
      <input type="hidden" name="intent" value={intent} />
      {Object.entries(hidden).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
    </>
  )
}
