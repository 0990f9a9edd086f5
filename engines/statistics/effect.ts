/** Before and after something was shared with all: a difference, and why it may not be its effect. */
import { poissonInterval, rateRatio, type Compared } from './intervals.ts'
import { ratioOfRatios, type Change, type Span } from './odds.ts'

export type { Change as Spans, Span } from './odds.ts'
export type Caveat = 'no_control' | 'few_events' | 'short_after' | 'before_was_high' | 'reporting_may_change' | 'others_at_once'
export type Effect = { readonly ratio: Compared; /** By the change of those without it in the same time. */ readonly against: Compared | null; readonly caveats: readonly Caveat[] }

export function effect(before: Span, after: Span, control?: Change): Effect | null {
  const ratio = rateRatio(after, before)
  if (!ratio) return null
  const against = control ? ratioOfRatios({ before, after }, control) : null
  const caveats: Caveat[] = ['reporting_may_change', 'others_at_once']
  if (!against) caveats.push('no_control')
  if (before.count + after.count < 20) caveats.push('few_events')
  if (after.exposed < before.exposed / 2) caveats.push('short_after')
  // What is introduced after a bad year looks good by itself: the year before lies above what is common to both.
  if (before.count > poissonInterval(((before.count + after.count) * before.exposed) / (before.exposed + after.exposed), 0.8).high) caveats.push('before_was_high')
  return { ratio, against, caveats }
}
