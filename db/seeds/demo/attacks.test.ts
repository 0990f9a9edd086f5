import { expect, test } from 'vitest'
import { terms } from '#engines/veris/index.ts'
import { statement } from '#modules/observatory/contract-facts.ts'
import { problemsOf, publicFactsOf } from '#modules/observatory/core/redact.ts'
import { demoAttacks, demoNumbers, demoTerritory } from './index.ts'
import { INVENTED } from './attacks.data.ts'

const demo = demoTerritory()
const until = new Date('2026-11-28T09:00:00Z')
const idOf = (code: string) => `00000000-0000-4000-8000-${String([...code].reduce((n, letter) => (n * 31 + letter.charCodeAt(0)) % 1e12, 7)).padStart(12, '0')}`
const attacks = demoAttacks(demo, { until, idOf })

test('the same seed and day give the same catalogue, in the order of time, and none of it is to come', () => {
  expect(demoAttacks(demo, { until, idOf })).toEqual(attacks)
  expect(demoAttacks({ ...demo, seed: 7 }, { until, idOf })).not.toEqual(attacks)
  const starts = attacks.map(({ statement: { facts } }) => facts.started!)
  expect(starts).toEqual(starts.toSorted())
  expect(starts.at(-1)! <= until.toISOString()).toBe(true)
  expect(new Set(starts.map((start) => start.slice(0, 4))).size).toBeGreaterThanOrEqual(5)
})

test('each is a statement as a source gives it, coded in VERIS, and may be published as it is', () => {
  for (const { statement: said, public: texts } of attacks) {
    expect(statement.parse(said)).toEqual(said)
    const [action] = said.facts.actions!
    for (const part of ['varieties', 'vectors'] as const) for (const word of action![part]) expect(terms[`action.${action!.action}.${part === 'varieties' ? 'variety' : 'vector'}` as keyof typeof terms], word).toContain(word)
    if (texts) expect(problemsOf({ state: 'draft', tlp: 'clear', facts: said.facts, proposal: { ...texts, facts: publicFactsOf(said.facts, []).facts, sources: [] } })).toEqual([])
  }
  expect(attacks.filter((one) => one.public).length / attacks.length).toBeGreaterThan(0.9)
})

test('no one can take it for true: each text and each source says that it is invented', () => {
  for (const { statement: said, public: texts } of attacks) {
    expect(said.source.title).toContain('inventati')
    for (const lang of ['it', 'fr', 'en'] as const) if (texts) expect(texts.summary[lang]!.endsWith(INVENTED[lang])).toBe(true)
  }
  expect(demoNumbers(until).every((one) => one.source.includes('inventati'))).toBe(true)
})
