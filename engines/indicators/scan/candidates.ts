import { charClass, DIGIT, HEX, URLISH, WORD } from '../form/chars.ts'

/** Called for what may be an observable, `plain` when it is nothing but a word with dots. True ends the walk. */
export type Visit = (bytes: Uint8Array, start: number, end: number, plain: boolean) => boolean

/** `visit` is told of an escape that hides a character of a value (`\\/`, `\\u`): this walk would misread it. */
export const HIDDEN = -1

const COLON = 58, SLASH = 47, AT = 64, DOT = 46, BACKSLASH = 92

/**
 * Walks a text once and calls `visit` for whatever looks like an address, a name, a URL, a path, a hash or a mail address.
 * `escapes`: the text is the inside of JSON, where a backslash takes the next character with it. Answers whether `visit` ended the walk.
 *
 * A word is a longest run of letters, digits, `.`, `-`, `_` and bytes beyond ASCII. With a dot inside it is a host; `:port`, a path, a
 * scheme and a mailbox beside it belong to it. Words inside a path are looked at as well: that is where redirections carry their target.
 */
export function eachCandidate(bytes: Uint8Array, from: number, to: number, escapes: boolean, paths: boolean, visit: Visit): boolean {
  let i = from, chunk = from
  while (i < to) {
    const c = bytes[i]!
    const k = charClass[c]!
    if ((k & WORD) === 0) {
      if (c === BACKSLASH && escapes) {
        const next = bytes[i + 1]
        if ((next === SLASH || next === 117) && visit(bytes, HIDDEN, HIDDEN, false)) return true
        i += 2; chunk = i
        continue
      }
      if (c === COLON && bytes[i + 1] === COLON && i + 1 < to) {
        const end = visitV6(bytes, i, to, chunk, visit)
        if (end < 0) return true
        if (end > i) { i = end; continue }
      }
      if (c === SLASH && i === chunk && paths) {
        const end = pathEnd(bytes, i, to)
        if (end > i + 1 && visit(bytes, i, end, false)) return true
      }
      i++
      if ((k & URLISH) === 0) chunk = i
      continue
    }
    const start = i
    let dots = 0, all = k
    for (; i < to; i++) {
      const w = bytes[i]!, kind = charClass[w]!
      if ((kind & WORD) === 0) break
      if (w === DOT) dots++
      else all &= kind
    }
    if (dots === 0) {
      if ((all & HEX) === 0) continue
      const length = i - start
      if (length <= 4 && i + 1 < to && bytes[i] === COLON && (bytes[i + 1] === COLON || (charClass[bytes[i + 1]!]! & HEX) !== 0)) {
        const end = visitV6(bytes, start, to, chunk, visit)
        if (end < 0) return true
        if (end > i) i = end
      } else if ((length === 32 || length === 40 || length === 64 || length === 128) && visit(bytes, start, i, false)) return true
      continue
    }
    // `1.5`, `10.0`: digits and one or two dots name nothing.
    if ((all & DIGIT) !== 0 && dots < 3) continue
    const end = visitHost(bytes, start, i, to, chunk, visit)
    if (end < 0) return true
    i = end
  }
  return false
}

/** The host and what belongs to it. Answers where to go on, -1 to end. */
function visitHost(bytes: Uint8Array, from: number, to: number, limit: number, chunk: number, visit: Visit): number {
  let start = from, end = to
  while (start < end && (bytes[start] === DOT || bytes[start] === 45)) start++
  while (end > start && (bytes[end - 1] === DOT || bytes[end - 1] === 45)) end--
  if (end - start < 4 || !hasDot(bytes, start, end)) return to
  let goOn = to, plain = true, stop = end
  if (end === to) {
    stop = afterPort(bytes, end, limit)
    if (stop > end) { plain = false; goOn = stop }
    if (stop < limit && (bytes[stop] === SLASH || bytes[stop] === 63)) {
      const path = pathEnd(bytes, stop, limit)
      if (path > stop) { stop = path; plain = false }
    }
  }
  let begin = start
  if (start > chunk && start === from) {
    const before = bytes[start - 1]
    if (before === AT && plain) {
      while (begin - 1 > chunk && isLocal(bytes[begin - 2]!)) begin--
      if (begin < start) begin--
    } else if (before === SLASH && start - 3 >= chunk && bytes[start - 2] === SLASH && bytes[start - 3] === COLON) {
      begin = start - 3
      while (begin > chunk && isLetter(bytes[begin - 1]!)) begin--
      if (begin === start - 3) begin = start
    }
  }
  return visit(bytes, begin, stop, plain && begin === start) ? -1 : goOn
}

/** The longest run of hexadecimal digits, colons and dots with two colons or more; in brackets, its port and path too. */
function visitV6(bytes: Uint8Array, start: number, limit: number, chunk: number, visit: Visit): number {
  let end = start, colons = 0
  while (end < limit && end - start < 46) {
    const c = bytes[end]!
    if (c === COLON) colons++
    else if (c !== DOT && (charClass[c]! & HEX) === 0) break
    end++
  }
  if (colons < 2) return start
  const goOn = end
  while (end > start && (bytes[end - 1] === DOT || (bytes[end - 1] === COLON && bytes[end - 2] !== COLON))) end--
  if (start > chunk && bytes[start - 1] === 91 && end === goOn && bytes[end] === 93 && end < limit) {
    let stop = afterPort(bytes, end + 1, limit)
    if (stop < limit && bytes[stop] === SLASH) stop = Math.max(stop, pathEnd(bytes, stop, limit))
    return visit(bytes, start - 1, stop, false) ? -1 : Math.max(goOn, stop)
  }
  return visit(bytes, start, end, false) ? -1 : goOn
}

/** Behind `:digits` when that is a port and no more of a word follows; else where it began. */
function afterPort(bytes: Uint8Array, colon: number, limit: number): number {
  if (colon + 1 >= limit || bytes[colon] !== COLON) return colon
  let at = colon + 1
  while (at < limit && at - colon <= 5 && (charClass[bytes[at]!]! & DIGIT) !== 0) at++
  if (at === colon + 1) return colon
  return at < limit && (charClass[bytes[at]!]! & WORD) !== 0 && bytes[at] !== DOT && bytes[at] !== 45 ? colon : at
}

/** The end of a path in running text: without the marks that end a sentence or close a bracket. */
function pathEnd(bytes: Uint8Array, from: number, limit: number): number {
  let end = from
  while (end < limit && (charClass[bytes[end]!]! & URLISH) !== 0) end++
  while (end > from && isTail(bytes[end - 1]!)) end--
  return end
}

const isTail = (c: number) => c === 46 || c === 44 || c === 59 || c === 58 || c === 33 || c === 63 || c === 41 || c === 93
const isLetter = (c: number) => (c | 32) >= 97 && (c | 32) <= 122
const isLocal = (c: number) => ((charClass[c]! & WORD) !== 0 && c < 128) || c === 43 || c === 37
function hasDot(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] === DOT) return true
  return false
}
