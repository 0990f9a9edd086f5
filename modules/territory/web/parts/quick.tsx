import { useEffect, useRef } from 'react'
import { useFetcher } from 'react-router'
import type { Outcome } from '../api.ts'
import { sayRefusal, usePen } from '../words.ts'

/** One click that needs no form: yes, it is so; no longer. When it takes itself away, the focus goes to what is next. */
export function Quick({ id, intent, fields, label, spoken, kind = 'secondary' }: { id: string; intent: string; fields: Readonly<Record<string, string | number>>; label: string; spoken: string; kind?: 'primary' | 'secondary' }) {
  const { t } = usePen()
  const fetcher = useFetcher<Outcome<unknown>>({ key: id })
  const form = useRef<HTMLFormElement>(null)
  const places = useRef<readonly (Element | null | undefined)[]>([])
  useEffect(() => () => {
    const then = places.current
    if (then.length > 0) setTimeout(() => then.find((place) => place?.isConnected)?.querySelector<HTMLElement>('button:not(:disabled), a[href]')?.focus())
  }, [])
  const refused = fetcher.state === 'idle' && fetcher.data && !fetcher.data.done ? fetcher.data.refused : undefined
  // Nothing went: closing what asked gives the focus back to what opened it.
  useEffect(() => { if (refused) places.current = [] }, [refused])
  return (
    <fetcher.Form
      ref={form} method="post" className="single-act"
      onSubmit={() => { const row = form.current?.closest('li, tr'); places.current = [row, row?.nextElementSibling, row?.previousElementSibling, form.current?.closest('section')] }}
    >
      <input type="hidden" name="intent" value={intent} />
      {Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <button className={kind === 'primary' ? 'button' : 'button button-secondary'} disabled={fetcher.state !== 'idle'} aria-label={spoken}>{label}</button>
      {refused && <p className="field-error" role="alert">{sayRefusal(t, refused)}</p>}
    </fetcher.Form>
  )
}
