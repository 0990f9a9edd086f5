/** Against a real nats-server: what is acknowledged is kept, comes to each reader until it is done, and no more than there is room for. */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { authority, openssl } from '../../tests/support/certificates.ts'
import { noNats, startNats, withoutNats, type Nats } from '../../tests/support/nats.ts'
import { readConfig } from '../config.ts'
import { openStream, type Held, type Stream, type StreamReader } from './index.ts'

/** Longer than a silent reader is believed. */
const LONG_MS = 35_000

let nats: Nats
/** What is worked at while the other tests run, on a server that none of them stops. */
let long: { readonly nats: Nats; readonly reader: StreamReader; readonly held: readonly Held[]; readonly from: number } | undefined
const open: Stream[] = []
beforeAll(async () => {
  if (noNats) return
  nats = await startNats()
  const quiet = await startNats()
  const stream = streamOf('long', { urls: quiet.urls })
  await stream.publish(randomUUID(), bytes('long work'))
  const reader = stream.reader('one')
  long = { nats: quiet, reader, held: await gather(reader, 1), from: performance.now() }
}, 60_000)
afterAll(async () => { for (const one of open) await one.close(); await nats?.remove(); await long?.nats.remove() })

function streamOf(name: string, more: { maxBytes?: number; urls?: readonly string[]; caFile?: string | undefined; said?: string[] } = {}): Stream {
  const tell = (line: string) => { more.said?.push(line) }
  const stream = openStream({ name, maxBytes: more.maxBytes ?? 100_000_000, readers: ['one', 'two'], servers: { urls: more.urls ?? nats.urls, caFile: more.caFile }, log: { debug: () => {}, info: tell, warn: tell, error: tell } })
  open.push(stream)
  return stream
}
const text = (held: readonly Held[]) => held.map((one) => Buffer.from(one.bytes).toString())
const bytes = (one: string) => Buffer.from(one)
/** All that comes until `count` are there. */
async function gather(reader: StreamReader, count: number, most = 60): Promise<Held[]> {
  const all: Held[] = []
  for (let tries = 0; tries < most * 10 && all.length < count; tries++) {
    const got = await reader.take({ messages: 100, bytes: 1_000_000 })
    all.push(...got)
    if (got.length === 0) await sleep(100)
  }
  return all
}

test.skipIf(noNats)(`each reader gets all, in order, and a message goes when both are done with it${withoutNats}`, async () => {
  const stream = streamOf('both')
  for (let i = 0; i < 5; i++) await stream.publish(randomUUID(), bytes(`m${i}`))
  const [one, two] = [stream.reader('one'), stream.reader('two')]
  const first = await one.take({ messages: 3, bytes: 1_000_000 })
  expect(text(first)).toEqual(['m0', 'm1', 'm2'])
  const rest = await one.take({ messages: 100, bytes: 1_000_000 })
  expect([text(rest), await one.take({ messages: 100, bytes: 1_000_000 })]).toEqual([['m3', 'm4'], []])
  expect(await two.waiting()).toMatchObject({ untouched: 5, held: 0, floor: 0, last: 5, oldest: expect.any(Date), bytes: expect.any(Number) })
  one.done([...first, ...rest])
  const all = await two.take({ messages: 100, bytes: 1_000_000 })
  expect(all.map((each) => each.seq)).toEqual([1, 2, 3, 4, 5])
  two.done(all)
  await expect.poll(async () => [await one.waiting(), await two.waiting()]).toMatchObject([{ untouched: 0, held: 0, floor: 5, bytes: 0 }, { untouched: 0, held: 0, floor: 5, bytes: 0 }])
  expect([stream.state(), stream.copies()]).toEqual(['well', 1])
})

test.skipIf(noNats)('what is told twice under one id is kept once; what is let go comes again, also to another process', async () => {
  const [stream, other] = [streamOf('again'), streamOf('again')]
  const id = randomUUID()
  await stream.publish(id, bytes('once'))
  await stream.publish(id, bytes('once'))
  await other.publish(randomUUID(), bytes('more'))
  const reader = stream.reader('one')
  const held = await gather(reader, 2)
  expect(text(held)).toEqual(['once', 'more'])
  expect(held[0]!.id).toBe(id)
  expect(await other.reader('one').take({ messages: 10, bytes: 1_000_000 })).toEqual([])
  reader.letGo(held)
  const again = await gather(other.reader('one'), 2)
  expect(text(again).toSorted()).toEqual(['more', 'once'])
})

test.skipIf(noNats)('a start takes away only what every reader is done with', async () => {
  const stream = streamOf('swept')
  for (let i = 0; i < 4; i++) await stream.publish(randomUUID(), bytes(`m${i}`))
  stream.reader('one').done(await gather(stream.reader('one'), 4))
  const held = await gather(stream.reader('two'), 4)
  stream.reader('two').done(held.slice(0, 1))
  await expect.poll(async () => (await stream.reader('two').waiting())?.held).toBe(3)
  const later = streamOf('swept')
  await expect.poll(() => later.state()).toBe('well')
  stream.reader('two').letGo(held.slice(1))
  expect(text(await gather(later.reader('two'), 3)).toSorted()).toEqual(['m1', 'm2', 'm3'])
})

test.skipIf(noNats)('by bytes, at least one; a process that closes lets go what it held', async () => {
  const stream = streamOf('bytes')
  for (let i = 0; i < 6; i++) await stream.publish(randomUUID(), randomBytes(10_000))
  const reader = stream.reader('one')
  expect((await reader.take({ messages: 100, bytes: 25_000 })).length).toBe(2)
  expect((await reader.take({ messages: 100, bytes: 500 })).length).toBe(1)
  await stream.close()
  expect((await gather(streamOf('bytes').reader('one'), 6)).length).toBe(6)
})

test.skipIf(noNats)('a full stream refuses and keeps what it has; with room again it takes', async () => {
  const stream = streamOf('full', { maxBytes: 300_000 })
  let taken = 0
  await expect((async () => { for (;;) { await stream.publish(randomUUID(), randomBytes(50_000)); taken += 1 } })()).rejects.toMatchObject({ code: 'busy', params: { retryAfterSeconds: 5 } })
  expect(taken).toBe(5)
  const [one, two] = [stream.reader('one'), stream.reader('two')]
  one.done(await gather(one, taken))
  await expect(stream.publish(randomUUID(), randomBytes(50_000))).rejects.toMatchObject({ code: 'busy' })
  two.done(await gather(two, taken))
  await expect.poll(async () => (await two.waiting())?.held).toBe(0)
  await stream.publish(randomUUID(), randomBytes(50_000))
})

test.skipIf(noNats)('three servers that are full say so as well', { timeout: 120_000 }, async () => {
  const cluster = await startNats(3)
  try {
    const stream = streamOf('full', { maxBytes: 300_000, urls: cluster.urls })
    await expect.poll(() => stream.copies(), { timeout: 60_000 }).toBe(3)
    await expect((async () => { for (let i = 0; i < 50; i++) await stream.publish(randomUUID(), randomBytes(50_000)) })()).rejects.toMatchObject({ code: 'busy' })
  } finally { await cluster.remove() }
})

test.skipIf(noNats)('while the servers are away nothing is acknowledged; with them all goes on, and that is said once', { timeout: 120_000 }, async () => {
  const said: string[] = []
  const stream = streamOf('away', { said })
  await stream.publish(randomUUID(), bytes('before'))
  await nats.kill()
  await expect.poll(() => stream.state()).toBe('away')
  await expect(stream.publish(randomUUID(), bytes('lost?'))).rejects.toMatchObject({ code: 'unavailable' })
  const reader = stream.reader('one')
  expect([await reader.take({ messages: 1, bytes: 1000 }), await reader.waiting()]).toEqual([[], undefined])
  // Begun while they are away: it waits for them, and does not fail.
  const late = streamOf('away')
  expect(late.state()).toBe('away')
  await nats.start()
  await expect.poll(() => [stream.state(), late.state()], { timeout: 20_000 }).toEqual(['well', 'well'])
  await late.publish(randomUUID(), bytes('after'))
  expect(text(await gather(reader, 2))).toEqual(['before', 'after'])
  expect(said).toEqual([expect.stringContaining('is away'), expect.stringContaining('is back')])
})

test.skipIf(noNats)('with a user and a password in the address; a wrong one is away, not an end', { timeout: 60_000 }, async () => {
  const closed = await startNats(1, 'authorization { user: centro, password: "p/w d" }')
  try {
    const at = (who: string) => closed.urls.map((one) => one.replace('//', `//${who}@`))
    const stream = streamOf('who', { urls: at('centro:p%2Fw%20d') })
    await stream.publish(randomUUID(), bytes('in'))
    await expect(streamOf('who', { urls: at('centro:no') }).publish(randomUUID(), bytes('out'))).rejects.toMatchObject({ code: 'unavailable' })
  } finally { await closed.remove() }
})

test.skipIf(noNats || !openssl)('over TLS, by an authority of one’s own; a server without TLS, or of another authority, is none of ours', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bastida-nats-tls-'))
  const [ca, other] = [authority(folder), authority(folder, 'other')]
  const { certFile, keyFile } = ca.sign('server')
  const secure = await startNats(1, `tls { cert_file: "${certFile}", key_file: "${keyFile}" }`)
  try {
    const at = (one: Nats) => one.urls.map((url) => url.replace('nats://127.0.0.1', 'tls://localhost'))
    await streamOf('tls', { urls: at(secure), caFile: ca.certFile }).publish(randomUUID(), bytes('in'))
    for (const [urls, caFile] of [[at(secure), other.certFile], [at(secure), undefined], [at(nats), ca.certFile]] as const) await expect(streamOf('tls', { urls, caFile }).publish(randomUUID(), bytes('out'))).rejects.toMatchObject({ code: 'unavailable' })
  } finally { await secure.remove(); rmSync(folder, { recursive: true, force: true }) }
})

test.skipIf(noNats)('one copy while there are two servers of three; with the third there are three', { timeout: 120_000 }, async () => {
  const cluster = await startNats(3, '', 2)
  try {
    const stream = streamOf('grows', { urls: cluster.urls })
    await expect.poll(() => stream.copies(), { timeout: 60_000 }).toBe(1)
    await stream.publish(randomUUID(), bytes('kept'))
    await cluster.start(2)
    // Asked for at every start, and now and then.
    await expect.poll(async () => {
      const later = streamOf('grows', { urls: cluster.urls })
      await expect.poll(() => later.copies(), { timeout: 20_000 }).toBeDefined()
      return later.copies()
    }, { timeout: 60_000, interval: 1000 }).toBe(3)
    expect(text(await gather(stream.reader('one'), 1))).toEqual(['kept'])
  } finally { await cluster.remove() }
})

// Last, since the others take most of its time; once, since a second try would find it held by the first one's reader.
test.skipIf(noNats)('who holds a message says so: it does not go to somebody else while it takes long', { timeout: 90_000, retry: 0 }, async () => {
  const { nats: quiet, reader, held, from } = long!
  expect(text(held)).toEqual(['long work'])
  const other = streamOf('long', { urls: quiet.urls }).reader('one')
  await sleep(Math.max(0, LONG_MS - (performance.now() - from)))
  expect(await other.take({ messages: 1, bytes: 1000 })).toEqual([])
  reader.done(held)
})

test('the configuration: several addresses, files, and nothing at all in a silent centre', () => {
  const urls = 'nats://a:b@nats-1:4222, tls://[::1]:4222'
  expect(readConfig({ NATS_URL: urls, NATS_STREAM_MB: '64', NATS_CREDS: '/etc/nats/centre.creds' }).config?.nats).toEqual({ urls: ['nats://a:b@nats-1:4222', 'tls://[::1]:4222'], credsFile: '/etc/nats/centre.creds', caFile: undefined, stream: 'bastida', maxBytes: 64 * 1_048_576 })
  expect(readConfig({}).config?.nats).toBeUndefined()
  expect(readConfig({ NATS_URL: urls, SILENT: 'yes' }).config?.nats).toBeUndefined()
  for (const wrong of ['http://nats-1', 'nats-1:4222', 'nats://a,', 'nats://a/b']) expect(readConfig({ NATS_URL: wrong }).problems).toEqual([{ variable: 'NATS_URL', problem: 'must be addresses that begin with nats:// or tls://, with commas between them' }])
  expect(readConfig({ NATS_STREAM: 'a.b' }).problems.map((one) => one.variable)).toEqual(['NATS_STREAM'])
})
