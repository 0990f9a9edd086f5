import { system } from '#platform/contract/index.ts'
import type { Ground } from '#platform/module.ts'
import { cellsFromPoints, shapesFromGeojson, type PlacesMap } from '../../core/places/index.ts'
import type { TerritoryMap } from '../../contract.ts'
import { readVersion } from '../store/graphStore.ts'
import { readOutline, readPlaces, type PlaceRead } from '../store/mapStore.ts'

const WIDTH = 1000
/** Real borders are drawn when most places have one; a map of half borders and half cells would tell two truths. */
const ENOUGH = 0.5

/** Shapes of the live municipalities. Kept until the territory's version moves: an exercise adds no land. */
export function createMaps({ db }: Pick<Ground, 'db'>) {
  let kept: { version: number; map: TerritoryMap } | undefined
  return async function map(): Promise<TerritoryMap> {
    const actor = system('territory.map')
    const version = await db.as(actor, (tx) => readVersion(tx, 'live'))
    if (kept?.version === version) return kept.map
    const { places, outline } = await db.as(actor, async (tx) => ({ places: await readPlaces(tx), outline: ringOf(await readOutline(tx)) }))
    kept = { version, map: draw(places, outline) }
    return kept.map
  }
}

type Ring = readonly (readonly [number, number])[]

function draw(places: readonly PlaceRead[], outline: Ring | undefined): TerritoryMap {
  const bordered = places.filter((place) => place.geometry)
  const located = places.filter((place) => place.lat !== null && place.lon !== null)
  const byBorders = bordered.length > 0 && bordered.length >= places.length * ENOUGH
  const shapes: PlacesMap = byBorders
    ? shapesFromGeojson({ type: 'FeatureCollection', features: bordered.map((place) => ({ type: 'Feature', properties: { code: place.id }, geometry: place.geometry })) }, { width: WIDTH, codeProperties: ['code'] })
    : cellsFromPoints(located.map((place) => ({ code: place.id, lat: place.lat!, lon: place.lon! })), { width: WIDTH, ...(outline ? { outline } : {}) })
  const byId = new Map(places.map((place) => [place.id, place]))
  return {
    width: shapes.width, height: shapes.height, source: shapes.source,
    outline: outline && !byBorders ? `M${outline.map(([lon, lat]) => shapes.project({ lat, lon }).map((n) => n.toFixed(1)).join(' ')).join('L')}Z` : '',
    cells: shapes.shapes.map(({ code, d, centroid: [x, y] }) => {
      const place = byId.get(code)!
      return { partyId: code, name: place.name, path: d, x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10, population: place.population ?? 0 }
    }),
  }
}

function ringOf(geometry: unknown): Ring | undefined {
  const { type, coordinates } = (geometry ?? {}) as { type?: string; coordinates?: unknown }
  const ring = type === 'Polygon' ? (coordinates as unknown[])[0] : undefined
  return Array.isArray(ring) && ring.length >= 3 ? (ring as Ring) : undefined
}
