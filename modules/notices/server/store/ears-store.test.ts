import { expect, test, vi } from 'vitest'
import { systemClock } from '#platform/clock.ts'
import { createPageCache } from '#platform/http/pages.ts'
import { createLog } from '#platform/log/index.ts'
import { testDatabase } from '#platform/testing/database.ts'
import { freezable } from '#platform/testing/frozenLine.ts'
import { hearPublicChanges } from './ears-store.ts'

test('a line that falls silent without closing is not believed, and is opened again', async () => {
  const t = await testDatabase()
  const way = await freezable(t.connect.app)
  const pages = createPageCache(systemClock)
  const ears = await hearPublicChanges(way.connection, pages, createLog('silent', systemClock.now), { everyMs: 50, answerMs: 400, connectMs: 1000 })
  try {
    await new Promise((resolve) => setTimeout(resolve, 300)) // asked and answered more than once
    expect(ears.hears()).toBe(true)
    pages.put('/s', { body: 'x', contentType: 'text/html', tags: ['territory'] }, pages.epoch())
    way.freeze()
    await vi.waitFor(() => expect(ears.hears()).toBe(false), { timeout: 10_000 })
    expect(pages.size).toBe(0)
    way.thaw()
    await vi.waitFor(() => expect(ears.hears()).toBe(true), { timeout: 10_000 })
  } finally {
    await ears.close()
    await way.close()
    await t.close()
  }
})
