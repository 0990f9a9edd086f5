/**
 * The rows of the public tables as numbers, one publication each, kept between two changes: a change costs what changed. They are given in one
 * order that what they hold decides, so any process that holds the same rows makes the same tables. That order is kept, too: one row that changes
 * moves the rows between its old place and its new one.
 */
import type { Coded } from '#engines/privacy/index.ts'

export type Holding = {
  readonly size: () => number
  /** True where something became different. */
  put(id: string, codes: readonly string[]): boolean
  drop(id: string): boolean
  /** Its numbers hold until the next change. */
  coded(): Coded
}

/** After so many changes at once, sorting all is quicker. */
const FEW = 100

export function createHolding(width: number): Holding {
  /** `uses` says how many rows have a word: one that comes or goes changes what all numbers mean. */
  const words = Array.from({ length: width }, () => ({ list: [] as string[], at: new Map<string, number>(), uses: [] as number[] }))
  const slots = new Map<string, number>()
  const ids: string[] = []
  let data = new Int32Array(1024 * width)
  let ordered: Ordered | undefined
  let moved = 0

  const number = (d: number, word: string): number => {
    const { list, at, uses } = words[d]!
    let found = at.get(word)
    if (found === undefined) { at.set(word, found = list.length); list.push(word); uses.push(0) }
    return found
  }
  const count = (d: number, code: number, by: 1 | -1): void => {
    const { uses } = words[d]!
    uses[code]! += by
    if (uses[code] === (by > 0 ? 1 : 0)) ordered = undefined
  }
  /** From the place of one key to that of another; of a row that comes or goes there is one alone. */
  const move = (from: number | undefined, to: number | undefined): void => {
    if (!ordered || ++moved > FEW || !ordered.move(from, to)) ordered = undefined
  }
  return {
    size: () => ids.length,
    put(id, codes) {
      const numbers = codes.map((code, d) => number(d, code))
      const known = slots.get(id)
      if (known === undefined) {
        slots.set(id, ids.length)
        ids.push(id)
        if (ids.length * width > data.length) { const wider = new Int32Array(data.length * 2); wider.set(data); data = wider }
      }
      const at = (known ?? ids.length - 1) * width
      if (known !== undefined && numbers.every((code, d) => data[at + d] === code)) return false
      const before = known === undefined ? undefined : ordered?.keyAt(data, at)
      for (let d = 0; d < width; d++) {
        if (known !== undefined && data[at + d] === numbers[d]) continue
        if (known !== undefined) count(d, data[at + d]!, -1)
        count(d, numbers[d]!, 1)
        data[at + d] = numbers[d]!
      }
      move(before, ordered?.keyAt(data, at))
      return true
    },
    drop(id) {
      const slot = slots.get(id)
      if (slot === undefined) return false
      const before = ordered?.keyAt(data, slot * width)
      for (let d = 0; d < width; d++) count(d, data[slot * width + d]!, -1)
      move(before, undefined)
      slots.delete(id)
      const last = ids.pop()!
      // The last takes the free place.
      if (last !== id) { ids[slot] = last; slots.set(last, slot); data.copyWithin(slot * width, ids.length * width, (ids.length + 1) * width) }
      return true
    },
    coded() {
      moved = 0
      const ranking = ordered ?? rank(words)
      if (ranking.places > MOST) return { leaves: ranking.leaves, data: compared(ranking, data, ids.length, width), rows: ids.length }
      ordered ??= sorted(ranking, data, ids.length, width)
      return { leaves: ordered.leaves, data: ordered.rows(), rows: ids.length }
    },
  }
}

/** Beyond, a double no longer holds every whole number. */
const MOST = 2 ** 53

/** `ranks`: number of a word → its place among those in use. */
type Ranking = { readonly leaves: readonly (readonly string[])[]; readonly ranks: readonly Int32Array[]; readonly radix: readonly number[]; readonly places: number }
type Ordered = Ranking & { keyAt(data: Int32Array, at: number): number; /** False where there is no room left. */ move(from: number | undefined, to: number | undefined): boolean; rows(): Int32Array }

/** Only words that are in use: what a row no longer says is no code. */
function rank(words: readonly { readonly list: readonly string[]; readonly uses: readonly number[] }[]): Ranking {
  const leaves = words.map(({ list, uses }) => list.filter((_, i) => uses[i]! > 0).sort())
  const ranks = words.map(({ list }, d) => { const at = new Map(leaves[d]!.map((leaf, i) => [leaf, i])); return Int32Array.from(list, (leaf) => at.get(leaf) ?? -1) })
  const radix: number[] = []
  let places = 1
  for (let d = words.length - 1; d >= 0; d--) { radix[d] = places; places *= Math.max(1, leaves[d]!.length) }
  return { leaves, ranks, radix, places }
}

function sorted(ranking: Ranking, data: Int32Array, count: number, width: number): Ordered {
  const { ranks, radix } = ranking
  const keyAt = (from: Int32Array, at: number): number => { let key = 0; for (let d = 0; d < width; d++) key += ranks[d]![from[at + d]!]! * radix[d]!; return key }
  const write = (at: number, key: number): void => { let left = key; for (let d = 0; d < width; d++) { const code = Math.floor(left / radix[d]!); made[at * width + d] = code; left -= code * radix[d]! } }
  const room = count + 10 * FEW
  const [keys, made] = [new Float64Array(room), new Int32Array(room * width)]
  let size = count
  for (let r = 0; r < count; r++) keys[r] = keyAt(data, r * width)
  keys.subarray(0, count).sort()
  for (let r = 0; r < count; r++) write(r, keys[r]!)
  /** The first place whose key is no smaller. */
  const placeOf = (key: number): number => {
    let [low, high] = [0, size]
    while (low < high) { const middle = (low + high) >>> 1; if (keys[middle]! < key) low = middle + 1; else high = middle }
    return low
  }
  const shift = (to: number, from: number, end: number): void => { keys.copyWithin(to, from, end); made.copyWithin(to * width, from * width, end * width) }
  return {
    ...ranking, keyAt,
    move(from, to) {
      if (from !== undefined) { const at = placeOf(from); shift(at, at + 1, size); size-- }
      if (to !== undefined) { const at = placeOf(to); shift(at + 1, at, size); size++; keys[at] = to; write(at, to) }
      return size < room
    },
    rows: () => made.subarray(0, size * width),
  }
}

function compared({ ranks }: Ranking, data: Int32Array, count: number, width: number): Int32Array {
  const rankOf = (r: number, d: number): number => ranks[d]![data[r * width + d]!]!
  const order = Array.from({ length: count }, (_, r) => r).sort((a, b) => { for (let d = 0; d < width; d++) { const apart = rankOf(a, d) - rankOf(b, d); if (apart !== 0) return apart } return 0 })
  const made = new Int32Array(count * width)
  for (const [at, r] of order.entries()) for (let d = 0; d < width; d++) made[at * width + d] = rankOf(r, d)
  return made
}
