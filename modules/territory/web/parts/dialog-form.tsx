import { useEffect, useState, type ReactNode } from 'react'
import { useFetcher } from 'react-router'
import { Modal } from '#ui/components/modal.tsx'
import { Button } from '#ui/components/parts.tsx'
import type { Outcome, Refused } from '../api.ts'
import { sayRefusal, usePen, type Words } from '../words.ts'

type Props = {
  /** Unique on the page: the dialog's, and the fetcher's. */
  id: string
  /** The words of the button, and what it is about for who cannot see where it stands. */
  label: string
  about?: string
  title: string
  intent: string
  hidden?: Readonly<Record<string, string | number>>
  save: string
  kind?: 'primary' | 'secondary'
  /** What is wrong with a field, by its name. */
  children: (errorOf: (field: string) => string | undefined) => ReactNode
}

/** A button, and the form that it opens in a dialog. The form stays open while something is wrong, and keeps what was written. */
export function DialogForm({ id, label, about, title, intent, hidden = {}, save, kind = 'secondary', children }: Props) {
  const { t } = usePen()
  const fetcher = useFetcher<Outcome<unknown>>({ key: id })
  const [open, setOpen] = useState(false)
  const [seen, setSeen] = useState<unknown>()
  const answer = fetcher.data !== seen && fetcher.state === 'idle' ? fetcher.data : undefined
  useEffect(() => {
    if (answer?.done) setOpen(false)
  }, [answer])
  const refused = answer && !answer.done ? answer.refused : undefined
  const errorOf = (field: string): string | undefined => sayField(t, refused, field)
  const known = refused?.fields.some((one) => errorOf(one.path.replace(/^body\./, '')) !== undefined) ?? false
  return (
    <>
      <button type="button" className={kind === 'primary' ? 'button' : 'button button-secondary'} aria-haspopup="dialog" aria-label={about === undefined ? undefined : t('own.of', { what: label, name: about })} onClick={() => { setSeen(fetcher.data); setOpen(true) }}>{label}</button>
      <Modal id={id} title={title} open={open} onClose={() => setOpen(false)} closeLabel={t('web.close')}>
        <fetcher.Form method="post" className="dialog-form">
          <input type="hidden" name="intent" value={intent} />
          {Object.entries(hidden).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
          {children(errorOf)}
          {refused && <p className="field-error" role="alert">{known ? t('own.look') : sayRefusal(t, refused)} {t('fact.kept')}</p>}
          <p className="dialog-actions">
            <Button disabled={fetcher.state !== 'idle'}>{save}</Button>
            <Button kind="secondary" type="button" onClick={() => setOpen(false)}>{t('web.cancel')}</Button>
          </p>
        </fetcher.Form>
      </Modal>
    </>
  )
}

const problems = ['not-a-domain', 'whole-suffix', 'unknown-suffix', 'not-a-range', 'range-too-wide', 'range-reserved', 'already-there', 'domain-taken', 'document', 'future', 'count', 'value'] as const

/** The sentence for what is wrong with a field; the general one where nobody has written it. */
export function sayField(t: Words, refused: Refused | undefined, field: string): string | undefined {
  const found = refused?.fields.find(({ path }) => path === `body.${field}` || path.startsWith(`body.${field}.`))
  if (!found) return undefined
  const problem = problems.find((one) => one === found.problem)
  return t(`own.problem.${problem ?? 'value'}`)
}
