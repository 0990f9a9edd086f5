/** What to bring back first, given what is confirmed by now: a body that said "not hit" or is back no longer weighs. */
import { restorationOrder } from '#engines/cascade/index.ts'
import type { TerritoryGraph } from '#modules/territory/contract.ts'
import { eventOf, type Fall } from './hits.ts'

export type Standing = { readonly relieved: ReadonlySet<string>; readonly backServices: ReadonlySet<string> }
export type RestorationPlan = {
  readonly optimal: boolean
  readonly within: number
  readonly steps: readonly {
    readonly serviceId: string
    readonly name: string
    readonly doneHours: number
    readonly services: number
    readonly people: number
    readonly peopleStillDown: number
  }[]
}

/**
 * `relieved`: services that no longer count, because their body said so. `backServices`: services of the provider seen
 * working.
 */
export function planRestoration(territory: TerritoryGraph, fall: Fall, standing: Standing): RestorationPlan {
  const event = eventOf(territory, { ...fall, effects: { ...fall.effects, unavailable: true } })
  const down = Array.from(event.down ?? []).filter(
    (service) => !standing.backServices.has(territory.serviceIds[service]!),
  )
  const weights = territory.peopleOfService.slice()
  for (const id of [...standing.relieved, ...standing.backServices]) {
    const service = territory.indexOfService(id)
    if (service >= 0) weights[service] = 0
  }
  const plan = restorationOrder(
    territory.graph,
    { down },
    down.map((service) => ({ services: [service] })),
    weights,
  )
  return {
    optimal: plan.optimal,
    within: plan.within,
    steps: plan.steps.map((step) => ({
      serviceId: territory.serviceIds[down[step.unit]!]!,
      name: territory.serviceNames[down[step.unit]!]!,
      doneHours: step.doneHours,
      services: step.services,
      people: step.weight,
      peopleStillDown: step.weightDown,
    })),
  }
}
