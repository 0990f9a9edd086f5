// Tables over the literals of the rules. A hundred thousand small steps, each of which a host that has just been started takes its time for.
import {
  BLOCK_HEAD, ENTRY_HEAD, FIELD_SIZE, F_AFFIXES, F_AFFIX_MASK, KIND_EXACT, KIND_GRAM, KIND_SUFFIX, LIT_SIZE, L_ATOM, L_LENGTH, L_TEXT,
  fields, literals, slotMask, slots,
} from './layout'
import { affixBit, hashAffix, sizeOf } from './scan'
import { mark } from './search'
import { hash, hashWord } from './text'

// An entry: a literal under one of its keys. 24 bytes: hash of the key and owner, literal, next entry of the block (1 and above; 0: none), owner, offset of the gram.
const ENTRY: u32 = 24
const E_LITERAL: u32 = 8
const E_NEXT: u32 = 12
const E_OWNER: u32 = 16
const E_OFFSET: u32 = 20
/** In the offset: not the first of its block. */
const FOLLOWS: u32 = 1 << 31

/** Of what `group` found. */
export let blockCount: u32 = 0
export let blockBytes: u32 = 0

/**
 * By literal, 16 bytes: how often its rarest gram is expected (f64; infinite below 4 bytes), the gram's place, and the place of the first
 * of the four neighbours that are rarest together (-1 below 7 bytes). A chain of pairs of bytes gives the rates: `first` by byte and `next` by pair, both
 * f64; `counts` (by hash of a gram, or 0) is what was met in `length` bytes of logs.
 */
export function rateLiterals(count: u32, to: u32, first: u32, next: u32, counts: u32, length: f64): void {
  for (let i: u32 = 0; i < count; i++, to += 16) {
    const l = literals + i * LIT_SIZE
    const text = load<u32>(l + L_TEXT)
    const size = load<u32>(l + L_LENGTH)
    let rate: f64 = Infinity
    let least: f64 = Infinity
    let shortAt: u32 = 0
    let longAt: i32 = -1
    if (size >= 4) {
      let r1: f64 = Infinity
      let r2: f64 = Infinity
      let r3: f64 = Infinity
      let ab = pair(next, text)
      let bc = pair(next, text + 1)
      for (let at: u32 = 0; at + 4 <= size; at++) {
        const cd = pair(next, text + at + 2)
        let r0 = load<f64>(first + (<u32>load<u8>(text + at) << 3)) * ab * bc * cd
        if (counts != 0) r0 = <f64>load<u32>(counts + (((load<u32>(text + at) * 0x9e3779b1) >>> 16) << 2)) / length + r0 / 100
        if (r0 < rate) { rate = r0; shortAt = at }
        const sum = r0 + r1 + r2 + r3
        if (sum < least) { least = sum; longAt = <i32>at - 3 }
        r3 = r2
        r2 = r1
        r1 = r0
        ab = bc
        bc = cd
      }
    }
    store<f64>(to, rate)
    store<u32>(to, shortAt, 8)
    store<i32>(to, longAt, 12)
  }
}

// @ts-ignore: decorator
@inline
function pair(next: u32, at: u32): f64 {
  return load<f64>(next + ((((<u32>load<u8>(at)) << 8) | <u32>load<u8>(at + 1)) << 3))
}

/** The entry at `e`: the literal under the gram at `offset`, or as a whole, a beginning, an end. */
export function addEntry(e: u32, owner: u32, literal: u32, offset: u32): void {
  const l = literals + literal * LIT_SIZE
  store<u64>(e, keyHash(owner, load<u32>(l + L_TEXT), load<u32>(l + L_LENGTH), offset))
  store<u32>(e, literal, E_LITERAL)
  store<u32>(e, 0, E_NEXT)
  store<u32>(e, owner, E_OWNER)
  store<u32>(e, offset, E_OFFSET)
}

/** What `scan` will hash when it meets the literal. */
function keyHash(owner: u32, text: u32, length: u32, offset: u32): u64 {
  const kind = owner & 7
  if (kind >= KIND_GRAM) return hashWord(load<u32>(text + offset), owner)
  const f = fields + (owner >> 3) * FIELD_SIZE
  const size = sizeOf(affixBit(length))
  const h = kind == KIND_EXACT ? hash(text, length, owner) : hashAffix(kind == KIND_SUFFIX ? text + length - size : text, size, owner)
  mark(load<u32>(f + F_AFFIXES), <u32>(h >> 8) & load<u32>(f + F_AFFIX_MASK))
  return h
}

/** Chains the entries of one key. `table`: (hash, first, last) in 16 bytes, all 0, more than there are entries. */
export function group(entries: u32, count: u32, table: u32, mask: u32): void {
  blockCount = 0
  blockBytes = 0
  for (let i: u32 = 0; i < count; i++) {
    const e = entries + i * ENTRY
    const h = load<u64>(e)
    const owner = load<u32>(e, E_OWNER)
    blockBytes += entryBytes(e)
    let slot: u32 = <u32>(h >> 20) & mask
    while (true) {
      const at = table + (slot << 4)
      const first = load<u32>(at, 8)
      if (first == 0) {
        store<u64>(at, h)
        store<u32>(at, i + 1, 8)
        store<u32>(at, i + 1, 12)
        blockCount++
        blockBytes += BLOCK_HEAD + 15
        break
      }
      if (load<u64>(at) == h && load<u32>(entries + (first - 1) * ENTRY, E_OWNER) == owner) {
        store<u32>(entries + (load<u32>(at, 12) - 1) * ENTRY, i + 1, E_NEXT)
        store<u32>(at, i + 1, 12)
        store<u32>(e, load<u32>(e, E_OFFSET) | FOLLOWS, E_OFFSET)
        break
      }
      slot = (slot + 1) & mask
    }
  }
}

// @ts-ignore: decorator
@inline
function entryBytes(e: u32): u32 {
  return ENTRY_HEAD + ((load<u32>(literals + load<u32>(e, E_LITERAL) * LIT_SIZE + L_LENGTH) + 7) & ~7)
}

/** Writes the blocks from `to` on, at multiples of 16, and makes them known to `scan`. `to` has room for `blockBytes`. */
export function writeBlocks(entries: u32, count: u32, to: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    let e = entries + i * ENTRY
    if (load<u32>(e, E_OFFSET) & FOLLOWS) continue
    const h = load<u64>(e)
    const block = to
    store<u32>(block, load<u32>(e, E_OWNER))
    to += BLOCK_HEAD
    let size: u32 = 0
    while (true) {
      const l = literals + load<u32>(e, E_LITERAL) * LIT_SIZE
      const length = load<u32>(l + L_LENGTH)
      store<u32>(to, load<u32>(l + L_ATOM))
      store<u32>(to, length | ((load<u32>(e, E_OFFSET) & ~FOLLOWS) << 16), 4)
      memory.copy(to + ENTRY_HEAD, load<u32>(l + L_TEXT), length)
      to += ENTRY_HEAD + ((length + 7) & ~7)
      size++
      const next = load<u32>(e, E_NEXT)
      if (next == 0) break
      e = entries + (next - 1) * ENTRY
    }
    store<u32>(block, size, 4)
    to = (to + 15) & ~15
    let slot: u32 = <u32>(h >> 32) & slotMask
    while (load<u32>(slots + (slot << 3)) != 0) slot = (slot + 1) & slotMask
    store<u32>(slots + (slot << 3), <u32>h | 1)
    store<u32>(slots + (slot << 3), block, 4)
  }
}
