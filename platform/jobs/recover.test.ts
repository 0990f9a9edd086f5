import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import { createLog } from '../log/index.ts'
import type { Listener } from '../events/index.ts'
import { testDatabase, type TestDatabase } from '../testing/database.ts'
import { startBackground, type Background } from './index.ts'

const log = createLog('silent', () => new Date())
let t: TestDatabase
let background: Background
let handled = 0
let takesMs = 0
beforeEach(async () => {
  [handled, takesMs] = [0, 0]
  t = await testDatabase()
  const listener = { name: 'x', event: { payload: z.any() }, handle: async () => { handled++; await sleep(takesMs) } } as unknown as Listener
  background = await startBackground({ pool: t.workerPool, connection: t.connect.worker, listeners: [listener], periodic: [], log })
})
afterEach(async () => { await background.stop(); await t.close() })

const addJob = () => t.sql(`select graphile_worker.add_job('event', '{"listener":"x","payload":{}}'::json)`)
const cutLine = () => t.sql(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'bastida ears'`)

test('a queue that cannot begin anew at once is tried again until it can', { timeout: 20_000 }, async () => {
  const connect = t.workerPool.connect.bind(t.workerPool) as (...args: unknown[]) => unknown
  let refused = 0
  // With a callback it is the pool's own query.
  t.workerPool.connect = ((...args: unknown[]) => args.length > 0 || refused >= 6 ? connect(...args) : (refused++, Promise.reject(Object.assign(new Error('cut'), { code: 'ECONNRESET' })))) as never
  await cutLine()
  await expect.poll(() => refused, { timeout: 10_000, interval: 20 }).toBe(6)
  await addJob()
  await expect.poll(() => handled, { timeout: 6000, interval: 20 }).toBe(1)
})

test('jobs that the new queue has just begun are not freed', { timeout: 20_000 }, async () => {
  const query = t.workerPool.query.bind(t.workerPool) as (...args: unknown[]) => unknown
  let freed = false
  takesMs = 2500
  t.workerPool.query = ((...args: unknown[]) => {
    if (!String(args[0]).includes('select distinct locked_by')) return query(...args)
    return sleep(1800).then(() => query(...args)).finally(() => { freed = true })
  }) as never
  await t.sql(`select graphile_worker.add_job('event', '{"listener":"x","payload":{}}'::json, run_at => now() + interval '700 milliseconds')`)
  await cutLine()
  await expect.poll(() => freed, { timeout: 5000, interval: 20 }).toBe(true)
  await expect.poll(() => handled, { timeout: 5000, interval: 20 }).toBe(1)
  await sleep(1500)
  expect(handled).toBe(1)
})

test('a job that ends while all stops is still told as ended: its word is on its way before the pool may close', async () => {
  takesMs = 300
  await addJob()
  await expect.poll(() => handled, { interval: 5 }).toBe(1)
  await background.stop()
  expect(t.workerPool.waitingCount).toBe(0)
  await expect.poll(async () => (await t.sql('select 1 from graphile_worker.jobs')).length).toBe(0)
  background = { ...background, stop: async () => {} }
})
