import { Link, Outlet, useLocation } from 'react-router'
import { TabLinks } from '#ui/components/console-marks.tsx'
import { useFreshLang } from '#ui/console/chosen-lang.ts'
import { useLook } from '#ui/console/look.tsx'
import { inSpace, useSpace } from '#ui/console/space.ts'
import { Answered, CaseState } from '../parts/states.tsx'
import { useSpaceCase } from '../parts/useCase.ts'
import { useWords } from '../words.ts'

/** A body's own case: the question, the state, the conditions, what to do first, the evidence. */
export function SpaceCase() {
  const { one, base, lang } = useSpaceCase()
  useFreshLang(lang)
  const space = useSpace()
  const t = useWords()
  const { f } = useLook()
  const { pathname } = useLocation()
  const tabs = [
    { href: base, label: t('tab.situation') }, { href: `${base}/containment`, label: t('tab.containment'), count: one.tabs.tasksOpen }, { href: `${base}/obligations`, label: t('tab.obligations'), also: `${base}/drafts` },
    { href: `${base}/conditions`, label: t('tab.conditions'), count: `${one.tabs.conditionsMet}/${one.tabs.conditions}` }, { href: `${base}/evidence`, label: t('tab.evidence'), count: one.tabs.evidence }, { href: `${base}/timeline`, label: t('space.tab.timeline') }, { href: `${base}/readers`, label: t('readers.tab') },
  ]
  return (
    <div className="space-case">
      <title>{one.title}</title>
      <div className="page-head">
        <p><Link to={inSpace('/space', space)}>{t('space.back')}</Link> · <span className="mono">{one.ref}</span> · <Link to={inSpace(`/space/complaint?case=${one.id}`, space)}>{t('complaint.link')}</Link></p>
        <div className="page-title"><h1>{one.title}</h1> <CaseState one={one} /> <Answered one={one} /></div>
        <p className="page-lead">{t('tied.what', { provider: one.main?.providerName ?? one.providerName, at: f.moment(one.occurredAt) })} {one.main && t(`tied.main.${one.main.observed}`)}</p>
        <TabLinks
          label={t('case.tabs')} tabs={tabs.map((tab) => ({ ...tab, current: tab.href === base ? pathname === base : pathname.startsWith(tab.href) || (tab.also !== undefined && pathname.startsWith(tab.also)) }))}
          render={({ href, className, children, current }) => <Link to={inSpace(href, space)} className={className} aria-current={current ? 'page' : undefined}>{children}</Link>}
        />
      </div>
      <Outlet />
    </div>
  )
}
