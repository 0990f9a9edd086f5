/** One body for the centre: whom to call, its cards, what it calls its own and what it has allowed. */
import { Link, useLoaderData } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import { action, bodyLoader } from '../data.ts'
import { Cards, useSession } from '../parts/cards.tsx'
import { AddClaim, Claims } from '../parts/claims.tsx'
import { AddConsent, Consents } from '../parts/consents.tsx'
import { Tree } from '../parts/tree.tsx'
import { useWords } from '../words.ts'

export { action, bodyLoader as loader }

export function Component() {
  const { t } = useWords()
  const { party, contacts, cards, claims, consents } = useLoaderData<typeof bodyLoader>()
  const coordinator = useSession().roles.includes('coordinator')
  return (
    <div className="coordination">
      <title>{`${party.name} · ${t('title')} · Bastida`}</title>
      <PageHead title={party.name}><p className="page-lead"><Link to="/console/coordination">{t('body.back')}</Link></p></PageHead>
      <div className="page-body split">
        <div className="stack">
          <Card title={t('tree.title')}><div className="card-body"><p>{t('tree.lead')}</p><Tree contacts={contacts} edits empty={t('tree.noneHere')} /></div></Card>
          {coordinator && <p className="coordination-acts"><AddClaim /></p>}
          <Claims items={claims} may={{ speak: coordinator, decide: coordinator }} />
          {coordinator && <p className="coordination-acts"><AddConsent claims={claims} centre /></p>}
          <Consents items={consents} speak={coordinator} />
        </div>
        <aside className="stack" aria-label={t('cards.title')}>
          <Cards body={party.name} items={cards} issues={coordinator} />
          <Card title={t('links.title')}>
            <div className="card-body">
              <ul className="bullets">
                <li><Link to={`/console/coordination/referrals?body=${party.id}`}>{t('links.referrals')}</Link></li>
                <li><Link to={`/console/coordination/bodies/${party.id}/kit`}>{t('links.kit')}</Link></li>
                <li><Link to={`/console/coordination/bodies/${party.id}/tree`}>{t('links.tree')}</Link></li>
                <li><Link to={`/console/messages?body=${party.id}`}>{t('links.messages')}</Link></li>
                <li><Link to={`/console/messages/${party.id}`}>{t('links.keys')}</Link></li>
              </ul>
            </div>
          </Card>
        </aside>
      </div>
    </div>
  )
}
