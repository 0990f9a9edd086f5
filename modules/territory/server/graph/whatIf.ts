/** Questions to a graph in memory. Pure: a snapshot in, an answer in the contract's words out. */
import { cascade, concentration, confidences, explain, isExposed, isTampered, NEVER, restorationOrder, type Event, type Impact, type Kind } from '#engines/cascade/index.ts'
import type * as z from 'zod'
import type { graphAge, hitBody, hitService, PartyKind, pathStep, planRestoration, rankProviders, serviceEnd, TerritoryGraph, whatIf } from '../../contract.ts'
import type { BodyOf, ResponseOf } from '#platform/contract/index.ts'
import { kindOf, pictureOfImpact } from './picture.ts'

type Effects = { readonly unavailable: boolean; readonly exposed: boolean; readonly tampered: boolean }

export const eventOf = (services: readonly number[], effects: Effects): Event => ({
  ...(effects.unavailable ? { down: services } : {}), ...(effects.exposed ? { exposed: services } : {}), ...(effects.tampered ? { tampered: services } : {}),
})

/** Providers and the centre's own are on the way, not among the bodies that are hit. */
const onTheWay: ReadonlySet<PartyKind> = new Set(['provider', 'authority', 'responder', 'centre', 'district'])
const TOP_BODIES = 2000

export type Question = Pick<BodyOf<typeof whatIf>, 'effects' | 'limit' | 'offset' | 'picture'> & { readonly sources: readonly number[] }

export function answerWhatIf(territory: TerritoryGraph, question: Question): Omit<ResponseOf<typeof whatIf>, 'ms'> {
  const impact = cascade(territory.graph, eventOf(question.sources, question.effects))
  const sources = new Set(question.sources)
  const sure = confidencesOf(impact)
  const reached = reachedServices(impact).filter((service) => !sources.has(service))
  const bodies = bodiesOf(territory, impact, reached, sure)
  const count = (holds: (service: number) => boolean) => reached.reduce((n, service) => n + (holds(service) ? 1 : 0), 0)
  return {
    graph: ageOf(territory), sources: question.sources.length,
    services: {
      down: count((s) => impact.downAt[s] !== NEVER), degraded: count((s) => impact.downAt[s] === NEVER && impact.degradedAt[s] !== NEVER),
      exposed: count((s) => isExposed(impact, s)), tampered: count((s) => isTampered(impact, s)),
    },
    bodies: {
      hit: bodies.filter((body) => body.state === 'hit').length, degraded: bodies.filter((body) => body.state === 'degraded').length,
      dataAtRisk: bodies.filter((body) => body.exposed + body.tampered > 0).length, people: bodies.reduce((sum, body) => sum + body.population, 0),
    },
    hours: hoursOf(territory, impact, reached),
    topBodies: bodies.slice(0, TOP_BODIES), total: reached.length,
    page: inOrder(territory, impact, reached).slice(question.offset, question.offset + question.limit).map((service) => describe(territory, impact, service, sure)),
    picture: question.picture === 'none' ? null : pictureOfImpact(territory, impact, { reached, sources: question.sources, sure, all: question.picture === 'all', unavailable: question.effects.unavailable }),
  }
}

export function ranking(territory: TerritoryGraph, loss: 'down' | 'exposed' | 'tampered', limit: number, offset: number): Omit<ResponseOf<typeof rankProviders>, 'ms'> {
  const providers = territory.partyIds.flatMap((id, party) => (['provider', 'in_house', 'firm'].includes(territory.partyKinds[party]!) ? [{ id, party }] : []))
  const ranked = lossOfEach(territory, providers.map(({ id }) => id), loss)
  return {
    graph: ageOf(territory), total: ranked.length,
    items: ranked.slice(offset, offset + limit).map(({ provider, services, bodies, people }) => ({ provider: refOf(territory, providers[provider]!.party), services, bodies, people })),
  }
}

/** Of those of these parties that have services: what the loss of each alone would do. */
export function fallsOf(territory: TerritoryGraph, partyIds: readonly string[]) {
  const there = [...new Set(partyIds)].filter((id) => territory.servicesOfParty(id).length > 0)
  return lossOfEach(territory, there, 'down').map(({ provider, services, bodies, people }) => ({ partyId: there[provider]!, services, bodies, people }))
}

function lossOfEach(territory: TerritoryGraph, partyIds: readonly string[], loss: 'down' | 'exposed' | 'tampered') {
  const lists = partyIds.map((id) => territory.servicesOfParty(id))
  const offsets = Int32Array.from({ length: lists.length + 1 }, (_, i) => lists.slice(0, i).reduce((sum, list) => sum + list.length, 0))
  const bodyOf = territory.ownerOfService.map((party) => (party >= 0 && !onTheWay.has(territory.partyKinds[party]!) ? party : -1))
  return concentration(territory.graph, { offsets, services: lists.flat() }, { bodyOf, people: territory.populationOfParty }, loss)
}

export function restoration(territory: TerritoryGraph, services: readonly number[], workHours: BodyOf<typeof planRestoration>['workHours']): ResponseOf<typeof planRestoration> {
  const units = services.map((service) => {
    const hours = workHours[territory.serviceIds[service]!]
    return { services: [service], ...(hours === undefined ? {} : { workHours: hours }) }
  })
  const plan = restorationOrder(territory.graph, { down: services }, units, territory.peopleOfService)
  return {
    optimal: plan.optimal, within: plan.within, weightHours: plan.weightHours,
    steps: plan.steps.map((step) => ({ service: endOf(territory, services[step.unit]!), doneHours: step.doneHours, services: step.services, people: step.weight, peopleStillDown: step.weightDown })),
  }
}

export const ageOf = (territory: TerritoryGraph): z.output<typeof graphAge> =>
  ({ version: territory.version, builtAt: territory.builtAt.toISOString(), services: territory.graph.services, dependencies: territory.graph.dependencies })

function confidencesOf(impact: Impact): Record<Kind, Float64Array> {
  return { down: confidences(impact, 'down'), degraded: confidences(impact, 'degraded'), exposed: confidences(impact, 'exposed'), tampered: confidences(impact, 'tampered') }
}

function reachedServices(impact: Impact): number[] {
  return [...new Set([...impact.downServices, ...impact.degradedServices, ...impact.exposedServices, ...impact.tamperedServices])]
}

const momentOf = (impact: Impact, service: number) => Math.min(impact.downAt[service]!, impact.degradedAt[service]!)

function inOrder(territory: TerritoryGraph, impact: Impact, services: readonly number[]): number[] {
  return [...services].sort((a, b) => momentOf(impact, a) - momentOf(impact, b) || territory.peopleOfService[b]! - territory.peopleOfService[a]! || a - b)
}

function bodiesOf(territory: TerritoryGraph, impact: Impact, reached: readonly number[], sure: Record<Kind, Float64Array>): z.output<typeof hitBody>[] {
  const bodies = new Map<number, { down: number; degraded: number; exposed: number; tampered: number; at: number; confidence: number; rank: number }>()
  for (const service of reached) {
    const party = territory.ownerOfService[service]!
    if (party < 0 || onTheWay.has(territory.partyKinds[party]!)) continue
    const body = bodies.get(party) ?? { down: 0, degraded: 0, exposed: 0, tampered: 0, at: NEVER, confidence: 0, rank: 3 }
    const kind = kindOf(impact, service)
    const rank = kind === 'down' ? 0 : kind === 'degraded' ? 1 : 2
    if (impact.downAt[service] !== NEVER) body.down++
    else if (impact.degradedAt[service] !== NEVER) body.degraded++
    if (isExposed(impact, service)) body.exposed++
    if (isTampered(impact, service)) body.tampered++
    body.at = Math.min(body.at, momentOf(impact, service))
    // How sure one is that the body is in its state: the surest of the services that put it there.
    if (rank < body.rank) { body.rank = rank; body.confidence = 0 }
    if (rank === body.rank) body.confidence = Math.max(body.confidence, sure[kind][service]!)
    bodies.set(party, body)
  }
  return [...bodies].map(([party, { at, rank, confidence, ...counts }]) => ({
    party: refOf(territory, party), population: territory.populationOfParty[party]!, state: (['hit', 'degraded', 'data_at_risk'] as const)[rank]!,
    atMinutes: at === NEVER ? null : at, confidence: round(confidence), ...counts,
  })).sort((a, b) => (a.atMinutes ?? NEVER) - (b.atMinutes ?? NEVER) || b.population - a.population || a.party.id.localeCompare(b.party.id))
}

/** A body counts in the hour of its first stop. */
function hoursOf(territory: TerritoryGraph, impact: Impact, reached: readonly number[]) {
  const hours = new Map<number, { services: number; bodies: number }>()
  const firstOf = new Map<number, number>()
  const at = (hour: number) => hours.get(hour) ?? hours.set(hour, { services: 0, bodies: 0 }).get(hour)!
  for (const service of reached) {
    if (impact.downAt[service] === NEVER) continue
    const hour = Math.floor(impact.downAt[service]! / 60)
    at(hour).services++
    const party = territory.ownerOfService[service]!
    if (party >= 0 && !onTheWay.has(territory.partyKinds[party]!)) firstOf.set(party, Math.min(firstOf.get(party) ?? NEVER, hour))
  }
  for (const hour of firstOf.values()) at(hour).bodies++
  return [...hours].sort(([a], [b]) => a - b).map(([hour, counts]) => ({ hour, ...counts }))
}

function describe(territory: TerritoryGraph, impact: Impact, service: number, sure: Record<Kind, Float64Array>): z.output<typeof hitService> {
  const kind = kindOf(impact, service)
  const moment = momentOf(impact, service)
  return {
    ...endOf(territory, service), availability: kind === 'down' ? 'down' : kind === 'degraded' ? 'degraded' : 'none', atMinutes: moment === NEVER ? null : moment,
    exposed: isExposed(impact, service), tampered: isTampered(impact, service), people: territory.peopleOfService[service]!, dataClasses: [...territory.dataClassesOfService[service]!],
    confidence: round(sure[kind][service]!), path: pathOf(territory, impact, service, kind),
  }
}

function pathOf(territory: TerritoryGraph, impact: Impact, service: number, kind: Kind): z.output<typeof pathStep>[] {
  return (explain(impact, service, kind)?.steps ?? []).map((step) => ({
    dependencyId: territory.dependencyIdOfRow[step.row]!, from: endOf(territory, step.from), to: endOf(territory, step.to), carries: step.carries, brings: step.brings, effect: step.effect,
    autonomyMinutes: step.autonomyMinutes, atMinutes: step.atMinutes, confidence: round(step.confidence),
  }))
}

function endOf(territory: TerritoryGraph, service: number): z.output<typeof serviceEnd> {
  const party = territory.ownerOfService[service]!
  return { id: territory.serviceIds[service]!, name: territory.serviceNames[service]!, category: territory.serviceCategories[service]!, party: party < 0 ? null : refOf(territory, party) }
}

const refOf = (territory: TerritoryGraph, party: number) => ({ id: territory.partyIds[party]!, name: territory.partyNames[party]!, kind: territory.partyKinds[party]! })
const round = (confidence: number) => Math.round(confidence * 1000) / 1000
