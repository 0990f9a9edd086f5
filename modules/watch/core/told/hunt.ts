/** What a look back may say to others: that what it asked about was seen in this region, about when and about how often; or that it was not. */
import { deterministicId, openlyBy, statementMarking, tlpMarking, type Maker, type StixObject } from '#engines/stix/index.ts'
import { stricter, type Tlp } from '#platform/contract/tlp.ts'
import type { HuntLack } from '../../contract-hunts.ts'
import type { ToldObjects } from '../../contract-told.ts'
import { marksOf } from './indicators.ts'
import { BODIES_LEAST, roundedBodies, roundedCount, roundedDays, saidOf, seenIn, startOf, type Seen } from './rounded.ts'

/** What was asked, as an indicator of this centre; or the identifier of somebody else's, who need not be told what it says; or one of a list, as the list tells it. */
export type Asked = { readonly id: string } | { readonly indicator: StixObject; readonly beside: readonly StixObject[] } | { readonly name: string; readonly pattern: string; readonly patternType: 'stix' | 'sigma'; /** Whose it is, and under which terms. */ readonly terms: string }
export type TellingHunt = {
  readonly id: string; readonly asked: Asked | undefined; readonly tlp: Tlp; readonly at: Date; readonly done: boolean; readonly oneBody: boolean
  /** Every file was read, and all that was asked can stand in a line. */
  readonly whole: boolean
  /** Days from the first to the last line that was asked, and of how many bodies. */
  readonly over: { readonly bodies: number; readonly from: string; readonly to: string } | undefined
  readonly hits: number
  /** At bodies where a person took up what was met. `waiting`: at so many nobody has looked yet. */
  readonly real: Seen | undefined
  readonly waiting: number
  /** Of several things that were asked at once: which one this is. */
  readonly key?: string
  /** Its own level: it is told under that one, or a stricter. */
  readonly floor?: Tlp | null
}
export type Telling = Omit<TellingHunt, 'tlp' | 'at'>

export function lackOf(hunt: Telling): HuntLack | null {
  if (!hunt.done) return 'unfinished'
  if (!hunt.asked) return hunt.key === undefined ? 'several' : 'unsayable'
  if (hunt.real) return null
  if (hunt.hits > 0) return hunt.waiting > 0 ? 'unjudged' : 'false'
  // That something was not seen is said of the region, and only of what was looked at whole.
  if (hunt.oneBody) return 'one_body'
  return !hunt.over ? 'nothing_asked' : hunt.whole ? null : 'not_whole'
}

const DAY_MS = 86_400_000

/** Of all that was asked: why nothing can be told of any of it. What can be told of one is, whatever becomes of the others. */
export function lackOfAll(parts: readonly Telling[]): HuntLack | null {
  const lacks = new Set(parts.map(lackOf))
  return lacks.has(null) ? null : ORDER.find((one) => lacks.has(one)) ?? 'several'
}
/** What somebody can do something about comes first. */
const ORDER: readonly HuntLack[] = ['unfinished', 'unjudged', 'false', 'one_body', 'not_whole', 'nothing_asked', 'unsayable', 'several']

/** Each by itself, under its own level where that is stricter: what was asked beside it says nothing of it. */
export function huntsOf(parts: readonly Telling[], tlp: Tlp, at: Date, maker: Maker): ToldObjects | undefined {
  const told = parts.flatMap((one) => huntOf({ ...one, tlp: one.floor ? stricter(tlp, one.floor) : tlp, at }, maker) ?? [])
  return told.length === 0 ? undefined : { own: told.flatMap((one) => one.own), beside: [...new Map(told.flatMap((one) => one.beside).map((one) => [one.id, one])).values()] }
}
/** As its sighting will say it; null: nothing. */
export function saysOf(hunt: Telling, at: Date): { readonly count: number; readonly from: string; readonly to: string } | null {
  if (lackOf(hunt) !== null) return null
  return hunt.real ? { count: roundedCount(hunt.real.hits), ...roundedDays(hunt.real, at) } : { count: 0, from: hunt.over!.from, to: hunt.over!.to }
}

export function huntOf(hunt: TellingHunt, maker: Maker): ToldObjects | undefined {
  const { asked } = hunt
  if (!asked || lackOf(hunt) !== null) return undefined
  const open = openlyBy(maker)
  const at = hunt.at.toISOString()
  const terms = 'terms' in asked && asked.terms !== '' ? [statementMarking(asked.terms, maker.since)] : []
  const which = hunt.key === undefined ? [] : [hunt.key]
  const by = { spec_version: '2.1', created_by_ref: open.maker.id, created: at, modified: at }
  const level = tlpMarking(hunt.tlp)
  const indicator: StixObject | undefined = 'id' in asked ? undefined : 'indicator' in asked ? asked.indicator : {
    type: 'indicator', id: deterministicId('indicator', maker.url, 'hunt', hunt.id, ...which), ...by, object_marking_refs: [level.id, ...terms.map((one) => one.id)], name: asked.name.slice(0, 500), indicator_types: ['malicious-activity'],
    pattern: asked.pattern, pattern_type: asked.patternType, ...(asked.patternType === 'stix' ? { pattern_version: '2.1' } : {}), valid_from: at,
  }
  const sighting: StixObject = {
    type: 'sighting', id: deterministicId('sighting', maker.url, 'hunt', hunt.id, ...which), ...by, object_marking_refs: [level.id], ...(hunt.real ? seenIn('logs that are kept', hunt.real, hunt.at) : notSeen(hunt.over!)),
    sighting_of_ref: 'id' in asked ? asked.id : indicator!.id, where_sighted_refs: [open.maker.id],
  }
  return { own: [...(indicator ? [indicator] : []), sighting], beside: [level, ...terms, ...marksOf(open), ...('indicator' in asked ? asked.beside : [])] }
}
/** Of the days that were asked nothing is rounded: they are the same for all bodies together. */
function notSeen({ bodies, from, to }: NonNullable<TellingHunt['over']>) {
  const [days, many] = [Math.round((startOf(to) - startOf(from)) / DAY_MS) + 1, roundedBodies(bodies)]
  return saidOf(0, { from, to }, `Not seen in ${days} ${days === 1 ? 'day' : 'days'} over the logs of ${many === 0 ? `fewer than ${BODIES_LEAST}` : `at least ${many}`} bodies.`)
}
