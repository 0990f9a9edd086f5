import { expect, test } from 'vitest'
import { fixedClock } from '#platform/clock.ts'
import { system } from '#platform/contract/index.ts'
import { createLog } from '#platform/log/index.ts'
import type { Ground } from '#platform/module.ts'
import { createService, type Needs } from './service.ts'

test('a run that fails because the database is away is called failed when it is back, however late', async () => {
  const clock = fixedClock(new Date('2026-12-08T05:10:00Z'))
  let state: 'there' | 'away' | 'back' = 'there'
  let taken = 0
  let refused = 0
  const row = { id: 'x', realm: 'ex:x', zero_at: clock.now(), options: {}, memory: {}, progress: null }
  const as = async () => {
    if (state === 'away' && ++refused > 120) state = 'back'
    if (state === 'away') throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    if (state === 'back') taken += 1
    return row
  }
  const ground = { db: { as }, clock, log: createLog('silent', clock.now) } as unknown as Ground
  const needs = { process: '', stage: () => { state = 'away'; throw Object.assign(new Error('Connection terminated'), {}) } } as unknown as Needs
  // A minute of tries, each half a second in life, here without the waiting.
  await createService(ground, needs, 1).start(system('test'), { bodies: 5, seed: 1, untilHour: 1, ownRegistry: true } as never)
  await expect.poll(() => taken).toBe(1)
  expect(refused).toBe(121)
})
