// One line of NDJSON → records of its values. Strict as JSON.parse: what that refuses, this refuses.
import {
  F_FIRST, F_LAST, F_SEEN, F_VALUE, FIELD_SIZE, KEY_SIZE, MAX_COMMAS, MAX_DEPTH, R_FIELD, R_FLAGS, R_KEY, R_LENGTH, R_NEXT, R_START, R_TEXT, R_TEXT_LENGTH, REC_SIZE,
  V_ESCAPED, V_NULL, V_ODD_NUMBER, V_SCALAR, V_UNICODE_ESCAPE, V_WIDE, GUESSES, SEEN_SLOTS, fields, guesses, keepsUnknown, keyMask, keys, records, seenKeys,
} from './layout'
import { equal, hash, isText } from './text'
import { foldString, skipString, startFolding, textAt, textFlags, textLength } from './strings'

export let epoch: u32 = 0
export let recordCount: u32 = 0
/** A key stood twice in one object, was spelt with an escape, or is no text: the host writes such a line anew. */
export let isUnusual: bool = false
/** Each object of an event has a number of its own, never used again before the counter comes round. */
let object: u32 = 0
let numberFlags: u32 = 0

const UNKNOWN: u32 = 0xffffffff

export function nextEvent(): void {
  epoch++
  recordCount = 0
  isUnusual = false
  unknownKeys = 0
  keyCount = 0
  commas = 0
  startFolding()
}

// @ts-ignore: decorator
@inline
export function blank(p: u32): u32 {
  let c: u32 = load<u8>(p)
  while (c == 0x20 || c == 0x09 || c == 0x0d) c = load<u8>(++p)
  return p
}

// @ts-ignore: decorator
@inline
function isDigit(c: u32): bool {
  return c - 0x30 < 10
}

/** To behind the number; 0: no number. */
function number(p: u32): u32 {
  let flags: u32 = V_SCALAR
  const start = p
  let c: u32 = load<u8>(p)
  if (c == 0x2d) {
    c = load<u8>(++p)
    if (c == 0x30) flags |= V_ODD_NUMBER // -0 is spoken as 0
  }
  if (c == 0x30) c = load<u8>(++p)
  else {
    if (!isDigit(c)) return 0
    while (isDigit(c)) c = load<u8>(++p)
    if (p - start > 15) flags |= V_ODD_NUMBER
  }
  if (c == 0x2e) {
    flags |= V_ODD_NUMBER
    c = load<u8>(++p)
    if (!isDigit(c)) return 0
    while (isDigit(c)) c = load<u8>(++p)
  }
  if ((c | 0x20) == 0x65) {
    flags |= V_ODD_NUMBER
    c = load<u8>(++p)
    if (c == 0x2b || c == 0x2d) c = load<u8>(++p)
    if (!isDigit(c)) return 0
    while (isDigit(c)) c = load<u8>(++p)
  }
  numberFlags = flags
  return p
}

// There is room: a value has at most a record for each field of its key, and there are no more values than commas and one.
// @ts-ignore: decorator
@inline
function keep(field: u32, start: u32, length: u32, flags: u32, key: u32, text: u32, textSize: u32): void {
  const record = records + recordCount * REC_SIZE
  store<u32>(record + R_FIELD, field)
  store<u32>(record + R_START, start)
  store<u32>(record + R_LENGTH, length)
  store<u32>(record + R_FLAGS, flags)
  store<u32>(record + R_NEXT, 0)
  // What only the host can fold has no text yet.
  store<u32>(record + R_TEXT, flags & (V_WIDE | V_UNICODE_ESCAPE | V_ODD_NUMBER) ? 0 : text)
  store<u32>(record + R_TEXT_LENGTH, textSize)
  store<u32>(record + R_KEY, key)
  recordCount++
  if (field != UNKNOWN) {
    const f = fields + field * FIELD_SIZE
    if (!(flags & V_NULL)) store<u32>(f + F_VALUE, epoch)
    if (load<u32>(f + F_SEEN) != epoch || load<u32>(f + F_FIRST) == 0) {
      store<u32>(f + F_SEEN, epoch)
      store<u32>(f + F_FIRST, record)
    } else store<u32>(load<u32>(f + F_LAST) + R_NEXT, record)
    store<u32>(f + F_LAST, record)
  }
}

// @ts-ignore: decorator
@inline
function see(field: u32): void {
  if (field == UNKNOWN) return
  const f = fields + field * FIELD_SIZE
  if (load<u32>(f + F_SEEN) != epoch) {
    store<u32>(f + F_SEEN, epoch)
    store<u32>(f + F_FIRST, 0)
  }
}

/** A value of `field`, whose own keys hang under `node`. @returns the place behind it; 0: no JSON. */
function value(p: u32, field: u32, node: u32, key: u32, depth: u32): u32 {
  const c: u32 = load<u8>(p)
  if (c == 0x22) {
    if ((field & keepsNot) == UNKNOWN) {
      const end = skipString(p + 1)
      return end == 0 ? 0 : end + 1
    }
    const end = foldString(p + 1)
    if (end == 0) return 0
    keep(field, p + 1, end - p - 1, textFlags, key, textAt, textLength)
    return end + 1
  }
  if (isDigit(c) || c == 0x2d) {
    const end = number(p)
    if (end == 0) return 0
    if ((field & keepsNot) != UNKNOWN) keep(field, p, end - p, numberFlags, key, p, end - p)
    return end
  }
  if (c == 0x7b) {
    see(field)
    if (field != UNKNOWN) store<u32>(fields + field * FIELD_SIZE + F_VALUE, epoch)
    return depth >= MAX_DEPTH ? 0 : objectAt(p, node, depth + 1)
  }
  if (c == 0x5b) {
    see(field)
    if (depth >= MAX_DEPTH) return 0
    p = blank(p + 1)
    if (load<u8>(p) == 0x5d) {
      if (field != UNKNOWN) store<u32>(fields + field * FIELD_SIZE + F_VALUE, epoch)
      return p + 1
    }
    while (true) {
      p = value(p, field, node, key, depth + 1)
      if (p == 0) return 0
      p = blank(p)
      const d: u32 = load<u8>(p)
      if (d == 0x5d) return p + 1
      if (d != 0x2c || ++commas > MAX_COMMAS) return 0
      p = blank(p + 1)
    }
  }
  const word = load<u32>(p)
  if (word == 0x65757274) { // true
    if ((field & keepsNot) != UNKNOWN) keep(field, p, 4, V_SCALAR, key, p, 4)
    return p + 4
  }
  if (word == 0x736c6166 && load<u8>(p + 4) == 0x65) { // false
    if ((field & keepsNot) != UNKNOWN) keep(field, p, 5, V_SCALAR, key, p, 5)
    return p + 5
  }
  if (word == 0x6c6c756e) { // null
    if (field != UNKNOWN) keep(field, p, 4, V_NULL, key, p, 4)
    return p + 4
  }
  return 0
}

/** All bits where unknown values are left out, else none: then no value is unknown enough. */
let keepsNot: u32 = UNKNOWN

/** An object at `p`, whose keys hang under `node`. @returns the place behind it; 0: no JSON. */
function objectAt(p: u32, node: u32, depth: u32): u32 {
  const self = ++object
  p = blank(p + 1)
  if (load<u8>(p) == 0x7d) return p + 1
  while (true) {
    if (load<u8>(p) != 0x22) return 0
    const start = p + 1
    let field: u32 = UNKNOWN
    let under: u32 = UNKNOWN
    let key: u32 = 0
    let more: u32 = 0
    let end: u32 = 0
    // Lines of one kind have their keys in one order: the key that stood here last time is tried first.
    const guess = guesses + ((keyCount & (GUESSES - 1)) << 3)
    keyCount++
    const guessed = load<u32>(guess)
    if (guessed != 0 && load<u32>(guess, 4) == node) {
      const length = load<u32>(guessed, 8)
      if (load<u8>(start + length) == 0x22 && equal(load<u32>(guessed, 4), start, length)) {
        end = start + length
        field = load<u32>(guessed, 12)
        under = load<u32>(guessed, 16)
        more = load<u32>(guessed, 24)
        if (load<u32>(guessed, 20) == self) isUnusual = true
        store<u32>(guessed, self, 20)
      }
    }
    if (end == 0) {
      end = skipString(start)
      if (end == 0) return 0
      // Bytes that are no text are spoken as U+FFFD, and so may be a name that is asked for, or one that was there before.
      if (textFlags & V_ESCAPED || (textFlags & V_WIDE && !isText(start, end))) isUnusual = true
    }
    const length = end - start
    if (field == UNKNOWN && under == UNKNOWN && (node != UNKNOWN || keepsUnknown)) {
      const h = hash(start, length, node)
      const tag: u32 = <u32>h | 1
      key = tag
      let slot: u32 = <u32>(h >> 32) & keyMask
      let entry = keys + slot * KEY_SIZE
      while (load<u32>(entry) != 0) {
        if (load<u32>(entry) == tag && load<u32>(entry, 8) == length && equal(load<u32>(entry, 4), start, length)) {
          field = load<u32>(entry, 12)
          under = load<u32>(entry, 16)
          more = load<u32>(entry, 24)
          if (load<u32>(entry, 20) == self) isUnusual = true
          store<u32>(entry, self, 20)
          store<u32>(guess, entry)
          store<u32>(guess, node, 4)
          break
        }
        slot = (slot + 1) & keyMask
        entry = keys + slot * KEY_SIZE
      }
      if (keepsUnknown && field == UNKNOWN && under == UNKNOWN) noteUnknown(tag ^ (self * 0x9e3779b1))
    }
    p = blank(end + 1)
    if (load<u8>(p) != 0x3a) return 0
    const at = blank(p + 1)
    p = value(at, field, under, key, depth)
    if (p == 0) return 0
    if (more != 0) {
      // Once more for each further field: for that alone, and nothing is counted twice.
      const count = load<u32>(more)
      const keptNot = keepsNot
      const said = commas
      keepsNot = UNKNOWN
      for (let i: u32 = 1; i <= count; i++) {
        commas = 0
        value(at, load<u32>(more + (i << 2)), UNKNOWN, key, depth)
      }
      keepsNot = keptNot
      commas = said
    }
    p = blank(p)
    const c: u32 = load<u8>(p)
    if (c == 0x7d) return p + 1
    if (c != 0x2c || ++commas > MAX_COMMAS) return 0
    p = blank(p + 1)
  }
  return 0
}

// Unknown keys matter only to keywords: a set of their hashes, per event, tells a key that may stand twice.
let unknownKeys: u32 = 0
let keyCount: u32 = 0
let commas: u32 = 0

// @ts-ignore: decorator
@inline
function noteUnknown(h: u32): void {
  if (++unknownKeys > SEEN_SLOTS / 2) {
    isUnusual = true
    return
  }
  let slot: u32 = (h * 0x85ebca6b) >>> 20
  while (load<u32>(seenKeys + slot * 8) == epoch) {
    if (load<u32>(seenKeys + slot * 8, 4) == h) isUnusual = true
    slot = (slot + 1) & (SEEN_SLOTS - 1)
  }
  store<u32>(seenKeys + slot * 8, epoch)
  store<u32>(seenKeys + slot * 8, h, 4)
}

/** A line whose first sign that is not blank lies at `p`. @returns the place of its end (the line feed); 0: no object, or no JSON at all. */
export function line(p: u32): u32 {
  keepsNot = keepsUnknown ? 0 : UNKNOWN
  if (load<u8>(p) != 0x7b) return 0
  p = objectAt(p, 0, 1)
  if (p == 0) return 0
  p = blank(p)
  return load<u8>(p) == 0x0a ? p : 0
}
