import { sha1 } from '@noble/hashes/legacy.js'
import canonicalize from 'canonicalize'
import type { Json } from '../types.ts'
import { contributing, preferred } from './contributing.data.ts'
import { isRecord } from './types.ts'

/** STIX 2.1 section 2.9: the namespace of observables. */
const observables = '00abedb4-aa42-466c-9c01-fed23315a9b7'
/** Ours: what is made from something else has the same identifier each time it is made. */
const own = 'd5e3600c-c8fc-488a-882b-34c547d86144'

/** An identifier of ours: equal parts give an equal one, on any machine and at any time. */
export const deterministicId = (type: string, ...parts: readonly Json[]): string => `${type}--${uuid5(own, canonical([type, ...parts]) ?? JSON.stringify([type, ...parts]))}`

/** The identifier that STIX gives to an observable; undefined for other objects, for one without the properties that make it, and for texts that are not Unicode. */
export function observableId(object: { readonly [property: string]: Json }): string | undefined {
  const type = object['type']
  if (typeof type !== 'string' || !Object.hasOwn(contributing, type)) return undefined
  const parts: Record<string, Json> = {}
  for (const name of contributing[type]!) {
    const value = object[name]
    if (value === undefined || value === null) continue
    parts[name] = name === 'hashes' && isRecord(value) ? oneHash(value) : value
  }
  const text = Object.keys(parts).length === 0 ? undefined : canonical(parts)
  return text === undefined ? undefined : `${type}--${uuid5(observables, text)}`
}

/** RFC 4122, version 5: of a name in a namespace. */
export function uuid5(namespace: string, name: string): string {
  const space = Uint8Array.from(namespace.replaceAll('-', '').match(/../g)!, (byte) => Number.parseInt(byte, 16))
  const text = new TextEncoder().encode(name)
  const bytes = new Uint8Array(space.length + text.length)
  bytes.set(space)
  bytes.set(text, space.length)
  const hash = sha1(bytes)
  hash[6] = (hash[6]! & 0x0f) | 0x50
  hash[8] = (hash[8]! & 0x3f) | 0x80
  const hex = Array.from(hash.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** RFC 8785; undefined where it has no form: half a surrogate pair, a number that is none. */
export function canonical(value: Json): string | undefined {
  try { return canonicalize(value) } catch { return undefined }
}

function oneHash(hashes: { readonly [name: string]: Json }): Json {
  const name = preferred.find((one) => Object.hasOwn(hashes, one)) ?? Object.keys(hashes).sort()[0]
  return name === undefined ? {} : { [name]: hashes[name]! }
}
