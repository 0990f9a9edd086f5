import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AVAILABILITY_EFFECT, buildGraph, cascade, CONFIDENTIALITY, graphBytes, NEVER } from '../index.ts'

const { hard, member } = AVAILABILITY_EFFECT
type Row = [dependent: number, on: number, effect: number, autonomyMinutes: number, confidence: number, group?: number]
const table = (rows: readonly Row[]) => ({
  dependents: rows.map((row) => row[0]), on: rows.map((row) => row[1]), effects: rows.map((row) => row[2]),
  autonomyMinutes: rows.map((row) => row[3]), confidence: rows.map((row) => row[4]), groups: rows.map((row) => row[5] ?? -1),
})

describe('bad rows are named, left out, and harm nobody else', () => {
  test.each<[string, Row, string, number]>([
    ['a dependency on nothing', [1, 9, hard, 0, 1], 'no-such-service', 9],
    ['a dependent that is none', [-1, 0, hard, 0, 1], 'no-such-service', -1],
    ['half a service', [0.5, 0, hard, 0, 1], 'no-such-service', 0.5],
    ['an autonomy that is no number', [1, 0, hard, NaN, 1], 'bad-autonomy', NaN],
    ['a negative autonomy', [1, 0, hard, -5, 1], 'bad-autonomy', -5],
    ['an endless autonomy', [1, 0, hard, Infinity, 1], 'bad-autonomy', Infinity],
    ['a confidence above one', [1, 0, hard, 0, 1.01], 'bad-confidence', 1.01],
    ['a confidence that is no number', [1, 0, hard, 0, NaN], 'bad-confidence', NaN],
    ['an unknown effect', [1, 0, 16, 0, 1], 'bad-effect', 16],
    ['a member of no group', [1, 0, member, 0, 1, 4], 'no-such-group', 4],
    ['a member of another service’s group', [2, 0, member, 0, 1, 0], 'group-of-another', 0],
    ['a member named twice', [1, 0, member, 0, 1, 0], 'member-twice', 0],
  ])('%s', (_, bad, code, value) => {
    const sound: Row[] = [[2, 1, hard, 5, 1], [1, 0, member, 0, 1, 0]]
    const groups = { dependents: [1], needed: [1], autonomyMinutes: [10] }
    const { graph, problems } = buildGraph(3, table([...sound, bad]), groups)
    expect(problems).toEqual([{ code, table: 'dependencies', row: 2, value }])
    expect(graph.dependencies).toBe(2)
    expect(Array.from(cascade(graph, { down: [0] }).downAt)).toEqual([0, 10, 15])
  })

  test.each<[string, [number, number, number], string]>([
    ['needs more than there are', [1, 3, 0], 'needs-more-than-members'],
    ['needs none', [1, 0, 0], 'bad-needed'],
    ['needs half a member', [1, 1.5, 0], 'bad-needed'],
    ['has an autonomy that is no number', [1, 1, NaN], 'bad-autonomy'],
  ])('a group that %s takes nobody down; its members keep what they can read', (_, [dependent, needed, autonomy], code) => {
    const rows: Row[] = [[1, 0, member | CONFIDENTIALITY, 0, 1, 0], [1, 2, member, 0, 1, 0]]
    const { graph, problems } = buildGraph(3, table(rows), { dependents: [dependent], needed: [needed], autonomyMinutes: [autonomy] })
    expect(problems.map((problem) => [problem.code, problem.table, problem.row])).toEqual([[code, 'groups', 0]])
    const impact = cascade(graph, { down: [0, 2], exposed: [0] })
    expect(impact.downAt[1]).toBe(NEVER)
    expect(Array.from(impact.exposedServices)).toEqual([0, 1])
  })

  test('columns of different lengths give an empty graph and say where they part', () => {
    const { graph, problems } = buildGraph(3, { ...table([[1, 0, hard, 0, 1]]), confidence: [] })
    expect(problems).toEqual([{ code: 'lengths-differ', table: 'dependencies', row: 0, value: 0 }])
    expect(cascade(graph, {}).downServices).toHaveLength(0)
  })

  test('a number of services that is none', () => {
    expect(buildGraph(NaN, table([])).problems[0]?.code).toBe('bad-service-count')
  })
})

test('nothing throws, whatever is in the columns', () => {
  const anything = fc.oneof(fc.double(), fc.integer({ min: -2, max: 5 }), fc.constantFrom(NaN, Infinity, -0, 2 ** 40))
  const row = fc.tuple(anything, anything, fc.oneof(anything, fc.nat(16)), anything, fc.oneof(anything, fc.constant(1)), fc.oneof(anything, fc.nat(1)))
  fc.assert(fc.property(fc.array(row, { maxLength: 12 }), fc.array(fc.tuple(anything, anything, anything), { maxLength: 3 }), fc.array(anything), (rows, groups, down) => {
    const { graph, problems } = buildGraph(4, table(rows), {
      dependents: groups.map((group) => group[0]), needed: groups.map((group) => group[1]), autonomyMinutes: groups.map((group) => group[2]),
    })
    const refused = new Set(problems.filter((problem) => problem.table === 'dependencies').map((problem) => problem.row))
    expect(graph.dependencies).toBe(rows.length - refused.size)
    cascade(graph, { down, degraded: down, exposed: down, tampered: down })
  }), { numRuns: 2000 })
})

test('an edge costs at most 24 bytes with everything it brings, even when all are members of groups', () => {
  const services = 1000
  const rows: Row[] = Array.from({ length: 20_000 }, (_, i) => [Math.floor(i / 20), (i * 7 + Math.floor(i / 20)) % services, member, 0, 1, Math.floor(i / 20)])
  const groups = { dependents: [...Array(services).keys()], needed: Array(services).fill(1), autonomyMinutes: Array(services).fill(0) }
  const { graph, problems } = buildGraph(services, table(rows), groups)
  expect(problems).toEqual([])
  expect(graphBytes(graph) / graph.dependencies).toBeLessThanOrEqual(24)
})

test('group numbers fill their 19 bits: the last allowed one works, the next is refused', () => {
  const count = 2 ** 19 + 1
  const column = (value: number) => new Int32Array(count).fill(value)
  const numbers = column(0).map((_, group) => group)
  const { graph, problems } = buildGraph(
    count + 1,
    { dependents: numbers.map((group) => group + 1), on: column(0), effects: column(member), autonomyMinutes: column(0), confidence: column(1), groups: numbers },
    { dependents: numbers.map((group) => group + 1), needed: column(1), autonomyMinutes: numbers.map((group) => group % 3) },
  )
  expect(problems).toEqual([{ code: 'too-many-groups', table: 'groups', row: count - 1, value: count - 1 }])
  const { downAt } = cascade(graph, { down: [0] })
  expect([count - 2, count - 1, count].map((service) => downAt[service])).toEqual([(count - 3) % 3, (count - 2) % 3, NEVER])
})
