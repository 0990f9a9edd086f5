import type { AvailabilityEffect, DependencyKind, DependencyRow } from '#modules/territory/core/registry/types.ts'
import type { Random } from './random.ts'
import { demoKey } from './types.ts'

export type EdgeSeed = {
  readonly availability?: AvailabilityEffect
  readonly autonomyHours?: number
  readonly group?: readonly [id: string, k: number]
  /** c: data may leak over it, i: data may be altered over it. */
  readonly risk?: '' | 'c' | 'i' | 'ci'
  readonly source?: keyof typeof confidenceOf
}

/** How sure one is of an edge by where it is known from. */
export const confidenceOf = { declared: 1, 'customer-list': 0.95, contract: 0.85, dns: 0.7 } as const

export function edge(
  random: Random,
  dependent: string,
  on: string,
  depKind: DependencyKind,
  seed: EdgeSeed = {},
): DependencyRow {
  const source = seed.source ?? 'contract'
  const risk = seed.risk ?? ''
  return {
    kind: 'dependency',
    dependent: demoKey(dependent),
    on: demoKey(on),
    depKind,
    availability: seed.group === undefined ? (seed.availability ?? 'hard') : 'group',
    ...(seed.group === undefined ? {} : { groupId: seed.group[0], k: seed.group[1] }),
    confidentiality: risk.includes('c'),
    integrity: risk.includes('i'),
    autonomyHours: seed.autonomyHours ?? 0,
    confidence: confidenceOf[source],
    source,
    date: `${2024 + random.below(2)}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`,
  }
}

function two(n: number): string {
  return String(n).padStart(2, '0')
}
