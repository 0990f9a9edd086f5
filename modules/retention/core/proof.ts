/**
 * What proves a deletion without keeping what was deleted. A leaf is the SHA-256 of an id; the leaves stand sorted one after
 * the other, and the SHA-256 of that is the digest in the audit log. Whoever has an id finds its leaf; from a leaf nobody
 * learns the id. `printf %s ID | sha256sum` makes the same leaf.
 */
import { createHash } from 'node:crypto'

const LEAF_BYTES = 32
const sha256 = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest()

export const leafOf = (id: string): Buffer => sha256(id)
export const leavesOf = (ids: readonly string[]): Buffer => Buffer.concat(ids.map(leafOf).sort(Buffer.compare))
export const digestOf = (leaves: Buffer): Buffer => sha256(leaves)

/** Whether the id is among the leaves: a binary search, because a run may have taken thousands. */
export function holds(leaves: Buffer, id: string): boolean {
  const wanted = leafOf(id)
  let [low, high] = [0, leaves.length / LEAF_BYTES - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const order = wanted.compare(leaves, middle * LEAF_BYTES, (middle + 1) * LEAF_BYTES)
    if (order === 0) return true
    if (order < 0) high = middle - 1
    else low = middle + 1
  }
  return false
}

/** From when to when it was. @throws where a row has no moment: what cannot be told in the proof does not go. */
export function spanOf(due: readonly { readonly id: string; readonly at: Date }[]): { readonly oldest: Date; readonly newest: Date } {
  let [first, last] = [Infinity, -Infinity]
  for (const { id, at } of due) {
    const moment = at.getTime()
    if (Number.isNaN(moment)) throw new Error(`${id} has no moment`)
    first = Math.min(first, moment)
    last = Math.max(last, moment)
  }
  return { oldest: new Date(first), newest: new Date(last) }
}
