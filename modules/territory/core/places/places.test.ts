import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sharedFile } from '../registry/testing.ts'
import { cellsFromPoints, normaliseCode, shapesFromGeojson, unmatched, type PlacesMap } from './index.ts'

const tuscany = sharedFile('it-toscana-comuni.geojson.gz', true)
const occitanie = sharedFile('fr-occitanie-communes-2018.geojson.gz', true)
const absent = '(skipped: the shared data are not here)'

function parse(bytes: Uint8Array): {
  features: { geometry: { type: string; coordinates: unknown[] }; properties: Record<string, unknown> }[]
} {
  return JSON.parse(new TextDecoder().decode(bytes)) as ReturnType<typeof parse>
}

function totalArea(map: PlacesMap): number {
  return map.shapes.reduce((sum, shape) => sum + shape.area, 0)
}

function pathPoints(map: PlacesMap): number[][] {
  return map.shapes.flatMap(({ d }) =>
    [...d.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map((match) => [Number(match[1]), Number(match[2])]),
  )
}

describe.skipIf(tuscany === undefined)(`boundaries of Tuscany ${tuscany ? '' : absent}`, () => {
  test('273 shapes in the box, within the number of points asked for, the same whichever way the rings turn', () => {
    const map = shapesFromGeojson(parse(tuscany!), { maxPoints: 12_000 })
    expect(map.problems).toEqual([])
    expect(map.shapes).toHaveLength(273)
    expect(map.shapes[0]!.code).toBe('045001')
    expect(map.points).toBeLessThanOrEqual(12_000)
    expect(pathPoints(map).every(([x, y]) => x! >= 0 && y! >= 0 && x! <= map.width && y! <= map.height)).toBe(true)
    const turned = parse(tuscany!)
    for (const { geometry } of turned.features) {
      const polygons = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as unknown[][][]
      for (const polygon of polygons) for (const ring of polygon) ring.reverse()
    }
    const other = shapesFromGeojson(turned, { maxPoints: 12_000 })
    expect(other.shapes.map(({ code, area, centroid }) => ({ code, area, centroid }))).toEqual(
      map.shapes.map(({ code, area, centroid }) => ({ code, area, centroid })),
    )
  })

  test('simplifying opens no gap: neighbours share each stretch, the area stays', () => {
    const full = shapesFromGeojson(parse(tuscany!), { maxPoints: 10_000_000 })
    const rough = shapesFromGeojson(parse(tuscany!), { maxPoints: 8000 })
    expect(rough.points).toBeLessThan(full.points / 5)
    expect(Math.abs(totalArea(rough) / totalArea(full) - 1)).toBeLessThan(0.003)
    // A border inside the region is drawn twice: once by each side.
    const seen = new Map<string, number>()
    for (const { d } of rough.shapes) {
      for (const ring of d.split('Z').filter((part) => part !== '')) {
        const points = ring.slice(1).split('L')
        points.forEach((point, i) => {
          const edge = [point, points[(i + 1) % points.length]!].sort().join(' ')
          seen.set(edge, (seen.get(edge) ?? 0) + 1)
        })
      }
    }
    const twice = [...seen.values()].filter((count) => count === 2).length
    expect(twice / seen.size).toBeGreaterThan(0.7)
  })
})

test.skipIf(occitanie === undefined)(
  `boundaries of Occitanie ${occitanie ? '' : absent}: 4,485 shapes, those of communes that are no more are told`,
  () => {
    const map = shapesFromGeojson(parse(occitanie!), { maxPoints: 60_000 })
    expect(map.shapes).toHaveLength(4485)
    expect(map.points).toBeLessThanOrEqual(60_000)
    const communes = new TextDecoder()
      .decode(sharedFile('fr-communes.ndjson.gz', true))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { code: string; type: string; region: string })
      .filter((one) => one.type === 'commune-actuelle' && one.region === '76')
    expect(
      unmatched(
        map,
        communes.map((one) => one.code),
      ).withoutParty,
    ).toHaveLength(40)
  },
)

describe('cells', () => {
  const random = (i: number): number => ((Math.imul(i + 1, 2654435761) >>> 0) % 10_000) / 10_000
  const points = Array.from({ length: 300 }, (_, i) => ({
    code: `p${i}`,
    lat: 43 + random(i * 2),
    lon: 11 + random(i * 2 + 1),
  }))
  const outline = [
    [10.9, 42.9],
    [12.1, 42.9],
    [12.1, 44.1],
    [11.5, 43.8],
    [10.9, 44.1],
    [10.9, 42.9],
  ] as const

  test('one cell a point, each around its own, together the whole outline', () => {
    const map = cellsFromPoints(
      points.filter((point) => point.lat < 43.7),
      { outline },
    )
    expect(map.problems).toEqual([])
    const border = shapesFromGeojson({
      features: [{ properties: { code: 'x' }, geometry: { type: 'Polygon', coordinates: [outline] } }],
    })
    expect(map.width).toBe(border.width)
    expect(Math.abs(totalArea(map) / border.shapes[0]!.area - 1)).toBeLessThan(0.001)
    expect(
      cellsFromPoints(
        points.filter((point) => point.lat < 43.7),
        { outline },
      ),
    ).toMatchObject({ shapes: map.shapes })
  })

  test('without an outline a soft hull; same spot, impossible and lonely places all handled', () => {
    const map = cellsFromPoints([
      ...points,
      { code: 'twin', lat: points[0]!.lat, lon: points[0]!.lon },
      { code: 'bad', lat: 400, lon: 0 },
      { code: 'nan', lat: Number.NaN, lon: 0 },
    ])
    expect(map.problems.map((one) => one.params['code'])).toEqual(['bad', 'nan'])
    expect(map.shapes).toHaveLength(301)
    expect(map.shapes.every((shape) => shape.area > 0 && /^M[\d.,L-]+Z$/.test(shape.d))).toBe(true)
    expect(pathPoints(map).every(([x, y]) => x! >= 0 && y! >= 0 && x! <= map.width && y! <= map.height)).toBe(true)
    for (const few of [0, 1, 2, 3]) expect(cellsFromPoints(points.slice(0, few)).shapes).toHaveLength(few)
    expect(
      cellsFromPoints([{ code: 'far', lat: 0, lon: 100 }, ...points], { outline }).problems.some(
        (one) => one.code === 'place-outside-outline',
      ),
    ).toBe(true)
  })
})

test('codes as text and as number', () => {
  expect([
    normaliseCode('045001', 'com_istat_code'),
    normaliseCode(45001, 'com_istat_code_num'),
    normaliseCode('45001', 'PRO_COM'),
    normaliseCode('01001', 'code'),
    normaliseCode(1001, 'code'),
    normaliseCode('2A004', 'code'),
  ]).toEqual(['045001', '045001', '045001', '01001', '01001', '2A004'])
  expect([normaliseCode({}, 'code'), normaliseCode('', 'code'), normaliseCode(-1, 'code')]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

test('any JSON in place of GeoJSON: problems, never an exception', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => void shapesFromGeojson(value)))
  const coordinates = fc.jsonValue({ maxDepth: 5 })
  fc.assert(
    fc.property(
      fc.constantFrom('Polygon', 'MultiPolygon', 'Point'),
      coordinates,
      fc.jsonValue(),
      (type, value, code) => {
        const map = shapesFromGeojson({ features: [{ properties: { code }, geometry: { type, coordinates: value } }] })
        expect(map.shapes.length + map.problems.length).toBe(1)
      },
    ),
  )
})

test('a polygon with a hole and an island of the same code', () => {
  const square = (x: number, y: number, size: number) => [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ]
  const one = (coordinates: unknown, type: string) => ({
    features: [
      { properties: { code: 1001 }, geometry: { type, coordinates } },
      { properties: { code: 'z' }, geometry: { type: 'Polygon', coordinates: [square(0, 0, 2)] } },
    ],
  })
  const whole = shapesFromGeojson(one([square(0.5, 0.5, 1)], 'Polygon')).shapes[0]!
  const holed = shapesFromGeojson(one([square(0.5, 0.5, 1), square(0.75, 0.75, 0.5).reverse()], 'Polygon')).shapes[0]!
  const islands = shapesFromGeojson(one([[square(0.1, 0.1, 0.5)], [square(1, 1, 0.5)]], 'MultiPolygon')).shapes[0]!
  expect(whole.code).toBe('01001')
  expect(holed.area / whole.area).toBeCloseTo(0.75, 2)
  expect([holed.d.match(/M/g)?.length, islands.d.match(/M/g)?.length]).toEqual([2, 2])
})
