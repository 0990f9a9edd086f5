import { expect, test } from 'vitest'
import { caseMoved } from '#modules/cases/contract.ts'
import { on } from '#platform/events/index.ts'
import { wiring } from './wiring.ts'

const listener = (name: string) => on(caseMoved, name, async () => {})

test('only what is there is wired; what is there must be on the page, and what the page names must be offered', () => {
  expect(wiring({}).map((one) => one.name)).toEqual([])
  expect(wiring({ intake: { listeners: [listener('intake.case_moved')] } }).map((one) => one.name)).toEqual(['intake.case_moved'])
  expect(() => wiring({ intake: { listeners: [] } })).toThrow('wiring: no module offers intake.case_moved for cases.moved')
  expect(() => wiring({ intake: { listeners: [listener('intake.case_moved'), listener('intake.unwired')] } })).toThrow('intake.unwired is not on the page')
})
