/** Lending a role: which, to whom, for how long. */
import type { Role } from '#platform/contract/index.ts'
import type { Membership } from '../contract.ts'

export const DELEGATION_DAYS = 60
const DAY_MS = 86_400_000

/** Whoever coordinates gives roles outright; those of districts and providers are given by who coordinates. */
const lendable: readonly Role[] = ['analyst', 'member', 'admin']
/** Of the centre's side, one who may be lent a role that sees the whole territory. */
const staff: readonly Role[] = ['coordinator', 'analyst', 'researcher', 'liaison']

/** What is lent is never lent on, nor what an emergency gave. */
export const mayLend = ({ role, delegated, emergency }: Membership): boolean => lendable.includes(role) && delegated !== true && emergency !== true

/** A colleague works already where the role counts: in the same body, or for the centre. None is made one by being lent a role. */
export const isColleague = (lent: Membership, theirs: readonly Membership[]): boolean =>
  theirs.some((held) => held.delegated !== true && (lent.partyId === null ? staff.includes(held.role) : held.partyId === lent.partyId))

/** The last moment for which it may be lent: sixty days, and never longer than it is one's own. */
export function latestEnd(now: Date, ownUntil: Date | null): Date {
  const most = new Date(now.getTime() + DELEGATION_DAYS * DAY_MS)
  return ownUntil && ownUntil < most ? ownUntil : most
}
