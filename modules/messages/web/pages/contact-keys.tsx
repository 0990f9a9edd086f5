/** For the centre: keys of contacts who have no account. */
import { Link } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { EmptyState } from '#ui/components/parts.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import type { ContactKeys } from '../data.ts'
import { KeyOf } from '../parts/key.tsx'
import { sayRole, useWords } from '../words.ts'

export function ContactKeysPage({ party, items }: ContactKeys) {
  const { t } = useWords()
  return (
    <div className="messages">
      <title>{`${t('contacts.title')} · ${party.name} · Bastida`}</title>
      <PageHead title={t('of', { what: t('contacts.title'), name: party.name })}>
        <p className="page-lead">{t('contacts.lead')}</p>
        <p><Link to={`/console/messages?body=${party.id}`}>{t('log.title')}</Link></p>
      </PageHead>
      <div className="page-body stack">
        <Card title={t('key.title')}>
          {items.length === 0 ? <div className="card-body"><EmptyState title={t('contacts.none')}>{t('contacts.noneLead')}</EmptyState></div> : (
            <ul className="messages-list">
              {items.map((one) => (
                <li key={one.contactId}>
                  <div>
                    <p><strong>{one.name || sayRole(t, one.role)}</strong> <span className="soft">{sayRole(t, one.role)} · {one.address}</span></p>
                    <KeyOf id={`contact-${one.contactId}`} about={one.address} value={one.key} intent="contact-key" hidden={{ id: one.contactId }} />
                  </div>
                </li>
              ))}
            </ul>
          )}
        </Card>
      </div>
    </div>
  )
}
