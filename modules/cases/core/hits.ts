/** From an event at a provider to the parties it reaches: what the model says, before anybody has answered. */
import {
  cascade,
  confidences,
  explain,
  isExposed,
  isTampered,
  NEVER,
  type Event,
  type Impact,
  type Kind,
  type Path,
} from '#engines/cascade/index.ts'
import type { PartyKind, TerritoryGraph } from '#modules/territory/contract.ts'
import type { Inference } from '../contract.ts'

export type Effects = { readonly unavailable: boolean; readonly exposed: boolean; readonly tampered: boolean }
export type PathStep = {
  readonly dependencyId: string
  readonly dependent: string
  readonly on: string
  readonly effect: 'hard' | 'degraded' | 'group' | 'none'
  readonly autonomyMinutes: number
  readonly atMinutes: number
  readonly confidence: number
}
export type ServiceHit = {
  readonly id: string
  readonly name: string
  readonly category: string
  readonly availability: 'down' | 'degraded' | 'none'
  /** Minutes from the event at which it reaches `availability`; null for none. */
  readonly atMinutes: number | null
  readonly degradedAtMinutes: number | null
  readonly exposed: boolean
  readonly tampered: boolean
  readonly dataClasses: readonly string[]
  readonly people: number
  /** Of the chain that brought the state in which it ends. */
  readonly confidence: number
  readonly path: readonly PathStep[]
  /** Empty when it is the same chain as `path`. */
  readonly exposurePath: readonly PathStep[]
}
export type PartyHit = {
  readonly partyId: string
  readonly name: string
  readonly kind: PartyKind
  readonly inferred: Inference
  readonly confidence: number
  readonly expectedMinutes: number | null
  readonly people: number
  readonly services: readonly ServiceHit[]
}
export type Fall = {
  readonly providerId: string
  readonly effects: Effects
  readonly serviceIds?: readonly string[] | undefined
}

/**
 * Parties in the order of their first trouble; the provider itself first. Parties that would feel nothing are left out.
 */
export function hitsOf(territory: TerritoryGraph, fall: Fall): PartyHit[] {
  const impact = cascade(territory.graph, eventOf(territory, fall))
  const sure: Record<Kind, ArrayLike<number>> = {
    down: confidences(impact, 'down'),
    degraded: confidences(impact, 'degraded'),
    exposed: confidences(impact, 'exposed'),
    tampered: confidences(impact, 'tampered'),
  }
  const byParty = new Map<number, ServiceHit[]>()
  for (const service of touched(impact)) {
    const owner = territory.ownerOfService[service]!
    const hit = serviceHit(territory, impact, sure, service)
    const list = byParty.get(owner)
    if (list) list.push(hit)
    else byParty.set(owner, [hit])
  }
  return [...byParty]
    .map(([party, services]) => partyHit(territory, party, services))
    .filter((hit) => hit.inferred !== 'none' || hit.partyId === fall.providerId)
    .sort(
      (a, b) =>
        Number(b.partyId === fall.providerId) - Number(a.partyId === fall.providerId) ||
        (a.expectedMinutes ?? 0) - (b.expectedMinutes ?? 0) ||
        b.people - a.people ||
        (a.name < b.name ? -1 : 1),
    )
}

/**
 * The services of the provider that fell, as the engine asks for them. Ids that are not the provider's are passed over.
 */
export function eventOf(territory: TerritoryGraph, { providerId, effects, serviceIds }: Fall): Event {
  const chosen = serviceIds === undefined ? undefined : new Set(serviceIds)
  const sources = territory
    .servicesOfParty(providerId)
    .filter((service) => chosen === undefined || chosen.has(territory.serviceIds[service]!))
  return {
    down: effects.unavailable ? sources : [],
    exposed: effects.exposed ? sources : [],
    tampered: effects.tampered ? sources : [],
  }
}

const touched = (impact: Impact) =>
  new Set([...impact.downServices, ...impact.degradedServices, ...impact.exposedServices, ...impact.tamperedServices])

function serviceHit(
  territory: TerritoryGraph,
  impact: Impact,
  sure: Record<Kind, ArrayLike<number>>,
  service: number,
): ServiceHit {
  const [down, degraded] = [impact.downAt[service]!, impact.degradedAt[service]!]
  const [exposed, tampered] = [isExposed(impact, service), isTampered(impact, service)]
  const availability = down !== NEVER ? 'down' : degraded !== NEVER ? 'degraded' : 'none'
  const dataKind: Kind | undefined = exposed ? 'exposed' : tampered ? 'tampered' : undefined
  const main = availability === 'none' ? dataKind! : availability
  const path = explain(impact, service, main)
  const other = dataKind && dataKind !== main ? explain(impact, service, dataKind) : null
  return {
    id: territory.serviceIds[service]!,
    name: territory.serviceNames[service]!,
    category: territory.serviceCategories[service]!,
    availability,
    atMinutes: availability === 'down' ? down : availability === 'degraded' ? degraded : null,
    degradedAtMinutes: degraded === NEVER ? null : degraded,
    exposed,
    tampered,
    dataClasses: territory.dataClassesOfService[service] ?? [],
    people: territory.peopleOfService[service] ?? 0,
    confidence: sure[main][service]!,
    path: stepsOf(territory, path),
    exposurePath: other && !sameChain(path, other) ? stepsOf(territory, other) : [],
  }
}

const sameChain = (a: Path | null, b: Path) =>
  a !== null && a.steps.length === b.steps.length && a.steps.every((step, i) => step.row === b.steps[i]!.row)

function stepsOf(territory: TerritoryGraph, path: Path | null): PathStep[] {
  return (path?.steps ?? []).map((step) => ({
    dependencyId: territory.dependencyIdOfRow[step.row]!,
    dependent: territory.serviceIds[step.to]!,
    on: territory.serviceIds[step.from]!,
    effect: step.effect === 'member' ? 'group' : step.effect,
    autonomyMinutes: step.autonomyMinutes + step.heldMinutes,
    atMinutes: step.atMinutes,
    confidence: Math.round(step.confidence * 1000) / 1000,
  }))
}

function partyHit(territory: TerritoryGraph, party: number, services: readonly ServiceHit[]): PartyHit {
  const kind = territory.partyKinds[party]!
  const inferred = inferredOf(services, kind)
  const matching = services.filter((service) => matches(service, inferred))
  const moments = matching.map((service) =>
    inferred === 'data_at_risk'
      ? 0
      : service.degradedAtMinutes === null
        ? service.atMinutes!
        : Math.min(service.degradedAtMinutes, service.atMinutes!),
  )
  return {
    partyId: territory.partyIds[party]!,
    name: territory.partyNames[party]!,
    kind,
    inferred,
    // One sound chain is enough to be hit: the best known one speaks for the party.
    confidence: matching.reduce((best, service) => Math.max(best, service.confidence), 0),
    expectedMinutes: moments.length > 0 ? moments.reduce((least, one) => Math.min(least, one)) : null,
    // The same people use several services: the largest one counts them once.
    people: services.reduce((most, service) => Math.max(most, service.people), 0),
    services,
  }
}

/** An intermediary counts as at risk even without data of its own: its customers' paths lead through it. */
function inferredOf(services: readonly ServiceHit[], kind: PartyKind): Inference {
  if (services.some((service) => service.availability === 'down')) return 'hit'
  if (services.some((service) => service.availability === 'degraded')) return 'degraded'
  const isSupplier = kind === 'provider' || kind === 'in_house'
  return services.some((service) => service.tampered || service.dataClasses.length > 0 || isSupplier)
    ? 'data_at_risk'
    : 'none'
}

const matches = (service: ServiceHit, inferred: Inference) =>
  inferred === 'hit'
    ? service.availability === 'down'
    : inferred === 'degraded'
      ? service.availability === 'degraded'
      : inferred === 'data_at_risk' && service.availability === 'none'
