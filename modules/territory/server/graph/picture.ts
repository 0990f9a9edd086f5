/** A what-if as a drawing: the provider, what it runs, the suppliers behind it and the bodies in groups of one kind of service. */
import { explain, isExposed, NEVER, pictureOf, type GroupImpact, type Impact, type Kind, type Path, type Picture, type SupplierImpact } from '#engines/cascade/index.ts'
import type { TerritoryGraph } from '../../contract.ts'

type Asked = { readonly reached: readonly number[]; readonly sources: readonly number[]; readonly sure: Readonly<Record<Kind, ArrayLike<number>>>; readonly all: boolean; readonly unavailable: boolean }

const suppliers: ReadonlySet<string> = new Set(['provider', 'in_house'])

/** Moments in minutes from the event. */
export function pictureOfImpact(territory: TerritoryGraph, impact: Impact, { reached, sources, sure, all, unavailable }: Asked): Picture<number> {
  const main = territory.ownerOfService[sources[0]!]!
  const ofSupplier = (service: number) => { const owner = territory.ownerOfService[service]!; return owner === main || suppliers.has(territory.partyKinds[owner]!) }
  const at = (service: number) => { const moment = Math.min(impact.downAt[service]!, impact.degradedAt[service]!); return moment === NEVER ? null : moment }
  /** How long it lives after the supplier it hangs on, through whatever of its own stands between. */
  const heldFor = (service: number, last: Line['last']) => (last === undefined ? 0 : Math.max(0, (at(service) ?? 0) - (at(last.from) ?? 0)))
  const lines = [...new Set([...sources, ...reached])].map((service) => {
    const kind = kindOf(impact, service)
    const steps = explain(impact, service, kind)?.steps ?? []
    return { service, kind, steps, last: steps.findLast((step) => ofSupplier(step.from)) }
  })
  const supplying = lines.filter(({ service }) => ofSupplier(service)).map(({ service, kind, steps, last }): SupplierImpact<number> => ({
    serviceId: territory.serviceIds[service]!, name: territory.serviceNames[service]!, category: territory.serviceCategories[service]!,
    owner: territory.partyNames[territory.ownerOfService[service]!] ?? '', isMain: territory.ownerOfService[service] === main, depth: steps.length, state: stateOf(kind), at: at(service),
    people: territory.peopleOfService[service]!, confidence: sure[kind][service]!, viaService: last ? territory.serviceIds[last.from]! : null, viaEffect: effectOf(last), autonomyMinutes: heldFor(service, last),
  }))
  return pictureOf({ name: territory.partyNames[main] ?? '', at: 0, state: unavailable ? 'down' : 'at_risk' }, supplying, groupsOf(territory, lines.filter(({ service }) => !ofSupplier(service)), sure, at, heldFor), all)
}

type Line = { readonly service: number; readonly kind: Kind; readonly last: Path['steps'][number] | undefined }
const rank: Readonly<Record<Kind, number>> = { down: 0, degraded: 1, exposed: 2, tampered: 2 }

/** A body counts once in a group, by its worst service of that kind. */
function groupsOf(territory: TerritoryGraph, lines: readonly Line[], sure: Asked['sure'], at: (service: number) => number | null, heldFor: (service: number, last: Line['last']) => number): GroupImpact<number>[] {
  const worst = new Map<string, Line>()
  for (const line of lines) {
    const key = `${territory.ownerOfService[line.service]} ${territory.serviceCategories[line.service]}`
    const known = worst.get(key)
    if (!known || rank[line.kind] < rank[known.kind] || (rank[line.kind] === rank[known.kind] && (at(line.service) ?? NEVER) < (at(known.service) ?? NEVER))) worst.set(key, line)
  }
  const groups = new Map<string, GroupImpact<number> & { bodies: number; people: number; confidence: number }>()
  for (const { service, kind, last } of worst.values()) {
    const one: GroupImpact<number> = {
      category: territory.serviceCategories[service]!, viaService: last ? territory.serviceIds[last.from]! : null, viaEffect: effectOf(last), state: stateOf(kind), at: at(service),
      standing: kind === 'down' ? 'hit' : kind === 'degraded' ? 'degraded' : 'atRisk', bodies: 1, people: territory.peopleOfService[service]!, confidence: sure[kind][service]!, autonomyMinutes: heldFor(service, last),
    }
    const key = [one.category, one.viaService, one.viaEffect, one.state].join('|')
    const known = groups.get(key)
    groups.set(key, known === undefined ? one : {
      ...known, bodies: known.bodies + 1, people: known.people + one.people, confidence: (known.confidence * known.bodies + one.confidence) / (known.bodies + 1),
      at: known.at === null ? one.at : one.at === null ? known.at : Math.min(known.at, one.at), autonomyMinutes: Math.min(known.autonomyMinutes, one.autonomyMinutes),
    })
  }
  return [...groups.values()]
}

/** The state that matters most: what stops, else what limps, else whose data. */
export const kindOf = (impact: Impact, service: number): Kind =>
  (impact.downAt[service] !== NEVER ? 'down' : impact.degradedAt[service] !== NEVER ? 'degraded' : isExposed(impact, service) ? 'exposed' : 'tampered')
const stateOf = (kind: Kind) => (kind === 'down' || kind === 'degraded' ? kind : 'at_risk')
const effectOf = (step: Line['last']): string | null => (step === undefined ? null : step.effect === 'member' ? 'group' : step.effect)
