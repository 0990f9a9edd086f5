import { Delaunay } from 'd3-delaunay'
import type { MapView, PublicState } from '#modules/notices/contract-public.ts'

/** Invented places: none of these names is a real municipality (a test compares them with the registry). */
const first = ['Bel', 'Borgo', 'Castel', 'Colle', 'Fonte', 'Gran', 'Monte', 'Mura', 'Pian', 'Pieve', 'Ponte', 'Porto', 'Rocca', 'Sasso', 'Serra', 'Torre', 'Val', 'Villa']
const second = ['adresca', 'bruvella', 'cardossa', 'delmura', 'errasca', 'fiorvanda', 'gresella', 'lumera', 'marvosa', 'nerbasca', 'ondrella', 'pervasca', 'quindola', 'rovessa', 'sturmina', 'tervola', 'ulmasca', 'vescarda', 'zarmella']
const known = ['Corvasse', 'Portovelo', 'Pontescuro', 'Borgorame', 'Capolemo', 'Casalorto', 'Castelvento', 'Cerquarola', 'Dorsena', 'Frassanella', 'Ghiaredo', 'Lavarosa']

/** Cells of an invented region of `count` places with an uneven coast; the same seed gives the same map. */
export function inventedMap(count: number, states: readonly PublicState[], seed = 7): MapView {
  const random = generator(seed)
  const width = 600
  const height = 455
  const edge = coast(width, height)
  const points = relax(scatter(count, width, height, edge, random), width, height, edge, count)
  const voronoi = Delaunay.from(points.all).voronoi([0, 0, width, height])
  const order = shuffled(count, random)
  const names = namesOf(count)
  // Trouble gathers: the cells nearest to two towns, and some far away.
  const hubs = [points.inside[order[0]!]!, points.inside[order[1]!]!]
  const near = points.inside.map((p, i) => ({ i, d: Math.min(...hubs.map((h) => Math.hypot(h[0] - p[0], h[1] - p[1]))) * (0.55 + random()) })).sort((a, b) => a.d - b.d)
  const stateOf = new Map(near.slice(0, states.length).map(({ i }, n) => [i, states[n]!]))
  const polygons = points.inside.map((_, i) => voronoi.cellPolygon(i) ?? [])
  const xs = polygons.flat().map((q) => q[0]!)
  const ys = polygons.flat().map((q) => q[1]!)
  const left = Math.min(...xs) - 4
  const top = Math.min(...ys) - 4
  const at = (x: number, y: number): [number, number] => [Math.round(x - left), Math.round(y - top)]
  const pathOf = (i: number): string => {
    const ring = polygons[i]!.slice(0, -1).map(([x, y]) => at(x!, y!))
    return `M${ring[0]!.join(' ')}l${ring.slice(1).map(([x, y], n) => `${x - ring[n]![0]} ${y - ring[n]![1]}`).join(' ')}z`
  }
  const ground = points.inside.map((_, i) => pathOf(i)).join('')
  // Names only where no mark would be under them.
  const clear = order.filter((i) => [...stateOf.keys()].every((j) => Math.hypot(points.inside[i]![0] - points.inside[j]![0], points.inside[i]![1] - points.inside[j]![1]) > 60) && points.inside[i]![0] > left + 60)
  return {
    width: Math.ceil(Math.max(...xs) - left + 4),
    height: Math.ceil(Math.max(...ys) - top + 4),
    places: count,
    mark: 19,
    ground,
    borders: ground,
    cells: [...stateOf].map(([i, state]) => {
      const [x, y] = at(...points.inside[i]!)
      return { name: names[i]!, path: pathOf(i), x, y, state, party: slug(names[i]!) }
    }),
    labels: clear.slice(0, 3).map((i, n) => {
      const [x, y] = at(...points.inside[i]!)
      return { name: names[i]!, x, y, size: n === 0 ? 'always' : 'wide' }
    }),
  }
}

/** The names that an invented region of `count` places has. */
export const inventedNames = (count: number): string[] => namesOf(count)

export function slug(name: string): string {
  return name.toLowerCase().normalize('NFD').replace(/[^a-z]+/g, '-')
}

/** mulberry32: small, seeded, enough for drawing. */
function generator(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

type Point = [number, number]

/** Inside when the distance from the middle, in the region's own proportions, is under a wavy radius. */
function coast(width: number, height: number): (p: Point) => boolean {
  return ([x, y]) => {
    const dx = (x - width / 2) / (width * 0.47)
    const dy = (y - height / 2) / (height * 0.46)
    const a = Math.atan2(dy, dx)
    return Math.hypot(dx, dy) < 0.86 + 0.09 * Math.sin(3 * a + 1) + 0.07 * Math.cos(5 * a) + 0.04 * Math.sin(11 * a + 2)
  }
}

function scatter(count: number, width: number, height: number, edge: (p: Point) => boolean, random: () => number): Point[] {
  const inside: Point[] = []
  while (inside.length < count) {
    const p: Point = [random() * width, random() * height]
    if (edge(p)) inside.push(p)
  }
  return inside
}

/** Two rounds towards even cells; a ring of points outside keeps the outer cells from running to the frame. */
function relax(start: Point[], width: number, height: number, edge: (p: Point) => boolean, count: number): { inside: Point[]; all: Point[] } {
  const gap = Math.sqrt((width * height * 0.6) / count)
  const ring: Point[] = []
  for (let x = -gap; x < width + gap; x += gap * 0.8) for (let y = -gap; y < height + gap; y += gap * 0.8) if (!edge([x, y])) ring.push([x, y])
  let inside = start
  for (let round = 0; round < 2; round++) {
    const voronoi = Delaunay.from([...inside, ...ring]).voronoi([0, 0, width, height])
    inside = inside.map((p, i) => {
      const polygon = voronoi.cellPolygon(i)
      if (!polygon) return p
      const n = polygon.length - 1
      const sum = polygon.slice(0, -1).reduce<Point>((s, q) => [s[0] + q[0]! / n, s[1] + q[1]! / n], [0, 0])
      return sum
    })
  }
  return { inside, all: [...inside, ...ring] }
}

function shuffled(count: number, random: () => number): number[] {
  return Array.from({ length: count }, (_, i) => ({ i, r: random() })).sort((a, b) => a.r - b.r).map((x) => x.i)
}

function namesOf(count: number): string[] {
  const made = first.flatMap((a) => second.map((b) => (a.length > 4 ? `${a} ${b[0]!.toUpperCase()}${b.slice(1)}` : `${a}${b}`)))
  const spread = made.map((name, i) => ({ name, k: (i * 151) % made.length })).sort((a, b) => a.k - b.k).map((x) => x.name)
  return [...known, ...spread].slice(0, count)
}
