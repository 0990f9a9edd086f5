/** Who reads, in the words of TLP: an exit shows only what may reach its audience. */
import { mayReach, tlps, type Actor, type Audience, type Tlp } from '#platform/contract/index.ts'

/**
 * The centre's own people work on the case; a district is the same organisation; bodies and providers are those it
 * serves.
 */
export function audienceOf(actor: Actor): Audience {
  if (actor.kind === 'anonymous') return 'public'
  if (actor.roles.includes('coordinator') || actor.roles.includes('analyst')) return 'recipients'
  if (actor.roles.includes('liaison')) return 'organisation'
  return actor.roles.some((role) => role === 'member' || role === 'admin' || role === 'provider')
    ? 'clients'
    : 'community'
}

export const readableTlps = (actor: Actor): Tlp[] => tlps.filter((tlp) => mayReach(tlp, audienceOf(actor)))
export const isOfCentre = (actor: Actor) =>
  actor.scope === 'all' && (actor.roles.includes('coordinator') || actor.roles.includes('analyst'))
/** Somebody who may speak for this party. */
export const speaksFor = (actor: Actor, partyId: string) =>
  actor.kind === 'person' &&
  actor.parties.includes(partyId) &&
  actor.roles.some((role) => role === 'member' || role === 'admin' || role === 'provider')
