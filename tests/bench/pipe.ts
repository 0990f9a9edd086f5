/**
 * `bastida bench pipe`: log lines by HTTP from another process, kept on the disk, asked by every rule there is, counted in the
 * database, archived. The whole server as it runs, one process, durability on. Counted from the first request to the moment when the
 * last line has been asked and lies in a segment of the archive; a hunt that is begun with the last request has the archive written out
 * at once, instead of after its five minutes. Then one new rule is asked of all that was archived, by one thread beside the reader.
 */
import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { constants, createZstdCompress, gunzipSync } from 'node:zlib'
import { applyImport, importRules } from '#modules/watch/contract.ts'
import { startHunt } from '#modules/watch/contract-hunts.ts'
import { folderStore, readSegment } from '#platform/archive/index.ts'
import { COORDINATOR, PASSWORD, prepareCentre } from '../support/centre.ts'
import { dataFolder, freePort, json, lookInside, removeFolder, signIn, startServer, type Api } from '../support/server.ts'

export type PipeBench = {
  readonly events_per_s: number
  readonly bytes_per_event: number
  /** Of the archive: all of its files, by line. */
  readonly zstd_bytes_per_event: number
  /** What `zstd -3` makes of the same lines in one piece, and how much more the archive takes. */
  readonly plain_zstd_bytes_per_event: number
  readonly archive_to_plain: number
  /** One new rule over the archived lines, by `bastida hunt` with one worker: lines a second, by the processor time that it took. */
  readonly hunt_per_s_core: number
  /** The same by the clock. */
  readonly hunt_per_s: number
  /** Of the requests alone: what was acknowledged, a second, while they ran. */
  readonly accepted_per_s: number
  readonly events: number
  readonly rules: number
  readonly hits: number
  readonly lost: number
  readonly refused_for_now: number
}
type Work = { readonly port: number; readonly token: string; readonly events: number }
type Sent = { readonly sent: number; readonly bytes: number; readonly ms: number; readonly waited: number; /** Of the first request, in milliseconds since 1970. */ readonly began: number }

/** None of those that have been asked. */
const NEW_RULE = `title: New words on a command line
logsource:
  product: windows
detection:
  words:
    CommandLine|contains:
      - 'sekurlsa'
      - 'lsadump'
      - 'comsvcs.dll'
  parent:
    ParentImage|endswith: '\\\\cmd.exe'
    CommandLine|contains: 'procdump'
  condition: words or parent
level: high
`
const BATCH = 1000
const SENDERS = 4
const DATA = '../shared/data/02-detection/'

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
    const done = await send({ port, token, events })
    // Asks for the newest lines: the archive is written out at once.
    await json(await api(startHunt.path, { method: 'POST', body: { kind: 'rule', text: NEW_RULE, from: '2000-01-01', to: '2000-01-02' } }), 201)
    await asked(folder, first.sent + done.sent)
    const askedMs = performance.timeOrigin + performance.now() - done.began
    await archived(folder, first.sent + done.sent)
    const ms = performance.timeOrigin + performance.now() - done.began
    const received = await count(folder, 'select sum(received)::int as n from watch.day')
    io.say(`acknowledged after ${Math.round(done.ms)} ms, asked by all rules after ${Math.round(askedMs)} ms, archived after ${Math.round(ms)} ms; requests that were told to wait: ${done.waited}`)
    const hits = await count(folder, 'select coalesce(sum(count), 0)::int as n from watch.seen')
    await server.stop()
    const archive = await ofArchive(join(folder, 'watch/archive'))
    const hunt = await huntIn(join(folder, 'watch/archive'))
    io.say(`the archive: ${archive.lines} lines in ${archive.bytes} bytes, plain zstd -3 ${archive.plain}; a hunt over it: ${Math.round(hunt.seconds * 1000)} ms, ${Math.round(hunt.cpuSeconds * 1000)} ms of processor`)
    return {
      events_per_s: Math.round(done.sent / ms * 1000), bytes_per_event: Math.round(done.bytes / done.sent), zstd_bytes_per_event: tenths(archive.bytes / archive.lines),
      plain_zstd_bytes_per_event: tenths(archive.plain / archive.lines), archive_to_plain: Math.round(archive.bytes / archive.plain * 1000) / 1000, hunt_per_s_core: Math.round(hunt.lines / hunt.cpuSeconds), hunt_per_s: Math.round(hunt.lines / hunt.seconds),
      accepted_per_s: Math.round(done.sent / done.ms * 1000), events: done.sent, rules, hits, lost: Math.max(first.sent + done.sent - received, first.sent + done.sent - archive.lines), refused_for_now: done.waited,
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
  for (let at = 0; at < files.length; at += 400) {
    const { importId, added, changed } = await json<{ importId: string; added: number; changed: number }>(await api(importRules.path, { method: 'POST', body: { files: files.slice(at, at + 400), licence: 'DRL-1.1' } }))
    if (added + changed > 0) await json(await api(applyImport.path.replace(':importId', importId), { method: 'POST', body: { expected: added + changed } }))
  }
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
async function archived(folder: string, events: number): Promise<void> {
  const deadline = performance.now() + 600_000
  await lookInside(folder, async (client) => {
    while (((await client.query<{ n: number | null }>('select sum(rows)::int as n from watch.segment')).rows[0]!.n ?? 0) < events) {
      if (performance.now() > deadline) throw new Error('the lines were not all archived within ten minutes')
      await sleep(20)
    }
  })
}
/** What is there, and what the same lines would be as one piece of `zstd -3`. */
async function ofArchive(folder: string): Promise<{ lines: number; bytes: number; plain: number }> {
  const store = folderStore(folder)
  const plain = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } })
  const found = { lines: 0, bytes: 0, plain: 0 }
  plain.on('data', (piece: Buffer) => { found.plain += piece.length })
  const over = once(plain, 'end')
  for (const key of await store.list()) {
    const blob = (await store.get(key))!
    found.bytes += blob.byteLength
    for await (const piece of readSegment(blob)) {
      found.lines += piece.rows
      if (!plain.write(piece.lines)) await once(plain, 'drain')
    }
    await blob.close()
  }
  plain.end()
  await over
  return found
}
/** In a process of its own, as one would run it by hand; its processor time is its own. */
async function huntIn(archive: string): Promise<{ lines: number; seconds: number; cpuSeconds: number }> {
  const rule = join(archive, '../new-rule.yml')
  writeFileSync(rule, NEW_RULE)
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../apps/cli/main.ts', import.meta.url)), 'hunt', '--rules', rule, '--archive', archive, '--json'], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (piece: Buffer) => { said += piece.toString() })
  const [code] = await once(child, 'close') as [number]
  const summary = JSON.parse(said.trim().split('\n').at(-1) ?? '{}') as { events: number; broken: number; seconds: number; cpu_seconds: number }
  if (code !== 0) throw new Error(`the hunt ended with ${code}: ${said.slice(0, 500)}`)
  return { lines: summary.events + summary.broken, seconds: summary.seconds, cpuSeconds: summary.cpu_seconds }
}
const tenths = (n: number): number => Math.round(n * 10) / 10
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
  return { sent: total * BATCH, bytes, ms: performance.now() - from, waited, began: performance.timeOrigin + from }
}
const post = (agent: Agent, port: number, token: string, body: Buffer): Promise<number> => new Promise((resolve, reject) => {
  const asking = request({ agent, host: 'localhost', port, method: 'POST', path: '/ingest/_bulk', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson', 'content-length': body.length } }, (answer) => {
    answer.resume()
    answer.on('end', () => resolve(answer.statusCode ?? 0))
  })
  asking.on('error', reject)
  asking.end(body)
})

/** The lanes of the bench of rules, line by line in turn, where they lie beside the project; else events of our own making, as a shipper writes them. */
const LANES = ['structured_windows', 'raw_windows', 'sysmon_file_event', 'cisco_syslog'] as const
function sample(): string[] {
  const folder = `${DATA}rsigma-perf-lanes/`
  if (!existsSync(folder)) {
    process.stderr.write('no lanes beside the project: made-up events are sent\n')
    return Array.from({ length: 20_000 }, (_, n) => JSON.stringify({ '@timestamp': '2026-11-25T08:59:00.000Z', winlog: { channel: 'Microsoft-Windows-Sysmon/Operational', provider_name: 'Microsoft-Windows-Sysmon', event_id: '1', computer_name: `PC-${n % 300}`, event_data: { Image: `C:\\Program Files\\App${n % 90}\\app.exe`, CommandLine: `app.exe --task ${n}`, ParentImage: 'C:\\Windows\\explorer.exe', User: `EDU\\user${n % 500}`, ProcessId: String(n) } }, host: { name: `pc-${n % 300}` } }))
  }
  const lanes = LANES.map((name) => gunzipSync(readFileSync(`${folder}${name}.ndjson.gz`)).toString('utf8').trim().split('\n'))
  return lanes[0]!.flatMap((_, at) => lanes.map((lines) => lines[at % lines.length]!))
}

if (process.send && import.meta.main) process.send(await sendAll(JSON.parse(process.argv[2]!) as Work), () => process.disconnect())
