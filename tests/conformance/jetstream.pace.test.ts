/** Lines that go through three nats-servers of Debian to whichever process takes them: how soon an alert stands. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cleared } from '../../modules/watch/server/testing.ts'
import { noNats, withoutNats } from '../support/nats.ts'
import { startStreaming, type Streaming } from '../support/streaming.ts'

let s: Streaming
beforeAll(async () => { if (!noNats) s = await startStreaming() }, 240_000)
afterAll(() => s?.close())

test.skipIf(noNats)(`through three servers and whichever process takes it, an alert stands within two seconds of its line${withoutNats}`, { timeout: 60_000 }, async () => {
  const took: number[] = []
  // What a first try left behind is none of a second one's.
  const attempt = randomUUID().slice(0, 8)
  for (let round = 0; round < 6; round++) {
    const from = performance.now()
    expect(await s.send([{ ...cleared(`pace-${attempt}-${round}`), id: `pace/${attempt}/${round}` }])).toBe(200)
    while ((await s.sql('select 1 from watch.alert where host = $1', [`pace-${attempt}-${round}`])).length === 0 && performance.now() - from < 20_000) await sleep(20)
    took.push(performance.now() - from)
    await sleep(90 * round)
  }
  // The first may meet a process that is not ready yet.
  expect(Math.max(...took.slice(1)), took.map(Math.round).join()).toBeLessThan(2000)
})
