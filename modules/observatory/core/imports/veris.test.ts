/** There and back: nothing that facts have a place for is lost, and what they have none for comes back too. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkIncident } from '#engines/veris/index.ts'
import { facts as factsShape, verisActions, type Facts } from '../../contract-facts.ts'
import { fromFacts, readVeris, toFacts } from './veris.ts'
import { upgrade, type Json } from './veris-upgrade.ts'

const incident = {
  schema_version: '1.4.1', incident_id: 'prova-1', source_id: 'vcdb', summary: 'Posta falsa.<br>Poi cifratura dei server.', reference: 'visto su https://notizie.example/1; altro', security_incident: 'Confirmed', confidence: 'High',
  timeline: { incident: { year: 2023, month: 12, day: 8 }, discovery: { unit: 'Hours', value: 3 } },
  victim: { victim_id: 'Comune di Prova', country: ['IT', 'SM'], employee_count: '1001 to 10000', industry: '921110', government: ['Local'], secondary: { amount: 40 } },
  actor: { external: { variety: ['Organized crime'], motive: ['Financial'], country: ['Unknown'], name: ['gruppo'] } }, action: { malware: { variety: ['Ransomware'], vector: ['Email attachment'], name: 'x' }, unknown: {} },
  asset: { assets: [{ variety: 'S - File', amount: 3 }], cloud: ['Unknown'] }, discovery_method: { internal: { variety: ['Reported by employee'] } },
  attribute: { confidentiality: { data_disclosure: 'Potentially', data_total: 1200, data: [{ variety: 'Personal', amount: 1200 }] }, availability: { variety: ['Obscuration'], duration: { unit: 'Weeks', value: 2 } } },
  impact: { overall_rating: 'Painful', overall_amount: 120000, iso_currency_code: 'EUR' }, plus: { analyst: 'x' },
}

test('an incident is a statement with its victims, its source and its key', () => {
  const read = readVeris(incident)
  expect(read).toMatchObject({
    key: 'veris:vcdb:prova-1', confidence: 80, source: { kind: 'dataset', title: 'VERIS vcdb', url: 'https://notizie.example/1' },
    facts: {
      title: 'Posta falsa.', summary: 'Posta falsa.\nPoi cifratura dei server.', started: '2023-12-08', certainty: 'confirmed', records: 1200, costEur: 120000, daysToRestore: 14, assets: ['S - File'], availability: ['Obscuration'],
      actions: [{ action: 'malware', varieties: ['Ransomware'], vectors: ['Email attachment'] }, { action: 'unknown', varieties: [], vectors: [] }], actors: [{ actor: 'external', motives: ['Financial'], countries: [] }],
      confidentiality: { disclosed: 'potentially', classes: ['Personal'] },
      victims: [{ kind: 'municipality', name: 'Comune di Prova', naming: 'inside', sector: 'O', size: 'large', country: 'IT', count: 1 }, { kind: 'unknown', count: 40 }],
    },
  })
  expect(readVeris({ ...incident, timeline: {} })).toEqual({ code: 'invalid_veris', params: { path: 'timeline.incident', why: 'missing', count: '1' } })
  expect(readVeris({ ...incident, timeline: { incident: { year: 2014 } } })).toMatchObject({ facts: { started: '2014' } })
})

test('an incident comes back as it was, and what a person changed is changed in it', () => {
  const { facts } = toFacts(incident)
  expect(fromFacts({ ...facts, summary: incident.summary }, 'x')).toMatchObject({ ...incident, plus: { analyst: 'x' } })
  const changed = fromFacts({ ...facts, started: '2024', certainty: 'suspected', availability: ['Interruption', 'una parola nostra'] }, 'x')!
  expect(changed).toMatchObject({ security_incident: 'Suspected', timeline: { incident: { year: 2024 }, discovery: { unit: 'Hours', value: 3 } }, attribute: { availability: { variety: ['Interruption'], duration: { unit: 'Weeks', value: 2 } } }, plus: { analyst: 'x', bastida: { availability: ['Interruption', 'una parola nostra'] } } })
  expect(checkIncident(changed).problems).toEqual([])
  expect(toFacts(changed).facts.availability).toEqual(['Interruption', 'una parola nostra'])
})

const word = fc.stringMatching(/^[a-z][a-z ]{0,10}[a-z]$/)
const some = (words: fc.Arbitrary<string>) => fc.uniqueArray(words, { maxLength: 3 })
const arbitrary = fc.record({
  title: word, summary: word, started: fc.constantFrom('2019', '2023-12', '2023-12-08', '2023-12-08T05:30:00+01:00'), discovered: fc.constant('2024-01'), certainty: fc.constantFrom('confirmed', 'near_miss'), rsit: fc.constant('fraud/phishing'),
  actions: fc.uniqueArray(fc.record({ action: fc.constantFrom(...verisActions), varieties: some(fc.oneof(word, fc.constant('Ransomware'), fc.constant('Phishing'))), vectors: some(word) }), { selector: (one) => one.action, maxLength: 3 }),
  actors: fc.uniqueArray(fc.record({ actor: fc.constantFrom('external', 'internal', 'partner', 'unknown'), varieties: some(word), motives: some(fc.constantFrom('Financial', 'altro')), countries: some(fc.constantFrom('IT', 'FR')) }), { selector: (one) => one.actor, maxLength: 3 }),
  assets: some(fc.oneof(word, fc.constant('S - Database'))), confidentiality: fc.record({ disclosed: fc.constantFrom('yes', 'unknown'), classes: some(fc.constantFrom('Medical', 'Personal', 'nostra')) }), integrity: some(fc.constantFrom('Defacement', 'x y')), availability: some(fc.constantFrom('Loss', 'Interruption')),
  techniques: fc.subarray(['T1486', 'T1078']), people: fc.nat(), records: fc.nat(), gigabytes: fc.constant(1.5), costEur: fc.nat(), daysToRestore: fc.constantFrom(0.5, 12), campaign: word, rest: fc.constant({ altro: [1, { a: null }] }),
  victims: fc.array(fc.record({ kind: fc.constantFrom('municipality', 'firm', 'school', 'person'), count: fc.integer({ min: 1, max: 2000 }), name: word, naming: fc.constantFrom('inside', 'self'), size: fc.constantFrom('unknown', 'small', 'pop_5k'), country: fc.constantFrom('IT', 'FR'), sector: fc.constantFrom('O84', 'J', 'Q86.1') }, { requiredKeys: ['kind', 'count', 'naming', 'size'] }), { maxLength: 4 }),
}, { requiredKeys: ['started'] })
test('any facts with a start are a valid incident, and come back whole', () => {
  fc.assert(fc.property(arbitrary, (given) => {
    const facts = factsShape.parse(given) as Facts
    const out = fromFacts(facts, 'OSS-2023-0001')!
    expect(checkIncident(out).problems).toEqual([])
    const { rest, ...back } = toFacts(JSON.parse(JSON.stringify(out)) as Json).facts
    const { veris: _, ...others } = rest!
    expect(back).toMatchObject(Object.fromEntries(Object.entries(facts).filter(([key, value]) => key !== 'rest' && !(Array.isArray(value) && value.length === 0))))
    expect(others).toEqual(facts.rest ?? {})
  }), { numRuns: 300 })
  expect(fromFacts({ title: 'Senza data' }, 'x')).toBeUndefined()
})

test('whatever comes is a statement or a reason', () => {
  fc.assert(fc.property(fc.anything(), (value) => { expect(readVeris(value)).toHaveProperty('code') }))
  fc.assert(fc.property(fc.constantFrom(...Object.keys(incident)), fc.jsonValue(), (key, value) => { readVeris({ ...incident, [key]: value }) }))
})

const tests = fileURLToPath(new URL('../../../../../shared/data/08-veris-cc-by-sa/01-incidents/veris-tests.ndjson.gz', import.meta.url))
test.skipIf(!existsSync(tests))('incidents of 2013 go out in the words of today, valid, with what has no place any more beside them', () => {
  const valid = gunzipSync(readFileSync(tests)).toString().trim().split('\n').map((row) => JSON.parse(row) as { file: string; should: string; incident: Json }).filter((one) => one.should === 'pass')
  expect(valid.length).toBeGreaterThan(10)
  for (const { file, incident: one } of valid) {
    const now = upgrade(one)
    expect([file, checkIncident(now).problems]).toEqual([file, []])
    const { facts } = toFacts(one)
    const back = fromFacts(facts, 'x')!
    expect([file, checkIncident(back).problems]).toEqual([file, []])
    expect([file, back]).toEqual([file, now])
  }
})
