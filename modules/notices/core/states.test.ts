import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainProblem } from '../contract-plain.ts'
import { topics } from '../contract-topics.ts'
import { toCsv } from '#platform/contract/csv.ts'
import { daysOf } from './days.ts'
import { instantToLocal, localToInstant } from './localTime.ts'
import { bodySlug, noticeSlug } from './slug.ts'
import { staleAt, stateNow, worst } from './states.ts'

const HOUR = 3_600_000
const at = (iso: string) => new Date(iso)

describe('silence', () => {
  test('a word holds until the promised update and never longer than a day', () => {
    const confirmed = at('2026-12-08T08:00:00Z')
    expect(staleAt(confirmed, null)).toEqual(at('2026-12-09T08:00:00Z'))
    expect(staleAt(confirmed, at('2026-12-08T11:00:00Z'))).toEqual(at('2026-12-08T11:00:00Z'))
    expect(staleAt(confirmed, at('2026-12-20T11:00:00Z'))).toEqual(at('2026-12-09T08:00:00Z'))
  })
  test('whatever was said, past that moment nobody knows: never "working"', () => {
    fc.assert(fc.property(fc.constantFrom('down', 'limited', 'restored', 'working'), fc.integer({ min: 0, max: 10 ** 9 }), fc.option(fc.integer({ min: 1, max: 10 ** 9 })), fc.integer({ min: 0, max: 10 ** 9 }), (state, from, next, after) => {
      const confirmedAt = new Date(from)
      const stale = staleAt(confirmedAt, next === null ? null : new Date(from + next))
      const row = { state, confirmedAt, staleAt: stale } as const
      expect(stateNow(row, new Date(stale.getTime() + after))).toBe('unknown')
      expect(stateNow(row, new Date(stale.getTime() - 1))).toBe(state)
      expect(stale.getTime() - from).toBeLessThanOrEqual(24 * HOUR)
    }))
  })
  test('the worst state speaks for a body; one unknown service is enough not to say that all works', () => {
    expect(worst(['working', 'unknown', 'restored'])).toBe('unknown')
    expect(worst(['limited', 'down'])).toBe('down')
  })
})

test('the strip of days: minutes of any outage, counted once, by the local day', () => {
  const periods = [
    { name: 'a', state: 'down', from: at('2026-12-08T05:00:00Z'), until: at('2026-12-08T07:00:00Z') },
    { name: 'b', state: 'limited', from: at('2026-12-08T06:00:00Z'), until: at('2026-12-08T08:00:00Z') },
    { name: 'a', state: 'restored', from: at('2026-12-08T07:00:00Z'), until: at('2026-12-09T07:00:00Z') },
    { name: 'c', state: 'down', from: at('2026-12-09T22:30:00Z'), until: at('2026-12-10T22:30:00Z') },
  ] as const
  const days = daysOf(periods, at('2026-12-10T01:00:00Z'), 'Europe/Rome', 4)
  expect(days).toEqual([
    { day: '2026-12-07', state: 'unknown', minutes: 0 }, { day: '2026-12-08', state: 'down', minutes: 180 }, { day: '2026-12-09', state: 'down', minutes: 30 }, { day: '2026-12-10', state: 'down', minutes: 120 },
  ])
  expect(daysOf([], at('2026-10-27T12:00:00Z'), 'Europe/Rome', 5).map((day) => day.day)).toEqual(['2026-10-23', '2026-10-24', '2026-10-25', '2026-10-26', '2026-10-27'])
})

test('markup is told apart from plain signs', () => {
  for (const bad of ['<script>alert(1)</script>', 'ciao <b>forte</b>', '< img src=x>', '<!-- -->', '</p', 'a\u202Eb']) expect(plainProblem(bad), bad).toBeDefined()
  for (const good of ['meno di 5 < 10', 'da 3 > 2', '<3', 'Perché? È così & basta', 'scrivi a a@b.example']) expect(plainProblem(good), good).toBeUndefined()
})

test('addresses are short, plain and never empty', () => {
  expect([bodySlug('Comune di Sant’Àgata'), bodySlug('Commune d’Arles'), bodySlug('Città di'), bodySlug('!!!')]).toEqual(['sant-agata', 'arles', 'citta-di', 'ente'])
  fc.assert(fc.property(fc.string(), fc.string(), (body, title) => { expect(noticeSlug(bodySlug(body), title)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/) }))
})

test('a local moment typed in a form comes back as it was typed, and what is no moment is refused', () => {
  for (const text of ['2026-12-08T06:20', '2026-07-01T23:59', '2024-02-29T00:00']) expect(instantToLocal(localToInstant(text, 'Europe/Rome')!, 'Europe/Rome')).toBe(text)
  expect(localToInstant('2026-12-08T06:20', 'Europe/Rome')).toEqual(at('2026-12-08T05:20:00Z'))
  // The hour that comes twice: the first, as everywhere.
  expect(localToInstant('2026-10-25T02:30', 'Europe/Rome')).toEqual(at('2026-10-25T00:30:00Z'))
  for (const text of ['', 'ieri', '2026-02-30T10:00', '2026-12-08T25:00', '2026-12-08']) expect(localToInstant(text, 'Europe/Rome')).toBeUndefined()
})

test('cells of the open data keep commas and quotes and start no formula', () => {
  expect(toCsv([['a,b', 'dice "ciao"', '=1+1']])).toBe('"a,b","dice ""ciao""",\'=1+1\r\n')
})

test('the vocabulary has its 62 terms, each once', () => { expect(topics.length).toBe(62) })
