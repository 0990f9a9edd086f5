import { readV4 } from '../form/address.ts'
import { NAME, NONE, type Form } from '../form/classes.ts'
import { readForm } from '../form/read.ts'
import { ask } from '../match/ask.ts'
import type { Found } from '../store/found.ts'
import { finish, START, step } from '../store/hash.ts'
import { stab } from '../store/ranges.ts'
import type { Store } from '../store/store.ts'
import { slotV4 } from '../store/table.ts'
import { eachCandidate, HIDDEN, type Visit } from './candidates.ts'

/**
 * A question put to every line: may there be a hit? Never a wrong no (but for a line that begins like JSON and is none, where escapes may be
 * misread). A yes is looked at again, exactly.
 */
export type Quick = (bytes: Uint8Array, from: number, to: number, now: number) => boolean

export function makeQuick(store: Store, form: Form, found: Found): Quick {
  let at = 0, hidden = false
  const visit: Visit = (bytes, start, end, plain) => {
    if (start === HIDDEN) { hidden = true; return true }
    if (plain && !maybe(store, bytes, start, end)) return false
    if (readForm(bytes, start, end, form) === NONE) return false
    found.count = 0
    ask(store, form, at, found)
    return found.count > 0
  }
  let scratch = new Uint8Array(4096)
  return (bytes, from, to, now) => {
    at = now
    const json = beginsLikeJson(bytes, from, to)
    hidden = false
    const found = eachCandidate(bytes, from, to, json, store.paths > 0, visit)
    if (!hidden) return found
    if (scratch.length < to - from) scratch = new Uint8Array((to - from) * 2)
    const end = unhide(bytes, from, to, scratch)
    return end < 0 || eachCandidate(scratch, 0, end, false, store.paths > 0, visit)
  }
}

/** By the bits of each suffix alone, or the table of addresses: no copy, no record touched. */
function maybe(store: Store, bytes: Uint8Array, from: number, to: number): boolean {
  const last = bytes[to - 1]!
  if (last >= 48 && last <= 57) {
    const v4 = readV4(bytes, from, to)
    if (v4 >= 0) {
      const slot = slotV4(store, v4)
      if (store.v4[slot + 1] !== 0 || store.v4[slot + 2] !== 0) return true
      let inside = false
      stab(store.ranges4, v4, () => { inside = true })
      return inside
    }
  }
  let hash = START, foreign = false
  for (let i = to - 1; i >= from; i--) {
    let c = bytes[i]!
    if (c >= 65 && c <= 90) c |= 32
    else if (c >= 128) foreign = true
    hash = step(hash, c)
    if (i > from && bytes[i - 1] !== 46) continue
    const bit = finish(hash, NAME) >>> store.bitShift
    if ((store.bits[bit >>> 5]! & (1 << (bit & 31))) !== 0) return true
  }
  return foreign
}

export function beginsLikeJson(bytes: Uint8Array, from: number, to: number): boolean {
  let i = from
  while (i < to && bytes[i]! <= 32) i++
  return i < to && (bytes[i] === 123 || bytes[i] === 91 || bytes[i] === 34)
}

/** `\/` as `/`, `\u0041` as `A`, a control character, quote or backslash as a space. -1 for what is not ASCII: that is looked at exactly. */
function unhide(bytes: Uint8Array, from: number, to: number, into: Uint8Array): number {
  let out = 0
  for (let i = from; i < to; i++) {
    const c = bytes[i]!
    if (c !== 92) { into[out++] = c; continue }
    const next = bytes[++i]!
    if (next === 47) into[out++] = 47
    else if (next === 117) {
      const code = Number.parseInt(String.fromCharCode(bytes[i + 1]!, bytes[i + 2]!, bytes[i + 3]!, bytes[i + 4]!), 16)
      if (!(code < 128)) return -1
      into[out++] = code < 32 || code === 34 || code === 92 ? 32 : code
      i += 4
    } else into[out++] = 32
  }
  return out
}
