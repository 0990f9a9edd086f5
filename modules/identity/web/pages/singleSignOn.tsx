import { Link, useOutletContext, useSearchParams } from 'react-router'
import type { Session } from '../api.ts'
import { useAccessWords } from '../access.ts'
import { Stop } from '../parts/stop.tsx'

/** What the provider or the centre answered, in five groups: the rest is for the log. */
const groups: Readonly<Record<string, 'unknown' | 'unverified' | 'no_mail' | 'cancelled'>> = {
  signup_disabled: 'unknown', account_not_linked: 'unknown', unverified: 'unverified', no_mail: 'no_mail', email_not_found: 'no_mail', access_denied: 'cancelled',
}

/** Where one lands who was not let in by single sign-on: why, and whom to ask. */
export function Component() {
  const a = useAccessWords()
  const { centre, singleSignOn } = useOutletContext<Session>()
  const [search] = useSearchParams()
  const group = groups[search.get('error') ?? ''] ?? 'failed'
  const name = singleSignOn?.name ?? a('sso.any')
  return (
    <Stop title={a('sso.title')}>
      <p>{a(`sso.${group}`, { name })}</p>
      <p>{a(`sso.${group}.ask`, { name })}</p>
      {group === 'unknown' && (centre.phone || centre.email) && (
        <p>
          {a('sso.reach')} {centre.phone && <a href={`tel:${centre.phone.replace(/\s/g, '')}`}>{centre.phone}</a>}
          {centre.phone && centre.email && ' · '}
          {centre.email && <a href={`mailto:${centre.email}`}>{centre.email}</a>}
        </p>
      )}
      <p><Link to="/sign-in">{a('sso.again')}</Link></p>
    </Stop>
  )
}
