import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attack } from '../index.ts'
import { must, place, plain, valuesOfHidden } from './worlds.ts'

const years = ['23', '24'], sectors = ['O', 'Q', 'U'], places = ['A1', 'A2', 'B1']
const row = fc.record({ codes: fc.tuple(fc.constantFrom(...years), fc.constantFrom(...sectors), fc.constantFrom(...places)) })
const dims = [plain('year'), plain('sector'), place]

describe('who tries all rows that there could be', () => {
  const check = (tables: readonly (readonly string[])[], leaves: readonly (readonly string[])[], use: readonly (0 | 1 | 2)[]) => fc.assert(fc.property(fc.array(row, { minLength: 3, maxLength: 9 }), fc.constantFrom(2, 3), (rows, k) => {
    const mine = rows.map((one) => ({ codes: use.map((d) => one.codes[d]!) })), d = use.map((one) => dims[one]!)
    const { published, proofs } = must(mine, d, tables, { k })
    const values = valuesOfHidden(published, d, leaves)
    const bounds = new Map(attack(published, d).map((one) => [`${one.levels.join(' ')}: ${one.codes.join(' ')}`, one]))
    for (const proof of proofs) {
      const name = `${proof.levels.join(' ')}: ${proof.codes.join(' ')}`
      const met = values.get(name)!
      // What the proof says is possible is possible, every number of it; it holds the truth, and is as wide as asked.
      for (let n = proof.low; n <= proof.high; n++) expect(met).toContain(n)
      expect(proof.low <= proof.value && proof.value <= proof.high).toBe(true)
      expect(proof.high - proof.low).toBeGreaterThanOrEqual(k - 1)
      // And the attacker's arithmetic never excludes what is possible.
      expect(bounds.get(name)!.low).toBeLessThanOrEqual(Math.min(...met))
      expect(bounds.get(name)!.high).toBeGreaterThanOrEqual(Math.max(...met))
    }
  }), { numRuns: 150, seed: 7 })

  it('finds no small cell of a table with a hierarchy', () => check([['sector', 'province']], [sectors, places], [1, 2]))
  it('finds no small cell of three linked tables whose joint table is not published', () => check([['year', 'sector'], ['sector', 'province'], ['year', 'province']], [years, sectors.slice(0, 3), places], [0, 1, 2]))
})
