import { useEffect, useId, useState } from 'react'

export type Found = { readonly id: string; readonly label: string; readonly hint?: string }

/** A search whose answers are radio buttons: works with the keyboard alone, nothing is chosen until somebody chooses. */
export function Finder({ label, name, find, none, chosen, onChoose }: { label: string; name: string; find: (q: string) => Promise<readonly Found[]>; none: string; chosen: string | undefined; onChoose: (found: Found) => void }) {
  const id = useId()
  const [q, setQ] = useState('')
  /** Undefined: nobody has answered yet. */
  const [found, setFound] = useState<readonly Found[]>()
  useEffect(() => {
    let gone = false
    const timer = setTimeout(() => void find(q.trim()).then((all) => { if (!gone) setFound(all) }, () => { if (!gone) setFound([]) }), 150)
    return () => { gone = true; clearTimeout(timer) }
  }, [q, find])
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} type="search" value={q} onChange={(event) => setQ(event.target.value)} autoComplete="off" maxLength={100} />
      <fieldset className="finder" aria-live="polite">
        <legend className="sr-only">{label}</legend>
        {found?.length === 0 && <p className="soft">{none}</p>}
        {found?.map((one) => (
          <label key={one.id} className="choice-line"><input type="radio" name={name} checked={chosen === one.id} onChange={() => onChoose(one)} /> {one.label} {one.hint && <span className="soft">{one.hint}</span>}</label>
        ))}
      </fieldset>
    </div>
  )
}
