/**
 * PyMISP, the library of the MISP project, reads our feed and its events, and we read an event that it wrote. MISP_PYTHON=/path/to/python
 * names a Python in which it is installed, else `python3` is tried; where there is none, this is left out.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { indicator, testSharing, type TestSharing } from '../../../modules/sharing/server/testing.ts'

const named = process.env['MISP_PYTHON'] ?? 'python3'
const python = spawnSync(named, ['-c', 'import pymisp'], { timeout: 60_000 }).status === 0 ? named : undefined
if (!python) console.warn('neither MISP_PYTHON nor python3 has pymisp: the MISP peer is left out')
const drive = (given: object): Promise<any> => new Promise((resolve, reject) => { // oxlint-disable-line no-explicit-any
  const child = spawn(python!, [fileURLToPath(new URL('misp.py', import.meta.url))], { stdio: ['pipe', 'pipe', 'pipe'] })
  const said = { out: '', err: '' }
  child.stdout.on('data', (piece: Buffer) => { said.out += piece.toString() })
  child.stderr.on('data', (piece: Buffer) => { said.err += piece.toString() })
  child.on('close', (code) => (code === 0 ? resolve(JSON.parse(said.out)) : reject(new Error(said.err.slice(-2000)))))
  child.stdin.end(JSON.stringify(given))
})

describe.skipIf(!python)('beside PyMISP', () => {
  let s: TestSharing
  beforeAll(async () => { s = await testSharing() }, 60_000)
  afterAll(() => s?.close())

  const uuid = (n: number) => `7d2c8a10-0000-4000-8000-${String(n).padStart(12, '0')}`
  const attribute = (n: number, type: string, value: string, more: object = {}) => ({ uuid: uuid(n), type, category: 'Network activity', value, to_ids: true, timestamp: '1767225600', comment: '', deleted: false, distribution: '5', ...more })
  const event = {
    uuid: uuid(1), info: 'Phishing', date: '2025-12-30', timestamp: '1767225700', published: true, analysis: '1', threat_level_id: '2', distribution: '3', Orgc: { name: 'A centre', uuid: uuid(2) }, Tag: [{ name: 'tlp:green', colour: '#33ff00' }],
    Attribute: [attribute(3, 'domain', 'a.example'), attribute(4, 'ip-dst|port', '198.51.100.3|443'), attribute(5, 'text', 'words', { category: 'Other', to_ids: false })],
    Object: [{ uuid: uuid(6), name: 'file', 'meta-category': 'file', description: '', template_uuid: uuid(9), template_version: '24', timestamp: '1767225600', Attribute: [attribute(7, 'filename', 'a.exe', { category: 'Payload delivery', object_relation: 'filename' }), attribute(8, 'md5', 'd41d8cd98f00b204e9800998ecf8427e', { category: 'Payload delivery', object_relation: 'md5' })] }],
  }
  const bring = (content: unknown) => s.centre.sharing.service.importFile(system('test'), 'feed', (async function* () { yield Buffer.from(JSON.stringify(content)) })())

  test('it loads the manifest and every event of our feed; we read the event that it writes, and give it back equal', async () => {
    const collectionId = await s.collection('feed')
    const { token } = await s.peer('PyMISP')
    await bring(event)
    await s.bring('feed', [indicator('sciolto', { tlp: 'green' }), { type: 'report', spec_version: '2.1', id: `report--${uuid(50)}`, created: '2026-01-01T00:00:00.000Z', modified: '2026-01-01T00:00:00.000Z', published: '2026-01-01T00:00:00.000Z', name: 'Nostro', object_refs: [`indicator--${uuid(51)}`] }, indicator('nominato', { id: `indicator--${uuid(51)}` })])
    const { events, written, feed, manifest } = await drive({ feed: `${s.address}/misp/partners/feed/`, token })
    const [ours, loose] = [events[uuid(50)], Object.values(events).find((one) => (one as { info: string }).info.startsWith('Raccolta'))] as { attributes: unknown[] }[]
    expect(events[uuid(1)]).toMatchObject({ info: 'Phishing', entry: 'Phishing', timestamp: true, manifest: true, hashes: true, tags: ['tlp:green'], attributes: [['domain', 'a.example', true], ['ip-dst|port', '198.51.100.3|443', true], ['text', 'words', false]], objects: [['file', 2]] })
    expect(ours).toMatchObject({ info: 'Nostro', timestamp: true, manifest: true, hashes: true })
    expect(ours!.attributes).toContainEqual(['domain', 'nominato.example', true])
    expect(loose).toMatchObject({ timestamp: true, manifest: true, hashes: true, tags: ['tlp:green'] })
    expect(loose!.attributes).toContainEqual(['domain', 'sciolto.example', true])

    expect(await bring(written)).toMatchObject({ kind: 'misp', events: 1, refusals: 0, conflicts: 0 })
    expect((await s.api('GET', `/collections/${collectionId}/objects/report--${written.uuid}/misp`)).Event).toEqual(written)
    const patterns = await s.t.sql<{ pattern: string; tlp: string }>(`select body::json->>'pattern' as pattern, tlp from sharing.object where type = 'indicator' and body like '%5d2c8a10-%' order by 1`)
    expect(patterns).toEqual([{ pattern: "[domain-name:value = 'pair.example'] OR [ipv4-addr:value = '198.51.100.7']", tlp: 'green' }, { pattern: "[domain-name:value = 'written.example']", tlp: 'amber' }])
    // Its own feed of the event, as a file: the same event, in the form of a feed.
    expect(await bring(feed)).toMatchObject({ events: 1, refusals: 0, conflicts: 0 })
    expect(Object.keys(manifest)).toEqual([written.uuid])
  }, 120_000)

  test('the folder that its feed generator writes comes into the catalogue, from this disk and from an address', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bastida-pymisp-'))
    await drive({ folder })
    const server = createServer((request, response) => { readFile(join(folder, basename(request.url!))).then((bytes) => response.end(bytes), () => response.writeHead(404).end()) })
    await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done) })
    try {
      const { status, json: { id } } = await s.coordinator('POST', '/api/observatory/feeds', { name: 'PyMISP', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` })
      expect(status).toBe(201)
      await s.centre.observatory.periodic.find((one) => one.name === 'observatory.feeds')!.run(undefined as never)
      expect((await s.coordinator('GET', `/api/observatory/feeds/${id}`)).json).toMatchObject({ state: 'done', problem: null, total: 4, counts: { entry: 2, left: 2 } })
      expect(await s.t.sql(`select e.state, e.tlp, st.facts ->> 'title' as title from observatory.entry e join observatory.statement st on st.entry_id = e.id order by title`)).toEqual([{ state: 'to_verify', tlp: 'amber', title: 'Attack' }, { state: 'to_verify', tlp: 'red', title: 'Red' }])
      // The folder says neither of one: it comes, too; of those that are known none comes twice.
      expect((await s.centre.observatory.imports.run(system('test'), { path: folder, fileName: 'feed', format: 'misp', tlp: 'amber' })).now).toEqual({ read: 4, stored: 1, merged: 2, refused: 1 })
    } finally { server.close() }
  }, 120_000)
})
