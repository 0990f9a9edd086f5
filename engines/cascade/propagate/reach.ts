import { CARRIES, IS_EXPOSED } from '../graph/layout.ts'
import type { Scratch } from './scratch.ts'

/**
 * Plain reachability over the edges that carry one mark. Such edges stand first among a service's, so the rest of its
 * edges is not even read. Returns how many services the order array then holds.
 */
export function reach(scratch: Scratch, bit: number, sources: readonly number[]): number {
  const { graph: { offsets, edges }, marks } = scratch
  const order = bit === IS_EXPOSED ? scratch.exposedOrder : scratch.tamperedOrder
  const reachedBy = bit === IS_EXPOSED ? scratch.exposedBy : scratch.tamperedBy
  let tail = 0
  for (const service of sources) {
    if ((marks[service]! & bit) !== 0) continue
    marks[service]! |= bit
    reachedBy[service] = -1
    order[tail++] = service
  }
  for (let head = 0; head < tail; head++) {
    const service = order[head]!
    const end = offsets[service + 1]!
    for (let edge = offsets[service]!; edge < end; edge++) {
      const attributes = edges[2 * edge + 1]!
      if ((attributes & CARRIES) === 0) break
      const dependent = edges[2 * edge]!
      const mark = marks[dependent]!
      if ((attributes & bit & ~mark) === 0) continue
      marks[dependent] = mark | bit
      reachedBy[dependent] = edge
      order[tail++] = dependent
    }
  }
  return tail
}
