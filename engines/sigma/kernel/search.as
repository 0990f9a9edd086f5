// Where in a text may a literal lie? Filters over grams (four bytes); what passes is looked up and compared (scan.as).
import { KIND_GRAM, KIND_LONG, S_LONG, S_LONG_SHIFT, S_NIBBLES, S_SHORT, S_SHORT_SHIFT } from './layout'
import { probe, salt } from './scan'
import { hashWord } from './text'

const GRAM: u32 = 0x9e3779b1
const GRAM2: u32 = 0x85ebca77

// @ts-ignore: decorator
@inline
export function isSet(bits: u32, at: u32): bool {
  return ((<u32>load<u8>(bits + (at >> 3)) >> (at & 7)) & 1) != 0
}

// @ts-ignore: decorator
@inline
export function mark(bits: u32, at: u32): void {
  store<u8>(bits + (at >> 3), load<u8>(bits + (at >> 3)) | (<u8>1 << <u8>(at & 7)))
}

/** 32 bits of a filter, of which the lowest is the gram's. */
// @ts-ignore: decorator
@inline
function bitOf(bits: u32, gram: u32, shift: u32): u32 {
  const h = gram * GRAM
  return load<u32>(bits + ((h >>> shift) & ~3)) >>> (h >>> 7)
}

// @ts-ignore: decorator
@inline
function passes(bits: u32, gram: u32, shift: u32): bool {
  const h = gram * GRAM2
  return ((load<u32>(bits + ((h >>> shift) & ~3)) >>> (h >>> 7)) & 1) != 0
}

/** The gram becomes one that `search` stops at; `long`: by the filter of long literals. */
export function addGram(scanner: u32, gram: u32, long: bool): void {
  const bits = long ? load<u32>(scanner + S_LONG) : load<u32>(scanner + S_SHORT)
  const shift = long ? load<u32>(scanner + S_LONG_SHIFT) : load<u32>(scanner + S_SHORT_SHIFT)
  const h = gram * GRAM
  const h2 = gram * GRAM2
  const a = bits + ((h >>> shift) & ~3)
  store<u32>(a, load<u32>(a) | (1 << ((h >>> 7) & 31)))
  const b = bits + ((h2 >>> shift) & ~3)
  store<u32>(b, load<u32>(b) | (1 << ((h2 >>> 7) & 31)))
}

/** The same for the nibbles; `group`: 0 to 7. */
export function addNibbles(scanner: u32, gram: u32, group: u32): void {
  const tables = load<u32>(scanner + S_NIBBLES)
  for (let i: u32 = 0; i < 4; i++) {
    const byte = (gram >>> (i << 3)) & 0xff
    const lowNibble = tables + (i << 5) + (byte & 15)
    const highNibble = tables + (i << 5) + 16 + (byte >>> 4)
    store<u8>(lowNibble, load<u8>(lowNibble) | (<u8>1 << <u8>group))
    store<u8>(highNibble, load<u8>(highNibble) | (<u8>1 << <u8>group))
  }
}

export function search(scanner: u32, field: u32, text: u32, length: u32): void {
  if (length < 4) return
  const last = text + length - 4
  const long = load<u32>(scanner + S_LONG)
  if (long != 0 && length >= 7) {
    const shift = load<u32>(scanner + S_LONG_SHIFT)
    for (let p = text; p <= last; p += 16) {
      const a = bitOf(long, load<u32>(p), shift)
      const b = bitOf(long, load<u32>(p, 4), shift)
      const c = bitOf(long, load<u32>(p, 8), shift)
      const d = bitOf(long, load<u32>(p, 12), shift)
      if ((a | b | c | d) & 1) {
        if (a & 1) stop(long, p, last, shift, field, text, length, KIND_LONG)
        if (b & 1) stop(long, p + 4, last, shift, field, text, length, KIND_LONG)
        if (c & 1) stop(long, p + 8, last, shift, field, text, length, KIND_LONG)
        if (d & 1) stop(long, p + 12, last, shift, field, text, length, KIND_LONG)
      }
    }
  }
  const short = load<u32>(scanner + S_SHORT)
  const nibbles = load<u32>(scanner + S_NIBBLES)
  if (short != 0 && nibbles == 0) {
    const shift = load<u32>(scanner + S_SHORT_SHIFT)
    for (let p = text; p <= last; p += 4) {
      const word = load<u64>(p)
      const a = bitOf(short, <u32>word, shift)
      const b = bitOf(short, <u32>(word >> 8), shift)
      const c = bitOf(short, <u32>(word >> 16), shift)
      const d = bitOf(short, <u32>(word >> 24), shift)
      if ((a | b | c | d) & 1) {
        if (a & 1) stop(short, p, last, shift, field, text, length, KIND_GRAM)
        if (b & 1) stop(short, p + 1, last, shift, field, text, length, KIND_GRAM)
        if (c & 1) stop(short, p + 2, last, shift, field, text, length, KIND_GRAM)
        if (d & 1) stop(short, p + 3, last, shift, field, text, length, KIND_GRAM)
      }
    }
  }
  if (nibbles != 0) {
    const shift = load<u32>(scanner + S_SHORT_SHIFT)
    // What a byte may be in each of the four places of a gram is asked once, and the answers of neighbours are laid over each other.
    let a1 = i8x16.splat(0)
    let b1 = a1
    let c1 = a1
    let first = true
    // Indexes are below 16, where the relaxed instruction and the plain one agree.
    const la = v128.load(nibbles)
    const ha = v128.load(nibbles, 16)
    const lb = v128.load(nibbles, 32)
    const hb = v128.load(nibbles, 48)
    const lc = v128.load(nibbles, 64)
    const hc = v128.load(nibbles, 80)
    const ld = v128.load(nibbles, 96)
    const hd = v128.load(nibbles, 112)
    for (let p = text; p <= text + length; p += 16) {
      const v = v128.load(p)
      const lowest = v128.and(v, i8x16.splat(15))
      const highest = i8x16.shr_u(v, 4)
      const a = v128.and(i8x16.relaxed_swizzle(la, lowest), i8x16.relaxed_swizzle(ha, highest))
      const b = v128.and(i8x16.relaxed_swizzle(lb, lowest), i8x16.relaxed_swizzle(hb, highest))
      const c = v128.and(i8x16.relaxed_swizzle(lc, lowest), i8x16.relaxed_swizzle(hc, highest))
      const d = v128.and(i8x16.relaxed_swizzle(ld, lowest), i8x16.relaxed_swizzle(hd, highest))
      // Lane i: a gram that ends at byte i of this block, so begins at p + i - 3.
      const groups = v128.and(
        v128.and(i8x16.shuffle(a1, a, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28), i8x16.shuffle(b1, b, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29)),
        v128.and(i8x16.shuffle(c1, c, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30), d),
      )
      a1 = a
      b1 = b
      c1 = c
      if (v128.any_true(groups)) {
        let found: u32 = i8x16.bitmask(i8x16.ne(groups, i8x16.splat(0)))
        if (first) found &= 0xfff8
        while (found != 0) {
          const at = p + <u32>ctz(found) - 3
          if (at > last) break
          // Nibbles let much through: the filter leaves what is there.
          const gram = load<u32>(at)
          if (bitOf(short, gram, shift) & 1 && passes(short, gram, shift)) probe(hashWord(gram, salt(field, KIND_GRAM)), text, length, at, salt(field, KIND_GRAM))
          found &= found - 1
        }
      }
      first = false
    }
  }
}

function stop(bits: u32, at: u32, last: u32, shift: u32, field: u32, text: u32, length: u32, kind: u32): void {
  if (at > last) return
  const gram = load<u32>(at)
  if (passes(bits, gram, shift)) probe(hashWord(gram, salt(field, kind)), text, length, at, salt(field, kind))
}
