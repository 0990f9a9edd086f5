import { expect, test } from 'vitest'
import { problemsOf } from '#ui/i18n/translator.ts'
import { catalogue } from './words.ts'

test('three languages, the same keys and placeholders', () => {
  expect(problemsOf(catalogue)).toEqual([])
})
