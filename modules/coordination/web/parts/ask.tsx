import { useEffect, useState, type ReactNode } from 'react'
import { useFetcher } from 'react-router'
import { Modal } from '#ui/components/modal.tsx'
import { Button } from '#ui/components/parts.tsx'
import type { Outcome } from '../data.ts'
import { sayField, sayRefused, useWords } from '../words.ts'

type Props = {
  /** Unique on the page. */
  readonly id: string
  readonly label: string
  /** What it is about, for who cannot see where the button stands. */
  readonly about?: string
  readonly title: string
  readonly intent: string
  readonly hidden?: Readonly<Record<string, string | number>>
  readonly kind?: 'primary' | 'secondary'
  readonly save?: string
  readonly onDone?: (outcome: Extract<Outcome, { done: true }>) => void
  readonly children: (errorOf: (field: string) => { error?: string }) => ReactNode
}

/** A button, and the form that it opens. The form stays open while something is wrong, and keeps what was written. */
export function Ask({ id, label, about, title, intent, hidden = {}, kind = 'secondary', save, onDone, children }: Props) {
  const { t, timeZone } = useWords()
  const fetcher = useFetcher<Outcome>({ key: id })
  const [open, setOpen] = useState(false)
  const [seen, setSeen] = useState<unknown>()
  const answer = fetcher.data !== seen && fetcher.state === 'idle' ? fetcher.data : undefined
  useEffect(() => {
    if (!answer?.done) return
    setSeen(answer)
    setOpen(false)
    onDone?.(answer)
  }, [answer, onDone])
  const refused = answer && !answer.done ? answer.refused : undefined
  const errorOf = (field: string): { error?: string } => { const error = sayField(t, refused, field); return error === undefined ? {} : { error } }
  return (
    <>
      <button type="button" className={kind === 'primary' ? 'button' : 'button button-secondary'} aria-haspopup="dialog" aria-label={about === undefined ? undefined : t('of', { what: label, name: about })} onClick={() => { setSeen(fetcher.data); setOpen(true) }}>{label}</button>
      <Modal id={id} title={title} open={open} onClose={() => setOpen(false)} closeLabel={t('close')}>
        <fetcher.Form method="post" className="dialog-form">
          <input type="hidden" name="intent" value={intent} />
          <input type="hidden" name="zone" value={timeZone} />
          {Object.entries(hidden).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
          {children(errorOf)}
          {refused && <p className="field-error" role="alert">{refused.fields.length > 0 ? t('fail.look') : sayRefused(t, refused)}</p>}
          <p className="dialog-actions">
            <Button disabled={fetcher.state !== 'idle'}>{save ?? t('save')}</Button>
            <Button kind="secondary" type="button" onClick={() => setOpen(false)}>{t('cancel')}</Button>
          </p>
        </fetcher.Form>
      </Modal>
    </>
  )
}

/** One press that needs no form; what came of it is said beside it. */
export function Press({ id, label, about, intent, hidden, say }: { id: string; label: string; about: string; intent: string; hidden: Readonly<Record<string, string | number>>; say?: (outcome: Extract<Outcome, { done: true }>) => string }) {
  const { t } = useWords()
  const fetcher = useFetcher<Outcome>({ key: id })
  const answer = fetcher.state === 'idle' ? fetcher.data : undefined
  return (
    <fetcher.Form method="post" className="single-act">
      <input type="hidden" name="intent" value={intent} />
      {Object.entries(hidden).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <button className="button button-secondary" disabled={fetcher.state !== 'idle'} aria-label={t('of', { what: label, name: about })}>{label}</button>
      <span role="status">{answer && (answer.done ? say?.(answer) : sayRefused(t, answer.refused))}</span>
    </fetcher.Form>
  )
}
