import { AVAILABILITY_EFFECT, buildGraph, CONFIDENTIALITY, INTEGRITY } from '#engines/cascade/index.ts'
import type { Log } from '#platform/log/index.ts'
import type { TerritoryGraph } from '../../contract.ts'
import type { ClassLine, EdgeLine, OwnerLine, ServiceLine } from '../store/graphStore.ts'

export type Lines = { readonly services: readonly ServiceLine[]; readonly edges: readonly EdgeLine[]; readonly owners: readonly OwnerLine[]; readonly classes: readonly ClassLine[] }

/** Rows of the store to the engine's arrays, and the way back. Unsound rows are left out by the engine and logged. */
export function toGraph(lines: Lines, about: { realm: string; version: number; builtAt: Date }, log: Log): TerritoryGraph {
  const { services, owners } = lines
  const serviceIndex = new Map(services.map((service, i) => [service.id, i]))
  const partyIndex = new Map(owners.map((owner, i) => [owner.id, i]))
  const tables = toTables(lines.edges, serviceIndex)
  const { graph, problems } = buildGraph(services.length, tables.dependencies, tables.groups)
  if (problems.length > 0) log.warn('dependencies left out of the graph', { realm: about.realm, problems: problems.length, first: problems[0] })
  const ownerOfService = Int32Array.from(services, (service) => partyIndex.get(service.party_id) ?? -1)
  const byParty = gather(ownerOfService, owners.length)
  const dependencyIdOfRow = lines.edges.map((edge) => edge.id)
  return {
    ...about, graph,
    serviceIds: services.map((service) => service.id), serviceNames: services.map((service) => service.name), serviceCategories: services.map((service) => service.category),
    ownerOfService, peopleOfService: Float64Array.from(services, (service) => service.people_served), dataClassesOfService: classesOf(lines.classes, serviceIndex, services.length),
    partyIds: owners.map((owner) => owner.id), partyNames: owners.map((owner) => owner.name), partyKinds: owners.map((owner) => owner.kind),
    populationOfParty: Float64Array.from(owners, (owner) => owner.population ?? 0),
    dependencyIds: Array.from(graph.rows, (row) => dependencyIdOfRow[row]!), dependencyIdOfRow,
    indexOfService: (id) => serviceIndex.get(id) ?? -1,
    indexOfParty: (id) => partyIndex.get(id) ?? -1,
    servicesOfParty: (id) => byParty[partyIndex.get(id) ?? -1] ?? [],
  }
}

/**
 * A group is (dependent, key). Its rows should agree on k; the largest counts, and no more than the members left, since a
 * member that was denied leaves a group that needs all the others. Its autonomy is the shortest: earlier is the safe side.
 */
function toTables(edges: readonly EdgeLine[], serviceIndex: ReadonlyMap<string, number>) {
  const count = edges.length
  const [dependents, on, effects, autonomyMinutes] = [new Int32Array(count), new Int32Array(count), new Uint8Array(count), new Int32Array(count)]
  const confidence = new Float64Array(count)
  const groupOfRow = new Int32Array(count).fill(-1)
  const groups = new Map<string, { number: number; dependent: number; k: number; members: Set<number>; autonomy: number }>()
  for (let row = 0; row < count; row++) {
    const edge = edges[row]!
    dependents[row] = serviceIndex.get(edge.dependent_id) ?? -1
    on[row] = serviceIndex.get(edge.on_id) ?? -1
    effects[row] = AVAILABILITY_EFFECT[edge.availability === 'group' ? 'member' : edge.availability] | (edge.confidentiality ? CONFIDENTIALITY : 0) | (edge.integrity ? INTEGRITY : 0)
    autonomyMinutes[row] = edge.autonomy_minutes
    confidence[row] = Math.round(edge.confidence * 1000) / 1000 // a real of the database has 7 digits: 0.8 would come as 0.800000011920929
    if (edge.availability !== 'group') continue
    const key = `${edge.dependent_id} ${edge.group_key}`
    const group = groups.get(key) ?? { number: groups.size, dependent: dependents[row]!, k: 1, members: new Set<number>(), autonomy: edge.autonomy_minutes }
    group.k = Math.max(group.k, edge.group_k ?? 1)
    group.members.add(on[row]!)
    group.autonomy = Math.min(group.autonomy, edge.autonomy_minutes)
    groups.set(key, group)
    groupOfRow[row] = group.number
  }
  const all = [...groups.values()]
  return {
    dependencies: { dependents, on, effects, autonomyMinutes, confidence, groups: groupOfRow },
    groups: { dependents: all.map((g) => g.dependent), needed: all.map((g) => Math.min(g.k, g.members.size)), autonomyMinutes: all.map((g) => g.autonomy) },
  }
}

function gather(ownerOfService: Int32Array, owners: number): readonly (readonly number[])[] {
  const lists: number[][] = Array.from({ length: owners }, () => [])
  for (let service = 0; service < ownerOfService.length; service++) lists[ownerOfService[service]!]?.push(service)
  return lists
}

/** Most services have one dataset: its own list is taken as it is, and merged only when there is a second. */
function classesOf(lines: readonly ClassLine[], serviceIndex: ReadonlyMap<string, number>, services: number): readonly (readonly string[])[] {
  const none: readonly string[] = []
  const lists: (readonly string[])[] = Array.from({ length: services }, () => none)
  for (const { service_id, classes } of lines) {
    const service = serviceIndex.get(service_id)
    if (service !== undefined) lists[service] = lists[service] === none ? classes : [...new Set([...lists[service]!, ...classes])].toSorted()
  }
  return lists
}
