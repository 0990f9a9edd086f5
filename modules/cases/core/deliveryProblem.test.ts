import { expect, test } from 'vitest'
import { problemOf, STOPPED_BY_TLP } from './deliveryProblem.ts'

test('a problem is a code; only the words of whoever should have carried the message are passed on', () => {
  expect(problemOf('')).toEqual({ problem: null, answer: '' })
  expect(problemOf(STOPPED_BY_TLP)).toEqual({ problem: 'tlp', answer: '' })
  expect(problemOf('the case may not leave the centre any more (TLP)')).toEqual({ problem: 'tlp', answer: '' })
  expect(problemOf('the process stopped while this was being sent')).toEqual({ problem: 'cut_off', answer: '' })
  expect(problemOf('550 no such mailbox')).toEqual({ problem: 'refused', answer: '550 no such mailbox' })
})
