import { Link, Outlet, useLocation } from 'react-router'
import { TabLinks, TlpBadge } from '#ui/components/console-marks.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import { useFreshLang } from '#ui/console/chosen-lang.ts'
import { useLook } from '#ui/console/look.tsx'
import { CaseActions } from '../parts/caseActions.tsx'
import { HeadFacts } from '../parts/headFacts.tsx'
import { InsideLinks } from '#ui/console/inside-links.tsx'
import { Answered, CaseState, Inferred } from '../parts/states.tsx'
import { useCase } from '../parts/useCase.ts'
import { level, useWords, type Words } from '../words.ts'
import type { CaseDetail } from '../loaders.ts'

/** Head of a case, main or tied; the tab of the address stands below. */
export function CasePage() {
  const { one, nearest, toSend, notices, base, lang } = useCase()
  useFreshLang(lang)
  const t = useWords()
  const { f } = useLook()
  const { pathname } = useLocation()
  const isMain = one.kind === 'main'
  const title = isMain ? one.title : one.partyName
  const tabs = tabsOf(t, one, { toSend, notices }, base, f.number).map(({ also = [], ...tab }) => ({ ...tab, current: (tab.href !== base && pathname.startsWith(tab.href)) || pathname === tab.href || also.some((href) => pathname.startsWith(href)) }))
  return (
    <InsideLinks>
      <title>{[tabs.find((tab) => tab.current)?.label, title, one.ref].filter(Boolean).join(' · ')}</title>
      <PageHead
        pathLabel={t('path')}
        path={[{ label: t('cases.title'), href: '/console/cases' }, ...(one.main ? [{ label: one.main.title, href: `/console/cases/${one.main.id}/bodies` }] : []), { label: one.ref }]}
        title={title}
        beside={(
          <>
            <CaseState one={one} /> <TlpBadge level={level(one.tlp)} />
            {isMain ? <span className="soft">{t('kind.main')} · {t.n('case.tied', one.counts?.tied ?? 0)}</span> : <><Inferred inferred={one.inferred} /> <Answered one={one} /></>}
          </>
        )}
        actions={<CaseActions one={one} />}
      >
        <HeadFacts one={one} nearest={nearest} />
        <TabLinks
          label={t('case.tabs')}
          tabs={tabs}
          render={({ href, className, children, current }) => <Link to={href} className={className} aria-current={current ? 'page' : undefined}>{children}</Link>}
        />
      </PageHead>
      <div className="page-body"><Outlet /></div>
    </InsideLinks>
  )
}

type Tab = { readonly href: string; readonly label: string; readonly count?: string; /** Other addresses of the same tab. */ readonly also?: readonly string[] }

function tabsOf(t: Words, { kind, tabs, id }: CaseDetail, { toSend, notices }: { toSend: number | null; notices: number | null }, base: string, number: (n: number) => string): Tab[] {
  const ofMain = kind === 'main'
  return [
    { href: base, also: [`${base}/reports`, `${base}/facts`, `${base}/readers`], label: t('tab.situation') },
    ...(ofMain ? [{ href: `${base}/cascade`, label: t('tab.cascade') }, { href: `${base}/bodies`, label: t('tab.bodies'), count: number(tabs.bodies) }] : []),
    { href: ofMain ? `${base}/board` : `${base}/obligations`, also: [`${base}/obligations`, `${base}/drafts`], label: t('tab.obligations'), ...(toSend ? { count: number(toSend) } : {}) },
    { href: `${base}/timeline`, label: t('tab.timeline'), count: number(tabs.timeline) },
    { href: `${base}/evidence`, label: t('tab.evidence'), count: number(tabs.evidence) },
    { href: `/console/notices?case=${id}`, label: t('tab.notices'), ...(notices ? { count: number(notices) } : {}) },
    { href: `${base}/conditions`, label: t('tab.conditions'), count: `${tabs.conditionsMet}/${tabs.conditions}` },
    { href: `${base}/containment`, label: t('tab.containment'), ...(tabs.tasksOpen > 0 ? { count: number(tabs.tasksOpen) } : {}) },
    { href: `${base}/playbooks`, label: t('tab.playbooks') },
    { href: `${base}/messages`, label: t('tab.messages') },
    ...(ofMain ? [{ href: `${base}/recovery`, label: t('tab.recovery') }] : []),
  ]
}
