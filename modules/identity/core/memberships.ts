/** What a membership may be, who may give or take one, and what it lets a person see. */
import { LIVE, type Actor, type Role } from '#platform/contract/index.ts'
import type { Membership, Person } from '../contract.ts'
import { secondStepOf } from './secondFactor.ts'

const ofTheCentre: readonly Role[] = ['coordinator', 'analyst', 'researcher']

/** The roles of the centre have no party; all others have one. */
export const isWellFormed = ({ role, partyId }: Membership): boolean => (partyId === null) === ofTheCentre.includes(role)

/** A coordinator gives every role; the admin of a body gives its own two, for its own body. */
export function mayKeep(actor: Actor, { role, partyId }: Membership): boolean {
  if (actor.roles.includes('coordinator')) {
    // For some hours one helps others back in, and makes nobody a coordinator for good. A job or a command has no memberships.
    const passing = (actor.memberships ?? []).filter((own) => own.role === 'coordinator').every((own) => own.emergency) && actor.memberships !== undefined
    return !passing || role !== 'coordinator'
  }
  // Admin of that very body, and not for a while in somebody's place: neither of another one in which one is a mere member, nor of those a union acts for.
  return (role === 'member' || role === 'admin') && partyId !== null && (actor.memberships ?? []).some((own) => own.role === 'admin' && own.partyId === partyId && !own.delegated)
}

/**
 * The actor of a signed-in person. Centre roles see all; a researcher sees no body's rows, only figures;
 * everyone else sees the parties of their memberships. Roles of different kinds do not mix: who sees everything acts for the
 * centre, not as a body; who speaks for a body does not see a whole district with the same voice. For both, two accounts.
 * Whoever still owes the second step holds nothing and sees nothing.
 */
export function actorOf(person: Person, realm: string = LIVE): Actor {
  const who = { kind: 'person' as const, id: person.id, name: person.name, realm, ...(person.tokenId ? { tokenId: person.tokenId } : {}) }
  if (secondStepOf(person) !== 'fine') return { ...who, roles: [], scope: 'none', parties: [], memberships: [], lacks: 'second_factor' }
  const inCentre = person.memberships.some(({ role }) => role === 'coordinator' || role === 'analyst')
  const ofBodies = person.memberships.filter(({ role }) => role === 'member' || role === 'admin')
  const counted = inCentre ? person.memberships.filter(({ partyId }) => partyId === null) : ofBodies.length > 0 ? ofBodies : person.memberships
  const parties = [...new Set(counted.flatMap(({ partyId }) => partyId ?? []))]
  return {
    ...who,
    roles: [...new Set(counted.map(({ role }) => role))],
    scope: inCentre ? 'all' : parties.length > 0 ? 'parties' : 'none',
    parties, memberships: counted,
  }
}
