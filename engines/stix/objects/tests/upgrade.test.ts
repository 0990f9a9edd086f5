import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { checkBundle, observableId, upgradeBundle, upgradeObject, type StixObject } from '../../index.ts'

const id = (type: string) => `${type}--00000000-0000-4000-8000-000000000001`
const base = (type: string, rest: object): StixObject => ({ type, id: id(type), created: '2018-01-01T00:00:00.000Z', modified: '2018-01-01T00:00:00.000Z', ...rest })
const attack = '../shared/data/03-intel/enterprise-attack-v18.1.bundle.json.gz'

test('labels become what 2.1 calls them, and what is new is filled in', () => {
  expect(upgradeObject(base('malware', { name: 'x', labels: ['trojan'], x_mine: 1 }))).toEqual([base('malware', { name: 'x', malware_types: ['trojan'], is_family: true, x_mine: 1, spec_version: '2.1' })])
  expect(upgradeObject(base('indicator', { labels: ['benign'], pattern: "[url:value = 'x']", valid_from: '2018-01-01T00:00:00Z' }))[0]).toMatchObject({ indicator_types: ['benign'], pattern_type: 'stix' })
  expect(upgradeObject(base('campaign', { name: 'x', labels: ['a'] }))[0]).toMatchObject({ labels: ['a'] })
  const already = base('tool', { name: 'x', spec_version: '2.1', labels: ['a'] })
  expect(upgradeObject(already)).toEqual([already])
})

test('what was inside an observation stands alone, and its references too', () => {
  const observed = base('observed-data', {
    first_observed: '2018-01-01T00:00:00Z', last_observed: '2018-01-01T00:00:00Z', number_observed: 1, object_marking_refs: [id('marking-definition')],
    objects: { 0: { type: 'file', name: 'a', parent_directory_ref: '1' }, 1: { type: 'directory', path: '/x', contains_refs: ['0'] }, 2: { type: 'network-traffic', src_ref: '3', protocols: ['tcp'] }, 3: { type: 'ipv4-addr', value: '198.51.100.3' } },
  })
  const upgraded = upgradeBundle({ type: 'bundle', id: id('bundle'), spec_version: '2.0', objects: [observed, { ...observed, id: observed.id.replace('01', '02') }] })
  const objects = upgraded['objects'] as unknown as StixObject[]
  expect(upgraded['spec_version']).toBeUndefined()
  expect(checkBundle(upgraded).objects.filter((one) => !one.valid)).toEqual([])
  const address = objects.find((one) => one.type === 'ipv4-addr')!
  expect(address).toEqual({ type: 'ipv4-addr', spec_version: '2.1', id: observableId({ type: 'ipv4-addr', value: '198.51.100.3' }), value: '198.51.100.3', object_marking_refs: [id('marking-definition')] })
  expect(objects.find((one) => one.type === 'network-traffic')!['src_ref']).toBe(address.id)
  expect(objects.filter((one) => one.type === 'ipv4-addr')).toHaveLength(1)
  const ids = objects.map((one) => one.id)
  expect(objects.filter((one) => one.type === 'observed-data').flatMap((one) => one['object_refs'] as string[]).filter((ref) => !ids.includes(ref))).toEqual([])
})

test.skipIf(!existsSync(attack))(`ATT&CK of 2.0 becomes valid 2.1${existsSync(attack) ? '' : ' (skipped: ../shared/data/03-intel is not beside the project)'}`, () => {
  const upgraded = upgradeBundle(JSON.parse(gunzipSync(readFileSync(attack)).toString()))
  expect(upgraded['objects']).toHaveLength(24_771)
  expect(checkBundle(upgraded).objects.filter((one) => !one.valid).slice(0, 3)).toEqual([])
})
