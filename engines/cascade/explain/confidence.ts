import { confidenceOf, dependentOf } from '../graph/layout.ts'
import type { Impact } from '../propagate/cascade.ts'
import { firstLink, holds } from './layers.ts'
import type { Kind } from './layers.ts'

/**
 * Confidence of every service's first chain (the one `explain` shows): product of the confidences of its steps, 1 at a
 * source, 0 where the state is not reached. Asked for after the cascade, since most questions never need it; one
 * more walk over the edges reached.
 */
export function confidences(impact: Impact, kind: Kind): Float64Array {
  const result = new Float64Array(impact.graph.services)
  if (kind !== 'degraded') {
    const { services, by } = layer(impact, kind)
    follow(impact, services, by, result, result, (dependent) => holds(impact, dependent, kind))
    return result
  }
  const degradedBy = impact.degradedBy
  const carriedBy = (carries: Kind) => (dependent: number) => holds(impact, dependent, 'degraded')
    && firstLink(impact, dependent, 'degraded')?.carries === carries
  follow(impact, impact.downServices, degradedBy, confidences(impact, 'down'), result, carriedBy('down'))
  follow(impact, impact.degradedServices, degradedBy, result, result, carriedBy('degraded'))
  return result
}

function layer(impact: Impact, kind: Exclude<Kind, 'degraded'>) {
  if (kind === 'down') return { services: impact.downServices, by: impact.downBy }
  if (kind === 'exposed') return { services: impact.exposedServices, by: impact.exposedBy }
  return { services: impact.tamperedServices, by: impact.tamperedBy }
}

/** In the order of the moments, so that a service is known before those it explains. */
function follow(
  impact: Impact, services: Int32Array, by: Int32Array, from: Float64Array, to: Float64Array, counts: (dependent: number) => boolean,
): void {
  const { graph } = impact
  for (const service of services) {
    if (from === to && by[service] === -1) to[service] = 1
    for (let edge = graph.offsets[service]!; edge < graph.offsets[service + 1]!; edge++) {
      const dependent = dependentOf(graph, edge)
      if (by[dependent] === edge && counts(dependent)) to[dependent] = from[service]! * confidenceOf(graph, edge)
    }
  }
}
