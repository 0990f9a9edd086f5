/** For people of a body: what they receive; for its admins also what the centre wrote to the body. */
import { useLoaderData } from 'react-router'
import { BODY, useSpace } from '#ui/console/space.ts'
import { action, spaceLoader } from '../data.ts'
import { Choices } from '../parts/choices.tsx'
import { Deliveries } from '../parts/deliveries.tsx'
import { useWords } from '../words.ts'

export { action, spaceLoader as loader }

export function Component() {
  const { t } = useWords()
  const { mine, log } = useLoaderData<typeof spaceLoader>()
  const { body } = useSpace()
  return (
    <div className="messages messages-own" key={body.id}>
      <title>{t('mine.title')}</title>
      <div className="page-head">
        <h1>{t('mine.title')}</h1>
        <p className="page-lead">{t('mine.lead', { address: mine.address })}</p>
      </div>
      <div className="stack">
        <Choices own={mine} />
        {log && (
          <>
            <h2>{t('log.own')}</h2>
            <Deliveries log={log} path="/space/messages" keep={{ [BODY]: body.id }} decides={false} />
          </>
        )}
      </div>
    </div>
  )
}
