import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Actor } from '#platform/contract/index.ts'
import { isRsit, rsit } from '../contract-rsit.ts'
import { decideAnswer, type Answered } from './answers.ts'
import { audienceOf, readableTlps } from './audience.ts'
import { decideClose } from './closing.ts'
import { itemOf, sheets } from './containment.data.ts'
import { decideSafe, gateOf, type ConditionFacts } from './gate.ts'
import { fold, mainRef, searchWords, tiedRef } from './reference.ts'
import { situationOf } from './situation.ts'

const now = new Date('2026-12-08T12:00:00Z')
const member: Actor = {
  kind: 'person',
  id: 'm',
  name: 'M',
  roles: ['member'],
  scope: 'parties',
  parties: ['p1'],
  realm: 'live',
}
const analyst: Actor = { ...member, roles: ['analyst'], scope: 'all', parties: [] }

test('references: three letters of the region, an exercise is told apart, tied ones hang on the main one', () => {
  expect([
    mainRef('Regione Velarda', 'live', 2026, 147),
    mainRef('Région Occitanie', 'live', 2026, 3),
    mainRef('', 'ex:1', 2026, 12345),
    tiedRef('VEL-2026-0147', 61),
  ]).toEqual(['VEL-2026-0147', 'OCC-2026-0003', 'EX-CAS-2026-12345', 'VEL-2026-0147-061'])
})

test('whatever is typed, a search is a well-formed query of folded words', () => {
  expect(searchWords('  Éze—l’Abbé  ')).toBe('eze:* & l:* & abbe:*')
  expect(searchWords("'':*|&!()<->")).toBeUndefined()
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      for (const word of searchWords(text)?.split(' & ') ?? []) expect(word).toMatch(/^[\p{L}\p{N}]+:\*$/u)
      expect(fold(fold(text))).toBe(fold(text))
    }),
  )
})

describe('answers', () => {
  const current: Answered = {
    state: 'open',
    answer: 'unknown',
    answeredAt: null,
    awareAt: null,
    personalData: 'unknown',
    note: '',
    observed: 'unknown',
    occurredAt: new Date('2026-12-08T05:00:00Z'),
    confirmed: new Map([
      ['a', null],
      ['b', null],
    ]),
  }
  const given = {
    answer: 'hit' as const,
    awareAt: null,
    personalData: 'unknown' as const,
    channel: 'mail' as const,
    note: '',
    by: 'Anna',
  }

  test('the observed state is the worst the body says; without a word it stands', () => {
    expect(decideAnswer(current, given, now)!.observed).toBe('unknown')
    expect(
      decideAnswer(
        current,
        {
          ...given,
          services: [
            { id: 'a', state: 'working' },
            { id: 'b', state: 'degraded' },
          ],
        },
        now,
      )!.observed,
    ).toBe('degraded')
    expect(
      decideAnswer(
        { ...current, observed: 'down', confirmed: new Map([['a', 'down']]) },
        { ...given, services: [{ id: 'a', state: 'working' }] },
        now,
      )!.observed,
    ).toBe('working')
  })

  test('what was once known stays known, unless the body says it is not hit', () => {
    const knew = { ...current, answer: 'hit' as const, answeredAt: now, awareAt: now }
    expect(decideAnswer(knew, { ...given, note: 'more' }, now)!.awareAt).toEqual(now)
    expect(decideAnswer(knew, { ...given, answer: 'not_hit' }, now)!.awareAt).toBeNull()
  })

  test('the same word twice is one word; "I don’t know" said aloud is an answer', () => {
    expect(decideAnswer({ ...current, answer: 'hit', answeredAt: now }, given, now)).toBeUndefined()
    expect(decideAnswer(current, { ...given, answer: 'unknown' }, now)).toMatchObject({ asksHelp: true })
  })

  test('impossible moments and closed cases are refused', () => {
    for (const at of ['1970-01-01', '2026-12-09', '2026-11-01'])
      expect(() => decideAnswer(current, { ...given, awareAt: new Date(at) }, now)).toThrow('invalid')
    expect(() => decideAnswer({ ...current, state: 'closed' }, given, now)).toThrow('expired')
  })
})

describe('the gate', () => {
  const condition = fc.record({
    id: fc.uuid(),
    kind: fc.constantFrom('clean_rebuild', 'csirt', 'dpa', 'prosecutor', 'other'),
    required: fc.boolean(),
    askedBy: fc.string(),
    title: fc.string(),
    metAt: fc.option(fc.constant(now)),
  }) as fc.Arbitrary<ConditionFacts>

  test('opens exactly when nothing required is unmet; without an override it refuses and says what is missing', () => {
    fc.assert(
      fc.property(fc.array(condition, { maxLength: 6 }), (conditions) => {
        const unmet = conditions.filter((one) => one.required && one.metAt === null)
        expect(gateOf(conditions).open).toBe(unmet.length === 0)
        const attempt = () => decideSafe(analyst, { partyId: 'p1', state: 'open' }, conditions, undefined)
        if (unmet.length === 0) expect(attempt()).toEqual({ override: '' })
        else expect(attempt).toThrow(unmet[0]!.id)
      }),
    )
  })

  test('only the body overrides, and only with reasons', () => {
    const missing: ConditionFacts[] = [{ id: 'c', kind: 'csirt', required: true, askedBy: '', title: '', metAt: null }]
    const reasons = 'Ricostruito in sede da copie.'
    expect(decideSafe(member, { partyId: 'p1', state: 'open' }, missing, ` ${reasons} `)).toEqual({ override: reasons })
    expect(() => decideSafe(member, { partyId: 'p2', state: 'open' }, missing, reasons)).toThrow('forbidden')
    expect(() => decideSafe(analyst, { partyId: 'p1', state: 'open' }, missing, reasons)).toThrow('forbidden')
    expect(() => decideSafe(member, { partyId: 'p1', state: 'open' }, missing, `${' '.repeat(30)}breve`)).toThrow(
      'invalid',
    )
  })
})

test('a main case with open tied ones closes only with a reason', () => {
  expect(() => decideClose({ kind: 'main', state: 'open', openTied: 2 }, { dataLost: '', lessons: '' })).toThrow(
    'open_tied',
  )
  expect(
    decideClose({ kind: 'main', state: 'open', openTied: 2 }, { dataLost: '', lessons: '', reason: ' detto ' }),
  ).toEqual({ reason: 'detto' })
  expect(() => decideClose({ kind: 'tied', state: 'closed', openTied: 0 }, { dataLost: '', lessons: '' })).toThrow(
    'closed',
  )
})

test('TLP: a body reads amber and freer, a district also amber+strict, the centre all, a researcher green', () => {
  expect(readableTlps(member)).toEqual(['amber', 'green', 'clear'])
  expect(readableTlps({ ...member, roles: ['liaison'] })).toEqual(['amber+strict', 'amber', 'green', 'clear'])
  expect(readableTlps(analyst)).toHaveLength(5)
  expect(audienceOf({ ...member, roles: ['researcher'] })).toBe('community')
})

test('the situation never counts a body twice and says what is missing', () => {
  const counts = {
    bodies: 3,
    suppliers: 0,
    confirmedHit: 0,
    dataLost: 0,
    notHit: 0,
    dontKnow: 0,
    unanswered: 3,
    observedDown: 0,
    observedDegraded: 0,
    observedWorking: 0,
    safe: 0,
    probableAtRisk: 0,
    personalData: 0,
  }
  const lines = situationOf({
    providerName: 'Nubilis',
    occurredAt: now,
    observed: 'unknown',
    effects: { unavailable: true, exposed: false, tampered: false },
    counts,
    conditions: { required: 0, met: 0, missing: [] },
    tasks: { open: 0, done: 0 },
    lastDecision: null,
    leadName: '',
  })
  expect(lines.map((line) => line.sentences.map((one) => one.key))).toEqual([
    ['what.unavailable', 'observed.unknown'],
    ['who.none', 'who.waiting'],
    ['data.unknown'],
    ['doing.nothing'],
    ['missing.answers', 'missing.lead'],
  ])
})

test('data: 11 classes and 39 types of the taxonomy; every sheet item in three languages and found by its code', () => {
  expect(Object.keys(rsit)).toHaveLength(11)
  expect(Object.values(rsit).flat()).toHaveLength(39)
  expect([
    isRsit('fraud', 'phishing'),
    isRsit('fraud', 'dos'),
    isRsit('fraud', null),
    isRsit('toString', null),
  ]).toEqual([true, false, true, false])
  for (const [situation, items] of Object.entries(sheets)) {
    expect(new Set(items.map((one) => one.code)).size).toBe(items.length)
    for (const one of items) expect(itemOf(situation, one.code)).toBe(one)
    for (const text of items.flatMap((one) => [one.text, one.why]))
      expect([text.it, text.fr, text.en].every((words) => words.length > 10)).toBe(true)
  }
})
