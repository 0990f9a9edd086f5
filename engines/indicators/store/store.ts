import { makeFound, type Found } from './found.ts'
import { kindOf, makeForm, URL_, V4, V6, type Form } from '../form/classes.ts'
import { showV4, showV6 } from '../form/address.ts'
import type { Indicator, Kind, Origin } from '../types.ts'
import { emptyRanges, type Ranges } from './ranges.ts'

/**
 * Millions of indicators without an object for any of them. An indicator is a record in one arena, its id the word where it begins:
 *   word 0 next of its chain (equal keys), 0 at the end · word 1 kind and class in the upper byte, origin in the lower three
 *   2 bytes length of the key, upper bit: bounds follow · the key · bounds as two words of seconds, 0 none
 * A hash table leads to the newest record of each key. So a hit touches one line of the table and one of the arena.
 */
export type Store = {
  /** Records made, those taken out included. */
  count: number
  removed: number
  words: Uint32Array
  bytes: Uint8Array
  /** First free word. */
  free: number
  /** Pairs: hash of 32 bits, record. */
  slots: Int32Array
  keys: number
  /** One bit a hash, by its upper bits: most questions end here, in two megabytes. */
  bits: Uint32Array
  bitShift: number
  /** Triples: v4 address, record of it alone, latest address:port of it. Its own table: small enough to stay near the processor. */
  v4: Uint32Array
  v4Keys: number
  readonly origins: Origin[]
  readonly originIds: Map<string, number>
  /** Sources whose indicators do not count. */
  readonly withdrawn: Set<string>
  readonly withdrawnOrigins: Set<number>
  readonly ranges4: Ranges<number>
  readonly ranges6: Ranges<string>
  /** How many URLs and bare paths there are: questions that nobody can answer are not asked. */
  urls: number
  paths: number
  readonly form: Form
  readonly found: Found
  readonly scratch: Uint8Array
}

export const MAX_ORIGINS = 1 << 24

export function createStore(): Store {
  const words = new Uint32Array(16384)
  return {
    count: 0, removed: 0, words, bytes: new Uint8Array(words.buffer), free: 1, slots: new Int32Array(4096), keys: 0, bits: new Uint32Array(1024), bitShift: 17,
    v4: new Uint32Array(1536), v4Keys: 0, origins: [], originIds: new Map(), withdrawn: new Set(), withdrawnOrigins: new Set(),
    ranges4: emptyRanges(), ranges6: emptyRanges(), urls: 0, paths: 0, form: makeForm(), found: makeFound(), scratch: new Uint8Array(16384),
  }
}

/** Bytes in use; the arrays are up to twice as long, untouched. */
export const storeBytes = (store: Store): number => store.free * 4 + store.slots.byteLength + store.bits.byteLength + store.v4.byteLength

export function originId(store: Store, origin: Origin): number {
  const key = JSON.stringify([origin.source, origin.confidence, origin.tlp, origin.category ?? null, origin.family ?? null])
  const known = store.originIds.get(key)
  if (known !== undefined) return known
  const id = store.origins.length
  if (id >= MAX_ORIGINS) throw new RangeError('more than 16,777,216 different origins in one store')
  const { validFrom: _from, validUntil: _until, ...kept } = origin
  store.origins.push(kept)
  store.originIds.set(key, id)
  if (store.withdrawn.has(origin.source)) store.withdrawnOrigins.add(id)
  return id
}

/** A new record with these bytes, in no table yet. */
export function append(store: Store, what: number, key: Uint8Array, from: number, to: number, origin: number, bounds: Bounds | undefined): number {
  const length = to - from
  const size = (10 + length + 3 >> 2) + (bounds ? 2 : 0)
  while (store.free + size > store.words.length) {
    const words = new Uint32Array(store.words.length * 2)
    words.set(store.words)
    store.words = words
    store.bytes = new Uint8Array(words.buffer)
  }
  const id = store.free, bytes = store.bytes
  store.words[id + 1] = what * 0x1000000 + origin
  let at = id * 4 + 8
  bytes[at++] = length
  bytes[at++] = (length >> 8) | (bounds ? 128 : 0)
  for (let i = from; i < to; i++) bytes[at++] = key[i]!
  store.free += size
  store.count++
  if (bounds) setBounds(store, id, bounds)
  return id
}

/** Seconds; 0: none. */
export type Bounds = { readonly from: number; readonly until: number }
export function boundsOf(validity: { readonly validFrom?: number; readonly validUntil?: number } | undefined): Bounds | undefined {
  if (validity?.validFrom === undefined && validity?.validUntil === undefined) return undefined
  return { from: seconds(validity.validFrom), until: seconds(validity.validUntil) }
}
const seconds = (ms: number | undefined): number => (ms === undefined ? 0 : Math.min(0xffffffff, Math.max(1, Math.ceil(ms / 1000))))

export const nextOf = (store: Store, id: number): number => store.words[id]!
export const whatOf = (store: Store, id: number): number => store.words[id + 1]! >>> 24
export const originOf = (store: Store, id: number): number => store.words[id + 1]! & 0xffffff
export const classAt = (store: Store, id: number): number => whatOf(store, id) & 15
export const kindAt = (store: Store, id: number): Kind => kindOf[whatOf(store, id) >> 4]!
export const lengthOf = (store: Store, id: number): number => store.bytes[id * 4 + 8]! | ((store.bytes[id * 4 + 9]! & 127) << 8)
export const startOf = (id: number): number => id * 4 + 10
export const hasBounds = (store: Store, id: number): boolean => store.bytes[id * 4 + 9]! >= 128
const boundsAt = (store: Store, id: number): number => id + ((10 + lengthOf(store, id) + 3) >> 2)
export function setBounds(store: Store, id: number, bounds: Bounds): void {
  const at = boundsAt(store, id)
  store.words[at] = bounds.from
  store.words[at + 1] = bounds.until
}
/** Where the next record begins. */
export const afterOf = (store: Store, id: number): number => boundsAt(store, id) + (hasBounds(store, id) ? 2 : 0)
/** Kind 0: taken out. The record stays in its chain, for those behind it. */
export const takeOut = (store: Store, id: number): void => {
  store.words[id + 1] = classAt(store, id) * 0x1000000 + originOf(store, id)
  store.removed++
}

/** Whether it counts at this moment: not taken out, its source not withdrawn, begun and not past. */
export function holds(store: Store, id: number, now: number): boolean {
  if (whatOf(store, id) < 16) return false
  if (store.withdrawnOrigins.size > 0 && store.withdrawnOrigins.has(originOf(store, id))) return false
  if (!hasBounds(store, id)) return true
  const at = boundsAt(store, id), until = store.words[at + 1]!
  return store.words[at]! * 1000 <= now && (until === 0 || now < until * 1000)
}

/** The port of an address:port, 0 when it has none. */
export function portAt(store: Store, id: number): number {
  const at = startOf(id) + (classAt(store, id) === V4 ? 4 : 16)
  return store.bytes[at]! * 256 + store.bytes[at + 1]!
}
/** The address:port of the same v4 address that was added before this one; 0: none. */
export const sisterOf = (store: Store, id: number): number => v4At(store.bytes, startOf(id) + 6)
export function setSister(store: Store, id: number, sister: number): void {
  for (let byte = 0; byte < 4; byte++) store.bytes[startOf(id) + 6 + byte] = sister >>> (24 - byte * 8)
}
const v4At = (bytes: Uint8Array, at: number) => ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0

/** The record as people read it. @param value where it is known what the record's bytes say */
export function indicatorAt(store: Store, id: number, value?: string): Indicator {
  const { source, confidence, tlp, category, family } = store.origins[originOf(store, id)]!
  const at = hasBounds(store, id) ? boundsAt(store, id) : 0
  const validFrom = at > 0 && store.words[at]! > 0 ? store.words[at]! * 1000 : undefined
  const validUntil = at > 0 && store.words[at + 1]! > 0 ? store.words[at + 1]! * 1000 : undefined
  return { id, kind: kindAt(store, id), value: value ?? valueAt(store, id), source, confidence, tlp, category, family, validFrom, validUntil }
}

export function valueAt(store: Store, id: number): string {
  const from = startOf(id), bytes = store.bytes
  const to = from + lengthOf(store, id)
  switch (classAt(store, id)) {
    case V4: return withPort(showV4(v4At(bytes, from)), portAt(store, id))
    case V6: {
      const port = portAt(store, id)
      return port > 0 ? withPort(`[${showV6(bytes, from)}]`, port) : showV6(bytes, from)
    }
    case URL_: return text(bytes, from, to).replace(/^\[([0-9a-f]{32})\]/, (_all, digits: string) => `[${showV6(Uint8Array.from(digits.match(/../g)!, (two) => Number.parseInt(two, 16)))}]`)
    default: {
      const kind = whatOf(store, id) >> 4
      return kind >= 7 && kind <= 10 ? bytes.slice(from, to).reduce((all, byte) => all + (byte + 256).toString(16).slice(1), '') : text(bytes, from, to)
    }
  }
}
const withPort = (address: string, port: number) => (port > 0 ? `${address}:${port}` : address)

/** Short ASCII is the rule: building it is quicker than a decoder's call. */
function text(bytes: Uint8Array, from: number, to: number): string {
  let out = ''
  for (let i = from; i < to; i++) {
    if (bytes[i]! >= 128) return new TextDecoder().decode(bytes.subarray(from, to))
    out += String.fromCharCode(bytes[i]!)
  }
  return out
}
