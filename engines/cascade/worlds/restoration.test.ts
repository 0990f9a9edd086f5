import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cascade, makeScratch, restorationOrder } from '../index.ts'
import type { Graph } from '../index.ts'
import { build, territory } from '../tests/territories.ts'
import { goodOrder } from './restoration-greedy.ts'
import { makeWorlds } from './worlds.ts'

/** A provider with some units down, people behind the services, hours behind the work. */
const outage = territory.chain((land) => fc.record({
  land: fc.constant(land),
  units: fc.array(fc.array(fc.nat(land.services - 1), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
  stuck: fc.array(fc.nat(land.services - 1), { maxLength: 1 }),
  hours: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 5, maxLength: 5 }),
  weights: fc.array(fc.nat(1000), { minLength: 12, maxLength: 12 }),
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

  test('the approximation for more units is rarely and never far from the best (measured, seed fixed)', () => {
    let [equal, worst, total] = [0, 1, 0]
    fc.assert(fc.property(outage, ({ land, units, hours, weights }) => {
      const { graph } = build(land)
      const down = [...new Set(units.flat())]
      const order = goodOrder({ worlds: makeWorlds(graph), weightOf: weights, stuck: [], units, hours })
      expect(order.toSorted()).toEqual([...units.keys()])
      const cost = costOf(graph, down, units, hours, weights, order)
      const best = restorationOrder(graph, { down }, units.map((services, unit) => ({ services, workHours: hours[unit] })), weights).weightHours
      expect(cost).toBeGreaterThanOrEqual(best)
      total++
      if (cost === best) equal++
      else worst = Math.max(worst, cost / best)
    }), { numRuns: 1000, seed: 8 })
    console.info(`greedy restoration: best in ${equal} of ${total}, worst ${worst.toFixed(3)} × the best`)
    expect(equal / total).toBeGreaterThan(0.9)
    expect(worst).toBeLessThan(1.5)
  })
})

const plain = { confidentiality: false, integrity: false, autonomyMinutes: 0, confidence: 1, group: -1 }
const hard = (dependent: number, on: number) => ({ ...plain, dependent, on, availability: 'hard' as const })

test('a unit that hangs on another waits for it, in both methods', () => {
  // 0 the cloud, 1 the software on it with 5,000 people, 2 a small thing of its own with 10 people
  const { graph } = build({ services: 4, groups: [], dependencies: [hard(1, 0), hard(3, 1)] })
  const weights = [0, 0, 10, 5000]
  const plan = restorationOrder(graph, { down: [0, 1, 2] }, [{ services: [2] }, { services: [1] }, { services: [0] }], weights)
  expect(plan.steps.map((step) => [step.unit, step.weight])).toEqual([[2, 0], [1, 5000], [0, 10]])
  expect(goodOrder({ worlds: makeWorlds(graph), weightOf: weights, stuck: [], units: [[2], [1], [0]], hours: [1, 1, 1] })).toEqual([2, 1, 0])
})

test('thirty units: the approximation is used and says so', () => {
  const leaves = Array.from({ length: 30 }, (_, unit) => hard(30 + unit, unit))
  const { graph } = build({ services: 60, groups: [], dependencies: leaves })
  const weights = Array.from({ length: 60 }, (_, service) => (service < 30 ? 0 : service * 7 % 31))
  const plan = restorationOrder(graph, { down: Array.from({ length: 30 }, (_, unit) => unit) }, leaves.map((leaf) => ({ services: [leaf.on] })), weights)
  expect(plan.optimal).toBe(false)
  const gains = plan.steps.map((step) => step.weight)
  expect(gains).toEqual(gains.toSorted((a, b) => b - a))
  expect(plan.steps.at(-1)!.weightDown).toBe(0)
})

test('units and weights that make no sense are said', () => {
  const { graph } = build({ services: 2, groups: [], dependencies: [] })
  const plan = restorationOrder(graph, { down: [0] }, [{ services: [0, 5], workHours: -1 }], [NaN, 1])
  expect(plan.problems.map(({ code, row, value }) => [code, row, value])).toEqual([
    ['no-such-service', 0, 5], ['bad-work-hours', 0, -1], ['bad-weight', 0, NaN],
  ])
  expect(plan.steps).toHaveLength(1)
})
