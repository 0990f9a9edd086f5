/** Provinces out of the shapes of their municipalities: an edge that two places of one province share is inside it, and is not drawn. */
import type { RegionShapes } from './views.ts'

export type PlaceShape = { readonly name: string; readonly province: string; readonly path: string }
type Point = readonly [number, number]

export const REGION_WIDTH = 600
/** In units of the sheet: as fine as a telephone shows. */
const GRID = 2

export function regionOf(size: { readonly width: number; readonly height: number }, shapes: readonly PlaceShape[]): RegionShapes {
  const scale = REGION_WIDTH / size.width
  const byProvince = Map.groupBy(shapes.filter((shape) => shape.province !== ''), (shape) => shape.province)
  return {
    width: REGION_WIDTH, height: Math.round(size.height * scale),
    places: [...byProvince].map(([name, own]) => ({ name, path: outlineOf(own.flatMap((shape) => ringsOf(shape.path, scale))) })).sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
}

function ringsOf(path: string, scale: number): Point[][] {
  const snap = (value: string) => Math.round((Number(value) * scale) / GRID) * GRID
  return path.split('M').slice(1).map((part) => [...part.matchAll(/(-?[\d.]+)[ ,]+(-?[\d.]+)/g)].map(([, x, y]): Point => [snap(x!), snap(y!)]))
}

/** Edges met once, laid end to end until each ring closes. */
function outlineOf(rings: readonly (readonly Point[])[]): string {
  const edges = new Map<string, readonly [Point, Point]>()
  for (const ring of rings) for (const [i, from] of ring.entries()) {
    const to = ring[(i + 1) % ring.length]!
    if (from[0] === to[0] && from[1] === to[1]) continue
    const [a, b] = [from.join(), to.join()]
    const key = a < b ? `${a} ${b}` : `${b} ${a}`
    if (!edges.delete(key)) edges.set(key, [from, to])
  }
  const from = new Map<string, { readonly key: string; readonly to: Point }[]>()
  for (const [key, [a, b]] of edges) for (const [p, q] of [[a, b], [b, a]] as const) (from.get(p.join()) ?? from.set(p.join(), []).get(p.join())!).push({ key, to: q })
  const used = new Set<string>()
  const lines: string[] = []
  for (const [key, [start]] of edges) {
    if (used.has(key)) continue
    const line = [start]
    for (let next = from.get(start.join())?.find((one) => !used.has(one.key)); next; next = from.get(next.to.join())?.find((one) => !used.has(one.key))) {
      used.add(next.key)
      line.push(next.to)
    }
    if (line.length > 3) lines.push(drawn(line))
  }
  return lines.join('')
}

/** Relative steps, without the points that lie on a straight way. */
function drawn(line: readonly Point[]): string {
  const kept = line.filter((p, i) => { const [a, b] = [line[i - 1], line[i + 1]]; return !a || !b || (p[0] - a[0]) * (b[1] - p[1]) !== (p[1] - a[1]) * (b[0] - p[0]) })
  return `M${kept[0]!.join(' ')}l${kept.slice(1).map(([x, y], i) => `${x - kept[i]![0]} ${y - kept[i]![1]}`).join(' ')}z`
}
