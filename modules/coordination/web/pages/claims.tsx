/** What bodies call their own, of all bodies: those that wait first. */
import { useLoaderData } from 'react-router'
import { action, claimsLoader } from '../data.ts'
import { useSession } from '../parts/cards.tsx'
import { Claims } from '../parts/claims.tsx'
import { Frame } from '../parts/frame.tsx'
import { Pages } from '../parts/pages.tsx'
import { useWords } from '../words.ts'

export { action, claimsLoader as loader }

export function Component() {
  const { t } = useWords()
  const { items, total, page } = useLoaderData<typeof claimsLoader>()
  const decide = useSession().roles.includes('coordinator')
  return (
    <Frame tab="claims">
      <div className="stack">
        <p>{t('claims.lead')}</p>
        <Claims items={items} may={{ speak: decide, decide }} named />
        <Pages path="/console/coordination/claims" page={page} total={total} />
      </div>
    </Frame>
  )
}
