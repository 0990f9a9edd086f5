import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { TabLinks } from '#ui/components/console-marks.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import { useWords } from '../words.ts'

const tabs = [['', 'calls'], ['/on-call', 'onCall'], ['/claims', 'claims'], ['/consents', 'consents'], ['/responders', 'responders'], ['/referrals', 'referrals'], ['/profile', 'profile']] as const
export type Tab = (typeof tabs)[number][1]

/** The head that the console's pages of this module share. */
export function Frame({ tab, children }: { tab: Tab; children: ReactNode }) {
  const { t } = useWords()
  return (
    <div className="coordination">
      <title>{`${t(`tab.${tab}`)} · ${t('title')} · Bastida`}</title>
      <PageHead title={t('title')}><p className="page-lead">{t('lead')}</p></PageHead>
      <TabLinks
        label={t('tabs')} tabs={tabs.map(([path, name]) => ({ href: `/console/coordination${path}`, label: t(`tab.${name}`), current: name === tab }))}
        render={({ href, className, children: inside, current }) => <Link className={className} to={href} aria-current={current ? 'page' : undefined}>{inside}</Link>}
      />
      <div className="page-body">{children}</div>
    </div>
  )
}
