import { expect, test } from 'vitest'
import { lookUpAll, type So, type Step } from './look-up-run.ts'

const report = (stored: number) => ({ found: stored, stored, unchanged: 0, known: 0, providersAdded: 0, unmatched: [], unmatchedTotal: 0, skipped: [], ms: 1 })
/** Three steps of ten bodies each; `before` is run before each answer. */
function net(before: (n: number) => void = () => {}) {
  const asked: (string | undefined)[] = []
  return {
    asked,
    ask: (after: string | undefined) => {
      asked.push(after)
      const n = asked.length
      before(n)
      return Promise.resolve({ done: true as const, data: { looked: n * 10, named: 30, unnamed: 1, silent: 1, report: report(n), next: n === 3 ? null : `after-${n}` } as Step })
    },
  }
}

test('all are asked, each step after the one before, and what was found adds up', async () => {
  const { ask, asked } = net()
  const told: So[] = []
  expect(await lookUpAll(ask, new AbortController().signal, (so) => told.push(so))).toBeUndefined()
  expect(asked).toEqual([undefined, 'after-1', 'after-2'])
  expect(told.map((so) => so.state)).toEqual(['on', 'on', 'over'])
  expect(told.at(-1)).toMatchObject({ looked: 30, silent: 3, report: { stored: 6 } })
})

test('stopped in the middle, no more is asked and what was found is told', async () => {
  const stop = new AbortController()
  const { ask, asked } = net((n) => { if (n === 2) stop.abort() })
  const told: So[] = []
  await lookUpAll(ask, stop.signal, (so) => told.push(so))
  expect(asked).toHaveLength(2)
  expect(told.at(-1)).toMatchObject({ state: 'stopped', looked: 20, report: { stored: 3 } })
})

test('refused in the middle, what was found is told and the refusal given back', async () => {
  const refused = { code: 'unavailable' as const, offline: true, fields: [], params: {} }
  const { ask } = net()
  const told: So[] = []
  expect(await lookUpAll((after) => (after ? Promise.resolve({ done: false, refused }) : ask(after)), new AbortController().signal, (so) => told.push(so))).toBe(refused)
  expect(told.at(-1)).toMatchObject({ state: 'over', looked: 10, report: { stored: 1 } })
})
