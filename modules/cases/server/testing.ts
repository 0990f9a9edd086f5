/**
 * A small fictional territory for tests and measurements: provider → software house → bodies, and an answerer of its
 * own.
 */
import { AVAILABILITY_EFFECT, buildGraph, CONFIDENTIALITY, INTEGRITY } from '#engines/cascade/index.ts'
import type { Contact, Party, PartyKind, TerritoryGraph, TerritoryService } from '#modules/territory/contract.ts'

export type TestBody = {
  readonly name: string
  readonly kind?: PartyKind
  readonly province?: string
  readonly email?: string
  /** Address of its certified mailbox. */
  readonly pec?: string
  readonly phone?: string
  readonly language?: 'it' | 'fr' | 'en'
}
export type TestService = {
  readonly key: string
  readonly owner: number
  readonly name: string
  readonly category: string
  readonly people?: number
  readonly dataClasses?: readonly string[]
}
export type TestDependency = {
  readonly dependent: string
  readonly on: string
  readonly availability?: 'none' | 'degraded' | 'hard' | { readonly group: string; readonly needed: number }
  readonly confidentiality?: boolean
  readonly integrity?: boolean
  readonly autonomyHours?: number
  readonly confidence?: number
}
export type TestTerritory = {
  readonly territory: Pick<TerritoryService, 'graph' | 'parties' | 'contacts'>
  readonly partyId: (index: number) => string
  readonly serviceId: (key: string) => string
}

/** The same number gives the same id: tests may name them. */
export const testId = (space: number, index: number) =>
  `${String(space).padStart(8, '0')}-0000-4000-8000-${String(index).padStart(12, '0')}`

export function testTerritory(
  bodies: readonly TestBody[],
  services: readonly TestService[],
  dependencies: readonly TestDependency[],
  version = 1,
): TestTerritory {
  const indexOf = new Map(services.map((service, index) => [service.key, index]))
  const groupKeys = [
    ...new Set(
      dependencies.flatMap((one) =>
        typeof one.availability === 'object' ? `${one.dependent} ${one.availability.group}` : [],
      ),
    ),
  ]
  const groupOf = (one: TestDependency) =>
    typeof one.availability === 'object' ? groupKeys.indexOf(`${one.dependent} ${one.availability.group}`) : -1
  const members = groupKeys.map((_, group) => dependencies.filter((one) => groupOf(one) === group))
  const { graph, problems } = buildGraph(
    services.length,
    {
      dependents: dependencies.map((one) => indexOf.get(one.dependent)!),
      on: dependencies.map((one) => indexOf.get(one.on)!),
      effects: dependencies.map(
        (one) =>
          (typeof one.availability === 'object'
            ? AVAILABILITY_EFFECT.member
            : AVAILABILITY_EFFECT[one.availability ?? 'hard']) |
          (one.confidentiality ? CONFIDENTIALITY : 0) |
          (one.integrity ? INTEGRITY : 0),
      ),
      autonomyMinutes: dependencies.map((one) => (one.autonomyHours ?? 0) * 60),
      confidence: dependencies.map((one) => one.confidence ?? 0.9),
      groups: dependencies.map(groupOf),
    },
    {
      dependents: members.map((list) => indexOf.get(list[0]!.dependent)!),
      needed: members.map((list) => (list[0]!.availability as { needed: number }).needed),
      autonomyMinutes: members.map((list) => (list[0]!.autonomyHours ?? 0) * 60),
    },
  )
  if (problems.length > 0) throw new Error(`the test territory is unsound: ${JSON.stringify(problems[0])}`)
  const partyIds = bodies.map((_, index) => testId(1, index))
  const serviceIds = services.map((_, index) => testId(2, index))
  const byId = new Map(serviceIds.map((id, index) => [id, index]))
  const owned = Map.groupBy(services.keys(), (index) => partyIds[services[index]!.owner]!)
  const built: TerritoryGraph = {
    realm: 'live',
    version,
    builtAt: new Date('2026-12-08T04:00:00Z'),
    graph,
    serviceIds,
    serviceNames: services.map((one) => one.name),
    serviceCategories: services.map((one) => one.category),
    ownerOfService: Int32Array.from(services, (one) => one.owner),
    peopleOfService: Float64Array.from(services, (one) => one.people ?? 0),
    dataClassesOfService: services.map((one) => one.dataClasses ?? []),
    partyIds,
    partyNames: bodies.map((one) => one.name),
    partyKinds: bodies.map((one) => one.kind ?? 'municipality'),
    populationOfParty: Float64Array.from(bodies, (_, index) => 1000 + index),
    dependencyIds: Array.from(graph.rows, (row) => testId(3, row)),
    dependencyIdOfRow: dependencies.map((_, index) => testId(3, index)),
    indexOfService: (id) => byId.get(id) ?? -1,
    indexOfParty: (id) => partyIds.indexOf(id),
    servicesOfParty: (id) => owned.get(id) ?? [],
  }
  const parties = bodies.map((one, index): Party => ({
    id: partyIds[index]!,
    realm: 'live',
    registry: 'test',
    code: String(index),
    name: one.name,
    kind: one.kind ?? 'municipality',
    country: 'IT',
    established: 'IT',
    region: 'Velarda',
    province: one.province ?? 'Lumera',
    population: 1000 + index,
    districtId: null,
    facts: {},
  }))
  const contacts = bodies.flatMap((one, index): Contact[] => [
    ...(one.email || one.phone ? [{ role: 'it', email: one.email ?? '', phone: one.phone ?? '' }] : []),
    ...(one.pec ? [{ role: 'pec', email: one.pec, phone: '' }] : []),
  ].map((contact) => ({ partyId: partyIds[index]!, language: one.language ?? 'it', ...contact })))
  const partyById = new Map(parties.map((party) => [party.id, party]))
  const contactsBy = Map.groupBy(contacts, (contact) => contact.partyId)
  return {
    partyId: (index) => partyIds[index]!,
    serviceId: (key) => serviceIds[indexOf.get(key)!]!,
    territory: {
      graph: async (realm) => ({ ...built, realm }),
      parties: async (_tx, ids) => ids.flatMap((id) => partyById.get(id) ?? []),
      contacts: async (_tx, ids) => ids.flatMap((id) => contactsBy.get(id) ?? []),
    },
  }
}

/**
 * The story in small, all names invented: Nubilis Cloud (three services) under Quadrante PA (registry, taxes), under
 * twelve bodies: nine on the registry (one with twelve hours of autonomy), one that only uses taxes softly, one on two
 * sites of which one is enough, one whose health data lie in the archive.
 */
export const NUBILIS = 0
export const QUADRANTE = 1
export function smallTerritory(): TestTerritory {
  const names = 'Corvasse Pontescuro Acquarsa Montelare Roccalbana Fontemurra Serravella Campolisse Torrelenta'.split(
    ' ',
  )
  const bodies: TestBody[] = [
    { name: 'Nubilis Cloud', kind: 'provider', email: 'noc@nubilis.example' },
    { name: 'Quadrante PA', kind: 'provider', email: 'assistenza@quadrante.example' },
    ...Array.from({ length: 9 }, (_, i): TestBody => ({
      name: `Comune di ${names[i]}`,
      province: i < 5 ? 'Lumera' : 'Costa',
      ...(i === 8
        ? { phone: '0555 000 118' }
        : { email: `ced@comune${i}.example`, language: i === 1 ? ('fr' as const) : ('it' as const) }),
    })),
    { name: 'Comune di Valspina', email: 'ced@valspina.example', language: 'en' },
    { name: 'Comune di Ripasenna' },
    { name: 'Azienda USL Nord', kind: 'health_agency', email: 'ced@uslnord.example' },
    { name: 'Comune di Lontano', email: 'ced@lontano.example' },
  ]
  const services: TestService[] = [
    { key: 'vm', owner: 0, name: 'Macchine virtuali', category: 'hosting' },
    { key: 'archive', owner: 0, name: 'Archivio e copie', category: 'storage' },
    { key: 'site2', owner: 0, name: 'Secondo sito', category: 'hosting' },
    { key: 'registry', owner: 1, name: 'Anagrafe Quadrante', category: 'registry' },
    { key: 'taxes', owner: 1, name: 'Tributi Quadrante', category: 'taxes' },
    ...Array.from({ length: 9 }, (_, i): TestService => ({
      key: `reg${i}`,
      owner: 2 + i,
      name: 'Anagrafe online',
      category: 'registry',
      people: 1000 * (i + 1),
      dataClasses: ['residents'],
    })),
    { key: 'soft', owner: 11, name: 'Tributi e mensa', category: 'taxes', people: 700 },
    { key: 'group', owner: 12, name: 'Protocollo', category: 'filing', people: 500 },
    { key: 'health', owner: 13, name: 'Referti', category: 'health', people: 90_000, dataClasses: ['health'] },
    { key: 'far', owner: 14, name: 'Anagrafe online', category: 'registry', people: 10 },
  ]
  const dependencies: TestDependency[] = [
    { dependent: 'registry', on: 'vm', confidence: 1, confidentiality: true },
    { dependent: 'taxes', on: 'vm', confidence: 1 },
    ...Array.from({ length: 9 }, (_, i): TestDependency => ({
      dependent: `reg${i}`,
      on: 'registry',
      autonomyHours: i === 3 ? 12 : 0,
      confidence: 0.9,
      confidentiality: true,
    })),
    { dependent: 'soft', on: 'taxes', availability: 'degraded', confidence: 0.8, autonomyHours: 6 },
    { dependent: 'group', on: 'vm', availability: { group: 'sites', needed: 1 }, autonomyHours: 24 },
    { dependent: 'group', on: 'site2', availability: { group: 'sites', needed: 1 }, autonomyHours: 24 },
    { dependent: 'health', on: 'archive', availability: 'none', confidentiality: true, confidence: 0.7 },
  ]
  return testTerritory(bodies, services, dependencies)
}
