/**
 * FNV-1a, then the finish of Murmur3: every bit of the key reaches the low bits that choose a slot. Names are read from the right, so
 * that one walk gives the hash of every suffix; everything else from the left, so that one gives every prefix of a URL.
 * Signed numbers of 32 bits: what fits into a machine word is never put into an object.
 */
export const START = 0x811c9dc5 | 0
export const step = (hash: number, byte: number): number => Math.imul(hash ^ byte, 0x01000193)
export function finish(hash: number, form: number): number {
  hash ^= Math.imul(form, 0x9e3779b1)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

export function hashRight(bytes: Uint8Array, from: number, to: number, form: number): number {
  let hash = START
  for (let i = to - 1; i >= from; i--) hash = step(hash, bytes[i]!)
  return finish(hash, form)
}
export function hashLeft(bytes: Uint8Array, from: number, to: number, form: number): number {
  let hash = START
  for (let i = from; i < to; i++) hash = step(hash, bytes[i]!)
  return finish(hash, form)
}
