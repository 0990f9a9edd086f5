/** Codes of techniques: written by hand, or found by words. What each is called stands below; one that the release in use does not know is told, and taken. */
import { useEffect, useId, useState } from 'react'
import type { Spoken } from '../../contract-attack.ts'
import { sayTechnique, useAttackWords } from '../attack-words.ts'
import { findTechniques, nameTechniques, type Found } from '../data-attack.ts'
import { useWords } from '../words.ts'

const PAUSE_MS = 250

export function TechniqueField() {
  const { t } = useWords()
  const { a } = useAttackWords()
  const [ids, search] = [useId(), useId()]
  const [codes, setCodes] = useState('')
  const [q, setQ] = useState('')
  const named = useAnswer(codes, nameTechniques) ?? []
  const found = useAnswer(q, findTechniques)
  const add = (code: string) => { setCodes((now) => (now.toUpperCase().split(/[\s,;]+/).includes(code) ? now : [now.trim().replace(/[,;]$/, ''), code].filter(Boolean).join(', '))); setQ('') }
  return (
    <div className="field">
      <label htmlFor={`${ids}-in`}>{t('field.techniques')} <span className="field-optional">{t('optional')}</span></label>
      <p className="field-hint" id={`${ids}-hint`}>{t('techniques.hint')}</p>
      <input id={`${ids}-in`} name="techniques" value={codes} onChange={(event) => setCodes(event.target.value)} aria-describedby={`${ids}-hint ${ids}-said`} />
      <div id={`${ids}-said`} role="status">{told(named).length > 0 && <ul className="bullets">{told(named).map((one) => <li key={one.code}>{sayTechnique(a, one)}</li>)}</ul>}</div>
      <details>
        <summary>{a('pick')}</summary>
        <label htmlFor={search}>{a('searchLabel')}</label>
        <input id={search} type="search" value={q} onChange={(event) => setQ(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter') event.preventDefault() }} autoComplete="off" maxLength={100} />
        <div aria-live="polite">
          {q.trim() !== '' && found?.length === 0 && <p className="soft">{a('pick.none')}</p>}
          {q.trim() !== '' && found && found.length > 0 && <ul className="bullets">{found.map((one) => <li key={`${one.domain} ${one.code}`}>{offered(one).map(({ code, name }) => <button key={code} type="button" className="button button-secondary" onClick={() => add(code)}>{a('pick.add', { code, name })}</button>)}</li>)}</ul>}
        </div>
      </details>
    </div>
  )
}

/** Without a release there is nothing to say. */
const told = (all: readonly Spoken[]): readonly Spoken[] => all.filter((one) => one.state !== 'none')
/** Of a revoked one, what took its place. */
const offered = (one: Found['techniques'][number]): { code: string; name: string }[] => (one.state === 'active' ? [{ code: one.code, name: one.parentName ? `${one.parentName}: ${one.name}` : one.name }] : one.now ? [{ code: one.now, name: '' }] : [])

/** The answer to what was asked last, once nobody has typed for a moment. */
function useAnswer<T>(asked: string, ask: (asked: string) => Promise<T>): T | undefined {
  const [answer, setAnswer] = useState<T>()
  useEffect(() => {
    let gone = false
    const timer = setTimeout(() => void ask(asked).then((found) => { if (!gone) setAnswer(found) }, () => { if (!gone) setAnswer(undefined) }), PAUSE_MS)
    return () => { gone = true; clearTimeout(timer) }
  }, [asked, ask])
  return answer
}
