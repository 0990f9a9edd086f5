/** The values of a list as indicators of STIX 2.1, and what was seen of them as sightings. A body at which something was seen is never named. */
import type { Indicator, Kind } from '#engines/indicators/index.ts'
import { deterministicId, openlyBy, relationOf, statementMarking, tlpMarking, type Maker, type StixObject } from '#engines/stix/index.ts'
import { stricter, tlps, type Tlp } from '#platform/contract/tlp.ts'
import type { ToldObjects } from '../../contract-told.ts'
import { patternOf, phaseOf } from './pattern.ts'
import { seenIn, type Seen } from './rounded.ts'

export type TellingList = {
  readonly id: string; readonly name: string; readonly source: string; readonly licence: string; readonly tlp: Tlp; readonly confidence: number; readonly days: number | null
  /** Ours; else somebody else's, whose name and terms go with it. */
  readonly own: boolean
  /** Of the text in force. */
  readonly at: Date
}
type Value = Pick<Indicator, 'kind' | 'value' | 'confidence' | 'tlp' | 'category' | 'family' | 'validFrom' | 'validUntil'>
const DAY_MS = 86_400_000
const said = (ms: number): string => new Date(ms).toISOString()
export const indicatorIdOf = (url: string, listId: string, kind: Kind | string, value: string): string => deterministicId('indicator', url, listId, kind, value)

export function indicatorsOf(list: TellingList, values: readonly Value[], maker: Maker, now: Date): ToldObjects & { /** By kind and value. */ readonly byValue: ReadonlyMap<string, StixObject> } {
  const open = openlyBy(maker)
  const terms = list.licence ? [statementMarking(`${list.own ? maker.name : list.source}: ${list.licence}`, maker.since)] : []
  const theirs: StixObject | undefined = list.own ? undefined : { ...open.maker, id: deterministicId('identity', maker.url, 'source', list.source), name: list.source }
  const by = theirs ?? open.maker
  const levels = new Set<Tlp>()
  const [own, byValue] = [[] as StixObject[], new Map<string, StixObject>()]
  const families = new Map<string, StixObject>()
  for (const one of values.toSorted((a, b) => (a.kind === b.kind ? (a.value < b.value ? -1 : 1) : a.kind < b.kind ? -1 : 1))) {
    const pattern = patternOf(one.kind, one.value)
    const [from, until] = [one.validFrom ?? list.at.getTime(), one.validUntil ?? (list.days === null ? undefined : list.at.getTime() + list.days * DAY_MS)]
    if (pattern === undefined || !isMoment(from) || (until !== undefined && (!isMoment(until) || until <= from || until <= now.getTime()))) continue
    const tlp = stricter(list.tlp, one.tlp)
    levels.add(tlp)
    const times = { spec_version: '2.1', created_by_ref: by.id, created: list.at.toISOString(), modified: list.at.toISOString(), object_marking_refs: [tlpMarking(tlp).id, ...terms.map((mark) => mark.id)] }
    const phase = phaseOf(one.category)
    const indicator: StixObject = {
      type: 'indicator', id: indicatorIdOf(maker.url, list.id, one.kind, one.value), ...times, name: one.value.slice(0, 500), indicator_types: ['malicious-activity'], pattern, pattern_type: 'stix', pattern_version: '2.1', valid_from: said(from), ...(until === undefined ? {} : { valid_until: said(until) }),
      confidence: one.confidence, ...(one.category ? { labels: [one.category] } : {}), ...(phase ? { kill_chain_phases: [{ kill_chain_name: 'lockheed-martin-cyber-kill-chain', phase_name: phase }] } : {}),
      ...(theirs ? { external_references: [{ source_name: list.source, description: list.licence }] } : {}),
    }
    own.push(indicator)
    byValue.set(`${one.kind} ${one.value}`, indicator)
    if (!one.family) continue
    const key = `${one.family.toLowerCase()} ${tlp}`
    const family = families.get(key) ?? { type: 'malware', id: deterministicId('malware', maker.url, list.id, one.family.toLowerCase(), tlp), ...times, name: one.family, is_family: true }
    if (!families.has(key)) own.push(family)
    families.set(key, family)
    own.push(relationOf(indicator.id, 'indicates', family.id, times))
  }
  return { own, byValue, beside: own.length === 0 ? [] : [...tlps.filter((level) => levels.has(level)).map(tlpMarking), ...marksOf(open), ...terms, ...(theirs ? [theirs] : [])] }
}
export const marksOf = (open: ReturnType<typeof openlyBy>): StixObject[] => [open.clear, open.licence, open.maker]
/** What a moment of STIX can say. */
const isMoment = (ms: number): boolean => ms >= 0 && ms < 253_402_300_800_000

export type SeenValue = Seen & { readonly kind: string; readonly value: string; readonly tlp: Tlp; /** Kinds of body that are common enough to hide one. */ readonly kinds: readonly string[] }
/** Of values that `indicators` tells: a sighting without its indicator says nothing. Both go together. `now`: when it is told, which is the only hour in it. */
export function sightingsOf(list: Pick<TellingList, 'id'>, seen: readonly SeenValue[], indicators: ReturnType<typeof indicatorsOf>, maker: Maker, now: Date): ToldObjects {
  const [open, at] = [openlyBy(maker), now.toISOString()]
  const [own, beside] = [[] as StixObject[], new Map<string, StixObject>()]
  const levels = new Set<Tlp>()
  const needed = new Set<string>()
  for (const one of seen) {
    const indicator = indicators.byValue.get(`${one.kind} ${one.value}`)
    if (!indicator) continue
    const level = tlps.find((tlp) => (indicator['object_marking_refs'] as readonly string[]).includes(tlpMarking(tlp).id)) ?? 'red'
    const tlp = stricter(level, one.tlp)
    levels.add(tlp)
    needed.add(indicator.id)
    const where = one.kinds.toSorted().map(open.kindOfBody)
    for (const kind of where) beside.set(kind.id, kind)
    own.push({
      type: 'sighting', id: deterministicId('sighting', maker.url, list.id, one.kind, one.value), spec_version: '2.1', created_by_ref: open.maker.id, created: at, modified: at, object_marking_refs: [tlpMarking(tlp).id],
      ...seenIn('logs as they came in', one, now), sighting_of_ref: indicator.id, ...(where.length > 0 ? { where_sighted_refs: where.map((kind) => kind.id) } : {}),
    })
  }
  if (own.length === 0) return { own, beside: [] }
  return { own: [...indicators.own.filter((one) => needed.has(one.id)), ...own], beside: [...indicators.beside, ...tlps.filter((tlp) => levels.has(tlp)).map(tlpMarking), ...beside.values(), ...marksOf(open)] }
}
