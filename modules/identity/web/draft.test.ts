import { expect, test } from 'vitest'
import { setUpInput } from '../contract.ts'
import { emptyDraft, inputOf, missingIn, withForm, type Draft } from './draft.ts'

const form = (fields: Readonly<Record<string, string | string[]>>) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) data.append(name, one)
  return data
}
const first = withForm(emptyDraft('it'), 1, form({ country: 'IT', languages: ['fr', 'it'], timeZone: 'Europe/Rome' }))
const second = withForm(first, 2, form({ 'name-it': 'Centro', 'name-fr': 'Centre', 'region-it': 'Velarda', 'region-fr': 'Vélarde', phone: ' 800 000 000 ', days: ['0', '4'], from: '09:00', until: '13:00', from2: '', until2: '' }))
const third = withForm(second, 3, form({ person: 'Ada Finta', email: 'ada@centro.example' }))

test('three steps make what the server takes', () => {
  expect(setUpInput.safeParse(inputOf(third, 'x'.repeat(43), 'sette tazze di camomilla'))).toMatchObject({ success: true, data: { centre: { languages: ['it', 'fr'], phone: '800 000 000', openingHours: { week: [[['09:00', '13:00']], [], [], [], [['09:00', '13:00']], [], []] } } } })
})

test('what is missing is said by field, for each language chosen', () => {
  expect(missingIn({ ...first, languages: [] }, 1).map(({ field }) => field)).toEqual(['languages'])
  expect(missingIn(first, 2).map(({ field }) => field)).toEqual(['region-it', 'name-it', 'region-fr', 'name-fr'])
  expect(missingIn(second, 2)).toEqual([])
  expect(missingIn({ ...second, spans: [['13:00', '09:00'], ['', '']] }, 2)).toEqual([{ field: 'from', what: 'hours' }])
  expect(missingIn({ ...second, spans: [['09:00', '13:00'], ['14:00', '']] }, 2)).toEqual([{ field: 'from', what: 'hours' }])
  expect(missingIn({ ...second, days: [], spans: [] }, 2)).toEqual([])
  expect(missingIn(second, 3).map(({ field }) => field)).toEqual(['person', 'email', 'password'])
})

test('a step changes only its own fields, and what passes the steps passes the contract', () => {
  expect(withForm(third, 1, form({ country: 'FR', languages: ['fr'], timeZone: '' }))).toMatchObject({ country: 'FR', timeZone: 'Europe/Paris', person: 'Ada Finta', phone: '800 000 000' })
  const only = (draft: Draft) => [1, 2, 3].every((step) => missingIn(draft, step as 1, 'p').length === 0)
  expect(only(third)).toBe(true)
  expect(only({ ...third, languages: ['it', 'en'] })).toBe(false)
})

test('public holidays are closed unless somebody says otherwise', () => {
  const sent = (draft: Draft) => setUpInput.parse(inputOf(draft, 'x'.repeat(43), 'sette tazze di camomilla')).centre.closedOnHolidays
  const said = (more: Readonly<Record<string, string>>) => withForm(first, 2, form({ days: ['0'], from: '09:00', until: '13:00', ...more }))
  expect(emptyDraft('it').closedOnHolidays).toBe(true)
  const named = { 'name-it': 'Centro', 'name-fr': 'Centre', 'region-it': 'Velarda', 'region-fr': 'Vélarde' }
  expect(sent(withForm(said({ ...named, holidays: 'closed' }), 3, form({ person: 'Ada Finta', email: 'ada@centro.example' })))).toBe(true)
  expect(sent(withForm(said(named), 3, form({ person: 'Ada Finta', email: 'ada@centro.example' })))).toBe(false)
})
