/** For a body: what is its own on the net, and what it has allowed. */
import { useLoaderData } from 'react-router'
import { useSpace } from '#ui/console/space.ts'
import { action, spaceLoader } from '../data.ts'
import { useSession } from '../parts/cards.tsx'
import { AddClaim, Claims } from '../parts/claims.tsx'
import { AddConsent, Consents } from '../parts/consents.tsx'
import { useWords } from '../words.ts'

export { action, spaceLoader as loader }

export function Component() {
  const { t } = useWords()
  const data = useLoaderData<typeof spaceLoader>()
  const { body } = useSpace()
  const speak = useSession().roles.includes('admin')
  if (!data) return null
  const holding = data.consents.filter((one) => one.state === 'holds').length
  return (
    <div className="coordination coordination-own" key={body.id}>
      <title>{t('own.title')}</title>
      <div className="page-head">
        <h1>{t('own.title')}</h1>
        <p className="page-lead">{t('own.lead')}</p>
        <p className="answer" role="status"><strong>{holding === 0 ? t('own.nothing') : t.n('own.now', holding)}</strong></p>
      </div>
      <div className="stack">
        <Consents items={data.consents} speak={speak} />
        {speak && <p className="coordination-acts"><AddConsent claims={data.claims} centre={false} /></p>}
        <p>{t('claims.lead')}</p>
        <Claims items={data.claims} may={{ speak, decide: false }} />
        {speak && <p className="coordination-acts"><AddClaim /></p>}
      </div>
    </div>
  )
}
