import { identity } from './contract.ts'
import type { Proposal } from './types.ts'

/** The same edge from several sources: one question with all its reasons, surer than the surest of them. */
export type MergedProposal = Proposal & {
  readonly sources: readonly Pick<Proposal, 'id' | 'source' | 'reference' | 'date' | 'confidence'>[]
}

/** `identify` gives the party behind a reference where the caller knows it, so that a fiscal code and a domain can meet. */
export function mergeProposals(
  proposals: readonly Proposal[],
  identify: (organisation: Proposal['provider'], as?: 'provider') => string = identity,
): readonly MergedProposal[] {
  const groups = new Map<string, Proposal[]>()
  for (const proposal of proposals) {
    const key = [identify(proposal.dependent), identify(proposal.provider, 'provider'), proposal.category].join('|')
    groups.set(key, [...(groups.get(key) ?? []), proposal])
  }
  return [...groups.values()].map((group) => {
    const ordered = [...new Map(group.map((one) => [one.id, one])).values()].sort(
      (a, b) => b.confidence - a.confidence || (a.id < b.id ? -1 : 1),
    )
    const best = ordered[0]!
    // Sources of one kind repeat each other: only the best of each kind adds.
    const bestOfKind = [...new Map(ordered.toReversed().map((one) => [one.source, one.confidence])).values()]
    return {
      ...best,
      ended: ordered.every((one) => one.ended),
      confidence: Math.round(Math.min(0.97, 1 - bestOfKind.reduce((doubt, one) => doubt * (1 - one), 1)) * 100) / 100,
      reasons: ordered.flatMap((one) => one.reasons),
      sources: ordered.map(({ id, source, reference, date, confidence }) => ({
        id,
        source,
        reference,
        ...(date === undefined ? {} : { date }),
        confidence,
      })),
    }
  })
}
