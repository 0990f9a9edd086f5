import { expect, test } from 'vitest'
import { setUpInput } from '../contract.ts'
import { centreOf, draftOf, emptyDraft, inputOf, missingIn, withForm, type Draft } from './draft.ts'

const form = (fields: Readonly<Record<string, string | string[]>>) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) data.append(name, one)
  return data
}
const weekly = [{ day: 1, from: '08:00', to: '13:00' }]
const first = withForm(emptyDraft('it'), 1, form({ country: 'IT', languages: ['fr', 'it'], timeZone: 'Europe/Rome' }))
const second = withForm(first, 2, form({ 'name-it': 'Centro', 'name-fr': 'Centre', 'region-it': 'Velarda', 'region-fr': 'Vélarde' }))
const third = withForm(second, 3, form({ phone: ' 800 000 000 ', hours: '', weekly: JSON.stringify(weekly), 'outside-it': 'Di notte scrivete.', 'outside-fr': '', mail: 'aiuto@centro.example', pec: '', address: ' Via Inventata 1 \n\n00000 Velarda' }))
const fourth = withForm(third, 4, form({ person: 'Ada Finta', email: 'ada@centro.example' }))

test('four steps make what the server takes', () => {
  expect(setUpInput.safeParse(inputOf(fourth, 'x'.repeat(43), 'sette tazze di camomilla'))).toMatchObject({
    success: true,
    data: { centre: { languages: ['it', 'fr'], phone: '800 000 000', weekly, outside: { it: 'Di notte scrivete.' }, email: 'aiuto@centro.example', pec: '', address: ['Via Inventata 1', '00000 Velarda'] }, coordinator: { email: 'ada@centro.example' } },
  })
})

test('what is there already is edited and comes out as it was', () => {
  const { centre } = inputOf(fourth, '', '')
  expect(centreOf(draftOf(centre))).toEqual(centre)
})

test('what is missing is said by field, for each language chosen', () => {
  expect(missingIn({ ...first, languages: [] }, 1).map(({ field }) => field)).toEqual(['languages'])
  expect(missingIn(first, 2).map(({ field }) => field)).toEqual(['region-it', 'name-it', 'region-fr', 'name-fr'])
  expect(missingIn(second, 2)).toEqual([])
  expect(missingIn({ ...third, mail: 'x', pec: 'y', weekly: [{ day: 3, from: '10:00', to: '09:00' }] }, 3).map(({ field }) => field)).toEqual(['weekly-3', 'mail', 'pec'])
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
