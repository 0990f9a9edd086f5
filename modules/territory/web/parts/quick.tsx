import { useFetcher } from 'react-router'
import type { Outcome } from '../api.ts'
import { sayRefusal, usePen } from '../words.ts'

/** One click that needs no form: yes, it is so; no longer. `said` is heard when it is done. */
export function Quick({ id, intent, fields, label, spoken, said, kind = 'secondary' }: { id: string; intent: string; fields: Readonly<Record<string, string | number>>; label: string; spoken: string; said: string; kind?: 'primary' | 'secondary' }) {
  const { t } = usePen()
  const fetcher = useFetcher<Outcome<unknown>>({ key: id })
  const answer = fetcher.state === 'idle' ? fetcher.data : undefined
  return (
    <fetcher.Form method="post" className="single-act">
      <input type="hidden" name="intent" value={intent} />
      {Object.entries(fields).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      <button className={kind === 'primary' ? 'button' : 'button button-secondary'} disabled={fetcher.state !== 'idle'} aria-label={spoken}>{label}</button>
      <span role="status" className="sr-only">{answer?.done ? said : ''}</span>
      {answer && !answer.done && <p className="field-error" role="alert">{sayRefusal(t, answer.refused)}</p>}
    </fetcher.Form>
  )
}
