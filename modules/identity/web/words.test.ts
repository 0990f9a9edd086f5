import { expect, test } from 'vitest'
import { problemsOf } from '#ui/i18n/translator.ts'
import { accessCatalogue } from './access.ts'
import { pathOfObject, sayDone, seenCatalogue, seenWordsOf } from './seen.ts'
import { catalogue, fieldProblem, sayRefusal, wordsOf } from './words.ts'

test('the three languages say the same things, with the same places for values', () => {
  expect(problemsOf(catalogue)).toEqual([])
  expect(problemsOf(seenCatalogue)).toEqual([])
  expect(problemsOf(accessCatalogue)).toEqual([])
})

test('French keeps its signs with a space that does not break, and its quotes', () => {
  const broken = Object.entries({ ...catalogue.fr, ...seenCatalogue.fr, ...accessCatalogue.fr }).filter(([, text]) => / [:;?!»]|« |[^\s\u00a0\u202f][;?!](?!\S)/.test(text)).map(([key]) => key)
  expect(broken).toEqual([])
})

test('a refusal says its reason, else its code; a field says its own', () => {
  const t = wordsOf('it')
  expect(sayRefusal(t, { code: 'unauthenticated', reason: 'INVALID_CODE', fields: [] })).toBe(t('refused.INVALID_CODE'))
  expect(sayRefusal(t, { code: 'unavailable', reason: 'SOMETHING_NEW', fields: [] })).toMatch(/^Il servizio non risponde/)
  const refused = { code: 'invalid', fields: [{ path: 'body.coordinator.password', problem: 'too_short' }, { path: 'body.email', problem: 'whatever' }] } as const
  expect(fieldProblem(t, refused, 'password')).toBe(t('password.too_short'))
  expect(fieldProblem(t, refused, 'email')).toBe(t('field.wrong'))
  expect(fieldProblem(t, refused, 'name')).toBeUndefined()
  expect(fieldProblem(t, undefined, 'name')).toBeUndefined()
})

test('what somebody did is said even where it has no words of its own, and leads to its page where there is one', () => {
  const t = seenWordsOf('en')
  expect([sayDone(t, 'obligations.dossier'), sayDone(t, 'later.readSomething'), sayDone(t, 'later.cut')]).toEqual(['read your obligations', 'read something of yours', 'changed something of yours'])
  expect(['case:1', 'draft:1:garante', 'notice:2', 'party:3', ''].map(pathOfObject)).toEqual(['/space/cases/1', '/space/cases/1/obligations', '/space/notices/2', undefined, undefined])
})
