import { useEffect, useState } from 'react'
import { useFetcher } from 'react-router'
import type { providersLoader } from '../loaders.ts'
import { useWords } from '../words.ts'

export type Picked = { readonly id: string; readonly name: string }
type Found = Awaited<ReturnType<typeof providersLoader>>

/** A search and a few radios: without words, the providers whose loss would touch most. */
export function ProviderPicker({ first, picked, pick }: { first: Found; picked: Picked | null; pick: (one: Picked) => void }) {
  const t = useWords()
  const { load, data } = useFetcher<Found>({ key: 'providers' })
  const [q, setQ] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => void load(`/console/cases/new/providers?q=${encodeURIComponent(q)}`), 150)
    return () => clearTimeout(timer)
  }, [load, q])
  const found = data ?? first
  const listed = picked && !found.items.some((one) => one.id === picked.id) ? [{ ...picked, services: 0, bodies: null }, ...found.items] : found.items
  return (
    <>
      <div className="field">
        <label htmlFor="provider-search">{t('new.search')}</label>
        <input id="provider-search" type="search" value={q} onChange={(event) => setQ(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter') event.preventDefault() }} autoComplete="off" />
      </div>
      <fieldset className="field">
        <legend>{found.q === '' ? t('new.ranked') : t.n('new.found', found.total)}</legend>
        <p role="status" className="sr-only">{t.n('new.found', found.items.length)}</p>
        {listed.length === 0 && <p className="soft">{t('new.noProvider')} <a href="/console/territory">{t('new.toTerritory')}</a></p>}
        <div className="choices providers">
          {listed.map((one) => (
            <div className="choice" key={one.id}>
              <input type="radio" id={`provider-${one.id}`} name="provider" value={one.id} checked={picked?.id === one.id} onChange={() => pick({ id: one.id, name: one.name })} required />
              <label htmlFor={`provider-${one.id}`}>{one.name} <span className="soft">{[one.services > 0 ? t.n('servicesCount', one.services) : '', one.bodies === null ? '' : t.n('bodies', one.bodies)].filter(Boolean).join(' · ')}</span></label>
            </div>
          ))}
        </div>
      </fieldset>
    </>
  )
}
