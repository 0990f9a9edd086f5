import {
  AVAILABILITY, CLASS_SHIFT, HARD, IS_DEGRADED, IS_DOWN, MEMBER, NEVER, SOFT, WAS_DEGRADED,
} from '../graph/layout.ts'
import { DEGRADED_LAYER, DOWN_LAYER, nextKey, openRun, takeRun } from './scratch.ts'
import type { Scratch } from './scratch.ts'

/*
 * One moment of the event has four steps: what was due to fall falls; the fallen pull down who hangs on them without
 * autonomy, and put the others in their lanes; what was due to degrade does, unless it fell; the degraded degrade who
 * hangs on them. Falling never follows from degrading, so no step has to be repeated.
 */

const READ_AHEAD = 6

/** Takes from the lanes all that falls at this moment. Returns where the newly fallen begin in `downOrder`. */
export function settleDown(scratch: Scratch, moment: number): number {
  const { lanes, lengths, marks, downOrder } = scratch
  const first = moment === 0 ? 0 : lengths.down
  while (nextKey(lanes) === 2 * moment + DOWN_LAYER) {
    const { start, end } = takeRun(lanes)
    for (let i = start; i < end; i++) {
      const service = lanes.entries[i]!
      if ((marks[service]! & IS_DOWN) !== 0) continue // an earlier way was found since
      marks[service]! |= IS_DOWN
      downOrder[lengths.down++] = service
    }
  }
  return first
}

/** Follows the edges of all that falls at this moment, those it pulls down at once included. The hot loop. */
export function scanDown(scratch: Scratch, moment: number, first: number): void {
  const { graph: { offsets, edges, autonomies, groups }, marks, downAt, degradedAt, downBy, degradedBy } = scratch
  const { downOrder, softPairs, lengths, lanes } = scratch
  const { entries, laneTail, laneMoment } = lanes
  let tail = lengths.down
  let soft = lengths.soft
  let touched = 0
  for (let head = first; head < tail; head++) {
    const service = downOrder[head]!
    const end = offsets[service + 1]!
    // Edges lie all over the memory: asking early for those of a service to come saves some 6 % of the walk.
    if (head + READ_AHEAD < tail) touched ^= edges[2 * offsets[downOrder[head + READ_AHEAD]!]!]!
    for (let edge = offsets[service]!; edge < end; edge++) {
      const dependent = edges[2 * edge]!
      const attributes = edges[2 * edge + 1]!
      const mark = marks[dependent]!
      if ((mark & attributes & AVAILABILITY) !== 0) continue
      let kind = attributes & AVAILABILITY
      let autonomyClass = attributes >>> CLASS_SHIFT
      if (kind === MEMBER) {
        const group = autonomyClass
        autonomyClass = groups.autonomyClass[group]!
        kind = loseMember(scratch, group, (marks[service]! & WAS_DEGRADED) === 0)
        if ((kind === HARD || kind === SOFT) && (mark & kind) !== 0) continue
      }
      if (kind === HARD) {
        if (autonomyClass === 0) {
          marks[dependent] = mark | IS_DOWN
          downAt[dependent] = moment
          downBy[dependent] = edge
          downOrder[tail++] = dependent
          continue
        }
        const at = moment + autonomies[autonomyClass]!
        if (at >= downAt[dependent]!) continue
        downAt[dependent] = at
        downBy[dependent] = edge
        const lane = 2 * autonomyClass + DOWN_LAYER
        if (laneMoment[lane] !== at) openRun(lanes, lane, at)
        entries[laneTail[lane]!++] = dependent
      } else if (kind === SOFT) {
        if (autonomyClass === 0) {
          marks[dependent] = mark | IS_DEGRADED
          softPairs[2 * soft] = dependent
          softPairs[2 * soft++ + 1] = edge
          continue
        }
        const at = moment + autonomies[autonomyClass]!
        if (at >= degradedAt[dependent]! || at >= downAt[dependent]!) continue
        degradedAt[dependent] = at
        degradedBy[dependent] = edge
        const lane = 2 * autonomyClass + DEGRADED_LAYER
        if (laneMoment[lane] !== at) openRun(lanes, lane, at)
        entries[laneTail[lane]!++] = dependent
      }
    }
  }
  lengths.down = tail
  lengths.soft = soft
  lengths.touched = touched
}

/** Takes all that degrades at this moment and did not fall. Returns where the newly degraded begin. */
export function settleDegraded(scratch: Scratch, moment: number): number {
  const { lanes, lengths, marks, degradedAt, degradedBy, degradedOrder, softPairs } = scratch
  const first = lengths.degraded
  let tail = first
  for (let i = 0; i < lengths.soft; i++) {
    const service = softPairs[2 * i]!
    const mark = marks[service]!
    if ((mark & IS_DOWN) !== 0) continue
    marks[service] = mark | WAS_DEGRADED
    degradedAt[service] = moment
    degradedBy[service] = softPairs[2 * i + 1]!
    degradedOrder[tail++] = service
  }
  lengths.soft = 0
  while (nextKey(lanes) === 2 * moment + DEGRADED_LAYER) {
    const { start, end } = takeRun(lanes)
    for (let i = start; i < end; i++) {
      const service = lanes.entries[i]!
      const mark = marks[service]!
      if ((mark & WAS_DEGRADED) !== 0) continue
      if ((mark & IS_DOWN) !== 0) {
        degradedAt[service] = NEVER
        continue
      }
      marks[service] = mark | IS_DEGRADED | WAS_DEGRADED
      degradedOrder[tail++] = service
    }
  }
  lengths.degraded = tail
  return first
}

/** The degraded degrade who hangs hard on them; over soft edges a slowness is absorbed. */
export function scanDegraded(scratch: Scratch, moment: number, first: number): void {
  const { graph: { offsets, edges, autonomies, groups }, marks, downAt, degradedAt, degradedBy } = scratch
  const { degradedOrder, lengths, lanes } = scratch
  const { entries, laneTail, laneMoment } = lanes
  let tail = lengths.degraded
  for (let head = first; head < tail; head++) {
    const service = degradedOrder[head]!
    const end = offsets[service + 1]!
    for (let edge = offsets[service]!; edge < end; edge++) {
      const dependent = edges[2 * edge]!
      const attributes = edges[2 * edge + 1]!
      const kind = attributes & AVAILABILITY
      let autonomyClass = attributes >>> CLASS_SHIFT
      if (kind === MEMBER) {
        const group = autonomyClass
        if (++scratch.impairedMembers[group]! !== groups.breaksAt[group]) continue
        autonomyClass = groups.autonomyClass[group]!
      } else if (kind !== HARD) continue
      const mark = marks[dependent]!
      if ((mark & (IS_DOWN | IS_DEGRADED)) !== 0) continue
      const at = moment + autonomies[autonomyClass]!
      if (at >= degradedAt[dependent]! || at >= downAt[dependent]!) continue
      degradedAt[dependent] = at
      degradedBy[dependent] = edge
      if (autonomyClass === 0) {
        marks[dependent] = mark | IS_DEGRADED | WAS_DEGRADED
        degradedOrder[tail++] = dependent
        continue
      }
      const lane = 2 * autonomyClass + DEGRADED_LAYER
      if (laneMoment[lane] !== at) openRun(lanes, lane, at)
      entries[laneTail[lane]!++] = dependent
    }
  }
  lengths.degraded = tail
}

/**
 * Counts a member that fell. What the group does to its dependent now: `HARD` when fewer than k live, `SOFT` when
 * fewer than k are whole, else `MEMBER`, nothing. Both at once is only the first: down beats degraded.
 */
function loseMember(scratch: Scratch, group: number, wasWhole: boolean): number {
  const breaksAt = scratch.graph.groups.breaksAt[group]!
  const lost = ++scratch.lostMembers[group]!
  const impaired = wasWhole ? ++scratch.impairedMembers[group]! : 0
  if (lost === breaksAt) return HARD
  return impaired === breaksAt ? SOFT : MEMBER
}
