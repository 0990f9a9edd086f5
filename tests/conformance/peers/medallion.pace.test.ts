/**
 * Beside medallion, the TAXII server of OASIS: the same objects, the same requests, one after the other on one machine. It keeps them in
 * memory and looks through all of them for each page, so it is given a part of ATT&CK. TAXII_PYTHON=/path/to/python names one in which it
 * is installed; elsewhere this is left out.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '#platform/contract/index.ts'
import { testSharing, type TestSharing } from '../../../modules/sharing/server/testing.ts'
import { freePort } from '../../support/server.ts'

const python = process.env['TAXII_PYTHON']
const ATTACK = new URL('../../../../shared/data/03-intel/enterprise-attack-v18.1.bundle.json.gz', import.meta.url)
const there = python !== undefined && existsSync(ATTACK) && spawnSync(python, ['-c', 'import medallion']).status === 0
if (!there) console.warn('TAXII_PYTHON names no python with medallion, or ATT&CK is not beside the project: medallion is left out')

const MEDIA = 'application/taxii+json;version=2.1'
const COLLECTION = '91a7b528-80eb-42ed-a74d-c6fbd5a26116'
const [OBJECTS, LIMIT, RUNS] = [2000, 100, 3]
type Server = { readonly url: string; readonly headers: Record<string, string> }

describe.skipIf(!there)('beside medallion', () => {
  let [s, peer, folder]: [TestSharing, ChildProcess, string] = [undefined as never, undefined as never, '']
  let [ours, theirs]: [Server, Server] = [undefined as never, undefined as never]
  beforeAll(async () => {
    const { objects: all } = JSON.parse(gunzipSync(readFileSync(ATTACK)).toString()) as { objects: { id: string; modified?: string; created?: string }[] }
    const objects = all.toSorted((a, b) => Number(b.id.startsWith('marking-definition')) - Number(a.id.startsWith('marking-definition'))).slice(0, OBJECTS)
    s = await testSharing()
    const id = await s.collection('attack')
    const { token } = await s.peer('Client')
    await s.centre.sharing.service.importBundle(system('test'), 'attack', (async function* () { yield Buffer.from(JSON.stringify({ objects })) })())
    ours = { url: `${s.address}/taxii2/partners/collections/${id}/objects/`, headers: { authorization: `Bearer ${token}` } }

    folder = mkdtempSync(join(tmpdir(), 'bastida-medallion-'))
    const port = await freePort()
    const added = (at: number) => new Date(Date.UTC(2026, 10, 1) + at).toISOString()
    writeFileSync(join(folder, 'data.json'), JSON.stringify({
      '/discovery': { title: 'x', default: `http://127.0.0.1:${port}/root/`, api_roots: [`http://127.0.0.1:${port}/root/`] },
      root: {
        information: { title: 'root', versions: [MEDIA], max_content_length: 1e8 }, status: [],
        collections: [{ id: COLLECTION, title: 'attack', can_read: true, can_write: true, media_types: ['application/stix+json;version=2.1'], objects, manifest: objects.map((one, at) => ({ id: one.id, date_added: added(at), version: one.modified ?? one.created!, media_type: 'application/stix+json;version=2.1' })) }],
      },
    }))
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ backend: { module: 'medallion.backends.memory_backend', module_class: 'MemoryBackend', filename: join(folder, 'data.json') }, users: { client: 'parola' }, taxii: { max_page_size: LIMIT } }))
    peer = spawn(python!, ['-c', 'from medallion.scripts.run import main; main()', '--port', String(port), join(folder, 'config.json')], { cwd: folder, stdio: 'ignore' })
    theirs = { url: `http://127.0.0.1:${port}/root/collections/${COLLECTION}/objects/`, headers: { authorization: `Basic ${btoa('client:parola')}` } }
    for (let tries = 0; tries < 200 && !(await fetch(`http://127.0.0.1:${port}/taxii2/`).then(() => true, () => false)); tries++) await sleep(100)
  }, 120_000)
  afterAll(async () => { peer?.kill('SIGKILL'); if (folder) rmSync(folder, { recursive: true, force: true }); await s?.close() })

  /** All pages. @returns milliseconds, and the identifiers in their order. */
  async function readAll({ url, headers }: Server): Promise<{ readonly ms: number; readonly ids: readonly string[] }> {
    const ids: string[] = []
    const from = performance.now()
    for (let next = ''; ;) {
      const answer = await fetch(`${url}?limit=${LIMIT}${next && `&next=${next}`}`, { headers: { ...headers, accept: MEDIA } })
      expect([answer.status, answer.headers.get('content-type')?.replaceAll(' ', '')]).toEqual([200, MEDIA])
      const envelope = (await answer.json()) as { objects: { id: string }[]; more?: boolean; next?: string }
      for (const one of envelope.objects) ids.push(one.id)
      if (!envelope.more) return { ms: performance.now() - from, ids }
      next = envelope.next!
    }
  }

  test('the same objects to the same requests, in less time', async () => {
    const [here, there]: [number[], number[]] = [[], []]
    for (let run = 0; run < RUNS; run++) {
      const [one, other] = [await readAll(ours), await readAll(theirs)]
      expect(one.ids.toSorted()).toEqual(other.ids.toSorted())
      here.push(one.ms)
      there.push(other.ms)
    }
    const median = (of: readonly number[]) => of.toSorted((a, b) => a - b)[RUNS >> 1]!
    console.log(`${OBJECTS} objects in pages of ${LIMIT}: ${Math.round(median(here))} ms, medallion ${Math.round(median(there))} ms, ratio ${(median(there) / median(here)).toFixed(1)}`)
    expect(median(here)).toBeLessThan(median(there))
  }, 300_000)
})
