import { effectsOf } from './subject.ts'
import type { DependencyKind, PartyKind } from '../registry/types.ts'
import type { OrganisationRef, Proposal } from './types.ts'

export type KnownBody = {
  readonly id: string
  readonly name: string
  readonly kind: PartyKind
  readonly population?: number
  readonly district?: string
  /** Confirmed edges only: a guess must not feed guesses. */
  readonly edges: readonly {
    readonly category: string
    readonly depKind: DependencyKind
    readonly provider: OrganisationRef
    readonly providerId: string
  }[]
}

const leastBodies = 3
const leastShare = 0.4

/**
 * What bodies like this one run on: same kind, population within a factor of three, same district counting double. Only for
 * categories that the body says nothing about, and never surer than one half: it is a question to ask, not a finding.
 */
export function fromSimilarBodies(body: KnownBody, others: readonly KnownBody[], date: string): readonly Proposal[] {
  const like = others.flatMap((other) => (other.id === body.id || other.kind !== body.kind ? [] : weighed(body, other)))
  const known = new Set(body.edges.map((edge) => edge.category))
  const byCategory = new Map<string, { weight: number; bodies: number; providers: Map<string, Support> }>()
  for (const { other, weight } of like) {
    for (const category of new Set(other.edges.map((edge) => edge.category))) {
      if (known.has(category)) continue
      const entry = byCategory.get(category) ?? { weight: 0, bodies: 0, providers: new Map<string, Support>() }
      entry.weight += weight
      entry.bodies += 1
      byCategory.set(category, entry)
      for (const edge of new Map(
        other.edges.filter((one) => one.category === category).map((one) => [one.providerId, one]),
      ).values()) {
        const support = entry.providers.get(edge.providerId) ?? {
          provider: edge.provider,
          depKind: edge.depKind,
          weight: 0,
          bodies: 0,
        }
        entry.providers.set(edge.providerId, {
          ...support,
          weight: support.weight + weight,
          bodies: support.bodies + 1,
        })
      }
    }
  }
  return [...byCategory]
    .flatMap(([category, entry]) =>
      [...entry.providers].flatMap(([providerId, support]) => {
        const share = support.weight / entry.weight
        if (support.bodies < leastBodies || share < leastShare) return []
        return [proposalOf(body, category, providerId, support, entry.bodies, share, date)]
      }),
    )
    .sort((a, b) => b.confidence - a.confidence || (a.id < b.id ? -1 : 1))
}

type Support = {
  readonly provider: OrganisationRef
  readonly depKind: DependencyKind
  readonly weight: number
  readonly bodies: number
}

function weighed(body: KnownBody, other: KnownBody): { other: KnownBody; weight: number }[] {
  const sizes =
    body.population !== undefined && other.population !== undefined && body.population > 0 && other.population > 0
  const ratio = sizes ? Math.abs(Math.log(other.population! / body.population!)) / Math.log(3) : 0.5
  if (ratio > 1) return []
  const near = body.district !== undefined && body.district === other.district ? 2 : 1
  return [{ other, weight: (1 - ratio / 2) * near }]
}

function proposalOf(
  body: KnownBody,
  category: string,
  providerId: string,
  support: Support,
  total: number,
  share: number,
  date: string,
): Proposal {
  return {
    id: ['similar-bodies', body.id, providerId, category].join('|'),
    dependent: { name: body.name, ids: [{ scheme: 'key', id: body.id }] },
    provider: support.provider,
    category,
    depKind: support.depKind,
    ...effectsOf(support.depKind),
    source: 'similar-bodies',
    reference: `${support.bodies}/${total}`,
    date,
    ended: false,
    // Few bodies prove little: three of three are a quarter, thirty of thirty nearly one half.
    confidence: Math.round(0.5 * share * (support.bodies / (support.bodies + 3)) * 100) / 100,
    reasons: [
      { code: 'similar-bodies', params: { count: support.bodies, total, category, provider: support.provider.name } },
    ],
  }
}
