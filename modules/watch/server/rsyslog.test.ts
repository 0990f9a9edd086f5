/** A real shipper: rsyslog of Debian sends its lines to a running server, as the page of a source says. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../../tests/support/server.ts'
import { setUpOf } from '../web/parts/set-up.ts'
import { testWatch, type TestWatch } from './testing.ts'

const needed = ['/usr/sbin/rsyslogd', ...[`/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/rsyslog/omelasticsearch.so`]]
const missing = needed.filter((path) => !existsSync(path))
let s: TestWatch
let folder: string
let origin: string
beforeAll(async () => {
  if (missing.length > 0) return
  const port = await freePort()
  origin = `http://127.0.0.1:${port}`
  s = await testWatch({ publicUrl: origin })
  await s.http.listen({ port, host: '127.0.0.1' })
  folder = mkdtempSync(join(tmpdir(), 'bastida-rsyslog-'))
}, 120_000)
afterAll(async () => { await s?.close(); if (folder) rmSync(folder, { recursive: true, force: true }) })

test.skipIf(missing.length > 0)(`rsyslog ships the lines of a file, and what a rule looks for becomes an alert${missing.length > 0 ? ` (left out: ${missing.join(' and ')} is not on this machine: apt-get install rsyslog rsyslog-elasticsearch)` : ''}`, { timeout: 60_000 }, async () => {
  const { id, token } = await s.source(s.party.B)
  await s.loop()
  const rule = 'title: Accesso di root\nid: 44444444-4444-4444-8444-444444444444\nlogsource:\n  product: linux\n  service: sshd\ndetection:\n  keywords:\n    - Accepted password for root\n  condition: keywords\nlevel: high\n'
  expect((await s.bring(rule)).json).toEqual({ applied: 1 })
  await s.alerting('44444444-4444-4444-8444-444444444444')
  const log = join(folder, 'auth.log')
  writeFileSync(log, '')
  const given = setUpOf(`${origin}/ingest`, token).find((one) => one.name.startsWith('rsyslog'))!.text
  const configuration = join(folder, 'rsyslog.conf')
  writeFileSync(configuration, `global(workDirectory="${folder}")\nmodule(load="imfile" mode="inotify")\ninput(type="imfile" file="${log}" tag="sshd" ruleset="out")\nruleset(name="out") {\n${given.split('\n').filter((line) => /^action|^  (?:template|queue)/.test(line)).join('\n')}\n}\n`.replace('ruleset(name="out")', `${given.slice(0, given.indexOf('action('))}ruleset(name="out")`))
  const daemon = spawn('/usr/sbin/rsyslogd', ['-n', '-f', configuration, '-i', join(folder, 'pid')], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  daemon.stderr.on('data', (bytes: Buffer) => { said += String(bytes) })
  try {
    await new Promise((resolve) => setTimeout(resolve, 1500))
    const lines = Array.from({ length: 200 }, (_, i) => `Nov 25 08:59:${String(i % 60).padStart(2, '0')} web01 sshd[${i}]: ${i === 77 ? 'Accepted password for root from 192.0.2.7 port 22 ssh2' : `Failed password for "x" from 192.0.2.${i % 250}`}`)
    appendFileSync(log, `${lines.join('\n')}\n`)
    const received = async () => { await s.loop(); return (await s.t.sql<{ received: number; broken: number }>('select received, broken from watch.day where source_id = $1', [id]))[0] }
    for (let tries = 0; tries < 100 && (await received())?.received !== 200; tries++) await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await received(), said).toEqual({ received: 200, broken: 0 })
    expect(await s.t.sql('select title, count, party_id from watch.alert')).toEqual([{ title: 'Accesso di root', count: 1, party_id: s.party.B }])
  } finally {
    daemon.kill('SIGTERM')
    await once(daemon, 'close')
  }
  expect(readFileSync(configuration, 'utf8')).toContain('omelasticsearch')
})
