import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { TabLinks } from '#ui/components/console-marks.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import { useWords } from '../words.ts'

const tabs = [['', 'rules'], ['/requests', 'requests'], ['/papers', 'papers']] as const

/** The head that the pages of this module share. */
export function Frame({ tab, title, lead, children }: { tab: (typeof tabs)[number][1]; title: string; lead: string; children: ReactNode }) {
  const { t } = useWords()
  return (
    <div className="retention">
      <title>{`${title} · Bastida`}</title>
      <PageHead title={title}><p className="page-lead">{lead}</p></PageHead>
      <TabLinks
        label={t('tab.label')} tabs={tabs.map(([path, name]) => ({ href: `/console/retention${path}`, label: t(`tab.${name}`), current: name === tab }))}
        render={({ href, className, children: inside, current }) => <Link className={className} to={href} aria-current={current ? 'page' : undefined}>{inside}</Link>}
      />
      <div className="page-body">{children}</div>
    </div>
  )
}
