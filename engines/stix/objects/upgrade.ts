/** STIX 2.0 to 2.1. What is 2.1 already comes back as it was; unknown properties and custom types are kept. Deterministic. */
import type { Json } from '../types.ts'
import { relations, since21 } from './check/domain.data.ts'
import { measure } from './check/size.ts'
import { objectTables, observableTables } from './check/table.ts'
import { deterministicId, observableId } from './ids.ts'
import { isRecord, type StixObject } from './types.ts'

/** Where 2.1 keeps what 2.0 said in `labels`. */
const kinds: Readonly<Record<string, string>> = { 'indicator': 'indicator_types', 'malware': 'malware_types', 'report': 'report_types', 'threat-actor': 'threat_actor_types', 'tool': 'tool_types' }

/** Whether it is of STIX 2.0: it says so, or it says no version and is of a kind that had none then. Observables of 2.1 need no version, and have no times. */
export function isOlder(object: { readonly [property: string]: Json }): object is StixObject {
  const version = object['spec_version']
  if (version === '2.1') return false
  const type = object['type']
  return typeof type === 'string' && typeof object['id'] === 'string' && !Object.hasOwn(observableTables, type)
    && (version === '2.0' || (version === undefined && typeof object['created'] === 'string' && object['extensions'] === undefined && !since21.includes(type)))
}

/** One object may become several: the observables inside an observed-data stand alone in 2.1. Problems are not told here: `checkObject` does. */
export function upgradeObject(object: StixObject): StixObject[] {
  if (object['spec_version'] === '2.1' || Object.hasOwn(observableTables, object.type) || measure(object)) return [object]
  const { labels, ...rest } = object
  const upgraded: Record<string, Json> = { ...rest, spec_version: '2.1' }
  const to = Object.hasOwn(kinds, object.type) ? kinds[object.type]! : undefined
  if (labels !== undefined) upgraded[to !== undefined && upgraded[to] === undefined ? to : 'labels'] = labels
  if (object.type === 'indicator' && upgraded['pattern_type'] === undefined) upgraded['pattern_type'] = 'stix'
  // 2.0 did not tell a family from a sample: most were families, and a family needs no sample.
  if (object.type === 'malware' && upgraded['is_family'] === undefined) upgraded['is_family'] = true
  if (object.type === 'observed-data' && isRecord(object['objects'])) return released(object, upgraded)
  return [upgraded as StixObject]
}

/** A bundle of 2.1 carries no version: its objects do. */
export function upgradeBundle(bundle: { readonly [name: string]: Json }): { readonly [name: string]: Json } {
  const { spec_version: _, objects, ...rest } = bundle
  if (!Array.isArray(objects)) return { ...rest, ...(objects === undefined ? {} : { objects }) }
  const seen = new Set<string>()
  const all = objects.flatMap((one: Json): Json[] => (isRecord(one) && typeof one['type'] === 'string' && typeof one['id'] === 'string' ? upgradeObject(one as StixObject) : [one]))
  // An address that was in ten observations is one object now.
  return { ...rest, objects: all.filter((one) => {
    if (!isRecord(one) || typeof one['id'] !== 'string' || Object.hasOwn(objectTables, String(one['type'])) || relations.includes(String(one['type']))) return true
    const key = JSON.stringify(one)
    return !seen.has(key) && seen.add(key)
  }) }
}

function released(object: StixObject, upgraded: Record<string, Json>): StixObject[] {
  const inside = object['objects'] as { readonly [name: string]: Json }
  if (Object.values(inside).some((one) => !isRecord(one) || typeof one['type'] !== 'string')) return [upgraded as StixObject]
  const ids: Record<string, string> = {}, made: Record<string, StixObject> = {}
  /** What an object names comes first: its own identifier may be made of theirs. A circle is cut by an identifier of ours. */
  const make = (name: string, open: readonly string[]): string => {
    if (ids[name] !== undefined) return ids[name]
    const one = inside[name] as { readonly [property: string]: Json }, type = one['type'] as string
    if (open.includes(name) || open.length > 50) return ids[name] = deterministicId(type, object.id, name)
    const whole = replaced(one, (ref) => (Object.hasOwn(inside, ref) ? make(ref, [...open, name]) : ref)) as StixObject
    const id = ids[name] ?? (ids[name] = observableId(whole) ?? deterministicId(type, object.id, name))
    made[name] = { ...whole, type, spec_version: '2.1', id }
    return id
  }
  for (const name of Object.keys(inside)) make(name, [])
  for (const name of Object.keys(inside)) made[name] ??= { ...(replaced(inside[name]!, (ref) => ids[ref] ?? ref) as StixObject), spec_version: '2.1', id: ids[name]! }
  const { objects: _, ...rest } = upgraded
  const markings = object['object_marking_refs']
  const observables = Object.values(made).map((one) => (markings === undefined ? one : { ...one, object_marking_refs: markings }))
  return [...observables, { ...rest, object_refs: [...new Set(observables.map((one) => one.id))] } as unknown as StixObject]
}

/** `_ref` and `_refs` at any depth, by the name that they had inside. */
function replaced(value: Json, by: (ref: string) => string): Json {
  if (Array.isArray(value)) return value.map((one: Json) => replaced(one, by))
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => {
    if (name.endsWith('_ref') && typeof one === 'string') return [name, by(one)]
    if (name.endsWith('_refs') && Array.isArray(one)) return [name, one.map((ref: Json) => (typeof ref === 'string' ? by(ref) : ref))]
    return [name, replaced(one, by)]
  }))
}
