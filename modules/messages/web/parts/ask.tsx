import { useEffect, useState, type ReactNode } from 'react'
import { useFetcher } from 'react-router'
import { Modal } from '#ui/components/modal.tsx'
import { Button } from '#ui/components/parts.tsx'
import type { Outcome } from '../data.ts'
import { sayField, sayRefused, useWords } from '../words.ts'

type Hidden = Readonly<Record<string, string | number>>
type Props = {
  /** Unique on the page. */
  readonly id: string
  readonly label: string
  /** What it is about, for who cannot see where the button stands. */
  readonly about?: string
  readonly intent: string
  readonly hidden?: Hidden
  readonly children: (errorOf: (field: string) => { error?: string }) => ReactNode
}
const named = (t: ReturnType<typeof useWords>['t'], label: string, about: string | undefined) => (about === undefined ? label : t('of', { what: label, name: about }))

/** A button, and the form that it opens. The form stays open while something is wrong, and keeps what was written. */
export function Ask({ id, label, about, intent, hidden = {}, children }: Props) {
  const { t } = useWords()
  const fetcher = useFetcher<Outcome>({ key: id })
  const [open, setOpen] = useState(false)
  const [seen, setSeen] = useState<unknown>()
  const answer = fetcher.data !== seen && fetcher.state === 'idle' ? fetcher.data : undefined
  useEffect(() => { if (answer?.done) { setSeen(answer); setOpen(false) } }, [answer])
  const refused = answer && !answer.done ? answer.refused : undefined
  const errorOf = (field: string): { error?: string } => { const error = sayField(t, refused, field); return error === undefined ? {} : { error } }
  return (
    <>
      <button type="button" className="button button-secondary" aria-haspopup="dialog" aria-label={about === undefined ? undefined : named(t, label, about)} onClick={() => { setSeen(fetcher.data); setOpen(true) }}>{label}</button>
      <Modal id={id} title={named(t, label, about)} open={open} onClose={() => setOpen(false)} closeLabel={t('close')}>
        <fetcher.Form method="post" className="dialog-form">
          <input type="hidden" name="intent" value={intent} />
          {Object.entries(hidden).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
          {children(errorOf)}
          {refused && <p className="field-error" role="alert">{refused.fields.length > 0 ? t('fail.look') : sayRefused(t, refused)}</p>}
          <p className="dialog-actions">
            <Button disabled={fetcher.state !== 'idle'}>{t('save')}</Button>
            <Button kind="secondary" type="button" onClick={() => setOpen(false)}>{t('cancel')}</Button>
          </p>
        </fetcher.Form>
      </Modal>
    </>
  )
}

/** One press that needs no form; what went wrong is said beside it. */
export function Press({ id, label, about, intent, hidden = {} }: { id: string; label: string; about: string; intent: string; hidden?: Hidden }) {
  const { t } = useWords()
  const fetcher = useFetcher<Outcome>({ key: id })
  const answer = fetcher.state === 'idle' ? fetcher.data : undefined
  return (
    <fetcher.Form method="post" className="single-act">
      <input type="hidden" name="intent" value={intent} />
      {Object.entries(hidden).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <button className="button button-secondary" disabled={fetcher.state !== 'idle'} aria-label={named(t, label, about)}>{label}</button>
      <span role="status">{answer && !answer.done && sayRefused(t, answer.refused)}</span>
    </fetcher.Form>
  )
}
