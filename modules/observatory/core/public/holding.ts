/**
 * The rows of the public tables as numbers, one publication each, kept between two changes: a change costs what changed. They are given in one
 * order that what they hold decides, so any process that holds the same rows makes the same tables.
 */
import type { Coded } from '#engines/privacy/index.ts'

export type Holding = {
  readonly size: () => number
  /** True where something became different. */
  put(id: string, codes: readonly string[]): boolean
  drop(id: string): boolean
  coded(): Coded
}

export function createHolding(width: number): Holding {
  const words = Array.from({ length: width }, () => ({ list: [] as string[], at: new Map<string, number>() }))
  const slots = new Map<string, number>()
  const ids: string[] = []
  let data = new Int32Array(1024 * width)

  const number = (d: number, word: string): number => {
    const { list, at } = words[d]!
    let found = at.get(word)
    if (found === undefined) { at.set(word, found = list.length); list.push(word) }
    return found
  }
  return {
    size: () => ids.length,
    put(id, codes) {
      let slot = slots.get(id)
      let changed = slot === undefined
      if (slot === undefined) {
        slots.set(id, slot = ids.length)
        ids.push(id)
        if (ids.length * width > data.length) { const wider = new Int32Array(data.length * 2); wider.set(data); data = wider }
      }
      for (let d = 0; d < width; d++) {
        const code = number(d, codes[d]!)
        if (data[slot * width + d] !== code) { data[slot * width + d] = code; changed = true }
      }
      return changed
    },
    drop(id) {
      const slot = slots.get(id)
      if (slot === undefined) return false
      slots.delete(id)
      const last = ids.pop()!
      // The last takes the free place.
      if (last !== id) { ids[slot] = last; slots.set(last, slot); data.copyWithin(slot * width, ids.length * width, (ids.length + 1) * width) }
      return true
    },
    coded: () => inOneOrder(words.map((one) => one.list), data, ids.length),
  }
}

/** Beyond, a double no longer holds every whole number. */
const MOST = 2 ** 53

function inOneOrder(lists: readonly (readonly string[])[], data: Int32Array, rows: number): Coded {
  const width = lists.length
  // Only words that are in use: what a row no longer says is no code.
  const used = lists.map((list, d) => { const met = new Uint8Array(list.length); for (let r = 0; r < rows; r++) met[data[r * width + d]!] = 1; return met })
  const leaves = lists.map((list, d) => list.filter((_, i) => used[d]![i] === 1).sort())
  const ranks = lists.map((list, d) => { const at = new Map(leaves[d]!.map((leaf, i) => [leaf, i])); return Int32Array.from(list, (leaf) => at.get(leaf) ?? -1) })
  const radix: number[] = []
  let places = 1
  for (let d = width - 1; d >= 0; d--) { radix[d] = places; places *= Math.max(1, leaves[d]!.length) }
  const made = new Int32Array(rows * width)
  if (places <= MOST) {
    const keys = new Float64Array(rows)
    for (let r = 0; r < rows; r++) { let key = 0; for (let d = 0; d < width; d++) key += ranks[d]![data[r * width + d]!]! * radix[d]!; keys[r] = key }
    keys.sort()
    for (let r = 0; r < rows; r++) { let left = keys[r]!; for (let d = 0; d < width; d++) { const code = Math.floor(left / radix[d]!); made[r * width + d] = code; left -= code * radix[d]! } }
  } else {
    const rank = (r: number, d: number): number => ranks[d]![data[r * width + d]!]!
    const order = Array.from({ length: rows }, (_, r) => r).sort((a, b) => { for (let d = 0; d < width; d++) { const apart = rank(a, d) - rank(b, d); if (apart !== 0) return apart } return 0 })
    for (const [at, r] of order.entries()) for (let d = 0; d < width; d++) made[at * width + d] = rank(r, d)
  }
  return { leaves, data: made, rows }
}
