import { describe, expect, test } from 'vitest'
import type { CorrelationDocument } from '../types.ts'
import { codes } from '../tests/say.ts'
import { readDocuments } from './read.ts'

const parse = (correlation: string, more = '') => readDocuments([{ path: 'a.yml', text: `title: A correlation\n${more}correlation:\n${correlation.trim().replace(/^/gm, '  ')}\n` }])
const good = (correlation: string, more = '') => { const { documents, refused } = parse(correlation, more); expect(refused).toEqual([]); return documents[0] as CorrelationDocument }

describe('correlations', () => {
  // The examples of the specification 2.1.
  test.each<[string, Partial<CorrelationDocument>]>([
    ['type: event_count\nrules:\n  - 5638f7c0-ac70-491d-8465-2a65075e0d86\ngroup-by:\n  - ComputerName\ntimespan: 1h\ncondition:\n  gte: 100', { type: 'event_count', rules: ['5638f7c0-ac70-491d-8465-2a65075e0d86'], groupBy: ['ComputerName'], timespanMs: 3_600_000, condition: { bounds: [{ op: 'gte', value: 100 }] }, generate: false, aliases: {} }],
    ['type: value_count\nrules: [a]\ngroup-by: [ComputerName, WorkstationName]\ntimespan: 1d\ncondition:\n  field: User\n  gte: 100', { type: 'value_count', timespanMs: 86_400_000, condition: { field: 'User', bounds: [{ op: 'gte', value: 100 }] } }],
    ['type: temporal\nrules: [recon_cmd_a, recon_cmd_b]\ngroup-by: [User]\ntimespan: 5m', { type: 'temporal', timespanMs: 300_000, condition: { bounds: [] } }],
    ['type: temporal_ordered\nrules: [recon_cmd_a, recon_cmd_b]\ngroup-by: [User]\ntimespan: 5m', { type: 'temporal_ordered', condition: { bounds: [] } }],
    ['type: value_sum\nrules: [website_access]\ngroup-by: [SourceIP]\ntimespan: 1h\ncondition:\n  field: bytes_sent\n  gt: 1000000', { type: 'value_sum', condition: { field: 'bytes_sent', bounds: [{ op: 'gt', value: 1_000_000 }] } }],
    ['type: value_avg\nrules: [a]\ngroup-by: [User]\ntimespan: 24h\ncondition:\n  field: BytesOut\n  gt: 500', { type: 'value_avg', condition: { field: 'BytesOut', bounds: [{ op: 'gt', value: 500 }] } }],
    ['type: value_percentile\nrules: [a]\ngroup-by: [ComputerName]\ntimespan: 24h\ncondition:\n  field: Image\n  lte: 1', { type: 'value_percentile', condition: { field: 'Image', bounds: [{ op: 'lte', value: 1 }] } }],
    ['type: value_median\nrules: [a]\ntimespan: 30s\ncondition:\n  field: x\n  percentile: 50\n  neq: 1.5', { type: 'value_median', timespanMs: 30_000, condition: { field: 'x', percentile: 50, bounds: [{ op: 'neq', value: 1.5 }] } }],
    ['type: event_count\nrules: a\ngroup-by: User\ntimespan: 7d\ncondition:\n  gt: 100\n  lte: 200', { rules: ['a'], groupBy: ['User'], timespanMs: 604_800_000, condition: { bounds: [{ op: 'lte', value: 200 }, { op: 'gt', value: 100 }] } }],
    ['type: event_count\nrules: [a]\ntimespan: 1M\ncondition:\n  eq: 0\ngenerate: true', { timespanMs: 2_592_000_000, generate: true, condition: { bounds: [{ op: 'eq', value: 0 }] } }],
    ['type: temporal\nrules: [a, b]\ntimespan: 1m\ncondition: a and not b', { condition: { bounds: [], expression: 'a and not b' } }],
    ['type: temporal\ntimespan: 1m\ncondition: (a or b) AND not c', { rules: ['a', 'b', 'c'], condition: { bounds: [], expression: '(a or b) AND not c' } }],
    ['type: temporal\nrules: [internal_error, new_connection]\ngroup-by: [internal_ip]\ntimespan: 10s\naliases:\n  internal_ip:\n    internal_error: destination.ip\n    new_connection: source.ip', { groupBy: ['internal_ip'], aliases: { internal_ip: { internal_error: 'destination.ip', new_connection: 'source.ip' } } }],
  ])('%s', (text, expected) => expect(good(text)).toMatchObject(expected))

  test('generate may stand beside the correlation, as the schema has it', () => expect(good('type: event_count\nrules: [a]\ntimespan: 1s\ncondition: {gt: 1}', 'generate: true\n').generate).toBe(true))

  test.each([
    ['type: event_sum\nrules: [a]\ntimespan: 1h\ncondition: {gt: 1}', ['bad_type']],
    ['type: event_count\nrules: [a]\ntimespan: 1h', ['no_condition']],
    ['type: event_count\nrules: [a]\ntimespan: 1h\ncondition: {}', ['no_condition']],
    ['type: event_count\nrules: []\ntimespan: 1h\ncondition: {gt: 1}', ['no_rules']],
    ['type: event_count\nrules: [a, a]\ntimespan: 1h\ncondition: {gt: 1}', ['rule_twice']],
    ['type: event_count\nrules: [a]\ncondition: {gt: 1}', ['bad_timespan']],
    ['type: event_count\nrules: [a]\ntimespan: 90\ncondition: {gt: 1}', ['bad_timespan']],
    ['type: event_count\nrules: [a]\ntimespan: 0m\ncondition: {gt: 1}', ['bad_timespan']],
    ['type: event_count\nrules: [a]\ntimespan: 11y\ncondition: {gt: 1}', ['bad_timespan']],
    ['type: event_count\nrules: [a]\ntimespan: 1h\ncondition: {gt: many}', ['bad_condition']],
    ['type: event_count\nrules: [a]\ntimespan: 1h\ncondition: {above: 1}', ['bad_condition']],
    ['type: event_count\nrules: [a]\ntimespan: 1h\ncondition: a and b', ['bad_condition']],
    ['type: value_count\nrules: [a]\ntimespan: 1h\ncondition: {gt: 1}', ['no_field']],
    ['type: value_count\nrules: [a]\ntimespan: 1h\ncondition: {gt: 1, field: [a, b]}', ['no_field']],
    ['type: value_percentile\nrules: [a]\ntimespan: 1h\ncondition: {gt: 1, field: a, percentile: 101}', ['bad_percentile']],
    ['type: temporal\nrules: [a]\ntimespan: 1h\naliases: {x: {b: f}}', ['unknown_rule']],
    ['type: temporal\nrules: [a]\ntimespan: 1h\naliases: {x: f}', ['bad_aliases']],
  ])('%s is refused', (text, expected) => expect(codes(parse(text))).toEqual(expected))

  test('says where', () => {
    const { refused } = parse('type: event_count\nrules: [a]\ntimespan: 1h\ncondition:\n  gt: 1\n  above: 2')
    expect(refused[0]!.problems[0]).toMatchObject({ code: 'bad_condition', line: 8, column: 5 })
  })
})
