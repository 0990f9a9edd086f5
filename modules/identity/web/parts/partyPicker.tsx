import { useEffect, useState } from 'react'
import { Icon } from '#ui/icons/icon.tsx'
import { partyKinds, readParties, type PartyKind } from '#modules/territory/contract.ts'
import { attempt, client } from '../api.ts'
import { useWords } from '../words.ts'

type Found = { readonly total: number; readonly items: readonly { readonly id: string; readonly name: string; readonly province: string }[] }
const kinds: Readonly<Record<'district' | 'provider' | 'body', PartyKind[]>> = {
  district: ['district'], provider: ['provider'],
  body: partyKinds.filter((one) => !['district', 'provider', 'authority', 'responder', 'centre'].includes(one)),
}

/** A party chosen among thousands: a few letters, then one of the first eight. */
export function PartyPicker({ id, kind, error }: { id: string; kind: 'district' | 'provider' | 'body'; error?: string }) {
  const t = useWords()
  const [text, setText] = useState('')
  const found = useParties(text, kind)
  return (
    <fieldset className={error ? 'field field-wrong picker' : 'field picker'}>
      <legend>{t(`people.party.${kind}`)}</legend>
      {error && <p className="field-error">{error}</p>}
      <label className="sr-only" htmlFor={`${id}-party`}>{t('people.party.search')}</label>
      <div className="picker-search">
        <Icon name="search" />
        <input className="input" id={`${id}-party`} type="search" autoComplete="off" placeholder={t('people.party.search')} value={text} maxLength={200} onChange={(e) => setText(e.target.value)} />
      </div>
      <p className="field-hint" role="status">{found === 'failed' ? t('people.party.failed') : found && (found.total === 0 ? t('people.party.none') : t.n('people.party.found', found.total))}</p>
      {found !== 'failed' && found && (
        <div className="choices">
          {found.items.map((one) => (
            <div className="choice" key={one.id}>
              <input type="radio" id={`${id}-${one.id}`} name="partyId" value={one.id} required />
              <label htmlFor={`${id}-${one.id}`}>{one.name}{one.province && <span className="soft"> ({one.province})</span>}</label>
            </div>
          ))}
        </div>
      )}
    </fieldset>
  )
}

function useParties(text: string, kind: 'district' | 'provider' | 'body'): Found | 'failed' | undefined {
  const [found, setFound] = useState<Found | 'failed'>()
  useEffect(() => {
    const gone = new AbortController()
    // A pause in the typing, so that each letter is not a question.
    const timer = setTimeout(() => {
      attempt(() => client(readParties, { query: { q: text.trim(), kind: kinds[kind], limit: 8 }, signal: gone.signal })).then(
        (outcome) => {
          if (!gone.signal.aborted) setFound(outcome.done ? outcome.data : 'failed')
        },
        () => undefined, // called off by the next letter
      )
    }, text ? 250 : 0)
    return () => {
      clearTimeout(timer)
      gone.abort()
    }
  }, [text, kind])
  return found
}
