import { MAX_DEPTH, MAX_VALUES } from '../limits.ts'
import type { Json } from '../types.ts'

/**
 * The YAML that nearly all rules are written in: maps and lists in blocks, scalars on one line, literals (`|`). It is read in a
 * tenth of the time that the whole language takes.
 * @returns undefined for whatever is anything else, or might be: then the whole language is asked, which alone says what is wrong.
 */
export function readPlain(text: string): Json | undefined {
  // Tabs, carriage returns and what YAML does not print or breaks lines at.
  if (/[^\n\x20-\x7e\u00a0-\u2027\u202a-\ufefe\uff00-\ufffd]/.test(text) || !text.isWellFormed()) return undefined
  const at = text.startsWith('---\n') ? 4 : 0
  const reader: Reader = { text, at, indent: 0, from: 0, end: 0, values: 0 }
  if (!advance(reader)) return undefined
  if (reader.indent > 0) return undefined
  const value = readBlock(reader, 0, 0)
  // What is left over does not belong to a block of this form.
  return reader.from < 0 && value !== FAILED ? value : undefined
}

/** `from`..`end` is what stands on the present line, behind its indent and without what is a comment; -1 when there is no line. `at` is where the next line begins. */
type Reader = { readonly text: string; at: number; indent: number; from: number; end: number; values: number }
const FAILED = Symbol('not plain')
type Read = Json | typeof FAILED

const [SPACE, HASH, QUOTE, DOUBLE, DASH, COLON, BACKSLASH] = [32, 35, 39, 34, 45, 58, 92] as const

/** To the next line that says something. @returns whether there is one. */
function advance(reader: Reader): boolean {
  const { text } = reader
  while (reader.at < text.length) {
    const begin = reader.at
    let end = text.indexOf('\n', begin)
    if (end < 0) end = text.length
    reader.at = end + 1
    let from = begin
    while (from < end && text.charCodeAt(from) === SPACE) from++
    if (from === end || text.charCodeAt(from) === HASH) continue
    reader.indent = from - begin
    reader.from = from
    while (text.charCodeAt(end - 1) === SPACE) end--
    reader.end = end
    return true
  }
  reader.from = -1
  return false
}

const isItem = ({ text, from, end }: Reader): boolean => text.charCodeAt(from) === DASH && (end === from + 1 || text.charCodeAt(from + 1) === SPACE)

/** The block whose first line is the present one, with what stands at `indent`; `above` is the indent of what it belongs to. */
function readBlock(reader: Reader, indent: number, depth: number, above = -1): Read {
  if (depth >= MAX_DEPTH) return FAILED
  if (isItem(reader)) return readList(reader, indent, depth)
  return above < 0 || keyEnd(reader, reader.from) > 0 ? readMap(reader, indent, depth) : readScalar(reader, reader.from, above)
}

function readList(reader: Reader, indent: number, depth: number): Read {
  const list: Json[] = []
  while (reader.from >= 0 && reader.indent === indent && isItem(reader)) {
    const { text } = reader
    let from = reader.from + 1
    while (from < reader.end && text.charCodeAt(from) === SPACE) from++
    let value: Read
    if (from === reader.end) {
      if (!advance(reader) || reader.indent <= indent) value = null
      else value = readBlock(reader, reader.indent, depth + 1, indent)
    } else if (keyEnd(reader, from) > 0) {
      // A map that begins behind the dash: its names stand where the first one does.
      reader.indent += from - reader.from
      reader.from = from
      value = readMap(reader, reader.indent, depth + 1)
    } else value = readScalar(reader, from, indent)
    if (value === FAILED || ++reader.values >= MAX_VALUES) return FAILED
    list.push(value)
  }
  return reader.from >= 0 && reader.indent > indent ? FAILED : list
}

function readMap(reader: Reader, indent: number, depth: number): Read {
  const map: Record<string, Json> = {}
  while (reader.from >= 0 && reader.indent === indent) {
    if (isItem(reader)) return FAILED
    const { text } = reader
    const colon = keyEnd(reader, reader.from)
    if (colon <= 0) return FAILED
    const quotes = text.charCodeAt(reader.from) === QUOTE ? 1 : 0
    const key = text.slice(reader.from + quotes, colon - quotes)
    if (Object.hasOwn(map, key) || key === '__proto__' || WORDS.test(key)) return FAILED
    let from = colon + 1
    while (from < reader.end && text.charCodeAt(from) === SPACE) from++
    let value: Read
    if (from < reader.end && text.charCodeAt(from) !== HASH) value = readScalar(reader, from, indent)
    else if (!advance(reader) || reader.indent < indent || (reader.indent === indent && !isItem(reader))) value = null
    else value = readBlock(reader, reader.indent, depth + 1, indent)
    if (value === FAILED || ++reader.values >= MAX_VALUES) return FAILED
    map[key] = value
  }
  return reader.from >= 0 && reader.indent > indent ? FAILED : map
}

/** Where the name that begins at `from` ends: its colon. 0 where no name of this form stands. */
function keyEnd({ text, end }: Reader, from: number): number {
  if (text.charCodeAt(from) === QUOTE) {
    for (let at = from + 1; at < end && at - from <= NAME; at++) {
      const code = text.charCodeAt(at)
      if (code === QUOTE) return at > from + 1 && text.charCodeAt(at + 1) === COLON && (at + 2 === end || text.charCodeAt(at + 2) === SPACE) ? at + 1 : 0
      if (!KEY[code]) return 0
    }
    return 0
  }
  let at = from
  for (; at < end; at++) {
    const code = text.charCodeAt(at)
    if (at - from > NAME) return 0
    if (code === COLON) return at > from && (at + 1 === end || text.charCodeAt(at + 1) === SPACE) && text.charCodeAt(at - 1) !== SPACE ? at : 0
    const letter = (code | 32) >= 97 && (code | 32) <= 122
    if (!letter && code !== 95 && (at === from || !KEY[code])) return 0
  }
  return 0
}
/** Longer ones are for the whole language, which bounds them. */
const NAME = 200
/** What may stand in a name behind its first letter. */
const KEY: readonly boolean[] = Array.from({ length: 128 }, (_, code) => /[0-9A-Za-z_ .|/()@$*+=~^-]/.test(String.fromCharCode(code)))
/** Words that YAML takes for something else, in any of their spellings. */
const WORDS = /^(?:null|true|false)$/i

/** The value that begins at `from` on the present line and ends with it, or a literal below it; then on to the next line, which must not go on with it. */
function readScalar(reader: Reader, from: number, indent: number): Read {
  const { text, end } = reader
  const first = text.charCodeAt(from)
  let value: Read
  if (first === QUOTE) value = quoted(text, from, end)
  else if (first === DOUBLE) value = doubled(text, from, end)
  else if (first === 124) return readLiteral(reader, from, indent)
  else value = bare(text, from, end)
  const next = reader.at
  if (value === FAILED || !advance(reader) || reader.indent <= indent) return value
  // Words that go on in the lines below, with nothing between them, are one text.
  if (first === QUOTE || first === DOUBLE || reader.from - reader.indent !== next) return FAILED
  return wrapped(reader, [from, end], indent)
}
function wrapped(reader: Reader, [from, end]: readonly [number, number], indent: number): Read {
  const { text } = reader
  if (clearEnd(text, from, end) < end) return FAILED
  const words = [text.slice(from, end)]
  for (;;) {
    if (NOT_FIRST[text.charCodeAt(reader.from)] || clearEnd(text, reader.from, reader.end) < reader.end) return FAILED
    words.push(text.slice(reader.from, reader.end))
    const next = reader.at
    if (!advance(reader) || reader.indent <= indent) return words.join(' ')
    if (reader.from - reader.indent !== next) return FAILED
  }
}
/** Where a name's colon or a comment begins in a text without quotes. */
function clearEnd(text: string, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code === COLON && (at + 1 === end || text.charCodeAt(at + 1) === SPACE)) return at
    if (code === HASH && text.charCodeAt(at - 1) === SPACE) return at
  }
  return end
}

/** Nothing, or a comment, may follow. */
function endsThere(text: string, at: number, end: number): boolean {
  if (at === end) return true
  if (text.charCodeAt(at) !== SPACE) return false
  while (at < end && text.charCodeAt(at) === SPACE) at++
  return text.charCodeAt(at) === HASH
}
function quoted(text: string, from: number, end: number): Read {
  let doubledOnes = false
  for (let at = from + 1; ;) {
    const close = text.indexOf('\'', at)
    if (close < 0 || close >= end) return FAILED
    if (close + 1 < end && text.charCodeAt(close + 1) === QUOTE) { doubledOnes = true; at = close + 2; continue }
    if (!endsThere(text, close + 1, end)) return FAILED
    const inner = text.slice(from + 1, close)
    return doubledOnes ? inner.replaceAll('\'\'', '\'') : inner
  }
}
function doubled(text: string, from: number, end: number): Read {
  let escaped = false
  for (let at = from + 1; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code === BACKSLASH) {
      const next = text.charCodeAt(at + 1)
      if (next !== BACKSLASH && next !== DOUBLE && !(next === 117 && /^(?!d[89a-f])[\da-f]{4}$/i.test(text.slice(at + 2, at + 6)))) return FAILED
      escaped = true
      at++
    } else if (code === DOUBLE) {
      if (!endsThere(text, at + 1, end)) return FAILED
      const inner = text.slice(from + 1, at)
      return escaped ? inner.replace(/\\(?:u(....)|(.))/g, (_, hex: string | undefined, one: string) => (hex === undefined ? one : String.fromCharCode(parseInt(hex, 16)))) : inner
    }
  }
  return FAILED
}
/** Without quotes. */
function bare(text: string, from: number, end: number): Read {
  const first = text.charCodeAt(from)
  // A dash or a colon before anything but a blank is text.
  if (first < 128 && NOT_FIRST[first] && !((first === DASH || first === COLON) && from + 1 < end && text.charCodeAt(from + 1) !== SPACE)) return FAILED
  const clear = clearEnd(text, from, end)
  if (clear < end) {
    if (text.charCodeAt(clear) === COLON) return FAILED
    end = clear
    while (text.charCodeAt(end - 1) === SPACE) end--
  }
  const value = text.slice(from, end)
  // A number, or what might be one. Plain whole numbers are by far the most.
  if (first < 58 && (first >= 48 || first === 43 || first === 45 || first === 46)) {
    if (/^\d{1,15}$/.test(value)) return Number(value)
    return MAYBE_NUMBER.test(value) ? FAILED : value
  }
  return value.length <= 5 && (WORDS.test(value) || value === '~') ? (/^true$/i.test(value) ? spelling(value, true) : /^false$/i.test(value) ? spelling(value, false) : spelling(value, null)) : value
}
const MAYBE_NUMBER = /^[-+]?(?:\.?\d[\d_]*\.?[\d_]*(?:e[-+]?\d+)?|0[box][\da-f_]+|\.inf|\.nan)$/i
/** `True` and `TRUE` are words of YAML, `tRue` is text. */
const spelling = (word: string, value: Json): Json => (word === word.toLowerCase() || word === word.toUpperCase() || word === word[0]!.toUpperCase() + word.slice(1).toLowerCase() ? value : word)
/** Marks that begin something else. A dash before a blank is an item within the item. */
const NOT_FIRST: readonly boolean[] = Array.from({ length: 128 }, (_, code) => '?:,[]{}#&*!|>\'"%@`-'.includes(String.fromCharCode(code)))

/** `|` and `|-`: the lines below that stand further in, without their common indent. */
function readLiteral(reader: Reader, from: number, indent: number): Read {
  const { text, end } = reader
  const strip = end - from === 2 && text.charCodeAt(from + 1) === DASH
  if (!strip && end - from !== 1) return FAILED
  const lines: string[] = []
  let width = 0
  let at = reader.at
  while (at < text.length) {
    let stop = text.indexOf('\n', at)
    if (stop < 0) stop = text.length
    let content = at
    while (content < stop && text.charCodeAt(content) === SPACE) content++
    if (content === stop) {
      // Blank: longer than the indent it would be text.
      if (width === 0 || stop - at > width) return FAILED
      lines.push('')
    } else {
      if (width === 0) {
        width = content - at
        if (width <= indent) return FAILED
      }
      if (content - at < width) {
        if (content - at > indent && text.charCodeAt(content) !== HASH) return FAILED
        break
      }
      lines.push(text.slice(at + width, stop))
    }
    at = stop + 1
  }
  if (width === 0) return FAILED
  while (lines.at(-1) === '') lines.pop()
  reader.at = at
  const value = lines.join('\n') + (strip ? '' : '\n')
  if (advance(reader) && reader.indent > indent) return FAILED
  return value
}
