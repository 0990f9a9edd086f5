import { expect, test } from 'vitest'
import { tlps } from '#platform/contract/tlp.ts'
import { levels, markingsOf, safeLevelOf, statementMarking, tlpMarking, tlpOf } from '../../index.ts'

const red1 = 'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed'
const other = 'marking-definition--00000000-0000-4000-8000-000000000001'

test('the levels are those of the contracts', () => { expect(levels).toEqual(tlps) })

test.each(levels)('what is marked %s is read back', (level) => {
  expect(tlpOf({ object_marking_refs: [tlpMarking(level).id] })).toBe(level)
  // Another identifier, the definition at hand.
  expect(tlpOf({ object_marking_refs: [other] }, () => ({ ...tlpMarking(level), id: other }))).toBe(level)
})

test('the strictest of all counts, parts too', () => {
  const [clear, amber] = [tlpMarking('clear').id, tlpMarking('amber').id]
  expect(tlpOf({ object_marking_refs: [clear, amber] })).toBe('amber')
  expect(tlpOf({ object_marking_refs: [clear], granular_markings: [{ marking_ref: red1, selectors: ['name'] }] })).toBe('red')
  expect(markingsOf({ object_marking_refs: [clear], granular_markings: [{ lang: 'it', selectors: ['name'] }] })).toEqual({ tlp: 'clear', known: [clear], unknown: [] })
  expect(tlpOf({})).toBeNull()
})

test('nobody passes by a marking that cannot be read', () => {
  const clear = tlpMarking('clear').id
  expect(markingsOf({ object_marking_refs: [clear, other] }).unknown).toEqual([other])
  expect(markingsOf({ object_marking_refs: other }).unknown).toEqual(['?'])
  expect(markingsOf({ granular_markings: [{ selectors: ['name'] }, 'x', { marking_ref: 3 }] }).unknown).toEqual(['?'])
  expect(markingsOf({ granular_markings: {} }).unknown).toEqual(['?'])
  expect(markingsOf({ object_marking_refs: [other] }, () => ({ type: 'marking-definition', definition_type: 'tlp', definition: { tlp: 'purple' } })).unknown).toEqual([other])
  expect(markingsOf({ object_marking_refs: [other] }, () => ({ type: 'indicator' })).unknown).toEqual([other])
})

test('of several the strictest counts, parts too, and one that cannot be read is red', () => {
  const of = (...refs: string[]) => ({ object_marking_refs: refs })
  const [clear, amber, red] = [tlpMarking('clear').id, tlpMarking('amber').id, tlpMarking('red').id]
  expect([safeLevelOf([]), safeLevelOf([{}, {}]), safeLevelOf([{}, of(clear)]), safeLevelOf([of(amber), of(clear)]), safeLevelOf([of(clear), { granular_markings: [{ marking_ref: red, selectors: ['name'] }] }]), safeLevelOf([of(clear), of(other)])]).toEqual([null, null, 'clear', 'amber', 'red', 'red'])
  expect(safeLevelOf([of(clear), of(other)], () => ({ ...tlpMarking('green'), id: other }))).toBe('green')
})

test('levels as others write them', () => {
  const of = (marking: Record<string, string | object>) => tlpOf({ object_marking_refs: [other] }, () => ({ type: 'marking-definition', ...marking } as never))
  expect(of({ definition_type: 'tlp', definition: { tlp: 'white' } })).toBe('clear')
  expect(of({ definition_type: 'TLP', definition: { TLP: 'amber+strict' } })).toBe('amber+strict')
  expect(of({ name: 'TLP:RED' })).toBe('red')
})

test('a statement is known, and says no level', () => {
  const statement = statementMarking('CC BY 4.0', '2026-01-01T00:00:00.000Z')
  expect(statement).toEqual(statementMarking('CC BY 4.0', '2026-01-01T00:00:00.000Z'))
  expect(markingsOf({ object_marking_refs: [statement.id] }, () => statement)).toEqual({ tlp: null, known: [statement.id], unknown: [] })
})
