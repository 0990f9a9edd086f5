import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { diffObligations } from '../diff.ts'
import { choices } from '../drafts/choices.data.ts'
import { formFieldsOf } from '../drafts/formFields.data.ts'
import { evaluate } from '../evaluate.ts'
import { factsFromJson } from '../factsFromJson.ts'
import { allRegimes } from '../regimes/index.ts'
import { vectors } from '../vectors.data.ts'
import { factQuestions } from './facts.data.ts'
import * as labels from './labels.data.ts'
import { formatInstant, message, renderMessage } from './message.ts'
import { messageCodes, reasonTexts } from './reasons.data.ts'

const languages = ['it', 'fr', 'en'] as const
const everyText: { it: string; fr: string; en: string }[] = [
  ...Object.values(reasonTexts), ...Object.values(factQuestions), ...allRegimes.map(({ title }) => title),
  ...Object.values(labels).flatMap((catalogue) => Object.values(catalogue)),
  ...Object.values(formFieldsOf).flat().map(({ label }) => label),
  ...Object.values(choices).flatMap((vocabulary) => Object.values(vocabulary)).map(([it, fr, en]) => ({ it, fr, en })),
]

describe('texts', () => {
  test('have the same parameters in the three languages', () => {
    for (const [code, texts] of Object.entries(reasonTexts)) {
      const params = languages.map((language) => [...texts[language].matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort().join())
      expect(new Set(params).size, code).toBe(1)
    }
  })
  test('are written, with the apostrophes and spaces of their language', () => {
    for (const texts of everyText) {
      for (const language of languages) expect(texts[language].trim().length, texts.en).toBeGreaterThan(0)
      expect(texts.fr, texts.fr).not.toMatch(/[^\u202f\s\dhs/?][:;?!](?!\/\/)| [:;?!»]|« /)
      for (const language of languages) expect(texts[language]).not.toMatch(/\w'\w/)
      expect(texts.it).not.toMatch(/\b(perche|piu|puo|gia|cosi|e')\b/)
    }
  })
  test('every reason is used by the engine', () => {
    const root = new URL('..', import.meta.url)
    const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.endsWith('reasons.data.ts'))
      .map((name) => readFileSync(new URL(name, root), 'utf8')).join('\n')
    expect(messageCodes.filter((code) => !sources.includes(`'${code}'`))).toEqual([])
  })
})

describe('rendering', () => {
  test('no parameter is left over in any vector, in any language', () => {
    for (const vector of vectors) {
      const facts = factsFromJson(vector.facts).facts!
      const before = evaluate(facts, new Date(vector.now))
      const after = evaluate({ ...facts, clocks: {} }, new Date(vector.now))
      const changes = diffObligations(before.obligations, after.obligations).flatMap(({ summary, because }) => [summary, ...because])
      for (const reason of [...before.obligations.flatMap(({ reasons }) => reasons), ...changes]) {
        for (const language of languages) expect(renderMessage(reason, language, before.country)).not.toMatch(/\{|undefined|\d{4}-\d\d-\d\d/)
      }
    }
  })
  test('a term ends with its day, in local time', () => {
    expect(formatInstant(new Date('2026-11-07T23:00:00Z'), 'en', 'IT')).toBe('Saturday, 7 November 2026, 24:00')
    expect(formatInstant(new Date('2026-11-07T23:00:00Z'), 'it', 'IT')).toBe('sabato 7 novembre 2026, 24:00')
    expect(formatInstant(new Date('2026-10-25T08:00:00Z'), 'fr', 'FR')).toBe('dimanche 25 octobre 2026, 09:00')
  })
  test('codes become words', () => {
    expect(renderMessage(message('discharged_by', { regime: 'IT-NIS2' }), 'it', 'IT')).toBe('Vale la notifica fatta per: Decreto NIS (D.Lgs. 138/2024).')
    expect(renderMessage(message('l90_small_municipality', { population: 40_000 }), 'en', 'IT')).toContain('40,000')
    expect(renderMessage(message('change_state', { stage: 'final', before: 'due', state: 'exceeded' }), 'it', 'IT')).toBe('Relazione finale: era «da fare», ora è «scaduto».')
  })
})
