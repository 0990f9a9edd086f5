import { describe, expect, test } from 'vitest'
import { choices } from './choices.data.ts'
import { descriptionKeys, kindOfKey, type IncidentDescription } from './description.ts'
import { draftProgress, fillDraft, fillFields, type DraftEntry } from './fillDraft.ts'
import { formFieldsOf } from './formFields.data.ts'

const description: IncidentDescription = {
  organisationName: 'Comune di Vallombra (fictional)', awareAt: '2023-12-08T06:00:00+01:00', nature: ['availability', 'confidentiality'],
  subjectCount: 40_000, subjectCountKind: 'approximate', dpoDesignated: 'no', subjectsInformed: 'planned', severityGarante: 'medium',
  summary: 'Servizi anagrafici fermi.', ipaCode: 'c_x000',
}
const entry = (entries: readonly DraftEntry[], id: string): DraftEntry => entries.find(({ fieldId }) => fieldId === id)!

describe('forms', () => {
  test('EDPB: 100 fields, 42 mandatory, 46 conditional, 12 optional, the mandatory ones by their numbers', () => {
    const count = (mandatory: string): number => formFieldsOf.edpb.filter((field) => field.mandatory === mandatory).length
    expect([formFieldsOf.edpb.length, count('yes'), count('conditional'), count('no')]).toEqual([100, 42, 46, 12])
    expect(formFieldsOf.edpb.filter(({ mandatory }) => mandatory === 'yes').map(({ id }) => Number(id))).toEqual([
      3, 4, 12, 13, 21, 22, 23, 29, 30, 31, 38, 39, 40, 41, 44, 48, 50, 51, 55, 60, 61, 62, 63, 65, 66, 67, 70, 71, 72, 73, 75, 76, 85, 87,
      89, 90, 92, 94, 95, 97, 113, 120,
    ])
  })
  test('CSIRT Italia: 25 fields; no other form claims a certainty it does not have', () => {
    expect(formFieldsOf.csirt_italia.map(({ id }) => Number(id))).toEqual(Array.from({ length: 25 }, (_, index) => index + 1))
    expect(new Set(Object.values(formFieldsOf).flat().map(({ certainty }) => certainty))).toEqual(new Set(['secondary', 'memory', 'inference']))
  })
  test('vocabularies have the template’s sizes', () => {
    const sizes = [choices.incidentNature, choices.subjectCategories, choices.dataCategories, choices.measuresBefore, choices.impacts]
    expect(sizes.map((vocabulary) => Object.keys(vocabulary).length)).toEqual([25, 11, 21, 12, 15])
  })
  test('ids are unique in a form; every key exists; every condition names a code of its list; every key fills something', () => {
    const used = new Set<string>()
    for (const fields of Object.values(formFieldsOf)) {
      expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length)
      for (const field of fields) {
        for (const key of field.from) {
          expect(kindOfKey(key), key).toBeDefined()
          used.add(key)
        }
        if (!field.onlyIf) continue
        const vocabulary = choices[field.onlyIf.key as keyof typeof choices]
        for (const code of field.onlyIf.oneOf) expect(Object.keys(vocabulary), `${field.authority} ${field.id}`).toContain(code)
      }
    }
    expect(descriptionKeys.filter((key) => !used.has(key))).toEqual([])
  })
})

describe('drafts', () => {
  test('one description fills each authority’s field in its own language', () => {
    expect(entry(fillDraft('garante', description, 'it'), 'C4').value).toBe('8 dicembre 2023 alle ore 06:00')
    expect(entry(fillDraft('garante', description, 'it'), 'C7').value).toBe('perdita di disponibilità; perdita di riservatezza')
    expect(entry(fillDraft('cnil', description, 'fr'), '14').value).toBe('perte de disponibilité; perte de confidentialité')
    expect(entry(fillDraft('edpb', description, 'en'), '68').value).toBe('40,000')
    expect(entry(fillDraft('garante', description, 'it'), 'B2').value).toBe('c_x000')
  })
  test('gaps: missing, optional, hanging on an answer, not asked', () => {
    const draft = fillDraft('edpb', description, 'it')
    expect(entry(draft, '62')).toMatchObject({ value: null, gap: 'missing' })
    expect(entry(draft, '7').gap).toBe('optional')
    expect(entry(draft, '30').gap).toBe('not_asked')
    expect(entry(draft, '39').gap).toBe('undecided')
    expect(entry(draft, '58').gap).toBe('not_asked')
    expect(entry(draft, '56').gap).toBe('missing')
    expect(entry(draft, '99').gap).toBe('missing')
    expect(draft.every(({ value, gap }) => (value === null) === (gap !== null))).toBe(true)
    const { filled, missing, asked } = draftProgress(draft)
    expect(filled).toBe(draft.filter(({ value }) => value !== null).length)
    expect(missing).toBeGreaterThan(0)
    expect(asked).toBeLessThan(100)
  })
  test('a box of several lines holds what there is and names what it lacks', () => {
    const [timeline] = fillDraft('csirt_italia', { awareAt: '2023-12-08T06:00:00+01:00', ongoing: 'yes' }, 'it').filter(({ fieldId }) => fieldId === '6')
    expect(timeline).toMatchObject({ value: 'Evidenza (t0): 8 dicembre 2023 alle ore 06:00\nAncora in corso: sì', lacking: ['Inizio', 'Rilevamento'], gap: null })
  })
  test('severity scales are not translated into each other', () => {
    expect(entry(fillDraft('garante', description, 'it'), 'E5').value).toBe('media')
    expect(entry(fillDraft('cnil', description, 'fr'), '25').gap).toBe('missing')
  })
  test('an unknown code, an invalid date or a value of the wrong kind is a gap, not a word', () => {
    const broken: IncidentDescription = { nature: ['availability', 'toString'], awareAt: 'soon', subjectCount: 'many', organisationName: '  ' }
    for (const id of ['55', '48', '12']) expect(entry(fillDraft('edpb', broken, 'en'), id)).toMatchObject({ value: null, gap: 'missing' })
  })
  test('a text longer than the form allows says by how much, uncut', () => {
    const [field] = formFieldsOf.anssi.filter(({ id }) => id === '7')
    const [filled] = fillFields([{ ...field!, maxLength: 10 }], { summary: 'x'.repeat(14) }, 'fr', 'FR')
    expect(filled).toMatchObject({ value: 'x'.repeat(14), overBy: 4, gap: null })
  })
})
