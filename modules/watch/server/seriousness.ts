import type { TerritoryGraph } from '#modules/territory/contract.ts'

/** Classes of data of a body's services, as the territory knows them; an open alert that became a case counts as a fire that burns. */
export function seriousness(graph: TerritoryGraph, withCase: readonly string[]) {
  const burning = new Set(withCase)
  return (partyId: string) => ({ dataClasses: [...new Set(graph.servicesOfParty(partyId).flatMap((service) => graph.dataClassesOfService[service] ?? []))], openCase: burning.has(partyId) })
}
