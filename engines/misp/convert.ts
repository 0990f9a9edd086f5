/** Between an event and objects of STIX, both ways, losing nothing. */
import { canonical, compareVersions, deterministicId, isRecord, markingsOf, versionOf, type Json, type StixObject } from '#engines/stix/index.ts'
import { emit } from './emit.ts'
import { extensionOf, parsed, textOfJson } from './extension.ts'
import type { MispEvent } from './types.ts'
import { list, records, textOf, uuidOf, type Found } from './values.ts'

/** Kept in the event: an object of STIX that MISP has no word for. The second says that the event had no list of attributes before. */
const keptComment = 'STIX 2.1 object', aloneComment = 'STIX 2.1 object (first attribute)'

/** Objects of STIX 2.1 of an event. What came from STIX and was kept comes out as it was. */
export function toStix(event: MispEvent): StixObject[] {
  const { rest, objects } = keptOf(event)
  if (objects.length === 0) return emit(event)
  if (same(wrap(objects), event)) return objects
  const kept = new Set(objects.map((one) => one.id))
  return [...emit(rest).filter((one) => !kept.has(one.id)), ...objects]
}

/** The event of objects. Those that `toStix` makes of an event become that event again; all others are kept whole in attributes. */
export function fromStix(objects: readonly StixObject[]): MispEvent {
  const report = objects.find((one) => one.type === 'report' && extensionOf(one)?.['misp_event'] !== undefined)
  const event = report && rebuilt(report, objects)
  if (!event) return wrap(objects)
  const expected = new Map(emit(event).map((one) => [one.id, textOfJson(one)]))
  // Of an identifier that is foreign once, all versions are kept.
  const ids = new Set(objects.filter((one) => expected.get(one.id) !== textOfJson(one)).map((one) => one.id))
  const foreign = objects.filter((one) => ids.has(one.id))
  return foreign.length === 0 ? event : keep(event, foreign)
}

function rebuilt(report: StixObject, objects: readonly StixObject[]): MispEvent | undefined {
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
    event[name] = all.sort((a, b) => a[0] - b[0]).map(([, raw]) => raw)
  }
  return event
}

/** An event around objects that came from no event: what MISP has words for stands beside, made anew each time. */
function wrap(objects: readonly StixObject[]): MispEvent {
  const report = objects.find((one) => one.type === 'report' || one.type === 'grouping')
  const newest = objects.map(versionOf).reduce((a, b) => (compareVersions(a, b) >= 0 ? a : b), '1970-01-01T00:00:00.000Z')
  const time = Date.parse(newest), seconds = Number.isFinite(time) ? Math.floor(time / 1000) : 0
  const uuid = deterministicId('x', 'misp-event', objects.map((one) => textOfJson(one))).slice(3)
  const maker = objects.find((one) => one.type === 'identity' && one.id === report?.['created_by_ref'])
  const orgc = { name: textOf(maker?.['name']).trim() || 'unknown', uuid: uuidOf(maker?.id.slice(-36)) ?? deterministicId('x', 'misp-maker').slice(3) }
  return keep({ uuid, Orgc: orgc, info: textOf(report?.['name']).trim() || 'STIX 2.1', date: new Date(seconds * 1000).toISOString().slice(0, 10), timestamp: String(seconds), published: false, analysis: '0', threat_level_id: '4', distribution: '0' }, objects)
}

function keep(event: MispEvent, objects: readonly StixObject[]): MispEvent {
  const alone = !Array.isArray(event['Attribute'])
  return { ...event, Attribute: [...list(event['Attribute']), ...objects.flatMap((object, at) => [keptAs(object, alone && at === 0), ...derivedOf(object)])] }
}

const keptAs = (object: StixObject, alone: boolean): Found => ({
  uuid: deterministicId('x', 'misp-kept', textOfJson(object)).slice(3), type: 'text', category: 'Other', to_ids: false, distribution: '0', comment: alone ? aloneComment : keptComment, value: textOfJson(object), ...tagged(object),
})

/** The level goes along. A marking that this object alone does not explain counts as red: whoever reads the event cannot look it up. */
function tagged(object: StixObject): Found {
  const { tlp, unknown } = markingsOf(object)
  const level = unknown.length > 0 ? 'red' : tlp
  return level === null ? {} : { Tag: [{ name: `tlp:${level}` }] }
}

/** Values that a MISP user would look for. They belong to the kept object, and go when it goes. */
function derivedOf(object: StixObject): Found[] {
  const as = (type: string, value: Json | undefined, category = 'Network activity'): Found[] => (typeof value !== 'string' || value === '' ? [] : [{
    uuid: deterministicId('x', 'misp-derived', textOfJson(object), type, value).slice(3), type, category, to_ids: false, distribution: '0', comment: `of ${object.id}`, value, ...tagged(object),
  }])
  switch (object.type) {
    case 'ipv4-addr': case 'ipv6-addr': return as('ip-dst', object['value'])
    case 'domain-name': return as('domain', object['value'])
    case 'url': return as('url', object['value'])
    case 'email-addr': return as('email', object['value'])
    case 'mutex': return as('mutex', object['name'], 'Artifacts dropped')
    case 'indicator': return object['pattern_type'] === 'stix' || object['pattern_type'] === undefined ? as('stix2-pattern', object['pattern'], 'Payload delivery') : []
    case 'vulnerability': return as('vulnerability', object['name'], 'External analysis')
    case 'file': {
      const hashes = isRecord(object['hashes']) ? object['hashes'] : {}
      return [...as('md5', hashes['MD5'], 'Payload delivery'), ...as('sha1', hashes['SHA-1'], 'Payload delivery'), ...as('sha256', hashes['SHA-256'], 'Payload delivery'), ...as('filename', object['name'], 'Payload delivery')]
    }
    default: return []
  }
}

/** Takes the kept objects out of an event, with what was made of them and nobody has changed. */
function keptOf(event: MispEvent): { readonly rest: MispEvent; readonly objects: StixObject[] } {
  const objects: StixObject[] = [], gone = new Set<string>()
  let alone = false
  for (const attribute of records(event['Attribute'])) {
    if (attribute['comment'] !== keptComment && attribute['comment'] !== aloneComment) continue
    const object = parsed(attribute['value'])
    if (!isRecord(object) || typeof object['type'] !== 'string' || typeof object['id'] !== 'string') continue
    const one = object as StixObject, isFirst = attribute['comment'] === aloneComment
    // Only what is exactly as it was written is ours to take away.
    if (!same(keptAs(one, isFirst), attribute)) continue
    objects.push(one)
    alone ||= isFirst
    for (const each of [attribute, ...derivedOf(one)]) gone.add(textOfJson(each))
  }
  if (objects.length === 0) return { rest: event, objects }
  const left = list(event['Attribute']).filter((one) => !gone.has(textOfJson(one)))
  const { Attribute: _, ...others } = event
  return { rest: left.length === 0 && alone ? others : { ...event, Attribute: left }, objects }
}

const same = (a: Json, b: Json): boolean => (canonical(a) ?? JSON.stringify(a)) === (canonical(b) ?? JSON.stringify(b))
