import { expect, test } from 'vitest'
import { caseMoved } from '#modules/cases/contract.ts'
import { on } from '#platform/events/index.ts'
import { wiring } from './wiring.ts'

const listens = (...names: readonly string[]) => ({ listeners: names.map((name) => on(caseMoved, name, async () => {})) })

test('a reaction of a module that is not there is left out; one that its module forgot is an error, and so is one not on the page', () => {
  expect(wiring({})).toEqual([])
  expect(wiring({ territory: listens(), cases: listens() })).toEqual([])
  expect(() => wiring({ messages: listens() })).toThrow('wiring: no module offers messages.opened for cases.opened')
  expect(() => wiring({ cases: listens('cases.unknown') })).toThrow('wiring: cases.unknown is not on the page')
  // The right name on the wrong event is a forgotten wire too.
  expect(() => wiring({ notices: listens('notices.centre') })).toThrow('wiring: no module offers notices.centre')
})
