import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkBundle, checkObject, type Json } from '../../index.ts'

const id = (type: string, n = 0) => `${type}--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const base = (type: string, rest: object = {}) => ({ type, spec_version: '2.1', id: id(type), created: '2026-01-01T00:00:00.000Z', modified: '2026-01-01T00:00:00.000Z', ...rest })
const errors = (value: unknown) => checkObject(value).problems.filter((one) => one.severity === 'error').map((one) => `${one.code} ${one.path}`)
const codes = (value: unknown) => checkObject(value).problems.map((one) => one.code)
const tool = base('tool', { name: 'x' })

test('what the standard asks of properties together', () => {
  expect(errors(tool)).toEqual([])
  expect(errors({ ...tool, modified: '2025-01-01T00:00:00.000Z' })).toEqual(['order modified'])
  expect(errors({ ...tool, id: id('malware') })).toEqual(['id-type id'])
  expect(errors({ ...tool, confidence: 101 })).toEqual(['range confidence'])
  expect(errors({ ...tool, created_by_ref: id('tool') })).toEqual(['reference created_by_ref'])
  expect(errors({ ...tool, external_references: [{ source_name: 'x' }] })).toEqual(['needs external_references[0].description'])
  expect(errors({ ...tool, granular_markings: [{ lang: 'it', selectors: ['aliases.[0]'] }] })).toEqual(['selector granular_markings[0].selectors[0]'])
  expect(errors({ ...tool, created: '2026-02-30T00:00:00.000Z' })).toEqual(['format created'])
  expect(errors({ ...tool, Severity: 1 })).toEqual(['name Severity'])
  expect(errors({ ...tool, severity: 1 })).toEqual(['reserved severity'])
  expect(errors(base('location', { latitude: 91, longitude: 1 }))).toEqual(['range latitude'])
  expect(errors(base('location', { region: 'atlantis', precision: 1 }))).toEqual(['needs precision'])
  expect(errors(base('relationship', { relationship_type: 'uses', source_ref: id('marking-definition'), target_ref: id('tool') }))).toEqual(['reference source_ref'])
  expect(errors(base('indicator', { pattern: "[a:b = 'c'", pattern_type: 'stix', valid_from: '2026-01-01T00:00:00Z' }))).toEqual(['pattern pattern'])
  expect(errors({ ...base('file', { name: 'x', hashes: { MD5: 'abc' } }) })).toContain('hash hashes.MD5')
  expect(errors({ ...tool, extensions: { [id('extension-definition')]: { x: 1 } } })).toEqual([`missing extensions.${id('extension-definition')}.extension_type`])
})

test('what the standard only advises is a warning', () => {
  expect(codes({ ...tool, tool_types: ['hammer'] })).toEqual(['open-vocabulary'])
  expect(codes({ ...tool, x_mine: 1 })).toEqual(['unknown-property'])
  expect(codes({ type: 'url', id: id('url'), value: 'http://example.org/' })).toEqual(['id-not-deterministic'])
  expect(codes(base('x-mine'))).toEqual(['unknown-type'])
})

test('objects of 2.0 are judged by 2.0', () => {
  const { spec_version: _, ...older } = base('indicator', { labels: ['malicious-activity'], pattern: "[url:value = 'x']", valid_from: '2026-01-01T00:00:00Z' })
  expect(errors(older)).toEqual([])
  expect(errors({ ...older, labels: undefined })).toEqual(['missing labels'])
  const { spec_version: _2, ...grouping } = base('grouping', { context: 'unspecified', object_refs: [id('tool')] })
  expect(errors(grouping)).toEqual(['missing spec_version'])
})

test('random damage and random JSON never throw', () => {
  const whole = { type: 'bundle', id: id('bundle'), objects: [tool, base('indicator', { pattern: "[url:value = 'x']", pattern_type: 'stix', valid_from: '2026-01-01T00:00:00Z', granular_markings: [{ lang: 'it', selectors: ['pattern'] }] })] }
  const names = Object.keys({ ...whole.objects[0], ...whole.objects[1], extensions: 1, hashes: 1, objects: 1 })
  fc.assert(fc.property(fc.constantFrom(...names), fc.jsonValue(), fc.nat(1), (name, value, at) => {
    const damaged = { ...whole, objects: whole.objects.map((one, i) => (i === at ? { ...one, [name]: value } : one)) }
    checkBundle(damaged)
    checkBundle(value as Json)
  }), { numRuns: 500 })
})

test('a million levels, a hundred thousand relations on one object and circles are bounded', () => {
  const deep = JSON.parse(`{"type":"tool","a":${'['.repeat(1e6)}${']'.repeat(1e6)}}`) as unknown
  expect(codes(deep)).toEqual(['too-deep'])
  const relations = Array.from({ length: 100_000 }, (_, n) => ({ ...base('relationship', { relationship_type: 'related-to', source_ref: id('tool'), target_ref: id('tool', n % 2) }), id: id('relationship', n) }))
  const start = performance.now()
  const checked = checkBundle({ type: 'bundle', id: id('bundle'), objects: [tool, { ...tool, id: id('tool', 1) }, ...relations] })
  expect(checked.valid).toBe(true)
  expect(performance.now() - start).toBeLessThan(20_000)
  const circle = [base('process', { parent_ref: id('process', 1) }), { ...base('process', { parent_ref: id('process') }), id: id('process', 1) }]
  expect(checkBundle({ type: 'bundle', id: id('bundle'), objects: circle }).valid).toBe(true)
  expect(checkObject({ ...tool, aliases: Array.from({ length: 10_000 }, () => 1) }).problems).toHaveLength(201)
})
