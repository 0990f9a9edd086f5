import { Link } from 'react-router'
import { useLook } from '#ui/console/look.tsx'
import { Glyph, Icon } from '#ui/icons/icon.tsx'
import { toneOf, type ImpactState } from '#ui/components/tones.ts'
import type { CaseDetail } from '../loaders.ts'
import { useWords } from '../words.ts'

type Counts = NonNullable<CaseDetail['counts']>

/** Two rows that are never added up: what the bodies said, and what the model only infers of those that have not. */
export function Tally({ counts, base }: { counts: Counts; base: string }) {
  const t = useWords()
  return (
    <div className="tallies">
      <Row title={t('tally.said')} icon="person" items={[
        ['hit', counts.confirmedHit, t('tally.hit'), `${base}/bodies?answer=hit`], ['restored', counts.observedWorking, t('tally.back'), `${base}/bodies?observed=working`], ['at-risk', counts.dataLost, t('tally.lost'), `${base}/bodies?answer=data_lost`],
        ['not-hit', counts.notHit, t('tally.notHit'), `${base}/bodies?answer=not_hit`], ['unknown', counts.dontKnow, t('tally.dontKnow'), `${base}/bodies?answer=unknown`],
      ]} />
      <Row title={t('tally.inferred')} icon="chart" inferred items={[
        ['hit', counts.probableHit, t('tally.probableHit'), `${base}/bodies?answer=unanswered&inferred=hit`], ['degraded', counts.probableDegraded, t('tally.probableDegraded'), `${base}/bodies?answer=unanswered&inferred=degraded`],
        ['at-risk', counts.probableAtRisk, t('tally.probableAtRisk'), `${base}/bodies?answer=unanswered&inferred=data_at_risk`],
      ]} />
    </div>
  )
}

function Row({ title, icon, items, inferred = false }: { title: string; icon: 'person' | 'chart'; inferred?: boolean; items: readonly (readonly [ImpactState, number, string, string])[] }) {
  const { f } = useLook()
  return (
    <section className={inferred ? 'tally tally-inferred' : 'tally'}>
      <h2><Icon name={icon} /> {title}</h2>
      <ul>
        {items.map(([state, count, word, href]) => (
          <li key={word} className={toneOf[state]}>
            <Link to={href}><Glyph state={state} /> <strong>{f.number(count)}</strong> {word}</Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
