import { capitalName, endings, heads, stems, tails } from './names.data.ts'
import type { Random } from './random.ts'

export type Town = {
  readonly code: string
  readonly name: string
  readonly population: number
  readonly areaKm2: number
  readonly lat: number
  readonly lon: number
  readonly province: number
}

/** Closed ring of [lon, lat]. */
export type Outline = readonly (readonly [number, number])[]

export const townCount = 273
export const provinceCount = 10
export const regionAreaKm2 = 23_000
const kmPerDegree = 111.2

/**
 * An island around 0° N 0° E, where on Earth there is only sea: no coordinate can fall on a real place, and near the
 * equator a degree is the same length both ways.
 */
export function makeOutline(random: Random): Outline {
  const phases = [2, 3, 5, 7, 11, 17, 29].map((wave) => ({
    wave,
    phase: random.next() * 2 * Math.PI,
    height: ((0.5 + random.next()) * 0.28) / wave,
  }))
  const radii = Array.from({ length: 180 }, (_, i) => {
    const angle = (i / 180) * 2 * Math.PI
    return 1 + phases.reduce((sum, { wave, phase, height }) => sum + height * Math.sin(wave * angle + phase), 0)
  })
  const unitArea = radii.reduce((sum, r, i) => sum + 0.5 * r * radii[(i + 1) % 180]! * Math.sin((2 * Math.PI) / 180), 0)
  const scale = Math.sqrt(regionAreaKm2 / unitArea) / kmPerDegree
  const ring = radii.map((r, i): [number, number] => {
    const angle = (i / 180) * 2 * Math.PI
    return [round(r * scale * Math.cos(angle)), round(r * scale * Math.sin(angle))]
  })
  return [...ring, ring[0]!]
}

/** Towns by falling population; the first is the regional capital, and each province has one of the larger ones. */
export function makeTowns(random: Random, outline: Outline): readonly Town[] {
  const points = spread(random, outline, townCount)
  const centres = provinceCentres(points)
  const provinceOf = points.map((point) =>
    nearest(
      point,
      centres.map((i) => points[i]!),
    ),
  )
  const populations = makePopulations(random)
  const names = makeNames(random)
  // The ten largest go to the ten centres, in this order; the others anywhere.
  const order = [...centres, ...random.shuffle(points.map((_, i) => i).filter((i) => !centres.includes(i)))]
  const weights = order.map(() => Math.exp(0.8 * gauss(random)))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return order.map((point, rank) => ({
    code: `VL${String(rank + 1).padStart(3, '0')}`,
    name: rank === 0 ? capitalName : names[rank]!,
    population: populations[rank]!,
    areaKm2: Math.round((weights[rank]! / total) * regionAreaKm2 * 10) / 10,
    lat: round(points[point]![1]),
    lon: round(points[point]![0]),
    province: provinceOf[point]!,
  }))
}

/** Log-normal as in a region of 273 municipalities: half below 7,000 people, three above 90,000, one capital of 360,000. */
function makePopulations(random: Random): number[] {
  const tops = [361_000, 196_000, 158_000, 93_000, 88_000, 83_000, 79_000, 76_000, 72_000, 70_000]
  const rest = Array.from({ length: townCount - tops.length }, (_, i) => {
    const z = quantile((i + 0.5) / (townCount - tops.length))
    return Math.min(66_000, Math.max(400, Math.round(6_700 * Math.exp(0.95 * z) * (0.95 + 0.1 * random.next()))))
  })
  return [...tops.map((top) => Math.round(top * (0.98 + 0.04 * random.next()))), ...rest].sort((a, b) => b - a)
}

export function makeNames(random: Random, count = townCount): readonly string[] {
  const names = new Set<string>([capitalName])
  const used = new Map<string, number>()
  while (names.size < count) {
    const stem = random.pick(stems)
    // A stem that comes back too often would read like a machine's list.
    if ((used.get(stem) ?? 0) >= Math.ceil(count / stems.length) + 1) continue
    const word = capital(stem) + random.pick(endings)
    const name = random.next() < 0.22 ? joined(random.pick(heads), word) : word + random.pick(tails)
    if (names.has(name)) continue
    names.add(name)
    used.set(stem, (used.get(stem) ?? 0) + 1)
  }
  return [...names]
}

function joined(head: string, word: string): string {
  return head === 'Castel' || head === 'Monte' || head === 'Villa' ? head + word.toLowerCase() : `${head} ${word}`
}

/** Best of some candidates each time: points that keep their distance, as towns do. */
function spread(random: Random, outline: Outline, count: number): (readonly [number, number])[] {
  const reach = Math.max(...outline.map(([x, y]) => Math.max(Math.abs(x), Math.abs(y))))
  const points: (readonly [number, number])[] = []
  while (points.length < count) {
    let best: readonly [number, number] | undefined
    let bestDistance = -1
    for (let tries = 0; tries < 6;) {
      const point = [(random.next() * 2 - 1) * reach, (random.next() * 2 - 1) * reach] as const
      if (!inside(point, outline)) continue
      tries += 1
      const distance = points.reduce((least, other) => Math.min(least, squared(point, other)), Number.POSITIVE_INFINITY)
      if (distance > bestDistance) [best, bestDistance] = [point, distance]
    }
    points.push(best!)
  }
  return points
}

/** The capital near the middle, the other centres far from each other. */
function provinceCentres(points: readonly (readonly [number, number])[]): number[] {
  const centres = [nearest([0, 0], points)]
  while (centres.length < provinceCount) {
    const distances = points.map((point) => Math.min(...centres.map((i) => squared(point, points[i]!))))
    centres.push(distances.indexOf(Math.max(...distances)))
  }
  return centres
}

export function inside([x, y]: readonly [number, number], ring: Outline): boolean {
  let within = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i]!
    const [xj, yj] = ring[j]!
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) within = !within
  }
  return within
}

export function nearest(point: readonly [number, number], others: readonly (readonly [number, number])[]): number {
  let best = 0
  for (let i = 1; i < others.length; i++) if (squared(point, others[i]!) < squared(point, others[best]!)) best = i
  return best
}

function squared(a: readonly [number, number], b: readonly [number, number]): number {
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2
}

function gauss(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
}

/** Standard normal quantile (Tukey's lambda 0.14: within 0.01 of the normal in the range used here). */
function quantile(p: number): number {
  return (p ** 0.135 - (1 - p) ** 0.135) / 0.1975
}

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1)
}

function round(value: number): number {
  return Math.round(value * 1e5) / 1e5
}
