import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dimension } from '../types.ts'
import { anonymise, groupsOf, type Quasi } from './anonymise.ts'

const day: Dimension = { name: 'when', levels: [{ name: 'year', of: (leaf) => leaf.slice(0, 4) }, { name: 'month', of: (leaf) => leaf.slice(0, 7) }, { name: 'day', of: (leaf) => leaf }] }
const nace: Dimension = { name: 'what', levels: [{ name: 'section', of: (leaf) => leaf[0]! }, { name: 'division', of: (leaf) => leaf }] }

describe('rows that leave one by one', () => {
  it('are told as finely as k allows, all at one grain', () => {
    const rows = [...Array.from({ length: 6 }, (_, i) => ({ codes: [`2023-01-0${i + 1}`, 'Q86'] })), ...Array.from({ length: 5 }, () => ({ codes: ['2023-02-09', 'O84'] }))]
    expect(anonymise(rows, [day, nace], { k: 5 })).toMatchObject({ grain: ['month', 'division'], dropped: 0, smallest: 5 })
    expect(anonymise([...rows, { codes: ['2024-03-01', 'U99'] }], [day, nace], { k: 5, dropAtMost: 0.1 })).toMatchObject({ grain: ['month', 'division'], dropped: 1 })
  })

  it('hold k rows, k contributors and l values of what is sensitive, whatever comes', () => {
    const row = fc.record({ codes: fc.tuple(fc.constantFrom('2023-01-02', '2023-01-03', '2023-05-01', '2024-01-01'), fc.constantFrom('Q86', 'Q87', 'O84')), contributor: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }), sensitive: fc.constantFrom('x', 'y') })
    fc.assert(fc.property(fc.array(row, { maxLength: 30 }), fc.integer({ min: 1, max: 4 }), (rows, k) => {
      const list = rows.map(({ contributor, ...rest }): Quasi => ({ ...rest, ...(contributor === undefined ? {} : { contributor }) }))
      const made = anonymise(list, [day, nace], { k, l: 2 })
      expect(made.rows.length + made.dropped).toBe(list.length)
      for (const group of groupsOf(made.rows.map((one) => ({ ...list[one.row]!, codes: one.codes.map((code) => code ?? '') })))) {
        expect(group.rows).toBeGreaterThanOrEqual(k)
        expect(group.contributors).toBeGreaterThanOrEqual(k)
        expect(group.sensitive).toBeGreaterThanOrEqual(2)
      }
    }), { seed: 3 })
  })
})
