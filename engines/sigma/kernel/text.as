// Bytes: comparing, hashing, folding. A text may be read up to 64 bytes beyond its end.

const K0: u64 = 0x9e3779b97f4a7c15
const K1: u64 = 0xbf58476d1ce4e5b9
const K2: u64 = 0x94d049bb133111eb

// @ts-ignore: decorator
@inline
export function mix(h: u64): u64 {
  h = (h ^ (h >> 32)) * K1
  return h ^ (h >> 29)
}

// @ts-ignore: decorator
@inline
export function low(p: u32, length: u32): u64 {
  return length >= 8 ? load<u64>(p) : load<u64>(p) & ((<u64>1 << (<u64>length << 3)) - 1)
}

/** Of a whole text, with a salt (field and kind). */
// @ts-ignore: decorator
@inline
export function hash(p: u32, length: u32, salt: u32): u64 {
  let h: u64 = (<u64>salt + 1) * K0 ^ (<u64>length * K2)
  while (length > 8) {
    h = (h ^ load<u64>(p)) * K1
    h ^= h >> 32
    p += 8
    length -= 8
  }
  return mix((h ^ low(p, length)) * K2)
}

/** Of at most 8 bytes already in a register. */
// @ts-ignore: decorator
@inline
export function hashWord(word: u64, salt: u32): u64 {
  return mix((word ^ ((<u64>salt + 1) * K0)) * K2)
}

// @ts-ignore: decorator
@inline
export function equal(a: u32, b: u32, length: u32): bool {
  while (length > 16) {
    if (v128.any_true(v128.xor(v128.load(a), v128.load(b)))) return false
    a += 16
    b += 16
    length -= 16
  }
  const same: u32 = i8x16.bitmask(i8x16.eq(v128.load(a), v128.load(b)))
  const need: u32 = (1 << length) - 1
  return (same & need) == need
}

// @ts-ignore: decorator
@inline
export function lower(v: v128): v128 {
  const isUpper = i8x16.lt_u(i8x16.sub(v, i8x16.splat(0x41)), i8x16.splat(26))
  return v128.or(v, v128.and(isUpper, i8x16.splat(0x20)))
}

/** Whether the bytes from `p` to `end` (where a quote stands) are well-formed UTF-8. */
export function isText(p: u32, end: u32): bool {
  while (p < end) {
    const c: u32 = load<u8>(p)
    const next: u32 = load<u8>(p + 1)
    if (c < 0x80) p++
    else if (c < 0xc2 || c > 0xf4 || (next & 0xc0) != 0x80) return false
    else if (c < 0xe0) p += 2
    else if ((c == 0xe0 && next < 0xa0) || (c == 0xed && next >= 0xa0) || (<u32>load<u8>(p + 2) & 0xc0) != 0x80) return false
    else if (c < 0xf0) p += 3
    else if ((c == 0xf0 && next < 0x90) || (c == 0xf4 && next >= 0x90) || (<u32>load<u8>(p + 3) & 0xc0) != 0x80) return false
    else p += 4
  }
  return true
}

/** First place of a short text (1 byte or more) at or after `p`, with all of it before `end`; 0: none. */
export function find(p: u32, end: u32, text: u32, length: u32): u32 {
  if (p + length > end) return 0
  const last = end - length
  const first = i8x16.splat(load<u8>(text))
  const final = i8x16.splat(load<u8>(text + length - 1))
  while (p <= last) {
    let found: u32 = i8x16.bitmask(v128.and(i8x16.eq(v128.load(p), first), i8x16.eq(v128.load(p + length - 1), final)))
    while (found != 0) {
      const at = p + <u32>ctz(found)
      if (at > last) return 0
      if (equal(at, text, length)) return at
      found &= found - 1
    }
    p += 16
  }
  return 0
}
