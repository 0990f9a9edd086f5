/**
 * Three nats-servers of Debian, a server of two processes and two workers, and a PostgreSQL beside them. Under load the server
 * that leads the stream is killed, then a worker, then whoever writes the archive. What was acknowledged is matched and archived, once.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { jetstreamManager } from '@nats-io/jetstream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { folderStore, readRows } from '#platform/archive/index.ts'
import type { Connection } from '#platform/db/index.ts'
import { cleared } from '../../modules/watch/server/testing.ts'
import { noNats, withoutNats } from '../support/nats.ts'
import { DATABASE, startStreaming, type Streaming } from '../support/streaming.ts'

const SHIPPERS = 4
/** Of one request: some are what a rule looks for. */
const [LINES, MET] = [40, 4]
const NOBODY = -1

let s: Streaming
beforeAll(async () => { if (!noNats) s = await startStreaming() }, 240_000)
afterAll(() => s?.close())

async function killed(child: ChildProcess): Promise<void> {
  const over = once(child, 'exit')
  child.kill('SIGKILL')
  await over
}
/** While the servers choose there is none. */
async function leader(other: number): Promise<number> {
  const named = async () => (await (await jetstreamManager(s.watcher, { checkAPI: false })).streams.info('bastida')).cluster?.leader ?? ''
  let name = ''
  await expect.poll(async () => (name = await named().catch(() => '')) !== '' && s.nats.numberOf(name) !== other, { timeout: 60_000 }).toBe(true)
  return s.nats.numberOf(name)
}

/** Requests, each with a machine of its own in those of its lines that a rule looks for; never sent twice, by a second try neither. */
function ship() {
  const load = randomUUID().slice(0, 8)
  const [acknowledged, refused]: Set<number>[] = [new Set(), new Set()] as [Set<number>, Set<number>]
  let [next, going] = [0, true]
  const shipping = Array.from({ length: SHIPPERS }, async () => {
    while (going) {
      const request = next++
      const lines = Array.from({ length: LINES }, (_, n) => ({ ...(n < MET ? cleared(`m-${load}-${request}`) : { message: 'nothing to see' }), id: `${load}/${request}/${n}` }))
      const status = await s.send(lines)
      ;(status === 200 ? acknowledged : refused).add(request)
      await sleep(status === 200 ? 15 : 200)
    }
  })
  return { acknowledged, refused, hostOf: (request: number) => `m-${load}-${request}`, idOf: (request: number, line: number) => `${load}/${request}/${line}`, async end() { going = false; await Promise.all(shipping) } }
}
const read = async () => (await s.sql<{ n: number }>('select coalesce(sum(received), 0)::int as n from watch.day'))[0]!.n

test.skipIf(noNats)(`the leader, a worker and the archive are killed under load: what was acknowledged is matched and archived, once${withoutNats}`, { timeout: 300_000 }, async () => {
  const { nats, external, folder, watcher, stream, workers, sql, startWorker } = s
  expect((await s.status()).lines).toEqual({ kind: 'stream', reachable: true, copies: 3 })
  const secrets = JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8')) as { app: string }
  const connection: Connection = { host: '127.0.0.1', port: external.port, user: `${DATABASE}_app`, password: secrets.app, database: DATABASE }
  const archivist = fileURLToPath(new URL('../../modules/watch/server/archive/killed.child.ts', import.meta.url))
  const store = folderStore(join(folder, 'watch/archive'))
  const archive = () => spawn(process.execPath, [archivist, 'archive', JSON.stringify(connection), join(folder, 'watch/spool'), nats.url], { stdio: ['ignore', 'pipe', 'inherit'] })
  const load = ship()
  try {
    await sleep(2000)

    const first = await leader(NOBODY)
    const before = load.acknowledged.size
    await nats.kill(first)
    await expect.poll(() => load.acknowledged.size, { timeout: 60_000 }).toBeGreaterThan(before + 40)
    expect(await leader(first)).not.toBe(first)
    await nats.start(first)
    await sleep(2000)

    // Each dies with what it had read and not yet saved.
    for (let round = 0; round < 3; round++) {
      const seen = await read()
      await expect.poll(read, { timeout: 60_000, interval: 20 }).toBeGreaterThan(seen)
      await killed(workers.shift()!)
      await startWorker()
    }
    for (let round = 0; round < 4; round++) {
      const there = (await store.list()).length
      const running = archive()
      for (let tries = 0; tries < 2000 && (await store.list()).length === there; tries++) await sleep(2)
      await sleep(round)
      await killed(running)
    }
    await sleep(1000)
  } finally { await load.end() }
  expect(load.acknowledged.size).toBeGreaterThan(200)

  // What the dead held comes again when they have been silent for long enough.
  const none = { untouched: 0, held: 0 }
  const last = archive()
  await expect.poll(async () => stream.reader('rules').waiting(), { timeout: 90_000, interval: 500 }).toMatchObject(none).catch(async (error: unknown) => { await killed(last); throw error })
  await expect.poll(async () => stream.reader('archive').waiting(), { timeout: 90_000, interval: 500 }).toMatchObject(none).catch(async () => { await killed(last); throw new Error('the archive did not take all') })
  await killed(last)

  const counts = new Map((await sql<{ host: string; count: number }>('select host, count::int as count from watch.alert')).map((row) => [row.host, row.count]))
  expect([...load.acknowledged].filter((request) => counts.get(load.hostOf(request)) !== MET)).toEqual([])
  expect([...load.refused].filter((request) => ![undefined, MET].includes(counts.get(load.hostOf(request))))).toEqual([])
  expect([...counts.keys()].filter((host) => host.startsWith(load.hostOf(0).slice(0, -1))).length).toBeLessThanOrEqual(load.acknowledged.size + load.refused.size)

  const times = new Map<string, number>()
  for (const { name } of await sql<{ name: string }>('select name from watch.segment')) {
    const blob = (await store.get(name))!
    for await (const row of readRows(blob)) {
      const { id } = JSON.parse(Buffer.from(row.line).toString()) as { id: string }
      times.set(id, (times.get(id) ?? 0) + 1)
    }
    await blob.close()
  }
  expect([...times].filter(([, n]) => n !== 1)).toEqual([])
  expect([...load.acknowledged].flatMap((request) => Array.from({ length: LINES }, (_, n) => load.idOf(request, n))).filter((id) => !times.has(id))).toEqual([])
  expect(await read()).toBe(times.size)
  // A file without a row is one whose writer was killed: it goes by its note.
  const named = new Set((await sql<{ name: string }>('select name from watch.segment union all select name from watch.deletion')).map((row) => row.name))
  expect((await store.list()).filter((name) => !named.has(name))).toEqual([])
  // And nothing is left in the stream of which both readers are done.
  await expect.poll(async () => (await (await jetstreamManager(watcher, { checkAPI: false })).streams.info('bastida')).state.messages, { timeout: 60_000, interval: 1000 }).toBe(0)
})
