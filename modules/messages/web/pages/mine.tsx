/** For people of the centre: what they receive themselves. */
import { useLoaderData } from 'react-router'
import { PageHead } from '#ui/console/layout.tsx'
import { action, mineLoader } from '../data.ts'
import { Choices } from '../parts/choices.tsx'
import { useWords } from '../words.ts'

export { action, mineLoader as loader }

export function Component() {
  const { t } = useWords()
  const own = useLoaderData<typeof mineLoader>()
  return (
    <div className="messages">
      <title>{`${t('mine.title')} · Bastida`}</title>
      <PageHead title={t('mine.title')}><p className="page-lead">{t('mine.lead', { address: own.address })}</p></PageHead>
      <div className="page-body stack"><Choices own={own} /></div>
    </div>
  )
}
