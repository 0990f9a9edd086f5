/**
 * The authority: the semantics of DESIGN.md written the slow way, over plain objects, by repeating the equations until
 * nothing changes. Nothing here is shared with the engine.
 */
export type PlainDependency = {
  readonly dependent: number
  readonly on: number
  readonly availability: 'none' | 'degraded' | 'hard' | 'member'
  readonly confidentiality: boolean
  readonly integrity: boolean
  readonly autonomyMinutes: number
  readonly confidence: number
  readonly group: number
}
export type PlainGroup = { readonly dependent: number; readonly needed: number; readonly autonomyMinutes: number }
export type Territory = {
  readonly services: number
  readonly dependencies: readonly PlainDependency[]
  readonly groups: readonly PlainGroup[]
}
export type PlainEvent = {
  readonly down: readonly number[]
  readonly degraded: readonly number[]
  readonly exposed: readonly number[]
  readonly tampered: readonly number[]
}
export type PlainAnswer = { down: number; degraded: number; exposed: boolean; tampered: boolean }

export function naiveCascade({ services, dependencies, groups }: Territory, event: PlainEvent): PlainAnswer[] {
  const down = solve(services, (moments, service) => Math.min(
    event.down.includes(service) ? 0 : Infinity,
    ...into(service).filter((d) => d.availability === 'hard').map((d) => moments[d.on]! + d.autonomyMinutes),
    ...groupMoments(service, moments),
  ))
  const degraded = solve(services, (moments, service) => {
    const impaired = moments.map((moment, other) => Math.min(moment, down[other]!))
    const moment = Math.min(
      event.degraded.includes(service) ? 0 : Infinity,
      ...into(service).filter((d) => d.availability === 'degraded').map((d) => down[d.on]! + d.autonomyMinutes),
      ...into(service).filter((d) => d.availability === 'hard').map((d) => impaired[d.on]! + d.autonomyMinutes),
      ...groupMoments(service, impaired),
    )
    return moment < down[service]! ? moment : Infinity
  })
  const exposed = closure(event.exposed, (d) => d.confidentiality)
  const tampered = closure(event.tampered, (d) => d.integrity)
  return down.map((moment, service) => ({
    down: moment, degraded: degraded[service]!, exposed: exposed.has(service), tampered: tampered.has(service),
  }))

  function into(service: number) {
    return dependencies.filter((d) => d.dependent === service)
  }

  function groupMoments(service: number, moments: readonly number[]) {
    return groups.flatMap((group, number) => {
      const members = dependencies.filter((d) => d.availability === 'member' && d.group === number).map((d) => moments[d.on]!)
      if (group.dependent !== service || group.needed > members.length) return []
      const breaking = members.sort((a, b) => a - b)[members.length - group.needed]!
      return [breaking + group.autonomyMinutes]
    })
  }

  function closure(sources: readonly number[], carries: (d: PlainDependency) => boolean) {
    const reached = new Set(sources)
    for (let size = -1; size !== reached.size;) {
      size = reached.size
      for (const d of dependencies) if (carries(d) && reached.has(d.on)) reached.add(d.dependent)
    }
    return reached
  }
}

/** From "never" downwards: a cycle without a cause outside it stays up. */
function solve(services: number, equation: (moments: number[], service: number) => number): number[] {
  const moments = Array.from({ length: services }, () => Infinity)
  for (let changed = true; changed;) {
    changed = false
    for (let service = 0; service < services; service++) {
      const moment = equation(moments, service)
      if (moment >= moments[service]!) continue
      moments[service] = moment
      changed = true
    }
  }
  return moments
}
