/** The archive in a bucket: from a line to the proof that it was deleted. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bucketStore, folderStore } from '#platform/archive/index.ts'
import { noSwift, startSwift, withoutSwift, type Swift } from '../../../../tests/support/swift.ts'
import { CLEARED, cleared, RECORD, testWatch, type TestWatch } from '../testing.ts'

const DAY = 86_400_000
let swift: Swift
let s: TestWatch
let a: { id: string; token: string }
beforeAll(async () => {
  if (noSwift.length > 0) return
  swift = await startSwift()
  s = await testWatch({ given: { archive: swift.place } })
  a = await s.source(s.party.A, { ...RECORD, retentionDays: 7 })
  await s.loop()
}, 150_000)
afterAll(async () => { await s?.close(); await swift?.close() })

const run = (name: string) => s.centre.watch.periodic.find((one) => one.name === name)!.run(undefined as never)
const segments = () => s.t.sql<{ name: string; rows: number; sha256: string }>(`select name, rows, encode(sha256, 'hex') as sha256 from watch.segment order by id`)

test.skipIf(noSwift.length > 0)(`lines go into the bucket, wait while it is away, are hunted and searched there, and are gone when their days are over${withoutSwift}`, { timeout: 150_000 }, async () => {
  const bucket = bucketStore(swift.place, '')
  await s.bulk(a.token, [cleared('one'), 'not json'])
  s.advance(6 * 60_000)
  await run('watch.archive')
  const [first] = await segments()
  expect([first!.rows, await bucket.list()]).toEqual([2, [first!.name]])
  const blob = (await bucket.get(first!.name))!
  expect(createHash('sha256').update(Buffer.from(await blob.slice(0))).digest('hex')).toBe(first!.sha256)
  // Nothing of it lies on this machine, once the queue is read.
  expect(existsSync(s.centre.watch.archiveFolder) ? await folderStore(s.centre.watch.archiveFolder).list() : []).toEqual([])

  await swift.away()
  await s.bulk(a.token, [cleared('two')])
  s.advance(6 * 60_000)
  await expect(run('watch.archive')).rejects.toThrow(/the bucket of the archive does not answer/)
  await s.loop()
  expect([await segments(), readdirSync(s.centre.watch.spoolFolder).flatMap((name) => readdirSync(join(s.centre.watch.spoolFolder, name)).filter((one) => one.endsWith('.seg'))).length > 0]).toEqual([[first], true])
  await swift.back()
  await run('watch.archive')
  expect((await segments()).map((one) => one.rows)).toEqual([2, 1])

  const { json: { id } } = await s.coordinator('POST', '/api/watch/hunts', { kind: 'rule', ruleId: CLEARED })
  await run('watch.archive')
  await run('watch.hunt')
  expect((await s.coordinator('GET', `/api/watch/hunts/${id}`)).json).toMatchObject({ state: 'done', total: 2, missing: 0, lines: 3, broken: 1, hits: 2 })
  expect((await s.coordinator('POST', '/api/watch/search', { partyId: s.party.A, from: '2026-11-25', to: '2026-11-25', words: ['SRV', 'security'] })).json).toMatchObject({ end: 'whole', segments: 2, read: 2, lines: [] })
  const found = (await s.coordinator('POST', '/api/watch/search', { partyId: s.party.A, from: '2026-11-25', to: '2026-11-25', words: ['security'] })).json
  expect([found.lines.map((one: { line: string }) => JSON.parse(one.line).host.name), found.read]).toEqual([['two', 'one'], 2])
  expect(readdirSync(join(s.centre.watch.archiveFolder, 'reading'))).toEqual([])

  // The small files of a day that is over become one, there as well.
  s.advance(DAY)
  await run('watch.archive')
  const [whole] = await segments()
  expect([(await segments()).length, whole!.rows]).toEqual([1, 3])
  s.advance(9 * DAY)
  await s.centre.retention.service.purge('command')
  await run('watch.archive')
  expect(await bucket.list()).toEqual([])
  expect(await s.t.sql(`select name, rows, why, gone_at is not null as gone from watch.deletion where why = 'term'`)).toEqual([{ name: whole!.name, rows: 3, why: 'term', gone: true }])
})
