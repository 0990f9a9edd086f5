/** What a look back may say to others: that what it asked about was seen in this region, about when and about how often; or that it was not. */
import { deterministicId, openlyBy, statementMarking, tlpMarking, type Maker, type StixObject } from '#engines/stix/index.ts'
import type { Tlp } from '#platform/contract/tlp.ts'
import type { HuntLack } from '../../contract-hunts.ts'
import type { ToldObjects } from '../../contract-told.ts'
import { marksOf } from './indicators.ts'

/** What was asked, as an indicator of this centre; or the identifier of somebody else's, who need not be told what it says. */
export type Asked = { readonly id: string } | { readonly name: string; readonly pattern: string; readonly patternType: 'stix' | 'sigma'; /** Whose it is, and under which terms. */ readonly terms: string }
export type TellingHunt = {
  readonly id: string; readonly asked: Asked | undefined; readonly tlp: Tlp; readonly at: Date; readonly done: boolean; readonly oneBody: boolean
  /** Every file was read, and all that was asked can stand in a line. */
  readonly whole: boolean
  /** Days from the first to the last line that was asked, and of how many bodies. */
  readonly over: { readonly bodies: number; readonly from: string; readonly to: string } | undefined
  readonly hits: number
  /** At bodies where a person took up what was met. `waiting`: at so many nobody has looked yet. */
  readonly real: { readonly bodies: number; readonly hits: number; readonly from: string; readonly to: string } | undefined
  readonly waiting: number
}

export function lackOf(hunt: Omit<TellingHunt, 'tlp' | 'at'>): HuntLack | null {
  if (!hunt.done) return 'unfinished'
  if (!hunt.asked) return 'several'
  if (hunt.real) return null
  if (hunt.hits > 0) return hunt.waiting > 0 ? 'unjudged' : 'false'
  // That something was not seen is said of the region, and only of what was looked at whole.
  if (hunt.oneBody) return 'one_body'
  return !hunt.over ? 'nothing_asked' : hunt.whole ? null : 'not_whole'
}

const DAY_MS = 86_400_000
/** So many bodies hide one of them, as they do where a sighting of alerts names a kind of body. */
const BODIES_LEAST = 5
const COUNT_MOST = 100_000_000
const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const start = (one: string): number => Date.parse(`${one}T00:00:00Z`)
/** Days from Monday on. */
const sinceMonday = (ms: number): number => (new Date(ms).getUTCDay() + 6) % 7

/**
 * A centre may have one hospital, and the newspaper may have said on which morning it stood still. So:
 * no hour is ever told, for hours are those of somebody's work; days only where five bodies or more had hits, else whole weeks, Monday to Sunday (UTC).
 */
export function roundedDays({ bodies, from, to }: { readonly bodies: number; readonly from: string; readonly to: string }, at: Date): { readonly from: string; readonly to: string } {
  if (bodies >= BODIES_LEAST) return { from, to }
  const [first, last] = [start(from), start(to)]
  const sunday = last + (6 - sinceMonday(last)) * DAY_MS
  // Not later than it is told: that day stands in the sighting anyhow.
  return { from: day(first - sinceMonday(first) * DAY_MS), to: day(Math.min(sunday, Math.max(last, at.getTime()))) }
}
/** How many lines there were tells how large a body is and what it logs: only the power of ten below is told. */
export const roundedCount = (hits: number): number => Math.min(COUNT_MOST, 10 ** Math.floor(Math.log10(Math.max(1, hits))))
/** The number of bodies that were asked, by fives; fewer than five are not numbered. */
export const roundedBodies = (bodies: number): number => Math.floor(bodies / BODIES_LEAST) * BODIES_LEAST

export const huntSightingId = (url: string, huntId: string): string => deterministicId('sighting', url, 'hunt', huntId)

export function huntOf(hunt: TellingHunt, maker: Maker): ToldObjects | undefined {
  const { asked } = hunt
  if (!asked || lackOf(hunt) !== null) return undefined
  const open = openlyBy(maker)
  const at = hunt.at.toISOString()
  const terms = 'id' in asked || asked.terms === '' ? [] : [statementMarking(asked.terms, maker.since)]
  const by = { spec_version: '2.1', created_by_ref: open.maker.id, created: at, modified: at }
  const level = tlpMarking(hunt.tlp)
  const indicator: StixObject | undefined = 'id' in asked ? undefined : {
    type: 'indicator', id: deterministicId('indicator', maker.url, 'hunt', hunt.id), ...by, object_marking_refs: [level.id, ...terms.map((one) => one.id)], name: asked.name.slice(0, 500), indicator_types: ['malicious-activity'],
    pattern: asked.pattern, pattern_type: asked.patternType, ...(asked.patternType === 'stix' ? { pattern_version: '2.1' } : {}), valid_from: at,
  }
  const { count, days, description } = hunt.real ? seen(hunt.real, hunt.at) : notSeen(hunt.over!)
  const sighting: StixObject = {
    type: 'sighting', id: huntSightingId(maker.url, hunt.id), ...by, object_marking_refs: [level.id], description, first_seen: `${days.from}T00:00:00.000Z`, last_seen: `${days.to}T23:59:59.999Z`, count,
    sighting_of_ref: 'id' in asked ? asked.id : indicator!.id, where_sighted_refs: [open.maker.id],
  }
  return { own: [...(indicator ? [indicator] : []), sighting], beside: [level, ...terms, ...marksOf(open)] }
}
const seen = (real: NonNullable<TellingHunt['real']>, at: Date) => ({ count: roundedCount(real.hits), days: roundedDays(real, at), description: 'Seen in logs that are kept. The count is a power of ten at most as high as the number of lines; days are those on which lines came, as whole weeks where few bodies had them.' })
/** Of the days that were asked nothing is rounded: they are the same for all bodies together. */
function notSeen({ bodies, from, to }: NonNullable<TellingHunt['over']>) {
  const [days, many] = [Math.round((start(to) - start(from)) / DAY_MS) + 1, roundedBodies(bodies)]
  return { count: 0, days: { from, to }, description: `Not seen in ${days} ${days === 1 ? 'day' : 'days'} over the logs of ${many === 0 ? `fewer than ${BODIES_LEAST}` : `at least ${many}`} bodies.` }
}
