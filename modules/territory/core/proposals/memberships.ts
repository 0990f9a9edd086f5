import { effectsOf } from './subject.ts'
import type { OrganisationRef, Proposal } from './types.ts'

/** Members often share the computers of their union, and nowhere is it written: a weak question worth asking once. */
export function fromMemberships(
  memberships: readonly {
    readonly member: OrganisationRef
    readonly of: OrganisationRef
    readonly memberId: string
    readonly ofId: string
  }[],
  date: string,
): readonly Proposal[] {
  return memberships.map(({ member, of, memberId, ofId }) => ({
    id: ['membership', memberId, ofId].join('|'),
    dependent: member,
    provider: of,
    category: 'it-management',
    depKind: 'support',
    ...effectsOf('support'),
    source: 'membership',
    reference: ofId,
    date,
    ended: false,
    confidence: 0.2,
    reasons: [{ code: 'member-of-union', params: { union: of.name } }],
  }))
}
