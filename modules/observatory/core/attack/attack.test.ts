/** A release out of its bundle, two of them side by side, and how often each technique was met. */
import { createReadStream, existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createGunzip } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createElements } from '#engines/stix/index.ts'
import { compareNamed, compareTactics, compareTechniques, countKinds, tagged, tells } from './compare.ts'
import { matrixOf } from './matrix.ts'
import { createReleaseReader, type Release } from './read.ts'
import { madeRelease, madeTechnique } from './testing.ts'

function read(bundle: string): Release {
  const reader = createReleaseReader()
  for (const one of (JSON.parse(bundle) as { objects: unknown[] }).objects) reader.take(one)
  const release = reader.end()
  if ('problem' in release) throw new Error(release.problem)
  return release
}

test('what the reference keeps of a bundle', () => {
  const release = read(madeRelease('2.0'))
  expect(release).toMatchObject({ domain: 'enterprise', version: '2.0', releasedOn: '2024-10-31', notice: 'Copyright 2015-2020, The MITRE Corporation. Invented for a test.' })
  expect(release.tactics.map((one) => one.short)).toEqual(['getting-in', 'harm', 'staying'])
  expect(release.techniques.map(({ code, name, state, now, tactics }) => [code, name, state, now, tactics.join()])).toEqual([
    ['T9001', 'Open door', 'active', null, 'getting-in'], ['T9001.001', 'Back door', 'active', null, 'getting-in'], ['T9002', 'Stolen keys', 'active', null, 'getting-in,staying'],
    ['T9003', 'Old trick', 'revoked', 'T9005', 'harm'], ['T9004', 'Fire', 'deprecated', null, 'harm'], ['T9005', 'New trick', 'active', null, 'harm'], ['T9007', 'Between', 'revoked', 'T9005', 'harm'],
  ])
  expect(release.techniques[0]!.about).toBe('What Open door is. See elsewhere.')
  expect(release.named).toEqual([{ code: 'G9001', kind: 'group', name: 'Banda del Vicolo', aliases: ['Alley Gang'], state: 'active', version: '' }, { code: 'S9001', kind: 'software', name: 'Grimaldello', aliases: ['Picklock'], state: 'active', version: '1.1' }])
  // A bundle of STIX 2.0 has no collection: its version is said by somebody.
  expect(read(madeRelease('1.0', { spec: '2.0', collection: false }))).toMatchObject({ version: undefined, releasedOn: '2020-01-01' })
})

test('a code that a revoked object left to another is the other’s; mixed domains and none are refused', () => {
  const reader = createReleaseReader()
  for (const one of [madeTechnique(1, 'T9001', 'Before', ['harm'], { revoked: true }), madeTechnique(2, 'T9001', 'After', ['harm']), madeTechnique(3, 'T9001', 'Deprecated', ['harm'], { x_mitre_deprecated: true })]) reader.take(one)
  expect(reader.end()).toMatchObject({ techniques: [{ name: 'After' }] })
  reader.take(madeTechnique(4, 'T9002', 'Telephone', ['harm'], { x_mitre_domains: ['mobile-attack'] }))
  expect(reader.end()).toEqual({ problem: 'several_domains' })
  expect(createReleaseReader().end()).toEqual({ problem: 'no_techniques' })
})

test('revocations that go round end', () => {
  const reader = createReleaseReader()
  const [a, b] = [madeTechnique(1, 'T9001', 'A', [], { revoked: true }), madeTechnique(2, 'T9002', 'B', [], { revoked: true })]
  for (const one of [a, b, { type: 'relationship', id: 'relationship--1', relationship_type: 'revoked-by', source_ref: a.id, target_ref: b.id }, { type: 'relationship', id: 'relationship--2', relationship_type: 'revoked-by', source_ref: b.id, target_ref: a.id }]) reader.take(one)
  expect(reader.end()).toMatchObject({ techniques: [{ code: 'T9001' }, { code: 'T9002' }] })
})

test('what an upgrade changes', () => {
  const [before, after] = [read(madeRelease('1.0')), read(madeRelease('2.0'))]
  const changed = compareTechniques(before.techniques, after.techniques)
  expect(changed).toEqual([
    { code: 'T9002', name: 'Stolen keys', changes: [{ kind: 'renamed', from: 'Lost keys', to: 'Stolen keys' }, { kind: 'moved', from: 'getting-in, hiding', to: 'getting-in, staying' }, { kind: 'major', from: '1.0', to: '2.0' }] },
    { code: 'T9003', name: 'Old trick', changes: [{ kind: 'revoked', to: 'T9005' }] }, { code: 'T9004', name: 'Fire', changes: [{ kind: 'deprecated' }] }, { code: 'T9005', name: 'New trick', changes: [{ kind: 'added' }] },
    { code: 'T9006', name: 'Smoke', changes: [{ kind: 'removed' }] }, { code: 'T9007', name: 'Between', changes: [{ kind: 'revoked', to: 'T9005' }] },
  ])
  expect(changed.filter(tells).map((one) => one.code)).toEqual(['T9002', 'T9003', 'T9004', 'T9006', 'T9007'])
  expect(countKinds(changed)).toEqual([{ kind: 'added', n: 1 }, { kind: 'removed', n: 1 }, { kind: 'revoked', n: 2 }, { kind: 'deprecated', n: 1 }, { kind: 'renamed', n: 1 }, { kind: 'moved', n: 1 }, { kind: 'major', n: 1 }])
  expect(compareTactics(before.tactics, after.tactics).map((one) => [one.code, one.changes[0]!.kind])).toEqual([['hiding', 'removed'], ['staying', 'added']])
  expect(compareNamed(before.named, after.named)).toEqual([{ code: 'S9001', kind: 'software', name: 'Grimaldello', changes: [{ kind: 'minor', from: '1.0', to: '1.1' }] }])
  expect(compareTechniques(after.techniques, after.techniques)).toEqual([])
  // The way back: what was revoked is there again.
  expect(compareTechniques(after.techniques, before.techniques).find((one) => one.code === 'T9003')!.changes).toEqual([{ kind: 'back' }])
})

test('tags of rules', () => {
  expect(tagged(['attack.t1059.001', 'attack.T1059.001', 'attack.defense_evasion', 'attack.g0007', 'attack.s0005', 'attack.ta0005', 'car.2013-05-002', 'attack.', 'tlp.amber'])).toEqual({ techniques: ['T1059.001'], tactics: ['defense-evasion'] })
})

test('in how many attacks: once each, under the code of today, below its technique and its tactics', () => {
  const release = read(madeRelease('2.0'))
  const { attacks, tactics, others } = matrixOf(release.tactics, release.techniques, [{ codes: ['T9001', 'T9001.001'], n: 3 }, { codes: ['T9003', 'T9005'], n: 2 }, { codes: ['T9002', 'T1234'], n: 1 }, { codes: [], n: 7 }])
  expect(attacks).toBe(6)
  expect(tactics.map(({ short, n, all, cells }) => [short, n, all, cells.map((one) => [one.code, one.n, one.sub.map((sub) => [sub.code, sub.n])])])).toEqual([
    ['getting-in', 4, 2, [['T9001', 3, [['T9001.001', 3]]], ['T9002', 1, []]]], ['harm', 2, 1, [['T9005', 2, []]]], ['staying', 1, 1, [['T9002', 1, []]]],
  ])
  expect(others).toEqual([{ code: 'T1234', n: 1 }])
  expect(matrixOf([], [], [{ codes: ['T1486'], n: 2 }])).toEqual({ attacks: 2, tactics: [], others: [{ code: 'T1486', n: 2 }] })
})

test('garbage is passed over, never thrown', () => {
  fc.assert(fc.property(fc.array(fc.oneof(fc.jsonValue(), fc.record({ type: fc.constantFrom('attack-pattern', 'x-mitre-tactic', 'x-mitre-matrix', 'x-mitre-collection', 'relationship', 'malware', 'marking-definition', 'identity'), id: fc.oneof(fc.string(), fc.integer()), name: fc.jsonValue(), external_references: fc.jsonValue(), kill_chain_phases: fc.jsonValue(), definition: fc.jsonValue(), x_mitre_domains: fc.jsonValue() })), { maxLength: 20 }), (objects) => {
    const reader = createReleaseReader()
    for (const one of objects) reader.take(one)
    reader.end()
  }), { numRuns: 300 })
})

const whole = fileURLToPath(new URL('../../../../../shared/data/03-intel/enterprise-attack-v18.1.bundle.json.gz', import.meta.url))
test.skipIf(!existsSync(whole))('the real release 18.1: 216 techniques and 475 sub-techniques in 14 tactics, each revoked one with what took its place', async () => {
  const reader = createReleaseReader()
  const elements = createElements(4_000_000, (one) => { if ('bytes' in one) reader.take(JSON.parse(Buffer.from(one.bytes).toString('utf8'))) })
  for await (const chunk of createReadStream(whole).pipe(createGunzip()) as AsyncIterable<Uint8Array>) elements.push(chunk)
  expect(elements.end()).toEqual({ elements: 24_771, problem: null })
  const release = reader.end() as Release
  const active = release.techniques.filter((one) => one.state === 'active')
  expect([active.filter((one) => !one.code.includes('.')).length, active.filter((one) => one.code.includes('.')).length, release.tactics.length]).toEqual([216, 475, 14])
  const revoked = release.techniques.filter((one) => one.state === 'revoked')
  expect([revoked.length, revoked.filter((one) => active.some((it) => it.code === one.now)).length]).toEqual([132, 132])
  expect(release.techniques.find((one) => one.code === 'T1486')).toMatchObject({ name: 'Data Encrypted for Impact', tactics: ['impact'], version: '1.5' })
  expect(release.tactics.map((one) => one.short).slice(0, 3)).toEqual(['reconnaissance', 'resource-development', 'initial-access'])
  // Every technique that is in force stands under a tactic that there is.
  expect(active.filter((one) => one.tactics.length === 0 || one.tactics.some((short) => !release.tactics.some((it) => it.short === short)))).toEqual([])
})
