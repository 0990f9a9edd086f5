import { NEVER } from '../graph/layout.ts'
import type { Graph } from '../graph/layout.ts'
import { cascade } from '../propagate/cascade.ts'
import type { Event } from '../propagate/cascade.ts'
import { makeScratch } from '../propagate/scratch.ts'
import type { Scratch } from '../propagate/scratch.ts'

export type Recovery = {
  /** Down because of the event, whole once these are restored. */
  readonly back: Int32Array
  /** Down before, now only degraded. */
  readonly limping: Int32Array
  readonly stillDown: Int32Array
}

/**
 * What is back when some sources of the event are restored, everything else being as it was. A restored source that
 * itself hangs on something still down stays down. Availability only: what was read stays read, and what may have been
 * tampered with stays suspect until somebody checks it, so exposure and tampering are not healed by a restoration.
 */
export function whatIsBack(graph: Graph, event: Event, restored: ArrayLike<number>, scratch: Scratch = makeScratch(graph)): Recovery {
  const gone = new Set(Array.from(restored))
  const remains = (services: ArrayLike<number> = []) => Array.from(services).filter((service) => !gone.has(service))
  const before = cascade(graph, event, scratch).downServices.slice()
  const after = cascade(graph, { down: remains(event.down), degraded: remains(event.degraded) }, scratch)
  const isDown = (service: number) => after.downAt[service] !== NEVER
  const isLimping = (service: number) => !isDown(service) && after.degradedAt[service] !== NEVER
  return {
    back: before.filter((service) => !isDown(service) && !isLimping(service)),
    limping: before.filter(isLimping),
    stillDown: before.filter(isDown),
  }
}
