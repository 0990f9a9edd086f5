import type { Point, Ring } from './types.ts'

/**
 * Visvalingam's simplification of many rings at once, to at most `maxPoints` points in all (three a ring are always kept, or
 * none). Rings are first cut where three or more of them meet: each stretch between two such corners is simplified once and
 * used by both neighbours, whichever way their rings turn, so that they still touch afterwards.
 */
export function simplify(rings: readonly Ring[], maxPoints: number): readonly Ring[] {
  const corners = findCorners(rings)
  const arcs = new Map<string, Arc>()
  const ringArcs = rings.map((ring) => cut(ring, corners).map((points) => share(points, arcs)))
  const weights = [...arcs.values()].flatMap((arc) =>
    arc.weights.filter((weight) => weight !== Number.POSITIVE_INFINITY),
  )
  // Each inner point of a shared stretch is drawn twice.
  const fixed = ringArcs.reduce((sum, list) => sum + list.length, 0)
  const budget = Math.max(0, Math.floor((maxPoints - fixed) / 2))
  const threshold =
    weights.length <= budget
      ? 0
      : Float64Array.from(weights)
          .sort()
          .at(weights.length - budget - 1)!
  return ringArcs.map((list) => {
    const ring: Point[] = []
    for (const { arc, forward } of list) {
      const kept = arc.points.filter(
        (_, i) => arc.weights[i]! > threshold || arc.weights[i] === Number.POSITIVE_INFINITY,
      )
      // The last point of a stretch is the first of the next one.
      ring.push(...(forward ? kept : kept.reverse()).slice(0, -1))
    }
    return ring.length >= 3 ? ring : []
  })
}

type Arc = { readonly points: readonly Point[]; readonly weights: readonly number[] }

function keyOf([x, y]: Point): string {
  // A thousandth of a unit: neighbours' copies of a point fall together, distinct points do not.
  return `${Math.round(x * 1000)},${Math.round(y * 1000)}`
}

/** Points with more than two different neighbours in all rings. */
function findCorners(rings: readonly Ring[]): ReadonlySet<string> {
  const neighbours = new Map<string, [string, string]>()
  const corners = new Set<string>()
  for (const ring of rings) {
    const keys = ring.map(keyOf)
    keys.forEach((key, i) => {
      const [before, after] = [keys[(i + keys.length - 1) % keys.length]!, keys[(i + 1) % keys.length]!]
      const known = neighbours.get(key)
      if (known === undefined) neighbours.set(key, [before, after])
      else if (!known.includes(before) || !known.includes(after)) corners.add(key)
    })
  }
  return corners
}

/** Stretches from corner to corner; a ring without corners (an island) is one stretch that starts at its least point. */
function cut(ring: Ring, corners: ReadonlySet<string>): Point[][] {
  const at = ring.flatMap((point, i) => (corners.has(keyOf(point)) ? [i] : []))
  if (at.length === 0) {
    const start = ring.reduce(
      (least, point, i) =>
        point[0] < ring[least]![0] || (point[0] === ring[least]![0] && point[1] < ring[least]![1]) ? i : least,
      0,
    )
    return [[...ring.slice(start), ...ring.slice(0, start), ring[start]!]]
  }
  return at.map((from, i) => {
    const to = at[(i + 1) % at.length]!
    return to > from ? ring.slice(from, to + 1) : [...ring.slice(from), ...ring.slice(0, to + 1)]
  })
}

function share(points: readonly Point[], arcs: Map<string, Arc>): { arc: Arc; forward: boolean } {
  const keys = points.map(keyOf)
  const [straight, turned] = [keys.join(' '), keys.toReversed().join(' ')]
  const forward = straight <= turned
  const id = forward ? straight : turned
  let arc = arcs.get(id)
  if (arc === undefined) {
    const oriented = forward ? [...points] : points.toReversed()
    arc = { points: oriented, weights: weigh(oriented) }
    arcs.set(id, arc)
  }
  return { arc, forward }
}

/** For each point the area of the triangle whose loss would remove it; the ends never go, a closed stretch keeps four points. */
function weigh(points: readonly Point[]): number[] {
  const count = points.length
  const weights = Array<number>(count).fill(Number.POSITIVE_INFINITY)
  if (count < 3) return weights
  const before = Int32Array.from({ length: count }, (_, i) => i - 1)
  const after = Int32Array.from({ length: count }, (_, i) => i + 1)
  const version = new Int32Array(count)
  const heap = createHeap()
  const closed = keyOf(points[0]!) === keyOf(points.at(-1)!)
  let left = count - 2
  const areaAt = (i: number): number => triangle(points[before[i]!]!, points[i]!, points[after[i]!]!)
  for (let i = 1; i < count - 1; i++) heap.push(areaAt(i), i, 0)
  let floor = 0
  for (let next = heap.pop(); next !== undefined; next = heap.pop()) {
    const { index, stamp } = next
    if (version[index] !== stamp) continue
    if (closed && left <= 2) break
    floor = Math.max(floor, next.area)
    weights[index] = floor
    version[index] = -1
    left -= 1
    const [p, n] = [before[index]!, after[index]!]
    after[p] = n
    before[n] = p
    for (const i of [p, n]) {
      if (i === 0 || i === count - 1) continue
      version[i] = version[i]! + 1
      heap.push(areaAt(i), i, version[i]!)
    }
  }
  return weights
}

function triangle(a: Point, b: Point, c: Point): number {
  return Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2
}

type Entry = { readonly area: number; readonly index: number; readonly stamp: number }

/** A binary heap by area, then by index so that equal areas always go in the same order. */
function createHeap() {
  const entries: Entry[] = []
  const less = (a: Entry, b: Entry): boolean => a.area < b.area || (a.area === b.area && a.index < b.index)
  function push(area: number, index: number, stamp: number): void {
    let at = entries.push({ area, index, stamp }) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!less(entries[at]!, entries[parent]!)) break
      ;[entries[at], entries[parent]] = [entries[parent]!, entries[at]!]
      at = parent
    }
  }
  function pop(): Entry | undefined {
    const top = entries[0]
    const last = entries.pop()
    if (top === undefined || last === undefined || entries.length === 0) return top
    entries[0] = last
    for (let at = 0; ;) {
      const [a, b] = [2 * at + 1, 2 * at + 2]
      let least = at
      if (a < entries.length && less(entries[a]!, entries[least]!)) least = a
      if (b < entries.length && less(entries[b]!, entries[least]!)) least = b
      if (least === at) return top
      ;[entries[at], entries[least]] = [entries[least]!, entries[at]!]
      at = least
    }
  }
  return { push, pop }
}
