/**
 * The two tests of a significant incident, side by side: ACN's IS types for the entity's class, and D.Lgs. 138/2024
 * art. 25(4). How they combine is an open legal reading, so the engine shows both and a person decides.
 */

import { isTypes, type Answer, type Facts, type IsType } from './facts.ts'
import { message } from './messages/message.ts'
import type { RegimeVersion } from './regimes/regime.ts'
import type { Message } from './types.ts'

export interface SignificanceTests {
  readonly types: readonly {
    readonly type: IsType
    readonly answer: Answer
    /** Counts for this party under NIS2 (IS-4 only for essential entities); null when the class is unknown. */
    readonly countsForNis2: boolean | null
    readonly countsForLaw90: boolean
  }[]
  readonly art25: { readonly a: Answer; readonly b: Answer }
  /** What both tests together point at; never a decision. */
  readonly pointsAt: 'yes' | 'no' | 'undecided'
  readonly decision: 'yes' | 'no' | 'undecided'
  readonly reasoning: string | null
}

export function significanceTests(facts: Facts, nis2: RegimeVersion | null, law90: RegimeVersion | null): SignificanceTests {
  const counted = countedTypes(facts, nis2)
  const types = isTypes.map((type) => ({
    type, answer: facts.incident.isTypes?.[type] ?? 'unknown' as const,
    countsForNis2: counted ? counted.includes(type) : null,
    countsForLaw90: law90?.incidentTypes?.law90?.includes(type) ?? false,
  }))
  const art25 = { a: facts.incident.art25?.a ?? 'unknown' as const, b: facts.incident.art25?.b ?? 'unknown' as const }
  const byType = combine(types.filter(({ countsForNis2 }) => countsForNis2 !== false).map(({ answer }) => answer))
  const byArticle = combine([art25.a, art25.b])
  const decided = facts.decisions.significant
  return {
    types, art25, pointsAt: byType === byArticle ? byType : 'undecided',
    decision: decided?.value ?? 'undecided', reasoning: decided?.reasoning ?? null,
  }
}

export function significanceReasons(facts: Facts, version: RegimeVersion): readonly Message[] {
  const found = (countedTypes(facts, version) ?? isTypes).filter((type) => facts.incident.isTypes?.[type] === 'yes')
  if (found.length > 0) return [message('is_types_present', { types: found.join(', ') })]
  return facts.decisions.significant?.value === 'yes' ? [message('no_is_type_present')] : []
}

function countedTypes({ party }: Facts, version: RegimeVersion | null): readonly IsType[] | null {
  const status = party.acn?.status
  return status === 'essential' || status === 'important' ? version?.incidentTypes?.[status] ?? null : null
}

function combine(answers: readonly Answer[]): 'yes' | 'no' | 'undecided' {
  if (answers.includes('yes')) return 'yes'
  return answers.every((answer) => answer === 'no') ? 'no' : 'undecided'
}
