import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { TimeText } from '#ui/components/time-text.tsx'
import { useLook } from '#ui/console/look.tsx'
import { inSpace, type Space } from '#ui/console/space.ts'
import { readSeen, type SeenEntry } from '../../contract.ts'
import { attempt, client } from '../api.ts'
import { sayDone, useSeenWords } from '../seen.ts'
import { useWords } from '../words.ts'

/** The last three looks at a body's data, on the first page of its space; nothing while the list does not answer. */
export function SeenCard({ space }: { space: Space }) {
  const t = useSeenWords()
  const { f } = useLook()
  const [entries, setEntries] = useState<readonly SeenEntry[]>()
  const { id } = space.body
  useEffect(() => {
    let left = false
    void attempt(() => client(readSeen, { query: { partyId: id, limit: 3 } })).then((answer) => {
      if (!left && answer.done) setEntries(answer.data.entries)
    })
    return () => {
      left = true
    }
  }, [id])
  if (!entries) return null
  return (
    <section className="space-panel seen" aria-labelledby="seen-title">
      <h2 id="seen-title">{t('page.title')}</h2>
      {entries.length === 0 ? <p className="soft">{t('page.none')}</p> : (
        <ul className="space-rows">
          {entries.map((one) => (
            <li key={one.id}>
              <p><Who one={one} inline /> {sayDone(t, one.action)}</p>
              <TimeText at={one.at} formats={f} />
            </li>
          ))}
        </ul>
      )}
      <p><Link to={inSpace('/space/seen', space)}>{t('page.all')}</Link></p>
    </section>
  )
}

export function Who({ one: { who }, inline }: { one: SeenEntry; inline?: boolean }) {
  const t = useSeenWords()
  const roles = useWords()
  if (who === null) return <>{t('page.link')}</>
  const as = who.role ? t(`page.side.${who.side}`, { role: roles(`role.${who.role}`) }) : t('page.side.none')
  return inline ? <><strong>{who.name || t('page.gone')}</strong> ({as})</> : <>{who.name || t('page.gone')}<span className="under">{as}</span></>
}
