/** How much a list says is turned into a level, as a rule has one. */
import type { RuleLevel } from '../../contract-shapes.ts'

/** A value alone proves nothing, so never critical by itself: what the source shows, the data there and an open case lift it. */
export const levelOf = (confidence: number): RuleLevel => (confidence >= 70 ? 'high' : confidence >= 30 ? 'medium' : 'low')
