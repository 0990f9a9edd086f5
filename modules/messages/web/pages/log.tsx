/** For the centre: everything that left, or should have, and what to do with what did not. */
import { Link } from 'react-router'
import { PageHead } from '#ui/console/layout.tsx'
import type { LogShown } from '../data.ts'
import { Deliveries } from '../parts/deliveries.tsx'
import { useWords } from '../words.ts'

export function LogPage({ log, bodyName }: LogShown) {
  const { t } = useWords()
  return (
    <div className="messages">
      <title>{`${t('log.title')} · Bastida`}</title>
      <PageHead title={t('log.title')}>
        <p className="page-lead">{t('log.lead')}</p>
        <p><Link to="/console/messages/mine">{t('mine.title')}</Link></p>
      </PageHead>
      <div className="page-body stack">
        {log.partyId && <p>{t('log.body', { name: bodyName ?? '' })} · <Link to={`/console/messages/${log.partyId}`}>{t('contacts.title')}</Link> · <Link to="/console/messages">{t('log.anyBody')}</Link></p>}
        <Deliveries log={log} path="/console/messages" keep={log.partyId ? { body: log.partyId } : {}} decides />
      </div>
    </div>
  )
}
