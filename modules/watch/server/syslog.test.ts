/** Syslog over plain TCP and TLS, against a running centre: who is let in, what is kept, and what happens to who is not. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '#platform/config.ts'
import { authority, certainAt, openssl, type Pair } from '../../../tests/support/certificates.ts'
import { openSyslog, CONNECTIONS_MOST, type SyslogServers } from './syslog.ts'
import { testWatch, type TestWatch } from './testing.ts'

let s: TestWatch
let folder: string
let servers: SyslogServers
let [ca, server, mine]: Pair[] = []
let signed: ReturnType<typeof authority>
let tls: { host: string; port: number; certFile: string; keyFile: string; caFile: string | undefined }
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bastida-syslog-'))
  s = await testWatch({ at: certainAt() })
  if (openssl) {
    signed = authority(folder)
    ;[ca, server, mine] = [signed, signed.sign('server'), signed.alone('mine')]
    copyFileSync(server.certFile, join(folder, 'used.pem'))
    copyFileSync(server.keyFile, join(folder, 'used.key'))
  }
  tls = { host: '127.0.0.1', port: 0, certFile: join(folder, 'used.pem'), keyFile: join(folder, 'used.key'), caFile: undefined }
  servers = await s.centre.watch.listen({ plain: { host: '127.0.0.1', port: 0 }, tls: openssl ? tls : undefined })
  await s.loop()
}, 120_000)
afterAll(async () => { await servers?.close(); await s?.close(); rmSync(folder, { recursive: true, force: true }) })

const settled = async (id: string, received: number) => {
  const read = async () => { await s.loop(); return (await s.t.sql<{ received: number; broken: number; no_zone: number; too_large: number }>('select received, broken, no_zone, too_large from watch.day where source_id = $1', [id]))[0] }
  for (let tries = 0; tries < 100 && ((await read())?.received ?? 0) < received; tries++) await new Promise((resolve) => setTimeout(resolve, 50))
  return read()
}
/** Sends, and says whether the centre closed before we did. */
async function send(socket: Socket, text: string | Buffer, { end = true } = {}): Promise<'closed' | 'open'> {
  socket.on('error', () => {})
  const closed = new Promise<'closed'>((resolve) => socket.on('close', () => resolve('closed')))
  socket.write(text)
  const first = await Promise.race([closed, new Promise<'open'>((resolve) => setTimeout(() => resolve('open'), 400))])
  if (first === 'open' && end) { socket.end(); await closed }
  return first
}
const plain = () => connect(servers.plain!, '127.0.0.1')
const secure = (pair?: Pair, port = servers.tls!) => connectTls({ port, host: '127.0.0.1', servername: 'localhost', ca: ca!.cert, ...(pair ? { cert: pair.cert, key: pair.key } : {}) })
const certificate = (id: string, pem: string) => s.coordinator('PUT', `/api/watch/sources/${id}/certificate`, { pem })

test.skipIf(!openssl)('the certificate of a source: shown by its hash, of one source only, and never with its key', async () => {
  const [one, two] = [await s.source(), await s.source(s.party.B)]
  const set = await certificate(one.id, mine!.cert)
  expect(set.json).toEqual({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/), of: 'CN=mine', until: expect.stringMatching(/Z$/) })
  expect((await s.coordinator('GET', `/api/watch/sources/${one.id}`)).json).toMatchObject({ certificate: set.json, syslog: { tls: null, plain: null } })
  expect((await certificate(two.id, mine!.cert)).status).toBe(409)
  for (const [pem, problem] of [[mine!.key + mine!.cert, /private key/], ['nothing', /no certificate/], ['-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----', /cannot be read/]] as const) {
    const { status, json } = await certificate(two.id, pem)
    expect([status, json.fields[0].problem]).toEqual([400, expect.stringMatching(problem)])
  }
  await s.coordinator('DELETE', `/api/watch/sources/${one.id}/certificate`)
  expect((await certificate(two.id, mine!.cert)).status).toBe(200)
  await s.coordinator('DELETE', `/api/watch/sources/${two.id}/certificate`)
  expect((await s.t.sql<{ action: string }>(`select action from audit.entry where object = $1 order by id`, [`source:${one.id}`])).map((row) => row.action).slice(-2)).toEqual(['watch.certificate', 'watch.end_certificate'])
})

test('over plain TCP each message names its source; whoever names none is closed, and nothing of it is kept', async () => {
  const { id, token } = await s.source()
  const from = `[bastida@32473 token="${token}"]`
  expect(await send(plain(), `<13>1 2026-11-25T08:00:00Z web01 app - - ${from} one\n<13>1 2026-11-25T08:00:00Z web01 app - - ${from}[x y="z"] two\n`)).toBe('open')
  expect(await settled(id, 2)).toMatchObject({ received: 2, broken: 0 })
  for (const text of ['<13>Nov 25 08:59:00 web01 su: no source\n', `<13>1 - - - - - [bastida@32473 token="blog_${'x'.repeat(43)}"] unknown\n`, 'GET / HTTP/1.1\r\n\r\n', '999999999 <13>x', '\u0000\u0000\u0001\n']) expect(await send(plain(), text), text).toBe('closed')
  // What came before it stays.
  expect(await send(plain(), `<13>1 - web01 app - - ${from} three\n<13>no source\n<13>1 - web01 app - - ${from} never\n`)).toBe('closed')
  expect(await settled(id, 3)).toMatchObject({ received: 3 })
  const incomplete = await s.source(s.party.B, { contractOn: null, contractRef: '', impact: '', impactOn: null, impactWhy: '', retentionDays: null, labour: '', labourOn: null, labourRef: '' })
  expect(await send(plain(), `<13>1 - web01 app - - [bastida@32473 token="${incomplete.token}"] x\n`)).toBe('closed')
  await s.loop()
  expect(await s.t.sql('select 1 from watch.day where source_id = $1', [incomplete.id])).toEqual([])
})

test.skipIf(!openssl)('over TLS the certificate says whose it is: counted and by lines, mixed, unreadable and too long', async () => {
  const { id } = await s.source()
  await s.coordinator('DELETE', `/api/watch/sources/${id}/token`)
  await certificate(id, mine!.cert)
  const text = '<86>Nov 25 08:59:00 web01 sshd[77]: Accepted password for root'
  expect(await send(secure(mine), `${text.length} ${text}${text}\nnot syslog at all\n<13>${'x'.repeat(1_048_600)}\n${text}`)).toBe('open')
  expect(await settled(id, 4)).toEqual({ received: 4, broken: 1, no_zone: 3, too_large: 1 })
  // Another certificate, or none.
  expect(await send(secure(signed.alone('other')), `${text}\n`)).toBe('closed')
  expect(await send(secure(), `${text}\n`)).toBe('closed')
  // Paused while it sends: at the next message it is over.
  const open = secure(mine)
  expect(await send(open, `${text}\n`, { end: false })).toBe('open')
  await s.coordinator('PATCH', `/api/watch/sources/${id}`, { active: false })
  expect(await send(open, `${text}\n`)).toBe('closed')
  expect(await settled(id, 5)).toMatchObject({ received: 5 })
  await s.coordinator('DELETE', `/api/watch/sources/${id}/certificate`)
})

test.skipIf(!openssl)('with an authority, a certificate that is not of it counts as none', async () => {
  const { id, token } = await s.source()
  const [of, strange] = [signed.sign('of-the-authority'), signed.alone('strange')]
  const strict = await s.centre.watch.listen({ plain: undefined, tls: { ...tls, caFile: ca!.certFile } })
  await certificate(id, strange.cert)
  expect(await send(secure(strange, strict.tls), '<13>a: b\n')).toBe('closed')
  expect(await send(secure(strange, strict.tls), `<13>1 - - - - - [bastida@32473 token="${token}"] by token\n`)).toBe('open')
  await certificate(id, of.cert)
  expect(await send(secure(of, strict.tls), '<13>a: b\n')).toBe('open')
  expect(await settled(id, 2)).toMatchObject({ received: 2 })
  await strict.close()
  await s.coordinator('DELETE', `/api/watch/sources/${id}/certificate`)
})

test.skipIf(!openssl)('the certificate of the centre is read anew when its files change, and a broken one changes nothing', { timeout: 30_000 }, async () => {
  const serial = async () => {
    const socket = secure()
    await new Promise((resolve) => socket.once('secureConnect', resolve))
    const { serialNumber } = socket.getPeerX509Certificate()!
    socket.destroy()
    return serialNumber
  }
  const before = await serial()
  const next = signed.sign('next')
  copyFileSync(next.certFile, tls.certFile)
  copyFileSync(next.keyFile, tls.keyFile)
  for (let tries = 0; tries < 80 && (await serial()) === before; tries++) await new Promise((resolve) => setTimeout(resolve, 100))
  const after = await serial()
  expect(after).not.toBe(before)
  copyFileSync(server!.keyFile, tls.keyFile) // of another certificate
  await new Promise((resolve) => setTimeout(resolve, 6000))
  expect(await serial()).toBe(after)
  copyFileSync(next.keyFile, tls.keyFile)
})

test('while lines cannot be kept the connection waits, is not read further, and nothing is lost', { timeout: 30_000 }, async () => {
  const kept: string[] = []
  let full = true
  const own = await openSyslog({ clock: { now: () => new Date(), elapsedMs: () => performance.now() }, log: { debug() {}, info() {}, warn() {}, error() {} } as never }, { byToken: async () => ({ sourceId: 'x', lacks: [] }) } as never,
    async (_source, { lines }) => { if (full) throw new Error('full'); kept.push(...String(lines).trimEnd().split('\n')) }, { plain: { host: '127.0.0.1', port: 0 }, tls: undefined })
  const socket = connect(own.plain!, '127.0.0.1')
  const all = Array.from({ length: 60_000 }, (_, i) => `<13>1 - h a - - [bastida token="t"] ${i} ${'x'.repeat(200)}\n`)
  const bytes = Buffer.from(all.join(''))
  const written = new Promise<void>((resolve) => socket.write(bytes, () => resolve()))
  expect(await Promise.race([written.then(() => 'written'), new Promise((resolve) => setTimeout(() => resolve('waits'), 1500))])).toBe('waits')
  full = false
  await written
  socket.end()
  await new Promise((resolve) => socket.once('close', resolve))
  expect(kept.map((line) => Number((JSON.parse(line) as { message: string }).message.split(' ')[0]))).toEqual(all.map((_, i) => i))
  await own.close()
})

test('strangers make room for others, the oldest first', { timeout: 30_000 }, async () => {
  const { id, token } = await s.source()
  // Came first and says nothing, but its certificate is known.
  if (openssl) await certificate(id, mine!.cert)
  const quiet = openssl ? secure(mine).on('error', () => {}) : undefined
  if (quiet) await new Promise((resolve) => quiet.once('secureConnect', resolve))
  await new Promise((resolve) => setTimeout(resolve, 300))
  const strangers = Array.from({ length: CONNECTIONS_MOST }, () => plain().on('error', () => {}))
  await Promise.all(strangers.map((one) => new Promise((resolve) => one.once('connect', resolve))))
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(await send(plain(), `<13>1 - - - - - [bastida token="${token}"] x\n`)).toBe('open')
  expect(await settled(id, 1)).toMatchObject({ received: 1 })
  expect(strangers.filter((one) => one.closed).length).toBeLessThan(10)
  expect(strangers.filter((one) => one.closed).length).toBeGreaterThan(0)
  if (quiet) {
    expect(quiet.closed).toBe(false)
    expect(await send(quiet, '<13>su: at last\n')).toBe('open')
    expect(await settled(id, 2)).toMatchObject({ received: 2 })
  }
  for (const one of strangers) one.destroy()
})

test('plain syslog listens near, unless said; TLS needs its files; a silent centre takes none', () => {
  const wrong = (env: Record<string, string>) => readConfig(env).problems.map((one) => one.variable)
  for (const host of ['127.0.0.1', '::1', 'localhost', '10.1.2.3', '172.31.0.1', '192.168.1.1', 'fd00::1']) expect(wrong({ SYSLOG_PORT: '1514', SYSLOG_HOST: host }), host).toEqual([])
  for (const host of ['0.0.0.0', '::', '203.0.113.9', '172.32.0.1', 'logs.centre.example']) expect(wrong({ SYSLOG_PORT: '1514', SYSLOG_HOST: host }), host).toEqual(['SYSLOG_HOST'])
  expect(wrong({ SYSLOG_PORT: '1514', SYSLOG_HOST: '0.0.0.0', SYSLOG_PLAIN_PUBLIC: 'yes' })).toEqual([])
  expect(wrong({ SYSLOG_TLS_PORT: '6514' })).toEqual(['SYSLOG_TLS_CERT', 'SYSLOG_TLS_KEY'])
  expect(readConfig({ SYSLOG_TLS_PORT: '6514', SYSLOG_TLS_CERT: '/a.pem', SYSLOG_TLS_KEY: '/a.key' }).config!.syslog).toEqual({ plain: undefined, tls: { host: '0.0.0.0', port: 6514, certFile: '/a.pem', keyFile: '/a.key', caFile: undefined } })
  expect([readConfig({}).config!.syslog, readConfig({ SYSLOG_PORT: '1514', SILENT: 'yes' }).config!.syslog]).toEqual([undefined, undefined])
})
