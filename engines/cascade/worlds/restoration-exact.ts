import { lossesOf } from './restoration-losses.ts'
import type { Question } from './restoration-losses.ts'

/** 2^10 plans are 32 walks over what is down: milliseconds for a provider's fall. */
export const MAX_EXACT_UNITS = 10

/**
 * The best order, by dynamic programming over sets of restored units (Held and Karp): the cheapest way to have
 * restored a set is the cheapest way to one unit less, plus the hours of that unit with everything still down.
 */
export function bestOrder(question: Question): number[] {
  const count = question.units.length
  const plans = Array.from({ length: 1 << count }, (_, set) => question.units.map((__, unit) => unit).filter((unit) => (set >> unit) & 1))
  const down = lossesOf(question, plans).map(({ weight }) => weight)
  const cost = new Float64Array(1 << count).fill(Infinity)
  const last = new Int32Array(1 << count)
  cost[0] = 0
  for (let set = 1; set < 1 << count; set++) {
    for (let unit = 0; unit < count; unit++) {
      if (((set >> unit) & 1) === 0) continue
      const without = set & ~(1 << unit)
      const through = cost[without]! + down[without]! * question.hours[unit]!
      if (through < cost[set]!) {
        cost[set] = through
        last[set] = unit
      }
    }
  }
  const order: number[] = []
  for (let set = (1 << count) - 1; set !== 0; set &= ~(1 << last[set]!)) order.push(last[set]!)
  return order.reverse()
}
