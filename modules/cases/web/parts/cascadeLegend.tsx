import type { ImpactState } from '#ui/components/tones.ts'
import { toneOf } from '#ui/components/tones.ts'
import { Glyph } from '#ui/icons/icon.tsx'
import { useWords, type Key } from '../words.ts'

const edges: readonly (readonly [string, Key])[] = [['edge edge-on', 'legend.path'], ['edge', 'legend.hard'], ['edge edge-group', 'legend.group'], ['edge edge-degraded', 'legend.degraded'], ['edge edge-data', 'legend.data']]
const states: readonly (readonly [ImpactState, Key])[] = [['hit', 'tallyWord.hit'], ['degraded', 'tallyWord.degraded'], ['at-risk', 'tallyWord.atRisk'], ['unknown', 'tallyWord.unknown'], ['restored', 'tallyWord.restored'], ['not-hit', 'tallyWord.notHit']]

export function CascadeLegend() {
  const t = useWords()
  return (
    <div className="graph-legend">
      <ul>
        {edges.map(([className, key]) => (
          <li key={key}>
            <svg className="legend-line" viewBox="0 0 32 8" aria-hidden="true" focusable="false"><path className={className} d="M0 4H32" /></svg>
            {t(key)}
          </li>
        ))}
      </ul>
      <ul>{states.map(([state, key]) => <li key={key}><span className={toneOf[state]}><span className="tone-ink"><Glyph state={state} /></span></span> {t(key)}</li>)}</ul>
    </div>
  )
}
