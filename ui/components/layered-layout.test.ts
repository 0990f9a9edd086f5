import { expect, test } from 'vitest'
import { neighbour, pathTo, place, wrap } from './layered-layout.ts'

type View = Parameters<typeof place>
const node = (id: string, layer: number, kind: View[0][number]['kind'], bodies = 0): View[0][number] => ({ id, layer, kind, name: id, state: 'hit', note: '', label: id, later: false, tally: [], bodies, people: 0 })
const nodes = [node('provider', 0, 'provider'), node('vm', 1, 'service'), node('archive', 1, 'service'), node('registry', 2, 'service'), node('taxes', 2, 'service'), node('rest:3', 3, 'rest', 99), node('online', 3, 'group', 34), node('canteen', 3, 'group', 5)]
const edges: View[1][number][] = [
  { from: 'provider', to: 'vm', effect: 'hard', bodies: 0 }, { from: 'provider', to: 'archive', effect: 'hard', bodies: 0 }, { from: 'vm', to: 'registry', effect: 'hard', bodies: 0 },
  { from: 'vm', to: 'taxes', effect: 'degraded', bodies: 0 }, { from: 'registry', to: 'online', effect: 'hard', bodies: 34 }, { from: 'archive', to: 'online', effect: 'data', bodies: 40 }, { from: 'taxes', to: 'canteen', effect: 'degraded', bodies: 5 },
]

test('nodes of a column never overlap and stay in the drawing; what is left out stands last', () => {
  const { placed, width, height } = place(nodes, edges)
  for (const a of placed) {
    expect(a.x >= 0 && a.x + a.width <= width && a.y >= 0 && a.y + a.height <= height, a.id).toBe(true)
    for (const b of placed) if (a !== b && a.layer === b.layer) expect(a.y + a.height < b.y || b.y + b.height < a.y, `${a.id} ${b.id}`).toBe(true)
  }
  const column = placed.filter((one) => one.layer === 3).toSorted((a, b) => a.y - b.y).map((one) => one.id)
  expect(column.at(-1)).toBe('rest:3')
})

test('the path goes back by what stops, not by what only reads data, and a cycle ends', () => {
  expect([...pathTo('online', edges).nodes]).toEqual(['online', 'registry', 'vm', 'provider'])
  const round: View[1][number][] = [{ from: 'a', to: 'b', effect: 'hard', bodies: 1 }, { from: 'b', to: 'a', effect: 'hard', bodies: 1 }]
  expect([...pathTo('a', round).nodes]).toEqual(['a', 'b'])
})

test('arrows lead along the path and along the column', () => {
  const { placed } = place(nodes, edges)
  expect(neighbour('provider', 'ArrowRight', placed, edges)).toBe('vm')
  expect(neighbour('online', 'ArrowLeft', placed, edges)).toBe('registry')
  expect(neighbour('canteen', 'ArrowUp', placed, edges)).toBe('online')
  expect(neighbour('provider', 'ArrowLeft', placed, edges)).toBeUndefined()
})

test('a name of ninety characters is cut, never wider than its box', () => {
  const lines = wrap('Servizio associato per la gestione informatica dei comuni della valle superiore del fiume', 18, 2)
  expect(lines).toHaveLength(2)
  expect(lines.every((line) => line.length <= 18)).toBe(true)
  expect(lines[1]!.endsWith('…')).toBe(true)
  expect(wrap('Anagrafe', 18, 2)).toEqual(['Anagrafe'])
})
