import { AVAILABILITY, CLASS_SHIFT, HARD, SOFT } from '../graph/layout.ts'
import type { Graph } from '../graph/layout.ts'

/**
 * Working memory for one graph, reused from call to call: an impact is a view on it and holds until the next call
 * with the same scratch. About 41 bytes a service, plus 4 a timed edge and layer.
 */
export type Scratch = {
  readonly graph: Graph
  readonly marks: Uint8Array
  readonly downAt: Int32Array
  readonly degradedAt: Int32Array
  readonly downBy: Int32Array
  readonly degradedBy: Int32Array
  readonly exposedBy: Int32Array
  readonly tamperedBy: Int32Array
  /** Services in the order in which they go down, or degraded: queue and result at once. */
  readonly downOrder: Int32Array
  readonly degradedOrder: Int32Array
  /** Degraded at this very moment: `[service, edge]` pairs, judged when all that falls at this moment has fallen. */
  readonly softPairs: Int32Array
  /** The same memory as softPairs, which is free again by the time exposure and tampering travel. */
  readonly exposedOrder: Int32Array
  readonly tamperedOrder: Int32Array
  readonly lostMembers: Int32Array
  readonly impairedMembers: Int32Array
  readonly lengths: Lengths
  readonly lanes: Lanes
}

/** `touched` means nothing: it keeps the compiler from dropping the reading ahead. */
export type Lengths = { down: number; degraded: number; soft: number; touched: number }

/**
 * The queue of what will happen later. One lane per (autonomy class, layer): moments are settled in growing order, so
 * what enters a lane is already sorted, and a lane is a plain array cut into runs of one moment. A heap orders the
 * runs, not the services. Exact as Dijkstra, without a heap operation per service and without walking empty buckets.
 */
export type Lanes = {
  readonly entries: Int32Array
  readonly laneStart: Int32Array
  readonly laneTail: Int32Array
  /** Moment of the run a lane is writing; -1 for none. */
  readonly laneMoment: Float64Array
  readonly laneRun: Int32Array
  readonly runKey: number[]
  readonly runStart: number[]
  readonly runEnd: number[]
  readonly runLane: number[]
  /** Run numbers; the smallest key (moment × 2 + layer) on top. */
  readonly heap: number[]
}

export const DOWN_LAYER = 0
export const DEGRADED_LAYER = 1

export function makeScratch(graph: Graph): Scratch {
  const n = graph.services
  const softPairs = new Int32Array(2 * n)
  const perService = () => new Int32Array(n)
  const perGroup = () => new Int32Array(graph.groups.autonomyClass.length)
  return {
    graph, marks: new Uint8Array(n), downAt: perService(), degradedAt: perService(),
    downBy: perService(), degradedBy: perService(), exposedBy: perService(), tamperedBy: perService(),
    downOrder: perService(), degradedOrder: perService(),
    softPairs, exposedOrder: softPairs.subarray(0, n), tamperedOrder: softPairs.subarray(n),
    lostMembers: perGroup(), impairedMembers: perGroup(),
    lengths: { down: 0, degraded: 0, soft: 0, touched: 0 }, lanes: makeLanes(graph),
  }
}

/** Each edge enters a lane at most once per layer, each group too: the room is known in advance. */
function makeLanes(graph: Graph): Lanes {
  const laneCount = 2 * graph.autonomies.length
  const room = new Int32Array(laneCount)
  for (let i = 1; i < graph.edges.length; i += 2) {
    const kind = graph.edges[i]! & AVAILABILITY
    const lane = 2 * (graph.edges[i]! >>> CLASS_SHIFT)
    if (lane === 0) continue
    if (kind === HARD) room[lane + DOWN_LAYER]!++
    if (kind === HARD || kind === SOFT) room[lane + DEGRADED_LAYER]!++
  }
  for (const autonomyClass of graph.groups.autonomyClass) {
    room[2 * autonomyClass]!++
    room[2 * autonomyClass + 1]!++
  }
  const laneStart = new Int32Array(laneCount)
  let total = 0
  for (let lane = 0; lane < laneCount; lane++) {
    laneStart[lane] = total
    total += room[lane]!
  }
  return {
    entries: new Int32Array(total), laneStart, laneTail: new Int32Array(laneCount), laneMoment: new Float64Array(laneCount),
    laneRun: new Int32Array(laneCount), runKey: [], runStart: [], runEnd: [], runLane: [], heap: [],
  }
}

export function resetLanes(lanes: Lanes): void {
  lanes.laneTail.set(lanes.laneStart)
  lanes.laneMoment.fill(-1)
  for (const list of [lanes.runKey, lanes.runStart, lanes.runEnd, lanes.runLane, lanes.heap]) list.length = 0
}

/** Closes what the lane was writing and starts a run at `moment`, later than any before in this lane. */
export function openRun(lanes: Lanes, lane: number, moment: number): void {
  const start = lanes.laneTail[lane]!
  if (lanes.laneMoment[lane]! >= 0) lanes.runEnd[lanes.laneRun[lane]!] = start
  const run = lanes.runKey.length
  lanes.runKey.push(2 * moment + (lane & 1))
  lanes.runStart.push(start)
  lanes.runEnd.push(-1)
  lanes.runLane.push(lane)
  lanes.laneMoment[lane] = moment
  lanes.laneRun[lane] = run
  pushHeap(lanes, run)
}

/** Key of the next run, -1 when nothing is left. */
export const nextKey = (lanes: Lanes) => (lanes.heap.length === 0 ? -1 : lanes.runKey[lanes.heap[0]!]!)

/** Takes the next run off: its entries lie at `start .. end - 1`. */
export function takeRun(lanes: Lanes): { start: number; end: number } {
  const run = popHeap(lanes)
  const end = lanes.runEnd[run]!
  return { start: lanes.runStart[run]!, end: end < 0 ? lanes.laneTail[lanes.runLane[run]!]! : end }
}

function pushHeap({ heap, runKey }: Lanes, run: number): void {
  let at = heap.push(run) - 1
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (runKey[heap[parent]!]! <= runKey[run]!) break
    heap[at] = heap[parent]!
    at = parent
  }
  heap[at] = run
}

function popHeap({ heap, runKey }: Lanes): number {
  const top = heap[0]!
  const last = heap.pop()!
  if (heap.length === 0) return top
  let at = 0
  for (;;) {
    let child = 2 * at + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && runKey[heap[child + 1]!]! < runKey[heap[child]!]!) child++
    if (runKey[heap[child]!]! >= runKey[last]!) break
    heap[at] = heap[child]!
    at = child
  }
  heap[at] = last
  return top
}
