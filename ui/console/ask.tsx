import { useEffect, useState, type ReactNode } from 'react'
import { useFetcher } from 'react-router'
import { Modal } from '../components/modal.tsx'
import { Button } from '../components/parts.tsx'
import type { Outcome, Refused } from './outcome.ts'

type Hidden = Readonly<Record<string, string | number>>
/** In the words of the module whose page it is. */
export type AskWords = { readonly close: string; readonly save: string; readonly cancel: string; of(what: string, name: string): string; refused(refused: Refused): string }
type Common = { id: string; label: string; about?: string | undefined; intent: string; hidden?: Hidden | undefined; words: AskWords }

/** A button, and the form that it opens. The form stays open while something is wrong, and keeps what was written. */
export function AskForm({ id, label, about, intent, hidden = {}, act, kind = 'secondary', words, children }: Common & { /** What its button does, where it is not to save. */ act?: string | undefined; kind?: 'primary' | 'secondary' | undefined; children: ReactNode }) {
  const fetcher = useFetcher<Outcome>({ key: id })
  const [open, setOpen] = useState(false)
  const [seen, setSeen] = useState<unknown>()
  const answer = fetcher.data !== seen && fetcher.state === 'idle' ? fetcher.data : undefined
  useEffect(() => { if (answer?.done) { setSeen(answer); setOpen(false) } }, [answer])
  return (
    <>
      <button type="button" className={kind === 'primary' ? 'button' : 'button button-secondary'} aria-haspopup="dialog" aria-label={about === undefined ? undefined : words.of(label, about)} onClick={() => { setSeen(fetcher.data); setOpen(true) }}>{label}</button>
      <Modal id={id} title={label} open={open} onClose={() => setOpen(false)} closeLabel={words.close}>
        <fetcher.Form method="post" className="dialog-form">
          <HiddenFields intent={intent} hidden={hidden} />
          {children}
          {answer && !answer.done && <p className="field-error" role="alert">{words.refused(answer.refused)}</p>}
          <p className="dialog-actions">
            <Button disabled={fetcher.state !== 'idle'}>{act ?? words.save}</Button>
            <Button kind="secondary" type="button" onClick={() => setOpen(false)}>{words.cancel}</Button>
          </p>
        </fetcher.Form>
      </Modal>
    </>
  )
}

/** One press that needs no form; what went wrong is said beside it. */
export function PressForm({ id, label, about, intent, hidden = {}, primary = false, words }: Common & { primary?: boolean | undefined }) {
  const fetcher = useFetcher<Outcome>({ key: id })
  const answer = fetcher.state === 'idle' ? fetcher.data : undefined
  return (
    <fetcher.Form method="post" className="single-act">
      <HiddenFields intent={intent} hidden={hidden} />
      <button className={primary ? 'button' : 'button button-secondary'} disabled={fetcher.state !== 'idle'} aria-label={about === undefined ? undefined : words.of(label, about)}>{label}</button>
      <span role="status">{answer && !answer.done && words.refused(answer.refused)}</span>
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
