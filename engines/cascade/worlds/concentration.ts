import type { Kind } from '../explain/layers.ts'
import type { Graph } from '../graph/layout.ts'
import { clearWorlds, makeWorlds, seed, spread, WORLDS } from './worlds.ts'
import type { Worlds } from './worlds.ts'

/** Services of provider p are `services[offsets[p]] .. services[offsets[p + 1] - 1]`. */
export type Providers = { readonly offsets: ArrayLike<number>; readonly services: ArrayLike<number> }

/** Whom a service belongs to (-1 for nobody that is counted) and how many people stand behind each body. */
export type Census = { readonly bodyOf: ArrayLike<number>; readonly people: ArrayLike<number> }

export type Reach = {
  readonly provider: number
  /** Services hit beside the provider's own. */
  readonly services: number
  /** Bodies with at least one such service, and their people, each body counted once. */
  readonly bodies: number
  readonly people: number
}

/**
 * What the loss of each provider alone would do, the worst first: by people, then bodies, then services. `kind` is the
 * loss meant: all its services down (default), exposed, or tampered with. Thirty-two providers a walk over the graph;
 * the answer is exact, only moments and degradations are left out.
 */
export function concentration(
  graph: Graph, providers: Providers, census: Census, kind: Exclude<Kind, 'degraded'> = 'down',
): Reach[] {
  const worlds = makeWorlds(graph)
  const bodyMasks = new Int32Array(census.people.length)
  const count = Math.max(0, providers.offsets.length - 1)
  const result: Reach[] = []
  for (let first = 0; first < count; first += WORLDS) {
    const size = Math.min(WORLDS, count - first)
    clearWorlds(worlds)
    for (let world = 0; world < size; world++) {
      for (const service of servicesOf(providers, first + world)) seed(worlds, service, 1 << world)
    }
    spread(worlds, kind)
    result.push(...tally(worlds, providers, census, bodyMasks, first, size))
  }
  return result.sort((a, b) => b.people - a.people || b.bodies - a.bodies || b.services - a.services || a.provider - b.provider)
}

function tally(
  worlds: Worlds, providers: Providers, census: Census, bodyMasks: Int32Array, first: number, size: number,
): Reach[] {
  const [services, bodies, people] = [new Float64Array(WORLDS), new Float64Array(WORLDS), new Float64Array(WORLDS)]
  const touchedBodies: number[] = []
  for (let world = 0; world < size; world++) {
    for (const service of new Set(servicesOf(providers, first + world))) {
      if (service in worlds.masks) worlds.masks[service]! &= ~(1 << world)
    }
  }
  for (let i = 0; i < worlds.touchedCount; i++) {
    const service = worlds.touched[i]!
    const mask = worlds.masks[service]!
    eachBit(mask, (world) => services[world]!++)
    const body = census.bodyOf[service] ?? -1
    if (mask === 0 || !(body >= 0 && body < bodyMasks.length)) continue
    if (bodyMasks[body] === 0) touchedBodies.push(body)
    bodyMasks[body]! |= mask
  }
  for (const body of touchedBodies) {
    eachBit(bodyMasks[body]!, (world) => {
      bodies[world]!++
      people[world]! += census.people[body]!
    })
    bodyMasks[body] = 0
  }
  return Array.from({ length: size }, (_, world) => (
    { provider: first + world, services: services[world]!, bodies: bodies[world]!, people: people[world]! }))
}

function servicesOf({ offsets, services }: Providers, provider: number): number[] {
  const found: number[] = []
  for (let i = offsets[provider]!; i < offsets[provider + 1]!; i++) found.push(services[i]!)
  return found
}

/** Calls once per set bit, lowest first. */
function eachBit(mask: number, call: (bit: number) => void): void {
  for (let rest = mask; rest !== 0; rest &= rest - 1) call(31 - Math.clz32(rest & -rest))
}
