/** What is told of lists and campaigns: valid STIX 2.1, the same each time, and nobody named at whom something was seen. */
import { expect, test } from 'vitest'
import { addText, createStore, eachValue, originId, readStix, type Indicator } from '#engines/indicators/index.ts'
import { checkBundle, checkObject, holdsInEvent, readPatterns, tlpOf, type StixObject } from '#engines/stix/index.ts'
import { campaignOf } from './campaign.ts'
import { indicatorsOf, sightingsOf, type TellingList } from './indicators.ts'
import { patternOf, phaseOf } from './pattern.ts'
import { roundedKinds } from './rounded.ts'

const maker = { name: 'Centro Velarda', url: 'https://centro.velarda.example', since: '2020-01-01T00:00:00.000Z' }
const now = new Date('2026-11-25T09:00:00Z')
const list: TellingList = { id: '11111111-0000-4000-8000-000000000001', name: 'Nostri', source: 'Centro', licence: '', tlp: 'green', confidence: 80, days: 90, own: true, at: new Date('2026-11-20T10:00:00Z') }
const all = ['203.0.113.7', '2001:db8::7', '198.51.100.0/24', '203.0.113.9:443', '[2001:db8::9]:8443', 'evil.example', "https://evil.example/a'b", '/only/path.php', 'mallory@evil.example', 'd41d8cd98f00b204e9800998ecf8427e', 'da39a3ee5e6b4b0d3255bfef95601890afd80709', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'c'.repeat(128)]

function values(texts: readonly string[], more: Partial<Indicator> = {}): Indicator[] {
  const store = createStore()
  const found: Indicator[] = []
  for (const text of texts) addText(store, text, undefined, originId(store, { source: list.id, confidence: 80, tlp: 'clear' }))
  eachValue(store, (one) => { found.push({ ...one, ...more }) })
  return found
}
const problems = (objects: readonly StixObject[]) => objects.flatMap((one) => checkObject(one).problems.map((problem) => [one.id, problem]))
const whole = (objects: readonly StixObject[]) => [...new Map(objects.map((one) => [one.id, one])).values()]

test('every kind of value is an indicator that others read back, with its level, its end and what it is', () => {
  const told = indicatorsOf(list, values(all, { category: 'c2', family: 'Qakbot' }), maker, now)
  const objects = whole([...told.beside, ...told.own])
  expect(problems(objects)).toEqual([])
  expect(checkBundle({ type: 'bundle', id: 'bundle--11111111-0000-4000-8000-000000000002', objects: objects as never }).objects.flatMap((one) => one.problems)).toEqual([])
  expect(told.own.filter((one) => one.type === 'indicator')).toHaveLength(all.length)
  expect(told.own.map((one) => tlpOf(one))).toEqual(told.own.map(() => 'green'))
  expect(told.own.find((one) => one['name'] === 'evil.example')).toMatchObject({ valid_from: '2026-11-20T10:00:00.000Z', valid_until: '2027-02-18T10:00:00.000Z', confidence: 80, indicator_types: ['malicious-activity'], kill_chain_phases: [{ phase_name: 'command-and-control' }], labels: ['c2'] })
  expect(told.own.filter((one) => one.type === 'malware')).toMatchObject([{ name: 'Qakbot', is_family: true }])
  expect(told.own.filter((one) => one['relationship_type'] === 'indicates')).toHaveLength(all.length)
  expect(indicatorsOf(list, values(all, { category: 'c2', family: 'Qakbot' }).toReversed(), maker, now)).toEqual(told)
  // Read by our own reader they are the same values; an address with its port is for the matcher of patterns.
  const back = createStore()
  expect(readStix(back, JSON.stringify({ objects }), { source: 'x', confidence: 1, tlp: 'clear' })).toMatchObject({ added: all.length - 3, refused: 3 })
  const port = readPatterns(patternOf('endpoint', '203.0.113.9:443')!)
  expect(port.patterns.map((one) => holdsInEvent(one.pattern, { destination: { ip: '203.0.113.9', port: 443 } }))).toEqual([true])
})

test('the stricter level holds; what has ended is not told; of another\'s list its name and terms go along', () => {
  expect(indicatorsOf(list, values(['evil.example'], { tlp: 'amber' }), maker, now).own.map((one) => tlpOf(one))).toEqual(['amber'])
  expect(indicatorsOf({ ...list, days: 3 }, values(['evil.example']), maker, now)).toMatchObject({ own: [], beside: [] })
  const told = indicatorsOf({ ...list, own: false, source: 'CSIRT di prova', licence: 'CC BY 4.0' }, values(['evil.example']), maker, now)
  expect(problems([...told.beside, ...told.own])).toEqual([])
  const source = told.beside.find((one) => one['name'] === 'CSIRT di prova')!
  expect(told.own).toMatchObject([{ created_by_ref: source.id, external_references: [{ source_name: 'CSIRT di prova', description: 'CC BY 4.0' }] }])
  expect(told.beside.filter((one) => one['definition_type'] === 'statement').map((one) => (one['definition'] as { statement: string }).statement)).toContain('CSIRT di prova: CC BY 4.0')
  expect([phaseOf('C2'), phaseOf('phishing'), phaseOf('toString'), phaseOf(undefined)]).toEqual(['command-and-control', 'delivery', undefined, undefined])
})

test('a sighting says how often and when, of what kind of body at most, and comes with its indicator', () => {
  const known = indicatorsOf(list, values(['evil.example', 'other.example']), maker, now)
  const seen = { kind: 'domain', value: 'evil.example', tlp: 'green' as const, bodies: 2, hits: 437, from: '2026-11-18', to: '2026-11-19', kinds: ['municipality'] }
  const told = sightingsOf(list, [seen, { ...seen, value: 'unknown.example' }], known, maker, now)
  expect(problems([...told.beside, ...told.own])).toEqual([])
  expect(told.own.map((one) => one.type)).toEqual(['indicator', 'sighting'])
  expect(told.own[1]).toMatchObject({ sighting_of_ref: told.own[0]!.id, count: 100, first_seen: '2026-11-16T00:00:00.000Z', last_seen: '2026-11-22T23:59:59.999Z', created: now.toISOString(), modified: now.toISOString() })
  // As a look back says it: days where five bodies had hits, and the day of telling at the latest.
  const sightingOf = (more: object) => sightingsOf(list, [{ ...seen, ...more }], known, maker, now).own.find((one) => one.type === 'sighting')
  expect(sightingOf({ hits: 120, from: '2026-11-16' })).toEqual(told.own[1])
  expect(sightingOf({ bodies: 5 })).toMatchObject({ first_seen: '2026-11-18T00:00:00.000Z', last_seen: '2026-11-19T23:59:59.999Z' })
  expect(sightingOf({ from: '2026-11-24', to: '2026-11-24' })).toMatchObject({ first_seen: '2026-11-23T00:00:00.000Z', last_seen: '2026-11-25T23:59:59.999Z' })
  expect(roundedKinds([...Array(4).fill('hospital'), ...Array(5).fill('municipality')])).toEqual(['municipality'])
  expect(told.beside.filter((one) => one['identity_class'] === 'class').map((one) => one['name'])).toEqual(['municipality'])
  expect(sightingsOf(list, [{ ...seen, tlp: 'amber' }], known, maker, now).own.map((one) => tlpOf(one))).toEqual(['green', 'amber'])
  expect(sightingsOf(list, [], known, maker, now)).toEqual({ own: [], beside: [] })
})

test('a campaign refers to who, how, at whom and by which indicators, and all of it is there', () => {
  const lists = [indicatorsOf(list, values(['evil.example']), maker, now)]
  const told = campaignOf({ id: list.id, name: 'Autunno', description: 'Posta falsa.', aliases: ['Fall'], firstDay: '2026-10-01', lastDay: '2026-10-09', tlp: 'amber', actor: 'Gruppo X', techniques: ['T1566.001'], targets: ['municipality'], at: now }, lists, maker)
  const objects = whole([...told.beside, ...told.own])
  expect(problems(objects)).toEqual([])
  expect(told.own.flatMap((one) => one['relationship_type'] ?? [])).toEqual(['attributed-to', 'uses', 'targets', 'indicates'])
  const ids = new Set(objects.map((one) => one.id))
  for (const one of objects) for (const ref of [one['source_ref'], one['target_ref'], one['created_by_ref'], ...(one['object_marking_refs'] as string[] | undefined ?? [])]) if (ref !== undefined) expect(ids).toContain(ref)
  expect(objects.find((one) => one.type === 'campaign')).toMatchObject({ first_seen: '2026-10-01T00:00:00.000Z', last_seen: '2026-10-09T00:00:00.000Z', aliases: ['Fall'] })
})
