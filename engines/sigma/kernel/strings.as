// A JSON string, checked and folded in one walk: what is read anyway is written lower-cased and without its escapes.
import { R_FLAGS, R_TEXT, R_TEXT_LENGTH, V_ESCAPED, V_ODD_NUMBER, V_STRING, V_UNICODE_ESCAPE, V_WIDE, scratch } from './layout'
import { lower } from './text'
import { foldAtHost } from './host'

/** Of the string read last: flags (V_*), where it lies folded, and its length so. */
export let textFlags: u32 = 0
export let textAt: u32 = 0
export let textLength: u32 = 0
let free: u32 = 0

export function startFolding(): void {
  free = scratch
}

// @ts-ignore: decorator
@inline
function isHex(c: u32): bool {
  return c - 0x30 < 10 || (c | 0x20) - 0x61 < 6
}

/** What a backslash and a sign stand for, by the sign; 0: nothing. `\\u` does not come here. A table, since of branches half would be foreseen wrongly. */
const meanings = memory.data<u8>([
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 34, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 47, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 92, 0, 0, 0,
  0, 0, 8, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 13, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
])
// @ts-ignore: decorator
@inline
function escaped(c: u32): u32 {
  return c < 128 ? <u32>load<u8>(meanings + c) : 0
}

// @ts-ignore: decorator
@inline
function stops(v: v128): u32 {
  return i8x16.bitmask(v128.or(
    v128.or(i8x16.eq(v, i8x16.splat(0x22)), i8x16.eq(v, i8x16.splat(0x5c))),
    i8x16.lt_u(v, i8x16.splat(0x20)),
  ))
}

/** From behind the opening quote to the closing one; 0: no string. */
export function skipString(p: u32): u32 {
  let flags: u32 = V_STRING
  let seen = i8x16.splat(0)
  while (true) {
    const v = v128.load(p)
    const found = stops(v)
    if (found == 0) {
      seen = v128.or(seen, v)
      p += 16
      continue
    }
    const k: u32 = ctz(found)
    if (<u32>i8x16.bitmask(v) & ((1 << k) - 1)) flags |= V_WIDE
    p += k
    const c: u32 = load<u8>(p)
    if (c == 0x22) {
      textFlags = i8x16.bitmask(seen) != 0 ? flags | V_WIDE : flags
      return p
    }
    if (c != 0x5c) return 0
    flags |= V_ESCAPED
    const e: u32 = load<u8>(p + 1)
    if (escaped(e) != 0) p += 2
    else if (isUnicode(p)) {
      flags |= V_UNICODE_ESCAPE
      p += 6
    } else return 0
  }
}

// @ts-ignore: decorator
@inline
function isUnicode(p: u32): bool {
  return load<u8>(p + 1) == 0x75 && isHex(load<u8>(p + 2)) && isHex(load<u8>(p + 3)) && isHex(load<u8>(p + 4)) && isHex(load<u8>(p + 5))
}

/** The same, and the text is written folded. */
export function foldString(p: u32): u32 {
  const start = free
  let to = start
  let flags: u32 = V_STRING
  let seen = i8x16.splat(0)
  while (true) {
    const v = v128.load(p)
    const found = stops(v)
    v128.store(to, lower(v))
    if (found == 0) {
      seen = v128.or(seen, v)
      p += 16
      to += 16
      continue
    }
    const k: u32 = ctz(found)
    if (<u32>i8x16.bitmask(v) & ((1 << k) - 1)) flags |= V_WIDE
    p += k
    to += k
    const c: u32 = load<u8>(p)
    if (c == 0x22) {
      textFlags = i8x16.bitmask(seen) != 0 ? flags | V_WIDE : flags
      textAt = start
      textLength = to - start
      free = (to + 31) & ~15
      return p
    }
    if (c != 0x5c) return 0
    flags |= V_ESCAPED
    const meant = escaped(load<u8>(p + 1))
    if (meant != 0) {
      store<u8>(to, meant)
      to++
      p += 2
    } else if (isUnicode(p)) {
      flags |= V_UNICODE_ESCAPE
      p += 6
    } else return 0
  }
}

/** The folded text of a record: there already, but for what only the host can fold. */
// @ts-ignore: decorator
@inline
export function folded(record: u32): void {
  if (load<u32>(record + R_FLAGS) & (V_WIDE | V_UNICODE_ESCAPE | V_ODD_NUMBER) && load<u32>(record + R_TEXT) == 0) foldOdd(record)
}

function foldOdd(record: u32): void {
  const length = foldAtHost(record, free)
  store<u32>(record + R_TEXT, free)
  store<u32>(record + R_TEXT_LENGTH, length)
  free = (free + length + 31) & ~15
}
