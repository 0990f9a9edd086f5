import { expect, test } from 'vitest'
import { problemsOf } from '#ui/i18n/translator.ts'
import { catalogue } from './words.ts'

test('every text has its three languages, with the same placeholders', () => {
  expect(problemsOf(catalogue)).toEqual([])
})
