/**
 * `bastida bench pipe`: log lines by HTTP from another process, kept on the disk, asked by every rule there is, counted in the
 * database. The whole server as it runs, one process, durability on. Counted from the first request to the moment when the last line
 * has been asked. There is no archive and no hunt yet: their figures are null.
 */
import { fork } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { importRules } from '#modules/watch/contract.ts'
import { COORDINATOR, PASSWORD, prepareCentre } from '../support/centre.ts'
import { dataFolder, freePort, json, lookInside, removeFolder, signIn, startServer, type Api } from '../support/server.ts'

export type PipeBench = {
  readonly events_per_s: number
  readonly bytes_per_event: number
  readonly zstd_bytes_per_event: null
  readonly hunt_per_s_core: null
  /** Of the requests alone: what was acknowledged, a second, while they ran. */
  readonly accepted_per_s: number
  readonly events: number
  readonly rules: number
  readonly hits: number
  readonly lost: number
  readonly refused_for_now: number
}
type Work = { readonly port: number; readonly token: string; readonly events: number }
type Sent = { readonly sent: number; readonly bytes: number; readonly ms: number; readonly waited: number }

const BATCH = 1000
const SENDERS = 4
const DATA = '../shared/data/02-detection/'
/** So many bytes of real events are repeated. */
const SAMPLE_BYTES = 96 * 1_048_576

export async function benchPipeCommand(io: { say(text: string): void }, { events = 1_000_000 } = {}): Promise<PipeBench> {
  const [folder, port] = [dataFolder(), await freePort()]
  io.say('a centre …')
  await prepareCentre(folder, `http://localhost:${port}`)
  const server = await startServer({ folder, port, waitMs: 120_000 })
  try {
    const api = await signIn(server.address, COORDINATOR, PASSWORD)
    const [party] = (await json<{ items: { id: string }[] }>(await api('/api/territory/parties?limit=1'))).items
    const { id } = await json<{ id: string }>(await api('/api/watch/sources', { method: 'POST', body: { partyId: party!.id, kind: 'elasticsearch', label: 'Bench', shows: ['servers'] } }), 201)
    const record = { contractOn: '2026-01-01', contractRef: 'x', impact: 'done', impactOn: '2026-01-01', impactWhy: '', retentionDays: 30, labour: 'agreement', labourOn: '2026-01-01', labourRef: 'x', version: 1 }
    await json(await api(`/api/watch/sources/${id}/record`, { method: 'PUT', body: record }))
    const { token } = await json<{ token: string }>(await api(`/api/watch/sources/${id}/token`, { method: 'POST' }), 201)
    await bringRules(api, io)
    const rules = await count(folder, `select count(*)::int as n from watch.rule where state in ('observe', 'alert')`)
    io.say(`${rules} rules read in; some lines before, which are not counted …`)
    const first = await send({ port, token, events: 20_000 })
    await asked(folder, first.sent)
    io.say(`${events} events in requests of ${BATCH}, ${SENDERS} at a time …`)
    const from = performance.now()
    const done = await send({ port, token, events })
    await asked(folder, first.sent + done.sent)
    const ms = performance.now() - from
    const received = await count(folder, 'select sum(received)::int as n from watch.day')
    io.say(`acknowledged after ${Math.round(done.ms)} ms, asked by all rules after ${Math.round(ms)} ms; requests that were told to wait: ${done.waited}`)
    io.say('zstd_bytes_per_event and hunt_per_s_core are null: there is no archive yet, so nothing is kept compressed and nothing can be searched')
    return {
      events_per_s: Math.round(done.sent / ms * 1000), bytes_per_event: Math.round(done.bytes / done.sent), zstd_bytes_per_event: null, hunt_per_s_core: null,
      accepted_per_s: Math.round(done.sent / done.ms * 1000), events: done.sent, rules, hits: await count(folder, 'select coalesce(sum(count), 0)::int as n from watch.seen'), lost: first.sent + done.sent - received, refused_for_now: done.waited,
    }
  } finally {
    await server.stop()
    await removeFolder(folder)
  }
}

/** SigmaHQ's rules where they lie beside the project; else those that the centre brings. */
async function bringRules(api: Api, io: { say(text: string): void }): Promise<void> {
  if (!existsSync(`${DATA}sigmahq-rules.tar.gz`)) { io.say('the rules of SigmaHQ are not beside the project: only our own are asked'); return }
  const { activeRules } = await import('#engines/sigma/tests/corpus.ts')
  const files = activeRules()
  for (let at = 0; at < files.length; at += 400) await json(await api(importRules.path, { method: 'POST', body: { files: files.slice(at, at + 400), licence: 'DRL-1.1' } }))
}
const count = (folder: string, query: string): Promise<number> => lookInside(folder, async (client) => (await client.query<{ n: number | null }>(query)).rows[0]!.n ?? 0)
async function asked(folder: string, events: number): Promise<void> {
  const deadline = performance.now() + 600_000
  await lookInside(folder, async (client) => {
    for (;;) {
      if (((await client.query<{ n: number | null }>('select sum(received)::int as n from watch.day')).rows[0]!.n ?? 0) >= events) return
      if (performance.now() > deadline) throw new Error('the lines were not all asked within ten minutes')
      await sleep(20)
    }
  })
}
const send = (work: Work): Promise<Sent> => new Promise((resolve, reject) => {
  const child = fork(fileURLToPath(import.meta.url), [JSON.stringify(work)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  let said: Sent | undefined
  child.on('message', (message) => { said = message as Sent })
  child.on('error', reject)
  child.on('exit', (code) => (said ? resolve(said) : reject(new Error(`the sender ended with ${code}`))))
})

/** In the process that sends: requests made ready before the clock starts. */
async function sendAll({ port, token, events }: Work): Promise<Sent> {
  const lines = sample()
  const bodies: { readonly body: Buffer; readonly bytes: number }[] = []
  for (let at = 0; at + BATCH <= lines.length; at += BATCH) {
    const some = lines.slice(at, at + BATCH)
    bodies.push({ body: Buffer.from(some.map((line) => `{"create":{}}\n${line}\n`).join('')), bytes: some.reduce((sum, line) => sum + Buffer.byteLength(line), 0) })
  }
  const agent = new Agent({ keepAlive: true, maxSockets: SENDERS })
  const total = Math.ceil(events / BATCH)
  let [next, bytes, waited] = [0, 0, 0]
  const from = performance.now()
  await Promise.all(Array.from({ length: SENDERS }, async () => {
    while (next < total) {
      const one = bodies[next++ % bodies.length]!
      for (;;) {
        const status = await post(agent, port, token, one.body)
        if (status === 200) break
        if (status !== 429) throw new Error(`answered with ${status}`)
        waited += 1
        await sleep(200)
      }
      bytes += one.bytes
    }
  }))
  agent.destroy()
  return { sent: total * BATCH, bytes, ms: performance.now() - from, waited }
}
const post = (agent: Agent, port: number, token: string, body: Buffer): Promise<number> => new Promise((resolve, reject) => {
  const asking = request({ agent, host: 'localhost', port, method: 'POST', path: '/ingest/_bulk', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson', 'content-length': body.length } }, (answer) => {
    answer.resume()
    answer.on('end', () => resolve(answer.statusCode ?? 0))
  })
  asking.on('error', reject)
  asking.end(body)
})

/** Real events of Windows where they lie beside the project; else events of our own making, as a shipper writes them. */
function sample(): string[] {
  if (!existsSync(`${DATA}otrf`)) {
    process.stderr.write('no real events beside the project: made-up ones are sent\n')
    return Array.from({ length: 20_000 }, (_, n) => JSON.stringify({ '@timestamp': '2026-11-25T08:59:00.000Z', winlog: { channel: 'Microsoft-Windows-Sysmon/Operational', provider_name: 'Microsoft-Windows-Sysmon', event_id: '1', computer_name: `PC-${n % 300}`, event_data: { Image: `C:\\Program Files\\App${n % 90}\\app.exe`, CommandLine: `app.exe --task ${n}`, ParentImage: 'C:\\Windows\\explorer.exe', User: `EDU\\user${n % 500}`, ProcessId: String(n) } }, host: { name: `pc-${n % 300}` } }))
  }
  const lines: string[] = []
  let bytes = 0
  for (const name of readdirSync(`${DATA}otrf`).filter((one) => one.endsWith('.json.gz')).toSorted()) {
    for (const line of gunzipSync(readFileSync(`${DATA}otrf/${name}`)).toString('utf8').split('\n')) if (line.startsWith('{')) { lines.push(line); bytes += line.length }
    if (bytes > SAMPLE_BYTES) break
  }
  return lines
}

if (process.send && import.meta.main) process.send(await sendAll(JSON.parse(process.argv[2]!) as Work), () => process.disconnect())
