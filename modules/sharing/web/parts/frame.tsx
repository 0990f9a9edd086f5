import type { ReactNode } from 'react'
import { Link, useOutletContext } from 'react-router'
import { TabLinks } from '#ui/components/console-marks.tsx'
import { StateChip } from '#ui/components/state-chip.tsx'
import type { ImpactState } from '#ui/components/tones.ts'
import { PageHead } from '#ui/console/layout.tsx'
import { useWords, type PeerState } from '../words.ts'

const tabs = [['', 'peers'], ['/out', 'out'], ['/collections', 'collections'], ['/groups', 'groups'], ['/conflicts', 'conflicts']] as const
type Tab = (typeof tabs)[number][1]

/** Who is signed in, as the shell hands it down. */
export const useMayManage = (): boolean => useOutletContext<{ roles: readonly string[] }>().roles.includes('coordinator')

/** The head that the lists of this module share. */
export function Frame({ tab, children }: { tab: Tab; children: ReactNode }) {
  const { t } = useWords()
  return (
    <div className="watch">
      <title>{`${t(`tab.${tab}`)} · ${t('title')} · Bastida`}</title>
      <PageHead title={t('title')}><p className="page-lead">{t('lead')}</p></PageHead>
      <TabLinks
        label={t('tabs')} tabs={tabs.map(([path, name]) => ({ href: `/console/sharing${path}`, label: t(`tab.${name}`), current: name === tab }))}
        render={({ href, className, children: inside, current }) => <Link className={className} to={href} aria-current={current ? 'page' : undefined}>{inside}</Link>}
      />
      <div className="page-body">{children}</div>
    </div>
  )
}

/** One thing of the module: the way back stands above its name. */
export function OnePage({ tab, above = [], title, lead, children }: { tab: Tab; above?: readonly { label: string; href: string }[]; title: string; lead: ReactNode; children: ReactNode }) {
  const { t } = useWords()
  const path = tabs.find(([, name]) => name === tab)![0]
  return (
    <div className="watch">
      <title>{`${title} · Bastida`}</title>
      <PageHead path={[{ label: t(`tab.${tab}`), href: `/console/sharing${path}` }, ...above, { label: title }]} pathLabel={t('path')} title={title}><p className="page-lead">{lead}</p></PageHead>
      <div className="page-body">{children}</div>
    </div>
  )
}

const tones: Readonly<Record<PeerState, ImpactState>> = { failing: 'hit', asked: 'degraded', new: 'unknown', paused: 'unknown', comes: 'not-hit', well: 'restored' }
export function PeerChip({ state }: { state: PeerState }) {
  const { t } = useWords()
  return <StateChip state={tones[state]} word={t(`state.${state}`)} />
}
