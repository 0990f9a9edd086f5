/**
 * Beside the peers: OASIS's TAXII client (`taxii2-client`) reads and writes our server, and pages the same objects from OASIS's server
 * (`medallion`, in memory) in the same run. TAXII_PYTHON=/path/to/python names one in which both are installed; elsewhere this is left out.
 */
import { spawn } from 'node:child_process'
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createGunzip, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { indicator, testSharing, type TestSharing } from '../../../modules/sharing/server/testing.ts'
import { freePort } from '../../support/server.ts'

const python = process.env['TAXII_PYTHON']
if (!python) console.warn('TAXII_PYTHON names no python with taxii2-client and medallion: the TAXII peers are left out')
const ATTACK = new URL('../../../../shared/data/03-intel/enterprise-attack-v18.1.bundle.json.gz', import.meta.url)
const LIMIT = 1000
const drive = (given: object): Promise<any> => new Promise((resolve, reject) => { // oxlint-disable-line no-explicit-any
  const child = spawn(python!, [fileURLToPath(new URL('taxii.py', import.meta.url))], { stdio: ['pipe', 'pipe', 'pipe'] })
  const said = { out: '', err: '' }
  child.stdout.on('data', (piece: Buffer) => { said.out += piece.toString() })
  child.stderr.on('data', (piece: Buffer) => { said.err += piece.toString() })
  child.on('close', (code) => (code === 0 ? resolve(JSON.parse(said.out)) : reject(new Error(said.err.slice(-2000)))))
  child.stdin.end(JSON.stringify(given))
})

describe.skipIf(!python)('beside the TAXII peers', () => {
  let s: TestSharing
  let given: { root: string; user: string; password: string }
  beforeAll(async () => {
    s = await testSharing()
    const { token } = await s.peer('Client')
    given = { root: `${s.address}/taxii2/partners/`, user: 'client', password: token }
  }, 60_000)
  afterAll(() => s?.close())

  test('the client of OASIS discovers, writes, reads, matches and deletes', async () => {
    const id = await s.collection('scambio')
    const [one, two] = [indicator('uno'), indicator('due')]
    const answer = await drive({ ...given, collection: id, write: [one, two, { type: 'indicator', id: 'x' }] })
    expect(answer).toEqual({ collections: ['scambio'], max: 33_554_432, status: ['complete', 2, 1, 0], object: one['id'], versions: ['2026-11-01T10:00:00.000Z'], manifest: 2, types: 2, left: 1 })
  }, 60_000)

  test.skipIf(!existsSync(ATTACK))('all of ATT&CK by the same client, from us and from medallion', async () => {
    const id = await s.collection('attack')
    await s.centre.sharing.service.importBundle(system('test'), 'attack', createReadStream(ATTACK).pipe(createGunzip()))
    const objects = (JSON.parse(gunzipSync(readFileSync(ATTACK)).toString()) as { objects: { id: string; modified?: string; created: string }[] }).objects
    const folder = mkdtempSync(join(tmpdir(), 'bastida-medallion-'))
    const port = await freePort()
    const at = '2026-11-01T10:00:00.000Z'
    const data = { '/discovery': { title: 'x', default: `http://127.0.0.1:${port}/api/`, api_roots: [`http://127.0.0.1:${port}/api/`] }, api: { information: { title: 'x', versions: ['application/taxii+json;version=2.1'], max_content_length: 9_765_625 }, status: [], collections: [{ id, title: 'x', can_read: true, can_write: true, media_types: ['application/stix+json;version=2.1'], objects: objects.map((object) => ({ ...object, __meta: { date_added: at, media_type: 'application/stix+json;version=2.1', version: object.modified ?? object.created } })), manifest: [] }] } }
    writeFileSync(join(folder, 'data.json'), JSON.stringify(data))
    writeFileSync(join(folder, 'medallion.conf'), JSON.stringify({ backend: { module_class: 'MemoryBackend', filename: join(folder, 'data.json') }, users: { client: 'x' }, taxii: { max_page_size: LIMIT } }))
    const medallion = spawn(python!, ['-m', 'medallion.scripts.run', join(folder, 'medallion.conf'), '--host', '127.0.0.1', '--port', String(port)], { stdio: 'ignore' })
    try {
      for (let tries = 0; tries < 100; tries++) { if (await fetch(`http://127.0.0.1:${port}/taxii2/`).then(() => true, () => false)) break; await new Promise((resolve) => setTimeout(resolve, 300)) }
      const ours = await drive({ ...given, read: id, limit: LIMIT })
      const theirs = await drive({ root: `http://127.0.0.1:${port}/api/`, user: 'client', password: 'x', read: id, limit: LIMIT })
      console.warn(`TAXII pages of ATT&CK: ours ${ours.seconds.toFixed(2)} s for ${ours.count}, medallion ${theirs.seconds.toFixed(2)} s for ${theirs.count}`)
      expect([ours.count, ours.different]).toEqual([objects.length, objects.length])
      expect(ours.seconds).toBeLessThan(theirs.seconds)
    } finally { medallion.kill(); rmSync(folder, { recursive: true, force: true }) }
  }, 300_000)
})
