import { useEffect, useState } from 'react'
import { useFetcher, useLocation } from 'react-router'
import type { loader } from '../pages/offered.ts'
import { usePen } from '../words.ts'

type Found = { readonly id: string; readonly name: string }

/** Who keeps the data: ourselves, or a service that is looked for. The server is asked when the dialog opens, not with every page. */
export function HeldOn({ chosen }: { chosen: Found | null }) {
  const { t, f } = usePen()
  const { load, data } = useFetcher<typeof loader>()
  // The page of the console and that of the body's space each have the same list under them.
  const list = useLocation().pathname.startsWith('/space') ? '/space/offered' : '/console/territory/offered'
  const [q, setQ] = useState('')
  const [picked, setPicked] = useState(chosen)
  useEffect(() => {
    const timer = setTimeout(() => void load(`${list}?q=${encodeURIComponent(q)}`), 150)
    return () => clearTimeout(timer)
  }, [load, list, q])
  const found = data?.items ?? []
  const listed = picked && !found.some((one) => one.id === picked.id) ? [picked, ...found] : found
  return (
    <>
      <div className="field">
        <label htmlFor="held-search">{t('own.heldFind')}</label>
        <p className="field-hint" id="held-search-hint">{t('own.heldOnHint')}</p>
        <input id="held-search" type="search" value={q} aria-describedby="held-search-hint" autoComplete="off" onChange={(event) => setQ(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter') event.preventDefault() }} />
        <p className="soft" role="status">{data && data.q !== '' && t.n('own.heldFound', data.total)}{data && data.total > data.items.length && ` ${t('own.heldMore', { shown: f.number(data.items.length) })}`}</p>
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
