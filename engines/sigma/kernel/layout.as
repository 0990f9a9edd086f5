// What lies where in the kernel's memory. The host lays out every table once (compile/) and hands over the addresses by setTable.
// All numbers are little endian; a table's address is 16-byte aligned; 64 bytes beyond each text may be read and are ignored.

// Fields: 80 bytes each. Field 0 is the pseudo-field of keywords. The first 40 bytes say what a text is asked for; a plan whose rules ask
// for less has its own such view, and only its address.
export const FIELD_SIZE: u32 = 80
export const F_FLAGS: u32 = 0 // of the constants HAS_*
export const F_SUFFIX_SIZES: u32 = 4 // 256 16-bit words: by the last byte of a text, the sizes under which suffixes that end so are hashed (scan.as)
export const F_PREFIX_SIZES: u32 = 8 // the same by the first byte
export const F_SCANNER: u32 = 12 // for the literals that may lie anywhere in a text, or 0
export const F_SMALL: u32 = 16 // literals that are searched one by one: literal numbers
export const F_SMALL_COUNT: u32 = 20
export const F_EXACT_SIZES: u32 = 24 // 64 bits: bit n: there are exact texts of n bytes, bit 63 for all from there
export const F_AFFIXES: u32 = 32 // bits of the hashes of all exact texts, suffixes and prefixes
export const F_AFFIX_MASK: u32 = 36

export const F_ROUTING: u32 = 40 // salt of the routing field, or 0
export const F_SEEN: u32 = 44 // epoch in which a value of any kind stood there
export const F_VALUE: u32 = 48 // epoch in which something else than null stood there
export const F_WIDE: u32 = 52 // epoch in which a text with other than ASCII stood there
export const F_FIRST: u32 = 56 // first record of the event (valid in the epoch F_SEEN)
export const F_LAST: u32 = 60
export const F_PRESENT_ATOM: u32 = 64 // atom that holds when the field is there, + 1
export const F_WIDE_ATOM: u32 = 68 // atom that holds when a text of the field is not ASCII, + 1

export const HAS_EXACT: u32 = 1
export const HAS_SUFFIX: u32 = 2
export const HAS_PREFIX: u32 = 4
export const HAS_ANY: u32 = 16 // some literal: the text must be folded

// A scanner: finds the places of a text at which literals may lie. 20 bytes. Long literals (7 bytes and more) are known by four
// neighbouring grams, one of which lies at a multiple of 4; the others by one gram: few by nibbles (SIMD), many by a filter like the long.
export const S_LONG: u32 = 0 // bits of the hashes of grams, or 0
export const S_LONG_SHIFT: u32 = 4 // 32 - log2(bits)
export const S_SHORT: u32 = 8
export const S_SHORT_SHIFT: u32 = 12
export const S_NIBBLES: u32 = 16 // 4 × 2 tables of 16 bytes: by byte of the gram, by its low and its high nibble: bits of the groups it may belong to

// Atoms: 12 bytes: address and number of the rules that it wakes (a lazy one: its literal), times it held. Whether it holds of the event
// at hand is one bit in `held`, so that all of them stay in the first cache.
export const ATOM_SIZE: u32 = 12
// Rules: 8 bytes: epoch in which it became a candidate, address of its program.
export const RULE_SIZE: u32 = 8
// Literals that are searched one by one: 16 bytes. The others lie in blocks.
export const LIT_SIZE: u32 = 16
export const L_TEXT: u32 = 0
export const L_LENGTH: u32 = 4
export const L_ATOM: u32 = 8
export const L_KIND: u32 = 12

// A block: all literals of one field, kind and key (hashed bytes), one behind the other, so that a look costs few cache lines:
// owner (field and kind), number of literals, then for each: atom, length and (upper 16 bits) offset of its gram, text padded to 8 bytes.
export const BLOCK_HEAD: u32 = 8
export const ENTRY_HEAD: u32 = 8

export const KIND_EXACT: u32 = 1
export const KIND_SUFFIX: u32 = 2
export const KIND_PREFIX: u32 = 3
export const KIND_GRAM: u32 = 4
export const KIND_LONG: u32 = 5

// Keys of objects: 28 bytes: tag (0: free), address and length of the text, field or -1, node of the object under it or -1, object in which
// it was seen last, address of further fields that it speaks for (a number, then the fields) or 0.
export const KEY_SIZE: u32 = 28
// Values of an event: 32 bytes.
export const REC_SIZE: u32 = 32
export const R_FIELD: u32 = 0
export const R_START: u32 = 4 // raw, without the quotes
export const R_LENGTH: u32 = 8
export const R_FLAGS: u32 = 12
export const R_NEXT: u32 = 16 // next record of the same field, 0: none
export const R_TEXT: u32 = 20 // folded text, 0: not yet
export const R_TEXT_LENGTH: u32 = 24
export const R_KEY: u32 = 28 // hash of an unknown key, for the search of doubles

export const V_ESCAPED: u32 = 1
export const V_WIDE: u32 = 2
export const V_UNICODE_ESCAPE: u32 = 4
export const V_ODD_NUMBER: u32 = 8
export const V_STRING: u32 = 16
export const V_SCALAR: u32 = 32 // number, true or false
export const V_NULL: u32 = 64

// Plans: 28 bytes: bit mask of rules, views by field (0: not looked at), rules always asked (address, number), view of its keywords or 0,
// fields whose presence wakes rules (address, number).

export const GUESSES: u32 = 256
export const SEEN_SLOTS: u32 = 4096
export const ROUTE_SLOTS: u32 = 4096
export const MAX_COMMAS: u32 = 65535 // as in limits.ts
export const MAX_DEPTH: u32 = 128

export let fields: u32 = 0
export let atoms: u32 = 0
/** One bit per atom, and the atoms whose bit is set. */
export let held: u32 = 0
export let heldList: u32 = 0
export let rules: u32 = 0
export let literals: u32 = 0
export let keys: u32 = 0
export let keyMask: u32 = 0
export let slots: u32 = 0
export let slotMask: u32 = 0
export let records: u32 = 0
export let scratch: u32 = 0
export let routes: u32 = 0
export let candidates: u32 = 0
export let output: u32 = 0
export let outputLimit: u32 = 0
/** Set of unknown keys of the event: SEEN_SLOTS of 8 bytes. */
export let seenKeys: u32 = 0
/** By place of the key in the line: the entry of the key that stood there last, and the object's node. GUESSES of 8 bytes. */
export let guesses: u32 = 0
/** One word per atom: epoch in which the host said no. */
export let answered: u32 = 0
/** Whether any rule has keywords: then values of unknown names are kept as well. */
export let keepsUnknown: u32 = 0

export function setTable(which: u32, value: u32): void {
  if (which == 0) fields = value
  else if (which == 1) atoms = value
  else if (which == 2) rules = value
  else if (which == 3) literals = value
  else if (which == 4) keys = value
  else if (which == 5) keyMask = value
  else if (which == 6) slots = value
  else if (which == 7) slotMask = value
  else if (which == 8) records = value
  else if (which == 9) scratch = value
  else if (which == 11) routes = value
  else if (which == 12) candidates = value
  else if (which == 13) output = value
  else if (which == 14) outputLimit = value
  else if (which == 15) keepsUnknown = value
  else if (which == 16) seenKeys = value
  else if (which == 17) answered = value
  else if (which == 10) guesses = value
  else if (which == 18) held = value
  else if (which == 19) heldList = value
}
