import { expect, test } from 'vitest'
import { systemClock } from '#platform/clock.ts'
import { createLog } from '#platform/log/index.ts'
import { startOthers, type Given } from './others.ts'

test('a process that cannot be started is tried again, and keeps no stop waiting', async () => {
  const { execPath } = process
  process.execPath = '/none/such'
  try {
    const ended: string[] = []
    const others = startOthers({ count: 1, given: {} as Given, clock: systemClock, log: createLog('silent', systemClock.now), ended: async (name) => { ended.push(name) } })
    await expect.poll(() => ended.length, { timeout: 4000, interval: 20 }).toBeGreaterThan(1)
    expect(others.serving()).toBe(0)
    await expect(Promise.race([others.stop().then(() => 'stopped'), new Promise((resolve) => setTimeout(resolve, 2000, 'waits'))])).resolves.toBe('stopped')
  } finally { process.execPath = execPath }
})
