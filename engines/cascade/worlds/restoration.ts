import type { Problem } from '../graph/check.ts'
import type { Graph } from '../graph/layout.ts'
import type { Event } from '../propagate/cascade.ts'
import { bestOrder, MAX_EXACT_UNITS } from './restoration-exact.ts'
import { goodOrder } from './restoration-greedy.ts'
import { lossesOf } from './restoration-losses.ts'
import type { Losses, Question } from './restoration-losses.ts'
import { makeWorlds } from './worlds.ts'

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
  /** True when no order is better; false for the approximation used beyond ten units. */
  readonly optimal: boolean
  readonly problems: readonly Problem[]
}

/**
 * In which order to bring the units back, one after the other, so that the sum over services of weight × hours down is
 * small: most people are served soonest. `weightOf` gives the people behind each service. A unit that hangs on another
 * serves nobody until that one is back, and the order knows it. Degraded counts as served. Sources of the event that
 * are in no unit stay down.
 */
export function restorationOrder(graph: Graph, event: Event, units: readonly Unit[], weightOf: ArrayLike<number>): Restoration {
  const problems = checkUnits(graph, units, weightOf)
  const question: Question = {
    worlds: makeWorlds(graph), weightOf, stuck: stuckSources(event, units), units: units.map((unit) => downIn(event, unit)),
    hours: units.map(({ workHours = 1 }) => (workHours > 0 && Number.isFinite(workHours) ? workHours : 1)),
  }
  const optimal = units.length <= MAX_EXACT_UNITS
  const order = optimal ? bestOrder(question) : goodOrder(question)
  return { ...tell(question, order), optimal, problems }
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
function tell(question: Question, order: readonly number[]): Pick<Restoration, 'steps' | 'weightHours'> {
  const prefixes = [[], ...order.map((_, position) => order.slice(0, position + 1))]
  const losses: Losses[] = lossesOf(question, prefixes)
  let doneHours = 0
  let weightHours = 0
  const steps = order.map((unit, position) => {
    const [before, after] = [losses[position]!, losses[position + 1]!]
    doneHours += question.hours[unit]!
    weightHours += before.weight * question.hours[unit]!
    return {
      unit, doneHours, services: before.services - after.services, weight: before.weight - after.weight, weightDown: after.weight,
    }
  })
  return { steps, weightHours }
}
