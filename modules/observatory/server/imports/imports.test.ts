/** Files of attacks into a real database: cut short and taken up, asked for again, and what of the first cases everybody may read. */
import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '#platform/clock.ts'
import { system } from '#platform/contract/index.ts'
import { testWatch, type TestWatch } from '../../../watch/server/testing.ts'
import { seeds } from '../../core/seed/index.ts'
import type { Context } from '../context.ts'
import { runImport, tryImport, type Run } from './run.ts'
import { seed } from './seed.ts'

let s: TestWatch
let context: Context
beforeAll(async () => { s = await testWatch(); context = { ground: { db: s.t.db, clock: systemClock }, needs: { pages: { drop: () => {} }, territory: { census: async () => [] } } } as unknown as Context }, 120_000)
afterAll(() => s?.close())
const actor = system('test')
const folder = mkdtempSync(join(tmpdir(), 'bastida-attacks-'))
const count = async (where = 'true') => Number((await s.t.sql(`select count(*) as n from observatory.entry e where origin = 'import' and ${where}`))[0]!['n'])

const incident = (n: number) => JSON.stringify({
  schema_version: '1.4.1', incident_id: `prova-${n}`, source_id: 'prova', summary: `Caso numero ${n}`, security_incident: 'Confirmed', timeline: { incident: { year: 2000 + (n % 20) } }, actor: { external: { variety: ['Unknown'], motive: ['Financial'] } },
  action: { malware: { variety: ['Ransomware'], vector: ['Unknown'] } }, asset: { assets: [{ variety: 'Unknown' }], cloud: ['Unknown'] }, discovery_method: { unknown: true }, victim: { country: ['IT'], employee_count: 'Unknown', industry: '921110', government: ['Local'] },
})
const broken = ['{', '[]', '{"incident_id": "x"}', 'null', incident(1).replace('"Financial"', '"Fame"'), incident(2).slice(0, 90), '"testo"', incident(3).replace('2003', '1900'), '{}', incident(4).replace('"Confirmed"', '"Forse"'), '42', incident(5).replace('"IT"', '"XX"'), '{"a":', incident(6).replace('[{"variety":"Unknown"}]', '[]'), 'true', incident(7).replace('"summary"', '"sommario"'), '}']
/** 1,281 lines with 17 bad ones among them. */
function lines(): string {
  const good = Array.from({ length: 1264 }, (_, n) => incident(n + 100))
  broken.forEach((line, at) => good.splice(at * 75 + 3, 0, line))
  return good.join('\n')
}

test('1,281 lines with 17 bad ones, killed in the middle: taken up again it is 1,264 entries, 17 reasons and nothing twice', async () => {
  const path = join(folder, 'attacchi.ndjson')
  await writeFile(path, lines())
  const child = spawn(process.execPath, [fileURLToPath(new URL('./killed.child.ts', import.meta.url)), JSON.stringify({ connection: s.t.connect.app, path })], { stdio: ['ignore', 'pipe', 'inherit'] })
  child.stdout.on('data', () => { child.kill('SIGKILL') })
  expect(await new Promise((resolve) => child.on('close', (_, signal) => resolve(signal)))).toBe('SIGKILL')
  const [half] = await s.t.sql<{ position: number; stored: number; refused_count: number; state: string }>('select position, stored, refused_count, state from observatory.import')
  expect(half!.state).toBe('running')
  expect(half!.position).toBeGreaterThanOrEqual(500)
  expect(half!.position).toBeLessThan(1281)
  // What is counted is what is there: a part and its progress are one transaction.
  expect(await count()).toBe(half!.stored)
  expect(half!.stored + half!.refused_count).toBe(half!.position)

  const parts: number[] = []
  const { row, now } = await runImport(context, actor, { path, fileName: 'attacchi.ndjson', tlp: 'amber' }, ({ read }) => parts.push(read))
  expect(row).toMatchObject({ state: 'done', position: 1281, stored: 1264, merged: 0, refusedCount: 17 })
  expect(now.stored).toBe(1264 - half!.stored)
  expect(parts.at(-1)).toBe(1281 - half!.position)
  expect(await count(`state = 'internal' and tlp = 'amber'`)).toBe(1264)
  expect(await s.t.sql('select count(*)::int as n, count(distinct key)::int as keys from observatory.statement')).toEqual([{ n: 1264, keys: 1264 }])
  expect(row.refused).toHaveLength(17)
  expect(row.refused[0]).toEqual({ number: 4, code: 'not_json', params: {} })
  expect(await s.t.sql('select * from observatory.publication')).toEqual([])
  // The same file again reads nothing; told under another TLP it is another import, and every entry is known.
  expect((await runImport(context, actor, { path, fileName: 'attacchi.ndjson', tlp: 'amber' })).now).toEqual({ read: 1281, stored: 0, merged: 1264, refused: 17 })
  expect((await runImport(context, actor, { path, fileName: 'attacchi.ndjson', tlp: 'green' })).row).toMatchObject({ stored: 0, merged: 1264, refusedCount: 17 })
  expect(await count()).toBe(1264)

  const { json: listed } = await s.coordinator('GET', '/api/observatory/imports')
  expect(listed).toMatchObject({ total: 2, items: [{ tlp: 'green', merged: 1264 }, { id: row.id, stored: 1264, by: expect.any(String) }] })
  const { json: read } = await s.coordinator('GET', `/api/observatory/imports/${row.id}`)
  expect(read.rows).toHaveLength(17)
  expect(read.rows[0].text).not.toContain('{')
}, 120_000)

test('what columns mean is kept under a name, and a table without a meaning is refused', async () => {
  const path = join(folder, 'tabella.csv')
  await writeFile(path, 'Data;Titolo\n08/12/2023;Server cifrati\n')
  await expect(runImport(context, actor, { path, fileName: 't.csv', tlp: 'amber' })).rejects.toMatchObject({ code: 'unsupported' })
  await expect(runImport(context, actor, { path, fileName: 't.csv', tlp: 'amber', mapping: 'nostra' })).rejects.toMatchObject({ code: 'not_found' })
  const { json: shown } = await s.coordinator('POST', '/api/observatory/imports/look', { head: 'Data;Titolo\n08/12/2023;Server cifrati\n' })
  expect(shown).toMatchObject({ format: 'csv', proposed: [{ target: 'started' }, { target: 'title' }] })
  await s.coordinator('PUT', '/api/observatory/mappings', { name: 'nostra', mapping: { columns: shown.proposed } })
  expect((await runImport(context, actor, { path, fileName: 't.csv', tlp: 'amber', mapping: 'nostra' })).row).toMatchObject({ stored: 1, refusedCount: 0 })
  expect((await s.coordinator('GET', '/api/observatory/mappings')).json).toMatchObject({ items: [{ name: 'nostra' }] })
})

test('packed, in UTF-16 or with the marks of another system a file is the same file; a folder, a broken archive and a lying format are refused', async () => {
  const text = `\uFEFF${Array.from({ length: 3 }, (_, n) => incident(n + 9000)).join('\r\n')}`
  const run = async (name: string, bytes: Buffer, more: Partial<Run> = {}) => { const path = join(folder, name); await writeFile(path, bytes); return (await runImport(context, actor, { path, fileName: name, tlp: 'amber', ...more })).now }
  expect(await run('a.ndjson', Buffer.from(text))).toEqual({ read: 3, stored: 3, merged: 0, refused: 0 })
  expect(await run('a.ndjson.gz', gzipSync(text))).toEqual({ read: 3, stored: 0, merged: 3, refused: 0 })
  for (const bytes of [Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16()]) expect(await run('wide.ndjson', bytes)).toEqual({ read: 3, stored: 0, merged: 3, refused: 0 })
  for (const [bytes, more] of [[gzipSync(text).subarray(0, 60), {}], [Buffer.from(text), { format: 'hhs' }], [Buffer.from('a;b\n1;2\n'), { format: 'misp' }], [Buffer.from('id,data\n1,2020\n'), { format: 'eurepoc' }]] as const) await expect(run('x', bytes, more)).rejects.toMatchObject({ code: 'unsupported' })
  await expect(runImport(context, actor, { path: folder, fileName: 'cartella', tlp: 'amber' })).rejects.toMatchObject({ code: 'unsupported' })
  // A command takes what the header suggests, and says so.
  expect(await run('t.csv', Buffer.from('id;titolo;data\n1;Server cifrati;08/12/2023\n2;=cmd|x;31/02/2023\n'), { propose: true })).toEqual({ read: 2, stored: 1, merged: 0, refused: 1 })
})

test('what a source marks as red is red here, first told or told again; what is looser than the import stays as strict as the import', async () => {
  const event = (n: number, tag: string, info = 'Attacco') => ({ Event: { uuid: `${String(n).padStart(8, '0')}-0000-4000-8000-00000000abcd`, info, date: '2023-05-06', threat_level_id: '1', Tag: [{ name: tag }] } })
  const bring = async (name: string, ...events: object[]) => { const path = join(folder, name); await writeFile(path, JSON.stringify(events)); return (await runImport(context, actor, { path, fileName: name, tlp: 'amber' })).now }
  const levels = () => s.t.sql(`select e.tlp, r.tlp as whole from observatory.statement st join observatory.entry e on e.id = st.entry_id join observatory.record r on r.entry_id = e.id where st.key like '%00000000abcd' order by st.key`)
  expect(await bring('m1.json', event(1, 'tlp:red'), event(2, 'tlp:clear'), event(3, 'tlp:green'))).toMatchObject({ stored: 3 })
  expect(await levels()).toEqual([{ tlp: 'red', whole: 'red' }, { tlp: 'amber', whole: 'amber' }, { tlp: 'amber', whole: 'amber' }])
  expect(await bring('m2.json', event(1, 'tlp:clear'), event(2, 'tlp:amber+strict'), event(3, 'tlp:red', 'Attacco, di nuovo'))).toMatchObject({ stored: 0, merged: 3 })
  expect(await levels()).toEqual([{ tlp: 'red', whole: 'red' }, { tlp: 'amber+strict', whole: 'amber+strict' }, { tlp: 'red', whole: 'red' }])
})

test('a part that is stricter than its whole closes the entry that tells of it, of MISP and of STIX; what would come says so first', async () => {
  const uuid = (n: number) => `${String(n).padStart(8, '0')}-0000-4000-8000-00000000dcba`
  const event = (n: number, tags: readonly string[], ...parts: readonly (readonly string[])[]) => ({ Event: { uuid: uuid(n), info: `Attacco ${n}`, date: '2023-05-06', Tag: tags.map((name) => ({ name })), Attribute: parts.map((some) => ({ type: 'domain', value: 'segretissimo.example', comment: 'segretissimo', Tag: some.map((name) => ({ name })) })) } })
  const [red, green] = ['marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1', 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb']
  const incident = (n: number) => ({ type: 'incident', spec_version: '2.1', id: `incident--${uuid(n)}`, name: `Attacco ${n}`, object_marking_refs: [green] })
  const tied = (n: number, more: object = {}) => ({ type: 'relationship', id: `relationship--${uuid(n)}`, relationship_type: 'related-to', source_ref: `incident--${uuid(n)}`, target_ref: `threat-actor--${uuid(1)}`, ...more })
  const write = async (name: string, value: unknown): Promise<Run> => { const path = join(folder, name); await writeFile(path, JSON.stringify(value)); return { path, fileName: name, tlp: 'green' } }
  const misp = await write('parti.json', [event(1, ['tlp:clear'], ['tlp:red', 'misp-galaxy:threat-actor="Segreto"']), event(2, ['tlp:clear'], ['tlp:red', 'note:x']), event(3, ['tlp:amber'], ['tlp:green', 'rsit:fraud']), event(4, [], ['tlp:boh', 'rsit:fraud'])])
  const stix = await write('parti.stix.json', { type: 'bundle', id: `bundle--${uuid(1)}`, objects: [incident(5), incident(6), incident(7), { type: 'threat-actor', id: `threat-actor--${uuid(1)}`, name: 'Segreto' }, tied(5, { granular_markings: [{ marking_ref: red, selectors: ['target_ref'] }] }), tied(6)] })
  expect((await tryImport(context, actor, misp)).levels).toEqual([{ tlp: 'red', n: 2, parts: 2 }, { tlp: 'amber', n: 1, parts: 0 }, { tlp: 'green', n: 1, parts: 0 }])
  expect((await tryImport(context, actor, stix)).levels).toEqual([{ tlp: 'red', n: 1, parts: 1 }, { tlp: 'green', n: 2, parts: 0 }])
  for (const run of [misp, stix]) await runImport(context, actor, run)
  const stored = await s.t.sql<{ n: number; tlp: string; whole: string; words: string }>(`select left(right(st.key, 36), 8)::int as n, e.tlp, r.tlp as whole, (st.facts::text || r.facts::text || r.words::text) as words from observatory.statement st join observatory.entry e on e.id = st.entry_id join observatory.record r on r.entry_id = e.id where st.key like '%00000000dcba' order by 1`)
  expect(stored.map(({ n, tlp, whole }) => [n, tlp, whole])).toEqual([[1, 'red', 'red'], [2, 'green', 'green'], [3, 'amber', 'amber'], [4, 'red', 'red'], [5, 'red', 'red'], [6, 'green', 'green'], [7, 'green', 'green']])
  expect(stored.map(({ words }) => [words.includes('Segreto'), words.includes('note:x'), words.includes('segretissimo')])).toEqual([[true, false, false], [false, false, false], [false, false, false], [false, false, false], [true, false, false], [true, false, false], [false, false, false]])
})

test('the first cases come once; those with a source are public and name only who spoke, the others wait for somebody to verify them', async () => {
  expect(seeds).toHaveLength(24)
  const sourced = seeds.filter((one) => one.public).length
  expect(await seed(context, actor)).toEqual({ stored: 24, known: 0, published: sourced })
  expect(await seed(context, actor)).toEqual({ stored: 0, known: 24, published: 0 })
  expect(await s.t.sql(`select state, count(*)::int as n from observatory.entry where origin = 'seed' group by 1 order by 1`)).toEqual([{ state: 'published', n: sourced }, { state: 'to_verify', n: 24 - sourced }])
  const published = await s.t.sql<{ title: object; summary: object; facts: object; text: string }>('select title, summary, facts, (title::text || summary::text || facts::text) as text from observatory.publication')
  expect(published).toHaveLength(sourced)
  const victims = seeds.flatMap((one) => one.statement.facts.victims ?? [])
  const names = victims.filter((one) => one.naming !== 'self').flatMap((one) => one.name ?? [])
  for (const { text } of published) for (const name of [...names, 'LockBit', 'RansomEXX', 'Black Basta', 'Monti']) expect([name, text.includes(name)]).toEqual([name, false])
  // One victim published the fact itself: it is named, with the page on which it did. Of the press no address leads outside.
  expect(victims.filter((one) => one.naming === 'self').map((one) => [one.name, new URL(one.namingUrl!).host])).toEqual([['Synlab Italia', 'synlab.it']])
  expect(published.filter(({ text }) => text.includes('Synlab Italia'))).toHaveLength(1)
  expect((await s.t.sql<{ url: string }>(`select distinct o ->> 'url' as url from observatory.publication, jsonb_array_elements(sources) o where o ? 'url' order by 1`)).map((one) => new URL(one.url).host)).toEqual(['synlab.it', 'www.garanteprivacy.it'])
  expect(seeds.filter((one) => one.statement.source.url !== undefined)).toHaveLength(8)
  for (const { title, summary } of published) expect([Object.keys(title).sort(), Object.keys(summary).sort()]).toEqual([['en', 'fr', 'it'], ['en', 'fr', 'it']])
})
