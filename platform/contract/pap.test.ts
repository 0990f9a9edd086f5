import { expect, test } from 'vitest'
import { mayAct, papActs, paps } from './pap.ts'

test('each level allows what the stricter one does, and one thing more', () => {
  expect(Object.fromEntries(paps.map((pap) => [pap, papActs.filter((act) => mayAct(pap, act))]))).toEqual({ red: ['inside'], amber: ['inside', 'ask'], green: ['inside', 'ask', 'act'], clear: ['inside', 'ask', 'act'] })
})
