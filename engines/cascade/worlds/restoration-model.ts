import { dependentOf, groupOf } from '../graph/layout.ts'
import type { Graph } from '../graph/layout.ts'
import { clearWorlds, makeWorlds, seed, spread, WORLDS } from './worlds.ts'
import type { Worlds } from './worlds.ts'

export type Question = {
  readonly graph: Graph
  readonly weightOf: ArrayLike<number>
  /** Sources that nobody is bringing back. */
  readonly stuck: readonly number[]
  /** Per unit, the sources that it brings back. A source in two units needs both. */
  readonly units: readonly (readonly number[])[]
  readonly hours: readonly number[]
}

/** Back when all of these units are, and none of these reserves is broken. */
export type Condition = { readonly units: readonly number[]; readonly reserves: readonly number[] }
export type Waiting = Condition & { readonly services: number; readonly weight: number }
/** A k-of-n group as the outage sees it: broken while at least `breaksAt` of its members that fell are not back. */
export type Reserve = { readonly breaksAt: number; readonly members: readonly Condition[] }

/** All that an order of restoration depends on, without the graph: services that wait for the same are one row. */
export type Model = {
  readonly hours: readonly number[]
  readonly waiting: readonly Waiting[]
  readonly reserves: readonly Reserve[]
  /** Weight that is down from sources nobody brings back: the same in every order. */
  readonly stuckWeight: number
}

/**
 * Every service that is down waits for units over hard edges, and for reserves: that is read off by letting each unit
 * and each broken group fall alone, 32 a walk, over hard edges only. Groups of the same members are one reserve.
 */
export function modelOf(question: Question): Model {
  const { graph, units, hours } = question
  const worlds = makeWorlds(graph)
  const [stuck, down] = [new Set<number>(), new Set<number>()]
  eachHit(worlds, 'down', [question.stuck, [...question.stuck, ...units.flat()]], (service, world) => { (world === 0 ? stuck : down).add(service) })
  const groups = brokenGroups(graph, stuck, down)
  const conditions = new Map([...down].filter((service) => !stuck.has(service)).map((service) => [service, { units: [] as number[], reserves: [] as number[] }]))
  eachHit(worlds, 'hard', [...units, ...groups.map(({ dependents }) => dependents)], (service, fallen) => {
    const condition = conditions.get(service)
    if (fallen < units.length) condition?.units.push(fallen)
    else condition?.reserves.push(fallen - units.length)
  })
  const reserves = groups.map(({ members, breaksAt }) => ({ breaksAt, members: members.map((service) => conditions.get(service)!) }))
  const rows = new Map<string, Condition & { services: number; weight: number }>()
  for (const [service, condition] of conditions) {
    const whole = withoutPlain(condition, reserves)
    const key = `${whole.units.join()}/${whole.reserves.join()}`
    const row = rows.get(key) ?? rows.set(key, { ...whole, services: 0, weight: 0 }).get(key)!
    row.services += 1
    row.weight += weightAt(question, service)
  }
  return {
    hours, waiting: [...rows.values()], stuckWeight: [...stuck].reduce((sum, service) => sum + weightAt(question, service), 0),
    reserves: reserves.map((reserve) => ({ ...reserve, members: reserve.members.map((member) => withoutPlain(member, reserves)) })),
  }
}

/** Which reserves are broken while only these units are back. As in the cascade, the least damage: none breaks without cause. */
export function brokenWith({ reserves }: Model, back: ArrayLike<unknown>): Uint8Array {
  const broken = new Uint8Array(reserves.length)
  for (let changed = true; changed;) {
    changed = false
    reserves.forEach(({ breaksAt, members }, at) => {
      if (broken[at] || members.filter((member) => member.units.some((unit) => !back[unit]) || member.reserves.some((one) => broken[one])).length < breaksAt) return
      broken[at] = 1
      changed = true
    })
  }
  return broken
}

type Group = { readonly breaksAt: number; readonly members: readonly number[]; readonly dependents: number[] }

/** Groups that break in this outage and not by the stuck alone, joined where they watch the same members. */
function brokenGroups(graph: Graph, stuck: ReadonlySet<number>, down: ReadonlySet<number>): Group[] {
  const { breaksAt, memberOffsets, members } = graph.groups
  const found = new Map<string, Group>()
  if (breaksAt.length === 0) return []
  const dependents = new Map<number, number>()
  for (const service of down) {
    for (let edge = graph.offsets[service]!; edge < graph.offsets[service + 1]!; edge++) {
      const group = groupOf(graph, edge)
      if (group >= 0) dependents.set(group, dependentOf(graph, edge))
    }
  }
  for (const [group, dependent] of dependents) {
    const all = members.subarray(memberOffsets[group], memberOffsets[group + 1])
    const lost = all.filter((service) => down.has(service) && !stuck.has(service)).sort()
    const left = breaksAt[group]! - all.filter((service) => stuck.has(service)).length
    if (left <= 0 || lost.length < left) continue
    const key = `${left} ${lost.join()}`
    const known = found.get(key) ?? found.set(key, { breaksAt: left, members: [...lost], dependents: [] }).get(key)!
    known.dependents.push(dependent)
  }
  return [...found.values()]
}

/** A reserve without anything to spare is no reserve: whoever hangs on it waits for all of its members. */
function withoutPlain(condition: Condition, reserves: readonly Reserve[]): Condition {
  if (condition.reserves.length === 0) return condition
  const [units, kept, seen] = [new Set(condition.units), new Set<number>(), new Set<number>()]
  const open = [...condition.reserves]
  for (const at of open) {
    if (seen.has(at)) continue
    seen.add(at)
    if (reserves[at]!.breaksAt > 1) { kept.add(at); continue }
    for (const member of reserves[at]!.members) {
      for (const unit of member.units) units.add(unit)
      open.push(...member.reserves)
    }
  }
  return { units: [...units].sort((a, b) => a - b), reserves: [...kept].sort((a, b) => a - b) }
}

/** Calls `hit` for every service that is down when one of these lists falls: thirty-two lists a walk. */
function eachHit(worlds: Worlds, kind: 'down' | 'hard', lists: readonly (readonly number[])[], hit: (service: number, list: number) => void): void {
  for (let first = 0; first < lists.length; first += WORLDS) {
    clearWorlds(worlds)
    lists.slice(first, first + WORLDS).forEach((list, world) => { for (const service of list) seed(worlds, service, 1 << world) })
    spread(worlds, kind)
    for (let i = 0; i < worlds.touchedCount; i++) {
      const service = worlds.touched[i]!
      for (let rest = worlds.masks[service]!; rest !== 0; rest &= rest - 1) hit(service, first + 31 - Math.clz32(rest & -rest))
    }
  }
}

/** A weight that is no number counts as nobody; it is named in the problems. */
function weightAt({ weightOf }: Question, service: number): number {
  const weight = weightOf[service] ?? 0
  return weight >= 0 && Number.isFinite(weight) ? weight : 0
}
