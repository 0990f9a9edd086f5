import type { ReactNode } from 'react'
import { Link, useOutletContext } from 'react-router'
import { TabLinks } from '#ui/components/console-marks.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import { StateChip } from '#ui/components/state-chip.tsx'
import type { ImpactState } from '#ui/components/tones.ts'
import type { Severity } from '../../contract.ts'
import { useWords } from '../words.ts'

const tabs = [['', 'alerts'], ['/sources', 'sources'], ['/rules', 'rules'], ['/lists', 'lists'], ['/campaigns', 'campaigns'], ['/imports', 'imports'], ['/hunts', 'hunts'], ['/look', 'look']] as const

/** Who is signed in, as the shell hands it down. */
export const useRoles = (): readonly string[] => useOutletContext<{ roles: readonly string[] }>().roles

/** The head that the lists of this module share. */
export function Frame({ tab, children }: { tab: (typeof tabs)[number][1]; children: ReactNode }) {
  const { t } = useWords()
  return (
    <div className="watch">
      <title>{`${t(`tab.${tab}`)} · ${t('title')} · Bastida`}</title>
      <PageHead title={t('title')}><p className="page-lead">{t('lead')}</p></PageHead>
      <TabLinks
        label={t('tabs')} tabs={tabs.map(([path, name]) => ({ href: `/console/watch${path}`, label: t(`tab.${name}`), current: name === tab }))}
        render={({ href, className, children: inside, current }) => <Link className={className} to={href} aria-current={current ? 'page' : undefined}>{inside}</Link>}
      />
      <div className="page-body">{children}</div>
    </div>
  )
}

/** One thing of the module: the way back stands above its name. */
export function OnePage({ tab, title, lead, beside, actions, children }: { tab: (typeof tabs)[number][1]; title: string; lead: ReactNode; beside?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  const { t } = useWords()
  const path = tabs.find(([, name]) => name === tab)![0]
  return (
    <div className="watch">
      <title>{`${title} · Bastida`}</title>
      <PageHead path={[{ label: t(`tab.${tab}`), href: `/console/watch${path}` }, { label: title }]} pathLabel={t('path')} title={title} beside={beside} actions={actions}><p className="page-lead">{lead}</p></PageHead>
      <div className="page-body">{children}</div>
    </div>
  )
}

const tones: Readonly<Record<Severity, ImpactState>> = { critical: 'hit', high: 'degraded', medium: 'at-risk', low: 'not-hit' }
export function SeverityChip({ severity }: { severity: Severity }) {
  const { t } = useWords()
  return <StateChip state={tones[severity]} word={t(`severity.${severity}`)} />
}
