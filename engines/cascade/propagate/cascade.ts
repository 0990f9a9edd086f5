import type { Problem } from '../graph/check.ts'
import { ALWAYS, IS_DEGRADED, IS_DOWN, IS_EXPOSED, IS_TAMPERED, NEVER } from '../graph/layout.ts'
import type { Graph } from '../graph/layout.ts'
import { scanDegraded, scanDown, settleDegraded, settleDown } from './availability.ts'
import { reach } from './reach.ts'
import { makeScratch, nextKey, resetLanes } from './scratch.ts'
import type { Scratch } from './scratch.ts'

/** What happened at minute zero, to which services. Any combination; a service both down and degraded is down. */
export type Event = {
  readonly down?: ArrayLike<number>
  readonly degraded?: ArrayLike<number>
  readonly exposed?: ArrayLike<number>
  readonly tampered?: ArrayLike<number>
}

/** The territory's answer. All arrays are views on the scratch: read them before the next call that uses it. */
export type Impact = {
  readonly graph: Graph
  readonly event: Event
  readonly problems: readonly Problem[]
  /** Minutes from the event; `NEVER` when the service stays up. */
  readonly downAt: Int32Array
  /** Minutes from the event at which the service is impaired before, or without, going down; `NEVER` otherwise. */
  readonly degradedAt: Int32Array
  /** Edge by which it happened first, -1 at a source; only meaningful where the state is reached. */
  readonly downBy: Int32Array
  readonly degradedBy: Int32Array
  readonly exposedBy: Int32Array
  readonly tamperedBy: Int32Array
  /** Services in the order of their moments, sources first. Those degraded may go down later. */
  readonly downServices: Int32Array
  readonly degradedServices: Int32Array
  readonly exposedServices: Int32Array
  readonly tamperedServices: Int32Array
  /** `IS_EXPOSED`, `IS_TAMPERED` bits; read them through `isExposed` and `isTampered`. */
  readonly marks: Uint8Array
  /** Per group, how many members are down at the end. */
  readonly lostMembers: Int32Array
}

/**
 * Who is hit, how and from when. Three propagations, one after the other, over the same edges: unavailability in order
 * of moment, exposure and tampering as plain reachability. Linear in the edges reached.
 */
export function cascade(graph: Graph, event: Event, scratch: Scratch = makeScratch(graph)): Impact {
  const { marks, lengths, lanes } = scratch
  const problems: Problem[] = []
  reset(scratch)
  seedAvailability(scratch, event, problems)
  for (let moment = 0; ;) {
    const fallen = settleDown(scratch, moment)
    scanDown(scratch, moment, fallen)
    const impaired = settleDegraded(scratch, moment)
    scanDegraded(scratch, moment, impaired)
    const key = nextKey(lanes)
    if (key < 0) break
    moment = Math.floor(key / 2)
  }
  const { down, degraded } = lengths
  const exposed = reach(scratch, IS_EXPOSED, sound(graph, event.exposed, problems))
  const tampered = reach(scratch, IS_TAMPERED, sound(graph, event.tampered, problems))
  const { downAt, degradedAt, downBy, degradedBy, exposedBy, tamperedBy, lostMembers } = scratch
  return {
    graph, event, problems, downAt, degradedAt, downBy, degradedBy, exposedBy, tamperedBy, marks, lostMembers,
    downServices: scratch.downOrder.subarray(0, down), degradedServices: scratch.degradedOrder.subarray(0, degraded),
    exposedServices: scratch.exposedOrder.subarray(0, exposed), tamperedServices: scratch.tamperedOrder.subarray(0, tampered),
  }
}

export const isExposed = (impact: Impact, service: number) => (impact.marks[service]! & IS_EXPOSED) !== 0
export const isTampered = (impact: Impact, service: number) => (impact.marks[service]! & IS_TAMPERED) !== 0

export type State = 'none' | 'degraded' | 'down'

/** State at a moment in minutes from the event; without one, where it ends. */
export function stateOf(impact: Impact, service: number, atMinutes = NEVER - 1): State {
  if (impact.downAt[service]! <= atMinutes) return 'down'
  return impact.degradedAt[service]! <= atMinutes ? 'degraded' : 'none'
}

function reset(scratch: Scratch): void {
  scratch.marks.fill(ALWAYS)
  scratch.downAt.fill(NEVER)
  scratch.degradedAt.fill(NEVER)
  scratch.lostMembers.fill(0)
  scratch.impairedMembers.fill(0)
  scratch.lengths.down = scratch.lengths.degraded = scratch.lengths.soft = 0
  resetLanes(scratch.lanes)
}

function seedAvailability(scratch: Scratch, event: Event, problems: Problem[]): void {
  const { marks, downAt, downBy, downOrder, softPairs, lengths, graph } = scratch
  for (const service of sound(graph, event.down, problems)) {
    if ((marks[service]! & IS_DOWN) !== 0) continue
    marks[service]! |= IS_DOWN
    downAt[service] = 0
    downBy[service] = -1
    downOrder[lengths.down++] = service
  }
  for (const service of sound(graph, event.degraded, problems)) {
    if ((marks[service]! & (IS_DOWN | IS_DEGRADED)) !== 0) continue
    marks[service]! |= IS_DEGRADED
    softPairs[2 * lengths.soft] = service
    softPairs[2 * lengths.soft++ + 1] = -1
  }
}

function sound(graph: Graph, services: ArrayLike<number> | undefined, problems: Problem[]): number[] {
  const kept: number[] = []
  for (let row = 0; row < (services?.length ?? 0); row++) {
    const value = services![row]!
    if (Number.isInteger(value) && value >= 0 && value < graph.services) kept.push(value)
    else problems.push({ code: 'no-such-service', table: 'event', row, value })
  }
  return kept
}
