import { expect, test } from 'vitest'
import { problemsOf } from '#ui/i18n/translator.ts'
import { catalogue, sayRole } from './words.ts'

test('every text has its three languages, with the same placeholders', () => {
  expect(problemsOf(catalogue)).toEqual([])
})

test('whom to call is said in words, never by a code', () => {
  expect(sayRole('it', 'incident')).toBe('Chi chiamare in un incidente')
  expect(sayRole('fr', 'pec')).toBe('Courriel certifié (PEC)')
})
