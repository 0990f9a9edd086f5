import { expect, test } from 'vitest'
import { standingOf } from '../../core/correlations.ts'
import type { Step } from '../store/steps-store.ts'
import { createWindows } from './windows.ts'

const yaml = (id: string, more: string) => ({ id, yaml: `title: ${id}\nid: ${id}\ncorrelation:\n  timespan: 1m\n${more}`, parts: [] as string[] })
const burst = { ...yaml('burst', '  type: event_count\n  rules:\n    - by-name\n  group-by:\n    - ip\n  condition:\n    gte: 2\n'), parts: ['part'] }
const chain = { ...yaml('chain', '  type: temporal\n  rules:\n    - burst\n    - other\n  group-by:\n    - who\n  aliases:\n    who:\n      burst: user\n      other: name\n  condition: burst and other\n'), parts: ['burst', 'other'] }
let id = 0
const step = (moments: readonly number[], ip: string, more: Partial<Step> = {}): Step => ({ id: ++id, realm: 'live', party_id: 'a', source_id: 's', rule_id: 'part', came_at: new Date(0), host: '', account: '', batch: 1, turn: null, fields: { ip }, hits: moments.map((one, place) => [one, place] as const), ...more })

test('a rule that correlations refer to knows every field they ask for, also those above, and how long a window may reach back', () => {
  const { docs, watched } = standingOf([burst, chain])
  expect(docs.map((doc) => [doc.id, doc.rules, doc.condition.expression])).toEqual([['burst', ['part'], undefined], ['chain', ['burst', 'other'], 'burst and other']])
  expect([...watched]).toEqual([['part', { fields: ['ip', 'name', 'user', 'who'], keepMs: 540_000 }], ['other', { fields: ['name', 'user', 'who'], keepMs: 420_000 }]])
  // One that is off is a part that cannot be counted; too long a window is not kept for.
  expect(standingOf([chain]).watched.get('part')).toBeUndefined()
  expect(standingOf([{ ...burst, yaml: burst.yaml.replace('1m', '8d') }]).docs).toEqual([])
})

test('bodies and realms are apart, a body may want one to be off, and groups that are given up are said', () => {
  const { docs } = standingOf([burst])
  const windows = createWindows(docs, (partyId, ruleId) => partyId === 'c' && ruleId === 'burst', 2)
  const fired = (...steps: Step[]) => windows.feed(steps).fired.map((one) => `${one.realm} ${one.partyId} ${one.group[0]![1]}`)
  expect(fired(step([0], 'x'), step([1], 'x', { party_id: 'b' }), step([2], 'x', { realm: 'ex:1' }), step([0, 1, 2], 'x', { party_id: 'c' }))).toEqual([])
  expect(fired(step([3], 'x'))).toEqual(['live a x'])
  const { missed } = windows.feed([step([10], 'y'), step([11], 'z'), step([12], 'w')])
  expect(missed).toEqual([{ ruleId: 'burst', realm: 'live', partyId: 'a', missed: { late: 0, ungrouped: 0, unvalued: 0, evicted: 2 } }])
})

test('what stands in one row is taken apart again: by the time of each hit, and as it came where the time is the same', () => {
  const windows = createWindows(standingOf([burst]).docs, () => false)
  // An hour of one address in one row, and in between another.
  const { fired } = windows.feed([step([0, 1_000_000, 2_000_000, 2_000_500], 'x'), step([1_500_000, 1_500_001], 'y')])
  expect(fired.map((one) => [one.group[0]![1], one.by.moment, one.events.map((met) => met.place)])).toEqual([['y', 1_500_001, [0, 1]], ['x', 2_000_500, [2, 3]]])
})
