/**
 * The TAXII client of OASIS (`taxii2-client`) reads and writes our server. TAXII_PYTHON=/path/to/python names one in which it is
 * installed; elsewhere this is left out.
 */
import { spawn } from 'node:child_process'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createGunzip, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { indicator, testSharing, type TestSharing } from '../../../modules/sharing/server/testing.ts'

const python = process.env['TAXII_PYTHON']
if (!python) console.warn('TAXII_PYTHON names no python with taxii2-client: the TAXII peer is left out')
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

describe.skipIf(!python)('beside the TAXII client of OASIS', () => {
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

  test.skipIf(!existsSync(ATTACK))('all of ATT&CK by the same client, page by page, each object once', async () => {
    const id = await s.collection('attack')
    await s.centre.sharing.service.importBundle(system('test'), 'attack', createReadStream(ATTACK).pipe(createGunzip()))
    const { objects } = JSON.parse(gunzipSync(readFileSync(ATTACK)).toString()) as { objects: unknown[] }
    const read = await drive({ ...given, read: id, limit: LIMIT })
    expect([read.count, read.different]).toEqual([objects.length, objects.length])
  }, 300_000)
})
