import { clearWorlds, seed, spread, WORLDS } from './worlds.ts'
import type { Worlds } from './worlds.ts'

export type Question = {
  readonly worlds: Worlds
  readonly weightOf: ArrayLike<number>
  /** Sources that nobody is bringing back. */
  readonly stuck: readonly number[]
  /** Per unit, the sources that it brings back. A source in two units needs both. */
  readonly units: readonly (readonly number[])[]
  readonly hours: readonly number[]
}

export type Losses = { readonly services: number; readonly weight: number }

/** What is still down when exactly these units are back: thirty-two plans a walk. */
export function lossesOf(question: Question, plans: readonly (readonly number[])[]): Losses[] {
  const losses: Losses[] = plans.map(() => ({ services: 0, weight: 0 }))
  const missing = plans.map((plan) => {
    const back = new Set(plan)
    return question.units.map((_, unit) => unit).filter((unit) => !back.has(unit))
  })
  eachHit(question, missing, (service, plan) => {
    const { services, weight } = losses[plan]!
    losses[plan] = { services: services + 1, weight: weight + weightAt(question, service) }
  })
  return losses
}

/** Calls `hit` for every service that is down when exactly the units of a list are missing. */
export function eachHit(question: Question, missing: readonly (readonly number[])[], hit: (service: number, list: number) => void): void {
  const { worlds, stuck, units } = question
  for (let first = 0; first < missing.length; first += WORLDS) {
    clearWorlds(worlds)
    for (const service of stuck) seed(worlds, service, -1)
    missing.slice(first, first + WORLDS).forEach((list, world) => {
      for (const unit of list) for (const service of units[unit]!) seed(worlds, service, 1 << world)
    })
    spread(worlds, 'down')
    const used = Math.min(WORLDS, missing.length - first)
    const inUse = used === WORLDS ? -1 : (1 << used) - 1
    for (let i = 0; i < worlds.touchedCount; i++) {
      const service = worlds.touched[i]!
      for (let rest = worlds.masks[service]! & inUse; rest !== 0; rest &= rest - 1) {
        hit(service, first + 31 - Math.clz32(rest & -rest))
      }
    }
  }
}

/** A weight that is no number counts as nobody; it is named in the problems. */
export function weightAt({ weightOf }: Question, service: number): number {
  const weight = weightOf[service] ?? 0
  return weight >= 0 && Number.isFinite(weight) ? weight : 0
}
