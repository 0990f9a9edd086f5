/** Events that leave a store: of what may leave, and with no more said of it than the store says. */
import { beginning, levels, type Json, type Level, type StixObject } from '#engines/stix/index.ts'
import { headOf, isDefinition, makerOf, rebuilt, type Head, type Maker } from './convert.ts'
import { emit } from './emit.ts'
import { extensionOf, parsed, textOfJson } from './extension.ts'
import { entryOf } from './feed.ts'
import { keep } from './kept.ts'
import { levelOf } from './levels.ts'
import type { MispEvent } from './types.ts'
import { list, textOf, uuidOf, type Found } from './values.ts'

/** `maker`: who is named where the objects name nobody. `seconds`: the newest moment of what belongs to the report. `tlp`: the level at which the store keeps the report. */
export type Leaving = { readonly report: StixObject; readonly maker: Maker; readonly seconds: number; readonly tlp: Level }

/**
 * The event of a report and of those objects of it that may leave. One that came as an event is that event again, without the parts that stay.
 * Clusters, organisations and observables are shared between events: a store that has another word for one changes no event.
 */
export function eventOf(leaving: Leaving, objects: readonly StixObject[]): MispEvent {
  const { report, tlp } = leaving, event = extensionOf(report)?.['misp_event'] === undefined ? undefined : rebuilt(report, objects)
  if (!event) return marked(keep(wrapHead(leaving, objects), [report, ...objects]), tlp)
  const expected = new Map(emit(rebuilt(report, objects, true)!).map((one) => [one.id, one])), here = new Set([report, ...objects].map((one) => one.id))
  const foreign = [report, ...objects].filter((one) => {
    const made = expected.get(one.id)
    // Between what leaves and what stays nothing is told.
    if ([one['source_ref'], one['target_ref'], one['sighting_of_ref']].some((ref) => typeof ref === 'string' && !here.has(ref))) return false
    return made ? made['modified'] !== beginning && made['created'] !== undefined && bare(made) !== bare(one) : extensionOf(one) === undefined && !isDefinition(one)
  })
  const statements = foreign.length > 0 ? objects.filter((one) => one.type === 'marking-definition' && !expected.has(one.id)) : []
  // Whoever wrote the report: a file has the name of its event.
  const named = uuidOf(event['uuid']) === report.id.slice(-36) ? event : { ...event, uuid: report.id.slice(-36) }
  return marked(foreign.length > 0 ? keep(named, [...foreign, ...statements]) : named, tlp)
}

/** Loose objects in one event. */
export const looseEvent = (head: Head, objects: readonly StixObject[], tlp: Level): MispEvent => marked(keep(headOf(head), objects), tlp)

/** The line of a manifest, without the objects of the event. */
export function manifestEntry(leaving: Leaving, objects: readonly StixObject[]): Json {
  const head = parsed(extensionOf(leaving.report)?.['misp_event'])
  return entryOf(marked(typeof head === 'object' && head !== null && !Array.isArray(head) ? (head as MispEvent) : wrapHead(leaving, objects), leaving.tlp))
}
export const looseEntry = (head: Head, tlp: Level): Json => entryOf(marked(headOf(head), tlp))

const wrapHead = ({ report, maker, seconds }: Leaving, objects: readonly StixObject[]): MispEvent => headOf({
  uuid: report.id.slice(-36), orgc: makerOf(report, objects) ?? maker, info: textOf(report['name']).trim() || 'STIX 2.1', date: (textOf(report['published']) || textOf(report['created']) || new Date(seconds * 1000).toISOString()).slice(0, 10), seconds,
})

/** Versions and markings are the store's; what is left of a report are its words, since of what it names a part may stay. */
function bare(object: StixObject): string {
  const { created: _, modified: __, object_marking_refs: ___, ...rest } = object
  return textOfJson(rest.type === 'report' ? { ...(rest as Found), object_refs: [], extensions: extensionOf(object)?.['misp_event'] ?? null } : (rest as Found))
}

/** Where the store is stricter than the event says of itself, the event says it too. Nothing is said of what nobody marked. */
function marked(event: MispEvent, tlp: Level): MispEvent {
  const said = levelOf(event)
  return tlp === 'clear' || (said !== null && levels.indexOf(said) <= levels.indexOf(tlp)) ? event : { ...event, Tag: [...list(event['Tag']), { name: `tlp:${tlp}` }] }
}
