// A folded text against every literal of its field. What is found wakes atoms, and atoms wake the rules that could not hold without them.
import {
  ATOM_SIZE, BLOCK_HEAD, ENTRY_HEAD, F_AFFIXES, F_AFFIX_MASK, F_EXACT_SIZES, F_FLAGS, F_PREFIX_SIZES, F_SCANNER, F_SMALL, F_SMALL_COUNT,
  F_SUFFIX_SIZES, HAS_EXACT, HAS_PREFIX, HAS_SUFFIX, KIND_EXACT, KIND_GRAM, KIND_PREFIX, KIND_SUFFIX, LIT_SIZE, L_ATOM, L_LENGTH, L_TEXT, RULE_SIZE,
  atoms, candidates, held, heldList, literals, rules, slotMask, slots,
} from './layout'
import { epoch } from './tokens'
import { isSet, mark, search } from './search'
import { equal, find, hash, hashWord, low } from './text'

export let candidateCount: u32 = 0
/** Bits of the rules that may speak of the event at hand. */
export let mask: u32 = 0

let heldCount: u32 = 0

/** A new event: nothing holds yet. */
export function begin(ruleMask: u32): void {
  candidateCount = 0
  mask = ruleMask
  for (let at = heldList, end = heldList + (heldCount << 2); at < end; at += 4) store<u8>(held + (load<u32>(at) >> 3), 0)
  heldCount = 0
}

// @ts-ignore: decorator
@inline
export function isHeld(atom: u32): bool {
  return ((<u32>load<u8>(held + (atom >> 3)) >> (atom & 7)) & 1) != 0
}

// @ts-ignore: decorator
@inline
export function note(atom: u32): void {
  const at = held + (atom >> 3)
  store<u8>(at, load<u8>(at) | (<u8>1 << <u8>(atom & 7)))
  store<u32>(heldList + (heldCount << 2), atom)
  heldCount++
}

// @ts-ignore: decorator
@inline
export function consider(rule: u32): void {
  if (!((<u32>load<u8>(mask + (rule >> 3)) >> (rule & 7)) & 1)) return
  const r = rules + rule * RULE_SIZE
  if (load<u32>(r) == epoch) return
  store<u32>(r, epoch)
  store<u32>(candidates + (candidateCount << 2), rule)
  candidateCount++
}

export function hold(atom: u32): void {
  if (isHeld(atom)) return
  note(atom)
  const a = atoms + atom * ATOM_SIZE
  store<u32>(a, load<u32>(a, 8) + 1, 8)
  let at = load<u32>(a)
  const end = at + (load<u32>(a, 4) << 2)
  for (; at < end; at += 4) consider(load<u32>(at))
}

/** The literals under one key: those that lie as they must in the text hold. `at`: where the hashed bytes begin. */
export function probe(h: u64, text: u32, length: u32, at: u32, owner: u32): void {
  const tag: u32 = <u32>h | 1
  const kind = owner & 7
  let slot: u32 = <u32>(h >> 32) & slotMask
  while (true) {
    const entry = slots + (slot << 3)
    const seen = load<u32>(entry)
    if (seen == 0) return
    if (seen == tag) {
      const block = load<u32>(entry, 4)
      if (load<u32>(block) == owner) look(block, text, length, at, kind)
    }
    slot = (slot + 1) & slotMask
  }
}

// @ts-ignore: decorator
@inline
function look(block: u32, text: u32, length: u32, at: u32, kind: u32): void {
  let count = load<u32>(block, 4)
  let e = block + BLOCK_HEAD
  while (count != 0) {
    const word = load<u32>(e, 4)
    const size = word & 0xffff
    let begins = text
    if (kind >= KIND_GRAM) begins = at - (word >>> 16)
    else if (kind == KIND_SUFFIX) begins = text + length - size
    // A gram may stand so early in the text that the literal would begin before it.
    const fits = kind == KIND_EXACT ? size == length : begins >= text && begins + size <= text + length
    if (fits && size <= length && equal(begins, e + ENTRY_HEAD, size)) hold(load<u32>(e))
    e += ENTRY_HEAD + ((size + 7) & ~7)
    count--
  }
}

// @ts-ignore: decorator
@inline
export function salt(field: u32, kind: u32): u32 {
  return (field << 3) | kind
}

// A suffix or prefix is hashed by as much of it as one of these sizes: bits 0 to 7 for 1 to 8 bytes, then 12, 16, 24 and 32.
// @ts-ignore: decorator
@inline
export function sizeOf(bit: u32): u32 {
  return bit < 8 ? bit + 1 : bit < 10 ? (bit - 5) << 2 : (bit - 7) << 3
}

// @ts-ignore: decorator
@inline
export function affixBit(length: u32): u32 {
  return length >= 32 ? 11 : length >= 24 ? 10 : length >= 16 ? 9 : length >= 12 ? 8 : min(length, 8) - 1
}

// @ts-ignore: decorator
@inline
export function hashAffix(at: u32, size: u32, owner: u32): u64 {
  if (size > 16) return hash(at, size, owner)
  const word = size <= 8 ? low(at, size) : load<u64>(at) ^ (load<u64>(at + size - 8) * 0x9ddfea08eb382d69)
  return hashWord(word, owner + (size << 24))
}

/** Suffixes or prefixes: `sizes` tells which sizes are worth a hash. */
// @ts-ignore: decorator
@inline
function affixes(view: u32, field: u32, text: u32, length: u32, sizes: u32, kind: u32): void {
  const bits = load<u32>(view + F_AFFIXES)
  const mask = load<u32>(view + F_AFFIX_MASK)
  while (sizes != 0) {
    const size = sizeOf(ctz(sizes))
    sizes &= sizes - 1
    if (size > length) return
    const h = hashAffix(kind == KIND_SUFFIX ? text + length - size : text, size, salt(field, kind))
    if (isSet(bits, <u32>(h >> 8) & mask)) probe(h, text, length, text, salt(field, kind))
  }
}

/** @param view what the plan asks of the field */
export function scan(view: u32, field: u32, text: u32, length: u32): void {
  const flags = load<u32>(view + F_FLAGS)
  if (flags & HAS_EXACT && (load<u64>(view + F_EXACT_SIZES) >> <u64>min(length, 63)) & 1) {
    const h = hash(text, length, salt(field, KIND_EXACT))
    if (isSet(load<u32>(view + F_AFFIXES), <u32>(h >> 8) & load<u32>(view + F_AFFIX_MASK))) probe(h, text, length, text, salt(field, KIND_EXACT))
  }
  if (length == 0) return
  if (flags & HAS_SUFFIX) affixes(view, field, text, length, load<u16>(load<u32>(view + F_SUFFIX_SIZES) + (<u32>load<u8>(text + length - 1) << 1)), KIND_SUFFIX)
  if (flags & HAS_PREFIX) affixes(view, field, text, length, load<u16>(load<u32>(view + F_PREFIX_SIZES) + (<u32>load<u8>(text) << 1)), KIND_PREFIX)
  const end = text + length
  let small = load<u32>(view + F_SMALL)
  const smallEnd = small + (load<u32>(view + F_SMALL_COUNT) << 2)
  for (; small < smallEnd; small += 4) {
    const l = literals + load<u32>(small) * LIT_SIZE
    if (find(text, end, load<u32>(l + L_TEXT), load<u32>(l + L_LENGTH)) != 0) hold(load<u32>(l + L_ATOM))
  }
  const scanner = load<u32>(view + F_SCANNER)
  if (scanner != 0) search(scanner, field, text, length)
}
