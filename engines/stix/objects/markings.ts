import type { Json } from '../types.ts'
import { deterministicId } from './ids.ts'
import { olderMarkings, tlpExtension, tlpMarkings } from './tlp.data.ts'
import { isRecord, levels, type Level, type StixObject } from './types.ts'

/** `unknown` are references that nobody could read: whoever decides who may see the object must treat them as a refusal. */
export type Markings = { readonly tlp: Level | null; readonly known: readonly string[]; readonly unknown: readonly string[] }
/** Gives a marking definition by its identifier, from the same bundle or from the store. */
export type LookUp = (id: string) => { readonly [property: string]: Json } | undefined

/** What marks an object, whole or in part: the strictest of all counts for the whole. */
export function markingsOf(object: { readonly [property: string]: Json }, lookUp: LookUp = () => undefined): Markings {
  const known: string[] = [], unknown: string[] = []
  let tlp: Level | null = null
  for (const ref of new Set(refs(object).map((one) => (typeof one === 'string' ? one : null)))) {
    const level = ref === null ? undefined : levelOf(ref, lookUp)
    if (level === undefined) { unknown.push(ref ?? '?'); continue }
    known.push(ref!)
    if (level !== null && (tlp === null || levels.indexOf(level) < levels.indexOf(tlp))) tlp = level
  }
  return { tlp, known, unknown }
}

/** Null when nothing that could be read says a level; ask `markingsOf` whether something could not. */
export const tlpOf = (object: { readonly [property: string]: Json }, lookUp?: LookUp): Level | null => markingsOf(object, lookUp).tlp

/** What all of these may be told under together: the strictest; RED where nobody could read a marking. Null when none says a level. */
export function safeLevelOf(objects: readonly { readonly [property: string]: Json }[], lookUp?: LookUp): Level | null {
  const said = objects.map((one) => markingsOf(one, lookUp))
  return said.some(({ unknown }) => unknown.length > 0) ? 'red' : levels.find((level) => said.some(({ tlp }) => tlp === level)) ?? null
}

/** The definition of a level, as OASIS published it. */
export const tlpMarking = (level: Level): StixObject => ({
  type: 'marking-definition', spec_version: '2.1', id: tlpMarkings[level], created: '2022-10-01T00:00:00.000Z', name: `TLP:${level.toUpperCase()}`,
  extensions: { [tlpExtension]: { extension_type: 'property-extension', tlp_2_0: level } },
})

/** A sentence that goes with objects: a licence, a condition. The same text of the same moment has the same identifier. */
export const statementMarking = (text: string, created: string): StixObject => ({
  type: 'marking-definition', spec_version: '2.1', id: deterministicId('marking-definition', 'statement', text, created), created,
  definition_type: 'statement', definition: { statement: text },
})

function* refs(object: { readonly [property: string]: Json }): Generator<Json> {
  const whole = object['object_marking_refs']
  if (Array.isArray(whole)) yield* whole
  else if (whole !== undefined) yield null
  const parts = object['granular_markings']
  if (Array.isArray(parts)) {
    // One that only names a language marks nothing.
    for (const part of parts) if (!isRecord(part) || part['marking_ref'] !== undefined || part['lang'] === undefined) yield isRecord(part) ? part['marking_ref'] ?? null : null
  } else if (parts !== undefined) yield null
}

/** Null for a marking that is known and is no TLP; undefined for one that nobody knows, or whose level is no level. */
function levelOf(ref: string, lookUp: LookUp): Level | null | undefined {
  const fixed = levels.find((level) => tlpMarkings[level] === ref) ?? (Object.hasOwn(olderMarkings, ref) ? olderMarkings[ref]! : undefined)
  if (fixed !== undefined) return fixed
  const marking = lookUp(ref)
  if (!marking || marking['type'] !== 'marking-definition') return undefined
  const kind = marking['definition_type'], definition = marking['definition'], extensions = marking['extensions']
  if (typeof kind === 'string' && kind.toLowerCase() === 'tlp') return isRecord(definition) ? read(definition['tlp'] ?? definition['TLP']) : undefined
  if (isRecord(extensions)) for (const one of Object.values(extensions)) if (isRecord(one) && one['tlp_2_0'] !== undefined) return read(one['tlp_2_0'])
  // A level that is only in the name is a level too.
  const name = marking['name']
  return typeof name === 'string' && /^TLP:/i.test(name) ? read(name) : null
}

function read(value: Json | undefined): Level | undefined {
  const word = typeof value === 'string' ? value.toLowerCase().replace(/^tlp:/, '').trim() : ''
  return word === 'white' ? 'clear' : levels.find((level) => level === word)
}
