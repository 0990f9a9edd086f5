import { brokenWith } from './restoration-model.ts'
import type { Model } from './restoration-model.ts'

/** 2^10 sets of units that are back: milliseconds. */
export const MAX_EXACT_UNITS = 10

/**
 * The best order where reserves matter, by dynamic programming over sets of units that are back (Held and Karp): the
 * cheapest way to have a set back is the cheapest way to one unit less, plus the hours of that unit with everything
 * still down.
 */
export function bestOrder(model: Model): number[] {
  const { hours, waiting } = model
  const sets = 1 << hours.length
  const rows = waiting.map(({ units, reserves, weight }) => ({ units: units.reduce((mask, unit) => mask | (1 << unit), 0), reserves, weight }))
  const down = Float64Array.from({ length: sets }, (_, set) => {
    const broken = brokenWith(model, hours.map((__, unit) => set >> unit & 1))
    return rows.reduce((sum, { units, reserves, weight }) => ((units & ~set) !== 0 || reserves.some((at) => broken[at]) ? sum + weight : sum), 0)
  })
  const cost = new Float64Array(sets).fill(Infinity)
  const last = new Int32Array(sets)
  cost[0] = 0
  for (let set = 1; set < sets; set++) {
    for (let unit = 0; unit < hours.length; unit++) {
      if (((set >> unit) & 1) === 0) continue
      const without = set & ~(1 << unit)
      const through = cost[without]! + down[without]! * hours[unit]!
      if (through < cost[set]!) {
        cost[set] = through
        last[set] = unit
      }
    }
  }
  const order: number[] = []
  for (let set = sets - 1; set !== 0; set &= ~(1 << last[set]!)) order.push(last[set]!)
  return order.reverse()
}
