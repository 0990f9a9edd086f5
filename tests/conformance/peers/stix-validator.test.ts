/**
 * Beside the peer: stix2-validator of OASIS (Python) over what this project makes itself. STIX_VALIDATOR=/path/to/python names a Python that has
 * the package; elsewhere it is left out. It is a peer and no authority: what it only warns of (version 5 identifiers) is meant so.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { toStix } from '#engines/misp/index.ts'
import { levels, statementMarking, tlpMarking } from '#engines/stix/index.ts'

const python = process.env['STIX_VALIDATOR']
if (!python) console.warn('STIX_VALIDATOR names no Python with stix2-validator: it is not compared with')
const ask = 'import sys, json, stix2validator as v; r = v.validate_file(sys.argv[1]); print(json.dumps([str(e) for o in r.object_results for e in o.errors]))'
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

test.skipIf(!python)('what we make of an event, and our markings, are valid for it', () => {
  const attribute = (n: number, type: string, value: string, to_ids: boolean) => ({ uuid: uuid(n), type, value, to_ids, category: 'Network activity', timestamp: '1767225600', Sighting: [{ type: '0', date_sighting: '1767225650' }] })
  const objects = toStix({
    uuid: uuid(1), info: 'x', date: '2025-12-30', timestamp: '1767225700', Orgc: { name: 'A centre', uuid: uuid(2) }, Tag: [{ name: 'tlp:amber+strict' }], Galaxy: [{ type: 'malpedia', GalaxyCluster: [{ value: 'Emotet' }] }],
    Attribute: [attribute(10, 'domain|ip', 'login.example.org|198.51.100.3', true), attribute(11, 'ip-src', '2001:db8::1', false), attribute(12, 'sigma', 'title: x', true), attribute(13, 'never-heard', 'x', true), attribute(14, 'vulnerability', 'CVE-2025-12345', false)],
  })
  const all = new Map([...objects, ...levels.map(tlpMarking), statementMarking('CC BY 4.0', '2026-01-01T00:00:00.000Z')].map((one) => [one.id, one]))
  const folder = mkdtempSync(join(tmpdir(), 'bastida-peer-'))
  try {
    writeFileSync(join(folder, 'bundle.json'), JSON.stringify({ type: 'bundle', id: `bundle--${uuid(3)}`, objects: [...all.values()] }))
    const { stdout, stderr } = spawnSync(python!, ['-c', ask, join(folder, 'bundle.json')], { encoding: 'utf8', timeout: 120_000 })
    expect(stdout.trim(), stderr).toBe('[]')
  } finally { rmSync(folder, { recursive: true, force: true }) }
})
