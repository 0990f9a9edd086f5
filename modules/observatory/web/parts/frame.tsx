import type { ReactNode } from 'react'
import { Link, useOutletContext } from 'react-router'
import { TabLinks } from '#ui/components/console-marks.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import { useWords } from '../words.ts'

const tabs = [['', 'entries'], ['/twins', 'twins'], ['/imports', 'imports'], ['/attack', 'attack'], ['/study', 'study'], ['/studies', 'studies'], ['/denominators', 'denominators'], ['/room', 'room'], ['/reports', 'report']] as const
type Tab = (typeof tabs)[number][1]

/** Who is signed in, as the shell hands it down. */
export const useRoles = (): readonly string[] => useOutletContext<{ roles: readonly string[] }>().roles

/** The head that the lists of this module share. */
export function Frame({ tab, children }: { tab: Tab; children: ReactNode }) {
  const { t } = useWords()
  return (
    <div className="watch">
      <title>{`${t(`tab.${tab}`)} · ${t('title')} · Bastida`}</title>
      <PageHead title={t('title')}><p className="page-lead">{t('lead')}</p></PageHead>
      <Tabs tab={tab} />
      <div className="page-body">{children}</div>
    </div>
  )
}

/** An analyst studies and does not grant; a researcher comes for the room alone. */
export function Tabs({ tab }: { tab: Tab }) {
  const { t } = useWords()
  const roles = useRoles()
  const mine = tabs.filter(([, name]) => (name === 'room' ? roles.includes('coordinator') || roles.includes('researcher') : roles.includes('coordinator') || roles.includes('analyst')))
  return (
    <TabLinks
      label={t('tabs')} tabs={mine.map(([path, name]) => ({ href: `/console/observatory${path}`, label: t(`tab.${name}`), current: name === tab }))}
      render={({ href, className, children: inside, current }) => <Link className={className} to={href} aria-current={current ? 'page' : undefined}>{inside}</Link>}
    />
  )
}

/** One thing of the module: the way back stands above its name. */
export function OnePage({ tab, title, lead, beside, above = [], children }: { tab: Tab; title: string; lead: ReactNode; beside?: ReactNode; above?: readonly { readonly label: string; readonly href: string }[]; children: ReactNode }) {
  const { t } = useWords()
  const path = tabs.find(([, name]) => name === tab)![0]
  return (
    <div className="watch">
      <title>{`${title} · Bastida`}</title>
      <PageHead path={[{ label: t(`tab.${tab}`), href: `/console/observatory${path}` }, ...above, { label: title }]} pathLabel={t('path')} title={title} beside={beside}><p className="page-lead">{lead}</p></PageHead>
      <div className="page-body">{children}</div>
    </div>
  )
}
