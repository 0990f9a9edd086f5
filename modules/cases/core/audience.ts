/** Who acts on a case, and for whom. Who may read it is the platform's: an exit shows only what may reach its audience. */
import type { Actor } from '#platform/contract/index.ts'

export { audienceOf, readableTlps } from '#platform/contract/index.ts'

export const isOfCentre = (actor: Actor) =>
  actor.scope === 'all' && (actor.roles.includes('coordinator') || actor.roles.includes('analyst'))
/** Somebody who may speak for this party. */
export const speaksFor = (actor: Actor, partyId: string) =>
  actor.kind === 'person' &&
  actor.parties.includes(partyId) &&
  actor.roles.some((role) => role === 'member' || role === 'admin' || role === 'provider')
