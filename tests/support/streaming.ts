/** A server of two processes and two workers on three nats-servers, with a PostgreSQL beside them and a source that may send lines. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect, type NatsConnection } from '@nats-io/transport-node'
import { systemClock } from '#platform/clock.ts'
import { createLog } from '#platform/log/index.ts'
import { openStream, type Stream } from '#platform/stream/index.ts'
import { STREAM_READERS } from '../../modules/watch/server/queue.ts'
import { CLEARED, RECORD } from '../../modules/watch/server/testing.ts'
import { COORDINATOR, PASSWORD, prepareCentre } from './centre.ts'
import { startExternal, type External } from './external.ts'
import { startNats, type Nats } from './nats.ts'
import { dataFolder, freePort, json, removeFolder, signIn, startServer } from './server.ts'

export const DATABASE = 'centre'
export type Streaming = {
  readonly nats: Nats; readonly external: External; readonly folder: string; readonly watcher: NatsConnection; readonly stream: Stream; readonly workers: ChildProcess[]
  sql<Row>(text: string, values?: unknown[]): Promise<Row[]>
  startWorker(): Promise<ChildProcess>
  /** As a shipper does. @returns the status; 0 where nobody answered */
  send(lines: readonly object[]): Promise<number>
  status(): Promise<{ readonly lines: object }>
  close(): Promise<void>
}

export async function startStreaming(): Promise<Streaming> {
  const after: (() => unknown)[] = []
  const close = async () => { for (const one of after.toReversed()) await one() }
  try { return await begin(after, close) } catch (error) { await close(); throw error }
}

async function begin(after: (() => unknown)[], close: () => Promise<void>): Promise<Streaming> {
  const folder = dataFolder()
  after.push(() => removeFolder(folder))
  const nats = await startNats(3)
  after.push(() => nats.remove())
  const external = await startExternal()
  after.push(() => external.remove())
  const port = await freePort()
  const env = { DATABASE_URL: external.url(DATABASE), NATS_URL: nats.url, BASTIDA_DATA: folder, LOG_LEVEL: 'warn', NODE_OPTIONS: '' }
  const sql = async <Row>(text: string, values: unknown[] = []) => external.look(async (client) => (await client.query(text, values)).rows as Row[], DATABASE)
  await prepareCentre(folder, `http://localhost:${port}`, { DATABASE_URL: external.url(DATABASE) })
  const server = await startServer({ folder, port, env: { ...env, PROCESSES: '2' } })
  after.push(() => server.stop())
  const coordinator = await signIn(server.address, COORDINATOR, PASSWORD)
  const [party] = await sql<{ id: string }>(`select id from territory.party where kind = 'municipality' order by name limit 1`)
  const { id } = await json<{ id: string }>(await coordinator('/api/watch/sources', { method: 'POST', body: { partyId: party!.id, kind: 'elasticsearch', label: 'Prova', shows: ['servers'] } }), 201)
  await json(await coordinator(`/api/watch/sources/${id}/record`, { method: 'PUT', body: { ...RECORD, version: 1 } }))
  const { token } = await json<{ token: string }>(await coordinator(`/api/watch/sources/${id}/token`, { method: 'POST' }), 201)
  for (let tries = 0; tries < 300 && (await sql('select 1 from watch.rule where id = $1', [CLEARED])).length === 0; tries++) await sleep(100)
  await sql(`update watch.rule set state = 'alert', version = version + 1 where id = $1`, [CLEARED])
  await sql('delete from watch.tuning')
  const watcher = await connect({ servers: nats.urls.map((one) => new URL(one).host), maxReconnectAttempts: -1 })
  after.push(() => watcher.close())
  const stream = openStream({ name: 'bastida', maxBytes: 2048 * 1_048_576, readers: STREAM_READERS, servers: { urls: nats.urls }, log: createLog('silent', systemClock.now) })
  after.push(() => stream.close())
  const workers: ChildProcess[] = []
  after.push(() => { for (const one of workers) one.kill('SIGTERM') })
  async function startWorker(): Promise<ChildProcess> {
    const child = spawn(process.execPath, ['apps/worker/main.ts'], { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] })
    workers.push(child)
    const [said] = await once(child.stderr, 'data') as [Buffer]
    if (!said.toString().includes('works')) throw new Error(`the worker did not start: ${said.toString()}`)
    child.stderr.resume()
    return child
  }
  await Promise.all([startWorker(), startWorker()])
  return {
    nats, external, folder, watcher, stream, workers, sql, startWorker, close,
    send: (lines) => fetch(`${server.address}/ingest/lines`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' }, body: `${lines.map((one) => JSON.stringify(one)).join('\n')}\n` }).then(async (answer) => { await answer.arrayBuffer(); return answer.status }, () => 0),
    status: async () => json(await fetch(`${server.address}/status`)),
  }
}
