import { expect, test } from 'vitest'
import { rate } from '#engines/statistics/index.ts'
import { invent } from './invented.ts'
import { protectPublic } from './lattice.ts'
import { goneBy } from '../study/denominators.ts'
import { ratesBy, ratesOf } from './rates.ts'

const census = (kind: string, count: number, more = {}) => ({ kind, count, region: 'R', province: null, sector: null, size: null, year: null, ...more })
const many = [
  ...['pop_5k', 'pop_20k', 'pop_100k', 'pop_more'].flatMap((size) => ['Corvasse', 'Valmorta'].map((province) => census('municipality', 50, { size, province }))),
  census('school', 400), census('university', 4), { ...census('firm', 9000, { size: 'micro', year: 2018 }), region: null },
]
const whole = () => 1

test('rates divide protected numbers by the bodies of all years, with exact bounds, and say of how many groups they know', () => {
  const lattice = protectPublic(invent(6000))
  const found = ratesBy(lattice, null, many, whole)
  const kind = found.find((one) => one.by === 'kind')!
  expect(kind.rates.map((one) => one.code).toSorted()).toEqual(['education', 'firm', 'municipality'])
  const municipality = kind.rates.find((one) => one.code === 'municipality')!
  expect(municipality).toMatchObject({ n: lattice.read({ kind: 'municipality' }), of: 400, ...rate(lattice.read({ kind: 'municipality' })!, 400 * 9)! })
  expect(kind).toMatchObject({ known: 3, from: '2018', to: '2026' })
  expect(kind.groups).toBeGreaterThan(3)
  expect(found.find((one) => one.by === 'province')!.rates.map((one) => one.code).toSorted()).toEqual(['Corvasse', 'Valmorta'])
  for (const one of found.flatMap((each) => each.rates)) expect(one.n).toBeGreaterThanOrEqual(5)
})

test('there is no rate where a number is withheld, where nobody knows how many there are, or beside other choices', () => {
  const few = protectPublic(invent(60))
  for (const { by, rates } of ratesBy(few, null, many, whole)) for (const one of rates) expect(few.of(by)!.find((count) => count.code === one.code)!.n).toBe(one.n)
  expect(ratesBy(protectPublic(invent(6000)), null, [], whole)).toEqual([])
  expect(ratesBy(protectPublic(invent(6000)), { by: 'action', code: 'malware' }, many, whole)).toEqual([])
  expect(ratesBy(protectPublic(invent(6000)), { by: 'year', code: '2026' }, many, whole).find((one) => one.by === 'kind')).toMatchObject({ from: '2026', to: '2026' })
})

test('a year that is not over has had fewer days in which somebody could be hit', () => {
  const gone = goneBy('2026-07-02')
  expect([gone(2025), gone(2026), gone(2027), goneBy('2024-12-31')(2024), goneBy('2024-01-01')(2024) * 366]).toEqual([1, 183 / 365, 0, 1, expect.closeTo(1)])
  const lattice = protectPublic(invent(6000))
  const half = (of: string, at: (year: number) => number) => ratesBy(lattice, { by: 'year', code: of }, many, at).find((one) => one.by === 'kind')!.rates.find((one) => one.code === 'municipality')!
  expect(half('2026', gone).value / half('2026', whole).value).toBeCloseTo(365 / 183)
  expect([half('2026', gone).of, half('2025', gone)]).toEqual([400, half('2025', whole)])
  expect(ratesOf([{ code: '2025', n: 10 }, { code: '2026', n: 10 }], 200, gone).map((one) => one.value)).toEqual([50, expect.closeTo(50 * 365 / 183)])
})
