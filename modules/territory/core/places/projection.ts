import { geoMercatorRaw } from 'd3-geo'
import type { Point } from './types.ts'

export type Projection = {
  readonly width: number
  readonly height: number
  readonly project: (lon: number, lat: number) => Point
}

const margin = 4
const radian = Math.PI / 180

/**
 * Mercator fitted to the given places in a box of the given width. A region is small enough for its shapes to look right;
 * the height follows, within a quarter and twice the width, so that one stray point cannot make a ribbon.
 */
export function fitProjection(places: Iterable<readonly [lon: number, lat: number]>, width: number): Projection {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const [lon, lat] of places) {
    const [x, y] = geoMercatorRaw(lon * radian, lat * radian)
    if (x < left) left = x
    if (x > right) right = x
    if (y < bottom) bottom = y
    if (y > top) top = y
  }
  if (left > right) [left, right, bottom, top] = [-1, 1, -1, 1]
  const [spanX, spanY] = [right - left || 1e-6, top - bottom || 1e-6]
  const height = Math.round(
    Math.min(2 * width, Math.max(width / 4, ((width - 2 * margin) * spanY) / spanX + 2 * margin)),
  )
  const scale = Math.min((width - 2 * margin) / spanX, (height - 2 * margin) / spanY)
  const [offsetX, offsetY] = [(width - spanX * scale) / 2, (height - spanY * scale) / 2]
  return {
    width,
    height,
    project: (lon, lat) => {
      const [x, y] = geoMercatorRaw(lon * radian, lat * radian)
      return [offsetX + (x - left) * scale, offsetY + (top - y) * scale]
    },
  }
}

/** Mercator has no poles, and no map of ours does. */
export function isPlace(lon: unknown, lat: unknown): boolean {
  return typeof lon === 'number' && typeof lat === 'number' && Math.abs(lon) <= 180 && Math.abs(lat) <= 85
}
