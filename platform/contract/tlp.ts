/** Traffic Light Protocol 2.0 (FIRST, August 2022). */
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
