import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CorrelationDocument } from '../../types.ts'
import { createCorrelator, type Fired } from '../index.ts'
import { naiveCorrelator, type Event, type Result } from './naive.ts'

type Parts = Partial<Omit<CorrelationDocument, 'condition'>> & { condition?: Partial<CorrelationDocument['condition']> }
const correlation = (parts: Parts): CorrelationDocument => ({
  kind: 'correlation', id: 'c', title: 'c', tags: [], references: [], falsepositives: [], fields: [], related: [], path: 'c.yml', document: 0, line: 1,
  type: 'event_count', rules: ['a'], groupBy: ['user'], timespanMs: 10, aliases: {}, generate: false, ...parts, condition: { bounds: [], ...parts.condition },
})
const gte = (value: number) => [{ op: 'gte' as const, value }]
const run = (documents: readonly CorrelationDocument[], events: readonly Event[], options: Partial<Parameters<typeof createCorrelator>[1]> = {}) => {
  const correlator = createCorrelator(documents, { maxGroups: 1000, maxEvents: 1e6, ...options })
  return { fired: events.map((event) => correlator.feed({ rule: event.rule, time: event.time, read: (field) => event.fields[field], event: event.id }).map(plain)), correlator }
}
const plain = (one: Fired): Result => ({ correlation: one.correlation.id, group: JSON.stringify(one.group.map(([, value]) => value)), from: one.from, to: one.to, count: one.count, value: one.value, events: one.events as number[] })
const events = (...list: readonly (readonly [rule: string, time: number, fields?: Record<string, string>])[]): Event[] => list.map(([rule, time, fields], id) => ({ rule, time, fields: fields ?? { user: 'u' }, id }))
const times = (fired: readonly (readonly Result[])[]) => fired.flatMap((one, at) => (one.length > 0 ? [at] : []))

describe('correlations', () => {
  test('an event exactly as old as the timespan still counts, an older one does not', () => {
    const doc = correlation({ condition: { bounds: gte(2) } })
    expect(times(run([doc], events(['a', 0], ['a', 10])).fired)).toEqual([1])
    expect(times(run([doc], events(['a', 0], ['a', 11])).fired)).toEqual([])
  })
  test('fires when it begins to hold, again after it ceased, and again after a timespan', () => {
    const doc = correlation({ condition: { bounds: gte(2) } })
    expect(times(run([doc], events(['a', 0], ['a', 1], ['a', 2], ['a', 30], ['a', 31])).fired)).toEqual([1, 4])
    expect(times(run([doc], events(...Array.from({ length: 25 }, (_one, at) => ['a', at] as const))).fired)).toEqual([1, 11, 21])
  })
  test('without a field of group-by it is counted apart, and so is a value that is none', () => {
    const { fired, correlator } = run([correlation({ type: 'value_sum', condition: { field: 'n', bounds: gte(3) } })], events(['a', 0, {}], ['a', 1, { user: 'u', n: 'x' }], ['a', 2, { user: 'u', n: '3' }]))
    expect(times(fired)).toEqual([2])
    expect(correlator.stats()).toMatchObject({ ungrouped: 1, unvalued: 1, groups: 1 })
  })
  test('late events are put where they belong, or dropped and counted', () => {
    const doc = correlation({ type: 'temporal_ordered', rules: ['a', 'b', 'd'], condition: {} })
    const { fired, correlator } = run([doc], events(['d', 20], ['a', 12], ['b', 15], ['a', 9]))
    expect(fired.flat()).toEqual([{ correlation: 'c', group: '["u"]', from: 12, to: 20, count: 3, value: 3, events: [1, 2, 0] }])
    expect(correlator.stats().late).toBe(1)
  })
  test('aliases, names for ids, extended conditions', () => {
    const doc = correlation({ type: 'temporal', rules: ['a', 'b', 'n'], groupBy: ['ip'], aliases: { ip: { a: 'src', b: 'dst', n: 'src' } }, condition: { expression: 'a and (b or n) and not (b and n)' } })
    expect(times(run([doc], events(['a', 0, { src: '1' }], ['b', 1, { src: '1', dst: '2' }], ['b', 2, { dst: '1' }])).fired)).toEqual([2])
    const correlator = createCorrelator([doc], { maxGroups: 10 })
    expect(correlator.feed({ rule: 'id-of-n', name: 'n', time: 0, read: () => '1', event: 0 })).toEqual([])
    expect(correlator.feed({ rule: 'a', time: 1, read: () => '1', event: 1 })).toHaveLength(1)
  })
  test('chains, and circles that are refused', () => {
    const low = correlation({ id: 'low', name: 'burst', condition: { bounds: gte(2) } })
    const high = correlation({ id: 'high', type: 'temporal_ordered', rules: ['burst', 'b'], timespanMs: 100 })
    expect(run([high, low], events(['a', 0], ['a', 1], ['b', 5])).fired.map((one) => one.map((each) => each.correlation))).toEqual([[], ['low'], ['high']])
    const circle = createCorrelator([correlation({ id: 'x', rules: ['y'], condition: { bounds: gte(1) } }), correlation({ id: 'y', rules: ['x', 'a'], condition: { bounds: gte(1) } }), low], { maxGroups: 10 })
    expect(circle.problems.map((problem) => problem.code)).toEqual(['circle', 'circle'])
  })
  test('what cannot be correlated is told', () => {
    const codes = (parts: Parts) => createCorrelator([correlation(parts)], { maxGroups: 1 }).problems.map((one) => one.code)
    expect(codes({})).toEqual(['bounds'])
    expect(codes({ type: 'value_count', condition: { bounds: gte(1) } })).toEqual(['field'])
    expect(codes({ type: 'value_percentile', condition: { bounds: gte(1), field: 'n' } })).toEqual(['percentile'])
    expect(codes({ type: 'temporal', condition: { expression: 'a and' } })).toEqual(['expression'])
    expect(codes({ type: 'temporal', condition: { expression: 'zz' } })).toEqual(['expression'])
    expect(codes({ type: 'temporal_ordered', rules: ['a', 'b'], condition: { expression: 'a or b' } })).toEqual(['expression'])
    expect(codes({ type: 'temporal_ordered', rules: ['a', 'a'] })).toEqual(['expression'])
    expect(codes({ rules: [], condition: { bounds: gte(1) } })).toEqual(['rules'])
    expect(codes({ timespanMs: 0, condition: { bounds: gte(1) } })).toEqual(['timespan'])
  })
  test('groups go with their window, the oldest first when there are too many, bytes too', () => {
    const doc = correlation({ timespanMs: 5000, condition: { bounds: gte(2) } })
    const many = Array.from({ length: 50 }, (_one, at): Event => ({ rule: 'a', time: at * 1000, fields: { user: String(at) }, id: at }))
    const { correlator } = run([doc], many, { maxGroups: 5 })
    expect(correlator.stats()).toMatchObject({ groups: 5, evicted: 45 })
    expect(correlator.feed({ rule: 'a', time: 50_000, read: () => '49', event: 0 })).toHaveLength(1)
    expect(run([doc], many).correlator.stats().groups).toBeLessThanOrEqual(12)
    expect(run([doc], many, { maxBytes: 3000 }).correlator.stats()).toMatchObject({ groups: 4 })
  })

  const names = ['a', 'b', 'd']
  const bound = fc.record({ op: fc.constantFrom('lt' as const, 'lte' as const, 'gt' as const, 'gte' as const, 'gte' as const, 'eq' as const, 'neq' as const), value: fc.integer({ min: 0, max: 6 }) })
  const document = fc.record({
    type: fc.constantFrom('event_count' as const, 'value_count' as const, 'value_sum' as const, 'value_avg' as const, 'value_percentile' as const, 'value_median' as const, 'temporal' as const, 'temporal_ordered' as const),
    rules: fc.shuffledSubarray(names, { minLength: 1 }), groupBy: fc.constantFrom([], ['user'], ['user', 'host'], ['alias']), timespanMs: fc.integer({ min: 1, max: 8 }),
    bounds: fc.array(bound, { minLength: 1, maxLength: 2 }), percentile: fc.constantFrom(0, 25, 50, 90, 100), expression: fc.constantFrom(undefined, 'a', 'a and b', 'a or not b', 'not (a and b) and (d or a)'), bare: fc.boolean(), chained: fc.boolean(),
  }).map(({ bounds, percentile, expression, bare, chained, ...rest }): CorrelationDocument => {
    const temporal = rest.type.startsWith('temporal')
    const extended = rest.type === 'temporal' ? expression : undefined
    return correlation({ ...rest, rules: extended ? names : chained ? [...rest.rules, 'c0'] : rest.rules, aliases: { alias: { a: 'user', b: 'host' } }, condition: { field: 'n', percentile, bounds: extended || (temporal && bare) ? [] : bounds, ...(extended ? { expression: extended } : {}) } })
  })
  const event = fc.record({ rule: fc.constantFrom(...names, 'zz'), step: fc.integer({ min: -4, max: 4 }), fields: fc.record({ user: fc.constantFrom('u', 'v'), host: fc.constantFrom('u', 'h'), n: fc.constantFrom('1', '2', '5', '-3', 'x', '') }, { requiredKeys: [] }) })
  test('agree with windows that are looked at anew at each event', () => {
    fc.assert(fc.property(fc.array(document, { minLength: 1, maxLength: 3 }), fc.array(event, { maxLength: 60 }), fc.boolean(), (raw, steps, calm) => {
      const documents = raw.map((one, at) => ({ ...one, id: `c${at}`, rules: at === 0 ? one.rules.filter((rule) => rule !== 'c0') : one.rules }))
      if (documents.some((one) => one.rules.length === 0)) return
      let time = 100
      const list = steps.map(({ rule, step, fields }, id): Event => ({ rule, time: time += calm ? Math.abs(step) : step, fields, id }))
      const naive = naiveCorrelator(documents)
      const { fired, correlator } = run(documents, list)
      expect(correlator.problems).toEqual([])
      const sorted = (results: readonly Result[]) => results.map((one) => JSON.stringify(one)).sort()
      list.forEach((one, at) => expect(sorted(fired[at]!)).toEqual(sorted(naive(one))))
    }), { numRuns: 3000 })
  })

  const lane = '../shared/data/02-detection/rsigma-perf-lanes/correlation.ndjson.gz'
  const here = existsSync(lane)
  test.skipIf(!here)(`the correlation lane, event by event${here ? '' : ' (skipped: ../shared/data/02-detection is not beside the project)'}`, () => {
    const parts: readonly Parts[] = [
      { id: 'perf-auth-failure-user-burst', groupBy: ['User'], condition: { bounds: gte(4) } },
      { id: 'perf-auth-source-fanout', type: 'value_count', groupBy: ['Computer'], condition: { field: 'SourceIP', bounds: gte(10) } },
      { id: 'perf-auth-egress-volume', type: 'value_sum', groupBy: ['Computer'], condition: { field: 'BytesOut', bounds: [{ op: 'gt', value: 50_000 }] } },
      { id: 'perf-auth-failure-then-success', type: 'temporal_ordered', groupBy: ['User'], rules: ['perf_auth_failure', 'perf_auth_success'], condition: { bounds: gte(2) } },
    ]
    const documents = parts.map((one) => correlation({ rules: ['perf_auth_failure'], timespanMs: 300_000, ...one }))
    const list = gunzipSync(readFileSync(lane)).toString().trim().split('\n').map((line, id): Event => {
      const raw = JSON.parse(line) as Record<string, string | number>
      return { rule: `perf_auth_${String(raw['EventType']).replace('authentication_', '')}`, time: id * 500, fields: Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, String(value)])), id }
    })
    const naive = naiveCorrelator(documents)
    const { fired } = run(documents, list)
    list.slice(0, 4000).forEach((one, at) => expect(fired[at]).toEqual(naive(one)))
    const counts = Object.groupBy(fired.flat(), (one) => one.correlation)
    for (const doc of documents) expect(counts[doc.id]?.length ?? 0).toBeGreaterThan(0)
  })
})
