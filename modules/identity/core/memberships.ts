/** What a membership may be, who may give or take one, and what it lets a person see. */
import { LIVE, type Actor, type Role } from '#platform/contract/index.ts'
import type { Membership, Person } from '../contract.ts'

const ofTheCentre: readonly Role[] = ['coordinator', 'analyst', 'researcher']

/** The roles of the centre have no party; all others have one. */
export const isWellFormed = ({ role, partyId }: Membership): boolean => (partyId === null) === ofTheCentre.includes(role)

/** A coordinator gives every role; the admin of a body gives its own two, for its own body. */
export function mayKeep(actor: Actor, { role, partyId }: Membership): boolean {
  if (actor.roles.includes('coordinator')) return true
  return actor.roles.includes('admin') && (role === 'member' || role === 'admin') && partyId !== null && actor.parties.includes(partyId)
}

/**
 * The actor of a signed-in person. Centre roles see all; a researcher sees no body's rows, only figures;
 * everyone else sees the parties of their memberships. Roles do not mix across parties when one of them is of the centre:
 * who sees everything acts for the centre, not as a body.
 */
export function actorOf(person: Person, realm: string = LIVE): Actor {
  const inCentre = person.memberships.some(({ role }) => role === 'coordinator' || role === 'analyst')
  const counted = inCentre ? person.memberships.filter(({ partyId }) => partyId === null) : person.memberships
  const parties = [...new Set(counted.flatMap(({ partyId }) => partyId ?? []))]
  return {
    kind: 'person', id: person.id, name: person.name, realm,
    roles: [...new Set(counted.map(({ role }) => role))],
    scope: inCentre ? 'all' : parties.length > 0 ? 'parties' : 'none',
    parties,
  }
}
