/** Who knows the registry looks for the one body that fits what is told. */
import { expect, test } from 'vitest'
import { K } from '../contract-public.ts'
import type { Victim } from '../contract-facts.ts'
import { amongOthers, roughly, type Counted } from './crowd.ts'
import { publicFactsOf } from './redact.ts'

const of = (kind: string, province: string, size: string | null, count: number): Counted => ({ kind, province, size, count })
const towns = [of('municipality', 'Nord', 'pop_5k', 20), of('municipality', 'Nord', 'pop_20k', 9), of('municipality', 'Nord', 'pop_more', 1), of('municipality', 'Sud', 'pop_5k', 8), of('municipality', 'Sud', 'pop_100k', 3), of('municipality', 'Sud', null, 2)]
const census = [...towns, of('region', '', null, 1), of('health_agency', 'Nord', null, 2), of('health_agency', 'Sud', null, 1), of('firm', 'Nord', null, 1)]
type Told = Pick<Victim, 'kind' | 'count' | 'size' | 'province'>
const victim = (kind: Victim['kind'], province?: string, size: Victim['size'] = 'unknown', count = 1): Told => ({ kind, count, size, ...(province ? { province } : {}) })

test('what is told of a victim fits five bodies of the registry at least, and so does what is not told', () => {
  const told = (...of_: Parameters<typeof victim>) => { const { kind, province, size } = amongOthers(victim(...of_), census); return [kind, province, size] }
  expect(told('municipality', 'Nord', 'pop_5k')).toEqual(['municipality', 'Nord', 'pop_5k'])
  // The one large town: the middling ones hide it, else a town without a size would be it.
  for (const size of ['pop_more', 'pop_20k', 'unknown'] as const) expect(told('municipality', 'Nord', size)).toEqual(['municipality', 'Nord', 'unknown'])
  expect(told('municipality', 'Sud', 'pop_5k')).toEqual(['municipality', 'Sud', 'pop_5k'])
  expect(told('municipality', 'Sud', 'pop_100k')).toEqual(['municipality', 'Sud', 'unknown'])
  expect(told('municipality', undefined, 'pop_more')).toEqual(['municipality', undefined, 'unknown'])
  expect(told('health_agency', 'Sud')).toEqual(['health_agency', undefined, 'unknown'])
  expect(told('region', 'Nord')).toEqual(['other_body', undefined, 'unknown'])
})

test('whatever the registry: who reads all that is told of one town, and knows the rule, is left with five towns', () => {
  let seed = 7
  const chance = (most: number) => { seed = (seed * 48271) % 2147483647; return seed % most }
  for (let round = 0; round < 400; round++) {
    const some = Array.from({ length: 1 + chance(8) }, () => of('municipality', ['A', 'B', 'C'][chance(3)]!, ([null, 'pop_5k', 'pop_20k', 'pop_more'] as const)[chance(4)]!, 1 + chance(9)))
    if (some.reduce((sum, one) => sum + one.count, 0) < K) continue
    const fit = Map.groupBy(some, (one) => { const { province, size } = amongOthers(victim('municipality', one.province, (one.size ?? 'unknown') as Victim['size']), some); return `${province} ${size}` })
    for (const rows of fit.values()) expect(rows.reduce((sum, one) => sum + one.count, 0)).toBeGreaterThanOrEqual(K)
  }
})

test('many alike are a crowd of their own; what no registry of ours holds stays as it is told', () => {
  for (const one of [victim('municipality', 'Sud', 'pop_100k', K), victim('municipality', 'Altrove', 'pop_more'), victim('firm', 'Nord', 'large'), victim('school', 'Nord'), victim('person', 'Nord')]) expect(amongOthers(one, census)).toEqual(one)
  // A registry that has only begun says nothing of how many there are.
  for (const begun of [[], towns.slice(2, 3)]) expect(amongOthers(victim('municipality', 'Nord', 'pop_more'), begun)).toEqual(victim('municipality', 'Nord', 'pop_more'))
})

test('whoever spoke is told whole; else no exact number leads to a body of just so many inhabitants', () => {
  const facts = (naming: string) => ({ people: 48_731, records: 1_234_567, costEur: 99_999.5, victims: [{ kind: 'municipality', count: 1, size: 'pop_more', province: 'Nord', name: 'Comune di Alfarena', naming, namingUrl: 'https://alfarena.example/avviso' }] }) as never
  expect(publicFactsOf(facts('self'), census).facts).toMatchObject({ people: 48_731, records: 1_234_567, victims: [{ name: 'Comune di Alfarena', province: 'Nord', size: 'pop_more' }] })
  expect(publicFactsOf(facts('inside'), census).facts).toEqual({ people: 49_000, records: 1_200_000, costEur: 100_000, victims: [{ kind: 'municipality', count: 1, size: 'unknown', province: 'Nord' }] })
  expect(roughly({ people: 0, records: 7 })).toEqual({ people: 0, records: 7 })
  expect(publicFactsOf(facts('inside'), census, ['people']).facts).not.toHaveProperty('people')
})
