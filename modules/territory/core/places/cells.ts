import { Delaunay } from 'd3-delaunay'
import { fitProjection, isPlace } from './projection.ts'
import { shapeOf } from './rings.ts'
import type { PlaceProblem, PlacesMap, Point, Ring } from './types.ts'

export type PlacePoint = { readonly code: string; readonly lat: number; readonly lon: number }
/** `outline`: ring of [lon, lat] that bounds the land; without it, a soft hull around the points. */
export type CellOptions = { readonly width?: number; readonly outline?: readonly (readonly [number, number])[] }

/**
 * Where nobody has drawn borders: to each place the land that is nearest to it. Deterministic; places on the same spot are
 * set apart by half a unit, so that each has its cell.
 */
export function cellsFromPoints(points: readonly PlacePoint[], options: CellOptions = {}): PlacesMap {
  const problems: PlaceProblem[] = []
  const sound = points.filter((point) => {
    const ok = isPlace(point.lon, point.lat)
    if (!ok) problems.push({ code: 'place-impossible', params: { code: point.code } })
    return ok
  })
  const outline = options.outline?.filter(([lon, lat]) => isPlace(lon, lat)) ?? []
  const margin = outline.length >= 3 ? [] : spaceAround(sound)
  const projection = fitProjection(
    [...sound.map((point) => [point.lon, point.lat] as const), ...outline, ...margin],
    options.width ?? 1000,
  )
  const sites = setApart(sound.map((point) => projection.project(point.lon, point.lat)))
  const border =
    outline.length >= 3 ? openRing(outline.map(([lon, lat]) => projection.project(lon, lat))) : softHull(sites)
  const voronoi = Delaunay.from(sites.map(pair)).voronoi([-1e4, -1e4, projection.width + 1e4, projection.height + 1e4])
  let count = 0
  const shapes = sound.map((point, i) => {
    const cell = voronoi.cellPolygon(i) as Point[] | null
    const clipped = cell === null ? [] : clip(border, openRing(cell))
    // Outside the outline (a wrong coordinate, a lighthouse): a small square, so that the place is still on the map.
    const ring = clipped.length >= 3 ? clipped : square(sites[i]!)
    if (clipped.length < 3) problems.push({ code: 'place-outside-outline', params: { code: point.code } })
    count += ring.length
    return shapeOf(point.code, [ring], [false])
  })
  return {
    width: projection.width,
    height: projection.height,
    viewBox: `0 0 ${projection.width} ${projection.height}`,
    shapes,
    source: 'cells',
    points: count,
    problems,
    project: ({ lat, lon }) => projection.project(lon, lat),
  }
}

/** A tenth of the span around the points, for the hull to fit in the box. */
function spaceAround(points: readonly PlacePoint[]): (readonly [number, number])[] {
  if (points.length === 0) return []
  const lons = points.map((point) => point.lon)
  const lats = points.map((point) => point.lat)
  const pad = Math.max(
    0.02,
    0.08 * Math.max(Math.max(...lons) - Math.min(...lons), Math.max(...lats) - Math.min(...lats)),
  )
  const clamp = (value: number, bound: number): number => Math.max(-bound, Math.min(bound, value))
  return [
    [clamp(Math.min(...lons) - pad, 180), clamp(Math.min(...lats) - pad, 85)],
    [clamp(Math.max(...lons) + pad, 180), clamp(Math.max(...lats) + pad, 85)],
  ]
}

function setApart(sites: readonly Point[]): Point[] {
  const taken = new Set<string>()
  return sites.map(([x, y]) => {
    let at: Point = [x, y]
    // The golden angle never comes back to the same spot.
    for (let turn = 1; taken.has(at.map((value) => value.toFixed(2)).join()); turn++) {
      at = [x + 0.5 * Math.sqrt(turn) * Math.cos(turn * 2.39996), y + 0.5 * Math.sqrt(turn) * Math.sin(turn * 2.39996)]
    }
    taken.add(at.map((value) => value.toFixed(2)).join())
    return at
  })
}

/** Convex hull of the points with a ring of sixteen around each: their hull, with rounded corners and some land around. */
function softHull(sites: readonly Point[]): Ring {
  if (sites.length === 0) return []
  const xs = sites.map(([x]) => x)
  const ys = sites.map(([, y]) => y)
  const radius = Math.max(6, 0.05 * Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)))
  const around = sites.flatMap(([x, y]) =>
    Array.from({ length: 16 }, (_, i): Point => [
      x + radius * Math.cos((i * Math.PI) / 8),
      y + radius * Math.sin((i * Math.PI) / 8),
    ]),
  )
  return openRing(Delaunay.from(around.map(pair)).hullPolygon() as Point[])
}

/** The part of `subject` (any ring) inside `window` (convex), by Sutherland and Hodgman. */
function clip(subject: Ring, window: Ring): Ring {
  let sign = 0
  for (let i = 0; i < window.length && sign === 0; i++)
    sign = Math.sign(side(window[i]!, window[(i + 1) % window.length]!, window[(i + 2) % window.length]!))
  let ring: Point[] = [...subject]
  for (let i = 0; i < window.length && ring.length > 0; i++) {
    const [a, b] = [window[i]!, window[(i + 1) % window.length]!]
    const next: Point[] = []
    for (let j = 0; j < ring.length; j++) {
      const [from, to] = [ring[j]!, ring[(j + 1) % ring.length]!]
      const [sideFrom, sideTo] = [sign * side(a, b, from), sign * side(a, b, to)]
      if (sideFrom >= 0) next.push(from)
      if ((sideFrom > 0 && sideTo < 0) || (sideFrom < 0 && sideTo > 0)) {
        const t = sideFrom / (sideFrom - sideTo)
        next.push([from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])])
      }
    }
    ring = next
  }
  return ring
}

function pair([x, y]: Point): [number, number] {
  return [x, y]
}

function side(a: Point, b: Point, p: Point): number {
  return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])
}

function openRing(ring: readonly Point[]): Ring {
  const [first, last] = [ring[0], ring.at(-1)]
  return first !== undefined && last !== undefined && ring.length > 1 && first[0] === last[0] && first[1] === last[1]
    ? ring.slice(0, -1)
    : ring
}

function square([x, y]: Point): Ring {
  return [
    [x - 2, y - 2],
    [x + 2, y - 2],
    [x + 2, y + 2],
    [x - 2, y + 2],
  ]
}
