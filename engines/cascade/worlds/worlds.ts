import { AVAILABILITY, CLASS_SHIFT, HARD, IS_EXPOSED, IS_TAMPERED, MEMBER } from '../graph/layout.ts'
import type { Graph } from '../graph/layout.ts'
import type { Kind } from '../explain/layers.ts'

/** Thirty-two what-ifs at once: bit w of a service's mask says whether it is hit in world w. Moments are left out. */
export const WORLDS = 32

export type Worlds = {
  readonly graph: Graph
  readonly masks: Int32Array
  /** Bits not yet passed on; a service waits in the ring while it has some. */
  readonly fresh: Int32Array
  readonly ring: Int32Array
  /** Services hit in any world, `touchedCount` of them. */
  readonly touched: Int32Array
  touchedCount: number
  /** Per group a small binary counter for 32 worlds: plane p holds bit p of each world's count of lost members. */
  readonly planeOffsets: Int32Array
  readonly planes: Int32Array
}

export function makeWorlds(graph: Graph): Worlds {
  const { memberOffsets } = graph.groups
  const planeOffsets = new Int32Array(memberOffsets.length)
  for (let group = 0; group + 1 < memberOffsets.length; group++) {
    planeOffsets[group + 1] = planeOffsets[group]! + 32 - Math.clz32(memberOffsets[group + 1]! - memberOffsets[group]!)
  }
  const perService = () => new Int32Array(graph.services)
  return {
    graph, masks: perService(), fresh: perService(), ring: perService(), touched: perService(), touchedCount: 0,
    planeOffsets, planes: new Int32Array(planeOffsets.at(-1)!),
  }
}

export function clearWorlds(worlds: Worlds): void {
  for (let i = 0; i < worlds.touchedCount; i++) worlds.masks[worlds.touched[i]!] = 0
  worlds.touchedCount = 0
  worlds.planes.fill(0)
}

/** Says that the service is hit in these worlds from the start. Unknown services are passed over. */
export function seed(worlds: Worlds, service: number, mask: number): void {
  if (!(service >= 0 && service < worlds.graph.services) || (mask & ~worlds.masks[service]!) === 0) return
  if (worlds.masks[service] === 0) worlds.touched[worlds.touchedCount++] = service
  worlds.masks[service]! |= mask
}

/**
 * From the seeds to who is hit in each world, for one of the three propagations that are not matters of degree.
 * `hard`: what is down over hard edges alone, groups left out.
 */
export function spread(worlds: Worlds, kind: Exclude<Kind, 'degraded'> | 'hard'): void {
  const { graph: { offsets, edges, services }, masks, fresh, ring, touched } = worlds
  const carried = kind === 'exposed' ? IS_EXPOSED : kind === 'tampered' ? IS_TAMPERED : 0
  let [head, waiting] = [0, worlds.touchedCount]
  for (let i = 0; i < waiting; i++) {
    ring[i] = touched[i]!
    fresh[touched[i]!] = masks[touched[i]!]!
  }
  while (waiting > 0) {
    const service = ring[head]!
    head = head + 1 === services ? 0 : head + 1
    waiting--
    const bits = fresh[service]!
    fresh[service] = 0
    for (let edge = offsets[service]!; edge < offsets[service + 1]!; edge++) {
      const attributes = edges[2 * edge + 1]!
      const passed = carried !== 0 ? ((attributes & carried) !== 0 ? bits : 0) : downBits(worlds, attributes, bits, kind === 'down')
      const dependent = edges[2 * edge]!
      const added = passed & ~masks[dependent]!
      if (added === 0) continue
      if (masks[dependent] === 0) touched[worlds.touchedCount++] = dependent
      masks[dependent]! |= added
      if (fresh[dependent] === 0) {
        const tail = head + waiting
        ring[tail >= services ? tail - services : tail] = dependent
        waiting++
      }
      fresh[dependent]! |= added
    }
  }
}

function downBits(worlds: Worlds, attributes: number, bits: number, groupsToo: boolean): number {
  const effect = attributes & AVAILABILITY
  if (effect === HARD) return bits
  return effect === MEMBER && groupsToo ? loseMember(worlds, attributes >>> CLASS_SHIFT, bits) : 0
}

/** Adds one to the counters of these worlds and returns those in which the group breaks by it: each member comes once a world. */
function loseMember({ graph, planeOffsets, planes }: Worlds, group: number, bits: number): number {
  const breaksAt = graph.groups.breaksAt[group]!
  let carry = bits
  let broken = bits
  for (let plane = planeOffsets[group]!, bit = 1; plane < planeOffsets[group + 1]!; plane++, bit <<= 1) {
    const sum = planes[plane]! ^ carry
    carry &= planes[plane]!
    planes[plane] = sum
    broken &= (breaksAt & bit) !== 0 ? sum : ~sum
  }
  return broken
}
