/**
 * Ranges by their first and last address (numbers for v4, 32 hexadecimal digits for v6: `<` orders both). They may nest and cross.
 * Settled: sorted by first, with the largest last of every subtree of the implicit search tree (O(log n + hits)), and the union as disjoint
 * intervals, which answers most questions with no by one binary search.
 */
export type Ranges<K extends number | string> = {
  readonly first: K[]
  readonly last: K[]
  readonly id: number[]
  order: Uint32Array | undefined
  most: K[]
  unionFirst: K[]
  unionLast: K[]
}
export const emptyRanges = <K extends number | string>(): Ranges<K> => ({ first: [], last: [], id: [], order: undefined, most: [], unionFirst: [], unionLast: [] })

export function addRange<K extends number | string>(ranges: Ranges<K>, first: K, last: K, id: number): void {
  ranges.first.push(first)
  ranges.last.push(last)
  ranges.id.push(id)
  ranges.order = undefined
}

/** Calls `found` for each range that holds the address. */
export function stab<K extends number | string>(ranges: Ranges<K>, address: K, found: (id: number) => void): void {
  if (ranges.id.length === 0) return
  if (!ranges.order) settle(ranges)
  const before = upTo(ranges.unionFirst, address)
  if (before < 0 || ranges.unionLast[before]! < address) return
  descend(ranges, address, 0, ranges.id.length, found)
}

function descend<K extends number | string>(ranges: Ranges<K>, address: K, low: number, high: number, found: (id: number) => void): void {
  if (low >= high) return
  const middle = (low + high) >> 1
  if (ranges.most[middle]! < address) return
  descend(ranges, address, low, middle, found)
  const at = ranges.order![middle]!
  if (ranges.first[at]! > address) return
  if (ranges.last[at]! >= address) found(ranges.id[at]!)
  descend(ranges, address, middle + 1, high, found)
}

function settle<K extends number | string>(ranges: Ranges<K>): void {
  const { first, last } = ranges
  const order = Uint32Array.from(first.keys()).sort((a, b) => (first[a]! < first[b]! ? -1 : first[a]! > first[b]! ? 1 : a - b))
  ranges.order = order
  ranges.most = Array.from({ length: first.length })
  const fill = (low: number, high: number): K | undefined => {
    if (low >= high) return undefined
    const middle = (low + high) >> 1
    let most = last[order[middle]!]!
    for (const side of [fill(low, middle), fill(middle + 1, high)]) if (side !== undefined && side > most) most = side
    return (ranges.most[middle] = most)
  }
  fill(0, first.length)
  ranges.unionFirst = []
  ranges.unionLast = []
  for (const at of order) {
    const top = ranges.unionLast.length - 1
    if (top >= 0 && first[at]! <= ranges.unionLast[top]!) { if (last[at]! > ranges.unionLast[top]!) ranges.unionLast[top] = last[at]! }
    else { ranges.unionFirst.push(first[at]!); ranges.unionLast.push(last[at]!) }
  }
}

/** Index of the last entry not after the address, -1 when all are. */
function upTo<K extends number | string>(sorted: readonly K[], address: K): number {
  let low = 0, high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! <= address) low = middle + 1
    else high = middle
  }
  return low - 1
}
