/** Releases of ATT&CK on a real database: brought, compared with what is in use, taken in use; what carries a code stays as it was written. */
import { createReadStream, existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { testWatch, type TestWatch } from '../../../watch/server/testing.ts'
import type { AttackChanges, AttackRelease } from '../../contract-attack.ts'
import type { EntryView } from '../../contract.ts'
import { madeRelease } from '../../core/attack/testing.ts'

let s: TestWatch
beforeAll(async () => { s = await testWatch() }, 120_000)
afterAll(() => s?.close())
const actor = system('test')
async function* once(bytes: Uint8Array, size = 1000) { for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size) }
const bring = (text: string | Uint8Array, more: { fileName?: string; version?: string } = {}) => s.centre.observatory.attack.bring(actor, { fileName: 'enterprise-attack.json', ...more, stream: once(typeof text === 'string' ? Buffer.from(text) : text) })
const releases = async () => (await s.coordinator('GET', '/api/observatory/attack')).json.releases as AttackRelease[]
const add = async (techniques: string[]) => (await s.coordinator('POST', '/api/observatory/entries', { statement: { source: { kind: 'press', title: 'Giornale' }, facts: { title: `Attacco ${techniques.join(' ')}`, started: '2024-05-01', techniques } } })).json.entryId as string
const read = async (id: string): Promise<EntryView> => (await s.coordinator('GET', `/api/observatory/entries/${id}`)).json as EntryView
const RULE = (id: string, title: string, tags: string[]) => `title: ${title}\nid: ${id}\nlevel: low\nlogsource:\n  product: linux\ntags:\n${tags.map((tag) => `  - ${tag}`).join('\n')}\ndetection:\n  one:\n    a: b\n  condition: one\n`

test('without a release a code is a code', async () => {
  const id = await add(['T9003', 'T9005'])
  expect((await read(id)).techniques).toEqual([{ code: 'T9003', name: '', state: 'none', now: null }, { code: 'T9005', name: '', state: 'none', now: null }])
  expect((await s.coordinator('GET', '/api/observatory/attack/matrix')).json).toMatchObject({ release: null, attacks: 1, of: 1, tactics: [], others: [{ code: 'T9003', n: 1 }, { code: 'T9005', n: 1 }] })
})

test('a bundle is stored as a whole, plain or gzip, in STIX 2.0 or 2.1; what is none is refused and leaves nothing', async () => {
  expect(await bring(gzipSync(madeRelease('1.0', { spec: '2.0', collection: false })), { fileName: 'enterprise-attack-v1.0.json.gz' })).toMatchObject({ domain: 'enterprise', version: '1.0', inUse: false, techniques: 6, subtechniques: 1, software: 1, groups: 1 })
  for (const [text, reason] of [['{}', 'no_bundle'], ['{"objects":[]}', 'no_techniques'], [madeRelease('1.0').slice(0, 3000), 'no_bundle'], [madeRelease('1.0', { collection: false }), 'no_version']] as const) await expect(bring(text)).rejects.toMatchObject({ code: 'unsupported', params: { reason } })
  await expect(bring(madeRelease('1.0'), { version: '3.0' })).rejects.toMatchObject({ code: 'unsupported', params: { reason: 'other_version' } })
  await expect(bring(gzipSync(madeRelease('1.0')).subarray(0, 500))).rejects.toMatchObject({ code: 'unsupported' })
  expect((await releases()).map((one) => one.version)).toEqual(['1.0'])
  // Half of a pair and a NUL are no text of a database.
  expect(await bring(madeRelease('2.0').replace('"Fire"', '"Fi\\u0000re\\ud800"'))).toMatchObject({ version: '2.0' })
  expect(await s.t.sql(`select name from observatory.attack_technique where code = 'T9004' order by name`)).toEqual([{ name: 'Fire' }, { name: 'Fire\ufffd' }])
  expect(await bring(madeRelease('2.0'))).toMatchObject({ version: '2.0' })
  expect((await releases()).map((one) => one.version)).toEqual(['2.0', '1.0'])
})

test('a coordinator takes a release in use; names stand beside codes, and codes that it does not know are told', async () => {
  const [, first] = await releases()
  expect((await s.coordinator('GET', `/api/observatory/attack/releases/${first!.id}/changes`)).json).toMatchObject({ from: null, touched: [] })
  expect((await s.coordinator('POST', `/api/observatory/attack/releases/${first!.id}/use`, { instead: null })).status).toBe(204)
  const id = await add(['T9001.001', 'T9003', 'T1234'])
  expect((await read(id)).techniques).toEqual([{ code: 'T9001.001', name: 'Open door: Back door', state: 'active', now: null }, { code: 'T9003', name: 'Old trick', state: 'active', now: null }, { code: 'T1234', name: '', state: 'unknown', now: null }])
  expect((await s.coordinator('GET', '/api/observatory/attack/names?codes=t9002,%20boh,T9002')).json).toEqual({ items: [{ code: 'T9002', name: 'Lost keys', state: 'active', now: null }] })
  const found = async (q: string) => { const { json } = await s.coordinator('GET', `/api/observatory/attack/search?q=${encodeURIComponent(q)}`); return [json.techniques.map((one: { code: string }) => one.code), json.named.map((one: { code: string }) => one.code)] }
  expect([await found('door'), await found('t9001'), await found('alley'), await found('%'), await found('grimaldello')]).toEqual([[['T9001', 'T9001.001'], []], [['T9001', 'T9001.001'], []], [[], ['G9001']], [[], []], [[], ['S9001']]])
  // Its own file again changes nothing; another of the same version does not take its place.
  expect(await bring(madeRelease('1.0', { spec: '2.0', collection: false }), { version: '1.0' })).toMatchObject({ id: first!.id })
  await expect(bring(madeRelease('1.0'))).rejects.toMatchObject({ code: 'conflict' })
  expect((await s.coordinator('DELETE', `/api/observatory/attack/releases/${first!.id}`)).status).toBe(409)
})

test('an upgrade says what changed and what of ours it touches, and rewrites nothing', async () => {
  const brought = await s.coordinator('POST', '/api/watch/rules', { files: [{ path: 'a.yml', text: RULE('11111111-1111-4111-8111-111111111111', 'Vecchio trucco', ['attack.t9003', 'attack.hiding']) }, { path: 'b.yml', text: RULE('22222222-2222-4222-8222-222222222222', 'Porta', ['attack.t9001']) }] })
  await s.coordinator('POST', `/api/watch/imports/${brought.json.importId}/apply`, { expected: 2 })
  const inCatalogue = (await s.t.sql(`select 1 from watch.rule where 'attack.t9003' = any (tags)`)).length
  const { mainId } = await s.open({ title: 'Un caso con un trucco vecchio' })
  await s.t.sql(`update cases."case" set attack = '["T9003"]' where id = $1`, [mainId])
  const [second, first] = await releases()
  const { json } = await s.coordinator('GET', `/api/observatory/attack/releases/${second!.id}/changes`) as unknown as { json: AttackChanges }
  expect([json.from!.version, json.to.version]).toEqual(['1.0', '2.0'])
  expect(json.counts).toMatchObject({ techniques: expect.arrayContaining([{ kind: 'added', n: 1 }, { kind: 'revoked', n: 2 }, { kind: 'deprecated', n: 1 }]), software: [{ kind: 'minor', n: 1 }], groups: [] })
  expect(json.touched).toMatchObject([{ code: 'T9003', changes: [{ kind: 'revoked', to: 'T9005' }], entries: { n: 2 }, cases: { n: 1, items: [{ id: mainId }] }, rules: { n: inCatalogue } }])
  expect(inCatalogue).toBe(1)
  expect(json.tactics).toMatchObject([{ code: 'hiding', changes: [{ kind: 'removed' }], rules: { n: 1, items: [{ label: 'Vecchio trucco' }] } }, { code: 'staying', changes: [{ kind: 'added' }], rules: { n: 0 } }])

  const statements = () => s.t.sql('select id, facts, digest from observatory.statement order by id')
  const records = () => s.t.sql('select entry_id, facts, techniques from observatory.record order by entry_id')
  const before = [await statements(), await records()]
  const use = (instead: string | null) => s.coordinator('POST', `/api/observatory/attack/releases/${second!.id}/use`, { instead })
  // Whoever read the changes against another one looks again.
  expect((await use(null)).status).toBe(409)
  expect((await use(first!.id)).status).toBe(204)
  expect([await statements(), await records()]).toEqual(before)
  expect((await releases()).map((one) => [one.version, one.inUse])).toEqual([['2.0', true], ['1.0', false]])
  expect(await s.t.sql(`select count(*)::int as n from audit.entry where action = 'observatory.attack_use'`)).toEqual([{ n: 2 }])
})

test('the record says what a code is now; a person’s word brings it up to date, and the source keeps its own', async () => {
  const id = (await s.t.sql<{ id: string }>(`select entry_id as id from observatory.record where 'T1234' = any (techniques)`))[0]!.id
  const view = await read(id)
  expect(view.techniques[1]).toEqual({ code: 'T9003', name: 'Old trick', state: 'revoked', now: { code: 'T9005', name: 'New trick' } })
  expect((await s.coordinator('POST', `/api/observatory/entries/${id}/techniques`, { version: view.version + 1 })).status).toBe(409)
  expect((await s.coordinator('POST', `/api/observatory/entries/${id}/techniques`, { version: view.version })).status).toBe(201)
  const after = await read(id)
  expect(after.facts['techniques']).toEqual(['T9001.001', 'T9005', 'T1234'])
  expect(after.statements.map((one) => [one.source.kind, one.facts['techniques']]).sort()).toEqual([['person', ['T9001.001', 'T9005', 'T1234']], ['press', ['T9001.001', 'T9003', 'T1234']]])
  expect((await s.coordinator('POST', `/api/observatory/entries/${id}/techniques`, { version: after.version })).status).toBe(409)
  const { json } = await s.coordinator('GET', '/api/observatory/attack/matrix')
  expect(json.tactics.map((one: { short: string; n: number; cells: { code: string; n: number }[] }) => [one.short, one.n, one.cells.map((cell) => [cell.code, cell.n])])).toEqual([['getting-in', 1, [['T9001', 1]]], ['harm', 2, [['T9005', 2]]], ['staying', 0, []]])
})

const whole = fileURLToPath(new URL('../../../../../shared/data/03-intel/enterprise-attack-v18.1.bundle.json.gz', import.meta.url))
test.skipIf(!existsSync(whole))('the real release is brought and taken away', async () => {
  const release = await s.centre.observatory.attack.bring(actor, { fileName: 'enterprise-attack-v18.1.bundle.json.gz', stream: createReadStream(whole) })
  expect(release).toMatchObject({ version: '18.1', techniques: 216, subtechniques: 475 })
  expect(release.notice).toContain('The MITRE Corporation')
  expect((await s.coordinator('DELETE', `/api/observatory/attack/releases/${release.id}`)).status).toBe(204)
  expect(await s.t.sql('select count(*)::int as n from observatory.attack_technique where release_id = $1', [release.id])).toEqual([{ n: 0 }])
}, 60_000)
