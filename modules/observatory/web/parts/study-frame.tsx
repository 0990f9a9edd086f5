import type { ReactNode } from 'react'
import { Link, useOutletContext } from 'react-router'
import { TabLinks } from '#ui/components/console-marks.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import { useWords } from '../study-words.ts'

const tabs = ['study', 'studies', 'denominators', 'room'] as const
export const useRoles = (): readonly string[] => useOutletContext<{ roles: readonly string[] }>().roles

export function StudyFrame({ tab, children }: { tab: (typeof tabs)[number]; children: ReactNode }) {
  const { t } = useWords()
  const roles = useRoles()
  // A researcher comes for the room alone; an analyst studies and does not grant.
  const mine = tabs.filter((one) => (one === 'room' ? roles.includes('coordinator') || roles.includes('researcher') : roles.includes('coordinator') || roles.includes('analyst')))
  return (
    <div className="watch">
      <title>{`${t(`tab.${tab}`)} · Bastida`}</title>
      <PageHead title={t(`tab.${tab}`)}><p className="page-lead">{t(`lead.${tab}`)}</p></PageHead>
      <TabLinks
        label={t('tabs')} tabs={mine.map((name) => ({ href: `/console/observatory/${name}`, label: t(`tab.${name}`), current: name === tab }))}
        render={({ href, className, children: inside, current }) => <Link className={className} to={href} aria-current={current ? 'page' : undefined}>{inside}</Link>}
      />
      <div className="page-body">{children}</div>
    </div>
  )
}
