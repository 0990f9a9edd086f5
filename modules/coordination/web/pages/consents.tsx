/** What bodies have allowed, of all bodies. A new one is recorded on the page of its body. */
import { useLoaderData } from 'react-router'
import { action, consentsLoader } from '../data.ts'
import { useSession } from '../parts/cards.tsx'
import { Consents } from '../parts/consents.tsx'
import { Frame } from '../parts/frame.tsx'
import { Pages } from '../parts/pages.tsx'
import { useWords } from '../words.ts'

export { action, consentsLoader as loader }

export function Component() {
  const { t } = useWords()
  const { items, total, page } = useLoaderData<typeof consentsLoader>()
  return (
    <Frame tab="consents">
      <div className="stack">
        <p>{t('consents.lead')}</p>
        <Consents items={items} speak={useSession().roles.includes('coordinator')} named />
        <Pages path="/console/coordination/consents" page={page} total={total} />
      </div>
    </Frame>
  )
}
