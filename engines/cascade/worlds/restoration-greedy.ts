import { eachHit, lossesOf, weightAt } from './restoration-losses.ts'
import type { Question } from './restoration-losses.ts'

/** Bundles weighed exactly at each step: two walks. */
const MAX_CANDIDATES = 64

/**
 * A good order when there are too many units for the best: again and again the bundle that brings back most weight an
 * hour. Bundles come from the services: each needs the units that would keep it down alone, so a unit comes with what
 * it hangs on. Gains are weighed exactly, groups included; what is approximate is which bundles are tried (a service
 * held down by several units only together, through a group, proposes none) and the looking ahead of one bundle.
 */
export function goodOrder(question: Question): number[] {
  const needs = needsOf(question)
  const order: number[] = []
  const remaining = new Set(question.units.keys())
  while (remaining.size > 0) {
    const bundle = nextBundle(question, needs, order, remaining)
    for (const unit of bundle) {
      order.push(unit)
      remaining.delete(unit)
    }
  }
  return order
}

type Need = { readonly units: readonly number[]; readonly weight: number }

/** The distinct sets of units that services need, with the weight behind each. */
function needsOf(question: Question): Need[] {
  const unitsOf = new Map<number, number[]>()
  eachHit(question, question.units.map((_, unit) => [unit]), (service, unit) => {
    const units = unitsOf.get(service)
    if (units) units.push(unit)
    else unitsOf.set(service, [unit])
  })
  const needs = new Map<string, Need>()
  for (const [service, units] of unitsOf) {
    const key = units.join()
    needs.set(key, { units, weight: (needs.get(key)?.weight ?? 0) + weightAt(question, service) })
  }
  return [...needs.values()]
}

function nextBundle(question: Question, needs: readonly Need[], done: readonly number[], remaining: ReadonlySet<number>): number[] {
  const candidates = propose(question, needs, remaining)
  const losses = lossesOf(question, [done, ...candidates.map((bundle) => [...done, ...bundle])])
  let best = -1
  let bestRate = 0
  candidates.forEach((bundle, number) => {
    const rate = (losses[0]!.weight - losses[number + 1]!.weight) / hoursOf(question, bundle)
    if (rate > bestRate) [best, bestRate] = [number, rate]
  })
  // Nothing proposed helps alone: the shortest work first, and look again.
  const bundle = best >= 0 ? candidates[best]! : [[...remaining].sort((a, b) => question.hours[a]! - question.hours[b]! || a - b)[0]!]
  return inside(question, needs, done, bundle)
}

function propose(question: Question, needs: readonly Need[], remaining: ReadonlySet<number>): number[][] {
  const open = new Map<string, Need>()
  for (const unit of remaining) open.set(String(unit), { units: [unit], weight: 0 })
  for (const { units, weight } of needs) {
    const left = units.filter((unit) => remaining.has(unit))
    if (left.length > 0) open.set(left.join(), { units: left, weight: (open.get(left.join())?.weight ?? 0) + weight })
  }
  const rate = ({ units, weight }: Need) => weight / hoursOf(question, units)
  return [...open.values()].sort((a, b) => rate(b) - rate(a)).slice(0, MAX_CANDIDATES - 1).map(({ units }) => [...units])
}

/** Within a bundle: each time the unit that gives most an hour, else the one that hangs on fewest others of it. */
function inside(question: Question, needs: readonly Need[], done: readonly number[], bundle: readonly number[]): number[] {
  const order: number[] = []
  const left = [...bundle]
  const burden = (unit: number) => Math.min(...needs
    .filter(({ units }) => units.includes(unit))
    .map(({ units }) => units.filter((other) => left.includes(other)).length), Infinity)
  while (left.length > 1) {
    const losses = lossesOf(question, [[...done, ...order], ...left.map((unit) => [...done, ...order, unit])])
    const gain = (position: number) => (losses[0]!.weight - losses[position + 1]!.weight) / question.hours[left[position]!]!
    const ranked = left.map((unit, position) => ({ unit, gain: gain(position), burden: burden(unit) }))
      .sort((a, b) => b.gain - a.gain || a.burden - b.burden || question.hours[a.unit]! - question.hours[b.unit]! || a.unit - b.unit)
    order.push(ranked[0]!.unit)
    left.splice(left.indexOf(ranked[0]!.unit), 1)
  }
  return [...order, ...left]
}

const hoursOf = ({ hours }: Question, units: readonly number[]) => units.reduce((sum, unit) => sum + hours[unit]!, 0)
