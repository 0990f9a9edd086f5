import {
  buildGraph, cascade, concentration, graphBytes, isExposed, isTampered, makeScratch, NEVER, restorationOrder,
} from '#engines/cascade/index.ts'
import type { Graph, Scratch } from '#engines/cascade/index.ts'
import { randomTerritory, westpoleTerritory } from './cascade-territories.ts'
import type { GeneratedTerritory } from './cascade-territories.ts'

export type CascadeBenchOptions = {
  readonly services?: number
  readonly dependencies?: number
  readonly seed?: number
  readonly runs?: number
}

export type CascadeBench = {
  readonly services: number
  readonly dependencies: number
  /** Medians of interleaved runs in one process. */
  readonly bfs_ms: number
  readonly all_ms: number
  readonly ratio: number
  readonly westpole_ms: number
  readonly westpole: {
    services: number; dependencies: number; bodies: number; down: number; degraded: number
    bytes_per_edge: number
    /** Each of the 1,300 bodies and the software's products ranked as if it were lost. */
    concentration_ms: number
    /** Order of the five cloud services and five products, the best; of five and forty, within its bound. */
    restoration_10_ms: number; restoration_45_ms: number
  }
  /** Everything the graph keeps, divided by its edges; working memory beside it. */
  readonly bytes_per_edge: number
  readonly scratch_bytes_per_edge: number
  readonly build_ms: number
  readonly reached: { bfs: number; down: number; degraded: number; exposed: number; tampered: number }
}

/**
 * The whole answer (three propagations, moments, parents for the paths) against a bare breadth-first search over the
 * same arrays, run by run in turn, so that a slow moment of the machine hits both.
 */
export function benchCascade(options: CascadeBenchOptions = {}): CascadeBench {
  const { services = 1_000_000, dependencies = 5_000_000, seed = 8_12_2023, runs = 9 } = options
  const territory = randomTerritory(services, dependencies, seed)
  const started = performance.now()
  const graph = mustBuild(territory)
  const buildMs = performance.now() - started
  const scratch = makeScratch(graph)
  const event = { down: territory.sources, exposed: territory.sources, tampered: territory.sources }
  const bare = bareSearch(graph)
  const bfsMs: number[] = []
  const allMs: number[] = []
  for (let run = -2; run < runs; run++) {
    const bfs = timed(() => bare(territory.sources))
    const all = timed(() => cascade(graph, event, scratch))
    if (run < 0) continue // two rounds for the compiler, in both
    bfsMs.push(bfs)
    allMs.push(all)
  }
  const impact = cascade(graph, event, scratch)
  const count = (holds: (service: number) => boolean) => {
    let sum = 0
    for (let service = 0; service < services; service++) if (holds(service)) sum++
    return sum
  }
  const [bfs, all] = [median(bfsMs), median(allMs)]
  const westpole = benchWestpole(seed)
  return {
    services, dependencies: graph.dependencies,
    bfs_ms: round(bfs), all_ms: round(all), ratio: round(all / bfs),
    westpole_ms: westpole.ms, westpole: westpole.about,
    bytes_per_edge: round(graphBytes(graph) / graph.dependencies),
    scratch_bytes_per_edge: round(scratchBytes(scratch) / graph.dependencies),
    build_ms: round(buildMs),
    reached: {
      bfs: bare(territory.sources),
      down: count((service) => impact.downAt[service] !== NEVER),
      degraded: count((service) => impact.degradedAt[service] !== NEVER),
      exposed: count((service) => isExposed(impact, service)),
      tampered: count((service) => isTampered(impact, service)),
    },
  }
}

/** The edges of the big territory in a compact form, to be loaded elsewhere (`copyRows` below) and asked the same question. */
export function benchEdges(options: CascadeBenchOptions = {}): GeneratedTerritory {
  const { services = 1_000_000, dependencies = 5_000_000, seed = 8_12_2023 } = options
  return randomTerritory(services, dependencies, seed)
}

/** Lines for `COPY edge (upstream, dependent, effects, autonomy_minutes) FROM STDIN`, in pieces of some 64 KiB. */
export function* copyRows({ table }: GeneratedTerritory): Generator<string> {
  const ROWS = 4096
  for (let from = 0; from < table.dependents.length; from += ROWS) {
    let piece = ''
    for (let row = from; row < Math.min(from + ROWS, table.dependents.length); row++) {
      piece += `${table.on[row]}\t${table.dependents[row]}\t${table.effects[row]}\t${table.autonomyMinutes[row]}\n`
    }
    yield piece
  }
}

/** One byte a service and a queue: the leanest search these arrays allow, so the ratio flatters nobody. */
function bareSearch(graph: Graph): (sources: ArrayLike<number>) => number {
  const { offsets, edges, services } = graph
  const seen = new Uint8Array(services)
  const queue = new Int32Array(services)
  return (sources) => {
    seen.fill(0)
    let tail = 0
    for (let i = 0; i < sources.length; i++) {
      seen[sources[i]!] = 1
      queue[tail++] = sources[i]!
    }
    for (let head = 0; head < tail; head++) {
      const service = queue[head]!
      const end = offsets[service + 1]!
      for (let edge = offsets[service]!; edge < end; edge++) {
        const dependent = edges[2 * edge]!
        if (seen[dependent] !== 0) continue
        seen[dependent] = 1
        queue[tail++] = dependent
      }
    }
    return tail
  }
}

function benchWestpole(seed: number) {
  const bodies = 1300
  const territory = westpoleTerritory(bodies, seed)
  const graph = mustBuild(territory)
  const event = { down: territory.sources, exposed: territory.sources, tampered: territory.sources }
  const samples = Array.from({ length: 101 }, () => timed(() => cascade(graph, event)))
  const impact = cascade(graph, event)
  const { shared, perBody } = territory
  const providers = [...Array(shared).keys()].map((service) => [service])
    .concat(Array.from({ length: bodies }, (_, body) => Array.from({ length: perBody }, (__, service) => shared + body * perBody + service)))
  const offsets = providers.reduce((sums, list) => [...sums, sums.at(-1)! + list.length], [0])
  const bodyOf = Int32Array.from({ length: graph.services }, (_, service) => (service < shared ? -1 : Math.floor((service - shared) / perBody)))
  const people = Float64Array.from({ length: bodies }, (_, body) => 500 + (body * 7919) % 40_000)
  const weightOf = Float64Array.from(bodyOf, (body) => (body < 0 ? 0 : people[body]! / perBody))
  const restore = (units: number) => () => {
    const services = Array.from({ length: units }, (_, service) => service)
    restorationOrder(graph, { down: services }, services.map((service) => ({ services: [service] })), weightOf)
  }
  return {
    ms: round(median(samples), 3),
    about: {
      services: graph.services, dependencies: graph.dependencies, bodies,
      down: impact.downServices.length, degraded: impact.degradedServices.length,
      bytes_per_edge: round(graphBytes(graph) / graph.dependencies),
      concentration_ms: round(timed(() => concentration(graph, { offsets, services: providers.flat() }, { bodyOf, people }))),
      restoration_10_ms: round(timed(restore(10))), restoration_45_ms: round(timed(restore(45))),
    },
  }
}

function mustBuild({ services, table, groups }: GeneratedTerritory): Graph {
  const { graph, problems } = buildGraph(services, table, groups)
  if (problems.length > 0) throw new Error(`the generator is wrong: ${JSON.stringify(problems[0])}`)
  return graph
}

function scratchBytes({ lanes, ...scratch }: Scratch): number {
  const arrays = [...Object.values(scratch), lanes.entries].filter((value) => ArrayBuffer.isView(value))
  return [...new Set(arrays.map((array) => array.buffer))].reduce((sum, buffer) => sum + buffer.byteLength, 0)
}

function timed(work: () => unknown): number {
  const started = performance.now()
  work()
  return performance.now() - started
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!
const round = (value: number, digits = 2) => Number(value.toFixed(digits))
