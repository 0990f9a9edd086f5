/** Before and after something was shared with all: a difference, and why it may not be its effect. */
import { normalInverse } from './special.ts'
import { poissonInterval, rateRatio, type Compared, type Estimate } from './intervals.ts'

export type Span = { readonly count: number; /** Bodies × years. */ readonly exposed: number }
export type Caveat = 'no_control' | 'few_events' | 'short_after' | 'before_was_high' | 'reporting_may_change' | 'others_at_once'
export type Effect = { readonly ratio: Compared; /** By the change of those without it in the same time. */ readonly against: Estimate | null; readonly caveats: readonly Caveat[] }

export function effect(before: Span, after: Span, control?: { readonly before: Span; readonly after: Span }): Effect | null {
  const ratio = rateRatio(after, before)
  if (!ratio) return null
  const against = control ? ratioOfRatios(before, after, control) : null
  const caveats: Caveat[] = ['reporting_may_change', 'others_at_once']
  if (!against) caveats.push('no_control')
  if (before.count + after.count < 20) caveats.push('few_events')
  if (after.exposed < before.exposed / 2) caveats.push('short_after')
  // What is introduced after a bad year looks good by itself: the year before lies above what is common to both.
  if (before.count > poissonInterval(((before.count + after.count) * before.exposed) / (before.exposed + after.exposed), 0.8).high) caveats.push('before_was_high')
  return { ratio, against, caveats }
}

/** Normal on the log scale; a half is added to each count where one is zero (Haldane). */
function ratioOfRatios(before: Span, after: Span, control: { readonly before: Span; readonly after: Span }): Estimate | null {
  const spans = [after, before, control.before, control.after]
  if (spans.some((one) => !(one.exposed > 0))) return null
  const more = spans.some((one) => one.count === 0) ? 0.5 : 0
  const log = spans.reduce((sum, one, i) => sum + (i % 2 === 0 ? 1 : -1) * Math.log((one.count + more) / one.exposed), 0)
  const half = normalInverse(0.975) * Math.sqrt(spans.reduce((sum, one) => sum + 1 / (one.count + more), 0))
  return { value: Math.exp(log), low: Math.exp(log - half), high: Math.exp(log + half) }
}
