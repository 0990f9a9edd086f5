/** A publication in STIX: what others would accept, the same each time, and nothing that was not public. */
import { expect, test } from 'vitest'
import { checkBundle, tlpOf } from '#engines/stix/index.ts'
import { bundleOf, incidentId, stixOf, type Author, type Published } from './stix.ts'

const author: Author = { name: 'Centro Velarda', url: 'https://centro.velarda.example', since: '2026-01-01T00:00:00.000Z', page: 'https://centro.velarda.example/osservatorio/casi/OSS-2023-0001' }
const published: Published = {
  ref: 'OSS-2023-0001', title: { it: 'Un fornitore si ferma' }, summary: {}, year: 2023, publishedAt: new Date('2026-11-01T10:00:00Z'), updatedAt: new Date('2026-11-02T10:00:00Z'),
  facts: { started: '2023-12-08T05:30:00+01:00', techniques: ['T1486', 'T1566.001'], rsit: 'availability/outage', victims: [{ kind: 'municipality', count: 3, size: 'pop_5k', country: 'IT', province: 'Nord' }, { kind: 'firm', count: 1, size: 'unknown', country: 'IT', name: 'Ditta Loquace', namingUrl: 'https://loquace.example/' }] },
  sources: [{ title: 'Avviso di Ditta Loquace', url: 'https://loquace.example/' }],
}

test('it is valid, marked CLEAR throughout, and the same each time', () => {
  const objects = stixOf(published, author)
  const { objects: checked } = checkBundle(bundleOf(objects))
  expect(checked.filter((one) => !one.valid).map((one) => [one.id, one.problems])).toEqual([])
  expect(objects.filter((one) => one.type !== 'marking-definition').map((one) => tlpOf(one))).toEqual(objects.filter((one) => one.type !== 'marking-definition').map(() => 'clear'))
  expect(stixOf(published, author)).toEqual(objects)
  expect(objects.map((one) => one.type)).toEqual(expect.arrayContaining(['incident', 'attack-pattern', 'identity', 'location', 'relationship', 'extension-definition']))
  expect(objects.find((one) => one.type === 'incident')).toMatchObject({ id: incidentId(author.url, 'OSS-2023-0001'), created: '2026-11-01T10:00:00.000Z', modified: '2026-11-02T10:00:00.000Z', name: 'Un fornitore si ferma' })
  // With the reference techniques have their names, under the same identifiers, as a newer version.
  const named = stixOf({ ...published, called: new Map([['T1486', { name: 'Data Encrypted for Impact', on: '2026-10-28' }]]) }, author)
  expect(named.map((one) => one.id)).toEqual(objects.map((one) => one.id))
  expect(named.filter((one) => one.type === 'attack-pattern').map((one) => [one['name'], one['modified']])).toEqual([['Data Encrypted for Impact', '2026-10-28T00:00:00.000Z'], ['T1566.001', '2026-01-01T00:00:00.000Z']])
  expect(checkBundle(bundleOf(named)).objects.filter((one) => !one.valid)).toEqual([])
  // Another centre's entry of the same number is another incident.
  expect(incidentId('https://altro.example', 'OSS-2023-0001')).not.toBe(incidentId(author.url, 'OSS-2023-0001'))
})
