import type { StateGlyph } from '../icons/glyphs.data.ts'

/** State of a service in a case. Public pages use the same marks with the words of a citizen. */
export type ImpactState = StateGlyph

/** One class gives a state's three colours (ink, tint, map cell) to whatever it stands on. */
export const toneOf: Readonly<Record<ImpactState, string>> = {
  hit: 'tone-hit',
  degraded: 'tone-degraded',
  'at-risk': 'tone-at-risk',
  restored: 'tone-restored',
  'not-hit': 'tone-calm',
  unknown: 'tone-unknown',
}
