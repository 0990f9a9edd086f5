import { mappedV4, readV4, readV6, showV4, hex16 } from './address.ts'
import { charClass, hexValue, isDigit, isHex, SPACE } from './chars.ts'
import { HASH, MAIL, MAX_KEY, NAME, NONE, PATH, URL_, V4, V6, type Form } from './classes.ts'
import { readName } from './name.ts'
import { readPath } from './path.ts'

/**
 * What a value is, by its look alone: hash, address, address:port, host name, URL with or without a scheme, path, mail address.
 * The canonical bytes go into `form`. Answers the class, NONE when it is nothing of these.
 */
export function readForm(bytes: Uint8Array, from: number, to: number, form: Form): number {
  while (from < to && (charClass[bytes[from]!]! & SPACE) !== 0) from++
  while (to > from && (charClass[bytes[to - 1]!]! & SPACE) !== 0) to--
  form.class = NONE; form.host = NONE; form.port = 0; form.seen = 0; form.end = 0; form.hostEnd = 0; form.url = false
  if (from === to) return NONE
  if (bytes[from] === 47 && (from + 1 === to || bytes[from + 1] !== 47)) return readOnlyPath(bytes, from, to, form)
  const length = to - from
  if ((length === 32 || length === 40 || length === 64 || length === 128) && readHash(bytes, from, to, form)) return (form.class = HASH)
  const start = skipScheme(bytes, from, to)
  form.url = start > from
  const usual = start > from + 2 ? usualPort(bytes, from, start) : 0
  let hostEnd = start
  while (hostEnd < to && !endsAuthority(bytes[hostEnd]!)) hostEnd++
  const at = lastAt(bytes, start, hostEnd)
  if (at >= 0 && !form.url) return hostEnd === to ? readMail(bytes, start, at, to, form) : NONE
  return readHost(bytes, at >= 0 ? at + 1 : start, hostEnd, to, form, usual)
}

function readHost(bytes: Uint8Array, from: number, authority: number, to: number, form: Form, usual: number): number {
  let end = authority
  if (bytes[from] === 91) {
    let close = from + 1
    while (close < authority && bytes[close] !== 93) close++
    if (close === authority || !readV6(bytes, from + 1, close, form.v6)) return NONE
    if (close + 1 < authority && !readPort(bytes, close + 1, authority, form)) return NONE
    form.host = V6
  } else {
    const colon = next(bytes, 58, from, authority)
    if (colon >= 0) {
      if (next(bytes, 58, colon + 1, authority) >= 0) {
        if (!readV6(bytes, from, authority, form.v6)) return NONE
        form.host = V6
      } else {
        if (!readPort(bytes, colon, authority, form)) return NONE
        end = colon
      }
    }
  }
  if (form.host === V6) {
    const mapped = mappedV4(form.v6)
    if (mapped >= 0) { form.host = V4; form.v4 = mapped }
  } else {
    const v4 = readV4(bytes, from, end)
    if (v4 >= 0) { form.host = V4; form.v4 = v4 }
    else {
      const stop = readName(bytes, from, end, form.key, 0)
      if (stop < 0) return NONE
      form.host = NAME; form.hostEnd = form.end = stop
    }
  }
  if (authority < to) form.url = true
  form.seen = form.port > 0 ? form.port : usual
  if (!form.url) return (form.class = form.host)
  if (form.port === 80 || form.port === 443) form.port = 0
  if (form.host !== NAME) writeHost(form)
  let at = form.hostEnd
  if (authority < to && bytes[authority] === 63) form.key[at++] = 47
  form.end = readPath(bytes, authority, to, form.key, at, MAX_KEY)
  return (form.class = URL_)
}

/** The text of an address as the host of a URL key. */
function writeHost(form: Form): void {
  const text = form.host === V4 ? showV4(form.v4) : `[${hex16(form.v6)}]`
  for (let i = 0; i < text.length; i++) form.key[i] = text.charCodeAt(i)
  form.hostEnd = form.end = text.length
}

function readOnlyPath(bytes: Uint8Array, from: number, to: number, form: Form): number {
  form.end = readPath(bytes, from, to, form.key, 0, MAX_KEY)
  form.url = true
  return (form.class = PATH)
}

function readHash(bytes: Uint8Array, from: number, to: number, form: Form): boolean {
  for (let i = from; i < to; i++) if (!isHex(bytes[i]!)) return false
  for (let i = from; i < to; i += 2) form.key[(i - from) >> 1] = hexValue(bytes[i]!) * 16 + hexValue(bytes[i + 1]!)
  form.end = (to - from) >> 1
  return true
}

/** Both parts in lower case: no mailbox in use tells `A` from `a`. `hostEnd` is where the host begins. */
function readMail(bytes: Uint8Array, from: number, at: number, to: number, form: Form): number {
  if (at === from || at - from > 64) return NONE
  for (let i = from; i <= at; i++) {
    const c = bytes[i]!
    if (c <= 32 || c === 34 || c === 44 || c === 59 || c === 60 || c === 62 || (c === 64 && i < at)) return NONE
    form.key[i - from] = c >= 65 && c <= 90 ? c | 32 : c
  }
  form.hostEnd = at - from + 1
  const end = readName(bytes, at + 1, to, form.key, form.hostEnd)
  if (end < 0) return NONE
  form.end = end
  form.host = NAME
  return (form.class = MAIL)
}

function readPort(bytes: Uint8Array, colon: number, to: number, form: Form): boolean {
  if (bytes[colon] !== 58 || to - colon < 2 || to - colon > 6) return false
  let port = 0
  for (let i = colon + 1; i < to; i++) {
    if (!isDigit(bytes[i]!)) return false
    port = port * 10 + bytes[i]! - 48
  }
  if (port === 0 || port > 65535) return false
  form.port = port
  return true
}

/** After `scheme://` or `//`; `from` when there is none. */
function skipScheme(bytes: Uint8Array, from: number, to: number): number {
  const most = Math.min(to - 2, from + 16)
  for (let i = from; i < most; i++) {
    const c = bytes[i]!
    if (c === 58) return i > from && bytes[i + 1] === 47 && bytes[i + 2] === 47 ? i + 3 : from
    if (c === 47) return i === from && bytes[i + 1] === 47 ? i + 2 : from
    const letter = (c | 32) >= 97 && (c | 32) <= 122
    if (!letter && (i === from || !(isDigit(c) || c === 43 || c === 45))) return from
  }
  return from
}

/** What the scheme says of the port: `http:`, `https:`, `ftp:`; 0 for others. */
function usualPort(bytes: Uint8Array, from: number, start: number): number {
  const length = start - 3 - from, first = bytes[from]! | 32
  if (first === 104 && (bytes[from + 1]! | 32) === 116) return length === 4 ? 80 : length === 5 ? 443 : 0
  return first === 102 && length === 3 ? 21 : 0
}

const endsAuthority = (c: number) => c === 47 || c === 63 || c === 35
/** Not `indexOf`: that would read on to the end of a chunk. */
function next(bytes: Uint8Array, byte: number, from: number, to: number): number {
  for (let i = from; i < to; i++) if (bytes[i] === byte) return i
  return -1
}
function lastAt(bytes: Uint8Array, from: number, to: number): number {
  for (let i = to - 1; i >= from; i--) if (bytes[i] === 64) return i
  return -1
}
