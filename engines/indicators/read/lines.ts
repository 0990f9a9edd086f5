import { addBytes, addText, type Added, type Validity } from '../store/add.ts'
import { originId, type Store } from '../store/store.ts'
import { refang } from '../form/refang.ts'
import type { Kind, Loaded, Origin } from '../types.ts'
import { makeTally } from './tally.ts'

/** Reads a text that comes in pieces, straight from its bytes: no string is made for a line that is in order. */
export type LineReader = { push(bytes: Uint8Array): void; end(): Loaded }
export type LineFormat = 'list' | 'typed'

/** Of a line that has not ended: no value is as long, so what follows may be forgotten. */
const LINE_MOST = 65_536
const TAB = 9, NEWLINE = 10, RETURN = 13, HASH_SIGN = 35

/**
 * `list`: one value a line, `# comment` after it or alone (Maltrail's trails, most block lists).
 * `typed`: type TAB value TAB category TAB family; the last two may be missing.
 */
export function lineReader(store: Store, format: LineFormat, origin: Origin): LineReader {
  const tally = makeTally()
  const one = format === 'list' ? listLine(store, origin) : typedLine(store, origin)
  let rest: Uint8Array | undefined
  let line = 0
  const read = (bytes: Uint8Array, from: number, to: number) => {
    line++
    const first = line === 1 && to - from >= 3 && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf ? from + 3 : from
    const last = to > first && bytes[to - 1] === RETURN ? to - 1 : to
    const outcome = one(bytes, first, last)
    if (outcome === undefined) return
    if (outcome === 'added' || outcome === 'repeated') tally.note(line, outcome)
    else tally.note(line, outcome, new TextDecoder().decode(bytes.subarray(first, Math.min(last, first + 400))))
  }
  return {
    push(piece) {
      // A Buffer is another shape of array to the compiler: one shape everywhere is twice as quick.
      const bytes = new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength)
      let from = 0
      let end = bytes.indexOf(NEWLINE)
      if (rest && end < 0 && rest.length >= LINE_MOST) return
      if (rest) {
        const whole = new Uint8Array(rest.length + (end < 0 ? bytes.length : end))
        whole.set(rest)
        whole.set(bytes.subarray(0, whole.length - rest.length), rest.length)
        if (end < 0) { rest = whole; return }
        rest = undefined
        read(whole, 0, whole.length)
        from = end + 1
        end = bytes.indexOf(NEWLINE, from)
      }
      while (end >= 0) {
        read(bytes, from, end)
        from = end + 1
        end = bytes.indexOf(NEWLINE, from)
      }
      if (from < bytes.length) rest = bytes.slice(from)
    },
    end() {
      if (rest) read(rest, 0, rest.length)
      rest = undefined
      return tally.loaded()
    },
  }
}

/** The whole text at once. */
export function readLines(store: Store, text: string | Uint8Array, format: LineFormat, origin: Origin): Loaded {
  const reader = lineReader(store, format, origin)
  reader.push(typeof text === 'string' ? new TextEncoder().encode(text) : text)
  return reader.end()
}

type Line = (bytes: Uint8Array, from: number, to: number) => Added | undefined

function listLine(store: Store, origin: Origin): Line {
  const id = originId(store, origin)
  return (bytes, from, to) => {
    let end = to
    // `#` begins a comment at the start or behind a space; within a URL it is its fragment.
    for (let i = from; i < to; i++) if (bytes[i] === HASH_SIGN && (i === from || bytes[i - 1]! <= 32)) { end = i; break }
    while (end > from && bytes[end - 1]! <= 32) end--
    while (from < end && bytes[from]! <= 32) from++
    return from === end ? undefined : value(store, bytes, from, end, undefined, id, origin)
  }
}

const named: Readonly<Record<string, Kind | undefined>> = {
  domain: 'domain', hostname: 'hostname', url: 'url', md5: 'md5', sha1: 'sha1', sha256: 'sha256', sha512: 'sha512', email: 'email', range: 'range', cidr: 'range',
  ip: undefined, ipv4: undefined, ipv6: undefined, 'ipv4:port': 'endpoint', 'ipv6:port': 'endpoint', endpoint: 'endpoint', other: undefined,
}

/** Consecutive lines mostly share type, category and family: they are compared as bytes with the line before. */
function typedLine(store: Store, origin: Origin): Line {
  let lastType = new Uint8Array(0), lastTail = new Uint8Array(0)
  let kind: Kind | undefined, known = true, id = -1
  return (bytes, from, to) => {
    if (from === to) return undefined
    const first = tab(bytes, from, to)
    if (first === to) return 'unreadable'
    if (!equal(bytes, from, first, lastType)) {
      lastType = bytes.slice(from, first)
      const name = new TextDecoder().decode(lastType).trim().toLowerCase()
      known = Object.hasOwn(named, name)
      kind = named[name]
    }
    if (!known) return 'unknown-kind'
    const second = tab(bytes, first + 1, to)
    if (second === first + 1) return 'empty'
    if (id < 0 || !equal(bytes, second, to, lastTail)) {
      lastTail = bytes.slice(second, to)
      const [, category, family] = new TextDecoder().decode(lastTail).split('\t').map((part) => part.trim())
      id = originId(store, { ...origin, ...(category ? { category } : {}), ...(family ? { family } : {}) })
    }
    return value(store, bytes, first + 1, second, kind, id, origin)
  }
}

/** Square brackets may be a v6 address or the sign of a defanged value: only what cannot be read as it stands is refanged. */
function value(store: Store, bytes: Uint8Array, from: number, to: number, kind: Kind | undefined, id: number, validity: Validity): Added {
  const plain = addBytes(store, bytes, from, to, kind, id, validity)
  if (plain !== 'unreadable' && plain !== 'regex' && !(plain === 'kind-differs' && kind === 'url')) return plain
  const text = new TextDecoder().decode(bytes.subarray(from, to))
  const clear = refang(text)
  return clear === text ? plain : addText(store, clear, kind, id, validity)
}

function tab(bytes: Uint8Array, from: number, to: number): number {
  for (let i = from; i < to; i++) if (bytes[i] === TAB) return i
  return to
}
function equal(bytes: Uint8Array, from: number, to: number, other: Uint8Array): boolean {
  if (to - from !== other.length) return false
  for (let i = from; i < to; i++) if (bytes[i] !== other[i - from]) return false
  return true
}
