import { expect, test } from 'vitest'
import { createHolding } from './holding.ts'
import { invent, randomOf } from './invented.ts'
import { codesOf, DIMENSIONS, protectHeld, protectPublic } from './lattice.ts'

test('after any changes, what is held gives the tables that all rows give anew', () => {
  for (const seed of [1, 2, 3]) {
    const random = randomOf(seed)
    const rows = new Map(invent(400, { seed }).map((row, i) => [`a${i}`, row]))
    const held = createHolding(DIMENSIONS)
    for (const [id, row] of rows) held.put(id, codesOf(row))
    const others = invent(200, { seed: seed + 50 })
    for (let step = 0; step < 300; step++) {
      const id = `a${Math.floor(random() * 450)}`
      if (random() < 0.4) expect(held.drop(id)).toBe(rows.delete(id))
      else { const row = others[Math.floor(random() * others.length)]!; rows.set(id, row); held.put(id, codesOf(row)) }
    }
    expect(held.size()).toBe(rows.size)
    expect(protectHeld(held.coded()).published).toEqual(protectPublic([...rows.values()].reverse()).published)
  }
})

test('the order that is kept is the one that sorting all would give, between few changes and many', () => {
  const random = randomOf(9)
  const rows = new Map(invent(2000, { seed: 9 }).map((row, i) => [`a${i}`, row]))
  const others = invent(3000, { seed: 77 })
  const held = createHolding(DIMENSIONS)
  for (const [id, row] of rows) held.put(id, codesOf(row))
  const anew = () => { const made = createHolding(DIMENSIONS); for (const [id, row] of rows) made.put(id, codesOf(row)); return made.coded() }
  for (const changes of [0, 1, 1, 2, 3, 99, 100, 101, 500, 1, ...Array.from({ length: 30 }, () => 60), 1]) {
    for (let step = 0; step < changes; step++) {
      const id = `a${Math.floor(random() * (changes === 60 ? 9000 : 2100))}`
      if (random() < 0.2) expect(held.drop(id)).toBe(rows.delete(id))
      else { const row = others[Math.floor(random() * others.length)]!; rows.set(id, row); held.put(id, codesOf(row)) }
    }
    expect(held.coded()).toEqual(anew())
  }
})

test('what no row says any more is no code, and the same again is no change', () => {
  const held = createHolding(2)
  expect([held.put('a', ['x', 'y']), held.put('a', ['x', 'y']), held.put('a', ['x', 'z']), held.put('b', ['w', 'z']), held.drop('b'), held.drop('b')]).toEqual([true, false, true, true, true, false])
  expect(held.coded()).toMatchObject({ leaves: [['x'], ['z']], rows: 1 })
})

test('more words than a double has numbers are put in the same order', () => {
  const [many, few] = [createHolding(8), createHolding(8)]
  const codes = (i: number) => Array.from({ length: 8 }, (_, d) => `${(i * (d + 3)) % 211}`.padStart(3, '0'))
  for (let i = 0; i < 211; i++) many.put(`${i}`, codes(i))
  for (let i = 210; i >= 0; i--) few.put(`${i}`, codes(i))
  expect(many.coded()).toEqual(few.coded())
})
