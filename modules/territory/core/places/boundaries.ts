import { fitProjection, isPlace } from './projection.ts'
import { shapeOf } from './rings.ts'
import { simplify } from './simplify.ts'
import type { PlaceProblem, PlacesMap, PlaceShape, Point, Ring } from './types.ts'

export type BoundaryOptions = {
  readonly width?: number
  /** Points of all shapes together after simplification. */
  readonly maxPoints?: number
  /** Properties to look for the code in, best first. */
  readonly codeProperties?: readonly string[]
}

export const usualCodeProperties = [
  'com_istat_code',
  'com_istat_code_num',
  'PRO_COM_T',
  'PRO_COM',
  'codice',
  'code',
  'insee',
  'INSEE_COM',
  'codgeo',
  'id',
] as const

/**
 * GeoJSON boundaries (a FeatureCollection, already parsed) to shapes. Rings may turn either way, a place may have several
 * polygons, codes may be "045001" or 45001. A border between two places is simplified once, so that no gap opens on it.
 * What cannot be drawn is in `problems`; nothing throws.
 */
export function shapesFromGeojson(geojson: unknown, options: BoundaryOptions = {}): PlacesMap {
  const problems: PlaceProblem[] = []
  const features = readFeatures(geojson, options.codeProperties ?? usualCodeProperties, problems)
  const projection = fitProjection(everyPlace(features), options.width ?? 1000)
  const rings = features.flatMap((feature) =>
    feature.rings.map((ring) => ring.map(([lon, lat]) => projection.project(lon, lat))),
  )
  const simplified = simplify(rings, options.maxPoints ?? 20_000)
  const shapes: PlaceShape[] = []
  let at = 0
  let points = 0
  for (const { code, rings: own, holes } of features) {
    const mine = own.map((_, i) => ({ ring: simplified[at + i]!, hole: holes[i]! }))
    at += own.length
    const kept = mine.filter(({ ring }) => ring.length >= 3)
    // All of it smaller than what can be seen: a dot of its first point, so that no place disappears.
    const visible = kept.length > 0 ? kept : [{ ring: dot(rings[at - own.length]![0]!), hole: false }]
    points += visible.reduce((sum, { ring }) => sum + ring.length, 0)
    shapes.push(
      shapeOf(
        code,
        visible.map(({ ring }) => ring),
        visible.map(({ hole }) => hole),
      ),
    )
  }
  return {
    width: projection.width,
    height: projection.height,
    viewBox: `0 0 ${projection.width} ${projection.height}`,
    shapes,
    source: 'boundaries',
    points,
    problems,
    project: ({ lat, lon }) => projection.project(lon, lat),
  }
}

/** "045001", 45001 and "45001.0" are one Italian code of six figures; five figures of a French file stay five. */
export function normaliseCode(value: unknown, property: string): string | undefined {
  const italian = /istat|pro_com/i.test(property)
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0)
    return String(value).padStart(italian ? 6 : 5, '0')
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  if (text === '' || text.length > 40) return undefined
  return italian && /^\d{1,6}(\.0)?$/.test(text) ? text.replace('.0', '').padStart(6, '0') : text
}

/** Which codes of the registry have no shape, and which shapes no party (40 communes of 2018 are no more). */
export function unmatched(
  map: PlacesMap,
  codes: Iterable<string>,
): { readonly withoutShape: readonly string[]; readonly withoutParty: readonly string[] } {
  const drawn = new Set(map.shapes.map((shape) => shape.code))
  const known = new Set(codes)
  return {
    withoutShape: [...known].filter((code) => !drawn.has(code)),
    withoutParty: [...drawn].filter((code) => !known.has(code)),
  }
}

type Feature = {
  readonly code: string
  readonly rings: readonly (readonly Point[])[]
  readonly holes: readonly boolean[]
}

function readFeatures(geojson: unknown, properties: readonly string[], problems: PlaceProblem[]): Feature[] {
  const list = isRecord(geojson) && Array.isArray(geojson['features']) ? (geojson['features'] as unknown[]) : undefined
  if (list === undefined) {
    problems.push({ code: 'not-a-feature-collection', params: {} })
    return []
  }
  const byCode = new Map<string, Feature>()
  list.forEach((feature, index) => {
    const code = codeOf(feature, properties)
    const rings = code === undefined ? [] : ringsOf(isRecord(feature) ? feature['geometry'] : undefined)
    if (code === undefined) problems.push({ code: 'feature-without-code', params: { feature: index + 1 } })
    else if (rings.length === 0)
      problems.push({ code: 'feature-without-polygon', params: { feature: index + 1, code } })
    else {
      // A place in two features (a municipality and its exclave) is one shape.
      const before = byCode.get(code)
      byCode.set(code, {
        code,
        rings: [...(before?.rings ?? []), ...rings.map(({ ring }) => ring)],
        holes: [...(before?.holes ?? []), ...rings.map(({ hole }) => hole)],
      })
    }
  })
  return [...byCode.values()]
}

function codeOf(feature: unknown, properties: readonly string[]): string | undefined {
  if (!isRecord(feature)) return undefined
  const values = isRecord(feature['properties']) ? feature['properties'] : {}
  for (const property of properties) {
    const code = normaliseCode(values[property] ?? (property === 'id' ? feature['id'] : undefined), property)
    if (code !== undefined) return code
  }
  return undefined
}

export function ringsOf(geometry: unknown): { ring: readonly Point[]; hole: boolean }[] {
  if (!isRecord(geometry)) return []
  const polygons =
    geometry['type'] === 'Polygon'
      ? [geometry['coordinates']]
      : geometry['type'] === 'MultiPolygon'
        ? geometry['coordinates']
        : []
  if (!Array.isArray(polygons)) return []
  return polygons.flatMap((polygon: unknown) =>
    (Array.isArray(polygon) ? polygon : []).flatMap((ring: unknown, i: number) => {
      const points = readRing(ring)
      return points.length >= 3 ? [{ ring: points, hole: i > 0 }] : []
    }),
  )
}

function readRing(ring: unknown): Point[] {
  if (!Array.isArray(ring)) return []
  const points = ring.filter((point): point is [number, number] => Array.isArray(point) && isPlace(point[0], point[1]))
  const open =
    points.length > 1 && points[0]![0] === points.at(-1)![0] && points[0]![1] === points.at(-1)![1]
      ? points.slice(0, -1)
      : points
  return open.map(([lon, lat]) => [lon, lat])
}

function* everyPlace(features: readonly Feature[]): Generator<readonly [number, number]> {
  for (const feature of features) for (const ring of feature.rings) yield* ring
}

function dot([x, y]: Point): Ring {
  return [
    [x - 0.5, y - 0.5],
    [x + 0.5, y - 0.5],
    [x + 0.5, y + 0.5],
    [x - 0.5, y + 0.5],
  ]
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
