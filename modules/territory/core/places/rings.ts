import type { PlaceShape, Point, Ring } from './types.ts'

/** Signed: positive when the ring turns clockwise on the screen. */
export function ringArea(ring: Ring): number {
  let sum = 0
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++)
    sum += ring[j]![0] * ring[i]![1] - ring[i]![0] * ring[j]![1]
  return sum / 2
}

export function ringCentroid(ring: Ring): Point {
  let [x, y, sum] = [0, 0, 0]
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const cross = ring[j]![0] * ring[i]![1] - ring[i]![0] * ring[j]![1]
    x += (ring[j]![0] + ring[i]![0]) * cross
    y += (ring[j]![1] + ring[i]![1]) * cross
    sum += cross
  }
  if (Math.abs(sum) > 1e-9) return [x / (3 * sum), y / (3 * sum)]
  // A line or a point: the mean of its corners.
  return [
    ring.reduce((all, point) => all + point[0], 0) / ring.length,
    ring.reduce((all, point) => all + point[1], 0) / ring.length,
  ]
}

/** Rings of one place: outer ones and holes together, the even-odd rule tells them apart. `holes[i]` is for the area only. */
export function shapeOf(code: string, rings: readonly Ring[], holes: readonly boolean[]): PlaceShape {
  const areas = rings.map((ring, i) => (holes[i] ? -1 : 1) * Math.abs(ringArea(ring)))
  const largest = areas.indexOf(Math.max(...areas))
  const [x, y] = ringCentroid(rings[largest]!)
  return {
    code,
    d: rings.map(pathOf).join(''),
    centroid: [tenth(x), tenth(y)],
    area: tenth(areas.reduce((sum, area) => sum + area, 0)),
  }
}

export function tenth(value: number): number {
  return Math.round(value * 10) / 10
}

function pathOf(ring: Ring): string {
  return `M${ring.map(([x, y]) => `${tenth(x)},${tenth(y)}`).join('L')}Z`
}
