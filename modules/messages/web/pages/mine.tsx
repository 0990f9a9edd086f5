/** For people of the centre: what they receive themselves. */
import { PageHead } from '#ui/console/layout.tsx'
import type { Own } from '../data.ts'
import { Choices } from '../parts/choices.tsx'
import { useWords } from '../words.ts'

export function MinePage({ own }: { own: Own }) {
  const { t } = useWords()
  return (
    <div className="messages">
      <title>{`${t('mine.title')} · Bastida`}</title>
      <PageHead title={t('mine.title')}><p className="page-lead">{t('mine.lead', { address: own.address })}</p></PageHead>
      <div className="page-body stack"><Choices own={own} /></div>
    </div>
  )
}
