/** Real shippers of syslog: rsyslog of Debian over TLS with a certificate and with a token, and logger. As the page of a source says. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { authority, certainAt, openssl } from '../../../tests/support/certificates.ts'
import { libraries } from '../../../tests/support/rsyslog.ts'
import { openSpoolReader } from '#platform/spool/index.ts'
import { syslogSetUpOf } from '../web/parts/set-up-syslog.ts'
import { readFrame } from './frame.ts'
import type { SyslogServers } from './syslog.ts'
import { testWatch, type TestWatch } from './testing.ts'

const missing = ['/usr/sbin/rsyslogd', join(libraries, 'lmnsd_gtls.so')].filter((path) => !existsSync(path))
const without = missing.length > 0 || !openssl
const why = without ? ` (left out: ${[...missing, ...(openssl ? [] : ['openssl'])].join(' and ')} is not on this machine: apt-get install rsyslog rsyslog-gnutls openssl)` : ''
const logger = existsSync('/usr/bin/logger')

let s: TestWatch
let folder: string
let servers: SyslogServers
let signed: ReturnType<typeof authority>
let server: { certFile: string; keyFile: string }
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bastida-rsyslog-tls-'))
  s = await testWatch({ at: certainAt() })
  if (openssl) {
    signed = authority(folder)
    server = signed.sign('server')
  }
  servers = await s.centre.watch.listen({ plain: { host: '127.0.0.1', port: 0 }, tls: openssl ? { host: '127.0.0.1', port: 0, ...server, caFile: undefined } : undefined })
  await s.loop()
}, 120_000)
afterAll(async () => { await servers?.close(); await s?.close(); rmSync(folder, { recursive: true, force: true }) })

/** What the page says, with the files of this test, reading lines from a file. */
function configuration(name: string, log: string, pair: { certFile: string; keyFile: string } | undefined, token: string): string {
  const given = syslogSetUpOf('https://localhost', servers.tls!, token).find((one) => one.name === name)!.text
    .replace('/etc/ssl/certs/ca-certificates.crt', signed.certFile).replace('/etc/bastida/client.pem', pair?.certFile ?? '').replace('/etc/bastida/client.key', pair?.keyFile ?? '')
  const head = given.slice(0, given.indexOf('action('))
  return `global(workDirectory="${folder}")\n${head}module(load="imfile" mode="inotify")\ninput(type="imfile" file="${log}" tag="sshd:" facility="authpriv" ruleset="out")\nruleset(name="out") {\n${given.slice(given.indexOf('action('))}}\n`
}
const running: ChildProcess[] = []
async function start(text: string): Promise<{ said: () => string; stop: () => Promise<void> }> {
  const file = join(folder, `${running.length}.conf`)
  writeFileSync(file, text)
  const daemon = spawn('/usr/sbin/rsyslogd', ['-n', '-f', file, '-i', join(folder, `pid${running.length}`)], { stdio: ['ignore', 'pipe', 'pipe'] })
  running.push(daemon)
  let said = ''
  daemon.stderr.on('data', (bytes: Buffer) => { said += String(bytes) })
  await new Promise((resolve) => setTimeout(resolve, 1500))
  return { said: () => said, stop: async () => { daemon.kill('SIGTERM'); if (daemon.exitCode === null && daemon.signalCode === null) await once(daemon, 'close') } }
}
const tally = async (id: string) => { await s.loop(); return (await s.t.sql<{ received: number; broken: number }>('select received, broken from watch.day where source_id = $1', [id]))[0] }
async function settled(id: string, received: number) {
  for (let tries = 0; tries < 150 && (await tally(id))?.received !== received; tries++) await new Promise((resolve) => setTimeout(resolve, 100))
  return tally(id)
}
const RULE = '55555555-5555-4555-8555-555555555555'
const rule = `title: Accesso di root\nid: ${RULE}\nlogsource:\n  product: linux\n  service: sshd\ndetection:\n  keywords:\n    - Accepted password for root\n  condition: keywords\nlevel: high\n`

test.skipIf(without)(`rsyslog over TLS with a certificate: every line comes, and what a rule looks for is an alert${why}`, { timeout: 60_000 }, async () => {
  const { id } = await s.source(s.party.B)
  const mine = signed.alone('protocollo')
  await s.coordinator('DELETE', `/api/watch/sources/${id}/token`)
  expect((await s.coordinator('PUT', `/api/watch/sources/${id}/certificate`, { pem: mine.cert })).status).toBe(200)
  expect((await s.bring(rule)).json.applied).toBe(1)
  await s.alerting(RULE)
  const log = join(folder, 'auth.log')
  writeFileSync(log, '')
  const daemon = await start(configuration('rsyslog (omfwd, TLS)', log, mine, ''))
  try {
    appendFileSync(log, Array.from({ length: 500 }, (_, i) => `${i === 77 ? 'Accepted password for root from 192.0.2.7 port 22 ssh2' : `Failed password for "x" è from 192.0.2.${i % 250}`}\n`).join(''))
    expect(await settled(id, 500), daemon.said()).toEqual({ received: 500, broken: 0 })
    expect(await s.t.sql('select title, count, party_id from watch.alert')).toEqual([{ title: 'Accesso di root', count: 1, party_id: s.party.B }])
    const [{ line } = { line: '' }] = await s.t.sql<{ line: string }>('select line from watch.sample')
    expect(JSON.parse(line)).toMatchObject({ message: 'Accepted password for root from 192.0.2.7 port 22 ssh2', process: { name: 'sshd' }, log: { syslog: { version: '1', facility: { name: 'authpriv' } } } })
    expect((JSON.parse(line) as { '@timestamp': string })['@timestamp']).toMatch(/(Z|[+-]\d\d:\d\d)$/)
  } finally { await daemon.stop() }
})

test.skipIf(without)(`rsyslog over TLS with a token in each message, and the token is not kept${why}`, { timeout: 60_000 }, async () => {
  const { id, token } = await s.source(s.party.A)
  await s.alerting(RULE)
  const log = join(folder, 'token.log')
  writeFileSync(log, '')
  const daemon = await start(configuration('rsyslog (omfwd, TLS, token)', log, undefined, token))
  try {
    appendFileSync(log, 'one\ntwo\nAccepted password for root\n')
    expect(await settled(id, 3), daemon.said()).toEqual({ received: 3, broken: 0 })
    const samples = (await s.t.sql<{ line: string }>(`select s.line from watch.sample s join watch.alert a on a.id = s.alert_id where a.party_id = $1`, [s.party.A])).map((row) => row.line)
    expect([samples.length, samples.join('').includes('blog_')]).toEqual([1, false])
  } finally { await daemon.stop() }
})

test.skipIf(!logger)(`logger of util-linux: both formats, counted and by lines${logger ? '' : ' (left out: logger is not on this machine: apt-get install bsdutils)'}`, { timeout: 60_000 }, async () => {
  const { id, token } = await s.source(s.party.A)
  const send = (...args: string[]) => execFileSync('/usr/bin/logger', ['-T', '-n', '127.0.0.1', '-P', String(servers.plain!), '--rfc5424', '-t', 'prova', '--sd-id', 'bastida@32473', '--sd-param', `token="${token}"`, ...args])
  send('by lines')
  send('--octet-count', 'counted')
  send('--sd-id', 'zoo@1', '--sd-param', 'tiger="hungry"', 'with data of its own')
  expect(await settled(id, 3)).toEqual({ received: 3, broken: 0 })
  // RFC 3164 has no place for a token: it needs a certificate, so that over plain TCP nothing of it is kept.
  execFileSync('/usr/bin/logger', ['-T', '-n', '127.0.0.1', '-P', String(servers.plain!), '--rfc3164', 'x'])
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(await tally(id)).toEqual({ received: 3, broken: 0 })
})

test.skipIf(without)(`the server is killed while rsyslog sends: what was appended is there, and rsyslog goes on where the next one begins${why}`, { timeout: 120_000 }, async () => {
  const [mine, spool, log] = [signed.alone('killed'), join(folder, 'spool'), join(folder, 'kill.log')]
  let port = 0
  const appended: string[] = []
  const serve = async () => {
    const child = spawn(process.execPath, [new URL('syslog.child.ts', import.meta.url).pathname, spool, String(port), server.certFile, server.keyFile], { stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.on('data', (bytes: Buffer) => {
      text += String(bytes)
      const lines = text.split('\n')
      text = lines.pop()!
      for (const line of lines) if (line.startsWith('port ')) port = Number(line.slice(5)); else appended.push(line)
    })
    for (let tries = 0; tries < 200 && port === 0; tries++) await new Promise((resolve) => setTimeout(resolve, 50))
    return child
  }
  let child = await serve()
  writeFileSync(log, '')
  const total = 20_000
  const text = configuration('rsyslog (omfwd, TLS)', log, mine, '').replace(`port="${servers.tls!}"`, `port="${port}"`).replaceAll('"bastida" queue', '"killed" queue').replace('action.resumeInterval="10"', 'action.resumeInterval="1"')
  const daemon = await start(text)
  try {
    const write = (from: number, to: number) => appendFileSync(log, Array.from({ length: to - from }, (_, i) => `line ${from + i}\n`).join(''))
    for (let at = 0; at < total; at += 1000) {
      write(at, at + 1000)
      if (at === total / 2) {
        for (let tries = 0; tries < 200 && appended.length < 1000; tries++) await new Promise((resolve) => setTimeout(resolve, 50))
        child.kill('SIGKILL')
        await once(child, 'exit')
        await new Promise((resolve) => setTimeout(resolve, 1000))
        child = await serve()
      }
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
    // From here on rsyslog has found the next server.
    for (let tries = 0; tries < 400 && !appended.includes(String(total - 1)); tries++) await new Promise((resolve) => setTimeout(resolve, 100))
    write(total, total + 1000)
    // rsyslog's queue has several workers: the last line is not always the last to come.
    for (let still = 0, before = -1; still < 30; still = appended.length === before && appended.includes(String(total + 999)) ? still + 1 : 0) {
      before = appended.length
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  } finally {
    await daemon.stop()
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  const reader = await openSpoolReader(spool)
  const kept = new Set<string>()
  for (;;) {
    const { payloads, next } = await reader.read(8 * 1_048_576)
    for (const payload of payloads) for (const line of String(readFrame(payload).lines).trimEnd().split('\n')) kept.add((JSON.parse(line) as { message: string }).message.trim().slice(5))
    if (next === reader.position()) break
    await reader.done(next)
  }
  expect(appended.filter((one) => !kept.has(one)), 'appended, and not there').toEqual([])
  // Syslog over TCP has no acknowledgement: what the system had taken for the killed server, and it had not read, is lost, and what
  // rsyslog wrote to the dead connection before it noticed. Everything after that is there.
  const lost = Array.from({ length: total + 1000 }, (_, i) => i).filter((i) => !kept.has(String(i)))
  expect(lost.filter((i) => i >= total - 1), daemon.said()).toEqual([])
})
