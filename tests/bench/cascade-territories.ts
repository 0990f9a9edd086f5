import { AVAILABILITY_EFFECT, CONFIDENTIALITY, INTEGRITY } from '#engines/cascade/index.ts'
import type { GroupTable } from '#engines/cascade/index.ts'

export type GeneratedTerritory = {
  readonly services: number
  readonly table: {
    readonly dependents: Int32Array
    readonly on: Int32Array
    readonly effects: Uint8Array
    readonly autonomyMinutes: Uint16Array
    readonly confidence: Float32Array
    readonly groups: Int32Array
  }
  readonly groups: GroupTable
  /** The services of the provider that falls. */
  readonly sources: Int32Array
}

/** Shares of the big territory. Every edge has an availability effect; a quarter of them leaves some autonomy. */
export const SHARES = { hard: 0.6, degraded: 0.4, confidentiality: 0.3, integrity: 0.1, autonomy: 0.25 } as const
const AUTONOMIES_MINUTES = [1, 2, 4, 8, 12, 24, 48, 72].map((hours) => hours * 60)

/** Services and dependencies drawn uniformly: no locality at all, the worst case for a memory. The provider has 100 services. */
export function randomTerritory(services: number, dependencies: number, seed: number): GeneratedTerritory {
  const random = mulberry32(seed)
  const table = emptyTable(dependencies)
  for (let row = 0; row < dependencies; row++) {
    table.dependents[row] = Math.floor(random() * services)
    table.on[row] = Math.floor(random() * services)
    table.effects[row] = (random() < SHARES.hard ? AVAILABILITY_EFFECT.hard : AVAILABILITY_EFFECT.degraded)
      | (random() < SHARES.confidentiality ? CONFIDENTIALITY : 0) | (random() < SHARES.integrity ? INTEGRITY : 0)
    table.autonomyMinutes[row] = random() < SHARES.autonomy ? AUTONOMIES_MINUTES[Math.floor(random() * AUTONOMIES_MINUTES.length)]! : 0
    table.confidence[row] = 0.5 + Math.floor(random() * 101) / 200
  }
  const sources = Int32Array.from(new Set(Array.from({ length: 100 }, () => Math.floor(random() * services))))
  return { services, table, groups: { dependents: [], needed: [], autonomyMinutes: [] }, sources }
}

/**
 * The shape of December 2023, invented: one cloud with five services, a software house with forty products on it,
 * bodies with seven services each on one another and on the products, a pair of name servers of which one suffices.
 */
export function westpoleTerritory(bodies: number, seed: number): GeneratedTerritory & { shared: number; perBody: number } {
  const random = mulberry32(seed)
  const [cloud, products, own] = [5, 40, 7]
  const nameServers = cloud + products
  const firstBody = nameServers + 2
  const services = firstBody + bodies * own
  const rows: { dependent: number; on: number; effect: number; autonomy: number; group: number }[] = []
  const groups: { dependent: number; needed: number; autonomy: number }[] = []
  const add = (dependent: number, on: number, effect: number, autonomy = 0, group = -1) => rows.push({ dependent, on, effect, autonomy, group })
  const pick = (size: number) => Math.floor(random() * size)
  const { hard, degraded, member } = AVAILABILITY_EFFECT
  for (let product = 0; product < products; product++) {
    add(cloud + product, pick(cloud), hard | CONFIDENTIALITY | INTEGRITY)
    add(cloud + product, pick(cloud), degraded)
  }
  for (let body = 0; body < bodies; body++) {
    const first = firstBody + body * own
    for (let service = 0; service < own; service++) {
      const uses = cloud + pick(products)
      add(first + service, uses, (random() < 0.7 ? hard : degraded) | CONFIDENTIALITY, AUTONOMIES_MINUTES[pick(8)]! * (random() < 0.4 ? 1 : 0))
      add(first + service, cloud + pick(products), degraded)
      if (service > 0) add(first + service, first + pick(service), random() < 0.5 ? hard : degraded, random() < 0.3 ? 240 : 0)
    }
    groups.push({ dependent: first, needed: 1, autonomy: 60 })
    add(first, nameServers, member, 0, groups.length - 1)
    add(first, nameServers + 1, member, 0, groups.length - 1)
  }
  const table = emptyTable(rows.length)
  rows.forEach((row, number) => {
    table.dependents[number] = row.dependent
    table.on[number] = row.on
    table.effects[number] = row.effect
    table.autonomyMinutes[number] = row.autonomy
    table.confidence[number] = 0.9
    table.groups[number] = row.group
  })
  return {
    services, table, shared: firstBody, perBody: own, sources: Int32Array.from({ length: cloud }, (_, service) => service),
    groups: {
      dependents: groups.map((group) => group.dependent), needed: groups.map((group) => group.needed),
      autonomyMinutes: groups.map((group) => group.autonomy),
    },
  }
}

function emptyTable(rows: number) {
  return {
    dependents: new Int32Array(rows), on: new Int32Array(rows), effects: new Uint8Array(rows),
    autonomyMinutes: new Uint16Array(rows), confidence: new Float32Array(rows), groups: new Int32Array(rows).fill(-1),
  }
}

/** Small public-domain generator (Tommy Ettinger's mulberry32): the same seed gives the same territory everywhere. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
