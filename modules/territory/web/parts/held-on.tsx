import { useEffect, useState } from 'react'
import { readOffered } from '../../contract.ts'
import { api, attempt, type Outcome } from '../api.ts'
import { sayRefusal, usePen } from '../words.ts'

type Named = { readonly id: string; readonly name: string }
type Found = { readonly q: string; readonly total: number; readonly items: readonly Named[] }
const SHOWN = 12

/** Who keeps the data: ourselves, or a service that is looked for. The server is asked when the dialog opens, not with every page. */
export function HeldOn({ chosen }: { chosen: Named | null }) {
  const { t, f } = usePen()
  const [q, setQ] = useState('')
  const [picked, setPicked] = useState(chosen)
  const [answer, setAnswer] = useState<Outcome<Found>>()
  useEffect(() => {
    const stop = new AbortController()
    const timer = setTimeout(() => void find(q.trim(), stop.signal).then((outcome) => { if (!stop.signal.aborted) setAnswer(outcome) }), 150)
    return () => { clearTimeout(timer); stop.abort() }
  }, [q])
  const found = answer?.done ? answer.data : undefined
  const items = found?.items ?? []
  const listed = picked && !items.some((one) => one.id === picked.id) ? [picked, ...items] : items
  return (
    <>
      <div className="field">
        <label htmlFor="held-search">{t('own.heldFind')}</label>
        <p className="field-hint" id="held-search-hint">{t('own.heldOnHint')}</p>
        <input id="held-search" type="search" value={q} maxLength={200} aria-describedby="held-search-hint" autoComplete="off" onChange={(event) => setQ(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter') event.preventDefault() }} />
        <p className="soft" role="status">{found && found.q !== '' && t.n('own.heldFound', found.total)}{found && found.total > items.length && ` ${t('own.heldMore', { shown: f.number(items.length) })}`}</p>
        {answer && !answer.done && <p className="field-error" role="alert">{sayRefusal(t, answer.refused)}</p>}
      </div>
      <fieldset className="field">
        <legend>{t('own.heldOn')}</legend>
        <div className="choices">
          {[{ id: '', name: t('own.heldByUs') }, ...listed].map((one) => (
            <div className="choice" key={one.id}>
              <input type="radio" id={`held-${one.id}`} name="heldOnId" value={one.id} checked={(picked?.id ?? '') === one.id} onChange={() => setPicked(one.id === '' ? null : one)} />
              <label htmlFor={`held-${one.id}`}>{one.name}</label>
            </div>
          ))}
        </div>
      </fieldset>
    </>
  )
}

/** An answer that nobody waits for any more is no failure: fetch ends it with an error of its own. */
const find = (q: string, signal: AbortSignal): Promise<Outcome<Found> | undefined> => attempt(async () => {
  const { total, items } = await api(readOffered, { query: { q, limit: SHOWN }, signal })
  return { q, total, items: items.map(({ id, name, provider }) => ({ id, name: `${provider.name}: ${name}` })) }
}).catch((error: unknown) => { if (signal.aborted) return undefined; throw error })
