import { Link } from 'react-router'
import { useLook } from '#ui/console/look.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { CaseData } from '../loaders.ts'
import { useSession, useWords } from '../words.ts'
import { ActForm } from './act.tsx'
import { Unread } from './deadlines.tsx'

const HOUR_MS = 3_600_000

/** The nearest obligation, since when, and who is on the case. */
export function HeadFacts({ one, nearest }: Pick<CaseData, 'one' | 'nearest'>) {
  const t = useWords()
  const { f, now } = useLook()
  const read = nearest === 'unread' ? null : nearest
  const past = read !== null && read.at < now
  const soon = read !== null && !past && Date.parse(read.at) - Date.parse(now) < 24 * HOUR_MS
  return (
    <div className="head-facts">
      <div>
        <p className="soft">{t('head.nearest')}</p>
        {nearest === 'unread' ? <Unread /> : nearest === null ? <p>{t('head.noNearest')}</p> : (
          <p className={past ? 'nearest tone-hit' : soon ? 'nearest tone-degraded' : 'nearest'}>
            <strong><Icon name="clock" /> {past ? t('head.exceeded', { when: f.relative(nearest.at) }) : f.relative(nearest.at)}</strong>{' '}
            <time className="time" dateTime={nearest.at}>{f.moment(nearest.at)}</time> · <Link to={`/console/cases/${nearest.caseId}/obligations`}>{nearest.label}, {nearest.partyName}</Link>
          </p>
        )}
      </div>
      <div>
        <p className="soft">{one.closedAt ? t('head.closed') : t('head.opened', { when: f.relative(one.openedAt) })}</p>
        <p><time className="time" dateTime={one.closedAt ?? one.openedAt}>{f.moment(one.closedAt ?? one.openedAt)}</time></p>
      </div>
      <People one={one} />
    </div>
  )
}

const initials = (name: string) => name.split(/\s+/).map((word) => word[0] ?? '').join('').slice(0, 2).toUpperCase()

function People({ one }: Pick<CaseData, 'one'>) {
  const t = useWords()
  const { person } = useSession()
  const to = `/console/cases/${one.id}`
  const others = one.people.filter((other) => other.id !== one.leadId)
  const isOn = person !== null && (one.leadId === person.id || one.people.some((other) => other.id === person.id))
  return (
    <div>
      <p className="soft">{t('head.people')}</p>
      <ul className="case-people">
        {one.leadName === '' ? <li className="tone-degraded">{t('head.noLead')}</li> : <li><span className="initials" aria-hidden="true">{initials(one.leadName)}</span> {one.leadName} <span className="soft">{t('head.leads')}</span></li>}
        {others.map((other) => <li key={other.id}><span className="initials" aria-hidden="true">{initials(other.name)}</span> {other.name}</li>)}
        {one.may.manage && person && one.leadName === '' && (
          <li><ActForm to={to} intent="lead" fields={{ leadId: person.id, leadName: person.name }} toast={() => ({ text: t('lead.done'), undo: { intent: 'lead', leadId: '', leadName: '' } })}>{({ busy }) => <button className="link-button" disabled={busy}>{t('lead.take')}</button>}</ActForm></li>
        )}
        {one.may.manage && person && one.leadName !== '' && !isOn && (
          <li><ActForm to={to} intent="join" fields={{ version: String(one.version), people: JSON.stringify([...one.people, { id: person.id, name: person.name }]) }} toast={(data) => ({ text: t('people.joined'), undo: { intent: 'join', version: String((data as { version: number }).version), people: JSON.stringify(one.people) } })}>{({ busy }) => <button className="link-button" disabled={busy}>{t('people.join')}</button>}</ActForm></li>
        )}
      </ul>
    </div>
  )
}
