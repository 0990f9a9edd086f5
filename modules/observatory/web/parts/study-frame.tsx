import type { ReactNode } from 'react'
import { PageHead } from '#ui/console/layout.tsx'
import { useWords } from '../study-words.ts'
import { Tabs } from './frame.tsx'

export { useRoles } from './frame.tsx'

export function StudyFrame({ tab, children }: { tab: 'study' | 'studies' | 'denominators' | 'room'; children: ReactNode }) {
  const { t } = useWords()
  return (
    <div className="watch">
      <title>{`${t(`tab.${tab}`)} · Bastida`}</title>
      <PageHead title={t(`tab.${tab}`)}><p className="page-lead">{t(`lead.${tab}`)}</p></PageHead>
      <Tabs tab={tab} />
      <div className="page-body">{children}</div>
    </div>
  )
}
