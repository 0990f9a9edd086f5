/** Between an event and objects of STIX, both ways, losing nothing. */
import { compareVersions, deterministicId, isRecord, versionOf, type Json, type StixObject } from '#engines/stix/index.ts'
import { emit } from './emit.ts'
import { extensionOf, parsed, textOfJson } from './extension.ts'
import { keep, keptOf, same } from './kept.ts'
import { ATTRIBUTES_MOST, type MispEvent } from './types.ts'
import { list, textOf, uuidOf } from './values.ts'

/** Objects of STIX 2.1 of an event. What came from STIX and was kept comes out as it was. */
export function toStix(event: MispEvent): StixObject[] {
  const { rest, objects } = keptOf(event)
  if (objects.length === 0) return emit(event)
  if (same(wrap(objects), event)) return objects
  const kept = new Set(objects.map((one) => one.id))
  return [...emit(rest).filter((one) => !kept.has(one.id)).map((one) => (one.type === 'report' ? withRefs(one, objects) : one)), ...objects]
}
/** What an event keeps belongs to it; not what carries a part of an event already, its own or another's. */
const withRefs = (report: StixObject, objects: readonly StixObject[]): StixObject => ({ ...report, object_refs: [...new Set([...list(report['object_refs']), ...objects.filter((one) => !isDefinition(one) && !extensionOf(one)).map((one) => one.id)])] })
export const isDefinition = ({ type }: StixObject): boolean => type === 'marking-definition' || type === 'extension-definition'

/** The event of objects. Those that `toStix` makes of an event become that event again; all others are kept whole in attributes. */
export function fromStix(objects: readonly StixObject[]): MispEvent {
  const report = objects.find((one) => one.type === 'report' && extensionOf(one)?.['misp_event'] !== undefined)
  const event = report && rebuilt(report, objects)
  if (!event) return wrap(objects)
  const made = emit(event), expected = new Map(made.map((one) => [one.id, textOfJson(one)]))
  // Of an identifier that is foreign once, all versions are kept.
  const ids = new Set(objects.filter((one) => expected.get(one.id) !== textOfJson(one)).map((one) => one.id))
  const others = objects.filter((one) => ids.has(one.id) && one !== report), mine = made.find((one) => one.id === report!.id)
  // A report that names them, as `toStix` writes it, is made again; one that does not is kept as it is.
  if (mine && others.every((one) => one.id !== mine.id) && same(withRefs(mine, others), report)) ids.delete(mine.id)
  else if (others.length > 0) ids.add(report.id)
  const foreign = objects.filter((one) => ids.has(one.id))
  return foreign.length === 0 ? event : keep(event, foreign)
}

/** @param holes what is not here leaves its place empty. */
export function rebuilt(report: StixObject, objects: readonly StixObject[], holes = false): MispEvent | undefined {
  const own = extensionOf(report)!, head = parsed(own['misp_event']), rest = parsed(own['misp_rest'])
  if (!isRecord(head) || !isRecord(rest)) return undefined
  const event: Record<string, Json> = { ...head }
  const mine = new Set(list(report['object_refs']))
  for (const [name, key] of [['Attribute', 'misp_attribute'], ['Object', 'misp_object']] as const) {
    if (!Array.isArray(rest[name])) continue
    const all: [number, Json][] = (rest[name] as readonly Json[]).flatMap((one): [number, Json][] => (Array.isArray(one) && typeof one[0] === 'number' && one[1] !== undefined ? [[one[0], one[1]]] : []))
    for (const object of objects) {
      const found = mine.has(object.id) ? extensionOf(object) : undefined, raw = parsed(found?.[key])
      if (raw !== undefined && typeof found!['misp_at'] === 'number') all.push([found!['misp_at'], raw])
    }
    all.sort((a, b) => a[0] - b[0])
    event[name] = all.flatMap(([at, raw], i) => [...(holes ? Array<Json>(at > ATTRIBUTES_MOST ? 0 : Math.max(0, Math.trunc(at - (i === 0 ? 0 : all[i - 1]![0] + 1)))).fill(null) : []), raw])
  }
  return event
}

/** An event around objects that came from no event: what MISP has words for stands beside, made anew each time. */
function wrap(objects: readonly StixObject[]): MispEvent {
  const report = objects.find((one) => one.type === 'report' || one.type === 'grouping')
  const newest = objects.map(versionOf).reduce((a, b) => (compareVersions(a, b) >= 0 ? a : b), '1970-01-01T00:00:00.000Z')
  const time = Date.parse(newest), seconds = Number.isFinite(time) ? Math.floor(time / 1000) : 0
  const uuid = deterministicId('x', 'misp-event', objects.map((one) => textOfJson(one))).slice(3)
  const orgc = makerOf(report, objects) ?? { name: 'unknown', uuid: deterministicId('x', 'misp-maker').slice(3) }
  return keep(headOf({ uuid, orgc, info: textOf(report?.['name']).trim() || 'STIX 2.1', date: new Date(seconds * 1000).toISOString().slice(0, 10), seconds }), objects)
}

export type Maker = { readonly name: string; readonly uuid: string }
export function makerOf(report: StixObject | undefined, objects: readonly StixObject[]): Maker | undefined {
  const maker = objects.find((one) => one.type === 'identity' && one.id === report?.['created_by_ref']), uuid = uuidOf(maker?.id.slice(-36))
  return maker && uuid ? { name: textOf(maker['name']).trim() || 'unknown', uuid } : undefined
}
export type Head = { readonly uuid: string; readonly orgc: Maker; readonly info: string; readonly date: string; readonly seconds: number }
export const headOf = ({ uuid, orgc, info, date, seconds }: Head): MispEvent => ({ uuid, Orgc: orgc, info, date, timestamp: String(seconds), published: false, analysis: '0', threat_level_id: '4', distribution: '0' })
