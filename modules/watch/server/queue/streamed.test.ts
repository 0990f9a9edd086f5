/** The doors, the rules and the archive over a real nats-server, in one centre. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { folderStore, readRows } from '#platform/archive/index.ts'
import { systemClock } from '#platform/clock.ts'
import { Refusal } from '#platform/contract/index.ts'
import { createLog } from '#platform/log/index.ts'
import { openSpoolWriter } from '#platform/spool/index.ts'
import { openStream, type Stream } from '#platform/stream/index.ts'
import { noNats, startNats, withoutNats, type Nats } from '../../../../tests/support/nats.ts'
import { createArchiver } from '../archive/archiver.ts'
import { headOf } from '../frame.ts'
import { settle, STREAM_READERS } from '../queue.ts'
import { actor } from '../saving.ts'
import { take } from '../store/queue-store.ts'
import { CLEARED, cleared, compileSigma, testWatch, type TestWatch } from '../testing.ts'
import { streamed, streamWriter } from './streamed.ts'

const log = createLog('silent', systemClock.now)
const open: Stream[] = []
let nats: Nats
let s: TestWatch
let source: { id: string; token: string }
const streamOf = (name: string, maxBytes = 200_000_000) => { const one = openStream({ name, maxBytes, readers: STREAM_READERS, servers: { urls: nats.urls }, log }); open.push(one); return one }
beforeAll(async () => {
  if (noNats) return
  nats = await startNats()
  s = await testWatch({ setting: { stream: streamOf('centre') } })
  source = await s.source()
  await s.loop()
  await s.alerting(CLEARED)
}, 120_000)
afterAll(async () => {
  await s?.close()
  for (const one of open) await one.close()
  await nats?.remove()
})

const cards = () => s.t.sql<{ host: string; count: number }>('select host, count from watch.alert order by host')
const archive = () => s.centre.watch.periodic.find((one) => one.name === 'watch.archive')!.run(undefined as never)
const hurried = { wanted: async () => true, ready: async () => {}, busy: async () => true }
const context = (stream: Stream) => ({ ground: { db: s.t.db, clock: systemClock, log, publicUrl: '', dataFolder: join(s.centre.watch.spoolFolder, '../..') }, needs: { cases: {} as never, territory: {} as never, compile: compileSigma, process: '', stream } })
async function kept(): Promise<string[]> {
  const store = folderStore(s.centre.watch.archiveFolder)
  const lines: string[] = []
  for (const { name } of await s.t.sql<{ name: string }>('select name from watch.segment order by id')) {
    const blob = (await store.get(name))!
    for await (const row of readRows(blob)) lines.push(Buffer.from(row.line).toString())
    await blob.close()
  }
  return lines
}

test.skipIf(noNats)(`a line goes from the door through the stream to an alert and into the archive, once each${withoutNats}`, async () => {
  const before = await kept()
  expect((await s.bulk(source.token, [cleared('one'), cleared('one'), cleared('two')])).statusCode).toBe(200)
  await s.loop()
  expect(await cards()).toEqual([{ host: 'one', count: 2 }, { host: 'two', count: 1 }])
  await archive()
  expect(await kept()).toEqual(before) // not due yet
  await createArchiver(context(open[0]!), hurried).run()
  expect((await kept()).slice(before.length)).toEqual(['one', 'one', 'two'].map((host) => JSON.stringify(cleared(host))))
  expect(await s.t.sql('select 1 from watch.deletion')).toEqual([])
  expect(await s.t.sql('select distinct reader from watch.taken order by 1')).toEqual([{ reader: 'archive' }, { reader: 'rules' }])
})

test.skipIf(noNats)('saved, and killed before the word reached the servers: it comes again and leads to nothing', async () => {
  const queue = streamed(context(open[0]!), open[0]!, 'rules', actor)
  await s.bulk(source.token, [cleared('twice')])
  const batch = (await queue.next(1_000_000))!
  let saved = 0
  const silent = { ...batch, done: async () => {} }
  expect(await settle(s.t.db, actor, silent, systemClock.now(), async () => { saved += 1 })).toBe(true)
  expect(await settle(s.t.db, actor, silent, systemClock.now(), async () => { saved += 1 })).toBe(false)
  queue.again()
  await expect.poll(async () => [await queue.next(1_000_000), await open[0]!.reader('rules').waiting()]).toMatchObject([undefined, { untouched: 0, held: 0 }])
  expect(saved).toBe(1)
})

test.skipIf(noNats)('some of a batch were saved by somebody else meanwhile: nothing of it is, and the rest comes again', async () => {
  const queue = streamed(context(open[0]!), open[0]!, 'rules', actor)
  await s.bulk(source.token, [cleared('a')])
  await s.bulk(source.token, [cleared('b')])
  const batch = (await queue.next(1_000_000))!
  expect(batch.frames).toHaveLength(2)
  // One of the two, as another process would.
  await s.t.db.as(actor, (tx) => batch.claim(tx, systemClock.now()))
  const [last] = await s.t.sql<{ id: string; seq: number }>(`select id, seq from watch.taken where reader = 'rules' order by seq desc limit 1`)
  await s.t.sql(`delete from watch.taken where reader = 'rules' and seq >= $1 - 1`, [last!.seq])
  await s.t.db.as(actor, (tx) => take(tx, 'rules', [last!], systemClock.now()))
  let saved = 0
  expect(await settle(s.t.db, actor, batch, systemClock.now(), async () => { saved += 1 })).toBe(false)
  expect([saved, await s.t.sql(`select 1 from watch.taken where reader = 'rules' and seq = $1 - 1`, [last!.seq])]).toEqual([0, []])
  queue.again()
  let rest: Awaited<ReturnType<typeof queue.next>>
  await expect.poll(async () => { rest = await queue.next(1_000_000); return rest !== undefined }).toBe(true)
  if (!rest) return
  expect(rest.frames.map((one) => (JSON.parse(String(one.lines)) as { host: { name: string } }).host.name)).toEqual(['a'])
  expect(await settle(s.t.db, actor, rest, systemClock.now(), async () => { saved += 1 })).toBe(true)
})

test.skipIf(noNats)('a request of 16 MB through servers that take one megabyte', { timeout: 120_000 }, async () => {
  const lines = Array.from({ length: 30_000 }, (_, n) => JSON.stringify({ n, pad: randomUUID().repeat(13) }))
  const payload = `${lines.join('\n')}\n`
  expect(payload.length).toBeGreaterThan(14_000_000)
  const before = await s.t.sql<{ received: number }>('select coalesce(sum(received), 0)::int as received from watch.day')
  const answer = await s.http.inject({ method: 'POST', url: '/ingest/lines', headers: { authorization: `Bearer ${source.token}`, 'content-type': 'application/x-ndjson' }, payload })
  expect([answer.statusCode, answer.json()]).toEqual([200, { taken: 30_000, tooLarge: 0, empty: 0 }])
  await s.loop()
  expect((await s.t.sql<{ received: number }>('select sum(received)::int as received from watch.day'))[0]!.received - before[0]!.received).toBe(30_000)
  const had = new Set(await kept())
  await createArchiver(context(open[0]!), hurried).run()
  const fresh = (await kept()).filter((one) => !had.has(one) && one.includes('"pad"'))
  expect(fresh.toSorted()).toEqual(lines.toSorted())
})

test.skipIf(noNats)('what still waits in a spool from before is read to its end', async () => {
  await s.t.sql('delete from watch.sample; delete from watch.alert')
  const spool = await openSpoolWriter(join(s.centre.watch.spoolFolder, '1'), { maxBytes: 1_000_000 })
  await spool.append([headOf({ sourceId: source.id, at: new Date('2026-11-25T09:00:00Z'), received: 1, duplicates: 0, tooLarge: 0, empty: 0 }), Buffer.from(`${JSON.stringify(cleared('before'))}\n`)])
  await spool.close()
  await s.bulk(source.token, [cleared('after')])
  await s.loop()
  expect(await cards()).toEqual([{ host: 'after', count: 1 }, { host: 'before', count: 1 }])
})

test.skipIf(noNats)('a hunt begins when what had come is in, and not while a message is in somebody’s hands', async () => {
  let ready = 0
  const hurry = { ...hurried, ready: async () => { ready += 1 } }
  await s.bulk(source.token, [cleared('hunted')])
  const other = streamOf('centre')
  await expect.poll(() => other.state()).toBe('well')
  const held = await other.reader('archive').take({ messages: 100, bytes: 1_000_000 })
  expect(held.length).toBeGreaterThan(0)
  await createArchiver(context(open[0]!), hurry).run()
  expect(ready).toBe(0)
  other.reader('archive').letGo(held)
  await createArchiver(context(open[0]!), hurry).run()
  expect(ready).toBe(1)
  expect((await kept()).filter((one) => one.includes('hunted'))).toHaveLength(1)
})

test.skipIf(noNats)('the disk of the archive is full: nothing leaves the stream; files without a row go, and the lines are kept once', async () => {
  const store = folderStore(s.centre.watch.archiveFolder)
  await s.bulk(source.token, [cleared('narrow')])
  let full = true
  const archiver = createArchiver(context(open[0]!), hurried, { ...store, put: async (key, bytes) => { const stored = await store.put(key, bytes); if (full) throw new Refusal('no_space'); return stored } })
  await expect(archiver.run()).rejects.toMatchObject({ code: 'no_space' })
  const orphans = (await store.list()).length - (await s.t.sql('select 1 from watch.segment')).length
  expect(orphans).toBe(1)
  full = false
  await expect.poll(async () => { await archiver.run(); return (await kept()).filter((one) => one.includes('narrow')).length }).toBe(1)
  await s.t.sql(`update watch.deletion set at = now() - interval '2 minutes' where why = 'merged'`)
  await archiver.run()
  expect((await store.list()).length).toBe((await s.t.sql('select 1 from watch.segment')).length)
})

test.skipIf(noNats)('a file that was taken away while it was written gets no row: its lines come again', async () => {
  await s.bulk(source.token, [cleared('slow')])
  const store = folderStore(s.centre.watch.archiveFolder)
  let late = true
  const archiver = createArchiver(context(open[0]!), hurried, { ...store, put: async (key, bytes) => { const stored = await store.put(key, bytes); if (late) await s.t.sql('delete from watch.deletion where name = $1', [key]); return stored } })
  await expect(archiver.run()).rejects.toThrow('went while they were written')
  late = false
  await expect.poll(async () => { await archiver.run(); return (await kept()).filter((one) => one.includes('slow')).length }).toBe(1)
})

test.skipIf(noNats)('a full stream refuses as a full spool does', async () => {
  const narrow = streamOf('narrow', 200_000)
  const writer = streamWriter(narrow)
  const head = headOf({ sourceId: source.id, at: new Date(0), received: 1, duplicates: 0, tooLarge: 0, empty: 0 })
  await expect((async () => { for (let i = 0; i < 100; i++) await writer.append([head, Buffer.from(`${randomUUID().repeat(300)}${Array.from({ length: 200 }, () => randomUUID()).join('')}\n`)]) })()).rejects.toMatchObject({ code: 'busy' })
})

test.skipIf(noNats)('the servers are away: 503 in the words of Elasticsearch, and nothing is said to be taken; back again all goes on', { timeout: 120_000 }, async () => {
  await nats.kill()
  await expect.poll(() => open[0]!.state()).toBe('away')
  const answer = await s.bulk(source.token, [cleared('away')])
  expect([answer.statusCode, answer.json().error.type]).toEqual([503, 'unavailable_shards_exception'])
  await s.loop()
  await archive()
  expect((await s.http.inject({ method: 'GET', url: '/status' })).json().lines).toEqual({ kind: 'stream', reachable: false, copies: null })
  await nats.start()
  await expect.poll(() => open[0]!.state(), { timeout: 20_000 }).toBe('well')
  expect((await s.bulk(source.token, [cleared('back')])).statusCode).toBe(200)
  await expect.poll(async () => { await s.loop(); return (await cards()).find((one) => one.host === 'back')?.count }).toBe(1)
  expect((await s.http.inject({ method: 'GET', url: '/status' })).json().lines).toEqual({ kind: 'stream', reachable: true, copies: 1 })
})

test.skipIf(noNats)('what cannot come again is forgotten', async () => {
  const [{ n }] = await s.t.sql<{ n: number }>(`select count(*)::int as n from watch.taken where reader = 'rules'`) as [{ n: number }]
  expect(n).toBeGreaterThan(3)
  await s.t.sql(`update watch.taken set at = '2026-11-25T08:00:00Z'`)
  await s.bulk(source.token, [cleared('last')])
  await s.loop()
  await expect.poll(async () => { await s.loop(); return (await s.t.sql(`select 1 from watch.taken where reader = 'rules'`)).length }).toBeLessThanOrEqual(1)
})
