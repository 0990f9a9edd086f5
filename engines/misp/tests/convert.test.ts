import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical, checkObject, markingsOf, tlpMarking, together, type Json, type StixObject } from '#engines/stix/index.ts'
import { eventOf, fromStix, levelOf, otherTypes, paths, readEvent, readManifest, toStix, writeFeed, type MispEvent } from '../index.ts'

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const attribute = (n: number, type: string, value: string, rest: object = {}) => ({ uuid: uuid(n), type, category: 'Network activity', value, to_ids: true, timestamp: '1767225600', comment: '', deleted: false, distribution: '5', ...rest })
const event: MispEvent = {
  id: '12', uuid: uuid(1), info: 'Phishing against town halls', date: '2025-12-30', timestamp: '1767225700', publish_timestamp: '1767225800', published: true, analysis: '1', threat_level_id: '2', distribution: '4', sharing_group_id: '3', unheard_of: { a: [null, 1.5] },
  SharingGroup: { uuid: uuid(90), name: 'Neighbours' }, Orgc: { id: '1', name: 'A centre', uuid: uuid(2) }, Org: { name: 'Another', uuid: uuid(3) }, RelatedEvent: [], ShadowAttribute: [{ type: 'ip-dst', value: '192.0.2.9' }],
  Tag: [{ name: 'tlp:amber', colour: '#ffc000' }, { name: 'rsit:fraud="phishing"', local: true }],
  Galaxy: [{ type: 'mitre-attack-pattern', name: 'Attack Pattern', GalaxyCluster: [{ uuid: uuid(70), value: 'Phishing - T1566', description: 'Mail that lies.', meta: { synonyms: ['x'] } }] }, { type: 'country', GalaxyCluster: [{ value: 'italy' }] }],
  Attribute: [
    attribute(10, 'domain', "login.example'org", { Sighting: [{ uuid: uuid(60), type: '0', date_sighting: '1767225650', Organisation: { name: 'B', uuid: uuid(61) } }, { type: '1', date_sighting: '1767225651' }] }),
    attribute(11, 'ip-dst', '198.51.100.0/24'), attribute(12, 'ip-src', '2001:db8::1', { to_ids: false, first_seen: '2025-12-31T10:00:00+01:00', ShadowAttribute: [{ value: '2001:db8::2' }] }), attribute(13, 'sigma', 'title: x'), attribute(14, 'never-heard', 'v', { Tag: [{ name: 'tlp:red' }] }),
    attribute(15, 'vulnerability', 'CVE-2025-12345', { to_ids: false, Galaxy: [{ type: 'malpedia', GalaxyCluster: [{ value: 'Emotet' }] }] }), attribute(16, 'md5', 'd41d8cd98f00b204e9800998ecf8427e', { deleted: true }), attribute(17, 'ip-dst|port', '198.51.100.3|443', { Tag: [{ name: 'tlp:clear' }] }), attribute(10, 'url', 'http://example.org/'), 'no attribute',
  ] as Json,
  Object: [
    { uuid: uuid(20), name: 'file', 'meta-category': 'file', template_uuid: uuid(99), template_version: '24', Attribute: [attribute(21, 'filename', 'a\\b.exe', { object_relation: 'filename' }), attribute(22, 'sha1', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'), attribute(23, 'size-in-bytes', '3', { to_ids: false })], ObjectReference: [{ uuid: uuid(24), referenced_uuid: uuid(10), relationship_type: 'Communicates With', timestamp: '1767225660' }, { referenced_uuid: uuid(88), relationship_type: 'x' }] },
    { uuid: uuid(30), name: 'person', Attribute: [attribute(31, 'full-name', 'X', { to_ids: false })] },
  ],
}

test('an event becomes valid STIX', () => {
  const objects = toStix(event)
  expect(together(objects).flatMap((one) => one.problems.filter(({ severity }) => severity === 'error').map((problem) => [one.id, problem]))).toEqual([])
  const patterns = objects.filter((one) => one.type === 'indicator').map((one) => one['pattern'])
  expect(patterns).toEqual(["[domain-name:value = 'login.example\\'org']", "[ipv4-addr:value ISSUBSET '198.51.100.0/24']", 'title: x', "[file:hashes.'MD5' = 'd41d8cd98f00b204e9800998ecf8427e']", "[network-traffic:dst_ref.value = '198.51.100.3' AND network-traffic:dst_port = 443]", "[url:value = 'http://example.org/']", "[file:name = 'a\\\\b.exe' AND file:hashes.'SHA-1' = 'da39a3ee5e6b4b0d3255bfef95601890afd80709']"])
  const count = (type: string) => objects.filter((one) => one.type === type).length
  expect(['report', 'sighting', 'relationship', 'attack-pattern', 'malware', 'vulnerability', 'observed-data', 'ipv6-addr', 'extension-definition'].map(count)).toEqual([1, 1, 2, 1, 1, 1, 1, 1, 1])
  expect(objects.find((one) => one['revoked'] === true)?.['pattern']).toContain('d41d8')
  expect(new Set(objects.map((one) => one.id)).size).toBe(objects.length)
  expect(toStix(JSON.parse(JSON.stringify(event)) as MispEvent)).toEqual(objects)
})

test('markings: the strictest of event and attribute, and the report as strict as what it keeps', () => {
  const objects = toStix(event)
  const level = (id: string) => markingsOf(objects.find((one) => one.id === id)!).tlp
  expect(level(`indicator--${uuid(17)}`)).toBe('amber')
  expect(level(`report--${uuid(1)}`)).toBe('red')
  expect(objects).toContainEqual(tlpMarking('amber'))
  expect(markingsOf(toStix({ ...event, Attribute: [], Tag: [{ name: 'tlp:purple' }] }).find((one) => one.type === 'report')!).tlp).toBe('red')
})

test('who made an event and whom it names is told no more widely than the event', () => {
  for (const tag of ['tlp:red', 'tlp:amber+strict', 'tlp:amber', 'tlp:green']) {
    const objects = toStix({ ...event, Tag: [{ name: tag }] }), expected = tag.slice(4)
    const named = objects.filter(({ type, name }) => ['attack-pattern', 'malware'].includes(type) || (type === 'identity' && name !== 'Bastida'))
    expect(named.map((one) => [one['name'], markingsOf(one).tlp])).toEqual([['A centre', expected], ['B', expected], ['Emotet', expected], ['Phishing - T1566', expected]])
  }
  // Of a part that is stricter than the event, too; told twice, the wider telling counts.
  const cluster = [{ type: 'malpedia', GalaxyCluster: [{ value: 'Emotet' }] }]
  const of = (Galaxy: Json) => markingsOf(toStix({ ...event, Tag: [{ name: 'tlp:green' }], Galaxy, Attribute: [attribute(10, 'domain', 'a.example', { Tag: [{ name: 'tlp:red' }], Galaxy: cluster })], Object: [] }).find((one) => one['name'] === 'Emotet')!).tlp
  expect([of([]), of(cluster)]).toEqual(['red', 'green'])
})

test('MISP → STIX → MISP loses nothing, in whatever order objects come', () => {
  expect(fromStix(toStix(event))).toEqual(event)
  expect(fromStix(toStix(event).toReversed())).toEqual(event)
})

const damaged = fc.record({
  uuid: fc.option(fc.constantFrom(uuid(1), uuid(2), 'x'), { nil: undefined }), type: fc.constantFrom(...Object.keys(paths), ...otherTypes, 'vulnerability', 'yara', 'stix2-pattern', 'never-heard'),
  value: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('198.51.100.3', 'a|198.51.100.3', 'x|443', "[url:value = 'x']", 'CVE-2025-1')), to_ids: fc.boolean(), deleted: fc.boolean(), timestamp: fc.constantFrom('1767225600', '', 'x', 1767225600, null),
  Tag: fc.constantFrom(undefined, [], [{ name: 'tlp:red' }], 'x', [{ name: 3 }]), Galaxy: fc.constantFrom(undefined, [{ type: 'tool', GalaxyCluster: [{ value: 'T', meta: null }] }]), Sighting: fc.constantFrom(undefined, [{ date_sighting: '1767225600', type: '0' }, 3]), more: fc.jsonValue(),
})
const events = fc.record({
  uuid: fc.constantFrom(uuid(1), 'x', undefined), info: fc.string(), timestamp: fc.constantFrom('1767225600', undefined), Attribute: fc.oneof(fc.constantFrom(undefined, 'x', [], [null, 3]), fc.array(damaged, { maxLength: 6 })),
  Object: fc.oneof(fc.constant(undefined), fc.array(fc.record({ uuid: fc.constantFrom(uuid(3), uuid(4)), name: fc.string(), Attribute: fc.array(damaged, { maxLength: 3 }), ObjectReference: fc.constantFrom(undefined, [{ referenced_uuid: uuid(1), relationship_type: '—' }]) }), { maxLength: 3 })), extra: fc.jsonValue(),
}).map((one) => JSON.parse(JSON.stringify(one)) as MispEvent)

test('…also for events that nobody would write, and what comes of them is valid', () => {
  fc.assert(fc.property(events, (one) => {
    const objects = toStix(one)
    expect(objects.filter((object) => !checkObject(object).valid)).toEqual([])
    expect(fromStix(objects)).toEqual(one)
  }), { numRuns: 300 })
})

const sorted = (objects: readonly StixObject[]) => objects.map((one) => canonical(one)).toSorted()
const foreign: StixObject[] = [
  { type: 'x-mine', id: `x-mine--${uuid(5)}`, spec_version: '2.1', created: '2026-01-01T00:00:00.123456Z', modified: '2026-01-01T00:00:00.123456Z', x_foo: { a: null } },
  { type: 'indicator', id: `indicator--${uuid(6)}`, spec_version: '2.1', created: '2026-01-01T00:00:00.000Z', modified: '2026-01-02T00:00:00.000Z', pattern: "[url:value = 'http://example.org/']", pattern_type: 'stix', valid_from: '2026-01-01T00:00:00Z', x_unknown: 1 },
  { type: 'file', id: `file--${uuid(7)}`, name: 'x', hashes: { 'MD5': 'd41d8cd98f00b204e9800998ecf8427e' } }, { type: 'grouping', id: `grouping--${uuid(8)}`, name: 'A group', context: 'unspecified', object_refs: [`file--${uuid(7)}`] },
]

test('STIX → MISP → STIX loses nothing: what MISP has no word for is kept whole', () => {
  const kept = fromStix(foreign)
  expect(kept['info']).toBe('A group')
  expect((kept['Attribute'] as Json[]).map((one) => (one as { type: string }).type)).toEqual(['text', 'text', 'url', 'text', 'md5', 'filename', 'text'])
  expect(toStix(kept)).toEqual(foreign)
  fc.assert(fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue()).map((one, i = 0) => ({ ...one, type: 'x-mine', id: `x-mine--${uuid(i)}` }) as StixObject), { minLength: 1, maxLength: 4 }), (objects) => {
    const plain = JSON.parse(JSON.stringify(objects)) as StixObject[]
    expect(toStix(fromStix(plain))).toHaveLength(plain.length)
    expect(toStix(fromStix(plain))).toEqual(plain)
  }), { numRuns: 200 })
})

test('the level of a kept object goes along, and what nobody can look up counts as red', () => {
  const tags = (refs: string[]) => (fromStix([{ ...foreign[1]!, object_marking_refs: refs }])['Attribute'] as { Tag?: Json }[]).map((one) => one.Tag)
  expect(tags([tlpMarking('green').id])).toEqual([[{ name: 'tlp:green' }], [{ name: 'tlp:green' }]])
  expect(tags([tlpMarking('green').id, `marking-definition--${uuid(1)}`])).toEqual([[{ name: 'tlp:red' }], [{ name: 'tlp:red' }]])
})

test('both together: an event that came back with changes and strangers', () => {
  const changed = toStix(event).map((one) => (one.id === `indicator--${uuid(11)}` ? { ...one, confidence: 80, modified: '2026-02-01T00:00:00.000Z' } : one))
  const all = [...changed, ...foreign]
  expect(sorted(toStix(fromStix(all)))).toEqual(sorted(all))
  // Nothing of it is repeated when it goes round once more.
  expect(fromStix(toStix(fromStix(all)))).toEqual(fromStix(all))
})

const maker = { name: 'Ours', uuid: uuid(200) }
const leaving = (objects: readonly StixObject[], tlp: 'clear' | 'green' | 'amber' = 'clear') => { const report = objects.find((one) => one.type === 'report')!; return eventOf({ report, maker, seconds: 5, tlp }, objects.filter((one) => one !== report)) }

test('one rule reads levels: of a part with all that it lies in, the strictest; what says no level is red', () => {
  const tagged = (...names: string[]) => ({ Tag: names.map((name) => ({ name })) })
  expect([levelOf({}), levelOf(tagged('type:OSINT')), levelOf(tagged('tlp:green')), levelOf(tagged('tlp:green'), {}, tagged('tlp:amber+strict', 'tlp:clear'))]).toEqual([null, null, 'green', 'amber+strict'])
  expect(['tlp:white', 'TLP:Amber', ' tlp:green ', 'tlp:2.0:clear', 'tlp:"red"', 'tlp:ex:chr', 'tlp:unclear', 'tlp:purple', 'tlp:', 'tlp:a"b"'].map((name) => levelOf(tagged(name)))).toEqual(['clear', 'amber', 'green', 'clear', 'red', 'red', 'red', 'red', 'red', 'red'])
  // A tag that is written in another way is no way around it.
  expect([levelOf({ Tag: ['tlp:red'] }), levelOf({ Tag: { name: 'tlp:red' } }), levelOf({ Tag: 'tlp:green' }), levelOf({ Tag: [null, 7, { name: 5 }] })]).toEqual(['red', 'red', 'green', null])
})

test('what travels inside of something closes it: a report, a cluster, a proposal, another event', () => {
  const red = [{ name: 'tlp:red' }], green: MispEvent = { uuid: uuid(1), info: 'x', date: '2025-12-30', Tag: [{ name: 'tlp:green' }], Attribute: [attribute(10, 'domain', 'a.example')] }
  const marked = (more: object) => new Map(toStix({ ...green, ...more } as MispEvent).map((one) => [one.type, markingsOf(one).tlp]))
  expect([...marked({})].filter(([type]) => ['report', 'indicator'].includes(type))).toEqual([['indicator', 'green'], ['report', 'green']])
  for (const more of [{ EventReport: [{ name: 'r', content: 'c', Tag: red }] }, { RelatedEvent: [{ Event: { info: 'y', Tag: red } }] }, { ShadowAttribute: [{ value: 'v', Tag: red }] }]) expect([marked(more).get('report'), marked(more).get('indicator')]).toEqual(['red', 'green'])
  const galaxy = [{ type: 'threat-actor', GalaxyCluster: [{ value: 'Y', Tag: red }] }]
  expect([marked({ Galaxy: galaxy }).get('report'), marked({ Galaxy: galaxy }).get('threat-actor')]).toEqual(['red', 'red'])
  const of = marked({ Attribute: [attribute(10, 'domain', 'a.example', { Galaxy: galaxy })] })
  expect([of.get('report'), of.get('indicator'), of.get('threat-actor'), of.get('relationship')]).toEqual(['green', 'red', 'red', 'red'])
})

test('an event that leaves a store is the event that came, without the parts that stay', () => {
  const open = { ...event, Attribute: (event['Attribute'] as { Tag?: { name: string }[] }[]).filter((one) => !one.Tag?.some(({ name }) => name === 'tlp:red')) } as MispEvent
  expect(leaving(toStix(open), 'amber')).toEqual(open)
  // Another word for what is shared between events, and another version of a part that says the same, change nothing.
  const others = toStix(open).map((one): StixObject => (one.type === 'attack-pattern' ? { ...one, description: 'Another word.' } : one.type === 'ipv6-addr' ? { ...one, object_marking_refs: [] } : one.type === 'indicator' ? { ...one, modified: '2026-03-01T00:00:00.000Z' } : one))
  expect(leaving(others, 'amber')).toEqual(open)
  const without = leaving(toStix(open).filter((one) => one.id !== `indicator--${uuid(11)}`), 'amber')
  expect(without).toEqual({ ...open, Attribute: (open['Attribute'] as { uuid?: string }[]).filter((one) => one.uuid !== uuid(11)) })
  // Kept objects belong to it.
  const kept = { ...open, Attribute: [...(open['Attribute'] as Json[]), ...(fromStix(foreign)['Attribute'] as Json[])] } as MispEvent
  const again = leaving(toStix(JSON.parse(JSON.stringify(kept).replaceAll(' (first attribute)', '')) as MispEvent), 'amber')
  expect(again).toEqual(JSON.parse(JSON.stringify(kept).replaceAll(' (first attribute)', '')))
  expect(fromStix(toStix(again))).toEqual(again)
})

test('what came from no event leaves as one that is the same each time, and tells its level', () => {
  const statement = { type: 'marking-definition', id: `marking-definition--${uuid(40)}`, spec_version: '2.1', created: '2026-01-01T00:00:00.000Z', definition_type: 'statement', definition: { statement: 'CC BY 4.0' } }
  const report: StixObject = { type: 'report', id: `report--${uuid(41)}`, spec_version: '2.1', created: '2026-01-01T00:00:00.000Z', modified: '2026-01-01T00:00:00.000Z', published: '2026-01-01T00:00:00.000Z', name: 'R', object_refs: [foreign[1]!.id] }
  const objects = [report, { ...foreign[1]!, object_marking_refs: [statement.id] }, statement]
  const made = leaving(objects, 'green')
  expect(made).toMatchObject({ uuid: uuid(41), info: 'R', Orgc: maker, timestamp: '5', Tag: [{ name: 'tlp:green' }] })
  expect(made['Attribute']).toContainEqual(expect.objectContaining({ type: 'url', value: 'http://example.org/', to_ids: true }))
  // A marking that goes along is no secret.
  expect(JSON.stringify(made)).not.toContain('tlp:red')
  expect(sorted(toStix(made).filter((one) => objects.some(({ id }) => id === one.id)))).toEqual(sorted(objects))
  expect(leaving([{ ...report, revoked: true }, { ...foreign[1]!, revoked: true }])['Attribute']).toContainEqual(expect.objectContaining({ type: 'url', to_ids: false }))
})

test('a kept object that somebody changed in MISP is theirs', () => {
  const kept = fromStix(foreign)
  const edited = { ...kept, Attribute: (kept['Attribute'] as { comment: string }[]).map((one, at) => (at === 2 ? { ...one, comment: 'mine' } : one)) } as MispEvent
  expect(toStix(edited)).toEqual(expect.arrayContaining(foreign))
  expect(toStix(edited).some((one) => one.type === 'report')).toBe(true)
})

test('events are read in all their wrappings, and nothing throws', () => {
  for (const wrapped of [{ Event: event }, { response: [{ Event: event }] }, [{ Event: event }], event, JSON.stringify({ Event: event })]) expect(readEvent(wrapped).events).toEqual([event])
  expect(readEvent('{').problems[0]!.code).toBe('not-json')
  expect(readEvent(JSON.parse(`{"Event":{"info":"x","a":${'['.repeat(1e5)}${']'.repeat(1e5)}}}`)).problems[0]!.code).toBe('too-deep')
  expect(readEvent({ Event: event }).problems.map((one) => one.code)).toContain('unknown-type')
  fc.assert(fc.property(fc.jsonValue(), (value) => { readEvent(value); readManifest(value) }))
})

test('a feed has its manifest, its hashes and one file an event', () => {
  const files = Object.fromEntries(writeFeed([event, { info: 'no uuid' }]).map((one) => [one.name, one.text]))
  expect(Object.keys(files)).toEqual(['manifest.json', 'hashes.csv', `${uuid(1)}.json`])
  expect(files['hashes.csv']).toContain(`d0d92cdc9b30c1300fbc3c7ebd304be0,${uuid(1)}\n`)
  expect(readManifest(files['manifest.json']).entries.map((one) => one.uuid)).toEqual([uuid(1)])
  expect(readEvent(files[`${uuid(1)}.json`]).events).toEqual([event])
  expect(readManifest({ '../../etc/passwd': {} }).entries).toEqual([])
})
