/** The schema's own tests where their file is here; by hand what they do not touch. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkIncident } from './index.ts'

const whole = {
  schema_version: '1.4.1', incident_id: 'prova-1', summary: 'Posta falsa, poi cifratura.', security_incident: 'Confirmed', timeline: { incident: { year: 2023 } },
  actor: { external: { variety: ['Organized crime'], motive: ['Financial'] } }, action: { malware: { variety: ['Ransomware'], vector: ['Email attachment'] } },
  asset: { assets: [{ variety: 'S - File' }], cloud: ['Unknown'] }, discovery_method: { unknown: true }, attribute: { availability: { variety: ['Obscuration'] } },
}
test('each problem with its place', () => {
  expect(checkIncident(whole)).toEqual({ valid: true, edition: 'current', problems: [] })
  const { valid, problems } = checkIncident({
    ...whole, summary: undefined, timeline: { incident: { year: 1949, month: 13 } }, action: { malware: { variety: ['Ransomware', 'Ransomware'], vector: [] }, magic: {} }, victim: { country: ['XX'], employee_count: 'Many', industry: '92' },
    discovery_method: 'Int - unknown', __proto__: null, impact: { overall_rating: 'Unknown', iso_currency_code: 'XXQ' },
  })
  expect(valid).toBe(false)
  expect(problems.map(({ path, code }) => `${path} ${code}`).sort()).toEqual([
    'action.magic unknown_field', 'action.malware.variety duplicate', 'action.malware.vector empty', 'discovery_method wrong_type', 'impact.iso_currency_code unknown_term', 'summary wrong_type',
    'timeline.incident.month out_of_range', 'timeline.incident.year out_of_range', 'victim.country.0 unknown_term', 'victim.employee_count unknown_term', 'victim.government missing',
  ])
})

test('between the editions either shape is an incident', () => {
  for (const schema_version of ['1.3.6', '1.3.7']) for (const discovery_method of ['Int - unknown', { unknown: true }]) expect(checkIncident({ ...whole, schema_version, discovery_method })).toMatchObject({ edition: 'middle', problems: [] })
  expect(checkIncident({ ...whole, schema_version: '1.2', timeline: { incident: { year: 2014 } }, discovery_method: 'Ext - audit', victim: { country: 'IT', employee_count: 'Unknown', industry: '31-33' } })).toMatchObject({ edition: 'old', problems: [] })
  expect(checkIncident({ ...whole, discovery_method: 'Int - unknown' }).valid).toBe(false)
})

test('whatever comes is judged, and nothing throws', () => {
  fc.assert(fc.property(fc.anything(), (value) => { expect(checkIncident(value).valid).toBe(false) }))
  const change = fc.tuple(fc.constantFrom(...Object.keys(whole)), fc.jsonValue())
  fc.assert(fc.property(change, ([key, value]) => { checkIncident({ ...whole, [key]: value }) }))
  expect(checkIncident(JSON.parse('{"__proto__": {"valid": true}, "constructor": 1}')).problems.filter((one) => one.code === 'unknown_field').map((one) => one.path)).toEqual(['__proto__', 'constructor'])
  expect(checkIncident({ ...whole, ...Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`x${at}`, at])) }).problems).toHaveLength(100)
})

const tests = fileURLToPath(new URL('../../../shared/data/08-veris-cc-by-sa/01-incidents/veris-tests.ndjson.gz', import.meta.url))
// Their file is CC BY-SA and lies beside the project, not in it: without it this test is skipped.
test.skipIf(!existsSync(tests))('the schema’s own 109 tests, each judged as it says, and for that reason', () => {
  const all = gunzipSync(readFileSync(tests)).toString().trim().split('\n').map((row) => JSON.parse(row) as { file: string; should: 'pass' | 'fail'; incident: unknown })
  expect(all).toHaveLength(109)
  for (const { file, should, incident } of all) {
    const { valid, problems } = checkIncident(incident)
    expect([file, valid ? 'pass' : 'fail', problems]).toEqual([file, should, should === 'pass' ? [] : expect.anything()])
    // Some of them hold more than one mistake; none fails for a matter of edition.
    if (should === 'fail') expect([file, problems.length <= 4 && problems.every((one) => !/^(summary|discovery_method|asset\.cloud)$/.test(one.path) || one.code === 'missing')]).toEqual([file, true])
  }
})
