/** An event as STIX 2.1. Deterministic: the same event gives the same objects, on any machine. */
import { beginning, checkObject, deterministicId, levels, markingsOf, tlpMarking, type Level, type Json, type StixObject } from '#engines/stix/index.ts'
import { definitions, extension, textOfJson } from './extension.ts'
import { clustersOf } from './galaxies.ts'
import { levelsOf, levelsWithin, strictestOf } from './levels.ts'
import { observablesOf, patternOf } from './pattern.ts'
import type { MispEvent } from './types.ts'
import { list, momentOf, records, textOf, uuidOf, type Found } from './values.ts'

type Out = { readonly objects: Map<string, StixObject>; readonly byUuid: Map<string, string> }
type Around = { readonly event: MispEvent; readonly by: string; readonly moment: string; readonly date: string; readonly levels: readonly Level[] }

export function emit(event: MispEvent): StixObject[] {
  const out: Out = { objects: new Map(definitions.map((one) => [one.id, one])), byUuid: new Map() }
  const orgc = organisationOf(event)
  addShared(out, orgc, markingRefs(out, levelsOf(event)))
  const moment = momentOf(event['timestamp']) ?? momentOf(event['date']) ?? beginning
  const date = momentOf(event['date']) ?? moment
  const around: Around = { event, by: orgc.id, moment, date: date < moment ? date : moment, levels: levelsOf(event) }
  const rest: Record<string, Json> = {}
  // What stays in the report counts for its marking: it may be stricter than the event.
  const stays: Level[] = [...around.levels]
  for (const name of ['Attribute', 'Object'] as const) {
    const all = event[name]
    if (!Array.isArray(all)) continue
    rest[name] = all.flatMap((raw: Json, at): Json[] => {
      const carried = typeof raw === 'object' && raw !== null && !Array.isArray(raw) && (name === 'Attribute' ? carry(out, around, raw as Found, [raw as Found], at, 'misp_attribute') : carry(out, around, raw as Found, records((raw as Found)['Attribute']), at, 'misp_object'))
      if (!carried) levelsWithin(raw, stays)
      return carried ? [] : [[at, raw]]
    })
  }
  const named = markingRefs(out, levelsWithin(event['Galaxy'], [...around.levels]))
  for (const cluster of clustersOf(event)) addShared(out, cluster, named)
  references(out, around)
  const { Attribute: attributes, Object: objects, ...head } = event
  const whole: Found = { ...head, ...(attributes !== undefined && !Array.isArray(attributes) ? { Attribute: attributes } : {}), ...(objects !== undefined && !Array.isArray(objects) ? { Object: objects } : {}) }
  const markings = markingRefs(out, levelsWithin(whole, stays))
  const uuid = uuidOf(event['uuid']), info = textOf(event['info']).trim(), tags = names(event)
  const report: StixObject = {
    type: 'report', spec_version: '2.1', id: uuid ? `report--${uuid}` : deterministicId('report', 'misp', textOfJson(event)), created_by_ref: orgc.id, created: around.date, modified: moment, name: info === '' ? 'MISP event' : textOf(event['info']),
    published: momentOf(event['publish_timestamp']) ?? moment, report_types: ['threat-report'], ...(tags.length > 0 ? { labels: tags } : {}),
    object_refs: [...out.objects.keys()].filter((id) => !/^(?:marking|extension)-definition--/.test(id) && id !== definitions[0]!.id), ...markings,
    extensions: extension({ misp_event: textOfJson(whole), misp_rest: textOfJson(rest) }),
  }
  return [...out.objects.values(), report]
}

/** True when one object could be made that carries this attribute or object of MISP. */
function carry(out: Out, around: Around, raw: Found, attributes: readonly Found[], at: number, as: string): boolean {
  const wanted = attributes.filter((one) => one['to_ids'] === true && one['deleted'] !== true)
  const made = patternOf(wanted.length > 0 || as === 'misp_object' ? wanted : attributes.filter((one) => one['to_ids'] === true))
  const moment = momentOf(raw['timestamp']) ?? around.moment, created = around.date < moment ? around.date : moment
  // The strictest of event and element: a tag that says less on a part opens nothing.
  const markings = markingRefs(out, levelsWithin(raw, [...around.levels]))
  const kept = { [as]: textOfJson(raw), misp_at: at }
  const name = textOf(raw['comment']).trim(), first = momentOf(raw['first_seen'])
  const shared = { spec_version: '2.1', created_by_ref: around.by, created, modified: moment, ...(names(raw).length > 0 ? { labels: names(raw) } : {}), ...(raw['deleted'] === true ? { revoked: true } : {}), ...markings, extensions: extension(kept) }
  /** @returns its identifier; undefined: it would be no valid object. */
  const put = (type: string, rest: Found): string | undefined => {
    const object: StixObject = { type, id: idFor(out, type, around.event, raw, at, as), ...shared, ...rest }
    if (!checkObject(object).valid) return undefined
    add(out, object)
    // One uuid may stand twice in an event that is broken: the first is meant.
    for (const uuid of [raw, ...attributes].map((one) => uuidOf(one['uuid']))) if (uuid !== undefined && !out.byUuid.has(uuid)) out.byUuid.set(uuid, object.id)
    for (const of of [raw, ...(as === 'misp_object' ? attributes : [])]) for (const cluster of clustersOf(of)) { addShared(out, cluster, markings); relate(out, around, object.id, type === 'indicator' && cluster.type !== 'course-of-action' ? 'indicates' : 'related-to', cluster.id, moment, markings) }
    return object.id
  }
  const indicator = made && put('indicator', { ...(name === '' ? {} : { description: name }), name: textOf(raw['name'] ?? raw['value']).slice(0, 200) || 'MISP', ...made, valid_from: first ?? moment })
  if (indicator !== undefined) {
    sightings(out, around, [raw, ...(as === 'misp_object' ? attributes : [])], indicator, markings)
    return true
  }
  const only = as === 'misp_attribute' && textOf(raw['type']) === 'vulnerability' ? textOf(raw['value']).trim() : ''
  if (only !== '' && put('vulnerability', { name: only, ...(/^CVE-\d{4}-\d+$/.test(only) ? { external_references: [{ source_name: 'cve', external_id: only }] } : {}) }) !== undefined) return true
  const observables = [...new Map(attributes.flatMap(observablesOf).filter((one) => checkObject(one).valid).map((one) => [one.id, one])).values()]
  if (observables.length === 0) return false
  const last = momentOf(raw['last_seen']), from = first ?? moment
  if (put('observed-data', { first_observed: from, last_observed: last !== undefined && last >= from ? last : from, number_observed: 1, object_refs: observables.map((one) => one.id) }) === undefined) return false
  for (const one of observables) addObservable(out, one, markings)
  return true
}

const add = (out: Out, object: StixObject): void => { if (!out.objects.has(object.id)) out.objects.set(object.id, object) }

/** Who made an event and whom it names is told no more widely than the event. Named twice, it bears the level of the wider telling: it is known by that one. */
function addShared(out: Out, object: StixObject, markings: Found): void {
  const before = out.objects.get(object.id)
  if (!before) { out.objects.set(object.id, { ...object, ...markings }); return }
  if (before['object_marking_refs'] === undefined || definitions.some((one) => one.id === object.id)) return
  const rank = (of: Found): number => { const level = markingsOf(of).tlp; return level === null ? levels.length : levels.indexOf(level) }
  if (rank(markings) > rank(before)) out.objects.set(object.id, { ...object, ...markings })
}

/** A value that stands twice bears the markings of both. */
function addObservable(out: Out, object: StixObject, markings: Found): void {
  const refs = [...new Set([...list(out.objects.get(object.id)?.['object_marking_refs']), ...list(markings['object_marking_refs'])])]
  out.objects.set(object.id, { ...object, ...(refs.length > 0 ? { object_marking_refs: refs } : {}) })
}

function idFor(out: Out, type: string, event: MispEvent, raw: Found, at: number, as: string): string {
  const uuid = uuidOf(raw['uuid']), wanted = uuid === undefined ? undefined : `${type}--${uuid}`
  return wanted !== undefined && !out.objects.has(wanted) ? wanted : deterministicId(type, 'misp', textOf(event['uuid']), as, at, textOfJson(raw))
}

function organisationOf(event: MispEvent): StixObject {
  const [orgc] = records([event['Orgc'] ?? null]), name = textOf(orgc?.['name']).trim(), uuid = uuidOf(orgc?.['uuid'])
  return { type: 'identity', spec_version: '2.1', id: uuid ? `identity--${uuid}` : deterministicId('identity', 'misp', name), created: beginning, modified: beginning, name: name === '' ? 'unknown' : name, identity_class: 'organization' }
}

function relate(out: Out, around: Around, source: string, verb: string, target: string, moment: string, markings: Found, uuid?: string): void {
  const id = uuid && !out.objects.has(`relationship--${uuid}`) ? `relationship--${uuid}` : deterministicId('relationship', source, verb, target)
  add(out, { type: 'relationship', spec_version: '2.1', id, created_by_ref: around.by, created: moment, modified: moment, relationship_type: verb, source_ref: source, target_ref: target, ...markings })
}

function references(out: Out, around: Around): void {
  for (const object of records(around.event['Object'])) for (const one of records(object['ObjectReference'])) {
    const source = out.byUuid.get(uuidOf(object['uuid']) ?? ''), target = out.byUuid.get(uuidOf(one['referenced_uuid']) ?? '')
    if (source === undefined || target === undefined) continue
    const verb = textOf(one['relationship_type']).toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '')
    const marked = [source, target].flatMap((id) => list(out.objects.get(id)?.['object_marking_refs']))
    relate(out, around, source, verb === '' ? 'related-to' : verb, target, momentOf(one['timestamp']) ?? around.moment, marked.length > 0 ? { object_marking_refs: [...new Set(marked)] } : {}, uuidOf(one['uuid']))
  }
}

/** MISP's type 0: it was seen. The others (false positive, expiry) are no sighting in STIX, and stay with the attribute. */
function sightings(out: Out, around: Around, attributes: readonly Found[], indicator: string, markings: Found): void {
  for (const [at, one] of attributes.flatMap((attribute) => records(attribute['Sighting'])).entries()) {
    const seen = momentOf(one['date_sighting'])
    if (textOf(one['type'] ?? 0) !== '0' || seen === undefined) continue
    const uuid = uuidOf(one['uuid']), [who] = records([one['Organisation'] ?? null])
    const org = who && organisationOf({ Orgc: who })
    if (org) addShared(out, org, markings)
    const id = uuid && !out.objects.has(`sighting--${uuid}`) ? `sighting--${uuid}` : deterministicId('sighting', indicator, at, seen)
    add(out, { type: 'sighting', spec_version: '2.1', id, created_by_ref: around.by, created: seen, modified: seen, first_seen: seen, last_seen: seen, count: 1, sighting_of_ref: indicator, ...(org ? { where_sighted_refs: [org.id] } : {}), ...markings })
  }
}

const names = (of: Found): string[] => [...new Set(records(of['Tag']).map((tag) => textOf(tag['name'])).filter((name) => name.trim() !== ''))]
function markingRefs(out: Out, marked: readonly Level[]): Found {
  const level = strictestOf(marked)
  if (level === null) return {}
  const marking = tlpMarking(level)
  add(out, marking)
  return { object_marking_refs: [marking.id] }
}
