import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { OBJECT_BYTES } from './importing.ts'
import { indicator, testSharing, type TestSharing } from './testing.ts'

let s: TestSharing
beforeAll(async () => { s = await testSharing(); await s.collection('file') })
afterAll(() => s.close())

const bring = (text: string, piece = 64) => s.centre.sharing.service.importBundle(system('test'), 'file', (async function* () { const bytes = Buffer.from(text); for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece) })())
const count = async () => (await s.t.sql<{ n: number }>('select count(*)::int as n from sharing.object'))[0]!.n

test('a file is read piece by piece; what cannot be stored is said with its place; the same again changes nothing', async () => {
  const [one, two] = [indicator('Città "murata" \\ {[}]'), indicator('due')]
  const text = JSON.stringify({ type: 'bundle', note: { objects: [1] }, id: 'bundle--x', objects: [one, 7, 'x', [{}], { type: 'x' }, { ...two, modified: 'yesterday' }, two, { ...two, id: two['id'] }] }, null, 2)
  const report = await bring(text)
  expect(report).toMatchObject({ read: 8, stored: 2, same: 1, refusals: 5, problem: null })
  expect(report.refused.map((each) => each.index)).toEqual([1, 2, 3, 4, 5])
  expect(await bring(text, 100_000)).toMatchObject({ stored: 0, same: 3, refusals: 5 })
  expect(await count()).toBe(2)
  // The text is served as it came, without the white space between.
  expect(await s.t.sql(`select body from sharing.object where uuid = $1`, [String(one['id']).slice(11)])).toEqual([{ body: JSON.stringify(one) }])
})

test('a type of one\'s own may be called as the database calls nothing', async () => {
  expect(await bring('{"objects":[{"type":"null","id":"null--11111111-0000-4000-8000-000000000001"}]}')).toMatchObject({ stored: 1, refusals: 0 })
  expect(await bring('{"objects":[{"type":"null","id":"null--11111111-0000-4000-8000-000000000001"}]}')).toMatchObject({ same: 1, refusals: 0 })
})

test('STIX 2.0 is kept as 2.1, said so, and the same again is the same', async () => {
  const id = (type: string, n: number) => `${type}--22222222-0000-4000-8000-00000000000${n}`
  const times = { created: '2018-01-01T00:00:00.000Z', modified: '2018-01-01T00:00:00.000Z' }
  const marking = { type: 'marking-definition', id: id('marking-definition', 1), created: times.created, definition_type: 'tlp', definition: { tlp: 'green' } }
  const older = [
    { type: 'indicator', id: id('indicator', 2), ...times, labels: ['malicious-activity'], pattern: "[domain-name:value = 'vecchio.example']", valid_from: times.created, object_marking_refs: [marking.id] }, marking,
    { type: 'observed-data', id: id('observed-data', 3), ...times, first_observed: times.created, last_observed: times.created, number_observed: 1, objects: { 0: { type: 'ipv4-addr', value: '198.51.100.3' }, 1: { type: 'network-traffic', src_ref: '0', protocols: ['tcp'] } } },
    { type: 'identity', id: id('identity', 4), ...times, name: 'x', identity_class: 'individual', spec_version: '2.0' },
  ]
  const text = JSON.stringify({ type: 'bundle', id: id('bundle', 9), spec_version: '2.0', objects: [...older, indicator('nuovo')] })
  expect(await bring(text)).toMatchObject({ read: 5, stored: 7, same: 0, conflicts: 0, refusals: 0, upgraded: 4 })
  expect(await bring(text)).toMatchObject({ read: 5, stored: 0, same: 7, conflicts: 0, refusals: 0, upgraded: 4 })
  const bodies = (await s.t.sql<{ body: string; tlp: string }>(`select body, tlp from sharing.object where uuid::text like '22222222%' or type in ('ipv4-addr', 'network-traffic')`)).map((one) => ({ ...JSON.parse(one.body), tlp: one.tlp }))
  expect(bodies.map((one) => one.spec_version)).toEqual(bodies.map(() => '2.1'))
  expect(bodies.find((one) => one.type === 'indicator')).toMatchObject({ indicator_types: ['malicious-activity'], pattern_type: 'stix', tlp: 'green' })
  expect(bodies.find((one) => one.type === 'observed-data')!.object_refs).toEqual(bodies.filter((one) => one.type === 'ipv4-addr' || one.type === 'network-traffic').map((one) => one.id))
  // One that cannot be read as 2.1 brings nothing of itself.
  expect(await bring(JSON.stringify({ objects: [{ ...older[2], id: id('observed-data', 5), modified: 'x' }] }))).toMatchObject({ stored: 0, refusals: 1, upgraded: 0, refused: [{ index: 0, id: id('observed-data', 5) }] })
})

test('the same content in another order of names is the same', async () => {
  const one = indicator('ordine')
  await bring(JSON.stringify({ objects: [one] }))
  expect(await bring(JSON.stringify({ objects: [Object.fromEntries(Object.entries(one).toReversed())] }))).toMatchObject({ stored: 0, same: 1, conflicts: 0 })
})

test('what is cut off keeps its whole batches and says so; what is no bundle is told', async () => {
  const some = Array.from({ length: 20 }, (_, i) => indicator(`p${i}`))
  const text = JSON.stringify({ objects: some })
  expect(await bring(text.slice(0, -100))).toMatchObject({ stored: 19, problem: 'truncated' })
  expect(await bring(text)).toMatchObject({ stored: 1, same: 19, problem: null })
  expect(await bring('{"a":1}')).toMatchObject({ read: 0, problem: 'no_objects' })
  expect(await bring('ciao')).toMatchObject({ read: 0, problem: 'no_objects' })
  expect(await bring(']]}}')).toMatchObject({ problem: 'not_json' })
  await expect(s.centre.sharing.service.importBundle(system('test'), 'nowhere', (async function* () {})())).rejects.toMatchObject({ code: 'not_found' })
})

test('a gigabyte of text in one object is passed over in constant memory, and what stands behind it is stored', async () => {
  const before = process.memoryUsage.rss()
  const tail = indicator('dopo')
  const stream = (async function* () {
    yield Buffer.from('{"objects":[{"type":"note","id":"note--x","content":"')
    const mebibyte = Buffer.alloc(1_048_576, 0x61)
    for (let i = 0; i < 1024; i++) yield mebibyte
    yield Buffer.from(`"},${JSON.stringify(tail)}]}`)
  })()
  expect(await s.centre.sharing.service.importBundle(system('test'), 'file', stream)).toMatchObject({ read: 2, stored: 1, refused: [{ index: 0, problem: `it is longer than ${OBJECT_BYTES / 1_048_576} MB` }] })
  expect(process.memoryUsage.rss() - before).toBeLessThan(200 * 1_048_576)
})

test('nesting without end is refused; references in a circle and a hundred thousand to one object are only texts', async () => {
  const deep = `{"type":"note","id":"note--11111111-0000-4000-8000-000000000000","x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`
  expect(await bring(`{"objects":[${deep}]}`, 100_000)).toMatchObject({ stored: 0, refused: [{ problem: 'too-deep' }] })
  const [a, b] = ['a', 'b'].map((letter) => `identity--${letter.repeat(8)}-0000-4000-8000-000000000000`)
  const base = { spec_version: '2.1', created: '2026-11-01T10:00:00.000Z', modified: '2026-11-01T10:00:00.000Z' }
  const ring = [[a, b], [b, a]].map(([id, by]) => ({ type: 'identity', id, created_by_ref: by, name: 'x', identity_class: 'organization', ...base }))
  const star = Array.from({ length: 100_000 }, (_, i) => ({ type: 'relationship', id: `relationship--${i.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`, ...base, relationship_type: 'related-to', source_ref: a, target_ref: b }))
  expect(await bring(JSON.stringify({ objects: [...ring, ...star] }), 100_000)).toMatchObject({ stored: 100_002, refusals: 0 })
})
