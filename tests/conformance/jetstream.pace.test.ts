/**
 * Three nats-servers of Debian, a server of two processes and two workers, and a PostgreSQL beside them. Under load the server
 * that leads the stream is killed, then a worker, then whoever writes the archive. What was acknowledged is matched and archived, once.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { jetstreamManager } from '@nats-io/jetstream'
import { connect, type NatsConnection } from '@nats-io/transport-node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { folderStore, readRows } from '#platform/archive/index.ts'
import { systemClock } from '#platform/clock.ts'
import type { Connection } from '#platform/db/index.ts'
import { createLog } from '#platform/log/index.ts'
import { openStream, type Stream } from '#platform/stream/index.ts'
import { STREAM_READERS } from '../../modules/watch/server/queue.ts'
import { CLEARED, cleared, RECORD } from '../../modules/watch/server/testing.ts'
import { COORDINATOR, PASSWORD, prepareCentre } from '../support/centre.ts'
import { startExternal, type External } from '../support/external.ts'
import { noNats, startNats, withoutNats, type Nats } from '../support/nats.ts'
import { dataFolder, freePort, json, removeFolder, signIn, startServer, type ServerProcess } from '../support/server.ts'

const DATABASE = 'centre'
const SHIPPERS = 4
/** Of one request: some are what a rule looks for. */
const [LINES, MET] = [40, 4]

let nats: Nats
let external: External
let folder: string
let server: ServerProcess
let token: string
let watcher: NatsConnection
let stream: Stream
const workers: ChildProcess[] = []
const env = () => ({ DATABASE_URL: external.url(DATABASE), NATS_URL: nats.url, BASTIDA_DATA: folder, LOG_LEVEL: 'warn', NODE_OPTIONS: '' })
const sql = async <Row>(text: string, values: unknown[] = []) => external.look(async (client) => (await client.query(text, values)).rows as Row[], DATABASE)

beforeAll(async () => {
  if (noNats) return
  ;[nats, external, folder] = [await startNats(3), await startExternal(), dataFolder()]
  const port = await freePort()
  await prepareCentre(folder, `http://localhost:${port}`, { DATABASE_URL: external.url(DATABASE) })
  server = await startServer({ folder, port, env: { ...env(), PROCESSES: '2' } })
  const coordinator = await signIn(server.address, COORDINATOR, PASSWORD)
  const [party] = await sql<{ id: string }>(`select id from territory.party where kind = 'municipality' order by name limit 1`)
  const { id } = await json<{ id: string }>(await coordinator('/api/watch/sources', { method: 'POST', body: { partyId: party!.id, kind: 'elasticsearch', label: 'Prova', shows: ['servers'] } }), 201)
  await json(await coordinator(`/api/watch/sources/${id}/record`, { method: 'PUT', body: { ...RECORD, version: 1 } }))
  ;({ token } = await json<{ token: string }>(await coordinator(`/api/watch/sources/${id}/token`, { method: 'POST' }), 201))
  for (let tries = 0; tries < 300 && (await sql('select 1 from watch.rule where id = $1', [CLEARED])).length === 0; tries++) await sleep(100)
  await sql(`update watch.rule set state = 'alert', version = version + 1 where id = $1`, [CLEARED])
  await sql('delete from watch.tuning')
  watcher = await connect({ servers: nats.urls.map((one) => new URL(one).host), maxReconnectAttempts: -1 })
  stream = openStream({ name: 'bastida', maxBytes: 2048 * 1_048_576, readers: STREAM_READERS, servers: { urls: nats.urls }, log: createLog('silent', systemClock.now) })
  for (let i = 0; i < 2; i++) await startWorker()
}, 240_000)
afterAll(async () => {
  for (const one of workers) one.kill('SIGTERM')
  await server?.stop()
  await stream?.close()
  await watcher?.close()
  await external?.remove()
  await nats?.remove()
  if (folder) await removeFolder(folder)
})

async function startWorker(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['apps/worker/main.ts'], { env: { ...process.env, ...env() }, stdio: ['ignore', 'ignore', 'pipe'] })
  workers.push(child)
  const [said] = await once(child.stderr, 'data') as [Buffer]
  if (!said.toString().includes('works')) throw new Error(`the worker did not start: ${said.toString()}`)
  child.stderr.resume()
  return child
}
async function killed(child: ChildProcess): Promise<void> {
  const over = once(child, 'exit')
  child.kill('SIGKILL')
  await over
}
const leader = async (): Promise<string> => (await (await jetstreamManager(watcher, { checkAPI: false })).streams.info('bastida')).cluster?.leader ?? ''

/** Requests, each with a machine of its own in those of its lines that a rule looks for; never sent twice. */
function ship() {
  const [acknowledged, refused]: Set<number>[] = [new Set(), new Set()] as [Set<number>, Set<number>]
  let [next, going] = [0, true]
  const shipping = Array.from({ length: SHIPPERS }, async () => {
    while (going) {
      const request = next++
      const lines = Array.from({ length: LINES }, (_, n) => JSON.stringify({ ...(n < MET ? cleared(`m-${request}`) : { message: 'nothing to see' }), id: `${request}/${n}` }))
      const status = await fetch(`${server.address}/ingest/lines`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' }, body: `${lines.join('\n')}\n` }).then(async (answer) => { await answer.arrayBuffer(); return answer.status }, () => 0)
      ;(status === 200 ? acknowledged : refused).add(request)
      await sleep(status === 200 ? 15 : 200)
    }
  })
  return { acknowledged, refused, async end() { going = false; await Promise.all(shipping) } }
}
const read = async () => (await sql<{ n: number }>('select coalesce(sum(received), 0)::int as n from watch.day'))[0]!.n

test.skipIf(noNats)('through three servers and whichever process takes it, an alert stands within two seconds of its line', { timeout: 60_000 }, async () => {
  const took: number[] = []
  for (let round = 0; round < 6; round++) {
    const from = performance.now()
    const { status } = await fetch(`${server.address}/ingest/lines`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' }, body: `${JSON.stringify({ ...cleared(`pace-${round}`), id: `pace/${round}` })}\n` })
    expect(status).toBe(200)
    while ((await sql('select 1 from watch.alert where host = $1', [`pace-${round}`])).length === 0 && performance.now() - from < 20_000) await sleep(20)
    took.push(performance.now() - from)
    await sleep(90 * round)
  }
  // The first may meet a process that is not ready yet.
  expect(Math.max(...took.slice(1)), took.map(Math.round).join()).toBeLessThan(2000)
})

test.skipIf(noNats)(`the leader, a worker and the archive are killed under load: what was acknowledged is matched and archived, once${withoutNats}`, { timeout: 300_000 }, async () => {
  expect((await json<{ lines: object }>(await fetch(`${server.address}/status`))).lines).toEqual({ kind: 'stream', reachable: true, copies: 3 })
  const load = ship()
  await sleep(2000)

  const first = nats.numberOf(await leader())
  const before = load.acknowledged.size
  await nats.kill(first)
  await expect.poll(() => load.acknowledged.size, { timeout: 60_000 }).toBeGreaterThan(before + 40)
  const second = await leader()
  expect(nats.numberOf(second)).not.toBe(first)
  await nats.start(first)
  await sleep(2000)

  // Each dies with what it had read and not yet saved.
  for (let round = 0; round < 3; round++) {
    const seen = await read()
    await expect.poll(read, { timeout: 60_000, interval: 20 }).toBeGreaterThan(seen)
    await killed(workers.shift()!)
    await startWorker()
  }
  const secrets = JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8')) as { app: string }
  const connection: Connection = { host: '127.0.0.1', port: external.port, user: `${DATABASE}_app`, password: secrets.app, database: DATABASE }
  const archivist = fileURLToPath(new URL('../../modules/watch/server/archive/killed.child.ts', import.meta.url))
  const store = folderStore(join(folder, 'watch/archive'))
  const archive = () => spawn(process.execPath, [archivist, 'archive', JSON.stringify(connection), join(folder, 'watch/spool'), nats.url], { stdio: ['ignore', 'pipe', 'inherit'] })
  for (let round = 0; round < 4; round++) {
    const there = (await store.list()).length
    const running = archive()
    for (let tries = 0; tries < 2000 && (await store.list()).length === there; tries++) await sleep(2)
    await sleep(round)
    await killed(running)
  }
  await sleep(1000)
  await load.end()
  expect(load.acknowledged.size).toBeGreaterThan(200)

  // What the dead held comes again when they have been silent for long enough.
  const none = { untouched: 0, held: 0 }
  await expect.poll(async () => stream.reader('rules').waiting(), { timeout: 90_000, interval: 500 }).toMatchObject(none)
  const last = archive()
  await expect.poll(async () => stream.reader('archive').waiting(), { timeout: 90_000, interval: 500 }).toMatchObject(none).catch(async () => { await killed(last); throw new Error('the archive did not take all') })
  await killed(last)

  const counts = new Map((await sql<{ host: string; count: number }>('select host, count::int as count from watch.alert')).map((row) => [row.host, row.count]))
  expect([...load.acknowledged].filter((request) => counts.get(`m-${request}`) !== MET)).toEqual([])
  expect([...load.refused].filter((request) => ![undefined, MET].includes(counts.get(`m-${request}`)))).toEqual([])
  expect([...counts.keys()].filter((host) => host.startsWith('m-')).length).toBeLessThanOrEqual(load.acknowledged.size + load.refused.size)

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
  expect([...load.acknowledged].flatMap((request) => Array.from({ length: LINES }, (_, n) => `${request}/${n}`)).filter((id) => !times.has(id))).toEqual([])
  expect(await read()).toBe(times.size)
  // A file without a row is one whose writer was killed: it goes by its note.
  const named = new Set((await sql<{ name: string }>('select name from watch.segment union all select name from watch.deletion')).map((row) => row.name))
  expect((await store.list()).filter((name) => !named.has(name))).toEqual([])
  // And nothing is left in the stream of which both readers are done.
  await expect.poll(async () => (await (await jetstreamManager(watcher, { checkAPI: false })).streams.info('bastida')).state.messages, { timeout: 60_000, interval: 1000 }).toBe(0)
})
