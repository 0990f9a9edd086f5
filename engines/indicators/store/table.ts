import { V4, V6 } from '../form/classes.ts'
import { lengthOf, whatOf, type Store } from './store.ts'

/** Newest record of this key, or 0. The bytes are compared: a hash alone accuses nobody. */
export function find(store: Store, hash: number, form: number, bytes: Uint8Array, from: number, to: number): number {
  const bit = hash >>> store.bitShift
  if ((store.bits[bit >>> 5]! & (1 << (bit & 31))) === 0) return 0
  const slots = store.slots, mask = slots.length / 2 - 1
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const head = slots[slot * 2 + 1]!
    if (head === 0) return 0
    if (slots[slot * 2] === hash && same(store, head, form, bytes, from, to)) return head
  }
}

/** Puts a row at the head of the chain of its key. */
export function link(store: Store, hash: number, id: number, head: number): void {
  if (head === 0 && (store.keys + 1) * 40 > store.slots.length * 17) rehash(store)
  const slots = store.slots, mask = slots.length / 2 - 1
  let slot = hash & mask
  while (slots[slot * 2 + 1] !== head || (head !== 0 && slots[slot * 2] !== hash)) slot = (slot + 1) & mask
  if (head === 0) { store.keys++; mark(store, hash) }
  slots[slot * 2] = hash
  slots[slot * 2 + 1] = id
  store.words[id] = head
}

/** The place of a v4 address in its table: where it is, or would be. */
export function slotV4(store: Store, v4: number): number {
  const table = store.v4, mask = table.length / 3 - 1
  let hash = Math.imul(v4, 0x9e3779b1)
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  let slot = (hash ^ (hash >>> 13)) & mask
  while (table[slot * 3] !== v4 && (table[slot * 3 + 1] !== 0 || table[slot * 3 + 2] !== 0)) slot = (slot + 1) & mask
  return slot * 3
}

/** An address at the head of its chain; an address:port as the latest of its address. Answers who was there before. */
export function linkV4(store: Store, v4: number, id: number, withPort: boolean): number {
  if ((store.v4Keys + 1) * 4 > store.v4.length) {
    const old = store.v4
    store.v4 = new Uint32Array(old.length * 2)
    for (let i = 0; i < old.length; i += 3) {
      if (old[i + 1] === 0 && old[i + 2] === 0) continue
      const slot = slotV4(store, old[i]!)
      for (let part = 0; part < 3; part++) store.v4[slot + part] = old[i + part]!
    }
  }
  const slot = slotV4(store, v4)
  if (store.v4[slot + 1] === 0 && store.v4[slot + 2] === 0) store.v4Keys++
  const at = slot + (withPort ? 2 : 1)
  const before = store.v4[at]!
  store.v4[slot] = v4
  store.v4[at] = id
  if (!withPort) store.words[id] = before
  return before
}

function same(store: Store, id: number, form: number, key: Uint8Array, from: number, to: number): boolean {
  if ((whatOf(store, id) & 15) !== form) return false
  // Behind an address stand its port, and behind that of a v4 one the link to its sister: no part of the key.
  const beside = form === V6 ? 2 : form === V4 ? 4 : 0
  if (lengthOf(store, id) - beside !== to - from) return false
  const bytes = store.bytes, shift = id * 4 + 10 - from
  for (let i = from; i < to; i++) if (bytes[i + shift] !== key[i]) return false
  return true
}

function mark(store: Store, hash: number): void {
  const bit = hash >>> store.bitShift
  store.bits[bit >>> 5]! |= 1 << (bit & 31)
}

/** Twice the slots at a load of 85 %, and with them twice the bits: nine to nineteen for each key. */
function rehash(store: Store): void {
  const old = store.slots
  const slots = new Int32Array(old.length * 2), mask = slots.length / 2 - 1
  store.bitShift--
  store.bits = new Uint32Array(store.bits.length * 2)
  for (let i = 0; i < old.length; i += 2) {
    if (old[i + 1] === 0) continue
    let slot = old[i]! & mask
    while (slots[slot * 2 + 1] !== 0) slot = (slot + 1) & mask
    slots[slot * 2] = old[i]!
    slots[slot * 2 + 1] = old[i + 1]!
    mark(store, old[i]!)
  }
  store.slots = slots
}
