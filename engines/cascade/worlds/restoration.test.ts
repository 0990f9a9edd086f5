import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cascade, makeScratch, restorationOrder } from '../index.ts'
import type { Graph } from '../index.ts'
import { build, territory } from '../tests/territories.ts'
import { goodOrder } from './restoration-good.ts'
import { modelOf } from './restoration-model.ts'

const plain = { confidentiality: false, integrity: false, autonomyMinutes: 0, confidence: 1, group: -1 }

/** A provider with some units down, people behind the services, hours behind the work. */
const outage = territory.chain((land) => fc.record({
  land: fc.constant(land),
  units: fc.array(fc.array(fc.nat(land.services - 1), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
  stuck: fc.array(fc.nat(land.services - 1), { maxLength: 1 }),
  hours: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 5, maxLength: 5 }),
  weights: fc.array(fc.nat(1000), { minLength: 12, maxLength: 12 }),
}))

/** As above, with two layers and nothing but groups between them. */
const pairs = fc.record({
  groups: fc.array(fc.record({ members: fc.uniqueArray(fc.nat(5), { minLength: 2, maxLength: 4 }), spare: fc.integer({ min: 1, max: 2 }) }), { minLength: 3, maxLength: 6 }),
  hours: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 6, maxLength: 6 }),
  weights: fc.array(fc.nat(100), { minLength: 12, maxLength: 12 }),
}).map(({ groups, hours, weights }) => ({
  land: {
    services: 12, groups: groups.map(({ members, spare }, at) => ({ dependent: 6 + at, needed: Math.max(1, members.length - spare), autonomyMinutes: 0 })),
    dependencies: groups.flatMap(({ members }, group) => members.map((on) => ({ ...plain, dependent: 6 + group, on, availability: 'member' as const, group }))),
  },
  units: [[0], [1], [2], [3], [4], [5]], stuck: [] as number[], hours, weights,
}))

/** Weight × hours of an order, step by step, each by a full cascade of what is still missing. */
function costOf(
  graph: Graph, down: readonly number[], units: readonly (readonly number[])[], hours: readonly number[],
  weights: readonly number[], order: readonly number[],
) {
  const scratch = makeScratch(graph)
  return order.reduce((sum, unit, position) => {
    const missing = new Set(order.slice(position).flatMap((later) => units[later]!))
    const inUnits = new Set(units.flat())
    const sources = down.filter((service) => missing.has(service) || !inUnits.has(service))
    const weight = cascade(graph, { down: sources }, scratch).downServices.reduce((total, service) => total + weights[service]!, 0)
    return sum + weight * hours[unit]!
  }, 0)
}

function permutations(size: number): number[][] {
  if (size === 0) return [[]]
  return permutations(size - 1).flatMap((rest) => Array.from({ length: size }, (_, place) => rest.toSpliced(place, 0, size - 1)))
}

describe('restoration order', () => {
  test('up to ten units it is the best of all orders, and says its true cost', () => {
    fc.assert(fc.property(outage, ({ land, units, stuck, hours, weights }) => {
      const { graph } = build(land)
      const down = [...new Set([...units.flat(), ...stuck])]
      const plan = restorationOrder(graph, { down }, units.map((services, unit) => ({ services, workHours: hours[unit] })), weights)
      const cost = (order: readonly number[]) => costOf(graph, down, units, hours, weights, order)
      expect(plan.problems).toEqual([])
      expect(plan.optimal).toBe(true)
      expect(plan.steps.map((step) => step.unit).toSorted()).toEqual([...units.keys()])
      expect(plan.weightHours).toBe(cost(plan.steps.map((step) => step.unit)))
      expect(plan.weightHours).toBe(Math.min(...permutations(units.length).map(cost)))
    }), { numRuns: 300 })
  })

  test('without trying out: the best lies between the bound and the order (measured, seed fixed)', () => {
    let [equal, worst, total, groups, proven] = [0, 1, 0, 0, 0]
    fc.assert(fc.property(fc.oneof(outage, pairs), ({ land, units, stuck, hours, weights }) => {
      const { graph } = build(land)
      const down = [...new Set([...units.flat(), ...stuck])]
      const inUnits = new Set(units.flat())
      const model = modelOf({ graph, weightOf: weights, stuck: stuck.filter((service) => !inUnits.has(service)), units, hours: hours.slice(0, units.length) })
      const { order, lower } = goodOrder(model)
      expect(order.toSorted()).toEqual([...units.keys()])
      const forced = model.stuckWeight * model.hours.reduce((sum, one) => sum + one, 0)
      const cost = costOf(graph, down, units, hours, weights, order) - forced
      const best = restorationOrder(graph, { down }, units.map((services, unit) => ({ services, workHours: hours[unit] })), weights).weightHours - forced
      expect(cost).toBeGreaterThanOrEqual(best - 1e-6)
      expect(lower).toBeLessThanOrEqual(best + 1e-6)
      if (model.reserves.length === 0) expect(cost).toBeCloseTo(best, 6)
      else groups++
      total++
      if (cost <= lower + 1e-6) proven++
      if (cost <= best + 1e-6) equal++
      else worst = Math.max(worst, cost / best)
    }), { numRuns: 1500, seed: 8 })
    console.info(`restoration without trying out: best in ${equal} of ${total} (${groups} with groups that matter), proven in ${proven}, worst ${worst.toFixed(3)} × the best`)
    expect(groups).toBeGreaterThan(500)
    expect(equal / total).toBeGreaterThan(0.9)
    expect(worst).toBeLessThan(1.5)
  })
})

const hard = (dependent: number, on: number) => ({ ...plain, dependent, on, availability: 'hard' as const })

test('a unit that hangs on another waits for it', () => {
  // 0 the cloud, 1 the software on it with 5,000 people, 2 a small thing of its own with 10 people
  const { graph } = build({ services: 4, groups: [], dependencies: [hard(1, 0), hard(3, 1)] })
  const weights = [0, 0, 10, 5000]
  const plan = restorationOrder(graph, { down: [0, 1, 2] }, [{ services: [2] }, { services: [1] }, { services: [0] }], weights)
  expect(plan.steps.map((step) => [step.unit, step.weight])).toEqual([[2, 0], [1, 5000], [0, 10]])
})

test('thirty programs on one cloud, more than can be tried: the cloud, then most people an hour, and no order is better', () => {
  const units = Array.from({ length: 31 }, (_, unit) => unit)
  const { graph } = build({ services: 62, groups: [], dependencies: units.flatMap((unit) => [hard(31 + unit, unit), ...(unit > 0 ? [hard(unit, 0)] : [])]) })
  const weights = Array.from({ length: 62 }, (_, service) => (service < 31 ? 0 : service * 7 % 31))
  const plan = restorationOrder(graph, { down: units }, units.map((unit) => ({ services: [unit] })), weights)
  expect(plan).toMatchObject({ optimal: true, within: 1 })
  expect(plan.steps[0]!.unit).toBe(0)
  const gains = plan.steps.slice(1).map((step) => step.weight)
  expect(gains).toEqual(gains.toSorted((a, b) => b - a))
  expect(plan.steps.at(-1)!.weightDown).toBe(0)
})

test('twelve pairs of which one of each suffices: the better of each first, and what is not proven is said', () => {
  const pairs = Array.from({ length: 12 }, (_, pair) => pair)
  const { graph } = build({
    services: 36, groups: pairs.map((pair) => ({ dependent: 24 + pair, needed: 1, autonomyMinutes: 600 })),
    dependencies: pairs.flatMap((pair) => [2 * pair, 2 * pair + 1].map((on) => ({ ...plain, dependent: 24 + pair, on, availability: 'member' as const, group: pair }))),
  })
  const weights = Array.from({ length: 36 }, (_, service) => (service < 24 ? 0 : 10 * (36 - service)))
  const plan = restorationOrder(graph, { down: Array.from({ length: 24 }, (_, unit) => unit) }, Array.from({ length: 24 }, (_, unit) => ({ services: [unit], workHours: 1 + unit % 2 })), weights)
  expect(plan.steps.slice(0, 12).map((step) => step.unit)).toEqual(pairs.map((pair) => 2 * pair))
  expect(plan.optimal).toBe(false)
  expect(plan.within).toBeGreaterThan(1)
})

test('where no people are known, what brings most services back comes first', () => {
  const { graph } = build({ services: 5, groups: [], dependencies: [hard(3, 1), hard(4, 1), hard(2, 1)] })
  const plan = restorationOrder(graph, { down: [0, 1] }, [{ services: [0] }, { services: [1] }], [0, 0, 0, 0, 0])
  expect(plan.steps.map((step) => [step.unit, step.services])).toEqual([[1, 4], [0, 1]])
})

test('a source that nobody brings back weighs on every order and on no comparison', () => {
  const { graph } = build({ services: 4, groups: [], dependencies: [hard(3, 2)] })
  const plan = restorationOrder(graph, { down: [0, 1, 2] }, [{ services: [0] }, { services: [1], workHours: 2 }], [1, 8, 0, 1000])
  expect(plan).toMatchObject({ optimal: true, within: 1, weightHours: 1009 * 2 + 1001 })
  expect(plan.steps.at(-1)!.weightDown).toBe(1000)
})

test('units and weights that make no sense are said', () => {
  const { graph } = build({ services: 2, groups: [], dependencies: [] })
  const plan = restorationOrder(graph, { down: [0] }, [{ services: [0, 5], workHours: -1 }], [NaN, 1])
  expect(plan.problems.map(({ code, row, value }) => [code, row, value])).toEqual([
    ['no-such-service', 0, 5], ['bad-work-hours', 0, -1], ['bad-weight', 0, NaN],
  ])
  expect(plan.steps).toHaveLength(1)
})
