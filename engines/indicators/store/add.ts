import { HASH, KIND, MAIL, NAME, NONE, PATH, RANGE, URL_, V4, V6, type Form } from '../form/classes.ts'
import { readForm } from '../form/read.ts'
import type { Kind, ProblemCode } from '../types.ts'
import { hashLeft, hashRight } from './hash.ts'
import { readRange } from './range.ts'
import { addRange } from './ranges.ts'
import { append, boundsOf, hasBounds, nextOf, originOf, portAt, setBounds, setSister, takeOut, whatOf, type Store } from './store.ts'
import { find, link, linkV4, slotV4 } from './table.ts'

export type Added = 'added' | 'repeated' | ProblemCode
export type Validity = { readonly validFrom?: number; readonly validUntil?: number }

/**
 * One value from bytes, canonical, into the store. `kind` says what the source calls it: a host name is then only itself (`hostname`),
 * a bare host is a URL (`url`); otherwise a contradiction is a problem. The same value of the same origin again: its bounds are renewed.
 */
export function addBytes(store: Store, bytes: Uint8Array, from: number, to: number, kind: Kind | undefined, origin: number, validity?: Validity): Added {
  if (to - from > 2048) return 'too-long'
  const form = store.form
  const found = readForm(bytes, from, to, form)
  if (found === NONE || kind === 'range' || ((found === URL_ || found === NAME) && form.host !== NAME)) {
    const range = readRange(bytes, from, to)
    if (range === 'too-wide') return range
    if (range) return addTo(store, range, origin, validity, kind)
    if (kind === 'range' && found !== V4 && found !== V6) return 'unreadable'
  }
  if (found === NONE) return looksLikeRegex(bytes, from, to) ? 'regex' : 'unreadable'
  if ((found === URL_ || found === PATH) && looksLikeRegex(bytes, from, to)) return 'regex'
  if (found === PATH && form.end === 0) return 'too-wide'
  const own = kindNumber(form, found, kind)
  if (own === 0) return 'kind-differs'
  if (form.host === NAME && found !== MAIL && form.end === form.hostEnd && !hasDot(form)) return 'too-wide'
  return place(store, form, found, own, origin, validity)
}

export function addText(store: Store, text: string, kind: Kind | undefined, origin: number, validity?: Validity): Added {
  const bytes = new TextEncoder().encode(text)
  return addBytes(store, bytes, 0, bytes.length, kind, origin, validity)
}

function place(store: Store, form: Form, found: number, kind: number, origin: number, validity: Validity | undefined): Added {
  // A URL that is nothing but its host stands with the host, where the address and the name are asked for anyway.
  const bare = found === URL_ && form.end === form.hostEnd && (form.port === 0 || form.host !== NAME)
  const klass = bare ? form.host : found === NAME && form.port > 0 ? URL_ : found
  if (klass === V4 || klass === V6) return placeAddress(store, form, klass, kind, origin, validity)
  const to = klass === URL_ && form.port > 0 ? withPort(form, store.scratch) : klass === NAME ? form.hostEnd : form.end
  const key = klass === URL_ && form.port > 0 ? store.scratch : form.key
  const hash = klass === NAME ? hashRight(key, 0, to, NAME) : hashLeft(key, 0, to, klass)
  const head = find(store, hash, klass, key, 0, to)
  const what = kind * 16 + klass
  const known = head > 0 ? inChain(store, head, what, origin, -1) : 0
  const outcome = known > 0 ? renew(store, known, validity) : 'added'
  if (outcome === 'repeated') return outcome
  if (klass === URL_) store.urls++
  if (klass === PATH) store.paths++
  const id = append(store, what, key, 0, to, origin, boundsOf(validity))
  link(store, hash, id, head)
  return outcome === 'renewed' ? 'repeated' : outcome
}

/** An address alone is a key of four or sixteen bytes; an address:port of v4 is one of six, and knows the one added before it on its address. */
function placeAddress(store: Store, form: Form, klass: number, kind: number, origin: number, validity: Validity | undefined): Added {
  const key = store.scratch, size = klass === V4 ? 4 : 16
  if (klass === V4) { key[0] = form.v4 >>> 24; key[1] = form.v4 >>> 16; key[2] = form.v4 >>> 8; key[3] = form.v4 } else key.set(form.v6)
  key[size] = form.port >> 8
  key[size + 1] = form.port & 255
  const alone = klass === V4 && form.port === 0
  const length = klass === V6 ? 16 : 6
  const hash = alone ? 0 : hashLeft(key, 0, length, klass)
  const head = alone ? store.v4[slotV4(store, form.v4) + 1]! : find(store, hash, klass, key, 0, length)
  const what = kind * 16 + klass
  const known = head > 0 ? inChain(store, head, what, origin, klass === V6 ? form.port : -1) : 0
  const outcome = known > 0 ? renew(store, known, validity) : 'added'
  if (outcome === 'repeated') return outcome
  const sister = klass === V4 && !alone
  const id = append(store, what, key, 0, sister ? 10 : size + 2, origin, boundsOf(validity))
  if (klass === V4) {
    const before = linkV4(store, form.v4, id, !alone)
    if (sister) setSister(store, id, before)
  }
  if (!alone) link(store, hash, id, head)
  return outcome === 'renewed' ? 'repeated' : outcome
}

function addTo(store: Store, range: NonNullable<Exclude<ReturnType<typeof readRange>, 'too-wide'>>, origin: number, validity: Validity | undefined, kind: Kind | undefined): Added {
  if (kind !== undefined && kind !== 'range' && kind !== 'ip') return 'kind-differs'
  const key = new TextEncoder().encode(range.text)
  const hash = hashLeft(key, 0, key.length, RANGE)
  const head = find(store, hash, RANGE, key, 0, key.length)
  const what = KIND.range * 16 + RANGE
  const known = head > 0 ? inChain(store, head, what, origin, -1) : 0
  const outcome = known > 0 ? renew(store, known, validity) : 'added'
  if (outcome === 'repeated') return outcome
  const id = append(store, what, key, 0, key.length, origin, boundsOf(validity))
  link(store, hash, id, head)
  if (range.version === 4) addRange(store.ranges4, range.first, range.last, id)
  else addRange(store.ranges6, range.first, range.last, id)
  return outcome === 'renewed' ? 'repeated' : outcome
}

/** Longest walk for a repetition: a value that a thousand sources repeat must not make the load quadratic. */
const CHAIN_LOOK = 64
function inChain(store: Store, head: number, what: number, origin: number, port: number): number {
  for (let at = head, seen = 0; at > 0 && seen < CHAIN_LOOK; at = nextOf(store, at), seen++) {
    const id = at
    if (whatOf(store, id) !== what || originOf(store, id) !== origin) continue
    if (port >= 0 && portAt(store, id) !== port) continue
    return id
  }
  return 0
}

/** New bounds for a record that has room for them; one without is taken out and made anew, though counted as a repetition by no one else. */
function renew(store: Store, known: number, validity: Validity | undefined): 'repeated' | 'renewed' {
  const bounds = boundsOf(validity)
  if (!bounds && !hasBounds(store, known)) return 'repeated'
  if (hasBounds(store, known)) { setBounds(store, known, bounds ?? { from: 0, until: 0 }); return 'repeated' }
  takeOut(store, known)
  return 'renewed'
}

/** Host, `:port`, path. */
export function withPort(form: Form, into: Uint8Array): number {
  const text = `:${form.port}`
  into.set(form.key.subarray(0, form.hostEnd))
  for (let i = 0; i < text.length; i++) into[form.hostEnd + i] = text.charCodeAt(i)
  into.set(form.key.subarray(form.hostEnd, form.end), form.hostEnd + text.length)
  return form.end + text.length
}

function kindNumber(form: Form, found: number, asked: Kind | undefined): number {
  switch (found) {
    case HASH: {
      const own = form.end === 16 ? KIND.md5 : form.end === 20 ? KIND.sha1 : form.end === 32 ? KIND.sha256 : KIND.sha512
      return asked === undefined || KIND[asked] === own ? own : 0
    }
    case MAIL: return asked === undefined || asked === 'email' ? KIND.email : 0
    case PATH: case URL_: return asked === undefined || asked === 'url' ? KIND.url : 0
    case NAME:
      if (asked === 'url') return KIND.url
      if (form.port > 0) return asked === undefined || asked === 'endpoint' ? KIND.endpoint : 0
      return asked === 'hostname' ? KIND.hostname : asked === undefined || asked === 'domain' ? KIND.domain : 0
    default:
      if (asked === 'url') return KIND.url
      if (form.port > 0) return asked === undefined || asked === 'endpoint' ? KIND.endpoint : 0
      return asked === undefined || asked === 'ip' || asked === 'range' ? KIND.ip : 0
  }
}

/** Signs of an expression that no plain value has: a backslash, `^` first, `$` last, `[a-z]`, `(a|b)`, `{2,3}` after a bracket. */
export function looksLikeRegex(bytes: Uint8Array, from: number, to: number): boolean {
  if (bytes[from] === 94 || bytes[to - 1] === 36) return true
  let bar = false
  for (let i = from; i < to; i++) {
    const c = bytes[i]!
    if (c === 92) return true
    if (c === 124) bar = true
    if (c === 40) bar = false
    if (c === 41 && bar) return true
    if (c === 91 && i + 4 < to && bytes[i + 2] === 45 && bytes[i + 4] !== undefined && (bytes[i + 4] === 93 || hasByte(bytes, 93, i + 4, to))) return true
    if (c === 93 && (bytes[i + 1] === 123 || bytes[i + 1] === 43 || bytes[i + 1] === 42) && i + 1 < to) return true
  }
  return false
}
const hasByte = (bytes: Uint8Array, byte: number, from: number, to: number) => { for (let i = from; i < to; i++) if (bytes[i] === byte) return true; return false }
const hasDot = (form: Form) => hasByte(form.key, 46, 0, form.hostEnd)
