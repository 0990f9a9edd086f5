import { Link } from 'react-router'
import { Callout } from '#ui/components/parts.tsx'
import { Glyph, Icon } from '#ui/icons/icon.tsx'
import type { ObligationView } from '../../contract.ts'
import type { Dossier } from '../data.ts'
import { useWords } from '../words.ts'
import { marked, markOf, whatOf } from './mark.tsx'
import { draftPath } from './why.tsx'
import type { Paths } from '#ui/console/paths.ts'

const dayMs = 86_400_000

/** The one thing to do first in this dossier, or that there is none. What falls within a day goes before a decision. */
export function FirstThing({ dossier, next, to }: { dossier: Dossier; next: ObligationView | undefined; to: Paths }) {
  const { t, f, now } = useWords()
  const lead = (view: ObligationView) => { const path = draftPath(to, dossier.caseId, view); return path ? <Link to={path}>{t('why.openDraft')}</Link> : <a href={`#o-${view.id}`}>{t('first.see')}</a> }
  if (next?.state === 'exceeded') {
    return <Callout tone="hit" icon={<Glyph state="hit" />} title={t('first.exceeded', { what: whatOf(next) })}><p>{t('first.exceeded.text')} {lead(next)}</p></Callout>
  }
  if (!dossier.aware?.recorded && dossier.missing.some((one) => one.fact.startsWith('clocks.'))) {
    return <Callout tone="degraded" icon={<Icon name="clock" />} title={t('first.aware')}><p>{t('first.aware.text')} <a href="#knew">{t('first.aware.do')}</a></p></Callout>
  }
  const soon = next?.strictAt && Date.parse(next.strictAt) - Date.parse(now) < dayMs
  const awaited = soon ? undefined : dossier.missing.find((one) => one.fact in anchors)
  if (awaited) {
    return <Callout tone="degraded" icon={<Glyph state="degraded" />} title={awaited.question}><p>{t('first.decide.text')} <a href={anchors[awaited.fact]}>{t('first.decide.do')}</a></p></Callout>
  }
  if (next) {
    const urgent = markOf(marked(next), now, t, f).tone === 'tone-degraded'
    return <Callout tone={urgent ? 'degraded' : 'info'} icon={urgent ? <Glyph state="degraded" /> : <Icon name="clock" />} title={next.strictAt ? t('first.due', { what: whatOf(next), when: f.moment(next.strictAt) }) : t('first.now', { what: whatOf(next) })}><p>{t('motto')} {lead(next)}</p></Callout>
  }
  return <Callout tone="calm" icon={<Glyph state="restored" />} title={t('first.nothing')}><p>{t('first.nothing.text')}</p></Callout>
}

const anchors: Readonly<Record<string, string>> = {
  'decisions.gdprRisk': '#risk', 'decisions.gdprRisk.reasoning': '#risk', 'decisions.significant': '#significant', 'decisions.significant.reasoning': '#significant', 'incident.personalData': '#facts',
}
