import type { Problem } from '../graph/check.ts'
import type { Graph } from '../graph/layout.ts'
import type { Event } from '../propagate/cascade.ts'
import { bestOrder, MAX_EXACT_UNITS } from './restoration-exact.ts'
import { backAfter, goodOrder } from './restoration-good.ts'
import { modelOf } from './restoration-model.ts'
import type { Model } from './restoration-model.ts'

/** What one piece of work brings back: a provider's services, a machine, a product. */
export type Unit = {
  readonly services: ArrayLike<number>
  /** Hours of work, greater than zero; 1 when nobody knows. */
  readonly workHours?: number
}

export type RestorationStep = {
  readonly unit: number
  /** Hours from the start of the work at which this unit is done. */
  readonly doneHours: number
  /** Services, and weight, no longer down because of this step. */
  readonly services: number
  readonly weight: number
  /** Weight of what is still down after it. */
  readonly weightDown: number
}

export type Restoration = {
  readonly steps: readonly RestorationStep[]
  /** Weight × hours of being down until the last step: what the order makes small. */
  readonly weightHours: number
  /** True when no order is better: proven, not hoped. */
  readonly optimal: boolean
  /** No order has less than `weightHours / within`, counting what the order can change: 1 when optimal. */
  readonly within: number
  readonly problems: readonly Problem[]
}

/**
 * In which order to bring the units back, one after the other, so that the sum over services of weight × hours down is
 * small: most people are served soonest. `weightOf` gives the people behind each service. A unit that hangs on another
 * serves nobody until that one is back, and the order knows it. Degraded counts as served. Sources of the event that
 * are in no unit stay down. Which order is the best and how far another may be from it: DESIGN.md.
 */
export function restorationOrder(graph: Graph, event: Event, units: readonly Unit[], weightOf: ArrayLike<number>): Restoration {
  const problems = checkUnits(graph, units, weightOf)
  const model = modelOf({
    graph, weightOf, stuck: stuckSources(event, units), units: units.map((unit) => downIn(event, unit)),
    hours: units.map(({ workHours = 1 }) => (workHours > 0 && Number.isFinite(workHours) ? workHours : 1)),
  })
  const tried = model.reserves.length > 0 && units.length <= MAX_EXACT_UNITS
  const { order, lower } = tried ? { order: bestOrder(model), lower: undefined } : goodOrder(model)
  const told = tell(model, order)
  const cost = told.weightHours - model.stuckWeight * model.hours.reduce((sum, hours) => sum + hours, 0)
  // Sums of the same numbers in another order differ in their last digits.
  const optimal = lower === undefined || cost <= lower * (1 + 1e-9)
  return { ...told, optimal, within: optimal ? 1 : cost / lower, problems }
}

function checkUnits(graph: Graph, units: readonly Unit[], weightOf: ArrayLike<number>): Problem[] {
  const problems: Problem[] = []
  units.forEach(({ services, workHours = 1 }, row) => {
    for (const value of Array.from(services)) {
      if (Number.isInteger(value) && value >= 0 && value < graph.services) continue
      problems.push({ code: 'no-such-service', table: 'units', row, value })
    }
    if (!(workHours > 0 && Number.isFinite(workHours))) problems.push({ code: 'bad-work-hours', table: 'units', row, value: workHours })
  })
  for (let row = 0; row < graph.services; row++) {
    const value = weightOf[row] ?? 0
    if (!(value >= 0 && Number.isFinite(value))) problems.push({ code: 'bad-weight', table: 'units', row, value })
  }
  return problems
}

function stuckSources(event: Event, units: readonly Unit[]): number[] {
  const inUnits = new Set(units.flatMap(({ services }) => Array.from(services)))
  return Array.from(event.down ?? []).filter((service) => !inUnits.has(service))
}

/** Only what the event took down has to be brought back: a unit may list more. */
function downIn(event: Event, { services }: Unit): number[] {
  const down = new Set(Array.from(event.down ?? []))
  return Array.from(services).filter((service) => down.has(service))
}

/** Plays the order and says what each step gives. */
function tell(model: Model, order: readonly number[]): Pick<Restoration, 'steps' | 'weightHours'> {
  const gains = order.map(() => ({ services: 0, weight: 0 }))
  backAfter(model, order).forEach((after, row) => {
    gains[after - 1]!.services += model.waiting[row]!.services
    gains[after - 1]!.weight += model.waiting[row]!.weight
  })
  let doneHours = 0
  let weightHours = 0
  let weightDown = model.stuckWeight + gains.reduce((sum, { weight }) => sum + weight, 0)
  const steps = order.map((unit, position) => {
    doneHours += model.hours[unit]!
    weightHours += weightDown * model.hours[unit]!
    weightDown -= gains[position]!.weight
    return { unit, doneHours, ...gains[position]!, weightDown: Math.max(0, weightDown) }
  })
  return { steps, weightHours }
}
