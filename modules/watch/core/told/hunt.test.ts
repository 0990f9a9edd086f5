/** What a look back says: valid STIX 2.1, the same each time, of the centre alone, and rounded so that no body is known by its hours or its size. */
import { expect, test } from 'vitest'
import { checkObject, tlpOf } from '#engines/stix/index.ts'
import { huntOf, huntsOf, lackOf, lackOfAll, saysOf, type TellingHunt } from './hunt.ts'
import { roundedBodies, roundedCount, roundedDays } from './rounded.ts'

const maker = { name: 'Centro Velarda', url: 'https://centro.velarda.example', since: '2020-01-01T00:00:00.000Z' }
const at = new Date('2026-11-25T09:41:07Z')
const theirs = 'indicator--11111111-0000-4000-8000-000000000001'
const real = { bodies: 2, hits: 437, from: '2026-11-18', to: '2026-11-19' }
const hunt: TellingHunt = { id: '11111111-0000-4000-8000-000000000002', asked: { id: theirs }, tlp: 'amber', at, done: true, oneBody: false, whole: true, over: { bodies: 13, from: '2026-10-27', to: '2026-11-25' }, hits: 437, real, waiting: 0 }
const none = { ...hunt, hits: 0, real: undefined }
const sightingOf = (one: TellingHunt) => huntOf(one, maker)?.own.find((each) => each.type === 'sighting')

test('days become weeks where few bodies had hits, and end on the day on which it is told at the latest', () => {
  expect(roundedDays(real, at)).toEqual({ from: '2026-11-16', to: '2026-11-22' })
  // A Monday and a Sunday stay; so does a year that ends in the week.
  expect(roundedDays({ bodies: 1, from: '2026-11-16', to: '2026-11-22' }, at)).toEqual({ from: '2026-11-16', to: '2026-11-22' })
  expect(roundedDays({ bodies: 1, from: '2025-12-31', to: '2026-01-01' }, at)).toEqual({ from: '2025-12-29', to: '2026-01-04' })
  expect(roundedDays({ bodies: 4, from: '2026-11-24', to: '2026-11-24' }, at)).toEqual({ from: '2026-11-23', to: '2026-11-25' })
  expect(roundedDays({ ...real, bodies: 5 }, at)).toEqual({ from: '2026-11-18', to: '2026-11-19' })
  expect([0, 1, 9, 10, 437, 999, 1000, 123_456_789_012].map(roundedCount)).toEqual([1, 1, 1, 10, 100, 100, 1000, 100_000_000])
  expect([0, 1, 4, 5, 9, 10, 13].map(roundedBodies)).toEqual([0, 0, 0, 5, 5, 10, 10])
})

test('seen: about somebody else\'s indicator by its identifier alone, the same each time, and no hour in it but that of telling', () => {
  const told = huntOf(hunt, maker)!
  expect([...told.own, ...told.beside].flatMap((one) => checkObject(one).problems)).toEqual([])
  expect(told.own).toEqual(huntOf(hunt, maker)!.own)
  expect(told.own).toMatchObject([{ type: 'sighting', sighting_of_ref: theirs, count: 100, first_seen: '2026-11-16T00:00:00.000Z', last_seen: '2026-11-22T23:59:59.999Z', created: at.toISOString() }])
  expect(told.own.map((one) => tlpOf(one))).toEqual(['amber'])
  expect(told.own[0]!['where_sighted_refs']).toEqual([told.own[0]!['created_by_ref']])
  expect(told.beside.filter((one) => one.type === 'identity').map((one) => one['name'])).toEqual([maker.name])
  // Whatever else the hunt met, two of the same rounding say the same.
  expect(sightingOf({ ...hunt, hits: 9000, real: { ...real, hits: 120, from: '2026-11-16' } })).toEqual(told.own[0])
})

test('what was asked of our own goes along, with its terms', () => {
  const told = huntOf({ ...hunt, asked: { name: 'Evento', pattern: 'title: Evento\n', patternType: 'sigma', terms: 'Ada: DRL-1.1' } }, maker)!
  expect([...told.own, ...told.beside].flatMap((one) => checkObject(one).problems)).toEqual([])
  expect(told.own).toMatchObject([{ type: 'indicator', pattern_type: 'sigma', name: 'Evento' }, { type: 'sighting', sighting_of_ref: told.own[0]!.id }])
  expect(told.own[0]).not.toHaveProperty('pattern_version')
  expect(told.beside.flatMap((one) => (one['definition'] as { statement?: string } | undefined)?.statement ?? [])).toContain('Ada: DRL-1.1')
})

test('not seen: only of all bodies, whole, and by the number of bodies rounded down', () => {
  expect(sightingOf(none)).toMatchObject({ count: 0, first_seen: '2026-10-27T00:00:00.000Z', last_seen: '2026-11-25T23:59:59.999Z', description: 'Not seen in 30 days over the logs of at least 10 bodies.' })
  expect(sightingOf({ ...none, over: { bodies: 1, from: '2026-11-25', to: '2026-11-25' } })).toMatchObject({ description: 'Not seen in 1 day over the logs of fewer than 5 bodies.' })
})

test('nothing is told where it would be half true or of one body', () => {
  const lacks = [hunt, none, { ...hunt, done: false }, { ...hunt, asked: undefined }, { ...hunt, real: undefined, waiting: 1 }, { ...hunt, real: undefined }, { ...none, oneBody: true }, { ...none, whole: false }, { ...none, over: undefined }]
  expect(lacks.map(lackOf)).toEqual([null, null, 'unfinished', 'several', 'unjudged', 'false', 'one_body', 'not_whole', 'nothing_asked'])
  for (const one of lacks.slice(2)) expect(huntOf(one, maker)).toBeUndefined()
})

test('several things: each by itself, under its own level where that is stricter; what cannot be told of one holds back no other', () => {
  const asked = (name: string) => ({ name, pattern: `[domain-name:value = '${name}']`, patternType: 'stix' as const, terms: '' })
  const parts = [{ ...hunt, key: 'a', asked: asked('a.example') }, { ...none, key: 'b', asked: asked('b.example'), floor: 'red' as const }, { ...hunt, key: 'c', real: undefined, waiting: 1 }, { ...hunt, key: 'd', asked: undefined }]
  expect(parts.map(lackOf)).toEqual([null, null, 'unjudged', 'unsayable'])
  expect([parts, parts.slice(2), parts.slice(3), [{ ...hunt, asked: undefined }]].map(lackOfAll)).toEqual([null, 'unjudged', 'unsayable', 'several'])
  const told = huntsOf(parts, 'green', at, maker)!
  expect([...told.own, ...told.beside].flatMap((one) => checkObject(one).problems)).toEqual([])
  expect(told.own.map((one) => [one.type, one['name'] ?? one['count'], tlpOf(one)])).toEqual([['indicator', 'a.example', 'green'], ['sighting', 100, 'green'], ['indicator', 'b.example', 'red'], ['sighting', 0, 'red']])
  expect(new Set(told.own.map((one) => one.id)).size).toBe(4)
  // What the page shows before is what is told.
  expect(parts.map((one) => saysOf(one, at))).toEqual([{ count: 100, from: '2026-11-16', to: '2026-11-22' }, { count: 0, from: '2026-10-27', to: '2026-11-25' }, null, null])
  expect(huntsOf(parts.slice(2), 'green', at, maker)).toBeUndefined()
})
