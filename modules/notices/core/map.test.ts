import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LETTERS, mapOn, sheetOf, type Shape } from './map.ts'

/** A chessboard of places: `n` × `n` squares of 10 units, the corner of the sheet at 0 0. */
const board = (n: number): Shape[] => Array.from({ length: n * n }, (_, i) => {
  const [x, y] = [(i % n) * 10, Math.floor(i / n) * 10]
  return { partyId: `p${i}`, name: `Luogo ${i}`, path: `M${x},${y}L${x + 10},${y}L${x + 10},${y + 10}L${x},${y + 10}Z`, x: x + 5, y: y + 5, population: 1000 - i }
})
const sheet = (n: number) => sheetOf({ width: n * 10, height: n * 10 }, board(n))
const none = new Map<string, never>()

test('the ground is the outline, each border is drawn once', () => {
  // Two by two on a sheet of 600: one square around, a cross within.
  const { ground, borders } = mapOn(sheet(2), none)
  expect(ground.match(/M/g)).toHaveLength(1)
  expect(lengthOf(ground, true)).toBe(2400)
  expect(lengthOf(borders, false)).toBe(1200)
})

test('for any board: outline and borders are as long as they are, whatever the walk', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 12 }), (n) => {
    const { ground, borders } = mapOn(sheet(n), none)
    const side = (600 / n)
    // Corners fall on whole units: each is off by at most half.
    expect(Math.abs(lengthOf(ground, true) - 2400)).toBeLessThanOrEqual(4)
    expect(Math.abs(lengthOf(borders, false) - 2 * n * (n - 1) * side)).toBeLessThanOrEqual(2 * n)
  }))
})

test('a place that has said something is a shape; the others have neither name nor link', () => {
  const map = mapOn(sheet(4), new Map([['p5', { state: 'down', party: 'luogo-5' }]]))
  expect(map).toMatchObject({ width: 600, height: 600, places: 16, cells: [{ name: 'Luogo 5', party: 'luogo-5', state: 'down', x: 225, y: 225, path: 'M150 150l150 0 0 150-150 0z' }] })
})

test('real borders: points that fall together go, holes stay, a place smaller than a unit leaves nothing behind', () => {
  const ring = 'M0,0L0.2,0.1L30,0L30,30L0,30ZM10,10L20,10L20,20L10,20Z'
  const map = mapOn(sheetOf({ width: 600, height: 40 }, [{ partyId: 'a', name: 'A', path: ring, x: 5, y: 5, population: 1 }, { partyId: 'b', name: 'B', path: 'M35,35L35.1,35L35.1,35.1Z', x: 35, y: 35, population: 1 }]), new Map([['a', { state: 'down', party: 'a' }]]))
  expect(map.cells[0]!.path).toBe('M0 0l30 0 0 30-30 0zM10 10l10 0 0 10-10 0z')
  expect(map.ground).not.toContain('M35')
})

test('a region of thousands of places is its outline: borders thinner than a pixel are not sent', () => {
  const map = mapOn(sheet(66), none)
  expect(map.places).toBe(4356)
  expect(map.borders).toBe('')
  expect(map.ground.length).toBeLessThan(4000)
})

describe('names', () => {
  test('the largest first, none over another or over a mark, all within the sheet', () => {
    const told = new Map(Array.from({ length: 40 }, (_, i): [string, { state: 'down'; party: string }] => [`p${i * 3}`, { state: 'down', party: `l${i}` }]))
    const { labels, cells, mark } = mapOn(sheet(12), told)
    expect(labels.length).toBeGreaterThan(2)
    for (const size of ['always', 'wide'] as const) {
      const shown = labels.filter((label) => size === 'wide' || label.size === 'always').map((label) => box(label, LETTERS[size]))
      for (const [i, a] of shown.entries()) {
        expect(a[0]).toBeGreaterThanOrEqual(-4)
        expect(a[2]).toBeLessThanOrEqual(604)
        for (const b of shown.slice(i + 1)) expect(over(a, b)).toBe(false)
        for (const c of cells) expect(over(a, [c.x - mark / 2, c.y - mark / 2, c.x + mark / 2, c.y + mark / 2]), `${labels[i]!.name} over ${c.name}`).toBe(false)
      }
    }
  })

  test('a name at the edge grows inwards', () => {
    const { labels } = mapOn(sheetOf({ width: 600, height: 100 }, [{ partyId: 'a', name: 'Castelnuovo sul Lerno', path: 'M0,0L600,0L600,100L0,100Z', x: 598, y: 50, population: 9 }]), none)
    expect(labels).toMatchObject([{ x: 600, anchor: 'end' }])
    expect(mapOn(sheetOf({ width: 600, height: 100 }, [{ partyId: 'a', name: 'Castelnuovo sul Lerno', path: 'M0,0L600,0L600,100L0,100Z', x: 2, y: 50, population: 9 }]), none).labels).toMatchObject([{ x: 0, anchor: 'start' }])
  })
})

type Box = readonly [number, number, number, number]
const over = (a: Box, b: Box) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]

function box({ name, x, y, anchor }: { name: string; x: number; y: number; anchor?: 'start' | 'end' }, letters: number): Box {
  const width = name.length * letters * 0.5
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  return [left, y - letters * 0.75, left + width, y + letters * 0.2]
}

/** Length of a path of relative lines, read as a browser reads it. */
function lengthOf(path: string, closed: boolean): number {
  let length = 0
  for (const [, x, y, steps] of path.matchAll(/M(-?\d+) (-?\d+)l([^Mz]*)/g)) {
    let [dx, dy] = [0, 0]
    for (const [, sx, sy] of steps!.matchAll(/(-?\d+) ?(-?\d+)/g)) {
      length += Math.hypot(Number(sx), Number(sy))
      dx += Number(sx)
      dy += Number(sy)
    }
    if (closed) length += Math.hypot(dx, dy)
    expect(Number.isInteger(Number(x) + Number(y))).toBe(true)
  }
  return length
}
