/** Traffic Light Protocol 2.0 (FIRST, August 2022). */
import type { Actor } from './access.ts'

export const tlps = ['red', 'amber+strict', 'amber', 'green', 'clear'] as const
export type Tlp = (typeof tlps)[number]

/** Who stands at an exit: the named people of a case, one organisation, an organisation and those it serves, the community, everyone. */
export type Audience = 'recipients' | 'organisation' | 'clients' | 'community' | 'public'

const widest: Record<Tlp, Audience> = {
  'red': 'recipients', 'amber+strict': 'organisation', 'amber': 'clients', 'green': 'community', 'clear': 'public',
}
const order: readonly Audience[] = ['recipients', 'organisation', 'clients', 'community', 'public']

/** True when something marked `tlp` may be shown to `audience`. */
export const mayReach = (tlp: Tlp, audience: Audience): boolean => order.indexOf(audience) <= order.indexOf(widest[tlp])

/** The stricter of the two: a document is as restricted as its most restricted part. */
export const stricter = (a: Tlp, b: Tlp): Tlp => (tlps.indexOf(a) <= tlps.indexOf(b) ? a : b)

/**
 * The centre's own people work on the case; a district is the same organisation; bodies, providers and whoever holds the
 * link of one of them are those it serves. A calendar of the centre is read by a program: it is not a named person.
 */
export function audienceOf(actor: Actor): Audience {
  const holds = (...some: readonly string[]) => actor.roles.some((role) => some.includes(role))
  if (holds('coordinator', 'analyst')) return 'recipients'
  if (holds('liaison')) return 'organisation'
  if (holds('member', 'admin', 'provider')) return 'clients'
  if (holds('researcher')) return 'community'
  if (actor.scope !== 'none') return actor.scope === 'all' ? 'organisation' : 'clients'
  return actor.kind === 'anonymous' ? 'public' : 'community'
}

/** What this actor may read; the database holds it too (`app.tlps`). */
export const readableTlps = (actor: Actor): Tlp[] => tlps.filter((tlp) => mayReach(tlp, audienceOf(actor)))
