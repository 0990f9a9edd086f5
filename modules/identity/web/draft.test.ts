import { expect, test } from 'vitest'
import { setUpInput } from '../contract.ts'
import { centreOf, draftOf, emptyDraft, inputOf, missingIn, withForm, type Draft } from './draft.ts'
import { noHours, withDay } from './weekly.ts'

const form = (fields: Readonly<Record<string, string | readonly string[]>>): FormData => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) data.append(name, one)
  return data
}
const weekly = withDay(withDay(noHours, 0, [['09:00', '13:00']]), 4, [['09:00', '13:00']])
const week = [[['09:00', '13:00']], [], [], [], [['09:00', '13:00']], [], []]
const reach = { phone: ' 800 000 000 ', weekly: JSON.stringify(weekly), holidays: 'closed', 'after-it': 'Di notte scrivete.', 'after-fr': '', mail: 'aiuto@centro.example', certifiedMail: '', address: ' Via Inventata 1 \n\n00000 Velarda' }
const first = withForm(emptyDraft('it'), 1, form({ country: 'IT', languages: ['fr', 'it'], timeZone: 'Europe/Rome' }))
const second = withForm(first, 2, form({ 'name-it': 'Centro', 'name-fr': 'Centre', 'region-it': 'Velarda', 'region-fr': 'Vélarde' }))
const third = withForm(second, 3, form(reach))
const fourth = withForm(third, 4, form({ person: 'Ada Finta', email: 'ada@centro.example' }))

test('four steps make what the server takes', () => {
  expect(setUpInput.safeParse(inputOf(fourth, 'x'.repeat(43), 'sette tazze di camomilla'))).toMatchObject({
    success: true,
    data: { centre: { languages: ['it', 'fr'], phone: '800 000 000', openingHours: { week }, afterHours: { it: 'Di notte scrivete.' }, email: 'aiuto@centro.example', address: 'Via Inventata 1\n00000 Velarda' }, coordinator: { email: 'ada@centro.example' } },
  })
})

test('what is there already is edited and comes out as it was', () => {
  const centre = { ...inputOf(fourth, '', '').centre, hours: { it: 'Su chiamata' }, inTerritory: { it: 'in Velarda' }, dpo: 'dpo@centro.example' }
  expect(centreOf(draftOf(centre))).toEqual(centre)
  // A form with fewer fields takes nothing away.
  expect(withForm(draftOf(centre), 3, form(reach)).dpo).toBe('dpo@centro.example')
})

test('what is missing is said by field, for each language chosen', () => {
  expect(missingIn({ ...first, languages: [] }, 1).map(({ field }) => field)).toEqual(['languages'])
  expect(missingIn(first, 2).map(({ field }) => field)).toEqual(['region-it', 'name-it', 'region-fr', 'name-fr'])
  expect(missingIn(second, 2)).toEqual([])
  const wrong = (span: readonly [string, string]) => missingIn({ ...third, weekly: withDay(noHours, 2, [['08:00', '09:00'], span]) }, 3)
  expect(wrong(['13:00', '09:00'])).toEqual([{ field: 'weekly-2', what: 'weekly', day: 2 }])
  expect(wrong(['14:00', ''])).toEqual([{ field: 'weekly-2', what: 'weekly', day: 2 }])
  expect(missingIn({ ...third, weekly: noHours }, 3)).toEqual([])
  expect(missingIn({ ...third, mail: 'x', certifiedMail: 'y' }, 3).map(({ field }) => field)).toEqual(['mail', 'certifiedMail'])
  expect(missingIn(third, 4).map(({ field }) => field)).toEqual(['person', 'email', 'password'])
})

test('a step changes only its own fields, and what passes the steps passes the contract', () => {
  expect(withForm(fourth, 1, form({ country: 'FR', languages: ['fr'], timeZone: '' }))).toMatchObject({ country: 'FR', timeZone: 'Europe/Paris', person: 'Ada Finta', phone: '800 000 000' })
  const only = (draft: Draft) => [1, 2, 3, 4].every((step) => missingIn(draft, step as 1, 'p').length === 0)
  expect(only(fourth)).toBe(true)
  expect(only({ ...fourth, languages: ['it', 'en'] })).toBe(false)
})

test('the language of the country comes first', () => {
  expect(withForm(emptyDraft('fr'), 1, form({ country: 'FR', languages: ['it', 'en', 'fr'] })).languages).toEqual(['fr', 'it', 'en'])
})

test('public holidays are closed unless somebody says otherwise', () => {
  const sent = (draft: Draft) => setUpInput.parse(inputOf(draft, 'x'.repeat(43), 'sette tazze di camomilla')).centre.closedOnHolidays
  const { holidays, ...open } = reach
  const coordinated = (fields: Record<string, string>) => withForm(withForm(second, 3, form(fields)), 4, form({ person: 'Ada Finta', email: 'ada@centro.example' }))
  expect(emptyDraft('it').closedOnHolidays).toBe(true)
  expect(sent(coordinated({ ...open, holidays }))).toBe(true)
  expect(sent(coordinated(open))).toBe(false)
})
