/** Objects of STIX that MISP has no word for: kept whole in text attributes of an event, and taken out of it again. */
import { canonical, deterministicId, isRecord, safeLevelOf, type Json, type LookUp, type StixObject } from '#engines/stix/index.ts'
import { parsed, textOfJson } from './extension.ts'
import { valuesAlone } from './pattern.ts'
import type { MispEvent } from './types.ts'
import { list, records, textOf, type Found } from './values.ts'

/** Kept in the event: an object of STIX that MISP has no word for. The second says that the event had no list of attributes before. */
const keptComment = 'STIX 2.1 object', aloneComment = 'STIX 2.1 object (first attribute)'

export function keep(event: MispEvent, objects: readonly StixObject[]): MispEvent {
  const alone = !Array.isArray(event['Attribute']), lookUp = lookUpIn(objects)
  return { ...event, Attribute: [...list(event['Attribute']), ...objects.flatMap((object, at) => partsOf(object, alone && at === 0, lookUp))] }
}

/** The kept object, then values that a MISP user would look for: they belong to it, and go when it goes. */
function partsOf(object: StixObject, alone: boolean, lookUp: LookUp): [Found, ...Found[]] {
  const text = textOfJson(object), uuid = deterministicId('x', 'misp-kept', text).slice(3), tags = tagged(object, lookUp)
  const kept = { uuid, type: 'text', category: 'Other', to_ids: false, distribution: '0', comment: alone ? aloneComment : keptComment, value: text, ...tags }
  return [kept, ...derivedOf(object, (type, value, category = 'Network activity', detects = false) => (typeof value !== 'string' || value === '' ? [] : [{
    uuid: deterministicId('x', 'misp-derived', uuid, type, value).slice(3), type, category, to_ids: detects, distribution: '0', comment: `of ${object.id}`, value, ...tags,
  }]))]
}

/** The definitions of markings that are kept in the same event. */
function lookUpIn(objects: readonly StixObject[]): LookUp {
  const definitions = new Map(objects.filter((one) => one.type === 'marking-definition').map((one) => [one.id, one]))
  return (id) => definitions.get(id)
}
/** The level goes along. A marking that the event does not explain counts as red: whoever reads it cannot look it up. */
function tagged(object: StixObject, lookUp: LookUp): Found {
  const level = safeLevelOf([object], lookUp)
  return level === null ? {} : { Tag: [{ name: `tlp:${level}` }] }
}

type As = (type: string, value: Json | undefined, category?: string, detects?: boolean) => Found[]
function derivedOf(object: StixObject, as: As): Found[] {
  switch (object.type) {
    case 'ipv4-addr': case 'ipv6-addr': return as('ip-dst', object['value'])
    case 'domain-name': return as('domain', object['value'])
    case 'url': return as('url', object['value'])
    case 'email-addr': return as('email', object['value'])
    case 'mutex': return as('mutex', object['name'], 'Artifacts dropped')
    case 'indicator': {
      // What is revoked is told, and detects nothing any more.
      const pattern = textOf(object['pattern']), detects = object['revoked'] !== true
      if (object['pattern_type'] !== 'stix' && object['pattern_type'] !== undefined) return []
      const alone = valuesAlone(pattern)
      return alone ? alone.flatMap(({ type, value }) => as(type, value, categoryOf(type), detects)) : as('stix2-pattern', pattern, 'Payload delivery', detects)
    }
    case 'vulnerability': return as('vulnerability', object['name'], 'External analysis')
    case 'file': {
      const hashes = isRecord(object['hashes']) ? object['hashes'] : {}
      return [...as('md5', hashes['MD5'], 'Payload delivery'), ...as('sha1', hashes['SHA-1'], 'Payload delivery'), ...as('sha256', hashes['SHA-256'], 'Payload delivery'), ...as('filename', object['name'], 'Payload delivery')]
    }
    default: return []
  }
}

/** Takes the kept objects out of an event, with what was made of them and nobody has changed. */
export function keptOf(event: MispEvent): { readonly rest: MispEvent; readonly objects: StixObject[] } {
  const objects: StixObject[] = [], gone = new Set<string>()
  let alone = false
  const all = records(event['Attribute']).flatMap((attribute) => {
    const object = attribute['comment'] === keptComment || attribute['comment'] === aloneComment ? parsed(attribute['value']) : undefined
    return isRecord(object) && typeof object['type'] === 'string' && typeof object['id'] === 'string' ? [{ attribute, object: object as StixObject }] : []
  })
  const lookUp = lookUpIn(all.map((one) => one.object))
  for (const { attribute, object } of all) {
    const isFirst = attribute['comment'] === aloneComment
    const [kept, ...derived] = partsOf(object, isFirst, lookUp)
    // Only what is exactly as it was written is ours to take away.
    if (!same(kept, attribute)) continue
    objects.push(object)
    alone ||= isFirst
    for (const each of [attribute, ...derived]) gone.add(textOfJson(each))
  }
  if (objects.length === 0) return { rest: event, objects }
  const left = list(event['Attribute']).filter((one) => !gone.has(textOfJson(one)))
  const { Attribute: _, ...others } = event
  return { rest: left.length === 0 && alone ? others : { ...event, Attribute: left }, objects }
}

const categoryOf = (type: string): string => (/^(?:md5|sha|filename)/.test(type) ? 'Payload delivery' : type === 'mutex' ? 'Artifacts dropped' : 'Network activity')
export const same = (a: Json, b: Json): boolean => (canonical(a) ?? JSON.stringify(a)) === (canonical(b) ?? JSON.stringify(b))
