/**
 * What a field may carry beside its object's TLP. `regulator`: for authorities alone, so read by the centre and by the people of
 * the body, and by nobody whom the object otherwise reaches. `privileged`: between a body and its counsel, so read by the
 * administrators of the body and not by the centre.
 */
import type { Actor } from './access.ts'

export const marks = ['regulator', 'privileged'] as const
export type Mark = (typeof marks)[number]

/** Parties for which this actor is of the body (`all`: the centre and its jobs), and those whose administrator it is; the database holds them too. */
export function marksOf(actor: Actor): { readonly speaks: 'all' | readonly string[]; readonly counsel: readonly string[] } {
  const holds = (...some: readonly string[]) => actor.roles.some((role) => some.includes(role))
  if (actor.scope === 'all') return { speaks: holds('coordinator', 'analyst') ? 'all' : [], counsel: [] }
  const own = actor.memberships?.flatMap(({ role, partyId, delegated }) => (role === 'admin' && partyId !== null && !delegated ? [partyId] : []))
  return {
    speaks: holds('member', 'admin') ? actor.parties : [],
    // A lent or a union's role is no client of the body's lawyer: only who administers this very body.
    counsel: (own ?? (holds('admin') ? actor.parties : [])).filter((id) => actor.parties.includes(id)),
  }
}

/** The same rule for one party: what a page says of readers is what the database does. */
export const mayReadMark = (mark: Mark, reader: ReturnType<typeof marksOf>, partyId: string): boolean =>
  mark === 'regulator' ? reader.speaks === 'all' || reader.speaks.includes(partyId) : reader.counsel.includes(partyId)
