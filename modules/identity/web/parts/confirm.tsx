import { useId, useRef, type ReactNode } from 'react'
import { useFetcher } from 'react-router'
import { Button } from '#ui/components/parts.tsx'
import { useWords } from '../words.ts'

/** A button whose effect is said and asked before it happens. `fields` are sent to the page's action, under `fetcherKey`. */
export function Confirm({ label, title, children, fields, fetcherKey, spoken, kind = 'danger' }: {
  label: ReactNode; title: string; children: ReactNode; fields: Readonly<Record<string, string>>; fetcherKey: string
  /** Name of the button where its own word would be the same as another's. */
  spoken?: string
  /** `primary` for what takes nothing away. */
  kind?: 'danger' | 'primary'
}) {
  const t = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const fetcher = useFetcher({ key: fetcherKey })
  return (
    <>
      <button type="button" className="button button-secondary" aria-label={spoken} aria-haspopup="dialog" onClick={() => dialog.current?.showModal()}>
        {label}
      </button>
      <dialog className="ask" ref={dialog} aria-labelledby={id}>
        <fetcher.Form method="post" onSubmit={() => dialog.current?.close()}>
          <h2 id={id}>{title}</h2>
          {children}
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <div className="form-row">
            <Button kind={kind}>{title}</Button>
            <Button kind="secondary" type="button" onClick={() => dialog.current?.close()}>{t('cancel')}</Button>
          </div>
        </fetcher.Form>
      </dialog>
    </>
  )
}
