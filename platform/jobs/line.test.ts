import { expect, test, vi } from 'vitest'
import { systemClock } from '../clock.ts'
import { createLog } from '../log/index.ts'
import { testDatabase } from '../testing/database.ts'
import { freezable } from '../testing/frozenLine.ts'
import { openLine } from './line.ts'

test('a line that falls silent without closing is opened again, and says so', async () => {
  const t = await testDatabase()
  const way = await freezable(t.connect.worker)
  const back = vi.fn<(alone: boolean) => void>()
  const line = await openLine(way.connection, { heard: () => {}, back }, createLog('silent', systemClock.now), { everyMs: 50, answerMs: 400, connectMs: 1000 })
  try {
    await new Promise((resolve) => setTimeout(resolve, 300)) // asked and answered more than once
    expect(back).not.toHaveBeenCalled()
    way.freeze()
    await vi.waitFor(() => expect(way.opened()).toBeGreaterThan(1), { timeout: 10_000 }) // it has given the old one up
    expect(back).not.toHaveBeenCalled()
    way.thaw()
    await vi.waitFor(() => expect(back).toHaveBeenCalled(), { timeout: 10_000 })
  } finally {
    await line.close()
    await way.close()
    await t.close()
  }
})
