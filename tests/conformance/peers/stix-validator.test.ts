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
import { levels, statementMarking, tlpMarking, type StixObject } from '#engines/stix/index.ts'
import { stixOf } from '../../../modules/observatory/core/stix.ts'
import { campaignOf } from '../../../modules/watch/core/told/campaign.ts'
import { huntOf } from '../../../modules/watch/core/told/hunt.ts'
import { indicatorsOf, sightingsOf } from '../../../modules/watch/core/told/indicators.ts'

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
  validate([...objects, ...levels.map(tlpMarking), statementMarking('CC BY 4.0', '2026-01-01T00:00:00.000Z')])
})

test.skipIf(!python)('what the observatory publishes, and what the watch tells of lists, sightings, campaigns and looks back, is valid for it', () => {
  const maker = { name: 'Centro Velarda', url: 'https://centro.velarda.example', since: '2020-01-01T00:00:00.000Z' }
  const [at, now] = [new Date('2026-11-20T10:00:00Z'), new Date('2026-11-25T09:00:00Z')]
  const value = (kind: 'ip' | 'range' | 'endpoint' | 'domain' | 'url' | 'email' | 'sha256', text: string) => ({ kind, value: text, confidence: 80, tlp: 'green' as const, category: 'c2', family: 'Qakbot', validFrom: undefined, validUntil: undefined })
  const values = [value('ip', '203.0.113.7'), value('ip', '2001:db8::7'), value('range', '198.51.100.0/24'), value('endpoint', '203.0.113.9:443'), value('domain', 'evil.example'), value('url', "https://evil.example/a'b"), value('email', 'mallory@evil.example'), value('sha256', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')]
  const list = { id: uuid(1), name: 'Nostri', source: 'CSIRT di prova', licence: 'CC BY 4.0', tlp: 'green' as const, confidence: 80, days: 90, own: false, at }
  const told = indicatorsOf(list, values, maker, now)
  const seen = sightingsOf(list, [{ kind: 'domain', value: 'evil.example', tlp: 'green', bodies: 6, hits: 437, from: '2026-11-20', to: '2026-11-25', kinds: ['municipality'] }], told, maker, now)
  const campaign = campaignOf({ id: uuid(2), name: 'Posta d’autunno', description: 'x', aliases: ['y'], firstDay: '2026-10-01', lastDay: '2026-11-01', tlp: 'amber', actor: 'Gruppo di prova', techniques: ['T1566.001'], targets: ['municipality'], at }, [told], maker)
  const back = { tlp: 'green' as const, at, done: true, oneBody: false, whole: true, over: { bodies: 12, from: '2026-11-01', to: '2026-11-20' }, hits: 437, real: { bodies: 2, hits: 437, from: '2026-11-03', to: '2026-11-05' }, waiting: 0 }
  const hunts = [
    huntOf({ ...back, id: uuid(4), asked: { id: told.own.find((one) => one.type === 'indicator')!.id } }, maker)!, huntOf({ ...back, id: uuid(5), asked: { name: 'Evento', pattern: 'title: Evento', patternType: 'sigma', terms: 'Ada: DRL-1.1' } }, maker)!,
    huntOf({ ...back, id: uuid(6), asked: { name: 'x', pattern: "[domain-name:value = 'evil.example']", patternType: 'stix', terms: '' }, hits: 0, real: undefined }, maker)!,
  ]
  const published = stixOf({
    ref: 'OSS-2023-0001', title: { it: 'Un fornitore si ferma' }, summary: {}, year: 2023, publishedAt: at, updatedAt: now, sources: [{ title: 'Avviso', url: 'https://loquace.example/' }], called: new Map([['T1486', { name: 'Data Encrypted for Impact', on: '2026-10-28' }]]),
    facts: { started: '2023-12-08T05:30:00+01:00', techniques: ['T1486'], rsit: 'availability/outage', victims: [{ kind: 'municipality', count: 3, size: 'pop_5k', country: 'IT', province: 'Nord' }] },
  }, { ...maker, page: `${maker.url}/osservatorio/casi/OSS-2023-0001` })
  validate([told, seen, campaign, ...hunts].flatMap((one) => [...one.beside, ...one.own]).concat(published))
})

function validate(objects: readonly StixObject[]) {
  const all = new Map(objects.map((one) => [one.id, one]))
  const folder = mkdtempSync(join(tmpdir(), 'bastida-peer-'))
  try {
    writeFileSync(join(folder, 'bundle.json'), JSON.stringify({ type: 'bundle', id: `bundle--${uuid(3)}`, objects: [...all.values()] }))
    const { stdout, stderr } = spawnSync(python!, ['-c', ask, join(folder, 'bundle.json')], { encoding: 'utf8', timeout: 120_000 })
    expect(stdout.trim(), stderr).toBe('[]')
  } finally { rmSync(folder, { recursive: true, force: true }) }
}
