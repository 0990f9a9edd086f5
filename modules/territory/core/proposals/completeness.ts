import type { PartyKind } from '../registry/types.ts'

export type GraphFacts = {
  readonly bodies: readonly { readonly id: string; readonly kind: PartyKind; readonly population?: number }[]
  readonly edges: readonly {
    readonly bodyId: string
    readonly category: string
    readonly state: 'confirmed' | 'proposed' | 'denied'
  }[]
}

export type CategoryCompleteness = {
  readonly category: string
  readonly expected: number
  readonly confirmed: number
  readonly proposed: number
  readonly share: number
}

export type Completeness = {
  readonly bodies: number
  readonly bodiesWithConfirmed: number
  readonly share: number
  /** Of all that is expected (a body times its categories), how much has a confirmed edge. */
  readonly depth: number
  readonly byCategory: readonly CategoryCompleteness[]
  readonly level: 'empty' | 'beginning' | 'useful' | 'good'
  /** How many more bodies until the graph says something about the territory. */
  readonly bodiesToUseful: number
  readonly reason: { readonly code: string; readonly params: Readonly<Record<string, number>> }
}

/** With ten bodies a shared provider shows: in a region where one runs a fifth of the bodies, ten show it nine times in ten. */
export const usefulFromBodies = 10
/** From here on the absence of an edge begins to mean something. */
const goodShare = 0.6

export const expectedCategories: Partial<Record<PartyKind, readonly string[]>> = {
  municipality: [
    'registry-office',
    'protocol',
    'notice-board',
    'taxes',
    'payments',
    'website',
    'mail',
    'accounting',
    'payroll',
    'network',
  ],
  union: ['protocol', 'website', 'mail', 'accounting', 'network'],
  province: ['protocol', 'website', 'mail', 'accounting', 'payroll', 'network'],
  'health-agency': [
    'health-records',
    'health-booking',
    'protocol',
    'website',
    'mail',
    'accounting',
    'payroll',
    'identity',
    'network',
  ],
  school: ['school-register', 'website', 'mail'],
  university: ['students', 'website', 'mail', 'identity', 'network'],
}
const expectedOfOthers = ['website', 'mail', 'network'] as const

/** How much of the territory the graph knows, so that "nobody else is hit" is never said of an empty graph. */
export function completeness(facts: GraphFacts): Completeness {
  const byBody = new Map<string, Map<string, 'confirmed' | 'proposed'>>()
  for (const { bodyId, category, state } of facts.edges) {
    if (state === 'denied') continue
    const categories = byBody.get(bodyId) ?? new Map<string, 'confirmed' | 'proposed'>()
    if (categories.get(category) !== 'confirmed') categories.set(category, state)
    byBody.set(bodyId, categories)
  }
  const counts = new Map<string, { expected: number; confirmed: number; proposed: number }>()
  for (const body of facts.bodies) {
    for (const category of expectedCategories[body.kind] ?? expectedOfOthers) {
      const count = counts.get(category) ?? { expected: 0, confirmed: 0, proposed: 0 }
      const state = byBody.get(body.id)?.get(category)
      count.expected += 1
      if (state !== undefined) count[state] += 1
      counts.set(category, count)
    }
  }
  const bodiesWithConfirmed = facts.bodies.filter((body) =>
    [...(byBody.get(body.id)?.values() ?? [])].includes('confirmed'),
  ).length
  const totals = [...counts.values()].reduce(
    (sum, one) => ({ expected: sum.expected + one.expected, confirmed: sum.confirmed + one.confirmed }),
    { expected: 0, confirmed: 0 },
  )
  const share = ratio(bodiesWithConfirmed, facts.bodies.length)
  const depth = ratio(totals.confirmed, totals.expected)
  // A territory of fewer than ten bodies is useful when it is whole.
  const wanted = Math.min(usefulFromBodies, Math.max(1, facts.bodies.length))
  const level =
    bodiesWithConfirmed === 0
      ? 'empty'
      : bodiesWithConfirmed < wanted
        ? 'beginning'
        : share >= goodShare && depth >= goodShare / 2
          ? 'good'
          : 'useful'
  return {
    bodies: facts.bodies.length,
    bodiesWithConfirmed,
    share,
    depth,
    byCategory: [...counts]
      .map(([category, count]) => ({ category, ...count, share: ratio(count.confirmed, count.expected) }))
      .sort((a, b) => a.share - b.share || (a.category < b.category ? -1 : 1)),
    level,
    bodiesToUseful: Math.max(0, wanted - bodiesWithConfirmed),
    reason: {
      code: `completeness-${level}`,
      params: {
        known: bodiesWithConfirmed,
        bodies: facts.bodies.length,
        usefulFrom: usefulFromBodies,
        percent: Math.round(share * 100),
      },
    },
  }
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}
