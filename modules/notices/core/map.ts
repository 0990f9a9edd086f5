/**
 * The map of a public page, small enough for a telephone: whole units on a sheet 600 wide, the ground as one outline, each
 * border once, and only the places that have said something as shapes of their own.
 */
import type { MapView, PublicState } from '../contract-public.ts'

/** `path`: absolute moves and lines only, as the territory draws them; a border that two places share has the same points in both. */
export type Shape = { readonly partyId: string; readonly name: string; readonly path: string; readonly x: number; readonly y: number; readonly population: number }
export type Told = { readonly state: PublicState; readonly party: string }

export const SHEET_WIDTH = 600
/** Of real borders a pixel is worth less than a second of waiting: the grid grows until they are this light. */
const BORDERS_BYTES = 12_000
/** Beyond this the borders of quiet places are thinner than a pixel. */
const MOST_CELLS = 1500

/** What does not change from one public word to the next: made once for each version of the territory. */
export type Sheet = { readonly height: number; readonly mark: number; readonly ground: string; readonly borders: string; readonly spots: readonly (Omit<Shape, 'path'> & { readonly rings: readonly Ring[] })[] }

export function sheetOf(size: { readonly width: number; readonly height: number }, shapes: readonly Shape[]): Sheet {
  const scale = SHEET_WIDTH / size.width
  const at = (value: number) => Math.round(value * scale)
  const bordered = shapes.length <= MOST_CELLS
  let drawn = drawOn(1, scale, shapes, bordered)
  for (let grid = 2; grid <= 5 && drawn.borders.length > BORDERS_BYTES; grid++) drawn = drawOn(grid, scale, shapes, bordered)
  const height = at(size.height)
  return {
    height,
    // The mark is half as wide as an average cell, within what an eye can tell apart.
    mark: Math.round(Math.max(11, Math.min(20, Math.sqrt((SHEET_WIDTH * height * 0.6) / Math.max(1, shapes.length)) * 0.62))),
    ground: drawn.ground, borders: drawn.borders,
    spots: shapes.map(({ partyId, name, population, x, y }, i) => ({ partyId, name, population, x: at(x), y: at(y), rings: drawn.rings[i]! })),
  }
}

export function mapOn({ spots, height, mark, ground, borders }: Sheet, told: ReadonlyMap<string, Told>): MapView {
  const cells = spots.flatMap(({ partyId, name, x, y, rings }) => { const said = told.get(partyId); return said ? [{ ...said, name, path: pathOf(rings, 'z'), x, y }] : [] })
  return { width: SHEET_WIDTH, height, places: spots.length, mark, ground, borders, cells, labels: labelsOf(spots.map((spot) => ({ ...spot, told: told.has(spot.partyId) })), mark) }
}

type Point = readonly [number, number]
type Ring = readonly Point[]

function drawOn(grid: number, scale: number, shapes: readonly Shape[], bordered: boolean) {
  const snap = (value: string) => Math.round((Number(value) * scale) / grid) * grid
  const rings = shapes.map(({ path }) => path.split('M').slice(1).map((part) => tidy([...part.matchAll(/(-?[\d.]+)[ ,]+(-?[\d.]+)/g)].map(([, x, y]): Point => [snap(x!), snap(y!)]))).filter((ring) => ring.length > 2))
  const [outer, inner] = edgesOf(rings.flat())
  return { rings, ground: pathOf(chains(outer), 'z'), borders: bordered ? pathOf(chains(inner), '') : '' }
}

/** Without points that fell on their neighbour, and without the last when it closes the ring. */
function tidy(points: Ring): Ring {
  const kept = points.filter((p, i) => i === 0 || !same(p, points[i - 1]!))
  return kept.length > 1 && same(kept[0]!, kept.at(-1)!) ? kept.slice(0, -1) : kept
}

const same = (a: Point, b: Point) => a[0] === b[0] && a[1] === b[1]
const keyOf = ([x, y]: Point) => `${x},${y}`

type Edges = Map<string, { readonly from: Point; readonly to: Point; times: number }>

/** Edges of one shape only are the region's outline; those of two are borders. */
function edgesOf(rings: readonly Ring[]): [Edges, Edges] {
  const edges: Edges = new Map()
  for (const ring of rings) {
    ring.forEach((from, i) => {
      const to = ring[(i + 1) % ring.length]!
      const [a, b] = [keyOf(from), keyOf(to)]
      const key = a < b ? `${a} ${b}` : `${b} ${a}`
      const known = edges.get(key)
      if (known) known.times += 1
      else edges.set(key, { from, to, times: 1 })
    })
  }
  const those = (keep: (times: number) => boolean): Edges => new Map([...edges].filter(([, edge]) => keep(edge.times)))
  return [those((times) => times === 1), those((times) => times > 1)]
}

/** Edges laid end to end, each once, in as few strokes as a simple walk gives. */
function chains(edges: Edges): Ring[] {
  const around = new Map<string, { point: Point; edge: string }[]>()
  const meet = (at: Point, point: Point, edge: string) => { const there = around.get(keyOf(at)); if (there) there.push({ point, edge }); else around.set(keyOf(at), [{ point, edge }]) }
  for (const [key, { from, to }] of edges) { meet(from, to, key); meet(to, from, key) }
  const used = new Set<string>()
  const next = (at: Point) => around.get(keyOf(at))?.find(({ edge }) => !used.has(edge))
  const walk = (start: Point): Point[] => {
    const line = [start]
    for (let step = next(start); step; step = next(step.point)) { used.add(step.edge); line.push(step.point) }
    return line
  }
  const odd = [...around].filter(([, there]) => there.length % 2 === 1).map(([key]) => key.split(',').map(Number) as unknown as Point)
  // A stroke begins where one must begin or end; what is then left are rings.
  return [...odd, ...[...edges.values()].map(({ from }) => from)].flatMap((start) => { const line = walk(start); return line.length > 1 ? [line] : [] })
}

/** Relative steps without a needless sign of separation: "M12 40l3-4 5 6z". */
function pathOf(lines: readonly Ring[], close: 'z' | ''): string {
  return lines.map((given) => {
    const line = straight(close && same(given[0]!, given.at(-1)!) ? given.slice(0, -1) : given)
    const steps = line.slice(1).map(([x, y], i): Point => [x - line[i]![0], y - line[i]![1]])
    const text = steps.map(([dx, dy], i) => `${i > 0 && dx >= 0 ? ' ' : ''}${dx}${dy >= 0 ? ' ' : ''}${dy}`).join('')
    return `M${line[0]![0]} ${line[0]![1]}l${text}${close}`
  }).join('')
}

/** A step that goes on as the last one did is the same step. */
function straight(line: Ring): Ring {
  return line.filter((p, i) => {
    const [before, after] = [line[i - 1], line[i + 1]]
    if (!before || !after) return true
    return (p[0] - before[0]) * (after[1] - p[1]) !== (p[1] - before[1]) * (after[0] - p[0])
  })
}

type Spot = { readonly name: string; readonly x: number; readonly y: number; readonly population: number; readonly told: boolean }
type Box = readonly [number, number, number, number]

/** Height of the letters in units: on a telephone the sheet is drawn at half its size. */
export const LETTERS = { always: 26, wide: 15 } as const
const MOST = { always: 3, wide: 9 } as const

/** Names of the largest places, where there is room for them: none over another, none over a mark. */
function labelsOf(spots: readonly Spot[], mark: number): MapView['labels'] {
  const bySize = [...spots].sort((a, b) => b.population - a.population)
  const labels: MapView['labels'][number][] = []
  for (const [size, reach] of [['always', mark * 0.7], ['wide', mark * 0.5]] as const) {
    const letters = LETTERS[size]
    const taken: Box[] = [...spots.filter((spot) => spot.told).map(({ x, y }): Box => [x - reach, y - reach, x + reach, y + reach]), ...labels.map((label) => boxOf(label, letters))]
    for (const spot of bySize.slice(0, 60)) {
      if (labels.length >= MOST[size]) break
      if (labels.some((label) => label.name === spot.name)) continue
      const half = (spot.name.length * letters * WIDTH_OF_LETTER) / 2
      const label = { name: spot.name, x: spot.x < half ? 0 : spot.x > SHEET_WIDTH - half ? SHEET_WIDTH : spot.x, y: Math.max(letters, Math.round(spot.told ? spot.y - reach - 3 : spot.y + letters / 3)), size, ...(spot.x < half ? { anchor: 'start' as const } : spot.x > SHEET_WIDTH - half ? { anchor: 'end' as const } : {}) }
      const box = boxOf(label, letters)
      if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) continue
      taken.push(box)
      labels.push(label)
    }
  }
  return labels
}

/** Of the semi-bold letters of the page, in parts of their height. */
const WIDTH_OF_LETTER = 0.54

function boxOf({ name, x, y, anchor }: MapView['labels'][number], letters: number): Box {
  const width = name.length * letters * WIDTH_OF_LETTER
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  return [left - 2, y - letters * 0.8, left + width + 2, y + letters * 0.25]
}
