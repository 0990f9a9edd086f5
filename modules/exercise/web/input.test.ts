import { expect, test } from 'vitest'
import it from '../messages.it.json' with { type: 'json' }
import { problemsOf } from '#ui/i18n/translator.ts'
import { inputOf } from './input.ts'
import { whenOf } from './when.ts'
import { catalogue } from './words.ts'

const form = (fields: Record<string, string>) => {
  const data = new FormData()
  for (const [name, value] of Object.entries({ bodies: '1300', seed: '20231208', registry: 'demo', ...fields })) data.set(name, value)
  return data
}

test('the three languages have the same keys and placeholders', () => {
  expect(problemsOf(catalogue)).toEqual([])
  expect(Object.values(it).every((text) => text.trim() !== '')).toBe(true)
})

test('numbers are read as people group them', () => {
  for (const bodies of ['1300', '1.300', '1 300', '1,300', ' 1 300 ']) expect(inputOf(form({ bodies })).body).toMatchObject({ bodies: 1300, seed: 20231208, ownRegistry: false, untilHour: 400 })
  expect(inputOf(form({ registry: 'own' })).body?.ownRegistry).toBe(true)
})

test.each([['0', ''], ['2001', '1'], ['', '1'], ['tanti', '1'], ['-5', '1'], ['1e3', '1']])('"%s" bodies and seed "%s" are refused at their field', (bodies, seed) => {
  const { wrong, body } = inputOf(form({ bodies, seed }))
  expect(body).toBeUndefined()
  expect(wrong).toEqual(seed === '' ? ['bodies', 'seed'] : ['bodies'])
})

test('a day, a run of days and a month are said as such, whatever the time zone', () => {
  expect(whenOf('2023-12-08', 'it')).toEqual({ text: '8 dicembre 2023', day: '2023-12-08' })
  expect(whenOf('2023-12-08/2023-12-11', 'it').text).toBe('8–11 dicembre 2023')
  expect(whenOf('2023-12-08/2023-12-11', 'fr').text).toMatch(/^8.11 décembre 2023$/)
  expect(whenOf('2023-12', 'en')).toEqual({ text: 'December 2023', day: '2023-12' })
})
