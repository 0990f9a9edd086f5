/**
 * The territory in memory. Services are 0..n-1; an edge runs from the service that is needed to the one that needs it,
 * the way trouble travels. All arrays are flat, so that one edge costs one cache line and no object.
 */
export type Graph = {
  readonly services: number
  readonly dependencies: number
  /** Edges of service s are `offsets[s] .. offsets[s + 1] - 1`; those with confidentiality or integrity come first. */
  readonly offsets: Int32Array
  /** `[2e]` is the dependent, `[2e + 1]` its attributes, packed as below: side by side, to be read together. */
  readonly edges: Int32Array
  /** Edge → row of the caller's table. */
  readonly rows: Int32Array
  /** Incoming edges of service s are `incoming[incomingOffsets[s] ..]`, as edge numbers; only explanations read them. */
  readonly incomingOffsets: Int32Array
  readonly incoming: Int32Array
  /** Distinct autonomies in minutes; class 0 is always "none". Groups come after: edges of a group carry its number. */
  readonly autonomies: Int32Array
  readonly groups: Groups
}

export type Groups = {
  /** The loss of this many members breaks the group: n - k + 1. */
  readonly breaksAt: Int32Array
  readonly autonomyClass: Int32Array
  /** Members of group g are `members[memberOffsets[g] ..]`, as upstream services. */
  readonly memberOffsets: Int32Array
  readonly members: Int32Array
}

/** No moment: the service is never reached. Sums beyond it (4,000 years in minutes) count as never. */
export const NEVER = 0x7fffffff

// Marks of a service while an event travels. The first three double as "what makes this edge moot", see below.
export const IS_DOWN = 1
export const IS_DEGRADED = 2
export const ALWAYS = 4
export const IS_EXPOSED = 8
export const IS_TAMPERED = 16
export const WAS_DEGRADED = 32

/**
 * Low three bits of the attributes: the availability effect, written as the marks that make the edge moot, so that the
 * hot loop needs one test for all: `mark & attributes & 7`. A hard edge has nothing to add to a service that is down;
 * a soft one, to one that is down or degraded; an edge without availability effect, ever; a member is always counted.
 */
export const MEMBER = 0
export const HARD = IS_DOWN
export const SOFT = IS_DOWN | IS_DEGRADED
export const NO_EFFECT = ALWAYS
export const AVAILABILITY = 7
/** Bits 3 and 4 sit where the marks of exposure and tampering sit: carried over an edge by a plain `&`. */
export const CARRIES = IS_EXPOSED | IS_TAMPERED
/** Bits 5-12: confidence in steps of 1/200, so that every half per cent is exact. */
const CONFIDENCE_SHIFT = 5
export const CONFIDENCE_STEPS = 200
/** Bits 13-31: class of autonomy, or number of the group for a member. */
export const CLASS_SHIFT = 13
export const MAX_CLASSES = 2 ** (32 - CLASS_SHIFT)

export const packAttributes = (effect: number, confidence: number, autonomyClassOrGroup: number) =>
  effect | (Math.round(confidence * CONFIDENCE_STEPS) << CONFIDENCE_SHIFT) | (autonomyClassOrGroup << CLASS_SHIFT)

export const confidenceOf = (graph: Graph, edge: number) =>
  ((graph.edges[2 * edge + 1]! >>> CONFIDENCE_SHIFT) & 0xff) / CONFIDENCE_STEPS

export const dependentOf = (graph: Graph, edge: number) => graph.edges[2 * edge]!

/** Group of a member edge, -1 for any other. */
export const groupOf = (graph: Graph, edge: number) => {
  const attributes = graph.edges[2 * edge + 1]!
  return (attributes & AVAILABILITY) === MEMBER ? attributes >>> CLASS_SHIFT : -1
}

/** Autonomy of the step in minutes; for a member, its group's. */
export function autonomyOf(graph: Graph, edge: number): number {
  const group = groupOf(graph, edge)
  const autonomyClass = group < 0 ? graph.edges[2 * edge + 1]! >>> CLASS_SHIFT : graph.groups.autonomyClass[group]!
  return graph.autonomies[autonomyClass]!
}

/** The needed service of an edge: found by halving the offsets, which saves 4 bytes an edge and is only asked by explanations. */
export function upstreamOf(graph: Graph, edge: number): number {
  let low = 0
  let high = graph.services
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (graph.offsets[middle]! <= edge) low = middle
    else high = middle
  }
  return low
}

/** Bytes of everything the graph keeps, services' offsets included. */
export function graphBytes(graph: Graph): number {
  const { offsets, edges, rows, incomingOffsets, incoming, autonomies, groups } = graph
  const arrays = [offsets, edges, rows, incomingOffsets, incoming, autonomies, ...Object.values(groups)]
  return arrays.reduce((sum, array) => sum + array.byteLength, 0)
}
