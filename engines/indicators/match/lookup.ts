import { MAX_KEY, NAME, NONE, V4, type Form } from '../form/classes.ts'
import { readForm } from '../form/read.ts'
import { refang } from '../form/refang.ts'
import type { Found } from '../store/found.ts'
import { indicatorAt, type Store } from '../store/store.ts'
import type { Hit } from '../types.ts'
import { ask } from './ask.ts'

const nothing: readonly Hit[] = Object.freeze([])

/** Which indicators speak of this value at this moment, and why. The kind of the value is read off it; a defanged one is refanged. */
export function lookup(store: Store, value: string, now: number): readonly Hit[] {
  const { form, found } = store
  const plain = readPlain(value, form)
  if (!plain && readText(store, value) === NONE) return nothing
  found.count = 0
  ask(store, form, now, found)
  return hitsOf(store, found, plain && form.class === NAME && found.count > 0 ? value.toLowerCase() : undefined)
}

/** @param name a host name that was asked for: an indicator that is the same one need not be read from its bytes. */
export function hitsOf(store: Store, found: Found, name?: string): readonly Hit[] {
  if (found.count === 0) return nothing
  const hits: Hit[] = []
  for (let at = 0; at < found.count; at++) {
    const reason = found.why[at]!
    hits.push({ indicator: indicatorAt(store, found.ids[at]!, reason === 'same' ? name : undefined), reason })
  }
  return hits
}

function readText(store: Store, value: string): number {
  const text = refang(value.length > MAX_KEY ? value.slice(0, MAX_KEY) : value)
  const { written } = new TextEncoder().encodeInto(text, store.scratch)
  return readForm(store.scratch, 0, written, store.form)
}

/**
 * Nine questions in ten are a plain name or a plain v4 address, with or without a port: read in one pass over the text.
 * False for everything else, and for whatever is not quite in order: `readForm` judges that.
 */
export function readPlain(value: string, form: Form): boolean {
  const length = value.length
  if (length < 4 || length > 253) return false
  const first = value.charCodeAt(0)
  if (first >= 48 && first <= 57 && readPlainV4(value, form)) return true
  const key = form.key
  let label = 0, dots = 0, letters = false
  for (let i = 0; i < length; i++) {
    let c = value.charCodeAt(i)
    if (c === 46) {
      if (label === 0) return false
      label = 0; letters = false; dots++
    } else {
      if (c >= 65 && c <= 90) c |= 32
      if (c >= 97 && c <= 122) letters = true
      else if (c === 45) letters = true
      else if (c === 95) letters = true
      else if (c < 48 || c > 57) return false
      if (++label > 63) return false
    }
    key[i] = c
  }
  if (dots === 0 || label === 0 || !letters) return false
  form.class = form.host = NAME
  form.port = form.seen = 0
  form.hostEnd = form.end = length
  form.url = false
  return true
}

function readPlainV4(value: string, form: Form): boolean {
  let address = 0, part = 0, digits = 0, dots = 0, i = 0
  for (; i < value.length; i++) {
    const c = value.charCodeAt(i)
    if (c === 46) {
      if (digits === 0 || dots === 3) return false
      address = address * 256 + part
      part = 0; digits = 0; dots++
    } else if (c >= 48 && c <= 57) {
      if ((digits > 0 && part === 0) || ++digits > 3) return false
      part = part * 10 + c - 48
      if (part > 255) return false
    } else break
  }
  if (dots !== 3 || digits === 0) return false
  let port = 0
  if (i < value.length) {
    if (value.charCodeAt(i) !== 58 || value.length - i < 2 || value.length - i > 6) return false
    for (i++; i < value.length; i++) {
      const c = value.charCodeAt(i)
      if (c < 48 || c > 57) return false
      port = port * 10 + c - 48
    }
    if (port === 0 || port > 65535) return false
  }
  form.class = form.host = V4
  form.v4 = address * 256 + part
  form.port = form.seen = port
  form.hostEnd = form.end = 0
  form.url = false
  return true
}
