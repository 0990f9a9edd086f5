import { normaliseCode, ringsOf, usualCodeProperties } from './boundaries.ts'

/** One feature of a GeoJSON file on its way to a party: by which codes it may be found, and what it is called there. */
export type Border = {
  /** Best first: the property of the file and the code that stands in it. */
  readonly codes: readonly { readonly property: string; readonly code: string }[]
  readonly name: string
  readonly geometry: Geometry
}
export type Geometry = { readonly type: 'Polygon' | 'MultiPolygon'; readonly coordinates: readonly unknown[] }

/** @returns what stands in the way, as a code, when it cannot be drawn or belongs to nobody. */
export function readBorder(feature: unknown): Border | { readonly problem: 'feature-without-code' | 'feature-without-polygon' | 'not-a-feature' } {
  if (typeof feature !== 'object' || feature === null || Array.isArray(feature)) return { problem: 'not-a-feature' }
  const { properties, geometry, id } = feature as { properties?: unknown; geometry?: unknown; id?: unknown }
  const values = (typeof properties === 'object' && properties !== null ? properties : {}) as Record<string, unknown>
  const codes = usualCodeProperties.flatMap((property) => {
    const code = normaliseCode(values[property] ?? (property === 'id' ? id : undefined), property)
    return code === undefined ? [] : [{ property, code }]
  })
  if (codes.length === 0) return { problem: 'feature-without-code' }
  if (ringsOf(geometry).length === 0) return { problem: 'feature-without-polygon' }
  const name = Object.entries(values).find(([key, value]) => /^(nom|name|nome|den|denominazione|comune|libelle)/i.test(key) && typeof value === 'string')?.[1]
  return { codes, name: typeof name === 'string' ? name.slice(0, 200) : '', geometry: geometry as Geometry }
}

/** A place in two features of a file, a municipality and its exclave, is one border. */
export function joinBorders(a: Geometry, b: Geometry): Geometry {
  const polygons = ({ type, coordinates }: Geometry) => (type === 'Polygon' ? [coordinates] : coordinates)
  return { type: 'MultiPolygon', coordinates: [...polygons(a), ...polygons(b)] }
}
