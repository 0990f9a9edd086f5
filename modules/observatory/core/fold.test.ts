/** The same words in any order give the same record; columns say only what the moments carry. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { facts as factsShape, type Facts } from '../contract-facts.ts'
import { columnsOf } from './columns.ts'
import { fold, type Said } from './fold.ts'

const said = (id: string, facts: Facts, more: Partial<Said> = {}): Said => ({ id, kind: 'press', recordedAt: new Date('2026-01-01'), confidence: 50, confidences: {}, facts, ...more })

test('who is surer of the field is believed, then who stands nearer, then who spoke last; a person’s choice stands above all', () => {
  const press = said('a', { title: 'Attacco', started: '2023-12-08', records: 10 }, { confidences: { records: 90 } })
  const own = said('b', { started: '2023-12-08T05:30:00+01:00', records: 7 }, { kind: 'case' })
  const later = said('c', { title: 'Attacco a un fornitore' }, { recordedAt: new Date('2026-02-01') })
  const folded = fold([press, own, later])
  expect(folded.facts).toEqual({ title: 'Attacco a un fornitore', started: '2023-12-08T05:30:00+01:00', records: 10 })
  expect(folded.provenance).toEqual({
    title: { statement: 'c', confidence: 50, others: 1 }, started: { statement: 'b', confidence: 50, others: 1 }, records: { statement: 'a', confidence: 90, others: 1 },
  })
  expect(fold([press, own, later], { records: 'b', title: 'gone' }).facts).toMatchObject({ records: 7, title: 'Attacco a un fornitore' })
})

test('lists complete each other, once each', () => {
  expect(fold([said('a', { techniques: ['T1486', 'T1078'] }), said('b', { techniques: ['T1078', 'T1566.001'], assets: ['S - Database'] }, { confidence: 80 })]).facts).toEqual({ techniques: ['T1078', 'T1566.001', 'T1486'], assets: ['S - Database'] })
})

test('the order of the statements is of no matter', () => {
  const one = fc.record({ id: fc.uuid(), kind: fc.constantFrom('person', 'case', 'press', 'actor'), confidence: fc.constantFrom(20, 50), recordedAt: fc.constantFrom(new Date('2026-01-01'), new Date('2026-01-02')), facts: fc.record({ title: fc.constantFrom('x', 'y'), techniques: fc.subarray(['T1486', 'T1078', 'T1566']) }, { requiredKeys: [] }) })
  fc.assert(fc.property(fc.uniqueArray(one, { selector: (it) => it.id, maxLength: 6 }).chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), ([all, shuffled]) => {
    const folds = [all, shuffled].map((some) => fold(some.map((it) => ({ ...it, confidences: {} })) as Said[]))
    expect(folds[1]).toEqual(folds[0])
  }))
})

test('Westpole fell on a holiday, in the night; a year alone says neither', () => {
  const of = (facts: Facts, home: 'IT' | 'FR' = 'IT') => columnsOf(factsShape.parse(facts), home)
  expect(of({ started: '2023-12-08T05:30:00+01:00', restored: '2023-12-20T12:00:00+01:00' })).toMatchObject({ startedOn: '2023-12-08', precision: 'hour', hour: 5, night: true, weekend: false, holiday: true, daysToRestore: 12.27 })
  // In France 8 December is a day like others; the victim's country counts before the centre's.
  expect(of({ started: '2023-12-08', victims: [{ kind: 'provider', country: 'FR', count: 1, naming: 'no', size: 'unknown' }] })).toMatchObject({ precision: 'day', hour: null, night: null, weekend: false, holiday: false })
  expect(of({ started: '2023', restored: '2023-12-20' })).toMatchObject({ startedOn: '2023-01-01', precision: 'year', year: 2023, night: null, weekend: null, holiday: null, daysToRestore: null })
  expect(of({ started: '2023-12-31T23:30:00Z' })).toMatchObject({ year: 2024, startedOn: '2024-01-01', holiday: true, night: true })
  expect(of({ started: '2023-12-08', restored: '2023-12-01' }).daysToRestore).toBeNull()
  expect(of({ availability: ['Interruption'] })).toMatchObject({ stillDown: true, startedOn: null })
})
