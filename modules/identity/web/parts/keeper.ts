import type { Role } from '#platform/contract/index.ts'
import type { Session } from '../api.ts'

/** What the person looking at the list may give: every role everywhere, or the two of a body in the bodies they administer. */
export type Keeper = { readonly everywhere: boolean; readonly roles: readonly Role[]; readonly parties: readonly { readonly id: string; readonly name: string }[] }

export const withoutParty: readonly Role[] = ['coordinator', 'analyst', 'researcher']

export function keeperOf(session: Pick<Session, 'roles' | 'memberships' | 'parties'>): Keeper {
  if (session.roles.includes('coordinator')) return { everywhere: true, roles: ['member', 'admin', 'analyst', 'coordinator', 'liaison', 'researcher', 'provider'], parties: [] }
  const administered = session.memberships.flatMap(({ role, partyId }) => (role === 'admin' && partyId ? [partyId] : []))
  return { everywhere: false, roles: ['member', 'admin'], parties: session.parties.filter(({ id }) => administered.includes(id)) }
}

/** Whether this keeper may take a role away: the server decides, this only spares a button that would be refused. */
export const mayRevoke = (keeper: Keeper, held: { role: Role; partyId: string | null }): boolean =>
  keeper.everywhere || (keeper.roles.includes(held.role) && keeper.parties.some(({ id }) => id === held.partyId))
