import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate } from './evaluate.ts'
import { factsFromJson } from './factsFromJson.ts'

const party = { country: 'IT', kind: 'municipality' }
const paths = (document: unknown): readonly string[] => factsFromJson(document).problems.map(({ path, message }) => `${path} ${message.code}`)

describe('facts document', () => {
  test('the fixtures read and evaluate', () => {
    for (const name of ['municipality', 'hospital']) {
      const file = new URL(`./fixtures/${name}.facts.json`, import.meta.url)
      const { facts, problems } = factsFromJson(JSON.parse(readFileSync(file, 'utf8')))
      expect(problems).toEqual([])
      expect(evaluate(facts!, new Date('2026-10-05T12:00:00+02:00')).obligations.length).toBeGreaterThan(3)
    }
  })
  test('all problems at once, each at its path', () => {
    expect(paths({
      party: { country: 'DE', kind: 'municipality', population: -1, popolazione: 3, regionalCapital: true },
      clocks: { aware: { at: '2026-10-05 10:00' }, sensed: { at: '2026-10-05T10:00:00Z' }, handling_ended: {} },
      filings: [{ regime: 'EU-GDPR33', stage: 'notification', sentAt: '1970-01-01T00:00:00Z', protocol: ' ' }],
    })).toEqual([
      '$.party.country problem_choice', '$.party.population problem_range', '$.party.popolazione problem_unknown_key',
      '$.party.regionalCapital problem_choice', '$.clocks.aware.at problem_instant', '$.clocks.sensed problem_unknown_key',
      '$.clocks.handling_ended.at problem_missing', '$.filings[0].sentAt problem_range', '$.filings[0].protocol problem_type',
    ])
  })
  test('a time without its offset, a day that does not exist and a filing of another country are refused', () => {
    const aware = (at: string): readonly string[] => paths({ party, clocks: { aware: { at } } })
    expect(aware('2026-10-05T10:00:00')).toEqual(['$.clocks.aware.at problem_instant'])
    expect(aware('2026-02-31T10:00:00Z')).toEqual(['$.clocks.aware.at problem_instant'])
    expect(aware('2026-10-05T25:00:00Z')).toEqual(['$.clocks.aware.at problem_instant'])
    expect(aware('2026-10-05T10:00:00+02:00')).toEqual([])
    expect(paths({ party: { ...party, acn: { status: 'important', noticeReceivedOn: '2026-02-30' } } })).toEqual(['$.party.acn.noticeReceivedOn problem_day'])
    const filing = { regime: 'FR-SANTE', stage: 'declaration', sentAt: '2026-10-05T10:00:00Z', protocol: 'X' }
    expect(paths({ party, filings: [filing] })).toEqual(['$.filings[0].regime problem_kind_country'])
    expect(paths({ party, filings: [{ regime: 'EU-GDPR33', stage: 'notification', sentAt: '2026-10-05T10:00:00Z' }] })).toEqual(['$.filings[0].protocol problem_missing'])
  })
  test('never throws, and nothing is half-read', () => {
    expect(paths(null)).toEqual(['$ problem_type'])
    expect(paths({})).toEqual(['$.party problem_missing'])
    expect(paths(JSON.parse('{"party":{"country":"IT","kind":"municipality"},"__proto__":{"x":1}}'))).toEqual(['$.__proto__ problem_unknown_key'])
    expect(paths({ party, constructor: 1 })).toEqual(['$.constructor problem_unknown_key'])
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      const { facts, problems } = factsFromJson(value)
      expect(facts === null).toBe(problems.length > 0)
    }))
    fc.assert(fc.property(fc.jsonValue(), fc.constantFrom('party', 'incident', 'decisions', 'clocks', 'suggested', 'filings'), (value, key) => {
      const { facts, problems } = factsFromJson({ party, [key]: value })
      expect(facts === null).toBe(problems.length > 0)
      if (facts) expect(() => evaluate(facts, new Date('2026-10-05T12:00:00Z'))).not.toThrow()
    }))
  })
})
